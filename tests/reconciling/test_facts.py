"""Background facts of many reports, side by side and over time."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reconciling.entries import facts_of
from onrecord.reconciling.facts import FactEntry, reconcile_facts
from tests.reconciling.records import Told

PORT, FRONT, WIRE = "port authority", "Tidewater Front", "Harbour Wire"


def held(voice: str, day: int, by: str, **more: Any) -> FactEntry:
    return FactEntry(voice, f"2031-03-{day:02}", "Cove Fort", "controlled_by", by, **more)


def told(*entries: FactEntry) -> list[tuple[str, str, int]]:
    return [(one.object, one.status, one.independent_sources) for one in reconcile_facts(entries)]


def test_several_voices_agree_on_who_holds_a_place() -> None:
    assert told(held(PORT, 4, "the army"), held(WIRE, 5, "army")) == [("army", "current", 2)]
    assert told(held(PORT, 4, "the army"), held(PORT, 5, "the army")) == [("army", "current", 1)]


def test_competing_claims_stand_side_by_side() -> None:
    found = reconcile_facts([held(PORT, 3, "army"), held(FRONT, 4, "Front"), held(WIRE, 5, "Front")])
    assert [(one.object, one.status) for one in found] == [("army", "disputed"), ("Front", "disputed")]
    assert found[0].why == "The port authority says army; Tidewater Front and Harbour Wire say Front."


def test_a_voice_that_says_otherwise_later_has_seen_a_change() -> None:
    assert told(held(WIRE, 4, "army"), held(WIRE, 9, "Front")) == [("army", "former", 1), ("Front", "current", 1)]


def test_what_has_begun_since_replaces_what_was_told_before() -> None:
    found = told(held(WIRE, 4, "army"), held(PORT, 9, "Front", start="2031-03-07"))
    assert found == [("army", "former", 1), ("Front", "current", 1)]


def test_what_is_told_as_over_is_no_dispute() -> None:
    found = told(held(WIRE, 9, "army", status="former", end="2031-02-01"), held(PORT, 9, "Front"))
    assert found == [("army", "former", 1), ("Front", "current", 1)]


def test_a_person_may_hold_many_roles_over_time() -> None:
    roles = [
        FactEntry(WIRE, "2031-03-04", "Ada Quill", "role", "harbour master", start="2029-01-01"),
        FactEntry(PORT, "2031-05-04", "Ada Quill", "role", "harbour master", status="former", end="2031-05-01"),
        FactEntry(WIRE, "2031-05-04", "Ada Quill", "role", "mayor"),
    ]
    first, second = reconcile_facts(roles)
    assert (first.object, first.status, first.start, first.end) == (
        "harbour master",
        "former",
        "2029-01-01",
        "2031-05-01",
    )
    assert (second.object, second.status) == ("mayor", "current")


def test_a_denial_disputes_a_claim_until_who_denied_it_says_so() -> None:
    denied = held("army", 5, "Front", denied=True)
    (found,) = reconcile_facts([held(FRONT, 4, "Front"), denied])
    assert (found.status, found.independent_sources) == ("disputed", 1)
    assert found.why == "Tidewater Front says so; the army denies it."
    assert told(held(FRONT, 4, "Front"), denied, held("army", 8, "Front")) == [("Front", "current", 2)]
    assert told(denied) == [("Front", "disputed", 0)]


def test_competing_claims_are_told_with_who_denies_them() -> None:
    found = reconcile_facts([held(FRONT, 4, "Front"), held("army", 5, "Front", denied=True), held(PORT, 5, "army")])
    assert {one.why for one in found} == {
        "Tidewater Front says Front; the army denies Front; the port authority says army."
    }


def test_one_role_in_fewer_and_in_more_words_is_one() -> None:
    roles = ["governor", "governor of Munster", "prime minister", "minister"]
    found = reconcile_facts([FactEntry(WIRE, "2031-03-04", "Ada Quill", "role", one) for one in roles])
    assert [one.object for one in found] == ["governor of Munster", "minister", "prime minister"]


def test_a_body_is_one_under_its_short_name() -> None:
    assert told(held(PORT, 4, "the Sudanese army"), held(WIRE, 5, "army")) == [("Sudanese army", "current", 2)]


def test_somebody_is_one_under_other_names() -> None:
    record = Told("Colonel Ada Quill, the harbour master, spoke.")
    ada = record.entity("Colonel Ada Quill", "person")
    record.fact(ada, "role", "harbour master")
    (entry,) = facts_of(record.view().facts, persons={("Cove Gazette", ada): "Ada Quill"})
    assert entry.subject == "Ada Quill"


def test_facts_of_reports_come_with_their_voices() -> None:
    record = Told("Cove Fort is held by the Front, the port authority said.")
    fort, front = record.entity("Cove Fort", "place"), record.entity("the Front", "armed_group")
    port = record.entity("the port authority", "organisation")
    said = record.says("the port authority", "Cove Fort is held by the Front", port)
    record.fact(fort, "controlled_by", "the Front", front, statement=said)
    (entry,) = facts_of(record.view().facts)
    assert (entry.voice, entry.subject, entry.object) == ("port authority", "Cove Fort", "Front")
    assert entry.chain == ("Cove Gazette", "port authority")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_order_of_entries_never_matters(data: st.DataObject) -> None:
    one = st.builds(held, st.sampled_from([PORT, FRONT, WIRE]), st.integers(4, 7), st.sampled_from(["army", "Front"]))
    entries = data.draw(st.lists(one, max_size=6))
    assert reconcile_facts(entries) == reconcile_facts(data.draw(st.permutations(entries)))
