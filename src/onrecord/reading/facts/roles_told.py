"""Descriptions of people: where a noun phrase that tells what somebody is begins and ends, and what it tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model.records import FactStatus
from onrecord.model.span import Span
from onrecord.reading.facts.telling import ARTICLES, Teller, Told, relations
from onrecord.reading.people.named import Named

POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
LINKS = frozenset(("of", "for", "at", "in", "to"))
LONGEST = 10  # words; a longer stretch without a mark is no description
NOMINAL = frozenset(("NOUN", "PROPN", "ADJ"))
CLOSING = frozenset((",", ".", ";", ")", "and", "-", "–", "—", "”", '"', ""))


@dataclass(frozen=True, slots=True)
class Description:
    """The words that tell what somebody is, and the noun among them that names the role."""

    first: int
    role: int
    last: int


def is_part(teller: Teller, number: int) -> bool:
    """Whether a word may stand in a description before its role: a noun, an adjective, a possessive, a participle."""
    word = teller.page.words[number]
    if word.tag in NOMINAL or word.tag == "NUM" or word.text in POSSESSIVES or word.text == "-":
        return word.text.lower() not in ARTICLES
    return is_participle(teller, number)


def is_participle(teller: Teller, number: int) -> bool:
    """Whether a word is a participle before its noun ("retired lieutenant", "ousted president")."""
    word = teller.page.words[number]
    known = word.relation == "amod" or word.text.lower() in relations()["former"]
    return word.tag == "VERB" and known and word.head > number


def run_before(teller: Teller, number: int) -> int | None:
    """The first word of the noun phrase that ends at a word, its article apart; None where none ends there."""
    page = teller.page
    low = page.sentence(number).first if number >= 0 else 0
    start = None
    for at in range(number, low - 1, -1):
        if not (is_part(teller, at) or joins_names(teller, at, number)):
            break
        if at == number:
            if page.words[at].tag == "NUM":
                break
        elif page.words[at].start < page.dateline <= page.words[at + 1].start:
            break  # "CORK, April 11 - President Quill"
        elif "\n" in page.text[page.words[at].end : page.words[at + 1].start]:
            break
        start = at
    while (
        start is not None
        and start <= number
        and (page.words[start].text in POSSESSIVES or page.words[start].text == "-")
    ):
        start += 1
    return start


def joins_names(teller: Teller, at: int, number: int) -> bool:
    """Whether a word is the "and" of "Rovers and City midfielder"."""
    return teller.lower(at) == "and" and at < number and at - 1 in teller.named and at + 1 in teller.named


def description_before(teller: Teller, comma: int) -> Description | None:
    """The description that ends before a comma: "the mayor,", "a lawyer for seven of the suspects,"."""
    page = teller.page
    low = max(page.sentence(comma).first, comma - LONGEST)
    found = None
    for at in range(comma - 1, low - 1, -1):
        word = page.words[at]
        if (word.tag in ("VERB", "AUX") and not is_participle(teller, at)) or (
            word.tag == "PUNCT" and word.text != "-"
        ):
            break
        if teller.is_role(at) and (at == comma - 1 or teller.lower(at + 1) in LINKS):
            start = run_before(teller, at)
            if start is not None and opens(teller, start, at):
                found = Description(start, at, comma - 1)
                if teller.lower(start - 1) not in LINKS and teller.lower(start - 2) not in LINKS:
                    break
    return found


def opens(teller: Teller, start: int, role: int) -> bool:
    """Whether a description begins as one does: with an article or a possessive, or with its sentence."""
    lead = teller.lower(start - 1)
    return (
        lead in ARTICLES
        or start == teller.page.sentence(role).first
        or any(teller.lower(n) in POSSESSIVES for n in range(start, role))
    )


def description_after(teller: Teller, at: int) -> Description | None:
    """The description that begins at a word: "a miller", "head of the port", "one of the eleven witnesses"."""
    page = teller.page
    stop = page.sentence(at - 1).stop
    if teller.lower(at) == "one" and teller.lower(at + 1) == "of":
        role = next((n for n in range(at + 2, min(at + 7, stop)) if teller.is_role(n)), None)
        return None if role is None else Description(role, role, role)
    article = teller.lower(at) in ARTICLES
    start = at + article
    end = start
    while end < min(stop, start + LONGEST) and is_part(teller, end):
        end += 1
    role = end - 1
    if role < start or not teller.is_role(role):
        return None
    last = with_phrase(teller, role, stop)
    return Description(start, role, last) if article or teller.lower(last + 1) in CLOSING else None


def with_phrase(teller: Teller, role: int, stop: int) -> int:
    """The last word of a role with what it is of: "captain of the national team", "member for Nelson"."""
    page = teller.page
    last = role
    while last + 1 < stop and teller.lower(last + 1) in LINKS and last < role + LONGEST:
        at = last + 2
        while at < stop and (is_part(teller, at) or teller.lower(at) in ARTICLES):
            at += 1
        if at == last + 2 or page.words[at - 1].tag not in ("NOUN", "PROPN"):
            break
        last = at - 1
    return last


def status_in(teller: Teller, first: int, last: int) -> FactStatus:
    """Former where a description says so."""
    former = any(teller.lower(n) in relations()["former"] for n in range(first, last + 1))
    return "former" if former else "current"


def told_by(teller: Teller, subject: str, given: Description, span: tuple[int, int]) -> Iterator[Told]:
    """What a description tells of a person: the role, and the bodies and the people it makes one a member of."""
    page = teller.page
    whole = page.span_of(*span)
    status = status_in(teller, given.first, given.role)
    first = given.first
    leads = relations()["former"] | relations()["acting"]
    while first < given.role and (teller.lower(first) in leads or page.words[first].text == "-"):
        first += 1
    role = page.words[given.role].lemma
    if role not in relations()["kin"] and not (role in relations()["relative"] and given.last == given.role):
        yield Told(subject, "role", page.span_of(first, given.last), whole, status=status)
    if role not in relations()["outsiders"]:
        yield from bodies_in(teller, subject, given, whole, status)


def bodies_in(teller: Teller, subject: str, given: Description, whole: Span, status: FactStatus) -> Iterator[Told]:
    """The bodies that stand before or after the role in a description, and the country of a private person."""
    page = teller.page
    for name in teller.names:
        if not given.first <= name.first <= name.last <= given.last:
            continue
        span, entity = page.span_of(name.first, name.last), teller.entity(name.first, name.last)
        place = teller.place_at.get(page.words[name.first].start)
        if place is not None and place.demonym:
            if not teller.is_official(given.role) and name.last < given.role:
                yield Told(subject, "nationality", span, whole, entity)
        elif place is not None and teller.lower(name.last + 1) in POSSESSIVES:
            continue  # "the head of Cork's hospital" is none of Cork's
        elif entity is not None and entity != subject and is_joined(teller, name, given):
            yield Told(subject, "member_of", span, whole, entity, status)
    for number in range(given.first, given.role):
        if page.words[number].text in POSSESSIVES and number - 1 not in teller.named:
            entity = teller.who.by_head.get(number - 1)
            if entity is not None and entity != subject and teller.is_body(entity):
                yield Told(subject, "member_of", page.span_of(given.first, number - 1), whole, entity, status)


def is_joined(teller: Teller, name: Named, given: Description) -> bool:
    """Whether a name is a body's, or one joined to a body's, and so a club's ("Rovers and Cork midfielder")."""
    if name.first in teller.bodies:
        return True
    joined = (name.first - 2, name.last + 2)
    linked = "and" in (teller.lower(name.first - 1), teller.lower(name.last + 1))
    return linked and name.last < given.role and any(n in teller.bodies for n in joined)
