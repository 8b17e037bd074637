"""Whether a verb tells of harm done to those counted: its voice, its object, and of whom it may be said."""

from __future__ import annotations

from onrecord.language.page import Page
from onrecord.model.records import Measure
from onrecord.reading.figures.measure_words import book
from onrecord.reading.figures.people import is_person, noun_of
from onrecord.reading.figures.populations import Counted

OF_THINGS_TOO = frozenset(
    "seize capture hold hit treat burn round crush bury charge evacuate intern trample affect sentence".split()
)  # verbs that harm people and may be said of things
HELD_TO = frozenset("accountable responsible liable back up together to".split())


def harms(page: Page, verb: int, counted: Counted) -> bool:
    """Whether a verb that may be said of things too ("seized", "hit") is said of people here."""
    lemma = page.words[verb].lemma
    if lemma not in OF_THINGS_TOO:
        return True
    if lemma == "hold" and page.words[min(verb + 1, len(page.words) - 1)].text.lower() in HELD_TO:
        return False  # "held accountable"
    if lemma == "hold" and counted.noun is None:
        return is_passive(page, verb)
    noun = noun_of(page, counted)
    return noun is None or is_person(page, noun)


def patient(page: Page, verb: int) -> Measure:
    """The measure of a verb for whom it is done to."""
    return book().patient[page.words[verb].lemma]


def has_object(page: Page, number: int) -> bool:
    """Whether a verb has an object of its own: then what stands before it did the deed."""
    child = page.child(number, "obj")
    return child is not None and child > number


def is_passive(page: Page, verb: int) -> bool:
    """Whether a verb is in the passive, or a participle after its noun."""
    if any(
        page.words[n].relation in ("aux", "cop") and page.words[n].lemma in ("be", "get") for n in page.children[verb]
    ):
        return not page.words[verb].text.lower().endswith("ing")
    return False


def is_participle(page: Page, verb: int) -> bool:
    """Whether a verb after a noun is a past participle: what the noun stands for suffered it."""
    return page.words[verb].text.lower().endswith(("ed", "en", "t", "ung")) and not has_object(page, verb)
