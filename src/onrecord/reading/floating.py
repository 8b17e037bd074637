"""Quotations that no cue introduces: those that go on from the one before, and words that are quoted but not said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.language.page import Page, Quotation
from onrecord.reading.quoting import Draft, Marks

SENTENCE = re.compile(r"[.!?…,]$")


def float_quotations(page: Page, marks: Marks, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """A draft for each outermost quotation that is said and that no draft has yet."""
    taken = [part for draft in drafts for part in draft.content]
    for quotation in marks.outer:
        part = (quotation.start, quotation.end)
        if not any(start < part[1] and part[0] < end for start, end in taken) and is_said(page, quotation):
            yield Draft((part,), follows=True)


def is_said(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence of its own: it opens one and ends one."""
    text = page.text
    words = text[quotation.start : quotation.end].strip()
    before = text[: quotation.start - 1].rstrip(" ")[-1:]
    opens = before in ("", "\n", ".", "!", "?", "”", '"', "’", ":", "»")
    return opens and len(words.split()) > 1 and bool(SENTENCE.search(words) or not quotation.closed)
