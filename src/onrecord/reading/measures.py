"""What a number measures, by the words that govern it: the dead, the wounded, time, money, arms."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

from onrecord.codebook.actors import actors
from onrecord.language.page import Page
from onrecord.model.records import Measure
from onrecord.reading.numbers import Quantity
from onrecord.reading.populations import Counted
from onrecord.reading.traps import units

ROLES = ("patient", "subject", "doing", "counted", "state")
PASSIVE = frozenset("be been being was were is are am get got getting gets 's".split())
HARMLESS = frozenset(
    "reported confirmed believed feared presumed known said thought found recovered still also already badly seriously "
    "critically slightly severely lightly fatally since now later then all both reportedly allegedly as in being been "
    "be was were is are has have had may might could not yet to remain remained remains left lie gone went would "
    "listed declared pronounced either".split()
)  # words that may stand between what is counted and what happened to it
OF_THINGS_TOO = frozenset(
    "seize capture hold hit treat burn round crush bury charge evacuate intern trample affect sentence".split()
)  # verbs that harm people and may be said of things
CASUALTY_VERBS = frozenset(("cost", "claim", "take", "lose", "kill"))
WEAK = frozenset(
    "prisoner inmate hostage captive refugee case detainee displaced evacuee deportee idp abductee remains".split()
)


@dataclass(frozen=True)
class Book:
    """The words of codebook/measures.toml, each with its measure, by what they are to the number."""

    patient: dict[str, Measure]
    subject: dict[str, Measure]
    doing: dict[str, Measure]
    counted: dict[str, Measure]
    state: dict[str, Measure]
    phrases: dict[str, list[tuple[tuple[str, ...], Measure]]]  # by their first word


@cache
def book() -> Book:
    """The measures of the codebook by word."""
    text = (files("onrecord.codebook") / "measures.toml").read_text(encoding="utf-8")
    table = cast(dict[Measure, dict[str, Any]], tomllib.loads(text))
    roles = {role: {word: m for m, row in table.items() for word in row.get(role, "").split()} for role in ROLES}
    phrases: dict[str, list[tuple[tuple[str, ...], Measure]]] = {}
    for measure, row in table.items():
        for phrase in row.get("phrases", ()):
            words = tuple(phrase.split())
            phrases.setdefault(words[0], []).append((words, measure))
    return Book(**roles, phrases=phrases)


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure and the word that says so; None where no word does."""

    measure: Measure
    by: int | None


def measure_of(page: Page, quantity: Quantity, counted: Counted, stop: int) -> Reading | None:
    """What a number of people or things measures; None where no word says so."""
    noun = counted.noun
    if noun is not None and page.words[noun].lemma in units()["weapons"]:
        return Reading("weapons", noun)
    own = own_words(page, quantity, counted)
    if own is not None and page.words[own.by or 0].lemma not in WEAK:
        return own
    return (
        after(page, quantity, counted, stop)
        or governed(page, counted.top(quantity), quantity)
        or before(page, quantity, counted)
        or toll(page, quantity)
        or own
    )


def own_words(page: Page, quantity: Quantity, counted: Counted) -> Reading | None:
    """By the noun itself and what stands between number and noun ("12 deaths", "87 missing pupils")."""
    words = page.words
    found = None
    if counted.noun is not None and counted.first is not None:
        for number in range(counted.noun, counted.first - 1, -1):
            word = words[number]
            lower = word.text.lower()
            if number == counted.noun and (measure := noun_measure(page, number)) is not None:
                found = found or Reading(measure, number)
            elif number < counted.noun and lower in book().state and word.tag in ("ADJ", "VERB", "NOUN"):
                return Reading(book().state[lower], number)
    if found is None and counted.of is not None and counted.of != counted.noun:
        word = words[counted.of]
        if word.text.lower() in book().counted and word.tag != "PRON":
            return Reading(book().counted[word.text.lower()], counted.of)
    elif found is None and counted.of is not None and counted.of == counted.noun:
        measure = noun_measure(page, counted.of)
        return Reading(measure, counted.of) if measure else None
    return found


def noun_measure(page: Page, number: int) -> Measure | None:
    """The measure of a noun that is itself what is counted."""
    word = page.words[number]
    if word.lemma == "life":
        verbs = [
            n
            for n in (page.words[number].head, *range(max(0, number - 6), number))
            if page.words[n].lemma in CASUALTY_VERBS
        ]
        return "killed" if verbs else None
    return book().counted.get(word.text.lower()) or book().counted.get(word.lemma)


def after(page: Page, quantity: Quantity, counted: Counted, stop: int) -> Reading | None:
    """By the words that follow ("12 people missing", "two taken prisoner", "13 soldiers were killed")."""
    words = page.words
    at = max(counted.last, quantity.last) + 1
    passive = False
    for number in range(at, min(stop, at + 9)):
        word = words[number]
        lower = word.text.lower()
        for phrase, measure in book().phrases.get(lower, ()):
            if tuple(w.text.lower() for w in words[number : number + len(phrase)]) == phrase:
                return Reading(measure, number)
        if (
            word.tag in ("VERB", "ADJ", "NOUN")
            and lower in book().state
            and (passive or number == at or word.tag != "VERB")
        ):
            if word.tag == "VERB" and not passive and has_object(page, number):
                return None
            return Reading(book().state[lower], number)
        if word.tag == "VERB" or lower in book().state:
            if word.lemma in book().subject:
                return Reading(book().subject[word.lemma], number)
            if word.lemma in book().patient and (passive or (lower != word.lemma and not has_object(page, number))):
                return Reading(patient(page, number), number) if harms(page, number, counted) else None
        if lower in PASSIVE:
            passive = True
        elif not (lower in HARMLESS or word.tag in ("AUX", "ADV", "PART")):
            return None
    return None


