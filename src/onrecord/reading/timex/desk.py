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
from onrecord.reading.timex.calendar import day_of, days_of
from onrecord.reading.timex.tense import looks_ahead
from onrecord.reading.timex.vocabulary import Token

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
    first: int = 0
    last: int | None = None


@dataclass
class Desk:
    """What a reader of times knows: the page, its day and clock of publication, and the times read so far."""

    page: Page
    published: date | None
    clock: str | None
    seen: list[tuple[str, Span]] = field(default_factory=list)

    @classmethod
    def of(cls, page: Page) -> Desk:
        """The desk of a page; the day of publication is that of the offset given."""
        stamp = page.report.published or ""
        clock = re.match(r"\d{4}-\d\d-\d\dT(\d\d:\d\d)", stamp)
        return cls(page, day_of(stamp), clock[1] if clock else None)

    @property
    def issue(self) -> str | None:
        """The day of publication as an anchor."""
        return self.published.isoformat() if self.published else None

    def last(self, unit: str) -> tuple[str, Span] | None:
        """The last time read that is told to some unit or finer, with its words."""
        grain = GRAINS.get(unit, GRAINS["D"])
        return next((seen for seen in reversed(self.seen) if grain.fullmatch(seen[0])), None)

    def anchor(self, unit: str) -> tuple[date, Span | str] | None:
        """The day that "the next day" counts from: that of the last time read, else the day of publication."""
        found = self.last(unit)
        covered = days_of(found[0]) if found else None
        if found and covered:
            return covered[0], found[1]
        return (self.published, self.published.isoformat()) if self.published else None


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
        return looks_ahead(self.desk.page, self.tokens[-1].start, self.before)
