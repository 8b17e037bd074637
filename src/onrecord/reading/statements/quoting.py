"""Drafts of statements: the encoder's attributions with their contents brought to the words that are said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.codebook.tables import words
from onrecord.language.page import Attribution, Page, Quotation
from onrecord.language.stretches import Stretches
from onrecord.reading.statements.cues import cues

Part = tuple[int, int]
OPENING, CLOSING = "“«„‘\"'", "”»“’\"'"
JOINTS = OPENING + CLOSING + "\n"  # what keeps two parts of a content apart
LOOSE = " \n\t,.;:–—-"  # no part of reported words at either end
ENDS = re.compile(r"[.!?…,—–-]$")
FRAGMENT = frozenset("DET ADP AUX SCONJ CCONJ PART PUNCT".split())  # none of these is a content by itself


@dataclass(frozen=True, slots=True)
class Draft:
    """Source, cue and content of a statement as offsets; `verb` is the number of the word that says it."""

    content: tuple[Part, ...]
    cue: tuple[Part, ...] = ()
    source: tuple[Part, ...] = ()
    verb: int | None = None
    dialogue: bool = False
    follows: bool = False  # a quotation without a cue that goes on from the one before

    @property
    def start(self) -> int:
        return self.content[0][0]


@dataclass(frozen=True)
class Marks:
    """The quotations of a page, and which of them holds what."""

    page: Page

    @cached_property
    def outer(self) -> tuple[Quotation, ...]:
        """Quotations that stand inside no other."""
        found: list[Quotation] = []
        for quotation in self.page.quotations:
            if not found or quotation.start >= found[-1].end:
                found.append(quotation)
        return tuple(found)

    @cached_property
    def stretches(self) -> Stretches[Quotation]:
        """The quotations by where they stand, their marks counted in."""
        return Stretches((q.start - 1, q.end + 1, q) for q in self.page.quotations)

    def holding(self, part: Part) -> Quotation | None:
        """The innermost quotation that a part of the text lies in."""
        near = self.stretches.touching(part[0], part[1] + 1)
        holding = [q for q in near if q.start <= part[0] and part[1] <= q.end]
        return holding[-1] if holding else None

    def touching(self, part: Part) -> Iterator[Quotation]:
        """The quotations that share a character with a part of the text, their marks counted in."""
        near = self.stretches.touching(*part)
        return (q for q in near if q.start - 1 < part[1] and part[0] < q.end + q.closed)


def trim(text: str, part: Part, loose: str = LOOSE) -> Part:
    """A part of the text without the marks and spaces that stand loose at its ends."""
    start, end = part
    while start < end and text[start] in loose:
        start += 1
    while end > start and text[end - 1] in loose:
        end -= 1
    return start, end


def draft_attributions(page: Page, marks: Marks) -> list[Draft]:
    """The drafts of the encoder's attributions; those without content that says anything are dropped."""
    drafts = (draft_of(page, marks, attribution) for attribution in page.attributions)
    return [draft for draft in drafts if draft]


def draft_of(page: Page, marks: Marks, attribution: Attribution) -> Draft | None:
    """The draft of an attribution, or None where its content is a fragment."""
    verb = verb_of(page, attribution.cue)
    anchor = attribution.cue or attribution.source
    home = marks.holding(anchor[0]) if anchor else None
    snapped = [snap(page, marks, part, home) for part in attribution.content]
    content = [part for part in joined(page.text, snapped) if says_something(page, part)]
    if verb is not None and len(content) > 1:
        content = near(page, content, verb)
    if not content:
        return None
    if verb is not None:
        content = after_colon(page, marks, content, verb)
    source = tuple(part for part in (trim(page.text, part) for part in attribution.source) if part[0] < part[1])
    return with_infinitive(page, Draft(tuple(content), attribution.cue, source, verb))


def after_colon(page: Page, marks: Marks, content: list[Part], verb: int) -> list[Part]:
    """A content in a sentence before its cue exchanged for the quotation that a colon after the cue leads to."""
    sentence = page.sentence(verb)
    if content[-1][1] > sentence.start or not page.text[sentence.start : sentence.end].rstrip("“\"«‘' ").endswith(":"):
        return content
    led = [q for q in marks.outer if 0 <= q.start - sentence.end <= len("\n\n“")]
    return [(led[0].start, led[0].end)] if led else content


def with_infinitive(page: Page, draft: Draft) -> Draft:
    """The draft with "to say" moved from the content to the cue: "declined to say whether"."""
    if (
        draft.verb is None
        or len(draft.content) > 1
        or page.words[draft.verb].lemma not in words("cues", "denied", "light")
    ):
        return draft
    inside = page.words_in(*draft.content[0])
    if len(inside) < 3 or page.words[inside[0]].text != "to":
        return draft
    verb, rest = page.words[inside[1]], page.words[inside[2]]
    if verb.lemma not in words("cues", "denied", "infinitive") or rest.text in ("to", "on", "in", "for"):
        return draft
    content = (rest.start, draft.content[0][1])
    return replace(
        draft, content=(content,), cue=(*draft.cue, (page.words[inside[0]].start, verb.end)), verb=verb.number
    )


