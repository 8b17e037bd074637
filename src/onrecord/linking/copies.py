"""Copies across reports: the same text again, versions of one page, and paragraphs that stand in other reports too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any, Literal
from urllib.parse import urlsplit

import sqlalchemy as sa

from onrecord.linking.groups import Groups
from onrecord.linking.listed import IN, Listed, grouped, listed
from onrecord.linking.paragraphs import Paragraph, Seen, paragraphs_of
from onrecord.model.records import Report
from onrecord.model.span import Span
from onrecord.sources.bylines import agency_among
from onrecord.store.asking import among, keep_rows
from onrecord.store.record_file import RecordFile

Kind = Literal["exact", "near", "version", "paragraphs"]
MOST = 0.5  # of a report's words that stand in an older one, and it is a copy
NAME = r"[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3}"
CREDITS = (  # how a report says, at its end, who sent it
    re.compile(rf"\((?P<agency>{NAME})\)\s*$"),
    re.compile(rf"(?:^|[.\n(]\s*)(?P<agency>{NAME}) (?:also )?contributed(?: to this report)?\b"),
    re.compile(rf"[—–-]\s*(?:With|From) (?:reporting by |files from )?(?P<agency>{NAME})\.?\s*$"),
)
ENDING = 300  # characters in which such a credit stands
SOURCES = 50  # reports of which what was taken from them is told at once
REUSED = (
    "SELECT p.report AS source, p.start AS from_start, p.end AS from_end, u.report, u.start, u.end FROM reused u"
    " JOIN paragraphs p ON p.number = u.paragraph JOIN joined a ON a.report = p.report"
    " JOIN joined b ON b.report = u.report WHERE a.copies != b.copies"
    " ORDER BY a.moment, a.report, b.moment, b.report, u.start"
)


@dataclass(frozen=True, slots=True)
class Reuse:
    """A paragraph of a report, and the paragraph of an older one whose words it has."""

    report: str
    span: Span
    from_report: str
    from_span: Span


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Reports that are one text, the oldest first; or, of kind paragraphs, what others took from one of them."""

    copy_group: str
    kind: Kind
    agency: str | None
    reports: tuple[Listed, ...]
    paragraphs: tuple[Reuse, ...] = ()


def join_copies(connection: sa.Connection, reports: Mapping[int, Report]) -> tuple[dict[int, int], dict[int, int]]:
    """Of some new reports, by number and in order, the copies each belongs to; and which older copies are now others.

    A report is a copy of an older one in which most of its words stand too, and of what has the same address.
    """
    paragraphs = {number: list(paragraphs_of(one)) for number, one in reports.items()}
    seen = Seen(connection, (one for found in paragraphs.values() for one in found))
    placed = {number: [(seen.place(one), one) for one in found] for number, found in paragraphs.items()}
    older = {report for found in placed.values() for number, _ in found for report in seen.having(number)}
    copies = dict(map(tuple, among(connection, f"SELECT report, copies FROM joined WHERE report {IN}", older)))
    pages = pages_of(connection, reports.values())
    known = {*copies.values(), *pages.values()}
    groups = Groups()
    for number, report in reports.items():
        copies[report.id] = number
        best = copied_from(placed[number], seen)
        if best is not None:
            groups.join(copies[best], number)
        if is_page(report.url):
            groups.join(pages.setdefault(report.url or "", number), number)
        for paragraph, _ in placed[number]:
            seen.add(paragraph, report.id)
    seen.keep()
    keep_reuse(connection, placed, seen)
    return {number: groups.of(number) for number in reports}, groups.moved(known)


def copied_from(placed: Sequence[tuple[int, Paragraph]], seen: Seen) -> str | None:
    """The older report that has most of a report's words, where one has."""
    shared: defaultdict[str, int] = defaultdict(int)
    for number, paragraph in placed:
        for ident in seen.having(number):
            shared[ident] += len(paragraph.words)
    total = sum(len(paragraph.words) for _, paragraph in placed)
    best = max(shared, key=lambda ident: shared[ident], default=None)
    return best if best is not None and shared[best] >= MOST * total else None


def pages_of(connection: sa.Connection, reports: Iterable[Report]) -> dict[str, int]:
    """By address the copies that were taken from it before."""
    addresses = [one.url for one in reports if is_page(one.url)]
    question = f"SELECT url, copies FROM joined WHERE url {IN} ORDER BY number DESC"
    return dict(map(tuple, among(connection, question, addresses)))


def is_page(url: str | None) -> bool:
    """Whether an address is that of one article: a site's front page tells something else every day."""
    return bool(url and urlsplit(url).path.strip("/"))


def keep_reuse(connection: sa.Connection, placed: Mapping[int, Sequence[tuple[int, Paragraph]]], seen: Seen) -> None:
    """Keep which paragraphs of some reports others had before."""
    keep_rows(
        connection,
        "INSERT OR IGNORE INTO reused (paragraph, report, start, end) VALUES (?, ?, ?, ?)",
        (
            (number, one.report.id, one.span.start, one.span.end)
            for found in placed.values()
            for number, one in found
            if seen.first[number].report != one.report.id
        ),
    )


# what was joined ----------------------------------------------------------------------------------------------------


def copies_of(record: RecordFile) -> Iterator[CopyGroup]:
    """Which reports of a record are one text, as far as they were joined."""
    with record.engine.connect() as connection:
        for link, _, reports in grouped(connection, "copies"):
            if len(reports) > 1:
                yield group_of(link, reports)


def reuses_of(record: RecordFile) -> Iterator[CopyGroup]:
    """What was taken out of each report of a record into others that are no copies of it; an outlet's own standing
    words are none."""
    with record.engine.connect() as connection:
        sources = groupby(connection.exec_driver_sql(REUSED), key=lambda row: row.source)
        told = ((source, list(rows)) for source, rows in sources)
        while some := list(islice(told, SOURCES)):
            known = listed(
                connection, {ident for source, rows in some for ident in (source, *(r.report for r in rows))}
            )
            taken = [(s, [r for r in rows if known[r.report].outlet != known[s].outlet]) for s, rows in some]
            texts = record.texts({ident for s, rows in taken if rows for ident in (s, *(r.report for r in rows))})
            for source, rows in taken:
                if rows:
                    paragraphs = tuple(reuse(row, texts) for row in rows)
                    yield CopyGroup(f"paragraphs-{source}", "paragraphs", known[source].agency, (), paragraphs)


def reuse(row: sa.Row[Any], texts: Mapping[str, str]) -> Reuse:
    own, theirs = texts[row.report], texts[row.source]
    return Reuse(
        row.report, Span.of(own, row.start, row.end), row.source, Span.of(theirs, row.from_start, row.from_end)
    )


def group_of(link: str, reports: Sequence[Listed]) -> CopyGroup:
    """Reports that are one text, as a group."""
    outlets = {one.outlet for one in reports}
    kind: Kind = "version" if len(outlets) == 1 else "exact" if len({one.words for one in reports}) == 1 else "near"
    return CopyGroup(link, kind, next((one.agency for one in reports if one.agency), None), tuple(reports))


# agencies -----------------------------------------------------------------------------------------------------------


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
