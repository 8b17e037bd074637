"""What a number counts: the noun that it stands with, "of them", or nothing where the noun is left out."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.language.page import Page
from onrecord.model.records import Population
from onrecord.reading.figures.numbers import DASHES, Quantity

QUOTES = frozenset("\"“”‘'’«»")
OPENING = frozenset('"“‘«')
DETERMINERS = frozenset("the them those these us whom its his her their our my your this that which all".split())
PRONOUNS = frozenset("them those these us whom which you".split())
OWN = frozenset("the its his her their our own a an all mostly mainly".split())

# Nouns that say no more than that people are counted.
GENERIC = frozenset(
    "people person individual life lives body victim human soul other dead death corpse toll total fatality injury "
    "wounded injured missing killed disappeared living remains more those".split()
)
COMPATRIOTS = frozenset("citizen national compatriot countryman resident".split())
STATES = frozenset(
    "dead wounded injured missing killed hurt arrested detained displaced die flee perish drown abducted kidnapped "
    "seized captured drowned murdered evacuated trapped rescued freed".split()
)
TOLD = frozenset("taken held lost left brought led pulled has have had".split())
ONE_BY_ONE = frozenset("prisoner hostage captive die drown".split())  # singular after a number: what was made of them

TIMES = frozenset(
    "last next today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february "
    "march april june july august september october november december".split()
)  # words that begin a time, and so end what is counted
PLURALS = ("s", "men", "women", "children", "people", "police")

# Adjectives before the noun that are no part of who is counted.
LOOSE = frozenset(
    "other more such new additional further another many same different separate alleged suspected confirmed probable "
    "reported".split()
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What stands with a number: its noun or none, the noun or pronoun after "of" ("five of the wounded"), the last
    word of the whole phrase, and the word that hangs on the rest of the sentence."""

    noun: int | None
    of: int | None
    last: int
    first: int | None = None  # the first word of what is counted, its adjectives included

    def top(self, quantity: Quantity) -> int:
        """The word by which the phrase hangs on the rest of the sentence."""
        return self.noun if self.noun is not None and self.of is None else quantity.core[1]


def what_is_counted(page: Page, quantity: Quantity, stop: int) -> Counted:
    """What stands after a number, up to the end of its sentence."""
    words = page.words
    at = quantity.last + 1
    if at < stop and words[at].text.lower() == "of" and at + 1 < stop:
        return after_of(page, quantity, at + 1, stop)
    first, noun, last = noun_run(page, at, stop)
    if noun is None or (first == noun and is_state(page, quantity, noun)) or is_told(page, at):
        return Counted(None, None, quantity.last)
    return Counted(noun, None, last, first)


def words_of_state(page: Page, at: int) -> bool:
    """Whether a word after "of those" says what became of them: "14 of those abducted"."""
    return page.words[at].text.lower() in STATES


def is_told(page: Page, at: int) -> bool:
    """Whether a word after a number begins what is told of those counted: "two taken prisoner"."""
    return page.words[at].text.lower() in TOLD and page.words[at].tag == "VERB"


def is_state(page: Page, quantity: Quantity, noun: int) -> bool:
    """Whether a word after a number tells what became of those counted: "26 injured", "28 prisoner", "ten die"."""
    word = page.words[noun]
    lower = word.text.lower()
    return lower in STATES or (quantity.value != 1 and lower in ONE_BY_ONE)


def after_of(page: Page, quantity: Quantity, at: int, stop: int) -> Counted:
    """What stands in "five of them children", "six of its men", "dozens of houses"."""
    word = page.words[at].text.lower()
    if word in PRONOUNS and not (page.words[at].relation == "det" and page.words[at].head > at):
        own = at + 1
        while own < stop and page.words[own].text.lower() in OWN:
            own += 1
        first, noun, last = noun_run(page, own, stop)
        if noun is None or is_predicate(page, noun) or is_told(page, own) or words_of_state(page, own):
            return Counted(None, at, at)
        return Counted(noun, at, last, first)
    if page.words[at].tag == "NUM":  # "eighteen of 40 trucks"
        return Counted(None, at, at)
    if word in ("those", "these") and at + 1 < stop and words_of_state(page, at + 1):
        return Counted(None, at, at)
    if word in DETERMINERS:
        first, noun, last = noun_run(page, at + 1, stop)
        if noun is None:
            number = at + 1 if at + 1 < stop and page.words[at + 1].tag in ("NUM", "ADJ", "VERB", "NOUN") else at
            return Counted(None, number, number)
        return Counted(noun, noun, last, first)
    first, noun, last = noun_run(page, at, stop)
    if noun is None:
        return Counted(None, None, quantity.last)
    return Counted(noun, None, last, first)


def is_predicate(page: Page, noun: int) -> bool:
    """Whether a noun after "of them" has a verb after it, and so begins a new clause."""
    return page.words[noun].relation == "nsubj" and page.words[page.words[noun].head].number > noun


