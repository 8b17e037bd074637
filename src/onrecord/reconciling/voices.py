"""Whose voice a figure is: the chain from the outlet to who said it, and under what name that one counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlsplit

from onrecord.codebook.actors import bodies
from onrecord.model.records import Entity, Report
from onrecord.model.span import Span
from onrecord.model.view import FigureView, RecordView, StatementView
from onrecord.reconciling.bodies import NEAR, body_of, entity_at, facts_on, subject_before, whole_of
from onrecord.reconciling.described import (
    PRONOUNS,
    is_described,
    is_indefinite,
    is_person,
    is_proper,
    nameless,
    possessive,
)
from onrecord.reconciling.offices import BODIES, bare, name_words, names_body, ruler_told
from onrecord.sources import datelines

Kind = Literal["body", "person", "unnamed", "agency", "outlet"]

GOING_ON = frozenset(("killed", "injured", "missing", "abducted"))
NAMED = 2  # words of a full name
OPENING = 3  # characters from a paragraph's beginning to what is said first in it
OFFICIAL = frozenset(("GOV", "MED", "COP"))  # what the policy "highest-official" calls a government or a hospital
OURS = frozenset("our we us my i".split())  # the report's own list, figures, team
CITING = re.compile(
    r"\b(?:[Cc]iting|[Qq]uoting|cited|quoted|cites|quotes) (?P<who>)(?:the |a |an |its |his |her |local )?"
)
RECEIVED = re.compile(
    r"(?P<house>\b(?:[Tt]he )?(?:[A-Z][\w’'-]+ )*(?:[Hh]ospital|[Cc]linic|[Mm]orgue|Red (?:Cross|Crescent)|[Nn]avy|"
    r"[Aa]mbulance service|[Cc]oast ?[Gg]uard|[Ff]ire (?:[Bb]rigade|[Ss]ervice))(?: (?:of|in|at) [A-Z]\w+)?) "
    r"(?:has |have |had )?(?:received|treated|admitted|taken in|registered|recovered|retrieved) $"
)
GOES_ON = re.compile(r"^(?:[A-Z][^.]*?, )?(?:it|they)\b", re.IGNORECASE)
GIVES = re.compile(
    r"(?:^|\n|[.!?] )(?P<house>(?:The|[A-Z])[\w’' -]+?) (?:gives|lists|counts|has counted|publishes|keeps count of) "
    r"the (?:dead|deaths|toll|figures|numbers|losses|wounded)\b[^.\n]*\. [^.\n]*$"
)
TOGETHER = re.compile(
    r"^(?:[Bb]oth )?(?P<one>(?:(?! and |,).)+) and (?:to |by |from )?(?P<other>(?:(?! and |,).)+)$"
)  # "the harbour police and the clinic"
AS_TOLD = re.compile(
    r",? as (?P<other>[^,.;\n]+?) (?:(?:had |has |have )?(?:said|reported|announced|confirmed|put it)|ha(?:s|ve) it)\b"
)  # "nine were killed on Monday, as police had reported"
HEADLINED = re.compile(r", (?P<other>[^,.;\n]+?) (?:says?|said|reports?|confirms?)$", re.MULTILINE)
LIKEWISE = re.compile(r"[,;]? (?:and so|as) (?:did|does|do|has|have) (?P<other>[^,.;\n]+)")  # who else says the same
CLAUSE_ENDS = re.compile(r"[.;](?=\s)|\n")
ALL_SAY = re.compile(r"^(?:they )?both(?: of them)?$", re.IGNORECASE)
PAIR = re.compile(
    r"(?:(?:^|(?<=[.\n] ))(?:Neither |Both )?|neither |both )(?P<one>[^,.\n]+?) (?:nor|and) (?P<other>[^,.\n]+?) "
    r"(?:has|have|had|says?|said|stands?|gives?|gave|keeps?|kept|confirm|confirmed|puts?|counts?|counted)\b",
    re.MULTILINE,
)  # "neither the agency nor the office has changed its count"
PAIR_REACH = 300  # characters before a "both"
ANONYMOUS = re.compile(r"anonymity|not (?:to be|authori[sz]ed|allowed|permitted) |declined to be (?:named|identified)")
PART = re.compile(r"^the (?P<head>department|ministry|agency|authority|commission|office)$", re.IGNORECASE)


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
    if statement is None and (house := received_by(figure) or given_by(figure) or held_by(figure)) is not None:
        return Voice(house, "body", (*voice.chain, house), True)
    if statement is None and (said := told_after(figure, agency)) is not None:
        return said
    before = goes_on_from(figure) if statement is None else None
    return voice if before is None else voice_in(figure.book.report, before, agency)


def voices_of(figure: FigureView, agency: str | None = None) -> tuple[Voice, ...]:
    """Whose figure it is, each of several who say it together: "police and the clinic said nine were hurt"."""
    first = voice_of(figure, agency)
    both = together(figure, agency)
    if len(both) < 2:
        found: tuple[Voice, ...] = (first,)
    elif source_words(figure).lower().startswith(("both", "they both")) or is_all_of(first, both):
        found = both
    else:
        found = (first, *(v for v in both if not is_told(v, first)))
    return (*found, *(one for one in likewise(figure, agency) if not any(is_told(one, other) for other in found)))


def told_after(figure: FigureView, agency: str | None) -> Voice | None:
    """Whom a report names after a count as the one who told it, no other count between: ", as police had reported", in
    a headline ", police say"."""
    return next(named_after(HEADLINED if is_in_headline(figure) else AS_TOLD, figure, agency), None)


def is_in_headline(figure: FigureView) -> bool:
    report = figure.book.report
    return datelines.is_in_headline(figure.item.span.start, report.text, report.title)


def is_all_of(voice: Voice, both: Iterable[Voice]) -> bool:
    """Whether a voice is two taken for one: "the harbour police and the clinic"."""
    return all(name_words(one.name) < name_words(voice.name) for one in both)


def source_words(figure: FigureView) -> str:
    """The words that tell who says a figure."""
    statement = told_in(figure)
    return statement.item.source[0].text if statement and statement.item.source else ""


def likewise(figure: FigureView, agency: str | None) -> Iterator[Voice]:
    """Who is told after a figure to say the same: "as does the mayor", "and so did the clinic"."""
    return named_after(LIKEWISE, figure, agency)


def named_after(pattern: re.Pattern[str], figure: FigureView, agency: str | None) -> Iterator[Voice]:
    """Whom the rest of a figure's sentence names in a pattern, where no other count of the same stands between."""
    book, span = figure.book, figure.item.span
    stop = CLAUSE_ENDS.search(book.text, span.end)
    found = pattern.search(book.text, span.end, stop.start() if stop else len(book.text))
    if found is None or any(span.end < one.item.span.start < found.start() for one in others_of(figure)):
        return
    who = Span(*found.span("other"), found["other"])
    press = own_voice(book.report, agency or book.report.agency)
    voice = voice_of_body(book, entity_at(book, who.start, who.end), who, press)
    yield replace(voice, chain=(*press.chain, *voice.chain))


