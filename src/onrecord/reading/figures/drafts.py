"""A figure on its way: what has been read of a number so far."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.language.page import Page
from onrecord.model.records import FigureStatus, Measure, Population
from onrecord.reading.figures.numbers import Quantity
from onrecord.reading.figures.populations import Counted

HARM: frozenset[str] = frozenset("killed injured missing detained abducted displaced besieged affected".split())


@dataclass
class Draft:
    """A number with what it counts and measures; `whole` is the number of the draft that it is part of."""

    quantity: Quantity
    counted: Counted
    measure: Measure = "other"
    own_measure: bool = False
    by: int | None = None
    unit: str | None = None
    population: Population | None = None
    whole: int | None = None
    summed: bool = False  # part of a whole that its parts add up to
    down: bool = False
    stray: bool = False  # a "one" that nothing measures
    status: FigureStatus = "confirmed"
    first: int = -1
    last: int = -1

    def start(self) -> int:
        """The first word of its span."""
        return self.first if self.first >= 0 else self.quantity.first

    def end(self) -> int:
        """The last word of its span."""
        return self.last if self.last >= 0 else max(self.quantity.last, self.counted.last)

    def noun(self, page: Page) -> str | None:
        """The dictionary form of the noun it counts."""
        return None if self.counted.noun is None else page.words[self.counted.noun].lemma
