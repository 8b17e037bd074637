"""The entries of a series: who gave which figure when, and the bounds that its words allow."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import Literal

from onrecord.model.records import Precision
from onrecord.model.span import Span

Number = int | float
Standing = Literal["current", "superseded", "copy", "left_out"]
Status = Literal["single", "agreed", "range", "unresolved"]
KNOWN = 1000  # times of which is kept when they are: those of a story's reports come again and again
NEVER = datetime.min.replace(tzinfo=UTC)  # an undated report comes before all others: it can't be shown to be later


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure as one report gives it, with its voice.

    party: the voice is a party to the fighting and speaks of what it is blamed for.  denial: its voice denies it.
    restated: the voice is said to repeat itself.  out: it has no part in the series (another incident's, an earlier
    figure in "down from 38", a part without a population of its own).  official: a government's or a hospital's voice.
    """

    voice: str
    published: str | None
    value: Number | None
    low: Number | None
    high: Number | None
    precision: Precision
    report: str = ""
    span: Span | None = None
    chain: tuple[str, ...] = ()
    party: bool = False
    denial: bool = False
    feared: bool = False
    additional: bool = False
    restated: bool = False
    out: bool = False
    official: bool = False

    @property
    def time(self) -> datetime:
        return moment(self.published)

    @property
    def place(self) -> int:
        """Where it stands in its report."""
        return self.span.start if self.span else 0

    @property
    def is_confirmed(self) -> bool:
        return not (self.feared or self.denial)


@lru_cache(KNOWN)
def moment(published: str | None) -> datetime:
    """When a report counts as published: a day without an hour at its end.

    >>> moment("2031-03-04").isoformat(), moment("2031-03-04T09:30:00+02:00") < moment("2031-03-04T08:00:00Z")
    ('2031-03-04T23:59:59.999999+00:00', True)
    """
    if published is None:
        return NEVER
    when = datetime.fromisoformat(published)
    if "T" not in published and " " not in published:
        when = datetime.combine(when, time.max)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a figure's words allow: low and high as they are given out, least and most as they are compared."""

    value: Number | None
    low: Number | None
    high: Number | None
    least: float
    most: float

    @classmethod
    def of(cls, entry: Entry) -> Bounds:
        """An entry's bounds: without a low from 0, without a high without end, "about" n within a tenth of n.

        >>> about = Bounds.of(Entry("Harbour Wire", None, 30, None, None, "about"))
        >>> about.low, about.least, about.most
        (None, 27.0, 33.0)
        """
        value, low, high = entry.value, entry.low, entry.high
        if entry.denial:
            return cls(0, 0, 0, 0, 0)
        if entry.precision == "about" and value is not None and low is None and high is None:
            return cls(value, low, high, value * 9 / 10, value * 11 / 10)
        return cls.between(value, low, high)

    @classmethod
    def between(cls, value: Number | None, low: Number | None, high: Number | None) -> Bounds:
        """A low that is not given counts as 0, a high that is not as without end."""
        return cls(value, low, high, 0 if low is None else low, math.inf if high is None else high)

    def __add__(self, more: Bounds) -> Bounds:
        """The bounds of a figure and of what is added to it."""
        return Bounds(
            plus(self.value, more.value),
            plus(self.low, more.low),
            plus(self.high, more.high),
            self.least + more.least,
            self.most + more.most,
        )

    @property
    def told(self) -> tuple[Number | None, Number | None, float, float]:
        """What makes two figures of a voice the same."""
        return self.low, self.high, self.least, self.most

    def allow(self, number: float) -> bool:
        return self.least <= number <= self.most


def plus(one: Number | None, other: Number | None) -> Number | None:
    return None if one is None or other is None else one + other


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that a voice gave, with every telling of it, the first one first."""

    bounds: Bounds
    tellings: tuple[Entry, ...]
    before: Bounds | None = None  # what the same voice had given before it

    @property
    def first(self) -> Entry:
        return self.tellings[0]

    @property
    def voice(self) -> str:
        return self.first.voice

    @property
    def said(self) -> datetime:
        return self.first.time

    @property
    def value(self) -> Number | None:
        """The value, else the low bound."""
        return self.bounds.low if self.bounds.value is None else self.bounds.value

    def told_since(self, when: datetime) -> bool:
        """Whether the figure is told at a time or after it."""
        return any(one.time >= when for one in self.tellings)
