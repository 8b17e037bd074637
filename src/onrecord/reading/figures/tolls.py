"""What a number measures as a toll that is told of: "the death toll rose to 46", "the number of wounded"."""

from __future__ import annotations

from onrecord.language.page import Page
from onrecord.model.records import Measure
from onrecord.reading.figures.harm import patient
from onrecord.reading.figures.measure_words import WEAK, Reading, book
from onrecord.reading.figures.numbers import Quantity

TOLLS = frozenset("toll tolls count number numbers figure total tally loss losses".split())
OF_THE_DEAD = frozenset(("toll", "tolls", "losses"))
TOLL_REACH = 7  # words of a toll that follows its number
TOLL_LINKS = frozenset("at to of as from by in reached passed exceeded hit".split())


def toll(page: Page, quantity: Quantity) -> Reading | None:
    """By a toll that is told of: "the death toll rose to 46", "put the number of wounded at 12", "the dead at 61"."""
    words = page.words
    start = page.sentence(quantity.first).first
    link = words[quantity.first - 1] if quantity.first > start else None
    if link is not None and link.lemma in ("include", "be") and quantity.first - 2 >= start:
        who = words[quantity.first - 2].text.lower()  # "the dead included four", "among those killed were two"
        if (told := book().counted.get(who) or book().state.get(who)) is not None:
            return Reading(told, quantity.first - 2)
    if link is not None and link.text == ":" and quantity.first - 2 == start:  # "Dead: 12"
        label = words[start].text.lower()
        return Reading(known, start) if (known := book().counted.get(label) or book().state.get(label)) else None
    if link is None or not (
        link.text.lower() in TOLL_LINKS or link.lemma in ("be", "reach", "pass", "exceed", "stand")
    ):
        return None
    for number in range(quantity.first - 1, start - 1, -1):
        lower = words[number].text.lower()
        if lower in TOLLS:
            return told_by_toll(page, number, quantity.first)
        if lower in book().counted and words[number].tag in ("NOUN", "ADJ", "VERB") and lower not in WEAK:
            return Reading(book().counted[lower], number)
        if words[number].text == ";":
            return None
    return None


def toll_after(page: Page, quantity: Quantity) -> Reading | None:
    """By a toll that follows the number which it was brought to: "raising to 15 the number of dockers killed"."""
    words, stop = page.words, page.sentence(quantity.first).stop
    if quantity.first == page.sentence(quantity.first).first:
        return None
    at = quantity.last + 1
    given = words[quantity.first - 1].lemma == "give" and at < stop and words[at].text.lower() == "as"
    at += given  # "gave 26 as the number of people killed"
    if not given and words[quantity.first - 1].text.lower() not in ("to", "at"):
        return None
    if not given and at + 1 < stop and words[at].text.lower() == "from" and words[at + 1].tag == "NUM":
        at += 2  # "lowered to 12 from 15 its count of inmates killed"
    while at < stop and words[at].text.lower() in ("the", "their", "its", "his", "her", "death", "overall", "own"):
        at += 1
    if at >= stop or words[at].text.lower() not in TOLLS:
        return None
    return told_by_toll(page, at, min(stop, at + TOLL_REACH))


def told_by_toll(page: Page, number: int, stop: int) -> Reading | None:
    """What a toll or a number measures; of one that says no more the dead, of a mere number nothing."""
    kind = kind_of_toll(page, number, stop)
    if kind is None and page.words[number].text.lower() in OF_THE_DEAD:
        kind = "killed"
    return None if kind is None else Reading(kind, number)


def kind_of_toll(page: Page, number: int, stop: int) -> Measure | None:
    """What a toll or a number counts by the words around it: "the number of wounded", "the number in need"."""
    weak: Measure | None = None
    for at in range(max(page.sentence(number).first, number - 2), stop):
        lower = page.words[at].text.lower()
        for phrase, measure in book().phrases.get(lower, ()):
            if tuple(w.text.lower() for w in page.words[at : at + len(phrase)]) == phrase:
                return measure
        lemma = page.words[at].lemma
        found = book().counted.get(lower) or book().state.get(lower) or book().subject.get(lemma)
        if found is None and page.words[at].tag == "NOUN" and (by_lemma := book().counted.get(lemma)) is not None:
            found, weak = (None, weak or by_lemma) if lemma in WEAK else (by_lemma, weak)
        if found is not None:
            return found
        if page.words[at].tag == "VERB" and page.words[at].lemma in book().patient and at > number:
            return patient(page, at)
    return weak
