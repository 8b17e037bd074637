"""Figures of many reports as a series, under one name a voice."""

from __future__ import annotations

import pytest

from onrecord.model.view import FigureView
from onrecord.reconciling.entries import entries_of
from onrecord.reconciling.figures import reconcile_figures
from onrecord.reconciling.same_voices import same_names
from onrecord.reconciling.voices import Voice
from tests.reconciling.records import Told


def said(number: int, source: str, publisher: str, **more: str) -> FigureView:
    """A report in which somebody says that so many died."""
    told = Told(f"{number} dockers died, {source} said.", publisher, **more)
    who = told.entity(source, "organisation")
    return told.figure(f"{number} dockers", number, told.says(source, f"{number} dockers died", who))


def test_a_ministry_is_one_voice_in_all_reports_whatever_they_call_it() -> None:
    figures = [
        said(9, "the health ministry", "Cove Gazette"),
        said(9, "the Ministry of Health", "Tide Post", published="2031-03-04T09:00:00Z"),
        said(9, "the ministry", "Quay Echo", published="2031-03-04T10:00:00Z"),
    ]
    found = reconcile_figures(entries_of(figures))
    assert (found.status, found.independent_sources) == ("single", 1)
    assert [one.standing for one in found.series] == ["current", "copy", "copy"]
    assert found.series[2].entry.chain == ("Quay Echo", "Ministry of Health")


@pytest.mark.parametrize(
    ("names", "voices"),
    [
        (["hospital", "Cove Hospital"], 1),
        (["hospital", "Cove Hospital", "Tide Hospital"], 3),
        (["regional hospital of Munster", "Munster regional hospital"], 1),
        (["Cove Port Authority", "CPA"], 1),
        (["army", "Front"], 2),
    ],
)
def test_a_shorter_name_is_a_voices_where_only_one_bears_it(names: list[str], voices: int) -> None:
    assert len(set(same_names(Voice(name, "body", ()) for name in names).values())) == voices


def test_persons_go_by_their_fullest_name_and_unnamed_sources_by_their_own() -> None:
    people = same_names(Voice(name, "person", ()) for name in ("Oar", "Ben Oar"))
    assert set(people.values()) == {"Ben Oar"}
    unnamed = same_names(Voice(name, "unnamed", ()) for name in ("Tide Post's docker", "Tide Post's old docker"))
    assert len(set(unnamed.values())) == 2


def test_who_is_blamed_for_the_dead_is_a_party_when_he_counts_them() -> None:
    told = Told("The army shelled the quay. The army said three dockers died.")
    army = told.entity("The army", "armed_force", sector="MIL")
    event = told.event("shelled", army, "The army")
    figure = told.figure("three dockers", 3, told.says("The army", "three dockers died", army), event=event)
    entries = entries_of([figure, said(9, "the harbour hospital", "Tide Post")])
    assert [(one.voice, one.party) for one in entries] == [("army", True), ("harbour hospital", False)]


@pytest.mark.parametrize(
    ("more", "left_out"),
    [({"change": "down_from"}, True), ({"status": "denied"}, True), ({"change": "additional"}, False), ({}, False)],
)
def test_what_has_no_part_in_a_series_is_out(more: dict[str, str], left_out: bool) -> None:
    (entry,) = entries_of([Told("Nine died.").figure("Nine", 9, **more)])
    assert entry.out == left_out


@pytest.mark.parametrize("text", ["The toll rose to 31 from 28.", "The toll was 31, up from 28."])
def test_what_a_count_has_risen_from_is_out(text: str) -> None:
    told = Told(text)
    assert [one.out for one in entries_of([told.figure("31", 31), told.figure("28", 28)])] == [False, True]


def test_a_headline_is_no_voice_beside_the_text_below_it() -> None:
    headline = "Fire kills 17, clinic says"
    told = Told(f"{headline}\n\nSeventeen dockers died, the mayor said.", title=headline)
    mayor = told.entity("the mayor", "person")
    below = told.figure("Seventeen dockers", 17, told.says("the mayor", "Seventeen dockers died", mayor))
    above = told.figure("17", 17)
    assert [(one.voice, one.out) for one in entries_of([above, below])] == [("clinic", True), ("mayor", False)]
    assert [one.out for one in entries_of([above])] == [False]


def test_a_part_without_a_population_of_its_own_is_out() -> None:
    told = Told("Nine dockers died, four of them at once.")
    whole = told.figure("Nine dockers", 9)
    assert entries_of([told.figure("four of them", 4, part_of=whole.id)])[0].out


@pytest.mark.parametrize(
    ("text", "measure", "left_out"),
    [
        ("Thirty people remain in custody.", "detained", True),
        ("Thirty people are still in hospital.", "injured", True),
        ("Thirty people remain missing.", "missing", False),
        ("Thirty people were arrested and remain in custody.", "detained", False),
    ],
)
def test_those_who_are_left_of_a_total_are_out(text: str, measure: str, left_out: bool) -> None:
    (entry,) = entries_of([Told(text).figure("Thirty people", 30, measure=measure)])
    assert entry.out == left_out


def test_a_body_that_says_that_nobody_was_hurt_denies_it() -> None:
    told = Told("No one was hurt, the army said.")
    army = told.entity("the army", "armed_force")
    (entry,) = entries_of([told.figure("No one", 0, told.says("the army", "No one was hurt", army))])
    assert entry.denial


def test_counts_of_one_severity_are_parts_where_others_are_told_beside_them() -> None:
    told = Told("Four dockers were taken away with serious injuries while 20 others were slightly hurt.")
    some = [told.figure("Four dockers", 4, measure="injured"), told.figure("20 others", 20, measure="injured")]
    assert [entry.out for entry in entries_of(some)] == [True, True]
    alone = Told("Nine dockers were badly hurt.")
    assert [entry.out for entry in entries_of([alone.figure("Nine dockers", 9, measure="injured")])] == [False]


def test_who_died_of_all_that_were_aboard_is_the_toll() -> None:
    told = Told("The boat carried 40 pilgrims. Nine died.")
    told.figure("40 pilgrims", 40, measure="other")
    nine = told.figure("Nine", 9, part_of="f0")
    assert not entries_of([nine])[0].out


def test_those_of_the_wounded_who_died_are_in_the_count_beside_them() -> None:
    told = Told("The number of the dead has risen to 31, she said, after five of the wounded died in hospital.")
    all_dead, some = told.figure("31", 31), told.figure("five of the wounded", 5)
    assert [entry.out for entry in entries_of([all_dead, some])] == [False, True]
    told = Told("Two dockers hurt in the fire died overnight, bringing the number of dead to 19.")
    some, all_dead = told.figure("Two dockers", 2), told.figure("19", 19)
    assert [entry.out for entry in entries_of([some, all_dead])] == [True, False]
    alone = Told("Five of the wounded died in hospital.")
    assert [entry.out for entry in entries_of([alone.figure("Five of the wounded", 5)])] == [False]