def noun_run(page: Page, at: int, stop: int) -> tuple[int | None, int | None, int]:
    """First word, noun and last word of the noun phrase that begins at a word; None where none begins."""
    words = page.words
    if at < stop and words[at].text in OPENING:
        at += 1
    start, noun = at, None
    while at < stop:
        word = words[at]
        lower = word.text.lower()
        if lower in TIMES:
            break
        if word.tag in ("NOUN", "PROPN") or lower in ("others", "dead", "wounded", "injured"):
            if noun is not None and (
                lower in STATES or lower in ONE_BY_ONE or (word.tag == "PROPN" and words[noun].tag == "NOUN")
            ):
                break
            noun = at
        elif (
            noun is not None and word.text in DASHES and at + 1 < stop and words[at + 1].tag in ("NOUN", "PROPN", "ADJ")
        ):
            pass
        elif noun is not None:
            break
        elif word.text in DASHES and at > start and at + 1 < stop:
            pass
        elif not (is_adjective(page, at) or (at > start and is_linked_adjective(page, at, stop))):
            break
        at += 1
    if noun is None:
        return None, None, start
    last = noun + 1 if noun + 1 < stop and words[noun + 1].text in QUOTES and words[start - 1].text in OPENING else noun
    return start, noun, last


def is_adjective(page: Page, at: int) -> bool:
    """Whether a word is an adjective, or a participle that stands as one."""
    word = page.words[at]
    return word.tag == "ADJ" or (word.tag == "VERB" and word.relation == "amod" and word.head > at)


def is_linked_adjective(page: Page, at: int, stop: int) -> bool:
    """Whether a word is the "and" between two adjectives."""
    return page.words[at].tag == "CCONJ" and at + 1 < stop and is_adjective(page, at + 1)


def said_to_be(page: Page, counted: Counted, stop: int) -> Counted | None:
    """Who they are said to be: "three of the dead were women", "eleven are those of children", ", all civilians"."""
    words, at = page.words, counted.last + 1
    if at < stop and words[at].text.lower() in STATES:
        at += 1
    if at < stop and words[at].lemma == "be":
        at += 1
    elif [w.text.lower() for w in words[at : min(at + 2, stop)]] == [",", "all"]:
        at += 2
    elif [w.text.lower() for w in words[at : min(at + 2, stop)]] != ["those", "of"]:
        return None
    while at < stop and words[at].text.lower() in ("all", "mostly", "those", "of", "both"):
        at += 1
    first, noun, last = noun_run(page, at, stop)
    if noun is None or words[noun].tag != "NOUN" or not words[noun].text.lower().endswith(PLURALS):
        return None
    closes = last + 1 >= stop or words[last + 1].tag in ("PUNCT", "CCONJ", "ADP", "PRON", "SCONJ")
    return Counted(noun, None, last, first) if closes and first == at else None


def of_whom(page: Page, noun: int) -> Population | None:
    """Who it is in "19 deaths of children", "the bodies of miners"; None where the text does not go on so."""
    words = page.words
    if (
        noun + 2 >= len(words)
        or words[noun + 1].text.lower() != "of"
        or words[noun].text.lower() in ("people", "lives")
    ):
        return None
    first, head, _ = noun_run(page, noun + 2, page.sentence(noun).stop)
    if head is None or first is None or words[head].tag != "NOUN" or not words[head].text.lower().endswith(PLURALS):
        return None
    span = page.span_of(first, head)
    return Population(span.text, span)


def are_kin(page: Page, noun: int) -> bool:
    """Whether those counted are told to be kin, and so people in general: "four members of one family"."""
    words = page.words
    near = [w.lemma for w in words[noun + 2 : noun + 6]]
    return (
        words[noun].lemma == "member"
        and [w.text for w in words[noun + 1 : noun + 2]] == ["of"]
        and ("family" in near or "household" in near)
    )


def population(page: Page, counted: Counted) -> Population | None:
    """Who or what is counted, as worded; None for people in general, bodies and victims."""
    if counted.noun is None or counted.first is None:
        return None
    first, words = counted.first, page.words
    while first < counted.noun and (words[first].text.lower() in LOOSE or words[first].text in DASHES):
        first += 1
    if are_kin(page, counted.noun):
        return None
    if words[counted.noun].text.lower() in GENERIC or words[counted.noun].lemma in GENERIC:
        return of_whom(page, counted.noun)
    if words[counted.first - 1].text.lower() == "our" and words[counted.noun].lemma in COMPATRIOTS:
        return None  # "23 of our citizens are dead"
    last = counted.noun
    if [w.text.lower() for w in words[last + 1 : last + 3]] == ["and", "men"]:  # "officers and men" are no officers
        last += 2
    span = page.span_of(first, last)
    return Population(span.text, span)
