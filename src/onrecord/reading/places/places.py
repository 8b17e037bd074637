"""Places of a page: its toponyms, each resolved against the gazetteer with the page's other places as context."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from onrecord.gazetteer.choose import Choice, choose
from onrecord.gazetteer.lookup import Gazetteer, Listed, gazetteer
from onrecord.gazetteer.names import folded, without_unit
from onrecord.language.page import Page
from onrecord.model.records import Place, Records
from onrecord.model.span import Span
from onrecord.reading.places.surroundings import Toponym
from onrecord.reading.places.toponyms import BEFORE_A_PLACE, Toponyms

MOST = 40  # candidates of a name that are weighed
RUNNERS_UP, LEAST_LIKELY = 3, 0.02  # how many are told, and how likely they must be
WELL_KNOWN = 300_000  # people of a town that speaks for its country
FAR_AND_SMALL = 80_000  # people; a smaller place in a country that nothing on the page speaks of is a chance namesake
NAMED_OUTRIGHT = 100  # what a mention of a country's people adds to its votes
BETWEEN = frozenset(
    "in the of northern southern eastern western central northeastern northwestern southeastern southwestern north "
    "south east west capital".split()
)  # words that may stand between a name and what it lies in: "Cork, in southern Ireland"
FACILITIES = frozenset("port harbour harbor airport".split())
FACILITY_NAME = re.compile(r"(\w.*?)(?: International)? (?:Airport|Port|Harbour|Harbor)$")
TOWNS = frozenset("city town village suburb district neighbourhood neighborhood".split())
FACILITY_RADIUS = 10
DEMONYM_CONFIDENCE, UNLISTED_CONFIDENCE = 0.95, 0.3


def find_places(page: Page, records: Records) -> tuple[Place, ...]:
    """The places of a page, in the order of the text."""
    listed = gazetteer()
    named: dict[str, list[Toponym]] = defaultdict(list)
    peoples: dict[int, list[Toponym]] = defaultdict(list)
    for toponym in Toponyms(page, listed).all():
        if toponym.demonym:
            peoples[toponym.demonym.id].append(toponym)
        else:
            named[folded(toponym.name)].append(toponym)
    lands = lands_of(peoples.values())
    choices = {key: choice_of(page, listed, key, group) for key, group in named.items()}
    choose([choice for choice in choices.values() if choice.candidates], lands, listed.countries)
    spoken_of = lands_spoken_of(choices.values(), lands)
    found = [people_of(page, group) for group in peoples.values()]
    for key, group in named.items():
        place = resolved(page, listed, group, choices[key], spoken_of)
        if place:
            found += [place, *facilities(page, group, place)]
    return numbered(found)


def lands_of(peoples: Iterable[list[Toponym]]) -> Counter[str]:
    """The countries whose people are named, with their votes."""
    lands: Counter[str] = Counter()
    for group in peoples:
        place = group[0].demonym
        if place and place.country:
            lands[place.country] += NAMED_OUTRIGHT * min(2, len(group))
    return lands


def choice_of(page: Page, listed: Gazetteer, key: str, group: list[Toponym]) -> Choice:
    """The candidates of a name and what its neighbours say."""
    name = group[0].name
    inside = {around.id for toponym in group for around in containers(page, listed, toponym)}
    known = listed.find(name) or listed.find(town_of(name) or name)
    found = known or listed.sounding_like(name)
    if is_called_a_town(page, group):
        found = tuple(place for place in found if place.kind in ("city", "capital")) or found
    near = [p for p in found if inside & {p.admin1, p.admin2}] if inside and len(found) > MOST else []
    return Choice(tuple([*near, *found][:MOST]), key, len(group), without_unit(key) is not None, not known, inside)


def containers(page: Page, listed: Gazetteer, toponym: Toponym) -> Iterator[Listed]:
    """The countries and units that the words after a toponym say it lies in: "Cork, Ireland", "Cork (Ireland)"."""
    words, number = page.words, toponym.last + 1
    while number < len(words) and words[number].start < toponym.end:
        number += 1
    if number >= len(words) or words[number].text not in (",", "("):
        return
    number += 1
    while number < len(words) and words[number].text.lower() in BETWEEN:
        number += 1
    for stop in range(number + 1, min(number + 4, len(words)) + 1):
        if not words[stop - 1].text[:1].isupper():
            return
        end = words[stop - 1].end + (page.text[words[stop - 1].end : words[stop - 1].end + 1] == ".")
        names = {page.text[words[number].start : words[stop - 1].end], page.text[words[number].start : end]}
        for place in (place for name in names for place in listed.find(name)):
            if place.kind in ("country", "admin1", "admin2") and place.population > 0:
                yield place


def lands_spoken_of(choices: Iterable[Choice], lands: Counter[str]) -> set[str]:
    """The countries that the page speaks of: by their people, their name, a unit of theirs or a well-known town."""
    out = set(lands)
    for choice in choices:
        if choice.candidates and not choice.heard and choice.likely[choice.best] > 0.5:
            place = choice.candidates[choice.best]
            if place.country and (place.kind not in ("city", "admin2") or place.population >= WELL_KNOWN):
                out.add(place.country)
    return out


def people_of(page: Page, group: list[Toponym]) -> Place:
    """The country or region that a people's name or adjective stands for."""
    place = group[0].demonym
    if place is None:
        raise ValueError(f"{group[0].name} is no demonym")
    return as_place(page, group, place, DEMONYM_CONFIDENCE, demonym=True)


