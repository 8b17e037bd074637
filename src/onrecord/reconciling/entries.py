"""Figures of many reports, which count the same of one incident, as the entries of a series; facts likewise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from onrecord.model.records import Entity
from onrecord.model.span import Span
from onrecord.model.view import FactView, FigureView
from onrecord.reconciling.facts import FactEntry
from onrecord.reconciling.offices import BODIES, bare, name_words
from onrecord.reconciling.same_voices import name_in_all, same_names, short_names
from onrecord.reconciling.series import Entry
from onrecord.reconciling.voices import Voice, is_in_headline, others_of, voice_in, voices_of

HARM = frozenset(("ASSAULT", "COERCE"))  # events that somebody is to blame for
BLAMED = frozenset(("alleged", "claimed", "denied"))  # of a happening, whatever event the figure stands with
DWINDLING = frozenset(("detained", "abducted", "injured"))  # of whom some go free or home
CLAIMED = frozenset(("controlled_by", "recognised_as"))  # what somebody denies, and not told by the way as roles are
DENYING = frozenset(("deny", "reject"))
UP_FROM = re.compile(r",? (?:up )?from ")  # between a count and what was counted before
LEAVING = re.compile(r"\b(?:leaving|not) $")
REMAIN = re.compile(r"\s+(?:(?!and |were |was )[^\s,.;]+ ){0,6}?(?:still )?(?:remain|(?:are|were|is|was) still)")
SEVERITY = re.compile(r"\b(?:serious|critical|severe|bad|grave|slight|minor|light)(?:ly)?\b")
OF_THE_WOUNDED = re.compile(r"\bof (?:the|those) (?:wounded|injured|hurt)\b")
WOUNDED_BEFORE = re.compile(r"\s+(?:who (?:was|were|had been) )?(?:\w+ly )?(?:wounded|injured|hurt)\b")
CLAUSE_ENDS = re.compile(r"[.;,\n]| while | and ")
SEVERITY_REACH = 60  # characters behind a count of the injured within which their severity is told
NONE: Mapping[str, str] = MappingProxyType({})


def entries_of(figures: Iterable[FigureView], agencies: Mapping[str, str] = NONE) -> list[Entry]:
    """The series of figures of one incident, measure and population, each with its voice.

    agencies: by report id the agency whose copy a report is found to be, where the report doesn't say.
    """
    figures = list(figures)
    told = [(one, voice) for one in figures for voice in voices_of(one, agencies.get(one.book.report.id))]
    texts = {one.book.report.id: one.book.text for one in figures}
    names = same_names((voice for _, voice in told), short_names(texts.values()))
    blamed = frozenset(name_words(name) for figure in figures for name in blamed_for(figure))
    parts = [*by_severity(figures), *of_the_wounded(figures), *told_below(figures)]
    return [entry_of(figure, voice, name_in_all(voice, names), blamed, figure in parts) for figure, voice in told]


def by_severity(figures: Iterable[FigureView]) -> list[FigureView]:
    """The counts of the injured that are parts: those of one severity, where their report counts others beside them
    ("four people were seriously injured while 20 others were slightly hurt")."""
    told: dict[str, list[FigureView]] = {}
    for figure in figures:
        if figure.item.measure == "injured":
            told.setdefault(figure.book.report.id, []).append(figure)
    return [one for some in told.values() if len({one.item.low for one in some}) > 1 for one in some if is_graded(one)]


def of_the_wounded(figures: Iterable[FigureView]) -> list[FigureView]:
    """The counts of those who died of their wounds, where their report counts all the dead beside them ("the dead have
    risen to 31, she said, after five of the wounded died")."""
    dead = [one for one in figures if one.item.measure == "killed"]
    found = [one for one in dead if is_of_the_wounded(one.book.text, one.item.span)]
    return [one for one in found if any(other not in found and same_report(one, other) for other in dead)]


def told_below(figures: Iterable[FigureView]) -> list[FigureView]:
    """The counts of a headline, which is no voice beside the text where that counts the same."""
    counted = [one for one in figures if not is_left_out(one)]
    above = [one for one in counted if is_in_headline(one)]
    return [one for one in above if any(other not in above and same_report(one, other) for other in counted)]


def is_of_the_wounded(text: str, span: Span) -> bool:
    """Whether a count of the dead says that they were wounded first: "of the wounded", "two men hurt in the raid"."""
    return bool(OF_THE_WOUNDED.search(text, span.start, span.end + 20) or WOUNDED_BEFORE.match(text, span.end))


def same_report(one: FigureView, other: FigureView) -> bool:
    return one.book.report.id == other.book.report.id


def is_graded(figure: FigureView) -> bool:
    """Whether a count of the injured says how badly they are hurt."""
    end = figure.item.span.end
    clause = CLAUSE_ENDS.split(figure.book.text[end : end + SEVERITY_REACH])[0]
    return SEVERITY.search(clause) is not None


def entry_of(figure: FigureView, voice: Voice, name: str, blamed: frozenset[frozenset[str]], part: bool) -> Entry:
    """One figure as an entry under its voice's name; out of the series where it is a part of another."""
    item, report = figure.item, figure.book.report
    none = item.value == 0 and item.measure != "missing" and voice.kind == "body"  # "no one was hurt, the army said"
    denied = item.status == "denied" or none
    return Entry(
        voice=name,
        published=report.published,
        value=item.value,
        low=item.low,
        high=item.high,
        precision=item.precision,
        report=report.id,
        span=item.span,
        chain=(*voice.chain[:-1], name),
        party=voice.kind == "body" and is_blamed(name, blamed),
        denial=denied,
        feared=item.status == "feared",
        additional=item.change == "additional",
        out=part or is_left_out(figure),
        official=voice.official,
    )


def is_left_out(figure: FigureView) -> bool:
    """Whether a figure has no part in a series: what another came from, a count denied by its own voice, a part
    that names no population of its own."""
    item, whole = figure.item, figure.part_of
    if item.change == "down_from" or (item.status == "denied" and bool(item.value)):
        return True
    if is_remainder(figure) or has_risen(figure):
        return True
    if whole is None or (whole.item.measure == "other" != item.measure):
        return False  # of 40 aboard nine died: that is the toll
    own, of_whole = item.population, whole.item.population
    return own is None or (of_whole is not None and own.label == of_whole.label)


def has_risen(figure: FigureView) -> bool:
    """Whether a figure is what the one before it has risen from: "rose to 31 from 28", "was 31, up from 28"."""
    start, text = figure.item.span.start, figure.book.text
    return any(UP_FROM.fullmatch(text, one.item.span.end, start) for one in others_of(figure))


def is_remainder(figure: FigureView) -> bool:
    """Whether a figure counts who is left of a total ("thirty remain in custody", not "thirty remain missing"), or
    what is not so ("38 pupils, not 40")."""
    if LEAVING.search(figure.book.text, 0, figure.item.span.start):
        return True
    return figure.item.measure in DWINDLING and REMAIN.match(figure.book.text, figure.item.span.end) is not None


def blamed_for(figure: FigureView) -> Iterable[str]:
    """The bodies that are said to have done what a figure counts."""
    event, book = figure.event, figure.book
    if event is None or event.type not in HARM:
        return ()
    doers = [one.entity for one in event.actors]
    told = (one.item.perpetrators for one in book.incidents if figure.item.id in one.item.figures)
    doers += [book.entity(one.entity) for some in told for one in some if one.certainty in BLAMED]
    return (bare(one.name) for one in doers if one and one.type in BODIES)


def is_blamed(name: str, blamed: frozenset[frozenset[str]]) -> bool:
    """Whether a voice's name is that of one who is blamed, or short for it."""
    own = name_words(name)
    return any(own <= other or other <= own for other in blamed)


Persons = Mapping[tuple[str, str], str]
NOBODY: Persons = MappingProxyType({})


def facts_of(
    facts: Iterable[FactView], agencies: Mapping[str, str] = NONE, persons: Persons = NOBODY
) -> list[FactEntry]:
    """Background facts of many reports as entries, each with its voice.

    persons: by a report's and an entity's id who it is, where it goes by other names elsewhere.
    """
    facts = [one for one in facts if not (one.statement and one.statement.item.negated)]  # nobody said so
    voices = [voice_in(one.book.report, one.statement, agencies.get(one.book.report.id)) for one in facts]
    names = same_names(voices)
    return [fact_of(one, voice, name_in_all(voice, names), persons) for one, voice in zip(facts, voices, strict=True)]


def fact_of(fact: FactView, voice: Voice, name: str, persons: Persons) -> FactEntry:
    """One fact as an entry under its voice's name."""
    item, report, said = fact.item, fact.book.report, fact.statement
    thing = fact.book.entity(item.object.entity)

    def called(entity: Entity) -> str:
        return bare(persons.get((report.id, entity.id), entity.name))

    return FactEntry(
        voice=name,
        published=report.published,
        subject=called(fact.subject) if fact.subject else "",
        relation=item.relation,
        object=called(thing) if thing else bare(item.object.text),
        start=item.start,
        end=item.end,
        status=item.status,
        report=report.id,
        span=item.span,
        chain=(*voice.chain[:-1], name),
        denied=item.relation in CLAIMED and said is not None and said.item.act in DENYING,
    )
