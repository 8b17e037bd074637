"""Many reports' background facts, side by side: who holds what since when, and where they disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from onrecord.model.records import FactStatus
from onrecord.model.span import Span
from onrecord.reconciling.offices import bare, name_words
from onrecord.reconciling.series import moment
from onrecord.reconciling.why import in_a_row, with_article

ONE_AT_A_TIME = frozenset(("controlled_by", "recognised_as", "majority", "age"))
OVER = frozenset(("former", "ended"))


@dataclass(frozen=True, slots=True)
class FactEntry:
    """A fact as one report gives it, with its voice; subject and object by the names that they have in all reports."""

    voice: str
    published: str | None
    subject: str
    relation: str
    object: str
    start: str | None = None
    end: str | None = None
    status: FactStatus | None = "current"
    report: str = ""
    span: Span | None = None
    chain: tuple[str, ...] = ()

    @property
    def time(self) -> datetime:
        return moment(self.published)


@dataclass(frozen=True, slots=True)
class ReconciledFact:
    """What several reports say of a subject: since and until when, whether it still holds, and who says so.

    disputed: of what can be one at a time another voice names another.
    """

    subject: str
    relation: str
    object: str
    start: str | None
    end: str | None
    status: FactStatus
    why: str
    independent_sources: int
    tellings: tuple[FactEntry, ...]

    @property
    def voices(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.voice for one in self.tellings))


def reconcile_facts(entries: Iterable[FactEntry]) -> tuple[ReconciledFact, ...]:
    """All that is told of each subject, over time and side by side; the order of the entries never matters.

    >>> told = [FactEntry("port authority", "2031-03-04", "Cove Fort", "controlled_by", "the army"),
    ...         FactEntry("Tidewater Front", "2031-03-05", "Cove Fort", "controlled_by", "the Front")]
    >>> [(one.object, one.status) for one in reconcile_facts(told)]
    [('army', 'disputed'), ('Front', 'disputed')]
    >>> reconcile_facts(told)[0].why
    'The port authority says army; Tidewater Front says Front.'
    """
    groups: dict[tuple[str, str], list[FactEntry]] = {}
    for entry in sorted(entries, key=lambda one: (one.time, one.report, one.span.start if one.span else 0, repr(one))):
        groups.setdefault((" ".join(sorted(name_words(entry.subject))), entry.relation), []).append(entry)
    return tuple(fact for _, told in sorted(groups.items()) for fact in of_subject(told))


def of_subject(told: Sequence[FactEntry]) -> list[ReconciledFact]:
    """What is told of one subject in one relation, each object once, in the order in which they were first told."""
    objects: dict[frozenset[str], list[FactEntry]] = {}
    for entry in told:
        objects.setdefault(name_words(entry.object), []).append(entry)
    facts = [merged(tellings) for tellings in objects.values()]
    if told[0].relation in ONE_AT_A_TIME:
        facts = one_at_a_time(facts)
    return facts


def merged(tellings: Sequence[FactEntry]) -> ReconciledFact:
    """One fact in all its tellings: dates as last given, the status as last told."""
    last = tellings[-1]
    status: FactStatus = next((one.status for one in reversed(tellings) if one.status), "current")
    voices = list(dict.fromkeys(one.voice for one in tellings))
    why = f"{in_a_row(map(with_article, voices))} {'say' if len(voices) > 1 else 'says'} so."
    return ReconciledFact(
        subject=last.subject,
        relation=last.relation,
        object=max((bare(one.object) for one in tellings), key=lambda name: (len(name), name)),
        start=next((one.start for one in reversed(tellings) if one.start), None),
        end=next((one.end for one in reversed(tellings) if one.end), None),
        status=status,
        why=upper(why),
        independent_sources=len(voices),
        tellings=tuple(tellings),
    )


def one_at_a_time(facts: Sequence[ReconciledFact]) -> list[ReconciledFact]:
    """Facts of which one holds at a time: what all who said it replaced is former, what others still say disputed."""
    lasting = [fact if fact.status in OVER or not is_replaced(fact, facts) else ended(fact) for fact in facts]
    standing = [fact for fact in lasting if fact.status not in OVER]
    if len(standing) < 2:
        return lasting
    sides = "; ".join(f"{in_a_row(map(with_article, one.voices))} {says(one)} {one.object}" for one in standing)
    return [replace(fact, status="disputed", why=upper(f"{sides}.")) if fact in standing else fact for fact in lasting]


def is_replaced(fact: ReconciledFact, others: Iterable[ReconciledFact]) -> bool:
    """Whether each voice that told a fact has told another since, or another is told to have begun since."""
    later = [one for other in others if other is not fact and other.status not in OVER for one in other.tellings]
    last = {one.voice: one.time for one in fact.tellings}
    newest = max(last.values())
    begun = any(one.start and moment(one.start) > newest for one in later)
    return begun or all(any(one.voice == voice and one.time > when for one in later) for voice, when in last.items())


def ended(fact: ReconciledFact) -> ReconciledFact:
    return replace(fact, status="former", why=f"{fact.why[:-1]}; another has since taken its place.")


def says(fact: ReconciledFact) -> str:
    return "say" if len(fact.voices) > 1 else "says"


def upper(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
