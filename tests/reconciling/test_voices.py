"""Whose voice a figure is: newsroom sentences, with what a reader reads out of them."""

from __future__ import annotations

from onrecord.reconciling.voices import Voice, voice_of
from tests.reconciling.records import Told, voice_in


def test_the_chain_runs_from_the_outlet_over_the_agency_and_the_person_to_the_body() -> None:
    told = Told("Nine dockers died, said Ada Quill, director of Cove Hospital.", agency="Harbour Wire")
    ada = told.entity("Ada Quill", "person")
    told.entity("Cove Hospital", "organisation", sector="MED")
    source = "Ada Quill, director of Cove Hospital"
    voice = voice_in(told, "Nine dockers", told.says(source, "Nine dockers died", ada))
    assert voice == Voice("Cove Hospital", "body", ("Cove Gazette", "Harbour Wire", "Ada Quill", "Cove Hospital"), True)


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


def test_it_said_does_not_stand_for_the_place_that_the_report_is_sent_from() -> None:
    told = Told("COBH - The harbour police said nine died. It said ten were hurt.")
    cobh = told.entity("COBH", "place", "COBH", "It")
    police = told.entity("The harbour police", "organisation", sector="COP")
    told.says("The harbour police", "nine died", police)
    assert voice_in(told, "ten", told.says("It", "ten were hurt", cobh)).name == "harbour police"


def test_whom_an_outlet_cites_is_the_voice() -> None:
    told = Told("Radio Cove reported, quoting the harbour police, that nine died.")
    radio = told.entity("Radio Cove", "media")
    told.entity("the harbour police", "organisation", sector="COP")
    voice = voice_in(told, "nine", told.says("Radio Cove", "nine died", radio, cue="reported"))
    assert voice.name == "harbour police"
    assert "Radio Cove" in voice.chain


def test_a_body_that_gives_the_deaths_is_the_voice_of_the_next_sentence() -> None:
    told = Told("The harbour ministry gives the deaths quay by quay. Up to Friday nine dockers had died.")
    assert voice_in(told, "nine dockers", None).name == "harbour ministry"
