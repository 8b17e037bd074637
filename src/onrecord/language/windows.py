"""Windows: stretches of a text that the encoder reads in one run."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from onrecord.language.words import NO_SHAPE, Paragraph, Piece

MOST = 126  # pieces in a window, [CLS] and [SEP] apart: the encoder reads at the length it was trained at
CLS, SEP = 101, 102

Window = tuple[Piece, ...]


def windows(paragraphs: Iterable[Paragraph], most: int = MOST) -> list[Window]:
    """Whole paragraphs packed into windows of at most `most` pieces; a longer one is cut where a sentence opens."""
    out: list[Window] = []
    current: Window = ()
    for paragraph in paragraphs:
        pieces, openings = paragraph.pieces, paragraph.openings
        if len(current) + len(pieces) <= most:
            current += pieces
            continue
        if current:
            out.append(current)
        done = 0
        while len(pieces) - done > most:
            last = bisect_right(openings, done + most) - 1
            good = last >= 0 and openings[last] > done + most // 3
            cut = openings[last] if good else word_start(pieces, done + most, done)
            out.append(pieces[done:cut])
            done = cut
        current = pieces[done:]
    return [*out, current] if current else out


def word_start(pieces: Window, at: int, after: int) -> int:
    """The last place up to `at` where a word begins; `at` itself where a single word fills the window."""
    return next((cut for cut in range(at, after + 1, -1) if pieces[cut].first), at)


def inputs(window: Window) -> tuple[list[int], list[int]]:
    """The ids and the shapes of a window, with [CLS] before and [SEP] after."""
    return [CLS, *(p.id for p in window), SEP], [NO_SHAPE, *(p.shape for p in window), NO_SHAPE]
