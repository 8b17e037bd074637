"""Whether those whom a number counts are people."""

from __future__ import annotations

import re

from onrecord.codebook.actors import actors
from onrecord.language.page import Page
from onrecord.reading.figures.populations import GENERIC, Counted
from onrecord.reading.figures.traps import units

UNLIKE_REFUGEES = frozenset(
    ("GOV", "MIL", "COP", "REB", "SPY", "JRN")
)  # who flees or is expelled without being displaced
HOUSEHOLDS = frozenset("household family home house".split())
PEOPLE = re.compile(
    r"(?:[^aeiou]ers|ors|ists|ians|eers|men|women|ees|goers|mates)$"
)  # words for people that no list has


def is_person(page: Page, noun: int) -> bool:
    """Whether a noun stands for people."""
    word = page.words[noun]
    found = actors().get(word.lemma)
    if word.tag == "PROPN" or word.text.lower() in ("people", "others", "men", "women", "police", "family", "families"):
        return True
    if found is None:
        return PEOPLE.search(word.text.lower()) is not None and word.lemma not in units()["no_people"]
    return found.type in ("person", "group")


def is_whoever(page: Page, counted: Counted) -> bool:
    """Whether those counted are people, or nobody is named."""
    return counted.noun is None or is_person(page, counted.noun) or page.words[counted.noun].lemma in GENERIC


def noun_of(page: Page, counted: Counted) -> int | None:
    """The noun of those counted, of "nine of the 40 houses" that of the whole."""
    if counted.noun is not None or counted.of is None:
        return counted.noun
    head = page.words[counted.of].head
    return head if head > counted.of and page.words[head].tag == "NOUN" else None


def may_move(page: Page, counted: Counted) -> bool:
    """Whether those counted may be displaced: people, households, or nobody named."""
    noun = counted.noun
    return noun is None or is_person(page, noun) or page.words[noun].lemma in HOUSEHOLDS


def is_posted(page: Page, counted: Counted) -> bool:
    """Whether those counted are soldiers, officials or the like, who move without being displaced."""
    actor = None if counted.noun is None else actors().get(page.words[counted.noun].lemma)
    return actor is not None and actor.sector in UNLIKE_REFUGEES
