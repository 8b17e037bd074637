"""When and where an event took place: the times and places that stand with its trigger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.language.page import Page
from onrecord.model.records import Event, Records, Statement, Time
from onrecord.model.span import Span
from onrecord.reading.clauses import Clauses
from onrecord.reading.participants import SPEECH

FAR = 9  # steps in the parse beyond which a time or place no longer tells when or where
SPEECH_REACH = 2  # an act of speech is dated by what hangs on its own verb
ANOTHER = 3  # what a step into another event's clause costs
APART = frozenset(
    "after before since until when while because as which who that where although though if unless".split()
)
PAST = timedelta(days=20)  # what ended longer ago is told as the past


@dataclass(frozen=True, slots=True)
class Mention:
    """A time or place where it is mentioned: its record's id, head word and span."""

    id: str
    head: int
    span: Span


@dataclass(frozen=True)
class Settings:
    """The times and places of a page by sentence, and the trigger heads of its events."""

    clauses: Clauses
    times: dict[int, list[Mention]]
    places: dict[int, list[Mention]]
    triggers: frozenset[int]
    statements: dict[str, Statement]
    reference: date | None
    by_time: dict[str, Time]

    @classmethod
    def of(cls, page: Page, records: Records) -> Settings:
        """The settings of a page."""
        dated = [(t.id, t.span) for t in records.times if t.type in ("DATE", "TIME") and t.start]
        placed = [(p.id, m) for p in records.places if not p.demonym for m in p.mentions]
        heads = (page.head(e.trigger.start, e.trigger.end) for e in records.events)
        return cls(
            Clauses(page),
            by_sentence(page, dated),
            by_sentence(page, placed),
            frozenset(h for h in heads if h is not None),
            {s.id: s for s in records.statements},
            reference_day(page, records.times),
            {t.id: t for t in records.times},
        )

    def time(self, event: Event, head: int) -> str | None:
        """The id of the time that an event's sentence gives it."""
        return self.nearest(event, head, self.times)

    def place(self, event: Event, head: int) -> str | None:
        """The id of the place that an event's sentence gives it."""
        return self.nearest(event, head, self.places)

    def nearest(self, event: Event, head: int, mentions: dict[int, list[Mention]]) -> str | None:
        """Of the mentions in an event's sentence the one that hangs closest to its trigger."""
        page = self.clauses.page
        told = self.statements.get(event.attribution or "")
        reach = SPEECH_REACH if event.type in SPEECH else FAR
        best: tuple[int, int, str] | None = None
        for mention in mentions.get(page.words[head].sentence, ()):
            if told is not None and not within(told, mention.span) and within(told, event.trigger):
                continue
            if mentions is self.places and not self.locates(mention, event):
                continue
            cost = self.distance(head, mention.head)
            if cost <= reach and (best is None or (cost, abs(mention.head - head)) < best[:2]):
                best = (cost, abs(mention.head - head), mention.id)
        return None if best is None else best[2]

    def locates(self, mention: Mention, event: Event) -> bool:
        """Whether a place is where something is, and no party by itself ("Paris refused")."""
        words = self.clauses.page.words
        if words[mention.head].relation in ("nsubj", "obj") and self.clauses.preposition(mention.head) is None:
            return event.type not in SPEECH and words[mention.head].relation == "obj"
        return True

    def distance(self, head: int, mention: int) -> int:
        """The steps in the parse from a trigger to a mention; those through other events or apart clauses count for more."""
        page = self.clauses.page
        down = [mention, *page.governors(mention)]
        up = [head, *page.governors(head)]
        depth = {n: i for i, n in enumerate(up)}
        for steps, number in enumerate(down):
            if number in depth:
                cost = steps + depth[number]
                crossed = [n for n in down[:steps] if n != head] + up[: depth[number]]
                cost += ANOTHER * sum(n in self.triggers for n in down[1:steps] if n != head)
                return cost + ANOTHER * sum(self.apart(n) for n in crossed if n != mention)
        return FAR + 1

    def apart(self, number: int) -> bool:
        """Whether a clause stands apart from the one above it in time: it opens with "after", "since", "who" or their like."""
        page = self.clauses.page
        if page.words[number].relation not in ("advcl", "acl", "ccomp", "parataxis"):
            return False
        return any(page.words[n].text.lower() in APART and n < number for n in page.children[number])

    def is_past(self, time: str | None) -> bool:
        """Whether a time ended long enough before the report for what it dates to be told as the past."""
        end = self.by_time[time].end if time is not None else None
        return end is not None and self.reference is not None and date.fromisoformat(end[:10]) < self.reference - PAST


def within(statement: Statement, span: Span) -> bool:
    return any(part.holds(span) for part in statement.content)


def by_sentence(page: Page, spans: Iterable[tuple[str, Span]]) -> dict[int, list[Mention]]:
    """Mentions by the number of their sentence."""
    out: dict[int, list[Mention]] = {}
    for ident, span in spans:
        head = page.head(span.start, span.end)
        if head is not None:
            out.setdefault(page.words[head].sentence, []).append(Mention(ident, head, span))
    return out


def reference_day(page: Page, times: Iterable[Time]) -> date | None:
    """The day of the report: that of its publication, else the first whole day it names."""
    days = [page.report.published, *(t.start for t in times if t.start and t.start == t.end)]
    return next((date.fromisoformat(day[:10]) for day in days if day), None)
