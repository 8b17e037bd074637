"""Whose voice a figure is: the chain from the outlet to who said it, and under what name that one counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from onrecord.codebook.actors import actors, bodies
from onrecord.model.records import Entity, Report
from onrecord.model.span import Span
from onrecord.model.view import FactView, FigureView, RecordView, StatementView
from onrecord.reconciling.offices import BODIES, OF_WHAT, bare, name_words, names_body, ruler_told, speaks_for, words

Kind = Literal["body", "person", "unnamed", "agency", "outlet"]
OFFICIAL = frozenset(("GOV", "MED", "COP"))  # what the policy "highest-official" calls a government or a hospital
PRONOUNS = frozenset("he she it they we i who his her its their him them this that you these those us".split())
OURS = frozenset("our we us my i".split())  # the report's own list, figures, team
APOSTROPHES = frozenset("'’")
INDEFINITE = ("a ", "an ", "one ", "two ", "three ", "some ", "several ", "another ", "many ")
DEPARTMENT = re.compile(r"(?<!press )(?<!media )(?<!information )\bdepartment$")  # that is no mere part of a body
POSSESSED = re.compile(r"^(?:Saint|St\.?|Our|Sacred|Holy)\b.*['’]s?$")  # a house named after a saint
CITING = re.compile(
    r"\b(?:[Cc]iting|[Qq]uoting|cited|quoted|cites|quotes) (?P<who>)(?:the |a |an |its |his |her |local )?"
)
RECEIVED = re.compile(
    r"(?P<house>\b(?:[Tt]he )?(?:[A-Z][\w’'-]+ )*(?:[Hh]ospital|[Cc]linic|[Mm]orgue)(?: (?:of|in|at) [A-Z]\w+)?) "
    r"(?:has |have |had )?(?:received|treated|admitted|taken in|registered) $"
)
COUNTED = re.compile(r"^(?:two|three|four|several|some|many|other|another|one|local|senior|unnamed) ", re.IGNORECASE)
GOES_ON = re.compile(r"^(?:[A-Z][^.]*?, )?(?:it|they)\b", re.IGNORECASE)
GIVES = re.compile(
    r"(?:^|\n|[.!?] )(?P<house>(?:The|[A-Z])[\w’' -]+?) (?:gives|lists|counts|has counted|publishes|keeps count of) "
    r"the (?:dead|deaths|toll|figures|numbers|losses|wounded)\b[^.\n]*\. [^.\n]*$"
)
PART = re.compile(r"^the (?P<head>department|ministry|agency|authority|commission|office)$", re.IGNORECASE)
NEAR = 200  # characters: the sentence before, or the paragraph
OPENS = 12  # characters from a sentence's beginning to its subject: an article, a live page's hour
NAMELESS = 5  # words that an unnamed source goes by


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says a figure, for the count of independent voices, with the chain that leads there from the outlet.

    official: a government's, a hospital's or a police force's.
    """

    name: str
    kind: Kind
    chain: tuple[str, ...]
    official: bool = False


def voice_of(figure: FigureView, agency: str | None = None) -> Voice:
    """Whose figure it is; the agency is told where the report is a copy that doesn't name it."""
    statement = told_in(figure)
    voice = voice_in(figure.book.report, statement, agency)
    if statement is None and (house := received_by(figure) or given_by(figure)) is not None:
        return Voice(house, "body", (*voice.chain, house), True)
    return voice


def received_by(figure: FigureView) -> str | None:
    """The hospital or morgue that is told to have taken in those counted: "the clinic has received 61 wounded"."""
    book, start = figure.book, figure.item.span.start
    found = RECEIVED.search(book.text, max(0, start - NEAR), start)
    entity = entity_at(book, found.start("house"), found.end("house")) if found else None
    if found is None:
        return None
    return bare(entity.name if entity is not None and not is_described(entity.name) else found["house"])


def given_by(figure: FigureView) -> str | None:
    """The body of which the sentence before says that it gives the count: "The ministry gives the deaths by quay."."""
    start = figure.item.span.start
    found = GIVES.search(figure.book.text, max(0, start - NEAR), start)
    return bare(found["house"]) if found is not None and names_body_or_part(found["house"]) else None


def names_body_or_part(phrase: str) -> bool:
    return names_body(phrase) or PART.match(f"the {phrase.split()[-1]}") is not None


def voice_in(report: Report, statement: StatementView | None, agency: str | None = None) -> Voice:
    """Whose voice speaks in a statement of a report, the report's own where there is none.

    The voice is the last one named on the way outlet <- agency <- person <- body; where nobody is named, the unnamed
    source of the agency or the outlet, and in the report's own voice these themselves.
    """
    press = own_voice(report, agency or report.agency)
    found = [source for one in chain_of(statement) if (source := source_of(one, press))]
    if found and statement is not None and (cited := cited_in(statement, press)) is not None:
        found.append(cited)
    if not found:
        return press
    named = [source for source in found if source.kind != "unnamed"]
    last = (named or found)[-1]
    ways = [way for source in found[: found.index(last) + 1] for way in source.chain if way != last.name]
    return Voice(last.name, last.kind, (*dict.fromkeys([*press.chain, *ways]), last.name), last.official)