def has_object(page: Page, number: int) -> bool:
    """Whether a verb has an object of its own: then what stands before it did the deed."""
    child = page.child(number, "obj")
    return child is not None and child > number


def harms(page: Page, verb: int, counted: Counted) -> bool:
    """Whether a verb that may be said of things too ("seized", "hit") is said of people here."""
    lemma = page.words[verb].lemma
    if lemma not in OF_THINGS_TOO:
        return True
    return counted.noun is None or is_person(page, counted.noun)


def is_person(page: Page, noun: int) -> bool:
    """Whether a noun stands for people."""
    word = page.words[noun]
    return word.lemma in actors() or word.tag == "PROPN" or word.text.lower() in ("people", "others", "men", "women")


def patient(page: Page, verb: int) -> Measure:
    """The measure of a verb for whom it is done to."""
    return book().patient[page.words[verb].lemma]


def is_participle(page: Page, verb: int) -> bool:
    """Whether a verb after a noun is a past participle: what the noun stands for suffered it."""
    return page.words[verb].text.lower().endswith(("ed", "en", "t", "ung")) and not has_object(page, verb)


def is_passive(page: Page, verb: int) -> bool:
    """Whether a verb is in the passive, or a participle after its noun."""
    if any(
        page.words[n].relation in ("aux", "cop") and page.words[n].lemma in ("be", "get") for n in page.children[verb]
    ):
        return not page.words[verb].text.lower().endswith("ing")
    return False


def governed(page: Page, top: int, quantity: Quantity) -> Reading | None:
    """By the parse: the verb whose object or passive subject it is, or the noun it hangs on."""
    words = page.words
    counted = Counted(top if words[top].tag in ("NOUN", "PROPN") else None, None, top)
    for child in page.children[top]:
        word = words[child]
        if word.relation != "acl" or child < top:
            continue
        if word.lemma in book().subject:
            return Reading(book().subject[word.lemma], child)
        if word.lemma in book().patient and is_participle(page, child) and harms(page, child, counted):
            return Reading(patient(page, child), child)
    seen = {top}
    for _ in range(4):
        word = words[top]
        head = word.head
        if head in seen:
            return None
        seen.add(head)
        governor = words[head]
        if word.relation == "obj" and governor.tag == "VERB":
            if governor.lemma in book().patient and harms(page, head, counted):
                return Reading(patient(page, head), head)
            return lost(page, head, counted)
        if word.relation == "nsubj" and governor.tag in ("VERB", "ADJ", "NOUN"):
            if governor.text.lower() in book().state and not has_object(page, head):
                return Reading(book().state[governor.text.lower()], head)
            if governor.lemma in book().subject:
                return Reading(book().subject[governor.lemma], head)
            if governor.lemma in book().patient and is_passive(page, head) and harms(page, head, counted):
                return Reading(patient(page, head), head)
            return None
        if word.relation == "nmod":
            if governor.lemma in book().doing and top > head:
                return Reading(book().doing[governor.lemma], head)
            if governor.tag not in ("NUM", "PRON", "DET"):
                return None
        elif word.relation not in ("conj", "appos", "nummod", "compound", "flat"):
            return None
        top = head
    return None


def lost(page: Page, verb: int, counted: Counted) -> Reading | None:
    """An army that lost two men, or lost two: they are dead."""
    if page.words[verb].lemma != "lose" or (counted.noun is not None and not is_person(page, counted.noun)):
        return None
    return Reading("killed", verb)


def before(page: Page, quantity: Quantity, counted: Counted) -> Reading | None:
    """By the verb just before ("killing 12", "shot dead 23", "the killing of two")."""
    words = page.words
    start = page.sentence(quantity.first).first
    at = quantity.first - 1
    while at >= start and (
        words[at].tag in ("DET", "ADV") or words[at].text.lower() in ("its", "their", "of", "the", "her", "his")
    ):
        at -= 1
    if at < start:
        return None
    word = words[at]
    lower = word.text.lower()
    if lower == "dead" and at > start and words[at - 1].lemma == "shoot":
        return Reading("killed", at)
    if word.tag == "VERB" and word.lemma in book().patient and not is_passive(page, at) and harms(page, at, counted):
        return Reading(patient(page, at), at)
    if word.tag == "VERB" and at < quantity.first - 0 and words[quantity.first - 1].text.lower() != "of":
        return lost(page, at, counted)
    if words[quantity.first - 1].text.lower() == "of" and lower in book().doing:
        return Reading(book().doing[lower], at)
    return None


TOLL_LINKS = frozenset("at to of as from by in reached passed exceeded hit".split())


def toll(page: Page, quantity: Quantity) -> Reading | None:
    """By a toll that is told of: "the death toll rose to 46", "put the number of wounded at 12", "the dead at 61"."""
    words = page.words
    start = page.sentence(quantity.first).first
    link = words[quantity.first - 1] if quantity.first > start else None
    if link is None or not (
        link.text.lower() in TOLL_LINKS or link.lemma in ("be", "reach", "pass", "exceed", "stand")
    ):
        return None
    for number in range(quantity.first - 1, start - 1, -1):
        lower = words[number].text.lower()
        if lower in ("toll", "tolls", "count"):
            kind = next((book().counted[w.text.lower()] for w in words[max(start, number - 2) : number + 4]
                         if w.text.lower() in book().counted), None)  # fmt: skip
            return Reading(kind or "killed", number) if kind or lower != "count" else None
        if lower in book().counted and words[number].tag in ("NOUN", "ADJ", "VERB") and lower not in WEAK:
            return Reading(book().counted[lower], number)
        if words[number].text == ";":
            return None
    return None