def verb_of(page: Page, cue: Iterable[Part]) -> int | None:
    """The word of a cue that says something: its last verb, else its head."""
    inside = [n for part in cue for n in page.words_in(*part)]
    known = [n for n in inside if page.words[n].lemma in cues().act and page.words[n].tag in ("VERB", "NOUN")]
    verbs = [n for n in inside if page.words[n].tag == "VERB"]
    return next(iter(known or verbs or inside), None)


def snap(page: Page, marks: Marks, part: Part, home: Quotation | None) -> Part:
    """A part of the content brought to the quotation marks around it; `home` is the quotation that holds its cue."""
    text, (start, end) = page.text, part
    for quotation in marks.touching(part):
        if home and quotation.start <= home.start and home.end <= quotation.end:
            start, end = max(start, quotation.start), min(end, quotation.end)
            continue
        before, after = text[start : max(start, quotation.start)], text[min(end, quotation.end) : end]
        if not any(c.isalnum() for c in before + after) or (is_lead_in(before) and not after.strip(LOOSE + CLOSING)):
            return trim(text, (quotation.start, quotation.end), " \n\t")
        if start < quotation.start < end:
            end = max(end, quotation.end + quotation.closed)
        elif start < quotation.end < end:
            start = min(start, quotation.start - 1)
    return trim(text, (start, end))


def is_lead_in(before: str) -> bool:
    """Whether the words before a quotation only lead up to it: "reporters: “..."."""
    return len(before.split()) <= 3 and before.rstrip(OPENING + " ").endswith((",", ":")) and "that" not in before


def joined(text: str, parts: Iterable[Part]) -> list[Part]:
    """Parts in order, each once, those joined that nothing but spaces and marks keep apart."""
    out: list[Part] = []
    for start, end in sorted(set(parts)):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif out and not any(c.isalnum() or c in JOINTS for c in text[out[-1][1] : start]):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def says_something(page: Page, part: Part) -> bool:
    """Whether a part of a content is more than a mark or a lone function word."""
    inside = [n for n in page.words_in(*part) if page.words[n].text[0].isalnum()]
    return len(inside) > 1 or any(page.words[n].tag not in FRAGMENT for n in inside)


def near(page: Page, content: list[Part], verb: int) -> list[Part]:
    """Of several parts those that the cue can reach: in its sentence, or quoted in its paragraph or one next to it."""
    kept = [part for part in content if within_reach(page, part, verb)]
    return kept or [part for part in content if part in page.quoted] or content


def within_reach(page: Page, part: Part, verb: int) -> bool:
    """Whether a cue can reach a part: in its sentence, quoted in its paragraph, or at the near edge of the next one."""
    sentence, at = page.sentence(verb), page.words[verb].start
    if part[0] < sentence.end and part[1] > sentence.start:
        return True
    if part not in page.quoted:
        return False
    lines = len(re.findall(r"\n+", between(page.text, part, at)))
    alone = page.text[part[1] + 1 : part[1] + 3] if part[0] < at else page.text[max(0, part[0] - 3) : part[0] - 1]
    return lines == 0 or (lines == 1 and "\n" in alone)


def goes_on(page: Page, part: Part) -> bool:
    """Whether a quotation goes on from one that its paragraph did not close."""
    before = [q for q in page.quotations if q.end <= part[0]]
    return bool(before) and not before[-1].closed and not page.text[before[-1].end : part[0] - 1].strip()


def between(text: str, part: Part, at: int) -> str:
    """The text between a part and an offset."""
    return text[part[1] : at] if part[1] <= at else text[at : part[0]]


def is_sentence(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence of its own: it opens one and ends one."""
    text = page.text
    words = text[quotation.start : quotation.end].strip()
    before = text[max(0, quotation.start - 9) : quotation.start - 1].removesuffix("'").rstrip(" ")[-1:]
    opens = before in ("", "\n", ".", "!", "?", ":", *CLOSING)
    return opens and bool(ENDS.search(words) or not quotation.closed)


def lengthened(page: Page, draft: Draft) -> Draft:
    """The draft with reported words that the encoder cut short brought to the end of their clause."""
    if draft.verb is None or len(draft.content) > 1:
        return draft
    return replace(draft, content=(to_clause_end(page, draft.content[0], draft.verb),))


def to_clause_end(page: Page, part: Part, verb: int) -> Part:
    """A part that ends in the middle of a clause brought to its end, as far as the words hang on it."""
    inside = page.words_in(*part)
    if not inside:
        return part
    last, stop = inside[-1], page.sentence(inside[-1]).stop
    head = page.words[last].head
    if last < head < stop and head != verb and all(n in page.children[head] for n in range(last + 1, head)):
        last = head  # cut off between a word and what it hangs on: "that any would | do", "to empty the | lake"
    held = {*inside, *range(inside[-1], last + 1)}
    for number in range(last + 1, stop):
        word = page.words[number]
        if word.tag == "PUNCT" or number == verb or word.head not in held:
            break
        held.add(number)
        last = number
    return part[0], max(part[1], page.words[last].end)
