"""A gold page told anew with other names, places and numbers: what was learnt by heart is not read.

The words that are changed are taken from the gold at run time, so that none of them stands here.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import Any

from onrecord.gazetteer.lookup import gazetteer

PEOPLE = ("Anton Velkovar", "Marek Tosheim")
COUNTRIES = (("Ethiopia", "Ethiopian"), ("Eritrea", "Eritrean"), ("Chad", "Chadian"))  # with their demonyms
REGION = "Darfur"
CLUBS = ("Real Betis", "Everton", "Lazio")
BODY = "Arvandia"  # the last word of a body's name


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the text and the words that take its place."""

    start: int
    end: int
    words: str


def altered(text: str, gold: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The text with its names, places and numbers changed, and the gold moved and renamed to fit it."""
    substitutes = substitutes_for(text, gold)
    found = [
        Change(match.start(), match.end(), new)
        for old, new in substitutes.items()
        for match in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", text)
    ]
    changes = without_overlaps(found)
    return apply(text, changes), moved(copy.deepcopy(gold), changes, substitutes)


def substitutes_for(text: str, gold: dict[str, Any]) -> dict[str, str]:
    """What is changed into what: people, regions, countries with their demonyms, clubs, bodies, numbers."""
    out: dict[str, str] = {}
    people = dict.fromkeys(entry["speaker"] for entry in gold["statements"] if " " in entry["speaker"])
    for old, new in zip(people, PEOPLE, strict=False):
        out |= {old: new, old.split()[-1]: new.split()[-1]}
    countries = iter(COUNTRIES)
    for place in gold["places"]:
        out |= (
            country_names(text, place["country"], *next(countries)) if "country" in place else {place["name"]: REGION}
        )
    out |= dict(zip(gold["not"]["places"], CLUBS, strict=False))
    for fact in gold["facts"]:
        if fact["relation"] == "controlled_by":
            out[fact["object"].split()[-1]] = BODY
    numbers = {old: new for figure in gold["figures"] for old, new in number_words(figure["value"])}
    return out | numbers | ages(gold) | years(gold)


def country_names(text: str, old: str, name: str, demonym: str) -> dict[str, str]:
    """The words of a text that name a country or its people, and another's."""
    out = {old: gazetteer().country(name) or old}
    for word in set(re.findall(r"[A-Z]\w+", text)):
        if gazetteer().country(word) == old:
            out[word] = name
        elif gazetteer().country_of_demonym(word) == old:
            out[word] = demonym + "s" * word.endswith("s")
    return out


def number_words(value: int) -> list[tuple[str, str]]:
    """A number as it may be written, and a larger one."""
    larger = value + 3 if value < 1000 else value + 5000
    return [(str(value), str(larger)), (f"{value:,}", f"{larger:,}")]


def ages(gold: dict[str, Any]) -> dict[str, str]:
    return {str(fact["object"]): str(fact["object"] - 5) for fact in gold["facts"] if fact["relation"] == "age"}


def years(gold: dict[str, Any]) -> dict[str, str]:
    values = (time.get("value", "") for time in gold["times"])
    return {value: str(int(value) - 2) for value in values if re.fullmatch(r"\d{4}", value)}


def without_overlaps(changes: list[Change]) -> list[Change]:
    """The changes in order; of two that overlap the longer."""
    kept: list[Change] = []
    for change in sorted(changes, key=lambda c: (c.start, -c.end)):
        if not kept or change.start >= kept[-1].end:
            kept.append(change)
    return kept


def apply(text: str, changes: list[Change]) -> str:
    out, at = [], 0
    for change in changes:
        out += [text[at : change.start], change.words]
        at = change.end
    return "".join([*out, text[at:]])


def moved(gold: Any, changes: list[Change], substitutes: dict[str, str]) -> Any:
    """The gold with its spans moved, its names and its numbers replaced."""
    if isinstance(gold, dict):
        kept = {key: moved(value, changes, substitutes) for key, value in gold.items()}
        if {"lat", "lon"} <= kept.keys():
            row = gazetteer().find(REGION)[0]
            kept |= {"lat": row.lat, "lon": row.lon}
        return kept
    if isinstance(gold, list):
        if len(gold) == 2 and all(isinstance(at, int) for at in gold):
            return [shifted(gold[0], changes), shifted(gold[1], changes)]
        return [moved(item, changes, substitutes) for item in gold]
    if isinstance(gold, str) and (length := re.fullmatch(r"P(\d+)([A-Z])", gold)):
        return f"P{substitutes.get(length[1], length[1])}{length[2]}"
    if isinstance(gold, str):
        pattern = "|".join(map(re.escape, sorted(substitutes, key=len, reverse=True)))
        return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda match: substitutes[match[0]], gold)
    if isinstance(gold, int) and not isinstance(gold, bool) and str(gold) in substitutes:
        return int(substitutes[str(gold)])
    return gold


def shifted(at: int, changes: list[Change]) -> int:
    """Where an offset comes to lie."""
    shift = 0
    for change in changes:
        if change.end <= at:
            shift += len(change.words) - (change.end - change.start)
        elif change.start < at:
            return change.start + shift + min(at - change.start, len(change.words))
    return at + shift
