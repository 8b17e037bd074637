"""How many rows of a list have each value of a facet, under whatever is chosen.

The facets of a list are looked up once for many questions.  For each value the rows that have it stand side by side in
an array, so that a question is a few sums over arrays.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from onrecord.store.lists import condition

VALUES = 12  # of a facet, those that most rows have
MONTHS = 18  # months that are offered one by one; more are offered as years
MONTH, YEAR = 7, 4  # characters of a date
Counts = list[tuple[str, int]]
Numbers = npt.NDArray[np.int64]
Rows = npt.NDArray[np.bool_]  # for each row of a list whether it is meant


@dataclass(frozen=True, slots=True, eq=False)
class Facet:
    """The values of a facet in their order, and the rows that have the first, the second and so on."""

    values: list[str]
    starts: Numbers  # where the rows of each value begin, and where those of the last end
    places: Numbers  # of the rows, in the list

    def having(self, first: str, end: str) -> Numbers:
        """The rows that have a value from the first on and before the end."""
        begin, after = (self.starts[bisect_left(self.values, value)] for value in (first, end))
        return self.places[begin:after]

    def counted(self, rows: Rows) -> Numbers:
        """For each value how many of some rows have it."""
        sums = np.concatenate(([0], np.cumsum(rows[self.places])))
        return np.diff(sums[self.starts])

    def most(self, rows: Rows) -> Counts:
        """The values that most of some rows have."""
        counts = self.counted(rows)
        first = np.argsort(-counts, kind="stable")[:VALUES]
        return [(self.values[at], int(counts[at])) for at in first if counts[at]]

    def last(self, rows: Rows) -> Counts:
        """The values that some rows have, the last first."""
        counts = self.counted(rows)
        return [(self.values[at], int(counts[at])) for at in np.flatnonzero(counts)[::-1]]

    def cut(self, length: int) -> Facet:
        """The facet with the first characters of each value in its stead; a row has each once."""
        parts = sorted({value[:length] for value in self.values})
        which = [bisect_left(parts, value[:length]) for value in self.values]
        span = int(self.places.max(initial=0)) + 1
        pairs = np.unique(np.repeat(which, np.diff(self.starts)).astype(np.int64) * span + self.places)
        return Facet(parts, np.searchsorted(pairs, np.arange(len(parts) + 1) * span), pairs % span)


NONE = Facet([], np.zeros(1, np.int64), np.zeros(0, np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class Facets:
    """The facets of a list, as they were when they were looked up."""

    numbers: Numbers  # of the rows that have any
    facets: Mapping[str, Facet]
    months: Facet
    years: Facet

    def counts(
        self, names: Iterable[str], chosen: Mapping[str, str], among: Numbers | None = None
    ) -> dict[str, Counts]:
        """For each facet its values with the number of rows that have them, under what is chosen of the others, and
        among rows of some numbers."""
        found = self.chosen(chosen, among)
        return {
            name: self.count(name, self.chosen(without(chosen, name), among) if name in chosen else found)
            for name in names
        }

    def count(self, name: str, rows: Rows) -> Counts:
        """The values that most of some rows have; of dates the last months, the years where these are many."""
        if name != "date":
            return self.facets.get(name, NONE).most(rows)
        months = self.months.last(rows)
        return months if len(months) <= MONTHS else self.years.last(rows)[:MONTHS]

    def chosen(self, chosen: Mapping[str, str], among: Numbers | None) -> Rows:
        """The rows that have the values that are chosen; a date is a year, a month or a day."""
        found = np.ones(len(self.numbers), np.bool_) if among is None else np.isin(self.numbers, among)
        for name, value in chosen.items():
            has = np.zeros(len(self.numbers), np.bool_)
            has[self.facets.get(name, NONE).having(value, value + ("~" if name == "date" else "\0"))] = True
            found &= has
        return found


def without(chosen: Mapping[str, str], name: str) -> dict[str, str]:
    """What is chosen of other facets."""
    return {other: value for other, value in chosen.items() if other != name}


def facets_of(connection: sa.Connection, kind: str) -> Facets:
    """The facets of a list as they are now."""
    rows = connection.exec_driver_sql(
        "SELECT facet, value, count(*), group_concat(number) FROM shown_facets WHERE kind = ?"
        " GROUP BY facet, value ORDER BY facet, value",
        (kind,),
    ).all()
    all_numbers = listed(",".join(row[3] for row in rows))
    is_one = np.bincount(all_numbers) > 0
    numbers, places = np.flatnonzero(is_one), (np.cumsum(is_one) - 1)[all_numbers]
    found: dict[str, Facet] = {}
    begin = 0
    for name, some in groupby(rows, key=lambda row: row[0]):
        values, sizes = zip(*((value, size) for _, value, size, _ in some), strict=True)
        starts = np.concatenate(([0], np.cumsum(sizes)))
        found[name] = Facet(list(values), starts, places[begin : begin + starts[-1]])
        begin += starts[-1]
    dates = found.get("date", NONE)
    return Facets(numbers, found, dates.cut(MONTH), dates.cut(YEAR))


def numbers_with(connection: sa.Connection, kind: str, words: str) -> Numbers:
    """The numbers of the rows of a list in which there are some words."""
    where, values = condition(kind, {}, words)
    question = f"SELECT group_concat(number) FROM shown WHERE {where}"
    return listed(connection.exec_driver_sql(question, tuple(values)).scalar() or "")


def listed(numbers: str) -> Numbers:
    """Numbers from a list of them with commas.

    >>> listed("3,12").tolist(), listed("").tolist()
    ([3, 12], [])
    """
    return np.fromstring(numbers, np.int64, sep=",") if numbers else np.zeros(0, np.int64)
