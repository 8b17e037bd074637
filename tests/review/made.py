"""A desk without a file: a report of the example, people who decide on it, and the same report read anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from onrecord.model.decisions import Decision
from onrecord.review.applying import apply_decisions
from onrecord.review.cells import KINDS, Cell, names_by_id, references, said, with_references
from onrecord.review.contract import faults
from onrecord.review.deciding import Answer, drafted
from onrecord.review.sheet import Sheet
from onrecord.store.decisions import canonical

FIRST, SECOND = "first reading", "second reading"


def sheet(made: dict[str, Any], decisions: Sequence[Decision] = (), reading: str = FIRST) -> Sheet:
    return Sheet(made, reading, apply_decisions(made, decisions, reading), tuple(decisions))


def decided(made: dict[str, Any], decisions: list[Decision], answer: Answer, reading: str = FIRST) -> list[Decision]:
    """The decisions with one more."""
    number = len(decisions) + 1
    new = drafted(sheet(made, decisions, reading), answer, f"2031-03-04T07:{number // 60:02}:{number % 60:02}.000Z")
    return [*decisions, replace(new, number=number, id=f"id{number}")]


def undone(decisions: list[Decision], number: int) -> list[Decision]:
    """The decisions with one of them taken back."""
    old = decisions[number - 1]
    now = len(decisions) + 1
    return [*decisions, replace(old, action="undo", undoes=number, number=now, id=f"id{now}", before=None, after=None)]


def renumbered(made: dict[str, Any]) -> dict[str, Any]:
    """The same report as another version reads it: the same cells under other ids, in another order."""
    cells = {
        kind: [
            with_references(kind, one, lambda _, ident, __: f"z{ident}")
            | ({"id": f"z{one['id']}"} if "id" in one else {})
            for one in reversed(made[kind])
        ]
        for kind in KINDS
    }
    return made | cells


def contents(made: dict[str, Any]) -> list[str]:
    """What a record says, whatever its ids and their order."""
    lists: dict[str, list[Cell]] = {kind: made[kind] for kind in KINDS}
    names = names_by_id(lists)
    return sorted(canonical([kind, in_order(said(kind, one, names))]) for kind in KINDS for one in lists[kind])


def in_order(value: Any) -> Any:
    """A value whose lists are in an order of their own: which of two events comes first is not said."""
    if isinstance(value, dict):
        return {key: in_order(one) for key, one in value.items()}
    return sorted((in_order(one) for one in value), key=canonical) if isinstance(value, list) else value


def wrong(made: dict[str, Any]) -> list[str]:
    """What a record has that the contract does not allow."""
    ids = {kind: {one["id"] for one in made[kind]} for kind in KINDS if kind != "warnings"}
    found = [
        f"{kind}/{one.get('id')}: {fault}"
        for kind in KINDS
        for one in made[kind]
        for fault in faults(kind, {k: v for k, v in one.items() if k != "decided"}, made["report"]["text"])
    ]
    found += [
        f"{kind}/{one['id']}: no {ident} among the {target}"
        for kind in KINDS
        for one in made[kind]
        for target, ident in references(kind, one)
        if ident not in ids[target]
    ]
    events = {one["id"]: one for one in made["events"]}
    found += [f"{one['id']} is not in its event" for one in made["figures"]
              if one["event"] and one["id"] not in events[one["event"]]["figures"]]  # fmt: skip
    every = [ident for kind in ids.values() for ident in kind]
    return found + [f"{ident} is given twice" for ident in set(every) if every.count(ident) > 1]
