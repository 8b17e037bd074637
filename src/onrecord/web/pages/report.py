"""A report: where does it say so?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.linking.moments import day_of
from onrecord.linking.scenes import sentence_at
from onrecord.linking.versions import differences
from onrecord.model.reading_back import from_json
from onrecord.model.span import Span
from onrecord.model.view import RecordView
from onrecord.publishing.page import KINDS, Stretch, spans_of, stretches
from onrecord.publishing.versions import changed_words
from onrecord.review.cells import KINDS as ALL_KINDS
from onrecord.review.cells import names_by_id
from onrecord.review.sheet import sheet_of
from onrecord.store.kin import copies_of_report, readings_of_report
from onrecord.store.record_file import RecordFile
from onrecord.web.people.safety import person_of, token_of
from onrecord.web.rendering import page, the_record
from onrecord.web.saved import saved

router = APIRouter()
SIGNS = {
    "statements": ("❝", "statement", "Statements"), "events": ("▲", "event", "Events"),
    "figures": ("#", "figure", "Figures"), "facts": ("=", "fact", "Background"), "places": ("◎", "place", "Places"),
    "times": ("◷", "time", "Times"), "entities": ("☻", "entity", "People and groups"),
}  # fmt: skip
STRIP = 1000  # units of the strip's height


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell in the panel: its kind, and where its words begin."""

    kind: str
    cell: Any
    start: int
    lit: bool
    rejected: Mapping[str, Any] | None = None  # by whom, and why
    number: int = 0  # of its note on paper


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the text as it is shown: what it links to, and whether it is what was asked for."""

    stretch: Stretch
    target: str | None
    lit: bool
    notes: tuple[Shown, ...]  # the cells whose words end here


@router.get("/reports/{report}", response_class=HTMLResponse)
def report(request: Request, report: str, words: str = "", cell: str = "", done: str = "") -> Response:
    """A report with its record; `?words=120-140` or `?cell=f3` lights up what was asked for."""
    record = the_record(request)
    view = report_of(record, report)
    gone = list(rejected(record, report, cell))
    lit = asked_spans(view, words, cell) or [(span.start, span.end) for one in gone if one.lit
                                             for span in spans_of(one.kind, one.cell)]  # fmt: skip
    with record.engine.connect() as connection:
        known = copies_of_report(connection, report)
        readings = readings_of_report(connection, report)
    panel = cells(view, cell, lit)
    counts = Counter(one.kind for one in panel)
    panel = in_order([*panel, *gone])
    return page(
        request, "report.html.j2", title=view.title or view.report.source, view=view, report=view.report, signs=SIGNS,
        runs=list(runs(view, lit, panel)), panel=panel, counts=counts,
        strip=list(strip(view)), known=known, readings=readings, token=token_of(request), here=f"/reports/{report}",
        saved=saved(record, person.name, done) if (person := person_of(request)) else None,
    )  # fmt: skip


@router.get("/reports/{report}/sentence", response_class=HTMLResponse)
def sentence(request: Request, report: str, words: str = "", cell: str = "") -> Response:
    """The sentence in which some words or those of a cell stand, to be shown beside a link to them."""
    view = report_of(the_record(request), report)
    spans = asked_spans(view, words, cell)
    if not spans:
        raise HTTPException(404, "There are no such words in this report.")
    span = Span.of(view.text, *spans[0])
    around = sentence_at(view.text, span)
    before, after = view.text[around.start : span.start].lstrip(), view.text[span.end : around.end]
    return page(request, "sentence.html.j2", report=view.report, words=span.text, before=before, after=after)


@router.get("/reports/{report}/original")
def original(request: Request, report: str) -> Response:
    """The bytes that were captured, to be saved and never shown here."""
    record = the_record(request)
    view = report_of(record, report)
    kept = record.capture(view.report.raw_sha256)
    if kept is None:
        raise HTTPException(404, "The captured bytes of this report are not in the record.")
    headers = {
        "Content-Disposition": f'attachment; filename="{view.report.raw_sha256[:16]}.bin"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Captured-Type": kept[1] if kept[1].isascii() and kept[1].isprintable() else "unknown",
    }
    return Response(kept[0], media_type="application/octet-stream", headers=headers)


@router.get("/reports/{report}/changes/{other}", response_class=HTMLResponse)
def changes(request: Request, report: str, other: str) -> Response:
    """What one report's text changed of another's: the later of the earlier, whichever is named first."""
    record = the_record(request)
    new, old = report_of(record, report), report_of(record, other)
    moments = day_of(new.report.published), day_of(old.report.published)
    if moments[0] is not None and moments[1] is not None and moments[0] < moments[1]:
        new, old = old, new
    return page(request, "changes.html.j2", title="What changed", new=new.report, old=old.report,
                runs=list(changed_words(old.text, new.text)), differences=list(differences(old, new)))  # fmt: skip


def report_of(record: RecordFile, ident: str) -> RecordView:
    """A report's record; 404 where there is none."""
    found = record.books([ident]).get(ident)
    if found is None:
        raise HTTPException(404, f"There is no report {ident} in this record.")
    return found


