"""The desk: the day of publication, the times read so far in a report, and the words of the one being read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from onrecord.language.page import Page
from onrecord.model.records import TimeType
from onrecord.model.span import Span
from onrecord.reading.times.calendar import day_of, days_of
from onrecord.reading.times.tense import looks_ahead
from onrecord.reading.times.vocabulary import Token

DATELINE = 120  # characters in which a dateline ends
GRAIN = {"D": r"\d{4}-\d\d-\d\d.*", "W": r"\d{4}-(?:W\d\d|\d\d-\d\d).*", "WE": r"\d{4}-(?:W\d\d|\d\d-\d\d).*",
         "M": r"\d{4}-\d\d.*", "Q": r"\d{4}-Q[1-4]", "Y": r"\d{4}.*", "DE": r"\d{3}[\dX].*"}  # fmt: skip
GRAINS = {unit: re.compile(pattern) for unit, pattern in GRAIN.items()}


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression says: a TIMEX3 type and value, what it was resolved against, and whether the value covers
    only part of what it names (early May)."""

    type: TimeType
    value: str | None
    anchor: Span | str | None = None
    part: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A time read before: its value and span, and whether it may be the day of what is told next (not the day on which
    somebody spoke of it, nor the one since when something lasts)."""

    value: str
    span: Span
    scene: bool


@dataclass
class Desk:
    """What a reader of times knows: the page, its day and clock of publication, and the times read so far."""

    page: Page
    published: date | None
    clock: str | None
    dateline: Span | None = None
    seen: list[Seen] = field(default_factory=list)

    @classmethod
    def of(cls, page: Page) -> Desk:
        """The desk of a page; the day of publication is that of the offset given."""
        stamp = page.report.published or ""
        clock = re.match(r"\d{4}-\d\d-\d\dT(\d\d:\d\d)", stamp)
        day = day_of(stamp)
        return cls(page, day if day and 1000 <= day.year <= 9000 else None, clock[1] if clock else None)

    @property
    def issue(self) -> Span | str | None:
        """The day of publication as an anchor: the words of the dateline where nothing else tells it."""
        return self.dateline or (self.published.isoformat() if self.published else None)

    def note(self, reading: Reading, span: Span, scene: bool) -> None:
        """Keep a time for those that count from it; a whole date at the head of a report without one dates it."""
        if reading.value is None or reading.type not in ("DATE", "TIME") or reading.value.startswith("XXXX"):
            return
        self.seen.append(Seen(reading.value, span, scene))
        if self.published is None and reading.anchor is None and span.start < DATELINE:
            line = self.page.text[span.end : span.end + 3].lstrip()
            self.published = day_of(reading.value) if line[:1] in ("(", "-", "–", "—", "[") else None
            self.dateline = span if self.published else None

    def last(self, unit: str, scene: bool = False) -> Seen | None:
        """The last time read that is told to some unit or finer; with scene the last that something happened at."""
        grain = GRAINS.get(unit, GRAINS["D"])
        return next((s for s in reversed(self.seen) if grain.fullmatch(s.value) and (s.scene or not scene)), None)

    def told(self, unit: str) -> Seen | None:
        """The last time read that "that day" may take up: one told to the unit that does not hold today."""
        grain, today = GRAINS.get(unit, GRAINS["D"]), self.published
        for seen in reversed(self.seen):
            covered = days_of(seen.value) if grain.fullmatch(seen.value) else None
            if covered and not (today and covered[0] <= today <= covered[1]):
                return seen
        return None

    def anchor(self, unit: str) -> tuple[date, Span | str] | None:
        """The day that "the next day" counts from: that of the last time read, else the day of publication."""
        found = self.last(unit)
        covered = days_of(found.value) if found else None
        if found and covered:
            return covered[0], found.span
        return (self.published, self.issue or self.published.isoformat()) if self.published else None


@dataclass(frozen=True, slots=True)
class Expression:
    """The words of one time expression on a page."""

    rule: str
    tokens: Sequence[Token]
    desk: Desk
    before: str
    after: Token | None

    def value(self, category: str) -> Any:
        """The value of the first word that may be of a category; None where none may."""
        return next((token.meaning[category] for token in self.tokens if category in token.meaning), None)

    def values(self, category: str) -> list[Any]:
        """The values of all words that may be of a category."""
        return [token.meaning[category] for token in self.tokens if category in token.meaning]

    def has(self, *words: str) -> bool:
        """Whether one of some categories is among the words."""
        return any(word in token.meaning for token in self.tokens for word in words)

    @property
    def text(self) -> str:
        return self.desk.page.text[self.tokens[0].start : self.tokens[-1].end].lower()

    @property
    def ahead(self) -> bool | None:
        """Whether its clause is about what is to come."""
        start, end, after = self.tokens[0].start, self.tokens[-1].end, self.after
        possessive = after is not None and "quote" in after.meaning and after.start == end
        before = "in" if self.before == "for" and self.rule == "month" else self.before
        return looks_ahead(self.desk.page, start, end, before, possessive)
