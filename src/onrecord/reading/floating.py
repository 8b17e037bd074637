"""Quotations that no draft has yet: with a cue nearby, going on from the one before, or not said at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.language.page import Page, Quotation
from onrecord.reading.cues import cues
from onrecord.reading.quoting import CLOSING, Draft, Marks, Part
from onrecord.reading.reported import cue_of, source_of
from onrecord.reading.unsaid import Unsaid

REACH = 14  # words between a quotation and the verb that says it
ENDS = re.compile(r"[.!?…,—–-]$")


def find_quoted(page: Page, marks: Marks, unsaid: Unsaid, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """A draft for each quotation that is said and that no draft has yet."""
    taken = [part for draft in drafts for part in draft.content]
    said_by = {draft.verb for draft in drafts if draft.verb is not None}
    outer = set(marks.outer)
    for quotation in page.quotations:
        part = (quotation.start, quotation.end)
        if part in taken or unsaid.is_name(quotation) or unsaid.in_heading(*part):
            continue
        if quotation in outer and any(cuts(draft, part) for draft in drafts):
            continue
        verb = verb_beside(page, quotation, said_by)
        if verb is not None:
            source = source_of(page, verb)
            said_by.add(verb)
            yield Draft((part,), (cue_of(page, verb),), (source,) if source else (), verb)
        elif quotation in outer and is_sentence(page, quotation):
            yield Draft((part,), follows=True)


def cuts(draft: Draft, part: Part) -> bool:
    """Whether a draft has words of a part of the text and does not lie in it with its cue."""
    start, end = part
    touches = any(a < end and start < b for a, b in draft.content)
    return touches and not (draft.cue and all(start <= a and b <= end for a, b in (*draft.content, *draft.cue)))


def verb_beside(page: Page, quotation: Quotation, taken: set[int]) -> int | None:
    """The cue that stands after a quotation in its sentence, or before it, up to a mark that ends a clause."""
    inside = page.words_in(quotation.start, quotation.end)
    if not inside:
        return None
    ends = {q.start - 1 for q in page.quotations} | {q.end for q in page.quotations}
    after = range(inside[-1] + 1, min(len(page.words), inside[-1] + REACH))
    before = range(inside[0] - 1, max(-1, inside[0] - REACH), -1)
    for side in (after, before):
        for step, number in enumerate(side):
            word = page.words[number]
            if word.sentence != page.words[side.start].sentence or "\n" in between(page, quotation, number):
                break
            if (step and word.start in ends) or word.text == ";":
                break
            if word.tag == "VERB" and word.lemma in cues().act and number not in taken:
                return number
    return None


def between(page: Page, quotation: Quotation, number: int) -> str:
    """The text between a quotation and a word."""
    word = page.words[number]
    return (
        page.text[quotation.end : word.start] if word.start >= quotation.end else page.text[word.end : quotation.start]
    )


def is_sentence(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence of its own: it opens one and ends one."""
    text = page.text
    words = text[quotation.start : quotation.end].strip()
    before = text[: quotation.start - 1].rstrip(" ")[-1:]
    opens = before in ("", "\n", ".", "!", "?", ":", *CLOSING)
    return opens and bool(ENDS.search(words) or not quotation.closed)
