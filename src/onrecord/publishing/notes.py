"""The words that a story's cells stand on, as notes: each once, numbered in the order in which they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.linking.scenes import sentence_at
from onrecord.model.span import Span


class Notes:
    """The numbers of a page's notes, given as they are asked for.

    >>> notes = Notes()
    >>> notes.number("a", 0, 4), notes.number("b", 3, 7), notes.number("a", 0, 4)
    (1, 2, 1)
    >>> [one["words"] for one in notes.told({"a": "Nine died.", "b": "At Dell."}, {"a": None, "b": None})]
    ['Nine', 'Dell']
    """

    def __init__(self) -> None:
        self.asked: dict[tuple[str, int, int], int] = {}

    def number(self, report: str, start: int, end: int) -> int:
        """The number of the note on some words."""
        return self.asked.setdefault((report, start, end), len(self.asked) + 1)

    def address(self, report: str, start: int, end: int) -> str:
        """Where the note stands in a file of its own."""
        return f"#note-{self.number(report, start, end)}"

    @property
    def reports(self) -> set[str]:
        """The reports whose words were asked for."""
        return {report for report, _, _ in self.asked}

    def told(self, texts: Mapping[str, str], reports: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Each note: the sentence with its words marked, and the report."""
        for (ident, start, end), number in self.asked.items():
            text = texts[ident]
            around = sentence_at(text, Span.of(text, start, end))
            yield {
                "number": number, "report": reports[ident], "before": text[around.start : start].lstrip(),
                "words": text[start:end], "after": text[end : max(around.end, end)],
            }  # fmt: skip
