"""Things that are joined into groups, two at a time."""

from __future__ import annotations

from collections.abc import Iterable


class Groups:
    """Groups of ids: each starts alone, and what is joined stays joined.

    >>> groups = Groups(["a", "b", "c", "d"])
    >>> groups.join("a", "c")
    >>> groups.all()
    [['a', 'c'], ['b'], ['d']]
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self.above = {ident: ident for ident in ids}

    def of(self, ident: str) -> str:
        """The id that stands for the group of another."""
        path = []
        while self.above[ident] != ident:
            path.append(ident)
            ident = self.above[ident]
        for passed in path:
            self.above[passed] = ident
        return ident

    def join(self, one: str, other: str) -> None:
        self.above[self.of(other)] = self.of(one)

    def all(self) -> list[list[str]]:
        """The groups, and the members of each, in the order in which the ids were given."""
        found: dict[str, list[str]] = {}
        for ident in self.above:
            found.setdefault(self.of(ident), []).append(ident)
        return list(found.values())
