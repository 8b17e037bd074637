"""Who a report speaks of: invented reports, each with the mentions that must be one entity's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.evaluation.corpora import report_of
from onrecord.language.encoder import encoder
from onrecord.language.lay_out import lay_out
from onrecord.language.page import Page
from onrecord.model.records import Entity, Records
from onrecord.reading.people.entities import find_entities
from onrecord.reading.people.mentions import Mentions
from onrecord.reading.readers import read_page
from tests.reading.pages import read

TOGETHER = {
    "full name, surname and courtesy title": (
        "Health Minister Nora Tiernan opened the ward on Friday. Tiernan thanked the nurses. Ms Tiernan left early.",
        ["Health Minister Nora Tiernan", "Tiernan", "Ms Tiernan"],
    ),
    "she": (
        "Health Minister Nora Tiernan opened the ward. She thanked the nurses, and her driver waited outside.",
        ["Health Minister Nora Tiernan", "She", "her"],
    ),
    "an age": (
        "Striker Colm Rehn, 34, put out a message on Sunday. The 34-year-old said he would not play.",
        ["Striker Colm Rehn", "The 34-year-old", "he"],
    ),
    "a role beside the name": (
        "Callum Rehn, the leader of the strike, spoke first. Rehn said the pay was poor.",
        ["Callum Rehn", "the leader of the strike", "Rehn"],
    ),
    "a role before the name is told": (
        "The governor of Connacht said the bridge was safe. Governor Ronan Daly told reporters that it would open.",
        ["The governor of Connacht", "Governor Ronan Daly"],
    ),
    "the army again": (
        "The army shelled the hills on Monday. The army said it had been fired on first.",
        ["The army", "The army"],
    ),
    "a name that a clause gives": (
        "A docker, who gave only her first name, Ada, said the crane had fallen.",
        ["A docker", "her", "Ada"],
    ),
    "a broadcaster and its name": (
        "Colonel Otto Brand told the rebel-run broadcaster Ridge Radio that only nine people had died.",
        ["the rebel-run broadcaster Ridge Radio", "Ridge Radio"],
    ),
    "I in a quotation": (
        "“I saw the van,” said Deirdre Walsh. “My brother saw it too.”",
        ["Deirdre Walsh", "I", "My"],
    ),
}


@pytest.mark.parametrize(("text", "words"), TOGETHER.values(), ids=TOGETHER)
def test_mentions_of_one_entity(text: str, words: list[str]) -> None:
    entities = read(text).entities
    assert any(all(word in [m.text for m in one.mentions] for word in words) for one in entities), [
        (one.name, [m.text for m in one.mentions]) for one in entities
    ]


def test_a_president_whom_a_report_does_not_name_is_not_the_first_who_is_named() -> None:
    text = (
        "CORK, April 25 - Parliament declared on Monday that the truce was over.\n\nThe President had called for 9,000 "
        "volunteers on Saturday.\n\nDeirdre Walsh, who lost her son, said that one more war would not bring him back."
    )
    entities = read(text).entities
    assert entity_of(entities, "The President") is not entity_of(entities, "Deirdre Walsh")


def test_the_lead_begins_behind_headline_byline_and_dateline() -> None:
    text = (
        "Docker hid two stowaways\n\nBy Nora Gale\n\nCORK, March 3 - A former docker hid two stowaways in his shed, "
        "he said on Monday.\n\nColm Quill, 52, had found them on the quay."
    )
    entities = read(text, title="Docker hid two stowaways").entities
    assert entity_of(entities, "A former docker") is entity_of(entities, "Colm Quill")
    assert entity_of(entities, "Docker") is not entity_of(entities, "Nora Gale")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Human Rights Watch said it was alarmed by the arrests.", "Human Rights Watch"),
        ("Open Hands said it had fled the town on Monday.", "Open Hands"),
        ("Fighters of the May 9 Front took the bridge on Tuesday.", "May 9 Front"),
        ("A driver for Bread of Mercy Mission was shot on the quay.", "Bread of Mercy Mission"),
        ("A cook with Fishers Without Nets said nine people had died.", "Fishers Without Nets"),
        ("COBH, March 3 (Harbour Wire) - A crane fell on Monday, police said.", "Harbour Wire"),
    ],
)
def test_a_body_s_name_is_whole(text: str, name: str) -> None:
    found = [one.name for one in read(text).entities]
    assert name in found
    assert not any(other in name for other in found if other != name), found


def test_a_headline_is_not_joined_with_who_wrote_the_report() -> None:
    text = (
        "Rebels free 12 hostages near Cobh, monitor says\nBy Nora Gale\nCORK, April 3 (Harbour Wire) - Rebels freed 12 "
        "hostages on Friday, the Munster Observatory said."
    )
    entities = read(text).entities
    assert entity_of(entities, "monitor") is not entity_of(entities, "Nora Gale")


def test_a_name_behind_another_verb_is_not_that_of_who_asks_not_to_be_named() -> None:
    text = "According to a senior official who asked not to be identified, Irish ministers will meet in Cork on Monday."
    entities = read(text).entities
    assert entity_of(entities, "a senior official") is not entity_of(entities, "Cork")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Tuesday Parliament voted for the bill.", "Parliament"),
        ("Harbour Wire Editor Ada Quill said the paper would close.", "Harbour Wire"),
    ],
)
def test_a_body_s_name_does_not_go_on_over_a_day_or_a_title(text: str, name: str) -> None:
    found = [entity for entity in read(text).entities if name in entity.name and entity.type != "person"]
    assert [text[m.start : m.end] for entity in found for m in entity.mentions] == [name]


def test_the_group_is_no_paper_that_was_told_something() -> None:
    text = (
        "The Coalition for the Coast took Cork on Sunday. Its head told the Anchor Dispatch so. The group left later."
    )
    entities = read(text).entities
    assert entity_of(entities, "The group") is entity_of(entities, "The Coalition for the Coast")


def test_a_name_of_letters_and_digits_is_whole() -> None:
    assert "M23" in [one.name for one in read("The M23 captured Galway on Sunday, and the army fled.").entities]


def entity_of(entities: tuple[Entity, ...], words: str) -> Entity:
    """The entity that has a mention in some words."""
    return next(one for one in entities if words in [m.text for m in one.mentions])


def test_two_people_stay_two() -> None:
    entities = read("Nora Tiernan met Callum Rehn in Dublin. Tiernan offered Rehn a truce.").entities
    assert entity_of(entities, "Nora Tiernan") is not entity_of(entities, "Callum Rehn")
    assert entity_of(entities, "Tiernan").name == "Nora Tiernan"


def test_a_title_case_headline_makes_no_person_of_its_verb() -> None:
    text = (
        "Callum Rehn spoke in Cork on Monday.\n\nCallum Rehn Speaks Out For Peace In Cork Harbour\n\nRehn left at noon."
    )
    names = [one.name for one in read(text).entities if one.type == "person"]
    assert not any("Speaks" in name for name in names)


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        (
            "The police chief, Colonel Rafael Otero, denied it. He left early.",
            "The police chief",
            "Colonel Rafael Otero",
        ),
        ("Nora Tiernan spoke. Her counterpart, Mira Voss, called it a crime.", "Her counterpart", "Mira Voss"),
        ("The report, sent to the governor, Ilse Marten, on Friday, was long.", "the governor", "Ilse Marten"),
    ],
)
def test_a_name_between_commas_is_whose_role_stands_before(text: str, role: str, name: str) -> None:
    entities = read(text).entities
    assert entity_of(entities, role) is entity_of(entities, name)


@pytest.mark.parametrize(
    "text",
    [
        "A bomber killed nine people in Cork on Monday.\n\nThe blast shut the quay, said Nora Tiernan.",
        "A docker struck a guard on Monday, police said.\n\nThe port is shut, said Nora Tiernan, a lawyer.",
    ],
)
def test_the_first_who_is_named_is_not_who_did_it(text: str) -> None:
    entities = read(text).entities
    assert {m.text for m in entity_of(entities, "Nora Tiernan").mentions} <= {"Nora Tiernan", "a lawyer"}


def test_a_list_of_people_joins_no_two() -> None:
    entities = read(
        "The mayor, Nora Tiernan and the bishop met in Cork. The mayor, Nora Tiernan, and Quill left."
    ).entities
    assert entity_of(entities, "Quill") is not entity_of(entities, "Nora Tiernan")


def test_who_answers_is_nobody_whom_the_answers_alone_name() -> None:
    text = "Q: Who ordered it?\nA: I did.\nQ: Why?\nA: Marlow Finch told me it was needed."
    entities = read(text).entities
    assert [m.text for m in entity_of(entities, "Marlow Finch").mentions] == ["Marlow Finch"]
    assert not any(one.name == "Q" for one in entities)


@pytest.mark.parametrize(
    ("text", "words", "kind", "sector"),
    [
        ("Police said two men were held.", "Police", "organisation", "COP"),
        ("The army denied the report.", "The army", "armed_force", "MIL"),
        ("The transport ministry closed the port.", "The transport ministry", "government", "GOV"),
        ("Gunmen attacked the convoy.", "Gunmen", "group", "UAF"),
        ("Residents said the water was brown.", "Residents", "group", "CVL"),
        ("A judge freed the man.", "A judge", "person", "JUD"),
    ],
)
def test_type_and_sector(text: str, words: str, kind: str, sector: str) -> None:
    found = entity_of(read(text).entities, words)
    assert (found.type, found.sector) == (kind, sector)


def test_a_country_is_told_by_the_words_of_a_mention() -> None:
    assert entity_of(read("The Irish government welcomed the truce.").entities, "The Irish government").country == "IRL"


def who_of(text: str) -> tuple[Page, Mentions, tuple[Entity, ...]]:
    page = lay_out(report_of("invented.txt", text), encoder())
    entities = read_page(page).entities
    return page, Mentions.of(page, entities), entities


def test_who_stands_for_what_its_clause_describes() -> None:
    text = "Police arrested the gunmen who attacked the convoy."
    _, who, entities = who_of(text)
    start = text.index("who")
    assert who.at(start, start + 3) == entity_of(entities, "the gunmen").id


def test_a_letter_speaks_for_who_wrote_it() -> None:
    text = "Bishop Ronan Daly wrote to the president on Sunday. The letter asks for the names of the dead."
    _, who, entities = who_of(text)
    start = text.index("The letter")
    assert who.at(start, start + 10) == entity_of(entities, "Bishop Ronan Daly").id


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "Nora Tiernan|he|said|the army|,|.|“|”|The 34-year-old|Mr|of|police|who|it|her|\n\n|Cork".split("|")
        ),
        min_size=1,
        max_size=30,
    )
)
def test_any_order_of_words_gives_entities_that_differ(words: list[str]) -> None:
    text = " ".join(words)
    if not text.strip():
        return
    page = lay_out(report_of("invented.txt", text), encoder())
    entities = find_entities(page, Records())
    assert len({one.id for one in entities}) == len(entities)
    assert len({(one.type, one.mentions) for one in entities}) == len(entities)
    assert all(one.mentions and one.name for one in entities)


def test_no_name_ends_with_a_preposition() -> None:
    entities = read(
        "The Danish commission of inquiry has found that the ferry was lost, it reported on Monday."
    ).entities
    assert not any(one.name.endswith(" of") for one in entities)
    assert "The Danish commission of inquiry" in [m.text for one in entities for m in one.mentions]
