"""Paragraphs of many reports, and which of them are the same words again: exactly, or but for a few."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rensa import RMinHash, RMinHashLSH

from onrecord.model.records import Report
from onrecord.model.span import Span
from onrecord.sources.datelines import find_dateline

SHINGLE = 3  # words
FEWEST = 8  # words of a paragraph that is worth comparing: shorter ones are captions, credits, "More follows."
ALIKE = 0.5  # of their shingles in common: every seventh word may be another
PERMUTATIONS, BANDS, SEED = 128, 32, 1  # of two paragraphs that are alike by a half 87 % are compared, by 0.6 99 %
WORD = re.compile(r"\w+(?:['’.,]\w+)*")
BLOCK = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a report, with its words as they are compared: lower case, without the dateline."""

    report: Report
    span: Span
    words: tuple[str, ...]

    @property
    def shingles(self) -> frozenset[str]:
        """All runs of three words."""
        return frozenset(" ".join(self.words[at : at + SHINGLE]) for at in range(len(self.words) - SHINGLE + 1))


def paragraphs_of(report: Report) -> Iterator[Paragraph]:
    """The paragraphs of a report that are long enough to be known again; of a short report its whole text."""
    found = [one for one in blocks(report) if len(one.words) >= FEWEST]
    if found:
        yield from found
    elif report.text.strip():
        yield paragraph(report, 0, len(report.text), 0)


def blocks(report: Report) -> Iterator[Paragraph]:
    dateline = find_dateline(report.text)
    opening = report.text.find(dateline.words) + len(dateline.words) if dateline else 0
    for block in BLOCK.finditer(report.text):
        start = block.start() + len(block[0]) - len(block[0].lstrip())
        yield paragraph(report, start, start + len(block[0].strip()), opening)


def paragraph(report: Report, start: int, end: int, opening: int) -> Paragraph:
    """The paragraph at an offset; what stands before the opening's end is no part of its words."""
    text = report.text
    words = tuple(word.lower() for word in WORD.findall(text, max(start, min(opening, end)), end))
    return Paragraph(report, Span(start, end, text[start:end]), words)


class Seen:
    """Paragraphs that were seen, so that one that comes again is known; the first of those that are alike stands for
    all of them, so that the cost of one more does not grow with their number."""

    def __init__(self) -> None:
        self.first: list[Paragraph] = []
        self.exactly: dict[tuple[str, ...], int] = {}
        self.index = RMinHashLSH(ALIKE, PERMUTATIONS, BANDS)

    def place(self, paragraph: Paragraph) -> int:
        """The number of the paragraph that first had these words, or nearly these; its own where it is the first."""
        if (known := self.exactly.get(paragraph.words)) is not None:
            return known
        shingles = paragraph.shingles or frozenset(paragraph.words)
        hashed = RMinHash(PERMUTATIONS, SEED)
        hashed.update(sorted(shingles))
        alike = [number for number in self.index.query(hashed) if likeness(shingles, self.first[number]) >= ALIKE]
        number = min(alike, key=lambda n: (-likeness(shingles, self.first[n]), n), default=len(self.first))
        if number == len(self.first):
            self.first.append(paragraph)
            self.index.insert(number, hashed)
        self.exactly[paragraph.words] = number
        return number


def likeness(shingles: frozenset[str], other: Paragraph) -> float:
    """The Jaccard index of two paragraphs' shingles."""
    theirs = other.shingles or frozenset(other.words)
    return len(shingles & theirs) / len(shingles | theirs)
