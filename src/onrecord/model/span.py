"""A span: the words a cell is pinned to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open offsets in Unicode code points into a report's text, with the words that stand there.

    >>> Span.of("Three dockers were killed.", 0, 13)
    Span(start=0, end=13, text='Three dockers')
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span from start to end of a text; ValueError where that is empty or outside it."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no span {start} to {end} in a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether the other lies in this one."""
        return self.start <= other.start and other.end <= self.end
