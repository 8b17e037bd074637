"""Stretches of a text, found by what they touch without a look at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Stretches(Generic[T]):
    """Things by the stretch of text that each takes up, as (start, end, thing).

    >>> parts = Stretches([(9, 14, "said"), (0, 8, "We left"), (10, 11, "a")])
    >>> parts.touching(5, 10), parts.touching(8, 9)
    (['said', 'We left'], [])
    """

    def __init__(self, parts: Iterable[tuple[int, int, T]]) -> None:
        numbered = [(start, end, number, thing) for number, (start, end, thing) in enumerate(parts)]
        self.parts = sorted(numbered, key=lambda part: part[:3])
        self.starts = [part[0] for part in self.parts]
        self.reach = list(accumulate((part[1] for part in self.parts), max))  # where all up to each have ended

    def touching(self, start: int, end: int) -> list[T]:
        """The things that have a character in common with a stretch, in the order they were given."""
        found: list[tuple[int, T]] = []
        at = bisect_left(self.starts, end) - 1
        while at >= 0 and self.reach[at] > start:
            _, stop, number, thing = self.parts[at]
            if stop > start:
                found.append((number, thing))
            at -= 1
        return [thing for _, thing in sorted(found, key=lambda one: one[0])]
