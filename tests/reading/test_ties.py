"""Ties: which figure counts which event, when and where events took place, and what is told as the past."""

from __future__ import annotations

from onrecord.model.records import Event, Records
from tests.reading.pages import read


def event(records: Records, trigger: str) -> Event:
    return next(e for e in records.events if e.trigger.text == trigger)


def test_a_figure_counts_the_event_whose_people_it_is_and_the_other_way_round() -> None:
    records = read("A bomb killed 14 people and injured 40 in Dublin on Monday.")
    for figure in records.figures:
        counted = next(e for e in records.events if e.id == figure.event)
        assert figure.id in counted.figures
        assert counted.trigger.text == {"killed": "killed", "injured": "injured"}[figure.measure]


def test_an_event_takes_the_time_and_place_of_its_own_clause() -> None:
    records = read("Rebels attacked a convoy near Nairobi on Monday, after soldiers had shelled a camp on Saturday.")
    times = {t.id: t.span.text for t in records.times}
    places = {p.id: p.name for p in records.places}
    assert times[event(records, "attacked").time or ""] == "Monday"
    assert places[event(records, "attacked").place or ""] == "Nairobi"
    assert times[event(records, "shelled").time or ""] == "Saturday"


def test_the_time_of_saying_is_not_the_time_of_the_deed() -> None:
    assert event(read("Gunmen killed a farmer, the police said on Thursday."), "killed").time is None


def test_what_ended_long_ago_is_background() -> None:
    records = read(
        "Police arrested two men on Monday. In June 2019 fighters ambushed a patrol and killed six soldiers."
    )
    assert not event(records, "arrested").background
    assert event(records, "ambushed").background


def test_an_act_of_speech_has_no_place_from_who_acts() -> None:
    assert event(read("Paris condemned the raid and urged Madrid to act."), "condemned").place is None


def test_what_somebody_promises_is_not_what_they_tell() -> None:
    (figure,) = read("The mayor promised four million euros for the quay.").figures
    assert figure.statement is None
