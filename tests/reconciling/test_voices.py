"""Whose voice a figure is: newsroom sentences, with what a reader reads out of them."""

from __future__ import annotations

import pytest

from onrecord.reconciling.offices import bare, speaks_for
from onrecord.reconciling.same_voices import same_names
from onrecord.reconciling.voices import Voice, voice_of
from tests.reconciling.records import Told


def voice_in(told: Told, words: str, statement: str | None) -> Voice:
    return voice_of(told.figure(words, 9, statement))


def test_a_spokesman_a_minister_and_officials_speak_as_the_ministry() -> None:
    sources = [
        "The health ministry's spokesman",
        "Health Minister Nora Tiernan",
        "ministry officials",
        "a spokeswoman for the ministry",
    ]
    for source in sources:
        told = Told(f"Nine dockers died, said {source}. It runs the health ministry and a ministry.")
        who = told.entity(source, "person")
        voice = voice_in(told, "Nine dockers", told.says(source, "Nine dockers died", who))
        assert voice.kind == "body"
        assert voice.official
        assert "ministry" in voice.name


def test_the_chain_runs_from_the_outlet_over_the_agency_and_the_person_to_the_body() -> None:
    told = Told("Nine dockers died, said Ada Quill, director of Cove Hospital.", agency="Harbour Wire")
    ada = told.entity("Ada Quill", "person")
    told.entity("Cove Hospital", "organisation", sector="MED")
    source = "Ada Quill, director of Cove Hospital"
    voice = voice_in(told, "Nine dockers", told.says(source, "Nine dockers died", ada))
    assert voice == Voice("Cove Hospital", "body", ("Cove Gazette", "Harbour Wire", "Ada Quill", "Cove Hospital"), True)


def test_his_role_tells_for_whom_he_speaks_where_the_sentence_says_he() -> None:
    told = Told("Ben Oar is the port authority's director. He said nine died.")
    told.entity("Cove Port Authority", "organisation", "port authority")
    ben = told.entity("Ben Oar", "person", "Ben Oar", "He")
    told.fact(ben, "role", "port authority's director")
    assert voice_in(told, "nine", told.says("He", "nine died", ben)).name == "Cove Port Authority"


def test_a_member_of_a_body_speaks_as_the_body_and_a_former_one_does_not() -> None:
    for status, name in (("current", "harbour police"), ("former", "Ben Oar")):
        told = Told("Captain Ben Oar of the harbour police said nine died.")
        police = told.entity("the harbour police", "organisation", sector="COP")
        ben = told.entity("Ben Oar", "person")
        told.fact(ben, "member_of", "harbour police", police, status=status)
        assert voice_in(told, "nine", told.says("Ben Oar", "nine died", ben)).name == name


def test_a_governor_is_a_voice_by_his_office() -> None:
    told = Told("The governor of Munster, Ben Oar, said nine died.")
    ben = told.entity("Ben Oar", "person")
    voice = voice_in(told, "nine", told.says("The governor of Munster, Ben Oar", "nine died", ben))
    assert (voice.name, voice.chain[-2:]) == ("governor of Munster", ("Ben Oar", "governor of Munster"))


def test_a_part_of_a_body_speaks_as_the_whole() -> None:
    told = Told("The Tidewater Front's press office said nine died. Its spokesman said ten died.")
    told.entity("Tidewater Front", "armed_group", "The Tidewater Front", "Its")
    office = told.entity("The Tidewater Front's press office", "organisation")
    his = told.entity("Its spokesman", "person")
    assert (
        voice_in(told, "nine", told.says("The Tidewater Front's press office", "nine died", office)).name
        == "Tidewater Front"
    )
    assert voice_in(told, "ten", told.says("Its spokesman", "ten died", his)).name == "Tidewater Front"


def test_a_relative_speaks_for_herself() -> None:
    told = Told("Nine died, said Ada Quill, a sister of one of the dockers.")
    ada = told.entity("Ada Quill", "person")
    voice = voice_in(told, "Nine", told.says("Ada Quill, a sister of one of the dockers", "Nine died", ada))
    assert (voice.name, voice.kind) == ("Ada Quill", "person")


def test_unnamed_sources_are_one_voice_by_outlet_or_agency() -> None:
    for agency, name in (
        (None, "Cove Gazette's security official"),
        ("Harbour News", "Harbour News' security official"),
    ):
        told = Told("Nine died, a security official said.", agency=agency)
        who = told.entity("a security official", "person", sector="GOV")
        voice = voice_in(told, "Nine", told.says("a security official", "Nine died", who))
        assert (voice.name, voice.kind) == (name, "unnamed")


def test_the_reports_own_voice_is_the_agency_whose_copy_it_is_else_the_outlet() -> None:
    assert voice_in(Told("Nine died."), "Nine", None) == Voice("Cove Gazette", "outlet", ("Cove Gazette",))
    wire = voice_in(Told("Nine died.", agency="Harbour Wire"), "Nine", None)
    assert wire == Voice("Harbour Wire", "agency", ("Cove Gazette", "Harbour Wire"))
    found = voice_of(Told("Nine died.").figure("Nine", 9), agency="Harbour Wire")
    assert found == wire


