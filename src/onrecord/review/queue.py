"""What a person is asked next: all cells of a record, what matters most first.

First where reviewers disagree, then figures on which reports disagree, what a new reading says otherwise, what the
reading is unsure of, the greatest figures, the rest; what somebody was unsure of comes last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from onrecord.linking.scenes import PEOPLE, sentence_at
from onrecord.model.decisions import PERSONS, Decision
from onrecord.model.reading_back import from_json
from onrecord.model.span import Span
from onrecord.model.view import RecordView
from onrecord.review.applying import Reviewed
from onrecord.review.cells import KINDS, Cell, names_of, own_words, spans_in
from onrecord.review.finding import find_as_decided
from onrecord.review.force import Standing, standings
from onrecord.review.questions import Words, question
from onrecord.review.reviewed_file import with_decisions
from onrecord.review.sheet import Sheet, mark_of, sheet_of
from onrecord.store import persons, queued, shown
from onrecord.store.asking import among
from onrecord.store.decisions import decisions_on
from onrecord.store.queued import Filter, Item
from onrecord.store.record_file import CURRENT, RecordFile

TOGETHER = 100  # readings that are listed in one transaction
PAGE = 30
UNSURE = {"alleged", "suspected", "claimed"}
SURE = 0.5  # a place's confidence below which a person is asked
STATUSES = {"unresolved": queued.UNRESOLVED, "range": queued.RANGE}


@dataclass(frozen=True, slots=True)
class Asked:
    """A cell as a person is asked about it."""

    item: Item
    question: tuple[Words, ...]
    sentence: Span  # in which its words stand
    spans: tuple[Span, ...]  # its own words
    cell: Cell | None  # as it is shown now; None where it was rejected
    read: Cell | None  # as the reading has it, where a decision or a new reading makes that another
    decisions: tuple[Decision, ...]  # of each person the last; in blind mode one's own alone
    force: Decision | None

    @property
    def mark(self) -> str:
        """By what one sees whether the cell is still as it is shown here."""
        return mark_of(self.cell)


# listing ------------------------------------------------------------------------------------------------------------


def list_new(record: RecordFile, most: int | None = None) -> int:
    """List the cells of readings that have come; how many were listed.  What can't be written to is left as it is."""
    with record.writing() as connection:
        queued.ready(connection)
    done = 0
    while most is None or done < most:
        size = TOGETHER if most is None else min(TOGETHER, most - done)
        with record.engine.connect() as connection:
            numbers = queued.unlisted(connection, size)
        if not numbers:
            break
        keep(record, list(record.opened(numbers)))
        done += len(numbers)
    return done


def forget(connection: sa.Connection, decision: Decision) -> None:
    """Have all that is listed and shown of what was decided on made anew, whatever happens next."""
    names = set(sa.inspect(connection).get_table_names())
    if decision.report and "review_listed" in names:
        queued.forget(connection, decision.report)
    if {"shown_stories", "joined"} <= names:
        shown.forget(connection, decision.reports)
    if decision.kind == PERSONS and "shown_people" in names:
        before = [one["id"] for one in decision.before] if isinstance(decision.before, list) else []
        persons.forget_people(connection, [*before, *filter(None, [decision.cell])])


def decided_anew(record: RecordFile, reports: Iterable[str]) -> None:
    """List the cells of some reports again, and let them be found anew: who goes on at once sees what was decided."""
    find_as_decided(record)
    with record.engine.connect() as connection:
        if not queued.is_ready(connection):
            return
        numbers = [row.number for row in among(connection, CURRENT, reports)]
    for at in range(0, len(numbers), TOGETHER):
        keep(record, list(record.opened(numbers[at : at + TOGETHER])))


def keep(record: RecordFile, documents: list[dict[str, Any]]) -> None:
    """Keep the rows of some readings; nobody decides while they are made."""
    with record.writing() as connection:
        decisions = decisions_on(record, [one["report"]["id"] for one in documents])
        for one, reviewed in zip(documents, with_decisions(record, documents), strict=True):
            made = decisions.get(one["report"]["id"], ())
            decided = standings(each for each in made if each.number not in reviewed.skipped)
            people = [(person.who, name) for name, standing in decided.items() for person in standing.last]
            queued.keep_items(connection, one["report"]["id"], rows(one, reviewed, decided), people)


def rows(read: Mapping[str, Any], reviewed: Reviewed, decided: Mapping[str, Standing]) -> Iterator[dict[str, Any]]:
    """A row a cell: of those shown, and of those that somebody decided on and are not."""
    lists = {kind: reviewed.made.get(kind, []) for kind in KINDS}
    by_id = {one["id"]: one for kind, some in lists.items() if kind != "warnings" for one in some}
    told = set()
    for name, (kind, at) in names_of(lists).items():
        cell = lists[kind][at]
        named = reviewed.names.get(cell["id"], name) if reviewed.force and kind != "warnings" else name
        told.add(named)
        start = min((span[0] for span in own_words(kind, cell, by_id)), default=0)
        base, score = weight(kind, cell)
        yield {"kind": kind, "cell": cell.get("id", name), "name": named, "start": start, "base": base, "score": score,
               **flags(named, reviewed, decided)}  # fmt: skip
    for name, one in decided.items():
        if name not in told:
            last = one.last[-1]
            yield {"kind": last.kind, "cell": last.cell or name, "name": name, "start": start_of(name),
                   "base": queued.REST, "score": 0.0, **flags(name, reviewed, decided)}  # fmt: skip


