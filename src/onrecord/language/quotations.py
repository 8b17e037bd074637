"""Quotation marks: which open, which close, quotations inside others, and those that are never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.language.page import Quotation

# What closes each opening mark; typists mix straight and curly ones, and some wires double single marks.
PAIRS = {
    "“": ("”", '"'), "«": ("»",), "„": ("“", "”"), '"': ('"', "”"), "‘": ("’", "'"), "'": ("'", "’"), "''": ("''",),
    "”": ("”", '"'),  # turned the wrong way
}  # fmt: skip
MARK = re.compile(
    "''|"
    '[“”«»„"]'
    r"|‘(?=\S)"  # a single mark opens before a word
    r"|(?<![\w’'])'(?=\w)(?!\d0s\b)"
    r"|(?<=[\w.,!?…)\]—–”\"])[’'](?!\w)"  # and closes after one: a possessive plural looks the same
)


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """What stands between quotation marks, a paragraph (line) at a time, in order; those inside others too.

    A quotation that no mark closes in its paragraph ends with the paragraph and is not `closed`.  A single mark that
    nothing closes is an apostrophe, unless the next paragraph opens with one.

    >>> [(q.start, q.end, q.closed) for q in find_quotations('“We left,” she said. “Nobody')]
    [(1, 9, True), (22, 28, False)]
    >>> text = "‘They shouted, “Go,”’ the miners' leader said."
    >>> [text[q.start : q.end] for q in find_quotations(text)]
    ['They shouted, “Go,”', 'Go,']
    """
    found = [quotation for line in re.finditer(r"[^\n]+", text) for quotation in in_line(text, line)]
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def in_line(text: str, line: re.Match[str]) -> Iterator[Quotation]:
    """The quotations of a paragraph."""
    opened: list[tuple[int, str]] = []
    for mark in MARK.finditer(text, line.start(), line.end()):
        depth = closing(text, mark, opened)
        if depth is not None:
            start, _ = opened[depth]
            del opened[depth:]
            if mark.start() > start:
                yield Quotation(start, mark.start(), True)
        elif mark[0] in PAIRS and opens(text, mark):
            if opened and opened[-1][1] == mark[0]:  # the last one was never closed
                start, _ = opened.pop()
                if start < end_of_words(text, mark.start()):
                    yield Quotation(start, end_of_words(text, mark.start()), False)
            opened.append((mark.end(), mark[0]))
    end = line.start() + len(line[0].rstrip())
    for start, opener in opened:
        if start < end and (opener not in ("'", "‘") or text[end:].lstrip().startswith(opener)):
            yield Quotation(start, end, False)
            break


def opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark may open a quotation: no word stands before it, no space after it."""
    before, after = text[max(0, mark.start() - 1) : mark.start()], text[mark.end() : mark.end() + 1]
    if mark[0] == "”":
        return not before.strip() and after.isalnum()
    return not (mark[0] in ('"', "'", "''") and (before.isalnum() or not after.strip()))


def closing(text: str, mark: re.Match[str], opened: list[tuple[int, str]]) -> int | None:
    """Which of the open quotations a mark closes, by its place among them; None where it closes none."""
    for depth in reversed(range(len(opened))):
        start, opener = opened[depth]
        if mark[0] in PAIRS[opener]:
            if mark[0] in ("'", "’") and possessive(text, start, mark.start()):
                return None
            return depth
    return None


def end_of_words(text: str, at: int) -> int:
    """The offset before the spaces that stand before another."""
    while text[at - 1].isspace():
        at -= 1
    return at


def possessive(text: str, start: int, at: int) -> bool:
    """Whether a single mark after an s is no closing mark, because another one closes the quotation further on."""
    if text[at - 1] != "s":
        return False
    end = text.find("\n", at)
    rest = text[at + 1 : end if end >= 0 else len(text)]
    nearest = re.search(r"[\w.,!?…”\"][’'](?!\w)|[‘]|(?<![\w’'])'(?=\w)", rest)
    return bool(nearest and len(nearest[0]) == 2 and text[start - 1] in "'‘")
