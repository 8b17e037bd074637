"""Paragraphs of many reports, and which of them are the same words again: exactly, or but for a few."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from zlib import crc32

import orjson
import sqlalchemy as sa
from rensa import RMinHash

from onrecord.model.records import Report
from onrecord.model.span import Span
from onrecord.sources.datelines import find_dateline
from onrecord.store import tables
from onrecord.store.asking import among, keep_rows

FEWEST = 8  # words of a paragraph that is worth comparing: shorter ones are captions, credits, "More follows."
ALIKE = 0.5  # of their shingles in common: every seventh word may be another
BANDS, SEED = 8, 1  # of two MinHashes each: of two paragraphs alike by a half 90 % are compared, by 0.6 97 %
COMPARED = 8  # of the reports that have a paragraph, the oldest that a new one is compared with
MARKING, NEAR = 20, 6  # of the paragraphs with a mark the first, of those with most marks in common, that are looked at
WORD = re.compile(r"\w+(?:['’.,]\w+)*")
BLOCK = re.compile(r"[^\n]+")

IN = "IN (SELECT value FROM json_each(?))"
WORDINGS = f"SELECT words, paragraph FROM wordings WHERE words {IN}"
MARKED = (  # by mark the first paragraphs that have it
    "SELECT value, (SELECT json_group_array(paragraph) FROM"
    f" (SELECT paragraph FROM marks WHERE mark = value ORDER BY paragraph LIMIT {MARKING})) FROM json_each(?)"
    " WHERE EXISTS (SELECT 1 FROM marks WHERE mark = value)"
)
KNOWN = f"SELECT number, report, start, end, shingles, reports FROM paragraphs WHERE number {IN}"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a report, with its words as they are compared: lower case, without the dateline."""

    report: Report
    span: Span
    words: tuple[str, ...]

    @cached_property
    def key(self) -> int:
        """What no other wording has."""
        return int.from_bytes(blake2b(" ".join(self.words).encode(), digest_size=8).digest(), "big", signed=True)

    @cached_property
    def shingles(self) -> list[str]:
        """All runs of three words, the words themselves where they are fewer."""
        runs = set(map(" ".join, zip(self.words, self.words[1:], self.words[2:], strict=False)))
        return list(runs or set(self.words))

    @property
    def marks(self) -> list[int]:
        """MinHashes two by two: paragraphs that are alike are likely to have one in common."""
        hashed = RMinHash(2 * BANDS, SEED)
        hashed.update(self.shingles)
        digest = hashed.digest()
        return [digest[2 * band] << 31 ^ digest[2 * band + 1] ^ band for band in range(BANDS)]


@dataclass
class First:
    """The first of some paragraphs that are alike, and the first reports that have one of them."""

    report: str
    start: int
    end: int
    packed: bytes
    having: list[str] = field(default_factory=list)

    @cached_property
    def shingles(self) -> frozenset[int]:
        return unpack(self.packed)


def paragraphs_of(report: Report) -> Iterator[Paragraph]:
    """The paragraphs of a report that are long enough to be known again; of a short report its whole text."""
    found = [one for one in blocks(report) if len(one.words) >= FEWEST]
    if found:
        yield from found
    elif report.text.strip():
        yield paragraph(report, 0, len(report.text), 0)


def blocks(report: Report) -> Iterator[Paragraph]:
    dateline = find_dateline(report.text, report.title)
    opening = report.text.find(dateline.words) + len(dateline.words) if dateline else 0
    for block in BLOCK.finditer(report.text):
        start = block.start() + len(block[0]) - len(block[0].lstrip())
        yield paragraph(report, start, start + len(block[0].strip()), opening)


def paragraph(report: Report, start: int, end: int, opening: int) -> Paragraph:
    """The paragraph at an offset; what stands before the opening's end is no part of its words."""
    text = report.text
    words = tuple(WORD.findall(text[max(start, min(opening, end)) : end].lower()))
    return Paragraph(report, Span(start, end, text[start:end]), words)


