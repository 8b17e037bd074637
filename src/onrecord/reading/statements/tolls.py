"""Statements that tell a count: "the army put the toll at nine", "the ministry spoke of two dead"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.language.page import Page
from onrecord.reading.statements.quoting import Draft, Part, trim
from onrecord.reading.statements.reported import cue_of, source_of

COUNTING = frozenset("count report confirm document estimate".split())
SETTING = frozenset("put lower raise revise cut set bring".split())  # "put the toll at nine", "raised it to twelve"
TOLLS = frozenset(
    "toll number figure total count tally it death dead wounded injured missing loss casualty damage".split()
)
SUBJECT = frozenset("NOUN PROPN ADJ DET ADP PART".split())
NEAREST = 15  # words from the verb to the number


def find_tolls(page: Page) -> Iterator[Draft]:
    """A draft for each verb by which somebody gives a count."""
    for word in page.words:
        if word.tag != "VERB":
            continue
        stop = clause_end(page, word.number)
        first = content_start(page, word.number, stop)
        if first is None:
            continue
        cue = cue_of(page, word.number)
        source = source_of(page, word.number) or opening(page, page.word_at(cue[0])) or going_on(page, word.number)
        if source is None:
            continue
        gap = gapped(page, first, stop)
        yield Draft((part(page, first, gap[0] - 1 if gap else stop),), (cue,), (source,), word.number)
        if gap:
            yield Draft((part(page, gap[1], stop),), (cue,), (part(page, gap[0], gap[1]),), word.number)


def content_start(page: Page, verb: int, stop: int) -> int | None:
    """The first word of what a verb tells, if that is a count."""
    words = page.words
    near = range(verb + 1, min(stop, verb + NEAREST))
    number = next((n for n in near if words[n].tag == "NUM"), None)
    if number is None:
        return None
    between = words[verb + 1 : number]
    if words[verb].lemma in SETTING and not words[verb].text.lower().endswith("ing"):
        told = {w.lemma for w in between} | {w.text.lower() for w in between}
        apart = any(w.text in (";", ":", ",") for w in between)
        return verb + 1 if told & TOLLS and told & {"at", "to"} and not apart else None
    if words[verb].lemma in SETTING or any(
        (w.tag == "VERB" and w.text.lower() not in TOLLS and w.relation not in ("amod", "acl")) or w.text in (";", ":")
        for w in between
    ):
        return None
    if words[verb].lemma == "speak" and between and between[0].text.lower() == "of":
        return verb + 2
    return (
        verb + 1 if words[verb].lemma in COUNTING and not {w.tag for w in between} & {"NOUN", "PROPN", "ADP"} else None
    )


def opening(page: Page, stop: int) -> Part | None:
    """The words from a sentence's beginning to a verb, where they can be nothing but its subject."""
    first = page.sentence(stop).first
    while stop > first and page.words[stop - 1].tag in ("AUX", "ADV"):
        stop -= 1
    inside = page.words[first:stop]
    if not inside or len(inside) > NEAREST or any(w.tag not in SUBJECT for w in inside):
        return None
    return part(page, first, stop) if any(w.tag in ("NOUN", "PROPN") for w in inside) else None


def going_on(page: Page, verb: int) -> Part | None:
    """The subject of the clause that a verb goes on from: "police confirmed one death but put the injured at 11"."""
    head = page.words[verb].head
    if head < verb and page.words[verb - 1].text.lower() in ("and", "but") and page.words[head].tag == "VERB":
        return source_of(page, head)
    return None


def clause_end(page: Page, verb: int) -> int:
    """The word after the last of a verb's clause: before a verb that is joined to it, or the sentence's end."""
    sentence = page.sentence(verb)
    for number in range(verb + 1, sentence.stop):
        word = page.words[number]
        if word.text == ";" or (word.text.lower() in ("and", "but", "although", "while") and joins(page, number, verb)):
            return number
    return sentence.stop


def joins(page: Page, number: int, verb: int) -> bool:
    """Whether a conjunction joins another clause to a verb's."""
    joined = page.words[page.words[number].head]
    return joined.tag in ("VERB", "AUX") and joined.number > number and joined.head in (verb, page.words[verb].head)


def gapped(page: Page, first: int, stop: int) -> tuple[int, int] | None:
    """The first word of a second source without its verb, and of its count: "…, the home ministry at 74"."""
    words = page.words
    for comma in range(first, stop - 3):
        if words[comma].text != ",":
            continue
        at = comma + 1
        while at < stop and words[at].tag in ("DET", "NOUN", "PROPN", "ADJ", "PART"):
            at += 1
        if at > comma + 1 and at + 1 < stop and words[at].text.lower() == "at" and words[at + 1].tag == "NUM":
            return comma + 1, at
    return None


def part(page: Page, first: int, stop: int) -> Part:
    """The words from a first to before a stop, without the marks at their end."""
    return trim(page.text, (page.words[first].start, page.words[stop - 1].end))
