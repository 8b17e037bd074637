"""The body that somebody is or speaks for, by its fullest name in a report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.codebook.actors import bodies
from onrecord.model.records import Entity
from onrecord.model.span import Span
from onrecord.model.view import FactView, RecordView
from onrecord.reconciling.described import PRONOUNS, is_indefinite
from onrecord.reconciling.offices import (
    BODIES,
    OF_WHAT,
    bare,
    name_words,
    names_body,
    pattern,
    ruler_told,
    speaks_for,
    words,
)
from onrecord.sources.bylines import agency_among

APOSTROPHES = frozenset("'’")
DEPARTMENT = re.compile(r"(?<!press )(?<!media )(?<!information )\bdepartment$")  # that is no mere part of a body
POSSESSED = re.compile(r"^(?:Saint|St\.?|Our|Sacred|Holy)\b.*['’]s?$")  # a house named after a saint
HOUSE = re.compile(r"(?:At|In) (?P<name>)(?:the )?")
STAFF_WORDS = "doctors?|nurses?|surgeons?|medics?|matron|superintendent|physicians?|paramedics?|midwi(?:fe|ves)"
SPEAKS_FOR = re.compile(r",? who (?:speaks|spoke) for (?P<body>(?:the )?[A-Z][^,.;\n]+)(?=[,.;])")
NEAR = 200  # characters: the sentence before, or the paragraph
OPENS = 12  # characters from a sentence's beginning to its subject: an article, a live page's hour


def body_of(book: RecordView, speaker: Entity | None, source: Span | None) -> str | None:
    """The body that somebody is or speaks for."""
    if source is not None and (spoken := SPEAKS_FOR.match(book.text, source.end)):
        return whole_of(spoken["body"])
    phrases = list(phrases_for(book, speaker, source))
    for phrase in phrases:
        if found := body_told(book, phrase):
            return found
    for phrase in phrases:
        if not is_indefinite(phrase.text) and (found := ruler_told(phrase.text)):
            return found
    if speaker is None:
        return bare(source.text) if source and names_body(source.text) and not is_indefinite(source.text) else None
    if source is not None and is_indefinite(source.text) and (body := association(source.text)):
        return body
    if speaker.type in BODIES or speaker.type == "place" or names_body(speaker.name) or opens_as_body(speaker.name):
        told = [span.text for span in phrases if names_body(span.text)]
        if speaker.type == "place":  # "Munster's coast patrol", of which the reader knows Munster
            told = [one for one in (span.text for span in phrases[:1]) if len(name_words(one)) > 1]
        name = next((one for one in told if name_words(one) > name_words(speaker.name)), speaker.name)
        return None if is_indefinite(name) else bare(name.split(", a ")[0].split(", an ")[0])
    member = next((body for fact in facts_on(book, speaker, "member_of") if (body := member_of(book, fact))), None)
    return member or (house_of(book, source) if source is not None else None)


def house_of(book: RecordView, phrase: Span) -> str | None:
    """The house at which somebody with an office speaks: "At the Cove hospital, its director, Ada Quill, said"."""
    if pattern(rf"\b<any>\b|\b(?:{STAFF_WORDS})\b").search(phrase.text) is None:
        return None
    house = opening_house(book, phrase)
    return None if house is None else whole_of(house.name)


def opening_house(book: RecordView, phrase: Span) -> Entity | None:
    """The body with which a phrase's sentence opens as a place: "At the Cove hospital, ...", "In the town's clinic"."""
    start = max(book.text.rfind("\n", 0, phrase.start), book.text.rfind(". ", 0, phrase.start) + 1) + 1
    opening = HOUSE.match(book.text, start)
    if opening is None:
        return None
    told = ((span.start, entity) for entity in book.entities for span in entity.mentions)
    at = (opening.end(), opening.start("name"))
    return next((one for place, one in told if place in at and one.type in BODIES and place < phrase.start), None)


def opens_as_body(name: str) -> bool:
    """Whether a name begins with a word for a body: "Radio Cove", "Ministry of Works"."""
    first = name.split()[0].lower() if name.split() else ""
    return first in bodies() and len(name.split()) > 1


def association(phrase: str) -> str | None:
    """The body that a report names only by what it is: "an association of prisoners' relatives"."""
    name = re.split(r",| (?:that|which|who) ", phrase)[0]
    head = " ".join(OF_WHAT.split(name, maxsplit=1)[0].split()[-1:]).lower()
    found = bodies().get(head)
    return bare(name) if found is not None and found.type == "organisation" and OF_WHAT.search(name) else None


def phrases_for(book: RecordView, speaker: Entity | None, source: Span | None) -> Iterator[Span]:
    """The words that tell who somebody is: where he speaks, his roles, his mentions."""
    if source is not None:
        yield source
    if speaker is not None:
        yield from (fact.item.object.span for fact in facts_on(book, speaker, "role"))
        yield from (span for span in speaker.mentions if span.text.lower() not in PRONOUNS)


def facts_on(book: RecordView, speaker: Entity, relation: str) -> Iterator[FactView]:
    """What a report tells of somebody, as far as it still holds."""
    for fact in book.facts:
        if fact.item.subject == speaker.id and fact.relation == relation and fact.status not in ("former", "ended"):
            yield fact