def told_in(figure: FigureView) -> StatementView | None:
    """The statement that tells a figure; a part of another figure without one is told with the whole."""
    whole = figure.part_of
    return figure.statement or (whole.statement if whole else None)


def own_voice(report: Report, agency: str | None) -> Voice:
    """The report's own voice: the agency whose copy it is, else the outlet."""
    outlet = report.publisher or (urlsplit(report.url).hostname if report.url else None) or report.source
    if agency and name_words(agency) != name_words(outlet):
        return Voice(agency, "agency", (outlet, agency))
    return Voice(outlet, "agency" if agency else "outlet", (outlet,))


def chain_of(statement: StatementView | None) -> Iterator[StatementView]:
    """A statement after those that it stands inside, the outermost first."""
    if statement is not None:
        yield from chain_of(statement.parent)
        yield statement


def source_of(statement: StatementView, press: Voice) -> Voice | None:
    """Who says a statement, None where it is the report itself."""
    speaker, book = statement.speaker, statement.book
    if statement.item.source and statement.item.source[0].text.lower().split()[0] in OURS and is_own(statement):
        return None
    source = next((span for span in statement.item.source if span.text.lower() not in PRONOUNS), None)
    if speaker is not None and (is_press(speaker, press) or (source is None and is_dateline(speaker))):
        speaker = None
    if speaker is not None and is_another(speaker, source):
        speaker = None
    if speaker is None and source is None:
        before = statement_before(statement) if statement.item.source else None
        return source_of(before, press) if before else None
    if source is not None and (whole := named_before(book, source, speaker)) is not None:
        return Voice(whole, "body", (whole,), is_official(whole, None))
    said_by = bare(speaker.name if speaker and not is_described(speaker.name) else source.text if source else "")
    body = body_of(book, speaker, source) or body_gone_on_with(statement)
    if body:
        way = (body,) if name_words(said_by) <= name_words(body) else (said_by, body)
        return Voice(body, "body", way, is_official(body, speaker))
    if speaker is not None and is_person(speaker):
        return Voice(bare(speaker.name), "person", (bare(speaker.name),), speaker.sector in OFFICIAL)
    if source is not None and is_proper(source.text):
        return Voice(bare(source.text), "body", (bare(source.text),), is_official(source.text, speaker))
    unnamed = nameless(source.text if source else speaker.name if speaker else "")
    name = f"{possessive(press.name)} {unnamed}"
    return Voice(name, "unnamed", (name,), is_official(unnamed, speaker))


def body_gone_on_with(statement: StatementView) -> str | None:
    """The body that the sentence before tells of, where somebody of whom no more is told says what "it" or "they"
    have found: "The Dockers' League agrees. It too had counted nine dead, Ada Quill said"."""
    speaker, book, content = statement.speaker, statement.book, statement.item.content
    if speaker is None or not is_person(speaker) or not content or any(facts_on(book, speaker, "role")):
        return None
    if not GOES_ON.search(content[0].text):
        return None
    before = subject_before(book, content[0])
    return whole_of(before.name) if before is not None else None


def named_before(book: RecordView, source: Span, speaker: Entity | None) -> str | None:
    """The body by whose last word a report goes on: "the county health department", then "the department", where the
    reader hasn't found out so."""
    found = PART.match(source.text)
    if found is None or (speaker is not None and speaker.type in BODIES):
        return None
    head = found["head"].lower()
    told = [(span, one) for one in book.entities for span in one.mentions if one.type in BODIES]
    before = [(span.start, one) for span, one in told if span.end <= source.start and one.name.lower().endswith(head)]
    return bare(max(before, key=lambda pair: pair[0])[1].name) if before else None


def is_another(speaker: Entity, source: Span | None) -> bool:
    """Whether "the coast guard" has been taken for a person who is never called so before his name is told."""
    if source is None or speaker.type != "person" or not names_body(source.text) or is_indefinite(source.text):
        return False
    return not any(map(str.isupper, bare(source.text))) and all(span.start >= source.start for span in speaker.mentions)


def is_own(statement: StatementView) -> bool:
    """Whether "we" or "our list" is the report's own and nobody's in quotation marks."""
    start = statement.item.source[0].start
    return statement.parent is None and statement.book.text.count("“", 0, start) == statement.book.text.count(
        "”", 0, start
    )