def others_of(figure: FigureView) -> Iterator[FigureView]:
    """The other counts of the same measure in a report."""
    return (one for one in figure.book.figures if one.measure == figure.measure and one.item.id != figure.item.id)


def is_told(voice: Voice, first: Voice) -> bool:
    return name_words(voice.name) == name_words(first.name)


def together(figure: FigureView, agency: str | None) -> tuple[Voice, ...]:
    """The two who say a figure together; nobody where one says it alone."""
    statement = told_in(figure)
    if statement is None or not statement.item.source:
        return ()
    book, source, cue = figure.book, statement.item.source[0], statement.item.cue
    all_say = ALL_SAY.match(source.text)
    goes_on = all_say and cue and cue[0].start > source.end  # "both he and the mayor said"
    joint = TOGETHER.search(book.text[source.start : cue[0].start].strip() if goes_on else source.text)
    if joint is None:
        return named_together(figure, source.start, agency) if all_say else ()
    press = own_voice(book.report, agency or book.report.agency)
    found = []
    for name in ("one", "other"):
        span = Span(source.start + joint.start(name), source.start + joint.end(name), joint[name])
        speaker = entity_at(book, span.start, span.end)
        before = statement_before(statement) if span.text.lower() in PRONOUNS else None
        if before is not None and (voice := source_of(before, press)) is not None:
            found.append(voice)
        elif (
            names_body(joint[name])
            or is_acronym(joint[name])
            or (speaker is not None and speaker.type in (*BODIES, "person"))
        ):
            found.append(voice_of_body(book, speaker, span, press))
    return tuple(found)


