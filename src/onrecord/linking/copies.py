"""Copies across reports: the same text again, versions of one page, and paragraphs that stand in other reports too."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from onrecord.linking.groups import Groups
from onrecord.linking.moments import in_order
from onrecord.linking.paragraphs import Paragraph, Seen, paragraphs_of
from onrecord.model.records import Report
from onrecord.model.span import Span
from onrecord.sources.bylines import agency_among

Kind = Literal["exact", "near", "version", "paragraphs"]
MOST = 0.5  # of a report's words that stand in an older one, and it is a copy
COMPARED = 8  # of the reports that have a paragraph, the oldest that a new one is compared with
NAME = r"[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3}"
CREDITS = (  # how a report says, at its end, who sent it
    re.compile(rf"\((?P<agency>{NAME})\)\s*$"),
    re.compile(rf"(?:^|[.\n(]\s*)(?P<agency>{NAME}) (?:also )?contributed(?: to this report)?\b"),
    re.compile(rf"[—–-]\s*(?:With|From) (?:reporting by |files from )?(?P<agency>{NAME})\.?\s*$"),
)
ENDING = 300  # characters in which such a credit stands


@dataclass(frozen=True, slots=True)
class Reuse:
    """A paragraph of a report, and the paragraph of an older one whose words it has."""

    report: Report
    span: Span
    from_report: Report
    from_span: Span


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Reports that are one text, the oldest first; or, of kind paragraphs, what others took from one of them."""

    copy_group: str
    kind: Kind
    agency: str | None
    reports: tuple[Report, ...]
    paragraphs: tuple[Reuse, ...] = ()


def find_copies(reports: Iterable[Report]) -> tuple[CopyGroup, ...]:
    """All that is copied among some reports; the order in which they come never matters.

    A report is a copy of an older one in which most of its words stand too.  Where the outlet is the same it is a
    version, and so is what has the same address.  A paragraph that is another report's too, where the rest is not, is
    told as such.
    """
    ordered = in_order(reports)
    seen = Seen()
    placed = {one.id: [(seen.place(p), p) for p in paragraphs_of(one)] for one in ordered}
    groups = Groups([one.id for one in ordered])
    join_copies(ordered, placed, groups)
    join_addresses(ordered, groups)
    known = {one.id: one for one in ordered}
    copies = [group_of([known[ident] for ident in members]) for members in groups.all() if len(members) > 1]
    return (*copies, *reuses(ordered, placed, groups, seen.first))


def join_copies(
    ordered: Sequence[Report], placed: Mapping[str, Sequence[tuple[int, Paragraph]]], groups: Groups
) -> None:
    """Join each report to the older one that has most of its words, where one has."""
    having: defaultdict[int, list[str]] = defaultdict(list)
    for report in ordered:
        shared: Counter[str] = Counter()
        for number, paragraph in placed[report.id]:
            shared.update(dict.fromkeys(having[number], len(paragraph.words)))
        total = sum(len(paragraph.words) for _, paragraph in placed[report.id])
        best = max(shared, key=lambda ident: shared[ident], default=None)
        if best is not None and shared[best] >= MOST * total:
            groups.join(best, report.id)
        for number in {number for number, _ in placed[report.id]}:
            if len(having[number]) < COMPARED:
                having[number].append(report.id)


def join_addresses(ordered: Iterable[Report], groups: Groups) -> None:
    """Join what was taken from the same page."""
    pages: dict[str, str] = {}
    for report in ordered:
        if report.url and urlsplit(report.url).path.strip("/"):  # a site's front page tells something else every day
            groups.join(pages.setdefault(report.url, report.id), report.id)


def group_of(reports: Sequence[Report]) -> CopyGroup:
    """Reports that are one text, as a group, by the id of the oldest."""
    texts = {" ".join(one.text.split()) for one in reports}
    outlets = {outlet(one) for one in reports}
    kind: Kind = "version" if len(outlets) == 1 else "exact" if len(texts) == 1 else "near"
    return CopyGroup(f"copy-{reports[0].id}", kind, agency_of_copies(reports), tuple(reports))


def outlet(report: Report) -> str:
    """Who publishes a report; a report that doesn't say stands for itself."""
    return report.publisher or (urlsplit(report.url).hostname if report.url else None) or report.id


def reuses(
    ordered: Sequence[Report],
    placed: Mapping[str, Sequence[tuple[int, Paragraph]]],
    groups: Groups,
    first: Sequence[Paragraph],
) -> list[CopyGroup]:
    """What was taken out of each report into others that are no copies of it; an outlet's own standing words are
    none."""
    taken: defaultdict[str, list[Reuse]] = defaultdict(list)
    for report in ordered:
        for number, paragraph in placed[report.id]:
            source = first[number].report
            if groups.of(source.id) != groups.of(report.id) and outlet(source) != outlet(report):
                taken[source.id].append(Reuse(report, paragraph.span, source, first[number].span))
    return [
        CopyGroup(f"paragraphs-{source}", "paragraphs", agency_of(found[0].from_report), (), tuple(found))
        for source, found in taken.items()
    ]


# agencies -----------------------------------------------------------------------------------------------------------


def agency_of_copies(reports: Iterable[Report]) -> str | None:
    """The agency that sent a text: the one that its oldest copy with one names."""
    return next((agency for one in reports if (agency := agency_of(one))), None)


def agency_of(report: Report) -> str | None:
    """The agency that sent a report, by its dateline, its byline, its last words, or because it is the outlet.

    A credit at the end counts where it has a name of an agency, or one that calls itself a wire or an agency.
    """
    if report.agency:
        return report.agency
    if report.publisher and is_agency(report.publisher):
        return report.publisher
    ending = report.text[-ENDING:]
    found = (match["agency"] for credit in CREDITS if (match := credit.search(ending)))
    return next((name for name in found if is_agency(name)), None)


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency.

    >>> is_agency("Reuters"), is_agency("Harbour Wire"), is_agency("Cove Gazette")
    (True, True, False)
    """
    last = name.split()[-1].lower() if name.split() else ""
    return agency_among([name]) is not None or last in ("wire", "agency", "newswire")


def agencies_by_report(groups: Iterable[CopyGroup]) -> dict[str, str]:
    """By report the agency whose copy it is found to be."""
    return {one.id: group.agency for group in groups if group.agency for one in group.reports}
