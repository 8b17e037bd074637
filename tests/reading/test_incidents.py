"""Incidents: the events of a report that are one happening."""

from __future__ import annotations

import pytest

from onrecord.model.records import Incident
from tests.reading.pages import read

BOMB = """A bomb tore through a grain store in Dublin on Monday night, killing 14 people, police said.

About 40 others were injured in the blast. Police accused the Tidewater Front of planting the bomb.

In 2019 a fire at the same store killed one docker."""


def incidents(text: str) -> tuple[Incident, ...]:
    return read(text).incidents


def test_the_deed_and_its_dead_and_wounded_are_one_incident() -> None:
    first = incidents(BOMB)[0]
    assert first.type == "ASSAULT"
    assert first.subtype == "bombing"
    assert (first.date.start, first.date.end) == ("2031-03-03", "2031-03-03")
    assert {victim.effect for victim in first.victims} >= {"killed", "injured"}
    assert not first.background


def test_only_an_exact_count_is_a_number_of_victims() -> None:
    counts = {victim.span.text: victim.number for victim in incidents(BOMB)[0].victims}
    assert counts["14 people"] == 14
    assert counts["About 40 others"] is None


def test_an_earlier_happening_is_an_incident_of_its_own() -> None:
    last = incidents(BOMB)[-1]
    assert last.type == "ACCIDENT"
    assert last.background


def test_acts_of_speech_are_no_incidents() -> None:
    assert incidents("The mayor praised the nurses and asked the government for help.") == ()


def test_different_days_are_different_incidents() -> None:
    found = incidents("Rebels shelled Nairobi on Monday. On Saturday rebels shelled Mombasa.")
    assert [len(one.events) for one in found] == [1, 1]


def test_a_summary_is_made_of_the_incidents_own_cells() -> None:
    first = incidents(BOMB)[0]
    assert first.summary is not None
    assert "14 people" in first.summary


ATTACK = "A car bomb killed 14 dockers at the grain market of Cobh on Sunday.\n\n"
DOERS = {
    "Police blamed the Tidewater Front.": [("the Tidewater Front", "alleged")],
    "The attack was blamed on the Tidewater Front.": [("the Tidewater Front", "alleged")],
    "The Tidewater Front claimed responsibility.": [("The Tidewater Front", "claimed")],
    "The Tidewater Front claimed responsibility for the attack.": [("The Tidewater Front", "claimed")],
    "The Tidewater Front denied responsibility.": [("The Tidewater Front", "denied")],
    "The mayor said the Tidewater Front was behind the attack.": [("Tidewater Front", "reported")],
    "No group has claimed responsibility.": [],
    "The mayor blamed the harbour police for the delay.": [],
    'The Tidewater Front called the attack "a massacre".': [],
    "The Tidewater Front condemned the killings, and its leader called them murder.": [],
}


@pytest.mark.parametrize(("text", "doers"), DOERS.items())
def test_who_is_said_to_have_done_it(text: str, doers: list[tuple[str, str]]) -> None:
    assert [(one.span.text, one.certainty) for one in incidents(ATTACK + text)[0].perpetrators] == doers


def test_whoever_tells_of_a_deed_after_it_has_not_done_it() -> None:
    text = "A docker who was hurt when a shell hit a ship's hold died on Tuesday, the union branch said."
    assert [one.perpetrators for one in incidents(text)] == [() for _ in incidents(text)]


PLACED = {
    "A shell killed two nurses in the old district of Cork on Monday.": "Cork",
    "DUBAI (Harbour Wire) - Shells killed two nurses in the walled city of Kadugli on Monday.": "Kadugli",
    "CORK, March 4 - A bomb at the grain store killed 14 people, the mayor of Cork said.": "Cork",
    "DUBLIN, March 4 - A bomb killed 14 people, the union said.": None,  # may be anywhere
    "DUBLIN, March 4 - A bomb killed 14 people in a village. The mayor of Dublin spoke of war.": None,
}


@pytest.mark.parametrize(("text", "place"), PLACED.items())
def test_where_it_took_place(text: str, place: str | None) -> None:
    records = read(text)
    names = {one.id: one.name for one in records.places}
    assert names.get(records.incidents[0].place or "") == place


def test_the_heading_of_a_paragraph_says_when_and_where() -> None:
    text = (
        "Weekly note on attacks.\n\nLimerick, 9 March. A missile destroyed a house. We know that 15 people were killed."
    )
    records = read(text, published="2031-03-15")
    (incident,) = [one for one in records.incidents if one.figures]
    place = next(one.name for one in records.places if one.id == incident.place)
    assert (place, incident.date.start) == ("Limerick", "2031-03-09")


def test_who_is_to_end_a_war_has_not_done_it() -> None:
    told = incidents("President Quill asked the assembly on Monday for the power to end the war in Ireland.")
    assert [one.perpetrators for one in told] == [()]


def test_a_day_that_opens_a_sentence_is_of_what_is_told_behind_its_speaker() -> None:
    text = (
        "One man was killed in Limerick on Friday, police said. On Thursday, the mayor said, 26 officers were injured."
    )
    records = read(text, published="2031-03-08")
    days = {one.id: one.start for one in records.times}
    assert [days[event.time or ""] for event in records.events if event.figures] == ["2031-03-07", "2031-03-06"]