def resolved(page: Page, listed: Gazetteer, group: list[Toponym], choice: Choice, spoken_of: set[str]) -> Place | None:
    """The place of a name; None where it may be no place at all."""
    if choice.heard:
        choice = among(choice, spoken_of)
    if not choice.candidates:
        return unlisted(page, group)
    best = choice.best
    place, likely = choice.candidates[best], choice.likely[best]
    far = spoken_of and place.country not in spoken_of and place.population < FAR_AND_SMALL
    if far and not is_called_a_town(page, group):
        return unlisted(page, group)
    order = sorted(range(len(choice.candidates)), key=lambda n: -choice.likely[n])
    rest = [n for n in order if n != best and choice.likely[n] >= LEAST_LIKELY][:RUNNERS_UP]
    candidates = tuple(as_candidate(choice.candidates[n], choice.likely[n]) for n in rest)
    admin1 = listed.place(place.admin1) if place.admin1 else None
    made = as_place(page, group, place, min(0.99, likely), candidates=candidates)
    if town_of(group[0].name) and not listed.find(group[0].name):
        return at_town(made, group[0].name, group[0].name.split()[-1].lower(), made.mentions)
    return replace(made, admin1=admin1.name if admin1 else None)


def is_called_a_town(page: Page, group: list[Toponym]) -> bool:
    """Whether the words before a name say what it is: "the city of Cork"."""
    words = page.words
    return any(t.first > 1 and words[t.first - 1].text == "of" and words[t.first - 2].text in TOWNS for t in group)


def town_of(name: str) -> str | None:
    """The town in a facility's name: "Cork" of "Cork International Airport"."""
    match = FACILITY_NAME.match(name)
    return match[1] if match else None


def facilities(page: Page, group: list[Toponym], town: Place) -> list[Place]:
    """The port or airport that the words around a town's name tell of, with the town's point: "the port of Cork"."""
    words, spans = page.words, defaultdict(list)
    for toponym in group if town.kind == "city" else ():
        first, after = toponym.first, toponym.last + 1
        if first > 1 and words[first - 1].text == "of" and (kind := words[first - 2].text.lower()) in FACILITIES:
            start = first - 3 if first > 2 and words[first - 3].text.lower() in ("the", "a") else first - 2
            spans[kind].append(page.span(words[start].start, toponym.end))
        elif after < len(words) and (kind := words[after].text.lower()) in FACILITIES:
            spans[kind].append(page.span(toponym.start, words[after].end))
    return [
        at_town(town, re.sub(r"^(?:the|a)\s+", "", mentions[0].text, flags=re.I), kind, tuple(mentions))
        for kind, mentions in spans.items()
    ]


def at_town(town: Place, name: str, kind: str, mentions: tuple[Span, ...]) -> Place:
    """A facility that no list has, at the point of the town it is named by; less certain than the town."""
    return replace(
        town, name=name, kind=kind, mentions=mentions, radius_km=FACILITY_RADIUS, admin1=None, geonames=None,
        confidence=round(0.8 * town.confidence, 2), candidates=(),
    )  # fmt: skip


def among(choice: Choice, lands: set[str]) -> Choice:
    """A choice held to the candidates that lie in some countries."""
    kept = [(p, likely) for p, likely in zip(choice.candidates, choice.likely, strict=True) if p.country in lands]
    return replace(choice, candidates=tuple(p for p, _ in kept), likely=[likely for _, likely in kept])


def unlisted(page: Page, group: list[Toponym]) -> Place | None:
    """A place without a point, for a name that follows "in" or "near" and stands in no list."""
    said = [t for t in group if t.sure and page.words[max(0, t.first - 1)].text.lower() in BEFORE_A_PLACE]
    if not said:
        return None
    mentions = tuple(page.span(t.start, t.end) for t in group)
    return Place("", group[0].name, mentions, None, False, None, None, None, None, None, None, UNLISTED_CONFIDENCE)


def as_place(
    page: Page,
    group: list[Toponym],
    place: Listed,
    confidence: float,
    demonym: bool = False,
    candidates: tuple[dict[str, Any], ...] = (),
) -> Place:
    """The record of a listed place with its mentions."""
    return Place(
        id="",
        name=place.name,
        mentions=tuple(page.span(t.start, t.end) for t in group),
        kind="city" if place.kind == "capital" else place.kind,
        demonym=demonym,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km,
        country=place.country,
        admin1=None,
        geonames=place.geonames,
        confidence=round(confidence, 2),
        candidates=candidates,
    )


def as_candidate(place: Listed, likely: float) -> dict[str, Any]:
    """A runner-up as the record tells it."""
    point = {"lat": place.lat, "lon": place.lon}
    return {"name": place.name, **point, "country": place.country, "geonames": place.geonames} | {
        "confidence": round(likely, 2)
    }


def numbered(places: list[Place]) -> tuple[Place, ...]:
    """The places in the order of the text, with their ids; two names of one place are one."""
    merged: dict[tuple[Any, ...], Place] = {}
    for place in places:
        key = (place.name, place.kind, place.demonym, place.country, place.lat, place.lon)
        same = merged.get(key)
        if same:
            mentions = tuple(sorted({*same.mentions, *place.mentions}))
            place = replace(same, mentions=mentions, confidence=max(same.confidence, place.confidence))
        merged[key] = place
    ordered = sorted(merged.values(), key=lambda place: place.mentions[0])
    return tuple(replace(place, id=f"p{number}") for number, place in enumerate(ordered, 1))
