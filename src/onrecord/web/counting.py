"""What the facets of lists are counted by: looked up for many pages, and anew when it is some seconds old."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

import sqlalchemy as sa

from onrecord.store.facets import Facets, facets_of

FRESH = 30.0  # seconds for which facets, and what shows them, are not made anew
KEPT = 1000  # choices of which the facets are kept as they are shown
Choice = tuple[str, tuple[tuple[str, str], ...]]  # words, and values by facet


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The facets of a list, when they were looked up, and how they are shown under the choices that were asked for."""

    facets: Facets
    at: float
    shown: dict[Choice, str] = field(default_factory=dict)

    def keep(self, choice: Choice, shown: str) -> None:
        """Keep what is shown under a choice."""
        if len(self.shown) >= KEPT:
            self.shown.clear()
        self.shown[choice] = shown


class Counting:
    """The facets of each list; while one page looks them up anew, others count by the old ones."""

    def __init__(self) -> None:
        self.known: dict[str, Known] = {}
        self.looking_up = Lock()

    def of(self, connection: sa.Connection, kind: str) -> Known:
        """The facets of a list, not much older than some seconds."""
        old = self.fresh(kind)
        if old or not self.looking_up.acquire(blocking=kind not in self.known):
            return old or self.known[kind]
        try:
            new = self.fresh(kind) or Known(facets_of(connection, kind), monotonic())
            self.known[kind] = new
        finally:
            self.looking_up.release()
        return new

    def fresh(self, kind: str) -> Known | None:
        """The facets of a list, where they were looked up not long ago."""
        known = self.known.get(kind)
        return known if known and monotonic() - known.at < FRESH else None


def choice_of(chosen: Mapping[str, str], words: str) -> Choice:
    """A choice, the same in whatever order it was made."""
    return words, tuple(sorted(chosen.items()))
