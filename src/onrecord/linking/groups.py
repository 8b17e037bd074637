"""Things that are joined into groups, two at a time."""

from __future__ import annotations

from collections.abc import Iterable


class Groups:
    """Groups of numbers: each starts alone, and what is joined stays joined, under the number that was there first.

    >>> groups = Groups()
    >>> groups.join(3, 7)
    >>> groups.of(7), groups.of(4)
    (3, 4)
    """

    def __init__(self) -> None:
        self.above: dict[int, int] = {}

    def of(self, number: int) -> int:
        """The number that stands for the group of another."""
        while (above := self.above.get(number, number)) != number:
            number = above
        return number

    def join(self, one: int, other: int) -> None:
        """Make two groups one; the first of them stands for it."""
        self.above[self.of(other)] = self.of(one)

    def moved(self, numbers: Iterable[int]) -> dict[int, int]:
        """Of some numbers those that no longer stand for themselves, with what stands for them."""
        return {one: self.of(one) for one in numbers if self.of(one) != one}
