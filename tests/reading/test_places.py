"""Places: which words name one, which one they mean, and which capital words are none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.evaluation.corpora import report_of
from onrecord.language.page import Name, Page, Sentence, Word
from onrecord.language.words import WORD
from onrecord.model.records import Place, Records
from onrecord.reading.places.places import find_places

KINDS = {"p": "person", "o": "organisation", "l": "place", "g": "group"}
TAGGED = re.compile(r"\[([polg]):([^\]]+)\]")


def page_of(marked: str, publisher: str | None = None) -> Page:
    """A page of a text whose names are marked as the tagger would: [l:Cork] a place, [p: ] [o: ] [g: ] the others."""
    text, names = "", []
    at = 0
    for match in TAGGED.finditer(marked):
        text += marked[at : match.start()]
        names.append((KINDS[match[1]], len(text), len(text) + len(match[2])))
        text, at = text + match[2], match.end()
    text += marked[at:]
    marks = list(WORD.finditer(text))
    starts, ends = [m.start() for m in marks], [m.end() for m in marks]
    words = tuple(
        Word(n, m.start(), m.end(), m[0], m[0].lower(), tag_of(m[0], n, marks), 0, "dep", 0)
        for n, m in enumerate(marks)
    )
    tagged = tuple(Name(kind, s, e, starts.index(s), ends.index(e)) for kind, s, e in names)
    sentences = (Sentence(0, len(text), 0, len(words)),) if words else ()
    return Page(report_of("a.txt", text, publisher=publisher), words, sentences, (), tagged, (), {})


def tag_of(word: str, number: int, marks: list[re.Match[str]]) -> str:
    """A rough tag: capital words are proper nouns, but for what opens a sentence with a small word's meaning."""
    if not word[0].isalpha():
        return "PUNCT"
    if word.lower() in ("the", "a", "an"):
        return "DET"
    opens = number == 0 or marks[number - 1][0] == "."
    return "PROPN" if word[0].isupper() and not opens else "NOUN"


def read(marked: str, publisher: str | None = None) -> tuple[Place, ...]:
    """The places of a marked text."""
    return find_places(page_of(marked, publisher), Records())


def told(marked: str) -> list[tuple[str, str | None]]:
    """The words of each mention, in order, with its place's country."""
    found = [(mention.start, mention.text, place.country) for place in read(marked) for mention in place.mentions]
    return [(words, country) for _, words, country in sorted(found)]


