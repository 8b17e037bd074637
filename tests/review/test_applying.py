"""Whatever people decide and take back, the record stays as the contract has it, and a new reading changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model.decisions import Decision
from onrecord.model.json import as_json
from onrecord.model.reading_back import from_json
from onrecord.review.applying import apply_decisions, disputed, reviewed
from onrecord.review.cells import KINDS
from onrecord.review.deciding import Answer
from onrecord.review.sheet import NotDecided
from onrecord.store.decisions import active
from onrecord.store.writing import Capture
from tests.review.made import FIRST, SECOND, contents, decided, renumbered, sheet, undone, wrong

PEOPLE = ("ada", "bo", "cy")
CHANGES: dict[str, tuple[dict[str, Any], ...]] = {
    "figures": ({"measure": "missing"}, {"value": 7, "precision": "exact"}, {"event": None}, {"statement": None}),
    "statements": ({"speaker": None}, {"act": "warn"}, {"negated": True}, {"parent": None}),
    "events": ({"type": "COERCE", "how": "reviewer"}, {"figures": []}, {"certainty": "alleged"}, {"actors": []}),
    "entities": ({"name": "Somebody else"}, {"type": "group"}, {"country": "IRL"}),
    "places": ({"country": "IRL"}, {"demonym": True}),
    "times": ({"start": None, "end": None}, {"type": "DATE", "value": "1898-02-15"}),
    "facts": ({"status": "disputed"}, {"relation": "part_of"}),
    "incidents": ({"background": True}, {"place": None}, {"type": "ACCIDENT"}),
}
ADDED: dict[str, dict[str, Any]] = {
    "figures": {"measure": "injured", "precision": "exact", "value": 3, "change": "total", "status": "confirmed"},
    "entities": {"name": "A quay", "type": "place"},
    "times": {"type": "DATE"},
}


@st.composite
def steps(draw: st.DrawFn) -> tuple[str, str, str, int, int]:
    """Who does what to which kind, to the how manyth cell, and how."""
    actions = ["confirm", "correct", "correct", "reject", "unsure", "add", "merge", "split", "undo"]
    kind = draw(st.sampled_from(sorted(CHANGES)))
    return (
        draw(st.sampled_from(PEOPLE)), draw(st.sampled_from(actions)), kind, draw(st.integers(0, 30)),
        draw(st.integers(0, 30)),
    )  # fmt: skip


def do(
    made: dict[str, Any], decisions: list[Decision], step: tuple[str, str, str, int, int], reading: str = FIRST
) -> list[Decision]:
    """One step more; a step that is refused changes nothing."""
    who, action, kind, at, how = step
    if action == "undo":
        return undone(decisions, at % len(decisions) + 1) if decisions else decisions
    cells = list(sheet(made, decisions, reading).cells(kind))
    if not cells and action != "add":
        return decisions
    chosen = cells[at % len(cells)] if cells else ""
    after: Any = None
    picked: tuple[str, ...] = (chosen,)
    if action == "correct":
        after = CHANGES[kind][how % len(CHANGES[kind])]
    elif action == "add":
        kind = sorted(ADDED)[how % len(ADDED)]
        words = [at, at + 3 + how]
        after, picked = ADDED[kind] | ({"mentions": [words]} if kind == "entities" else {"span": words}), ()
    elif action == "merge":
        picked = tuple(dict.fromkeys((chosen, cells[how % len(cells)])))
    elif action == "split":
        shown = sheet(made, decisions, reading).cells(kind)[chosen]
        key = {"entities": "mentions", "places": "mentions", "incidents": "events"}.get(kind, "")
        after = [{}, {key: shown.get(key, [])[-1:]}]
    answer = Answer(who, action, made["report"]["id"], kind, picked, after)  # type: ignore[arg-type]
    try:
        return decided(made, decisions, answer, reading)
    except NotDecided:
        return decisions


@pytest.fixture(scope="session")
def told(maine: list[Capture]) -> dict[str, Any]:
    """The example report that says most."""
    return max((as_json(one.record) for one in maine), key=lambda made: len(made["events"]) + len(made["figures"]))


QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUICK
@given(todo=st.lists(steps(), max_size=14))
def test_any_decisions_leave_a_record_as_the_contract_has_it(
    told: dict[str, Any], todo: list[tuple[str, str, str, int, int]]
) -> None:
    decisions: list[Decision] = []
    for step in todo:
        decisions = do(told, decisions, step)
    made = apply_decisions(told, decisions, FIRST).made
    assert wrong(made) == []
    again = as_json(from_json(made))
    assert all(
        [{k: v for k, v in one.items() if k != "decided"} for one in made[kind]] == again[kind] for kind in KINDS
    )


@QUICK
@given(todo=st.lists(steps(), max_size=10))
def test_taking_all_back_gives_the_bare_reading(
    told: dict[str, Any], todo: list[tuple[str, str, str, int, int]]
) -> None:
    decisions: list[Decision] = []
    for step in todo:
        decisions = do(told, decisions, step)
    while kept := active(decisions):
        decisions = undone(decisions, kept[-1].number)
    assert apply_decisions(told, decisions, FIRST).made == told


@QUICK
@given(todo=st.lists(steps(), max_size=8))
def test_decisions_survive_a_new_reading_with_other_ids(
    told: dict[str, Any], todo: list[tuple[str, str, str, int, int]]
) -> None:
    decisions: list[Decision] = []
    for step in todo:
        if step[1] not in ("merge", "split"):  # of these the first of what is in another order stays
            decisions = do(told, decisions, step)
    first, second = apply_decisions(told, decisions, FIRST), apply_decisions(renumbered(told), decisions, SECOND)
    assert contents(second.made) == contents(first.made)
    assert wrong(second.made) == []
    assert second.stale == {}


def test_a_merge_survives_a_new_reading(told: dict[str, Any]) -> None:
    one, other = [cell["id"] for cell in told["entities"] if cell["type"] != "place"][:2]
    decisions = decided(told, [], Answer("ada", "merge", told["report"]["id"], "entities", (one, other)))
    for made, reading in ((told, FIRST), (renumbered(told), SECOND)):
        merged = apply_decisions(made, decisions, reading).made
        assert len(merged["entities"]) == len(told["entities"]) - 1
        assert wrong(merged) == []


def test_what_a_new_reading_says_otherwise_is_stale_and_stays_as_decided(told: dict[str, Any]) -> None:
    figure = told["figures"][0]
    answer = Answer("ada", "correct", told["report"]["id"], "figures", (figure["id"],), {"status": "denied"})
    decisions = decided(told, [], answer)
    changed = [one | {"change": "additional"} if one["id"] == figure["id"] else one for one in told["figures"]]
    later = apply_decisions(told | {"figures": changed}, decisions, SECOND)
    assert list(later.stale) == [decisions[0].name]
    now = next(one for one in later.made["figures"] if one["id"] == figure["id"])
    assert (now["status"], now["change"]) == ("denied", figure["change"])


def test_a_decided_cell_that_a_new_reading_no_longer_has_stays(told: dict[str, Any]) -> None:
    figure = told["figures"][0]
    decisions = decided(told, [], Answer("ada", "confirm", told["report"]["id"], "figures", (figure["id"],)))
    without = told | {
        "figures": [one for one in told["figures"] if one["id"] != figure["id"]],
        "events": [one | {"figures": [f for f in one["figures"] if f != figure["id"]]} for one in told["events"]],
        "incidents": [one | {"figures": [], "victims": []} for one in told["incidents"]],
    }
    later = apply_decisions(without, decisions, SECOND)
    assert [one["quotes"]["span"] for one in later.made["figures"] if "decided" in one] == [figure["quotes"]["span"]]
    assert list(later.stale) == [decisions[0].name]


def test_where_two_disagree_neither_counts_until_a_third_settles_it(told: dict[str, Any]) -> None:
    report, figure = told["report"]["id"], told["figures"][0]
    decisions = decided(told, [], Answer("ada", "reject", report, "figures", (figure["id"],)))
    assert figure["id"] not in sheet(told, decisions).cells("figures")
    name = decisions[0].name
    decisions = decided(told, decisions, Answer("bo", "confirm", report, "figures", (name,)))
    assert disputed(decisions) == {name}
    assert apply_decisions(told, decisions, FIRST).made["figures"] == told["figures"]
    settled = Answer("cy", "reject", report, "figures", (figure["id"],), settles=True)
    decisions = decided(told, decisions, settled)
    decisions = decided(told, decisions, Answer("bo", "confirm", report, "figures", (name,)))
    assert figure["id"] not in sheet(told, decisions).cells("figures")
    assert disputed(decisions) == set()


def test_a_record_as_reviewed_is_a_record(maine: list[Capture]) -> None:
    record = maine[0].record
    assert reviewed(record, ()) == record