def member_of(book: RecordView, fact: FactView) -> str | None:
    """The body that somebody is told to be a member of."""
    entity = book.entity(fact.item.object.entity)
    return bare(entity.name if entity else fact.item.object.text) or None


def body_told(book: RecordView, phrase: Span) -> str | None:
    """The body that a phrase says somebody speaks for, by its fullest name in the report."""
    return next((name for body in speaks_for(phrase.text) if (name := body_named(book, phrase, body))), None)


def body_named(book: RecordView, phrase: Span, body: str) -> str | None:
    """The name of what may be a body among the words of a phrase; None where it is none."""
    at = phrase.text.find(body)
    entity = entity_at(book, phrase.start + at, phrase.start + at + len(body)) if at >= 0 else None
    if entity is not None and entity.type == "media" and not any(map(str.isupper, body)):
        entity = None  # "the head of the agency" is not the news agency's
    if body.lower() in PRONOUNS:
        entity = opening_house(book, phrase) or subject_before(book, phrase) or entity
        if entity is None or is_outlet(entity) or is_town(book, entity):
            entity = body_before(book, phrase) or entity  # "its spokesman told AFP" is not AFP's, nor the town's
        is_body = entity is not None and (entity.type in (*BODIES, "place") or names_body(entity.name))
        return whole_of(entity.name) if entity is not None and is_body else None
    if is_indefinite(body):
        return None
    if entity is not None and entity.type in BODIES:
        return whole_of(entity.name)
    if is_name(book, phrase, body):
        return whole_of(body)
    if names_body(body) or speaks_as_spokesman(phrase.text):
        return (None if names_body(body) else ruler_told(body)) or whole_of(body)
    return ruler_told(body)


def subject_before(book: RecordView, phrase: Span) -> Entity | None:
    """The body that opens the sentence before "its spokesman says", or that speaks in it."""
    lead = book.text[max(0, phrase.start - NEAR) : phrase.start]
    paragraph = lead[lead.rfind("\n") + 1 :]
    if paragraph and not paragraph.endswith((". ", ": ", "; ")):
        return None
    before = paragraph or lead.rstrip("\n").rsplit("\n", 1)[-1]
    end = phrase.start if paragraph else phrase.start - len(lead) + len(lead.rstrip("\n"))
    start = end - len(before) + before.rfind(". ", 0, len(before) - 2) + 1
    told = ((span.start, entity) for entity in book.entities for span in entity.mentions)
    opening = [(at, one) for at, one in told if start <= at <= start + OPENS and one.type in BODIES]
    if opening:
        return min(opening, key=lambda found: found[0])[1]
    said = [one.speaker for one in book.statements if one.item.source and start <= one.item.source[0].start < end]
    bodies_said = {one.id: one for one in said if one is not None and one.type in BODIES}
    return next(iter(bodies_said.values())) if len(bodies_said) == 1 else None


def is_outlet(entity: Entity) -> bool:
    """Whether an entity is an outlet or an agency."""
    return entity.type == "media" or agency_among([entity.name]) is not None


def is_town(book: RecordView, entity: Entity) -> bool:
    """Whether an entity is a place that is no country, and has no spokesman where a body is named beside it."""
    starts = {span.start for span in entity.mentions}
    return entity.type == "place" and any(
        place.kind != "country" and any(span.start in starts for span in place.mentions) for place in book.places
    )


def body_before(book: RecordView, phrase: Span) -> Entity | None:
    """The body last named before a phrase that is no outlet or agency."""
    bodies_told = (one for one in book.entities if not is_outlet(one) and (one.type in BODIES or names_body(one.name)))
    told = [(span.end, one) for one in bodies_told for span in one.mentions if 0 <= phrase.start - span.end < NEAR]
    return max(told, key=lambda pair: pair[0])[1] if told else None


def is_name(book: RecordView, phrase: Span, body: str) -> bool:
    """Whether what somebody holds an office "of" or "at" is a name, and no place's: "the director of Saint Ita's"."""
    if not re.search(rf"\b(?:of|at|for) {re.escape(body)}", phrase.text):
        return False
    if not all(word[:1].isupper() for word in bare(body).split()):
        return False
    start = phrase.start + phrase.text.find(body)
    return (
        not any(
            entity.type in ("place", "person")
            and any(start <= span.start < start + len(body) for span in entity.mentions)
            for entity in book.entities
        )
        or POSSESSED.search(body) is not None
    )


def whole_of(name: str) -> str:
    """A body's name, or that of the whole where it is a part: "the Front's press office" the Front."""
    if DEPARTMENT.search(name):
        return bare(name)
    wholes = [one for one in speaks_for(name) if name.find(one) in range(len("the ") + 1)]
    owners = [one for one in wholes if names_body(one) or name[name.find(one) + len(one)] in APOSTROPHES]
    return bare(owners[0] if owners else name)


def speaks_as_spokesman(phrase: str) -> bool:
    return any(word.strip(",") in words("spokesmen") for word in phrase.lower().split())


def entity_at(book: RecordView, start: int, end: int) -> Entity | None:
    """The entity whose mention ends where some words end, and lies within them but for an article."""
    for entity in book.entities:
        if any(span.end == end and span.start >= start - len("the ") for span in entity.mentions):
            return entity
    return None