# text, mentions with their countries
READ = [
    ("[l:CORK], [l:Ireland] - A shell fell near [l:Mallow].", [("CORK", "IRL"), ("Ireland", "IRL"), ("Mallow", "IRL")]),
    ("CORK, Ireland - Two men died.", [("CORK", "IRL"), ("Ireland", "IRL")]),  # the tagger saw neither
    ("Rain fell in [l:Paris], [l:Texas].", [("Paris", "USA"), ("Texas", "USA")]),
    ("Rain fell in [l:Paris] on Monday.", [("Paris", "FRA")]),
    ("He was born in [l:Athens], [l:Ga].", [("Athens", "USA"), ("Ga.", "USA")]),
    ("Three [g:Irish] dockers met [g:Syrians].", [("Irish", "IRL"), ("Syrians", "SYR")]),
    ("The [o:Irish health ministry] spoke.", [("Irish", "IRL")]),
    ("A dam broke in [l:Kerry] county.", [("Kerry county", "IRL")]),
    ("Talks were held on [l:Darfur].", [("Darfur", "SDN")]),
    ("Troops from [l:South Sudan] left [l:Juba].", [("South Sudan", "SSD"), ("Juba", "SSD")]),
    ("The [o:Ukraine] war went on.", [("Ukraine", "UKR")]),
    ("Snow fell in [l:Port]-au-Prince.", [("Port-au-Prince", "HTI")]),
    ("A [l:Tokyo]-based firm ran [l:Dublin]-[l:Cork] trains.", [("Tokyo", "JPN"), ("Dublin", "IRL"), ("Cork", "IRL")]),
    ("Boats crossed the Danube at night.", [("Danube", None)]),
    ("Gangs held the town of [p:Cork] for a week.", [("Cork", "IRL")]),
    ("Gangs captured [p:Cork] in the night.", [("Cork", "IRL")]),
    ("Guards of both [g:Koreans] met. The South fired, North Korea said.", [
        ("Koreans", "KOR"), ("South", "KOR"), ("North Korea", "PRK"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "mentions"), READ)
def test_places_are_read(marked: str, mentions: list[tuple[str, str | None]]) -> None:
    assert told(marked) == mentions


TRAPS = [
    "[p:Nora Limerick] spoke. [l:Limerick] said no more.",  # a surname
    "[o:Athletic Cork] lost again.",
    "The former [o:Harbour Rovers] and [o:Roma] striker retired.",
    "The [l:Cork] goalkeeper was sold.",
    "[l:Clare] Fast Lines apologised.",
    "The ruling Onward [l:Ireland] party won.",
    "The Sons [o:of] [o:Kerry] claimed it.",
    "[l:March] was cold.",
    "They lay in the [l:guinea] corn.",
    "They meet in [l:Cork Road].",
    "Hurricane [l:Galway] hit at night.",
    "The ferry [l:Limerick] sank.",
    "She speaks [g:Irish].",
    "He was Secretary of [l:War] then.",
]


@pytest.mark.parametrize("marked", TRAPS)
def test_no_place_is_read(marked: str) -> None:
    assert told(marked) == []


def test_the_outlet_in_a_dateline_is_no_place() -> None:
    found = read("[l:CORK] ([l:Kerry] Post) - Rain fell.", publisher="Kerry Post")
    assert [place.name for place in found] == ["Cork"]


def test_a_people_is_told_apart_from_its_country() -> None:
    country, people = read("[l:Ireland] sent [g:Irish] troops.")
    assert (country.demonym, people.demonym) == (False, True)
    assert country.country == people.country == "IRL"
    assert country.lat is people.lat is None
    assert country.geonames == people.geonames == 2963597


def test_two_spellings_of_a_place_are_one() -> None:
    (country,) = read("[l:Britain] agreed. The [l:UK] will pay.")
    assert [mention.text for mention in country.mentions] == ["Britain", "UK"]


def test_the_runners_up_are_told() -> None:
    tripoli = read("Rain fell in [l:Tripoli], [l:Sidon] and [l:Baalbek].")[0]
    assert tripoli.country == "LBN"
    assert "LBY" in {runner["country"] for runner in tripoli.candidates}
    assert 0 < tripoli.confidence < 1


def test_a_port_stands_at_its_town_and_is_less_certain() -> None:
    port, town = sorted(read("A bomb went off in the port of [l:Dublin]."), key=lambda place: place.mentions[0])
    assert (port.name, port.kind, port.mentions[0].text) == ("port of Dublin", "port", "the port of Dublin")
    assert (port.lat, port.lon, port.geonames) == (town.lat, town.lon, None)
    assert port.confidence < town.confidence


def test_a_place_that_no_list_has_is_kept_without_a_point() -> None:
    (place,) = read("Two men died in [l:Ballynowhere].")
    assert (place.name, place.lat, place.country, place.geonames) == ("Ballynowhere", None, None, None)
    assert place.confidence < 0.5


@pytest.mark.parametrize(
    "marked",
    [
        "[p:Limerick], a city in the west, is calm.",
        "[p:Limerick] is under siege.",
        "[p:Limerick] remains in rebel hands.",
        "The army lost control of [p:Limerick].",
        "Rain fell in [l:Limerick]. Then [p:Limerick] burned.",
    ],
)
def test_a_town_is_known_by_what_is_told_of_it(marked: str) -> None:
    (town,) = read(marked)
    assert (town.country, {mention.text for mention in town.mentions}) == ("IRL", {"Limerick"})


def test_a_news_agency_is_no_city() -> None:
    assert told("The state news agency [o:SANA] said so, and [l:SANA] is never wrong.") == []


def test_a_name_with_the_consonants_of_another_is_unknown() -> None:
    assert read("Shells fell in [l:Karsen].")[0].geonames is None


def test_a_small_namesake_in_a_country_nobody_spoke_of_is_not_taken() -> None:
    places = {
        place.name: place.country for place in read("[g:Fijian] police searched [l:Nadi] and, in [l:Mallow], a farm.")
    }
    assert places["Mallow"] is None


@given(
    st.lists(
        st.sampled_from(["in [l:Cork]", "[g:Irish]", "[o:Navy]", "near [l:Oz]", "[p:Al Cork]", "Dublin."]), max_size=9
    )
)
@settings(deadline=None)
def test_mentions_are_words_of_the_text_and_ids_are_in_order(parts: list[str]) -> None:
    page = page_of(" ".join(parts))
    places = find_places(page, Records())
    assert [place.id for place in places] == [f"p{n}" for n in range(1, len(places) + 1)]
    spans = [mention for place in places for mention in place.mentions]
    assert all(page.text[span.start : span.end] == span.text for span in spans)
    assert len(set(spans)) == len(spans)
    assert places == find_places(page, Records())


def test_a_ship_is_no_place_though_it_has_the_name_of_one() -> None:
    marked = "A mine sank the [l:Nebraska], off [l:Cork], and 9 of her crew died. Nine were born in [l:Nebraska]."
    page = page_of(marked)
    found = {p.name: p for p in find_places(page, Records())}
    assert [page.text[span.start - 3 : span.end] for span in found["Nebraska"].mentions] == ["in Nebraska"]
    assert "Cork" in found


def test_a_province_with_an_article_is_no_ship() -> None:
    found = find_places(page_of("A ship shelled the [l:Crimea] and the [l:Cork] police said so."), Records())
    assert [p.name for p in found] == ["Crimea", "Cork"]
