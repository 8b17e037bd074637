"""Many reports' background facts, side by side: who holds what since when, and where they disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from onrecord.model.records import FactStatus
from onrecord.model.span import Span
from onrecord.reconciling.offices import OF_WHAT, bare, name_words
from onrecord.reconciling.same_voices import fullest
from onrecord.reconciling.series import moment
from onrecord.reconciling.why import in_a_row, with_article

ONE_AT_A_TIME = frozenset(("controlled_by", "recognised_as", "majority", "age"))
OVER = frozenset(("former", "ended"))


@dataclass(frozen=True, slots=True)
class FactEntry:
    """A fact as one report gives it, with its voice; subject and object by the names that they have in all reports.

    denied: the voice says that it is not so.
    """

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
    denied: bool = False

    @property
    def time(self) -> datetime:
        return moment(self.published)


@dataclass(frozen=True, slots=True)
class ReconciledFact:
    """What several reports say of a subject: since and until when, whether it still holds, and who says so.

    disputed: a voice denies it, or of what can be one at a time another voice names another.
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
    def said(self) -> tuple[FactEntry, ...]:
        """Those who say that it is so."""
        return tuple(one for one in self.tellings if not one.denied)

    @property
    def voices(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.voice for one in self.said))

    @property
    def denying(self) -> tuple[str, ...]:
        """The voices that at last say that it is not so."""
        last = {one.voice: one for one in self.tellings}
        return tuple(voice for voice, one in last.items() if one.denied)


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
    names = sorted({bare(one.object) for one in told})
    full = fullest_role if told[0].relation == "role" else fullest
    objects: dict[frozenset[str], list[FactEntry]] = {}
    for entry in told:
        objects.setdefault(name_words(full(bare(entry.object), names)), []).append(entry)
    facts = [merged(tellings) for tellings in objects.values()]
    if told[0].relation in ONE_AT_A_TIME:
        facts = one_at_a_time(facts)
    return facts


def fullest_role(name: str, names: Sequence[str]) -> str:
    """The one role that says more of the same: of "governor" the "governor of Munster", of a "minister" no "prime
    minister"."""
    longer = [one for one in names if OF_WHAT.split(one, maxsplit=1)[0].lower() == name.lower() != one.lower()]
    return longer[0] if len(longer) == 1 else name


def merged(tellings: Sequence[FactEntry]) -> ReconciledFact:
    """One fact in all its tellings: dates as last given, the status as last told; disputed while a voice denies it."""
    told = [one for one in tellings if not one.denied] or tellings
    fact = ReconciledFact(
        subject=tellings[-1].subject,
        relation=tellings[-1].relation,
        object=max((bare(one.object) for one in tellings), key=lambda name: (len(name), name)),
        start=next((one.start for one in reversed(told) if one.start), None),
        end=next((one.end for one in reversed(told) if one.end), None),
        status=next((one.status for one in reversed(told) if one.status), "current"),
        why="",
        independent_sources=len({one.voice for one in tellings if not one.denied}),
        tellings=tuple(tellings),
    )
    disputed = bool(fact.denying) and fact.status not in OVER
    return replace(fact, status="disputed" if disputed else fact.status, why=sentence(sides(fact, "so", "it")))


def sides(fact: ReconciledFact, so: str, it: str) -> list[str]:
    """Who says a fact, and who denies it."""
    return [*row(fact.voices, "say", "says", so), *row(fact.denying, "deny", "denies", it)]


def row(voices: Sequence[str], many: str, one: str, what: str) -> list[str]:
    """Who says what: "the port authority and Ada Quill say army"; nothing where nobody does."""
    return [f"{in_a_row(map(with_article, voices))} {many if len(voices) > 1 else one} {what}"] if voices else []


def one_at_a_time(facts: Sequence[ReconciledFact]) -> list[ReconciledFact]:
    """Facts of which one holds at a time: what all who said it replaced is former, what others still say disputed."""
    lasting = [fact if fact.status in OVER or not is_replaced(fact, facts) else ended(fact) for fact in facts]
    standing = [fact for fact in lasting if fact.status not in OVER and fact.said]
    if len(standing) < 2:
        return lasting
    why = sentence([side for one in standing for side in sides(one, one.object, one.object)])
    return [replace(fact, status="disputed", why=why) if fact in standing else fact for fact in lasting]


def is_replaced(fact: ReconciledFact, others: Iterable[ReconciledFact]) -> bool:
    """Whether each voice that told a fact has told another since, or another is told to have begun since."""
    later = [one for other in others if other is not fact and other.status not in OVER for one in other.said]
    last = {one.voice: one.time for one in fact.said}
    if not last:
        return False
    begun = any(one.start and moment(one.start) > max(last.values()) for one in later)
    return begun or all(any(one.voice == voice and one.time > when for one in later) for voice, when in last.items())


def ended(fact: ReconciledFact) -> ReconciledFact:
    return replace(fact, status="former", why=f"{fact.why[:-1]}; another has since taken its place.")


def sentence(parts: Sequence[str]) -> str:
    told = "; ".join(parts)
    return f"{told[0].upper()}{told[1:]}."