def is_acronym(phrase: str) -> bool:
    """Whether a phrase is the short name of a body: "the SNAI"."""
    name = bare(phrase)
    return len(name) > 1 and name.isalpha() and name.isupper()


def named_together(figure: FigureView, at: int, agency: str | None) -> tuple[Voice, ...]:
    """The two that were last named together before a "both": "neither the agency nor the office has changed its
    count"."""
    book = figure.book
    found = list(PAIR.finditer(book.text, max(0, at - PAIR_REACH), at))
    if not found:
        return ()
    press = own_voice(book.report, agency or book.report.agency)
    spans = [Span(*found[-1].span(name), found[-1][name]) for name in ("one", "other")]
    return tuple(voice_of_body(book, entity_at(book, span.start, span.end), span, press) for span in spans)


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


def received_by(figure: FigureView) -> str | None:
    """The hospital or morgue that is told to have taken in those counted: "the clinic has received 61 wounded"."""
    book, start = figure.book, figure.item.span.start
    found = RECEIVED.search(book.text, max(0, start - NEAR), start)
    entity = entity_at(book, found.start("house"), found.end("house")) if found else None
    if found is None:
        return None
    return bare(entity.name if entity is not None and not is_described(entity.name) else found["house"])


def held_by(figure: FigureView) -> str | None:
    """The police or army that has made the arrests which a report counts in its own voice."""
    if figure.measure != "detained" or figure.event is None:
        return None
    doers = [one.entity for one in figure.event.actors if one.entity and one.entity.type in BODIES]
    return whole_of(doers[0].name) if doers and not is_described(doers[0].name) else None


def goes_on_from(figure: FigureView) -> StatementView | None:
    """The statement that fills the sentence before a count of people harmed, where its speaker comes last: "Two more
    bodies were found, the fire brigade said. Fifteen people were killed"."""
    if figure.measure not in GOING_ON:
        return None
    book, start = figure.book, figure.item.span.start
    paragraph = book.text.rfind("\n", 0, start) + 1
    opens = book.text.rfind(". ", paragraph, start) + 2
    if opens < paragraph + 2 or book.text.count(". ", paragraph, opens) > 1:
        return None
    ended = [
        one for one in book.statements
        if one.item.kind == "indirect" and one.item.cue and one.item.content and paragraph <= one.item.content[0].start
        and one.item.content[0].start < one.item.cue[0].start < opens
    ]  # fmt: skip
    return ended[0] if len(ended) == 1 and ended[0].item.content[0].start - paragraph < OPENING else None


def given_by(figure: FigureView) -> str | None:
    """The body of which the sentence before says that it gives the count: "The ministry gives the deaths by quay."."""
    start = figure.item.span.start
    found = GIVES.search(figure.book.text, max(0, start - NEAR), start)
    return bare(found["house"]) if found is not None and names_body_or_part(found["house"]) else None


