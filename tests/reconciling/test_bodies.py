"""The body that somebody speaks for: newsroom sentences, with the name by which the body goes."""

from __future__ import annotations

import pytest

from tests.reconciling.records import Told, voice_in


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


def test_its_spokesman_is_of_the_body_that_opens_the_sentence_before() -> None:
    told = Told("The ministry says ten died. The army has come to Cobh. Its spokesman says nine died.")
    told.entity("The ministry", "government", "The ministry", "Its")
    told.entity("The army", "armed_force")
    his = told.entity("Its spokesman", "person")
    assert voice_in(told, "nine", told.says("Its spokesman", "nine died", his)).name == "army"
