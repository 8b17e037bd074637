"""Quotations that no draft has yet: with a cue nearby, going on from the one before, or not said at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.language.page import Page, Quotation
from onrecord.language.stretches import Stretches
from onrecord.reading.statements.cues import cues
from onrecord.reading.statements.quoting import ENDS, Draft, Marks, Part, goes_on, is_sentence, trim
from onrecord.reading.statements.reported import cue_of, source_of
from onrecord.reading.statements.unsaid import Unsaid

NOBODY = frozenset("it that this which there here what".split())  # subjects that nobody speaks for
LOOK_BACK = 100  # characters before a quotation among which a colon and empty lines stand
REACH = 14  # words between a quotation and the verb that says it


def find_quoted(page: Page, marks: Marks, unsaid: Unsaid, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """A draft for each quotation that is said and that no draft has yet."""
    taken = by_part(drafts)
    contents = {part for draft in drafts for part in draft.content}
    edges = {q.start - 1 for q in page.quotations} | {q.end for q in page.quotations}
    said_by = {draft.verb for draft in drafts if draft.verb is not None}
    outer = set(marks.outer)
    for quotation in page.quotations:
        part = (quotation.start, quotation.end)
        if part in contents or unsaid.is_name(quotation) or unsaid.is_subject(quotation) or unsaid.in_heading(*part):
            continue
        if quotation in outer and any(cuts(draft, part) for _, draft in taken.touching(*part)):
            continue
        verb = verb_beside(page, quotation, said_by, edges)
        if verb is not None:
            source = source_of(page, verb)
            said_by.add(verb)
            draft = Draft((part,), (cue_of(page, verb),), (source,) if source else (), verb)
            if not unsaid.is_inscription(draft):
                yield draft
        elif quotation in outer and (leading := led_in(page, quotation)):
            draft = Draft((part,), *leading)
            if not unsaid.is_inscription(draft):
                yield draft
        elif quotation in outer and is_sentence(page, quotation):
            yield Draft((part,), follows=True)


def colon_before(page: Page, quotation: Quotation) -> int | None:
    """The number of the colon that stands right before a quotation, on its line or at the end of the one before."""
    before = page.words_in(max(0, quotation.start - 1), quotation.end)
    number = before[0] - (page.words[before[0]].end > quotation.start) if before else 0
    while number > 0 and page.words[number].tag == "PUNCT" and page.words[number].text != ":":
        number -= 1
    return number if number > 0 and page.words[number].text == ":" else None


def led_in(page: Page, quotation: Quotation) -> tuple[tuple[Part, ...], tuple[Part, ...], int | None] | None:
    """Cue, source and verb of the words before a colon that lead to a quotation: "Brand lost his temper: “...”"."""
    colon = colon_before(page, quotation)
    if colon is None:
        return None
    first = page.sentence(colon).first
    while page.words[first].tag == "NUM":  # a live blog's time
        first += 1
    for number in range(colon - 1, first - 1, -1):
        subject = page.child(number, "nsubj") if page.words[number].tag == "VERB" else None
        if subject is not None and page.words[subject].text.lower() not in NOBODY:
            return (cue_of(page, number),), (source,) if (source := source_of(page, number)) else (), number
    if page.words[first].tag == "ADP" or any(page.words[n].tag in ("VERB", "AUX") for n in range(first, colon)):
        return None
    stop = next((n for n in range(first + 1, colon) if page.words[n].text == ","), colon)
    names = [n for n in range(first, stop) if page.words[n].tag in ("NOUN", "PROPN", "PRON")]
    if not names:
        return None
    mark = page.words[colon]
    return ((mark.start, mark.end),), (trim(page.text, (page.words[first].start, page.words[stop - 1].end)),), None


def joined_quotations(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, quotations that go on joined to the one before: in the same paragraph, or left open there."""
    quoted = {(q.start, q.end) for q in page.quotations}
    parts, out = by_part(drafts), list[Draft]()
    for draft in sorted(drafts, key=lambda d: (d.content[-1][0], -d.content[-1][1])):
        spoken = (n for n in reversed(range(len(out))) if not inside(out[n], parts))
        before = next(spoken, None) if draft.follows else None
        if before is not None and continues(page, quoted, out[before], draft):
            out[before] = replace(out[before], content=(*out[before].content, *draft.content))
        else:
            out.append(draft)
    return out


def with_sources(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts in order, quotations without a source of their own given that of who spoke before them."""
    out: list[Draft] = []
    parts = by_part(drafts)
    source: tuple[Part, ...] = ()
    for draft in drafts:
        if draft.follows and not draft.source:
            out.append(replace(draft, source=source))
            continue
        if draft.source and not inside(draft, parts):
            source = draft.source
        out.append(draft)
    return out


def continues(page: Page, quoted: set[Part], before: Draft, draft: Draft) -> bool:
    """Whether a quotation goes on from the end of another draft: in its paragraph, or where no mark closed that."""
    same_paragraph = "\n" not in page.text[before.content[-1][1] : draft.start]
    return before.content[-1] in quoted and (same_paragraph or goes_on(page, draft.content[0]))


def by_part(drafts: Sequence[Draft]) -> Stretches[tuple[Part, Draft]]:
    """The drafts by the parts of their contents."""
    return Stretches((*part, (part, draft)) for draft in drafts for part in draft.content)


def inside(draft: Draft, parts: Stretches[tuple[Part, Draft]]) -> bool:
    """Whether a draft stands inside the content of another."""
    start, end = draft.start, draft.content[-1][1]
    return any(a <= start and end <= b for (a, b), d in parts.touching(start, end) if d is not draft)


def cuts(draft: Draft, part: Part) -> bool:
    """Whether a draft has words of a part of the text and does not lie in it with its cue."""
    start, end = part
    touches = any(a < end and start < b for a, b in draft.content)
    if touches and draft.dialogue and draft.source and start <= draft.source[0][0]:
        return True  # a transcript in quotation marks
    return touches and not (draft.cue and all(start <= a and b <= end for a, b in (*draft.content, *draft.cue)))


def verb_beside(page: Page, quotation: Quotation, taken: set[int], edges: set[int]) -> int | None:
    """The cue that stands after a quotation in its sentence, or before it: up to another quotation or a new line.

    Before a quotation that opens a paragraph it stands in the one before, where that ends with a colon.
    """
    inside = page.words_in(quotation.start, quotation.end)
    if not inside:
        return None
    before = range(inside[0] - 1 - (page.words[inside[0] - 1].start == quotation.start - 1), -1, -1)
    after = range(inside[-1] + 1 + quotation.closed, len(page.words))
    if page.text.endswith("\n", 0, quotation.start - 1):
        before = (
            before
            if page.text[max(0, quotation.start - LOOK_BACK) : quotation.start].rstrip("\n “\"«‘'").endswith(":")
            else range(0)
        )
    if not ENDS.search(page.text[quotation.start : quotation.end + 2].rstrip(" ”\"’'»")) and not is_sentence(
        page, quotation
    ):
        after = range(0)  # a word or two in marks: what stands after it says something else
    for side in (after, before):
        for number in side[:REACH]:
            word = page.words[number]
            if word.sentence != page.words[side[0]].sentence or word.start in edges or word.text == ";":
                break
            if side is after and page.text[quotation.end : word.start].count("\n"):
                break
            if word.tag == "VERB" and word.lemma in cues().act and number not in taken:
                return number
    return None