def cited_in(statement: StatementView, press: Voice) -> Voice | None:
    """Whom an outlet cites for what it says: "Radio Cove reported, quoting police", "quoted the mayor as saying"."""
    book, cue = statement.book, statement.item.cue
    if not cue:
        return None
    start = book.text.rfind(". ", 0, cue[0].start) + 1
    for found in CITING.finditer(book.text, start, cue[-1].end + NEAR // 2):
        if ". " in book.text[cue[-1].end : found.start()]:
            return None
        opens = (found.end(), found.start("who"))
        named = ((entity, span) for entity in book.entities for span in entity.mentions if span.start in opens)
        who, span = next(named, (None, None))
        if who is not None and span is not None and not is_press(who, press) and who.id != statement.item.speaker:
            return voice_of_body(book, who, span, press)
    return None


def voice_of_body(book: RecordView, speaker: Entity, source: Span, press: Voice) -> Voice:
    """Somebody named in passing as a voice: the body, the person, else unnamed."""
    if body := body_of(book, speaker, source):
        return Voice(body, "body", (body,), is_official(body, speaker))
    if is_person(speaker):
        return Voice(bare(speaker.name), "person", (bare(speaker.name),), speaker.sector in OFFICIAL)
    name = f"{possessive(press.name)} {nameless(source.text)}"
    return Voice(name, "unnamed", (name,), is_official(name, speaker))


def is_press(speaker: Entity, press: Voice) -> bool:
    """Whether a speaker is the report's own agency or outlet."""
    return any(name_words(speaker.name) == name_words(one) for one in press.chain)


def is_dateline(speaker: Entity) -> bool:
    """Whether a place that "it said" would stand for is the one that the report is sent from."""
    return speaker.type == "place" and min(span.start for span in speaker.mentions) == 0


def statement_before(statement: StatementView) -> StatementView | None:
    """The statement whose speaker an "it said" without a known antecedent goes on with: the one that ends before it
    last, and near."""
    start = statement.item.source[0].start
    told = [one for one in statement.book.statements if one.item.source and one.item.source[0].start < start]
    ended = [one for one in told if 0 <= start - one.item.content[-1].end < NEAR]
    return max(ended, key=lambda one: one.item.content[-1].end, default=None)


# bodies -------------------------------------------------------------------------------------------------------------


def body_of(book: RecordView, speaker: Entity | None, source: Span | None) -> str | None:
    """The body that somebody is or speaks for."""
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
    return next((found for fact in facts_on(book, speaker, "member_of") if (found := member_of(book, fact))), None)


def opens_as_body(name: str) -> bool:
    """Whether a name begins with a word for a body: "Radio Cove", "Ministry of Works"."""
    first = name.split()[0].lower() if name.split() else ""
    return first in bodies() and len(name.split()) > 1


def association(phrase: str) -> str | None:
    """The body that a report names only by what it is: "an association of prisoners' relatives"."""
    name = re.split(r",| (?:that|which|who) ", phrase)[0]
    head = OF_WHAT.split(name, maxsplit=1)[0].split()[-1].lower()
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
        entity = subject_before(book, phrase) or entity
        return whole_of(entity.name) if entity is not None and entity.type in (*BODIES, "place") else None
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
    """The body that opens the sentence before "its spokesman says", where that opens one of the same paragraph."""
    lead = book.text[max(0, phrase.start - NEAR) : phrase.start]
    paragraph = lead[lead.rfind("\n") + 1 :]
    if not paragraph.endswith(". "):
        return None
    start = phrase.start - len(paragraph) + paragraph.rfind(". ", 0, len(paragraph) - 2) + 1
    told = ((span.start, entity) for entity in book.entities for span in entity.mentions)
    opening = [(at, one) for at, one in told if start <= at <= start + OPENS and one.type in BODIES]
    return min(opening, key=lambda found: found[0])[1] if opening else None


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


# persons and the unnamed --------------------------------------------------------------------------------------------


def is_described(name: str) -> bool:
    """Whether a name is a description: "a guest", "its director"."""
    return name.split(" ")[0].lower() in PRONOUNS | {"a", "an", "the", "one", "two", "some", "several", "another"}


def is_indefinite(name: str) -> bool:
    return name.lower().startswith(INDEFINITE)


def is_person(speaker: Entity) -> bool:
    """Whether a speaker is a person with a name of his own."""
    parts = speaker.name.split()
    if speaker.type != "person" or is_described(speaker.name):
        return False
    return any(part[0].isupper() and one_of(part.lower()) not in actors() for part in parts)


def is_proper(name: str) -> bool:
    """Whether a source is a name of several words that no list knows: "Doctors Without Frontiers"."""
    parts = bare(name).split()
    return len(parts) > 1 and "," not in name and all(part[0].isupper() for part in parts)


def possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def nameless(phrase: str) -> str:
    """What an unnamed source goes by: "a docker at the third quay, who was there" as docker at the third quay."""
    found = COUNTED.sub("", bare(phrase.split(",")[0].split(" who ")[0]))
    first, *rest = found.split()[:NAMELESS] or ["source"]
    first = first if first.isupper() or first[0].isdigit() else first[0].lower() + first[1:]
    return " ".join([*map(one_of, [first, *rest])])


def one_of(word: str) -> str:
    """The singular of a word for people, so that "officials" and "an official" of one outlet are one source."""
    for ending in ("es", "s"):
        if word.endswith(ending) and word.removesuffix(ending) in actors():
            return word.removesuffix(ending)
    return word


def is_official(name: str, speaker: Entity | None) -> bool:
    """Whether a voice is a government's, a hospital's or a police force's."""
    if speaker is not None and (speaker.sector in OFFICIAL or speaker.type == "government"):
        return True
    sectors = {found.sector for word in name.lower().split() if (found := bodies().get(word))}
    return bool(sectors & OFFICIAL) or (ruler_told(name) is not None)
