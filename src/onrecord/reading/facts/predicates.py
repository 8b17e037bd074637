"""What whole sentences tell of people: "X was the captain of the team", "X retired from international duty", and
descriptions that stand for a name: "the former Rovers and City midfielder"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.model.span import Span
from onrecord.reading.facts.people_told import end_of_body
from onrecord.reading.facts.roles_told import (
    Description,
    description_after,
    run_before,
    status_in,
    told_by,
    with_phrase,
)
from onrecord.reading.facts.telling import ARTICLES, Teller, Told, relations

BE = frozenset(("is", "was", "are", "were", "became", "remains", "remained"))
UNTIL = (("until",), ("till",), ("before",), ("prior", "to"), ("up", "to"))
YEAR = re.compile(r"(?:1[89]|20)\d\d")


def predicates(teller: Teller, known: Sequence[Told]) -> Iterator[Told]:
    """Roles that a sentence tells, with the roles known from elsewhere to tell whom a description stands for."""
    stand_ins = dict(stand_ins_of(teller, known))
    yield from descriptions(teller, stand_ins)
    for number, word in enumerate(teller.page.words):
        if word.text.lower() in BE and teller.lower(number + 1) in ARTICLES:
            yield from is_something(teller, number, stand_ins)
        elif word.tag == "VERB" and (word.lemma in relations()["leave"] or is_stepping_down(teller, number)):
            yield from left(teller, number, stand_ins)


def stand_ins_of(teller: Teller, known: Sequence[Told]) -> Iterator[tuple[str, str]]:
    """Entities that are only described, each with the one person whom the same noun describes elsewhere."""
    for entity in teller.records.entities:
        given = described_by(teller, entity.mentions[0])
        if entity.type != "person" or given is None or teller.lower(given.first - 1) != "the":
            continue
        noun = teller.lower(given.role)
        people = {t.subject for t in known if t.relation == "role" and t.object.text.casefold().split()[-1] == noun}
        if len(people) == 1 and entity.id not in people:
            yield entity.id, people.pop()


def described_by(teller: Teller, mention: Span) -> Description | None:
    """The description that a mention is, with what stands before it in the same noun phrase."""
    inside = teller.page.words_in(mention.start, mention.end)
    if not inside or not teller.is_role(inside[-1]):
        return None
    start = run_before(teller, inside[-1])
    return None if start is None or start > inside[-1] else Description(start, inside[-1], inside[-1])


def descriptions(teller: Teller, stand_ins: dict[str, str]) -> Iterator[Told]:
    """Memberships in descriptions that stand in place of a name."""
    for entity in teller.records.entities:
        if entity.type != "person":
            continue
        subject = stand_ins.get(entity.id, entity.id)
        for mention in entity.mentions:
            given = described_by(teller, mention)
            if given is None or given.first == given.role or teller.lower(given.first - 1) not in ARTICLES:
                continue
            told = list(told_by(teller, subject, given, (given.first - 1, given.role)))
            members = [t for t in told if t.relation == "member_of"]
            yield from members or [t for t in told if t.status == "former"]


def is_something(teller: Teller, verb: int, stand_ins: dict[str, str]) -> Iterator[Told]:
    """The role that a sentence with "is" or "was" gives its subject."""
    page = teller.page
    given, subject = description_after(teller, verb + 1), subject_before(teller, verb)
    if given is None or subject is None:
        return
    ends = ended_in(teller, verb) if teller.lower(verb) in ("was", "were", "remained") else None
    status = "former" if ends else status_in(teller, given.first, given.last)
    whole = page.span_of(verb, given.last)
    yield Told(
        stand_ins.get(subject, subject), "role", page.span_of(given.first, given.last), whole, None, status, None, ends
    )


def subject_before(teller: Teller, verb: int) -> str | None:
    """The person whose sentence it is: the subject of a verb or of what the verb joins to it."""
    words = teller.page.words
    for head in (verb, words[verb].head):
        for child in teller.page.children[head]:
            if words[child].relation == "nsubj" and child < verb:
                found = teller.who.by_head.get(child)
                if found is not None and teller.is_person(found):
                    return found
    at, start = verb - 1, teller.page.sentence(verb).first
    while at >= start and words[at].tag in ("AUX", "ADV"):
        at -= 1
    found = teller.by_end.get(words[at].end) if at >= start else None
    return found if teller.is_person(found) else None


def ended_in(teller: Teller, number: int) -> str | None:
    """The year up to which a sentence says that something was so: "prior to 2021", "until 2021"."""
    sentence = teller.page.sentence(number)
    for at in range(sentence.first, sentence.stop):
        if YEAR.fullmatch(teller.lower(at)):
            lead = tuple(teller.lower(n) for n in range(at - 2, at))
            if any(lead[-len(words) :] == words for words in UNTIL):
                return teller.lower(at)
    return None


def is_stepping_down(teller: Teller, verb: int) -> bool:
    """Whether a verb and the word after it are "step down"."""
    return teller.page.words[verb].lemma == "step" and teller.lower(verb + 1) == "down"


def left(teller: Teller, verb: int, stand_ins: dict[str, str]) -> Iterator[Told]:
    """What somebody retired from or resigned as."""
    page = teller.page
    at = verb + 1 + is_stepping_down(teller, verb)
    subject = subject_before(teller, verb)
    if teller.lower(at) not in ("from", "as") or subject is None:
        return
    stop = page.sentence(verb).stop
    start = at + 1 + (teller.lower(at + 1) in ARTICLES)
    end = end_of_body(teller, start, stop)
    if end is not None:
        told = page.span_of(start, with_phrase(teller, end, stop))
        whole = page.span_of(page.child(verb, "nsubj") or verb, end)
        yield Told(stand_ins.get(subject, subject), "role", told, whole, status="ended")