def test_the_last_named_in_a_chain_of_statements_is_the_voice() -> None:
    told = Told("The army said that the Front admitted nine dead. The army said that a docker counted ten dead.")
    army, front = told.entity("The army", "armed_force"), told.entity("the Front", "armed_group")
    docker = told.entity("a docker", "person")
    outer = told.says("The army", "that the Front admitted nine dead", army)
    inner = told.says("the Front", "nine dead", front, outer)
    voice = voice_in(told, "nine", inner)
    assert (voice.name, voice.chain) == ("Front", ("Cove Gazette", "army", "Front"))
    unnamed = told.says("a docker", "ten dead", docker, outer)
    assert voice_in(told, "ten", unnamed).name == "army"


def test_it_said_goes_on_with_the_speaker_before_and_never_with_the_reports_own_agency() -> None:
    told = Told("COVE (Harbour Wire) - Nine died, the coastguard said. It said five were hurt.", "Harbour Wire")
    guard = told.entity("the coastguard", "armed_force")
    wire = told.entity("Harbour Wire", "media", "Harbour Wire", "It")
    told.says("the coastguard", "Nine died", guard)
    assert voice_in(told, "five", told.says("It", "five were hurt", wire)).name == "coastguard"


def test_a_part_without_a_speaker_is_told_with_its_whole() -> None:
    told = Told("Nine died, the coastguard said. Three of the dead were women.")
    guard = told.entity("the coastguard", "armed_force")
    whole = told.figure("Nine", 9, told.says("the coastguard", "Nine died", guard))
    assert voice_of(told.figure("Three of the dead", 3, part_of=whole.id)).name == "coastguard"


@pytest.mark.parametrize(
    ("phrase", "body"),
    [
        ("an official in the health ministry", "the health ministry"),
        ("Munster's foreign minister, Ben Oar", "Munster's foreign ministry"),
        ("Minister of Health Nora Tiernan", "Health ministry"),
        ("the minister of public works and ports", "public works and ports ministry"),
        ("the Prime Minister", "government"),
        ("army chief of staff General Ben Oar", "army"),
        ("Dr Ada Quill of the Cove Hospital", "the Cove Hospital"),
        ("Civil defence spokesman Ben Oar", "Civil defence"),
        ("port authority officials", "port authority"),
        ("hospital staff", "hospital"),
        ("two security officials", None),
        ("rescue workers", None),
        ("Ben Oar", None),
    ],
)
def test_for_whom_an_office_speaks(phrase: str, body: str | None) -> None:
    assert next(iter(speaks_for(phrase)), None) == body


def test_it_said_does_not_stand_for_the_place_that_the_report_is_sent_from() -> None:
    told = Told("COBH - The harbour police said nine died. It said ten were hurt.")
    cobh = told.entity("COBH", "place", "COBH", "It")
    police = told.entity("The harbour police", "organisation", sector="COP")
    told.says("The harbour police", "nine died", police)
    assert voice_in(told, "ten", told.says("It", "ten were hurt", cobh)).name == "harbour police"


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("Witnesses", "unnamed", "Cove Gazette's witness"),
        ("Two security officials", "unnamed", "Cove Gazette's security official"),
        ("The rebels", "body", "rebels"),
        ("The coast guard", "body", "coast guard"),
        ("Gov. Ben Oar", "body", "governor"),
        ("Civil defence officials", "body", "Civil defence"),
    ],
)
def test_who_counts_as_a_body_and_who_goes_unnamed(words: str, kind: str, name: str) -> None:
    told = Told(f"{words} said nine died.")
    who = told.entity(words, "group" if words.endswith("s") else "person")
    voice = voice_in(told, "nine", told.says(words, "nine died", who))
    assert (voice.kind, voice.name) == (kind, name)


def test_whom_an_outlet_cites_is_the_voice() -> None:
    told = Told("Radio Cove reported, quoting the harbour police, that nine died.")
    radio = told.entity("Radio Cove", "media")
    told.entity("the harbour police", "organisation", sector="COP")
    voice = voice_in(told, "nine", told.says("Radio Cove", "nine died", radio, cue="reported"))
    assert voice.name == "harbour police"
    assert "Radio Cove" in voice.chain


def test_its_spokesman_is_of_the_body_that_opens_the_sentence_before() -> None:
    told = Told("The ministry says ten died. The army has come to Cobh. Its spokesman says nine died.")
    told.entity("The ministry", "government", "The ministry", "Its")
    told.entity("The army", "armed_force")
    his = told.entity("Its spokesman", "person")
    assert voice_in(told, "nine", told.says("Its spokesman", "nine died", his)).name == "army"


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


def test_a_body_that_gives_the_deaths_is_the_voice_of_the_next_sentence() -> None:
    told = Told("The harbour ministry gives the deaths quay by quay. Up to Friday nine dockers had died.")
    assert voice_in(told, "nine dockers", None).name == "harbour ministry"
