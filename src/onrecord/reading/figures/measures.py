"""What a number measures, by the words that govern it: the dead, the wounded, time, money, arms."""

from __future__ import annotations

import re

from onrecord.language.page import Page
from onrecord.model.records import Measure
from onrecord.reading.figures.harm import has_object, is_passive
from onrecord.reading.figures.measure_words import WEAK, Reading, book
from onrecord.reading.figures.numbers import Quantity
from onrecord.reading.figures.people import is_posted, is_whoever
from onrecord.reading.figures.populations import Counted
from onrecord.reading.figures.told_after import SIEGE, after, phrase_after, told_from
from onrecord.reading.figures.told_before import before, governed
from onrecord.reading.figures.tolls import toll, toll_after
from onrecord.reading.figures.traps import units

MAYBE = frozenset("may might could would will must should".split())
NEVER = frozenset("not never n't n’t".split())
CASUALTY_VERBS = frozenset(("cost", "claim", "take", "lose", "kill"))
BURIED = re.compile(r"\b(?:under|beneath|rubble|debris|ruins?|mines?|mineshafts?|lifts?|elevators?|wreck\w*)\b")
COUNTING = frozenset("count list register record".split())
CRIMES = frozenset("rape murder abuse fraud corruption theft assault torture violence arson".split())
ILLNESS = re.compile(
    r"\b(?:outbreak|epidemic|pandemic|virus|cholera|fever|measles|infect|vaccin|disease)", re.IGNORECASE
)


def measure_of(page: Page, quantity: Quantity, counted: Counted, stop: int) -> Reading | None:
    """What a number of people or things measures; None where no word says so."""
    noun = counted.noun
    if noun is not None and page.words[noun].lemma in units()["weapons"]:
        return Reading("weapons", noun)
    if noun is not None and page.words[noun].lemma in units()["animals"] | units()["bodies"]:
        return Reading("other", None)
    if is_counted_twice(page, counted):
        return None
    dying = verb_of_death(page, counted.top(quantity))
    if dying is not None:
        return Reading("killed", dying)
    own = own_words(page, quantity, counted)
    if own is not None and counted.of is None and page.words[own.by or 0].lemma not in WEAK:
        return own
    if own is not None and counted.of is None and is_doer(page, noun):
        own = None
    at = max(counted.last, quantity.last) + 1
    found = (
        toll_after(page, quantity)
        or told_from(page, counted, at, stop)
        or before(page, quantity, counted)
        or phrase_after(page, counted, at, stop)
        or after(page, counted.top(quantity), counted, at, stop)
        or governed(page, counted.top(quantity), quantity)
        or (toll(page, quantity) if is_whoever(page, counted) else None)
        or own
    )
    if found is not None and found.by is not None and page.words[found.by].text.lower() == "trapped":
        return Reading("besieged" if is_under_siege(page, found.by) else "affected", found.by)
    return None if found is not None and found.measure == "displaced" and is_posted(page, counted) else found


def is_under_siege(page: Page, trapped: int) -> bool:
    """Whether those who are trapped are so by a siege, and not under rubble or in a mine."""
    sentence = page.sentence(trapped)
    here = page.text[sentence.start : sentence.end]
    return SIEGE.search(page.text) is not None and BURIED.search(here) is None


def is_counted_twice(page: Page, counted: Counted) -> bool:
    """Whether those counted are only told to be a mistake in another count: "four bodies had been counted twice"."""
    words, stop = page.words, page.sentence(counted.last).stop
    trail = words[counted.last + 1 : min(stop, counted.last + 7)]
    verb = next((n for n, w in enumerate(trail) if w.tag == "VERB"), None)
    if verb is None or trail[verb].lemma not in COUNTING:
        return False
    return [w.text.lower() for w in trail[verb + 1 : verb + 2]] in (["twice"], ["double"])


def verb_of_death(page: Page, top: int) -> int | None:
    """The verb that says that those counted died, whatever befell them first: "two people hurt in the raid died"."""
    word, verb = page.words[top], page.words[page.words[top].head]
    dies = word.relation == "nsubj" and verb.lemma in ("die", "succumb") and verb.number > top
    lead = {page.words[n].text.lower() for n in page.children[verb.number] if n < verb.number}
    return verb.number if dies and not lead & (MAYBE | NEVER) else None


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
    if word.text.lower() == "victims" and [w.text.lower() for w in page.words[max(0, number - 2) : number]] == [
        "of",
        "the",
    ]:
        return "killed"
    if word.lemma == "case" and not is_of_illness(page, number):
        return None
    return book().counted.get(word.text.lower()) or book().counted.get(word.lemma)


def is_of_illness(page: Page, case: int) -> bool:
    """Whether cases are of an illness: "310 cases of hepatitis", not "four cases of fraud"."""
    following = [w.lemma for w in page.words[case + 1 : case + 3]]
    if following[:1] == ["of"]:
        return not set(following) & CRIMES
    return ILLNESS.search(page.text) is not None


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
