"""What a number measures, by the words that govern it: the dead, the wounded, time, money, arms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from onrecord.codebook.tables import codebook
from onrecord.language.lemmas import lemma_of
from onrecord.language.page import Page
from onrecord.model.records import Measure
from onrecord.reading.figures.numbers import Quantity
from onrecord.reading.figures.people import is_person, is_posted, is_whoever, may_move, noun_of
from onrecord.reading.figures.populations import Counted
from onrecord.reading.figures.traps import units

ROLES = ("patient", "subject", "doing", "counted", "state")
PASSIVE = frozenset("be been being was were is are am get got getting gets 's".split())
HARMLESS = frozenset(
    "live living sleep sleeping "
    "reported confirmed believed feared presumed known said thought found recovered still also already badly seriously "
    "critically slightly severely lightly fatally since now later then all both reportedly allegedly as in being been "
    "be was were is are has have had may might could not yet to remain remained remains left lie gone went would "
    "listed declared pronounced either".split()
)  # words that may stand between what is counted and what happened to it
OF_THINGS_TOO = frozenset(
    "seize capture hold hit treat burn round crush bury charge evacuate intern trample affect sentence".split()
)  # verbs that harm people and may be said of things
CASUALTY_VERBS = frozenset(("cost", "claim", "take", "lose", "kill"))
SPLIT: dict[tuple[str, str], Measure] = {
    ("picked", "off"): "killed",
    ("took", "out"): "killed",
    ("taken", "out"): "killed",
    ("cut", "down"): "killed",
    ("blew", "up"): "killed",
    ("drove", "out"): "displaced",
    ("driven", "out"): "displaced",
    ("forced", "out"): "displaced",
    ("locked", "up"): "detained",
    ("led", "away"): "detained",
    ("carried", "off"): "abducted",
    ("marched", "off"): "abducted",
    ("shot", "dead"): "killed",
    ("gunned", "down"): "killed",
    ("mowed", "down"): "killed",
    ("mown", "down"): "killed",
    ("dragged", "off"): "detained",
    ("rounded", "up"): "detained",
}  # verbs whose second word stands before their object
CUT_OFF = ("cut", "off")  # by a siege, or by snow
SIEGE = re.compile(r"\b(?:siege|besieg|blockad|encircl)", re.IGNORECASE)
HELD_TO = frozenset("accountable responsible liable back up together to".split())
CRIMES = frozenset("rape murder abuse fraud corruption theft assault torture violence arson".split())
ILLNESS = re.compile(
    r"\b(?:outbreak|epidemic|pandemic|virus|cholera|fever|measles|infect|vaccin|disease)", re.IGNORECASE
)
SEARCHING = frozenset(("search", "look", "searching", "hunt"))
WEAK = frozenset(
    "prisoner inmate hostage captive refugee case patient detainee displaced evacuee deportee idp abductee "
    "remains".split()
)
SUFFERING = frozenset("have suffer sustain receive with".split())
WOUNDS = frozenset("wound burn injury fracture bruise concussion shrapnel".split())


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
    table = cast(dict[Measure, dict[str, Any]], codebook("measures"))
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
    if noun is not None and page.words[noun].lemma in units()["animals"] | units()["bodies"]:
        return Reading("other", None)
    own = own_words(page, quantity, counted)
    if own is not None and counted.of is None and page.words[own.by or 0].lemma not in WEAK:
        return own
    if own is not None and counted.of is None and is_doer(page, noun):
        own = None
    at = max(counted.last, quantity.last) + 1
    found = (
        told_from(page, counted, at, stop)
        or before(page, quantity, counted)
        or phrase_after(page, counted, at, stop)
        or after(page, counted.top(quantity), counted, at, stop)
        or governed(page, counted.top(quantity), quantity)
        or (toll(page, quantity) if is_whoever(page, counted) else None)
        or own
    )
    return None if found is not None and found.measure == "displaced" and is_posted(page, counted) else found


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
        beside = words[counted.of + 1].text.lower() if counted.of + 1 < len(words) else ""
        if word.text.lower() in ("those", "them") and beside in book().state:  # "two of those killed"
            return Reading(book().state[beside], counted.of)
        if word.text.lower() in book().counted and word.tag != "PRON":
            return Reading(book().counted[word.text.lower()], counted.of)
    elif found is None and counted.of is not None and counted.of == counted.noun:
        measure = noun_measure(page, counted.of)
        return Reading(measure, counted.of) if measure else None
    return found


def noun_measure(page: Page, number: int) -> Measure | None:
    """The measure of a noun that is itself what is counted."""
    word = page.words[number]
    if word.text.lower() in ("life", "lives"):
        verbs = [
            n
            for n in (page.words[number].head, *range(max(0, number - 6), number))
            if page.words[n].lemma in CASUALTY_VERBS
        ]
        return "killed" if verbs else None
    if word.lemma == "case" and not is_of_illness(page, number):
        return None
    return book().counted.get(word.text.lower()) or book().counted.get(word.lemma)


def is_doer(page: Page, noun: int | None) -> bool:
    """Whether a noun is the subject of a deed done to somebody: prisoners who "were holding a cook" suffer nothing."""
    if noun is None or page.words[noun].relation != "nsubj":
        return False
    verb = page.words[noun].head
    following = [w for w in page.words[noun + 1 : noun + 4] if w.tag != "ADV"]
    if [w.lemma for w in following[:1]] == ["be"] and any(w.text.lower().endswith("ing") for w in following[1:2]):
        return following[1].tag == "VERB" and following[1].text.lower() != "being"
    if page.words[verb].tag != "VERB" or verb < noun or is_passive(page, verb):
        return False
    return has_object(page, verb) or page.words[verb].lemma == "escape"


def is_of_illness(page: Page, case: int) -> bool:
    """Whether cases are of an illness: "310 cases of hepatitis", not "four cases of fraud"."""
    following = [w.lemma for w in page.words[case + 1 : case + 3]]
    if following[:1] == ["of"]:
        return not set(following) & CRIMES
    return ILLNESS.search(page.text) is not None


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
        if word.lemma in SUFFERING and any(w.lemma in WOUNDS for w in words[number + 1 : min(stop, number + 4)]):
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


def is_of_others(page: Page, verb: int) -> bool:
    """Whether a clause that hangs on a noun tells of others than it: "44 passengers, 12 of whom died"."""
    return any(w.text.lower() in ("whom", "which") for w in page.words[page.words[verb].head : verb])


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


def has_object(page: Page, number: int) -> bool:
    """Whether a verb has an object of its own: then what stands before it did the deed."""
    child = page.child(number, "obj")
    return child is not None and child > number


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
    if words[top].relation == "nummod" and words[top].head < top:
        return None  # "21 wounded, three of them critically": the parse ties it to another's noun
    counted = Counted(top if words[top].tag in ("NOUN", "PROPN") else None, None, top)
    for child in page.children[top]:
        word = words[child]
        if word.relation != "acl" or child < top or word.sentence != words[top].sentence or is_of_others(page, child):
            continue
        if word.lemma in book().subject:
            return Reading(book().subject[word.lemma], child)
        if word.lemma in book().patient and is_participle(page, child) and harms(page, child, counted):
            return Reading(patient(page, child), child)
    seen = {top}
    for _ in range(4):
        word = words[top]
        head = word.head
        governor = words[head]
        if head in seen or governor.sentence != word.sentence:
            return None
        seen.add(head)
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
            doing = book().doing.get(governor.lemma) or book().doing.get(governor.text.lower())
            if doing is not None and top > head:
                return Reading(doing, head) if is_whoever(page, counted) else None
            if governor.tag not in ("NUM", "PRON", "DET"):
                return None
        elif word.relation == "obl" and is_together(page, top) and is_passive(page, head):
            if governor.lemma in book().patient:
                return Reading(patient(page, head), head)
            return None
        elif word.relation not in ("conj", "appos", "nummod", "compound", "flat"):
            return None
        top = head
    return None


def is_together(page: Page, number: int) -> bool:
    """Whether a noun is told of with "(together) with": it suffers what the subject does."""
    return any(page.words[n].text.lower() == "with" for n in page.children[number] if page.words[n].relation == "case")


def lost(page: Page, verb: int, counted: Counted) -> Reading | None:
    """An army that lost two men, or lost two: they are dead."""
    if page.words[verb].lemma != "lose" or not is_whoever(page, counted):
        return None
    if counted.noun is None and page.words[min(counted.last + 1, len(page.words) - 1)].text.lower() in (
        "out",
        "to",
        "of",
    ):
        return None  # "losing 94 out of 162 games"
    return Reading("killed", verb)


def before(page: Page, quantity: Quantity, counted: Counted) -> Reading | None:
    """By the verb just before ("killing 12", "shot dead 23", "the killing of two")."""
    words = page.words
    start = page.sentence(quantity.first).first
    at = quantity.first - 1
    if at > start and (words[at - 1].text.lower(), words[at].text.lower()) in SPLIT:
        split = SPLIT[words[at - 1].text.lower(), words[at].text.lower()]
        return Reading(split, at - 1) if is_whoever(page, counted) else None
    while at >= start and (
        words[at].tag in ("DET", "ADV") or words[at].text.lower() in ("its", "their", "of", "the", "her", "his")
    ):
        at -= 1
    if at < start:
        return None
    word = words[at]
    lower = word.text.lower()
    if word.tag == "VERB" and word.lemma in book().patient and not is_passive(page, at) and harms(page, at, counted):
        return Reading("killed" if words[at - 1].text.lower() == "fatally" else patient(page, at), at)
    if at == quantity.first - 1 and word.tag in ("ADJ", "NOUN") and lower.endswith(("ed", "ing")):
        untagged = book().patient.get(lemma_of(lower, "VERB"))  # a verb that the tagger took for something else
        if untagged is not None:
            return Reading(untagged, at)
    trail = [w.text.lower() for w in words[counted.last + 1 : counted.last + 3]]
    if word.lemma == "take" and trail in (["with", "them"], ["with", "him"]) and is_whoever(page, counted):
        return Reading("abducted", at)
    if word.tag == "VERB" and at < quantity.first - 0 and words[quantity.first - 1].text.lower() != "of":
        return lost(page, at, counted)
    if words[quantity.first - 1].text.lower() == "for" and words[quantity.first - 2].lemma in SEARCHING:
        return Reading("missing", quantity.first - 2)
    if words[quantity.first - 1].text.lower() == "of" and lower in book().doing:
        return Reading(book().doing[lower], at)
    return None


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


TOLLS = frozenset("toll tolls count number numbers figure total tally".split())
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
            kind = kind_of_toll(page, number, quantity.first)
            return Reading(kind or "killed", number) if kind or lower in ("toll", "tolls") else None
        if lower in book().counted and words[number].tag in ("NOUN", "ADJ", "VERB") and lower not in WEAK:
            return Reading(book().counted[lower], number)
        if words[number].text == ";":
            return None
    return None