def start_of(name: str) -> int:
    return min((start for start, _ in spans_in(name)), default=0)


def flags(name: str, reviewed: Reviewed, decided: Mapping[str, Standing]) -> dict[str, int]:
    """What was decided on a cell, as its row has it."""
    one = decided.get(name)
    only = one.force if one is not None and len(one.decided) == 1 else None
    alone = only is not None and only.action == "reject" and not only.settles
    return {
        "decided": queued.REJECTED_ALONE if alone else int(name in reviewed.force),
        "disputed": int(one is not None and one.disputed),
        "stale": int(name in reviewed.stale),
        "unsure": int(one is not None and one.force is None and not one.disputed),
    }


def weight(kind: str, cell: Cell) -> tuple[int, float]:
    """How soon a cell is asked about: the less sure the reading is, the sooner; then the greater the figure."""
    if kind == "places" and cell["confidence"] < SURE:
        return queued.UNSURE_OF, 1.0 - cell["confidence"]
    if kind == "statements" and cell["speaker"] is None:
        return queued.UNSURE_OF, 0.4
    if kind == "events" and cell["certainty"] in UNSURE:
        return queued.UNSURE_OF, 0.3
    if kind == "warnings":
        return queued.UNSURE_OF, 0.2
    if kind == "figures":
        counted = max((float(cell[key]) for key in ("value", "low", "high") if cell[key] is not None), default=0.0)
        return (queued.HIGH, counted) if cell["measure"] in PEOPLE else (queued.REST, 1.0)
    return queued.REST, {"statements": 0.9, "events": 0.8, "casualties": 0.7, "facts": 0.6}.get(kind, 0.0)


def keep_disagreements(connection: sa.Connection, story: int, incidents: Iterable[Mapping[str, Any]]) -> None:
    """Keep on which figures the reports of a story disagree; incidents as `onrecord incidents` writes them."""
    queued.keep_disagreements(
        connection, story,
        (
            (entry["report"], entry["span"][0], STATUSES[figure["status"]])
            for one in incidents for figure in one["figures"] if figure["status"] in STATUSES
            for entry in figure["series"] if entry["standing"] == "current" and entry["span"]
        ),
    )  # fmt: skip


# asking -------------------------------------------------------------------------------------------------------------


def waiting(record: RecordFile, chosen: Filter, page: int = 1, size: int = PAGE) -> list[Item]:
    """A page of what waits for a person."""
    with record.engine.connect() as connection:
        if not queued.is_ready(connection):
            return []
        return list(queued.waiting(connection, chosen, (page - 1) * size, size))


def number_waiting(record: RecordFile, chosen: Filter) -> int:
    """How many cells wait for a person, as far as they are counted."""
    with record.engine.connect() as connection:
        return queued.number_waiting(connection, chosen) if queued.is_ready(connection) else 0


def asked(record: RecordFile, items: Iterable[Item], who: str | None = None, blind: bool = False) -> list[Asked]:
    """Some cells as a person is asked about them; only their reports are opened."""
    wanted = list(items)
    sheets = {report: sheet_of(record, report, who, blind) for report in {one.report for one in wanted}}
    views = {report: RecordView(from_json(sheet.reviewed.made)) for report, sheet in sheets.items()}
    read = {report: RecordView(from_json(sheet.read)) for report, sheet in sheets.items()}
    return [ask(one, sheets[one.report], views[one.report], read[one.report]) for one in wanted]


def ask(item: Item, sheet: Sheet, view: RecordView, read: RecordView) -> Asked:
    """One cell as a person is asked about it."""
    lists = {kind: sheet.read.get(kind, []) for kind in KINDS}
    of_reading = {name: lists[kind][at] for name, (kind, at) in names_of(lists).items()}
    shown = {sheet.name(item.kind, ident): one for ident, one in sheet.cells(item.kind).items()}
    cell, as_read = shown.get(item.name), of_reading.get(item.name)
    decided = standings(sheet.decisions).get(item.name)
    latest = decided.last[-1] if decided else None
    told = cell or as_read or (latest.after or latest.before if latest else None)
    book = view if cell else read
    by_id = {one["id"]: one for kind in ("events",) for one in sheet.reviewed.made[kind]}
    spans = tuple(Span.of(view.text, *one) for one in own_words(item.kind, told, by_id)) if told else ()
    sentence = sentence_at(view.text, spans[0]) if spans else Span(0, 0, "")
    if spans:
        start, end = min(sentence.start, spans[0].start), max(sentence.end, spans[0].end)
        sentence = Span.of(view.text, start, end)
    found = book.by_id.get(told.get("id", "")) if told else None
    return Asked(
        item, question(item.kind, found, told or {}), sentence, spans, cell,
        as_read if as_read != cell else None, decided.last if decided else (), decided.force if decided else None,
    )  # fmt: skip
