"""Voices of several reports that are one, and those that are not."""

from __future__ import annotations

import pytest

from onrecord.reconciling.offices import bare
from onrecord.reconciling.same_voices import same_names, short_names
from onrecord.reconciling.voices import Voice


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the diocese of Cobh, which owns the school", "diocese of the Irish town of Cobh"),
        ("Diocese of Gonaïves", "diocese of Gonaives"),
    ],
)
def test_a_body_goes_by_one_name_however_it_is_described(one: str, other: str) -> None:
    voices = [Voice(bare(name), "body", ()) for name in (one, other)]
    assert len(set(same_names(voices).values())) == 1


def test_who_speaks_for_a_body_in_one_report_speaks_for_it_in_all() -> None:
    police = Voice("police", "body", ("Harbour Wire", "police spokesman Colm Quill", "police"))
    alone, other = Voice("Spokesman Colm Quill", "person", ()), Voice("Ada Quill", "person", ())
    names = same_names([police, alone, other])
    assert names["person", "Spokesman Colm Quill"] == "police"
    assert names["person", "Ada Quill"] == "Ada Quill"


def test_a_states_army_is_not_short_for_an_insurgent_one() -> None:
    voices = [Voice("army", "body", ()), Voice("Munster Liberation Army", "body", ())]
    assert len(set(same_names(voices).values())) == 2


def test_a_body_is_one_with_what_reports_put_before_its_short_name() -> None:
    short = short_names(["The disaster agency BPBD counted 18 dead.", "The extremist group al-Shabab denied it."])
    told = [Voice(name, "body", ()) for name in ("disaster agency", "BPBD", "extremist group", "al Shabaab")]
    assert set(same_names(told, short).values()) == {"BPBD", "al Shabaab"}


def test_two_bodies_that_are_described_alike_stay_two() -> None:
    assert short_names(["The rebel group FRA left.", "The rebel group UPL came."]) == {}


def test_a_rank_and_a_surname_are_those_of_who_speaks_elsewhere_for_a_body() -> None:
    told = [Voice("county police", "body", ("Post", "Ben Oar", "county police")), Voice("Commander Oar", "person", ())]
    assert set(same_names(told).values()) == {"county police"}
