"""A record file that gives its records as reviewed: all that asks it for records follows decisions at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from onrecord.model.decisions import Decision
from onrecord.model.reading_back import from_json
from onrecord.model.view import RecordView
from onrecord.review.applying import Reviewed, apply_decisions
from onrecord.review.cells import KINDS, names_by_id
from onrecord.review.force import active
from onrecord.store.asking import among
from onrecord.store.decisions import decisions_across, decisions_on, reports_decided
from onrecord.store.record_file import CURRENT, Choice, LinkOf, RecordFile

KEYS = "SELECT report, key FROM readings WHERE +superseded = 0 AND report IN (SELECT value FROM json_each(?))"


def reading_keys(record: RecordFile, reports: Iterable[str]) -> dict[str, str]:
    """The keys of the readings that stand for some reports."""
    with record.engine.connect() as connection:
        rows = connection.exec_driver_sql(KEYS, (json.dumps(sorted(set(reports))),))
        return {row.report: row.key for row in rows}


def reviewed_documents(record: RecordFile, choice: Choice | None = None) -> Iterator[Reviewed]:
    """The records chosen, with what people decided."""
    decided = reports_decided(record)
    for made in RecordFile.documents(record, choice):
        report = made["report"]["id"]
        yield from with_decisions(record, [made]) if report in decided else (apply_decisions(made, ()),)


def with_decisions(record: RecordFile, documents: list[dict[str, Any]]) -> Iterator[Reviewed]:
    """Some readings with what people decided."""
    reports = [made["report"]["id"] for made in documents]
    decisions = decisions_on(record, reports)
    keys = reading_keys(record, decisions) if decisions else {}
    for report, made in zip(reports, documents, strict=True):
        yield apply_decisions(made, decisions.get(report, ()), keys.get(report))


def reviewed_views(record: RecordFile, choice: Choice | None = None) -> Iterator[RecordView]:
    """The same as views; `view.decided` tells which cells somebody has decided on."""
    return (view_of(one) for one in reviewed_documents(record, choice))


def view_of(reviewed: Reviewed) -> RecordView:
    """A record as reviewed, to work with."""
    view = RecordView(from_json(reviewed.made))
    if reviewed.force:
        view.decided = {
            one["id"]: one["decided"] for kind in KINDS for one in reviewed.made.get(kind, ())
            if "decided" in one and "id" in one
        }  # fmt: skip
        view.reviewed = True
    return view


class ReviewedFile(RecordFile):
    """A record file whose records are as people decided; superseded readings are as they were read."""

    def documents(self, choice: Choice | None = None, superseded: bool = False) -> Iterator[dict[str, Any]]:
        if superseded:
            yield from super().documents(choice, superseded)
        else:
            yield from (one.made for one in reviewed_documents(self, choice))

    def views(self, choice: Choice | None = None) -> Iterator[RecordView]:
        return reviewed_views(self, choice)

    def books(self, reports: Iterable[str]) -> dict[str, RecordView]:
        with self.engine.connect() as connection:
            numbers = [row.number for row in among(connection, CURRENT, reports)]
        views = map(view_of, with_decisions(self, list(self.opened(numbers))))
        return {view.report.id: view for view in views}

    def links_decided(self) -> LinkOf:
        """How incidents across reports were merged and split."""
        decisions = active(decisions_across(self))
        if not decisions:
            return super().links_decided()
        names: dict[str, dict[str, str]] = {}

        def link_of(link: str, report: str, parts: Sequence[str]) -> str:
            if report not in names:
                made = next(RecordFile.documents(self, Choice(reports=(report,))))
                names[report] = names_by_id({kind: made.get(kind, []) for kind in KINDS})
            known = {f"{report} {names[report][part]}" for part in parts if part in names[report]}
            for one in decisions:
                link = moved(link, known, one)
            return link

        return link_of


def moved(link: str, known: set[str], decision: Decision) -> str:
    """The incident to which something belongs after a merge or a split of incidents across reports."""
    if decision.action == "merge":
        return str(decision.cell) if link in {one["id"] for one in decision.before} else link
    if link != decision.cell:
        return link
    for at, part in enumerate(decision.after[1:], 1):
        if known & {decision.names[member] for member in part["members"]}:
            made = hashlib.sha256(f"{decision.id} {at}".encode()).hexdigest()[:10]
            return f"incident-d{made}"
    return link
