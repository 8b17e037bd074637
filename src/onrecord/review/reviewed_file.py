"""A record file that gives its records as reviewed: all that asks it for records follows decisions at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from onrecord.model.decisions import HAPPENINGS, PERSONS, Decision
from onrecord.model.reading_back import from_json
from onrecord.model.view import RecordView
from onrecord.review.applying import Reviewed, apply_decisions
from onrecord.review.cells import KINDS
from onrecord.store.asking import among
from onrecord.store.decisions import active, decisions_across, decisions_on, reports_decided
from onrecord.store.links import current_link
from onrecord.store.record_file import CURRENT, Choice, RecordFile, SceneOf

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

    def decided_among(self, reports: Iterable[str]) -> set[str]:
        return set(reports) & reports_decided(self)

    def incidents_decided(self, scenes: Sequence[SceneOf]) -> list[str]:
        """To which incident each of some scenes belongs after merges and splits of incidents across reports."""
        return regrouped(self, HAPPENINGS, scenes)

    def people_decided(self, entities: Sequence[SceneOf]) -> list[str]:
        """Who each of some entities is after merges and splits of people across reports."""
        return regrouped(self, PERSONS, entities)

    def figures_parted(self, reports: Collection[str]) -> dict[str, set[str]]:
        splits = [one for one in joined_across(self, HAPPENINGS) if one.action == "split"]
        named = {name for one in splits for name in one.names.values() if " figures:" in name}
        told = names_in(self, {name.split(" ", 1)[0] for name in named} & set(reports))
        return {
            report: {ident for ident, name in names.items() if f"{report} {name}" in named}
            for report, names in told.items()
        }

    def incidents_merged(self) -> set[str]:
        """Incidents that were merged with others, or to which something was moved, and what stands for them since."""
        joined = joined_across(self, HAPPENINGS)
        found = {told["id"] for one in joined if one.action == "merge" for told in one.before}
        found |= {ident for one in joined if (into := into_of(one)) for ident in (into, str(one.cell))}
        return found | {current_link(self, "incident", one) for one in found}


# incidents and people across reports --------------------------------------------------------------------------------


def joined_across(record: RecordFile, kind: str) -> list[Decision]:
    """The merges and splits of a kind that are in force, in order."""
    return [one for one in active(decisions_across(record)) if one.kind == kind]


def regrouped(record: RecordFile, kind: str, members: Sequence[SceneOf]) -> list[str]:
    """The groups to which members belong after merges and splits."""
    decisions = joined_across(record, kind)
    links = [link for link, _, _ in members]
    if not decisions:
        return links
    named = {name.split(" ", 1)[0] for one in decisions for name in one.names.values()}
    names = names_in(record, named & {report for _, report, _ in members})
    known = [
        {f"{report} {names[report][part]}" for part in parts if part in names[report]} if report in names else set()
        for _, report, parts in members
    ]
    for one in decisions:
        links = (united if one.action == "merge" else taken_apart)(record, links, known, one)
    return links


def called_now(record: RecordFile, decision: Decision, ident: str) -> set[str]:
    """The id of a group, and what stands for it since."""
    return {ident, current_link(record, "incident", ident)} if decision.kind == HAPPENINGS else {ident}


def names_in(record: RecordFile, reports: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """The names of the cells of some reports, by their ids."""
    with record.engine.connect() as connection:
        numbers = [row.number for row in among(connection, CURRENT, reports)]
    documents = list(record.opened(numbers))
    return {one.made["report"]["id"]: one.names for one in with_decisions(record, documents)}


def united(record: RecordFile, links: list[str], known: Sequence[set[str]], decision: Decision) -> list[str]:
    """The groups of members after a merge: those that were merged, whatever they are called since, are one."""
    before = {now for told in decision.before for now in called_now(record, decision, told["id"])}
    members = set(decision.names.values())
    before |= {link for link, some in zip(links, known, strict=True) if some & members}
    return [str(decision.cell) if link in before else link for link in links]


def into_of(decision: Decision) -> str | None:
    """The incident to which a split moves what it takes apart, where it is not to stand for itself."""
    return decision.after[1].get("into") if decision.action == "split" else None


def taken_apart(record: RecordFile, links: list[str], known: Sequence[set[str]], decision: Decision) -> list[str]:
    """The groups of members after a split: what goes with the first part, and what has come since, stays."""
    first, *others = ({decision.names[member] for member in part["members"]} for part in decision.after)
    whole = called_now(record, decision, str(decision.cell))
    whole |= {link for link, some in zip(links, known, strict=True) if some & first}
    into = into_of(decision)
    found = list(links)
    for at, part in enumerate(others, 1):
        made = hashlib.sha256(f"{decision.id} {at}".encode()).hexdigest()[:10]
        for n, some in enumerate(known):
            if links[n] in whole and some & part and into:
                found[n] = current_link(record, "incident", into)
            elif links[n] in whole and some & part:
                found[n] = f"incident-d{made}" if decision.kind == HAPPENINGS else f"{decision.cell} ({made[:4]})"
    return found