class Seen:
    """Paragraphs that a record has seen, so that one that comes again is known; the first of those that are alike
    stands for all of them.

    Those that come together are asked for together, and kept together by `keep`.
    """

    def __init__(self, connection: sa.Connection, coming: Iterable[Paragraph]) -> None:
        self.connection = connection
        by_key = {one.key: one for one in coming}
        self.numbers = dict(map(tuple, among(connection, WORDINGS, by_key)))
        self.marks = {key: one.marks for key, one in by_key.items() if key not in self.numbers}
        self.marked: defaultdict[int, list[int]] = defaultdict(list)
        for mark, numbers in among(connection, MARKED, (mark for marks in self.marks.values() for mark in marks)):
            self.marked[mark] = orjson.loads(numbers)
        near = {number for numbers in self.marked.values() for number in numbers}
        self.first = {
            number: First(report, start, end, packed, orjson.loads(having))
            for number, report, start, end, packed, having in among(
                connection, KNOWN, near | set(self.numbers.values())
            )
        }
        self.known = frozenset(self.first)
        self.fresh_marks: set[tuple[int, int]] = set()
        self.following = 1 + (connection.scalar(sa.select(sa.func.max(tables.paragraphs.c.number))) or 0)
        self.changed: set[int] = set()

    def place(self, paragraph: Paragraph) -> int:
        """The number of the paragraph that first had these words, or nearly these; its own where it is the first."""
        number = self.numbers.get(paragraph.key)
        if number is None:
            number = self.numbers[paragraph.key] = self.alike(paragraph)
        return number

    def alike(self, paragraph: Paragraph) -> int:
        """The number of the paragraph that is most alike, a new one where none is alike enough."""
        shingles = frozenset(map(crc32, map(str.encode, paragraph.shingles)))
        marks = self.marks[paragraph.key]
        marked = [number for mark in marks for number in self.marked.get(mark, ())[:MARKING]]
        most = Counter(marked).most_common(NEAR) if marked else ()
        near = {number: likeness(shingles, self.first[number]) for number, _ in most}
        number = min(near, key=lambda n: (-near[n], n), default=0)
        if number and near[number] >= ALIKE:
            return number
        number, self.following = self.following, self.following + 1
        self.first[number] = First(paragraph.report.id, paragraph.span.start, paragraph.span.end, pack(shingles))
        for mark in marks:
            self.marked[mark].append(number)
        self.fresh_marks.update((mark, number) for mark in marks)
        return number

    def having(self, number: int) -> list[str]:
        """The first reports that have a paragraph."""
        return self.first[number].having

    def add(self, number: int, report: str) -> None:
        """Note that a report has a paragraph."""
        if len(self.first[number].having) < COMPARED and report not in self.first[number].having:
            self.first[number].having.append(report)
            self.changed.add(number)

    def keep(self) -> None:
        """Keep what was new."""
        fresh = {number: one for number, one in self.first.items() if number not in self.known}
        keep_rows(
            self.connection,
            "INSERT INTO paragraphs (number, report, start, end, shingles, reports) VALUES (?, ?, ?, ?, ?, ?)",
            ((number, one.report, one.start, one.end, one.packed, written(one.having))
             for number, one in fresh.items()),
        )  # fmt: skip
        keep_rows(
            self.connection,
            "UPDATE paragraphs SET reports = ? WHERE number = ?",
            ((written(self.first[number].having), number) for number in sorted(self.changed & self.known)),
        )
        keep_rows(
            self.connection,
            "INSERT INTO wordings (words, paragraph) VALUES (?, ?)",
            ((key, self.numbers[key]) for key in self.marks if key in self.numbers),
        )
        keep_rows(
            self.connection,
            "INSERT INTO marks (mark, paragraph) VALUES (?, ?)",
            sorted(self.fresh_marks),
        )


def written(reports: list[str]) -> str:
    """Ids as JSON."""
    return orjson.dumps(reports).decode()


def likeness(shingles: frozenset[int], other: First) -> float:
    """The Jaccard index of two paragraphs' shingles."""
    shared = len(shingles & other.shingles)
    return shared / (len(shingles) + len(other.shingles) - shared)


def pack(shingles: Iterable[int]) -> bytes:
    """Hashes of shingles as bytes.

    >>> sorted(unpack(pack([7, 3])))
    [3, 7]
    """
    return array("I", shingles).tobytes()


def unpack(packed: bytes) -> frozenset[int]:
    made = array("I")
    made.frombytes(packed)
    return frozenset(made)
