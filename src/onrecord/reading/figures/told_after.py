"""What a number measures by the words after it: "were killed", "who have fled", "driven from their homes"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.language.page import Page
from onrecord.reading.figures.harm import harms, has_object, is_passive, patient
from onrecord.reading.figures.measure_words import Reading, book
from onrecord.reading.figures.people import is_whoever, may_move
from onrecord.reading.figures.populations import Counted

PASSIVE = frozenset("be been being was were is are am get got getting gets 's".split())
HARMLESS = frozenset(
    "live living sleep sleeping "
    "reported confirmed believed feared presumed known said thought found recovered still also already badly seriously "
    "critically slightly severely lightly fatally since now later then all both reportedly allegedly as in being been "
    "be was were is are has have had may might could not yet to remain remained remains left lie gone went would "
    "listed declared pronounced either".split()
)  # words that may stand between what is counted and what happened to it
CUT_OFF = ("cut", "off")  # by a siege, or by snow
SIEGE = re.compile(r"\b(?:siege|besieg|blockad|encircl)", re.IGNORECASE)
SUFFERING = frozenset("have suffer sustain receive with".split())
WOUNDS = frozenset("wound burn injury fracture bruise concussion shrapnel".split())


def told_from(page: Page, counted: Counted, at: int, stop: int) -> Reading | None:
    """By the words from a place on, as long as they are auxiliaries and the like."""
    words = page.words
    passive = at < stop and words[at].relation == "conj" and words[at].tag == "VERB"
    for number in range(at, min(stop, at + 9)):
        word = words[number]
        lower = word.text.lower()
        for phrase, measure in book().phrases.get(lower, ()):
            if tuple(w.text.lower() for w in words[number : number + len(phrase)]) == phrase:
                if phrase == CUT_OFF:
                    return Reading("besieged" if SIEGE.search(page.text) else "affected", number)
                return Reading(measure, number) if measure != "displaced" or may_move(page, counted) else None
        if lower == "fatally":
            return Reading("killed", number)
        near = words[number + 1 : min(stop, number + 4)]
        dies = any(w.lemma in book().subject for w in near)  # "have died of wounds"
        if word.lemma in SUFFERING and not dies and any(w.lemma in WOUNDS for w in near):
            return Reading("injured", number)
        if (
            word.tag in ("VERB", "ADJ", "NOUN")
            and lower in book().state
            and (passive or number == at or word.tag != "VERB")
        ):
            if word.tag == "VERB" and not passive and has_object(page, number):
                return None
            if not harms(page, number, counted):
                return None
            return Reading(book().state[lower], number)
        if word.lemma in book().subject and word.tag == "NOUN":
            return Reading(book().subject[word.lemma], number)
        if word.tag == "VERB" or lower in book().state:
            if word.lemma in book().subject:
                return Reading(book().subject[word.lemma], number)
            if word.lemma in book().patient and lower.endswith("ing"):
                return None  # "were still holding a cook"
            if word.lemma in book().patient and (passive or (lower != word.lemma and not has_object(page, number))):
                return Reading(patient(page, number), number) if harms(page, number, counted) else None
        if lower in PASSIVE:
            passive = True
        elif not (lower in HARMLESS or word.tag in ("AUX", "ADV", "PART")):
            return None
    return None


def phrase_after(page: Page, counted: Counted, at: int, stop: int) -> Reading | None:
    """By a phrase further on in the clause, where nobody else is named before it: "were driven from their homes"."""
    if not is_whoever(page, counted):
        return None
    words = page.words
    for number in range(at, min(stop, at + 7)):
        word = words[number]
        for phrase, measure in book().phrases.get(word.text.lower(), ()):
            if len(phrase) > 1 and tuple(w.text.lower() for w in words[number : number + len(phrase)]) == phrase:
                return Reading(measure, number) if measure != "displaced" or may_move(page, counted) else None
        if word.tag in ("NOUN", "PROPN", "NUM", "PUNCT", "CCONJ", "SCONJ") or word.text.lower() in (
            "who",
            "that",
            "whom",
        ):
            return None
    return None


def after(page: Page, top: int, counted: Counted, at: int, stop: int) -> Reading | None:
    """By what is told further on of those counted ("13 soldiers from the fort were killed")."""
    starts = later_starts(page, top, at, stop)
    return next((found for start in starts if (found := told_from(page, counted, start, stop)) is not None), None)


def later_starts(page: Page, top: int, at: int, stop: int) -> Iterator[int]:
    """Where what happened to those counted may be told further on: at their verb, after "who", after a second noun."""
    words = page.words
    verb = words[top].head
    if words[top].relation == "nsubj" and verb > at:
        helpers = [n for n in page.children[verb] if n > at and words[n].relation in ("aux", "cop", "advmod")]
        yield min([verb, *helpers])
        yield from (
            n
            for n in page.children[verb]
            if words[n].relation == "conj" and is_passive(page, verb) and n > verb
            if not any(w.tag == "NUM" for w in words[verb:n]) and page.child(n, "nsubj") is None
        )
    if at < stop and words[at].text == ",":  # "two of her clients, Ada and Owen Quill, had been beaten"
        close = next((n for n in range(at + 1, min(at + 9, stop)) if words[n].text == ","), None)
        included = at + 1 < len(words) and words[at + 1].text.lower() in ("including", "among", "some", "most", "many")
        if close is not None and close + 1 < stop and (words[close + 1].tag in ("AUX", "VERB") or included):
            yield close + 1
        if words[at + 1 : at + 2] and words[at + 1].tag == "AUX":
            yield at + 1
    if at < stop and (words[at].tag == "ADP" or words[at].text.lower() == "including"):
        yield from finite_after(page, at, stop)
        who = next((n for n in range(at, min(at + 8, stop)) if words[n].text.lower() in ("who", "that")), None)
        if who is not None and not any(w.tag in ("VERB", "PUNCT") for w in words[at:who]):
            yield who + 1
    if at < stop and words[at].text.lower() == "who":
        yield at + 1
    if at + 1 < stop and words[at].text.lower() in ("and", "or") and words[at + 1].tag == "NUM":
        last = page.words[at + 1].head if words[at + 1].relation == "nummod" else at + 1
        if at < last < stop:
            yield last + 1


def finite_after(page: Page, at: int, stop: int) -> Iterator[int]:
    """The auxiliary after a phrase that hangs on those counted: "9,000 people in the valley are …"."""
    for number in range(at, min(at + 12, stop)):
        word = page.words[number]
        if word.tag == "AUX":
            yield number
        if word.tag in ("AUX", "PUNCT", "SCONJ") or (word.tag == "VERB" and word.text.lower() != "including"):
            return
