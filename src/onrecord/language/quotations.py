"""Quotation marks: which open, which close, and quotations that go on or are never closed."""

from __future__ import annotations

import re

from onrecord.language.page import Quotation

PAIRS = {"“": "”", "«": "»", "„": "“”", '"': '"'}
MARK = re.compile('[“”«»„"]')


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """What stands between double quotation marks, a paragraph (line) at a time.

    A quotation that no mark closes in its paragraph ends with the paragraph and is not `closed`.

    >>> [(q.start, q.end, q.closed) for q in find_quotations('“We left,” she said. “Nobody')]
    [(1, 9, True), (22, 28, False)]
    """
    found: list[Quotation] = []
    for line in re.finditer(r"[^\n]+", text):
        opened, closers = -1, ""
        for mark in MARK.finditer(text, line.start(), line.end()):
            if opened >= 0 and mark[0] in closers:
                if mark.start() > opened:
                    found.append(Quotation(opened, mark.start(), True))
                opened = -1
            elif opened < 0 and mark[0] in PAIRS:
                opened, closers = mark.end(), PAIRS[mark[0]]
        end = line.start() + len(line[0].rstrip())
        if 0 <= opened < end:
            found.append(Quotation(opened, end, False))
    return tuple(found)