def names_body_or_part(phrase: str) -> bool:
    return names_body(phrase) or PART.match(f"the {phrase.split()[-1]}") is not None


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
    if statement.item.source and set(statement.item.source[0].text.lower().split()[:1]) & OURS and is_own(statement):
        return None
    source = next((span for span in statement.item.source if span.text.lower() not in PRONOUNS), None)
    if speaker is not None and (is_press(speaker, press) or (source is None and is_dateline(speaker))):
        speaker = None
    if speaker is not None and is_another(speaker, source):
        speaker = None
    if speaker is None and source is None and (whose := subject_of_relative(statement)) is not None:
        return voice_of_body(book, whose[0], whose[1], press)
    if speaker is None and source is None:
        before = statement_before(statement) if statement.item.source else None
        return source_of(before, press) if before else None
    if source is not None and (whole := named_before(book, source, speaker)) is not None:
        return Voice(whole, "body", (whole,), is_official(whole, None))
    if source is not None and is_anonymous(statement, source):
        name = f"{possessive(press.name)} {nameless(source.text)}"
        return Voice(name, "unnamed", (name,), is_official(name, speaker))
    said_by = bare(speaker.name if speaker and not is_described(speaker.name) else source.text if source else "")
    body = body_of(book, speaker, source) or body_gone_on_with(statement) or office_told_before(statement)
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


def subject_of_relative(statement: StatementView) -> tuple[Entity, Span] | None:
    """The body with which a sentence opens whose relative clause tells something: "police run a desk, which has
    registered 12 people as missing"."""
    source = statement.item.source[0] if statement.item.source else None
    if source is None or source.text.lower() not in ("which", "who"):
        return None
    text = statement.book.text
    start = max(text.rfind("\n", 0, source.start), text.rfind(". ", 0, source.start) + 1) + 1
    told = [(span, one) for one in statement.book.entities if one.type in BODIES for span in one.mentions]
    opening = [(span, one) for span, one in told if start <= span.start <= start + len("The ")]
    return (opening[0][1], opening[0][0]) if opening else None


def is_anonymous(statement: StatementView, source: Span) -> bool:
    """Whether somebody who speaks of a body is said not to want to be named, and so speaks for nobody."""
    ends = [span.start for span in statement.item.cue if span.start >= source.end]
    text = statement.book.text
    told = ANONYMOUS.search(text, source.start, min(ends, default=source.end))
    return told is not None


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


def office_told_before(statement: StatementView) -> str | None:
    """The body of whoever the paragraph before quotes by an office alone, where somebody speaks next by name alone:
    "..., the director of the clinic said. "We have 17 bodies," Dr. Ada Quill told the Post"."""
    speaker, book = statement.speaker, statement.book
    source = statement.item.source[0] if statement.item.source else None
    if source is None or speaker is None or not is_person(speaker) or len(bare(speaker.name).split()) < NAMED:
        return None
    if any(one.item.subject == speaker.id for one in book.facts) or source.start != speaker.mentions[0].start:
        return None
    before = statement_last_told(statement)
    office = before.speaker if before is not None else None
    if before is None or office is None or office.type != "person" or len(office.mentions) > 1:
        return None
    unnamed = is_described(office.name) and not is_indefinite(office.name)
    between = book.text[before.item.source[0].end : statement.item.content[0].start]
    if not unnamed or len(between.split("\n\n")) != len(("before", "after")) or book.text[source.end] == ",":
        return None
    return body_of(book, office, before.item.source[0])


def statement_last_told(statement: StatementView) -> StatementView | None:
    """The statement whose speaker is the last told of before another's words begin."""
    start = statement.item.content[0].start
    told = [one for one in statement.book.statements if one.item.source and one.item.source[0].end <= start]
    return max(told, key=lambda one: one.item.source[0].start, default=None)


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


def voice_of_body(book: RecordView, speaker: Entity | None, source: Span, press: Voice) -> Voice:
    """Somebody named in passing as a voice: the body, the person, else unnamed."""
    if body := body_of(book, speaker, source):
        return Voice(body, "body", (body,), is_official(body, speaker))
    if speaker is not None and is_person(speaker):
        return Voice(bare(speaker.name), "person", (bare(speaker.name),), speaker.sector in OFFICIAL)
    if is_acronym(source.text):
        return Voice(bare(source.text), "body", (bare(source.text),))
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


def is_official(name: str, speaker: Entity | None) -> bool:
    """Whether a voice is a government's, a hospital's or a police force's."""
    if speaker is not None and (speaker.sector in OFFICIAL or speaker.type == "government"):
        return True
    sectors = {found.sector for word in name.lower().split() if (found := bodies().get(word))}
    return bool(sectors & OFFICIAL) or (ruler_told(name) is not None)