def asked_spans(view: RecordView, words: str, cell: str) -> list[tuple[int, int]]:
    """The words that an address asks for; what is no span of the text or no cell asks for nothing."""
    found = [(span.start, span.end) for kind, one in all_cells(view) if one.id == cell for span in spans_of(kind, one)]
    start, _, end = words.partition("-")
    if start.isdecimal() and end.isdecimal() and len(words) < 20 and int(start) < int(end) <= len(view.text):
        found.append((int(start), int(end)))
    return found


def all_cells(view: RecordView) -> Iterator[tuple[str, Any]]:
    yield from ((kind, one) for kind in KINDS for one in getattr(view, kind))


def cells(view: RecordView, asked: str, lit: Sequence[tuple[int, int]] = ()) -> list[Shown]:
    """The record in the order of the text; a cell is lit that was asked for, or whose words were."""
    found = [
        Shown(kind, one, min(span.start for span in spans), one.id == asked if asked else
              any((span.start, span.end) in lit for span in spans))
        for kind, one in all_cells(view) if (spans := spans_of(kind, one))
    ]  # fmt: skip
    return in_order(found)


def in_order(cells: Iterable[Shown]) -> list[Shown]:
    """Cells in the order of the text, numbered."""
    order = list(SIGNS)
    found = sorted(cells, key=lambda one: (one.start, order.index(one.kind)))
    return [replace(one, number=number) for number, one in enumerate(found, 1)]


def rejected(record: RecordFile, report: str, asked: str) -> Iterator[Shown]:
    """What the reading has and somebody rejected: kept in sight, struck through."""
    if not record.decided_among([report]):
        return
    sheet = sheet_of(record, report)
    read = RecordView(from_json(sheet.read))
    by_name = {name: ident for ident, name in names_by_id({k: sheet.read.get(k, []) for k in ALL_KINDS}).items()}
    for name, one in sheet.reviewed.force.items():
        ident = by_name.get(name, "")
        if one.action == "reject" and one.kind in KINDS and ident in read.by_id and ident not in sheet.reviewed.names:
            found = read.by_id[ident]
            start = min((span.start for span in spans_of(one.kind, found)), default=0)
            yield Shown(one.kind, found, start, asked == ident, {"who": one.who, "why": one.why})


def runs(view: RecordView, lit: list[tuple[int, int]], panel: Iterable[Shown]) -> Iterator[Run]:
    """The text in stretches, each a link to the narrowest of its cells; on paper a cell's number stands after the first
    of its words."""
    lengths = {
        one.id: sum(len(span) for span in spans_of(kind, one)) / max(len(spans_of(kind, one)), 1)
        for kind, one in all_cells(view)
    }
    ends: dict[int, tuple[Shown, ...]] = {}
    for one in panel:
        first = min(spans_of(one.kind, one.cell), key=lambda span: span.start, default=None)
        if first:
            ends[first.end] = (*ends.get(first.end, ()), one)
    cuts = [*ends, *(offset for span in lit for offset in span)]
    for stretch in stretches(view, cuts):
        end = stretch.start + len(stretch.text)
        target = min(stretch.cells, key=lambda ident: lengths[ident], default=None)
        asked = any(start <= stretch.start and end <= stop for start, stop in lit)
        yield Run(stretch, target, asked, ends.get(end, ()))


def strip(view: RecordView) -> Iterator[tuple[int, str, float, float]]:
    """Where in the text which kinds stand: column, kind, top and height."""
    length = max(len(view.text), 1)
    columns = list(SIGNS)
    for kind, one in all_cells(view):
        for span in spans_of(kind, one):
            yield columns.index(kind), SIGNS[kind][1], round(span.start / length * STRIP, 1), round(
                max(len(span) / length * STRIP, 2), 1)  # fmt: skip
