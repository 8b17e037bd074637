"""What a later version of a page says otherwise is told record against record."""

from __future__ import annotations

from dataclasses import replace

from onrecord.linking.copies import copies_of
from onrecord.linking.joining import join_new
from onrecord.linking.versions import differences, versions_among
from tests.linking.kept import empty_record, keep
from tests.linking.reports import report
from tests.linking.told import Told

FIRST = Told("a", "Police said 12 people died when a crane fell.").incident("crane")
FIRST.figure("killed: 12 people", said_by="Police")


def test_a_toll_that_moved_and_lost_its_voice() -> None:
    later = Told("b", "A crane fell and 19 people died.").incident("crane", "killed: 19 people")
    moved, dropped = differences(FIRST.view, later.view)
    assert (moved.what, moved.of, moved.before, moved.after) == ("figure moved", "killed", "12 people", "19 people")
    assert (dropped.what, dropped.before, dropped.after) == ("attribution dropped", "Police", None)


def test_the_same_toll_from_another_voice() -> None:
    later = Told("b", "A doctor said 12 people died when a crane fell.")
    later.figure("killed: 12 people", said_by="A doctor")
    (changed,) = differences(FIRST.view, later.view)
    assert (changed.what, changed.before, changed.after) == ("attribution changed", "Police", "A doctor")


def test_a_count_that_is_new_and_one_that_is_gone() -> None:
    later = Told("b", "Police said 31 people were hurt when a crane fell.")
    later.figure("injured: 31 people", said_by="Police")
    assert [(one.what, one.of) for one in differences(FIRST.view, later.view)] == [
        ("figure dropped", "killed"),
        ("figure added", "injured"),
    ]


def test_a_denial_with_another_number_in_it_is_the_same_denial() -> None:
    told = "The army denied that the shelling had killed {} people."
    old, new = (Told(ident, told.format(n)) for ident, n in (("a", 14), ("b", 16)))
    for one, n in ((old, 14), (new, 16)):
        one.says("The army", f"the shelling had killed {n} people")
        one.statements[0] = replace(one.statements[0], act="deny")
    assert [one.what for one in differences(old.view, new.view)] == []


def test_nothing_has_changed_where_the_record_is_the_same() -> None:
    assert differences(FIRST.view, FIRST.view) == ()


def test_versions_are_those_of_one_outlet_in_order() -> None:
    text = "A crane fell at the grain quay of Cove Fort on Tuesday and {} people died, the port authority said there."
    hours = {"a": (9, "Bay Post"), "b": (12, "Bay Post"), "c": (13, "Cove Gazette"), "d": (19, "Bay Post")}
    told = [
        report(name, text.format(toll), outlet, published=f"2031-03-04T{8 + n:02}:00:00Z")
        for n, (name, (toll, outlet)) in enumerate(hours.items())
    ]
    with empty_record() as record:
        keep(record, told)
        join_new(record)
        (group,) = copies_of(record)
        assert [(one.id, other.id) for one, other in versions_among(group)] == [("a", "b"), ("b", "d")]
