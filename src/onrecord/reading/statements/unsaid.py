"""Words that look like statements and are none: headlines, captions, titles, inscriptions, nicknames."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from onrecord.language.page import Page, Quotation
from onrecord.reading.codebooks import words
from onrecord.reading.statements.cues import cue_lemma
from onrecord.reading.statements.quoting import Draft

LINE = re.compile(r"[^\n]*\S[^\n]*")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
HEADLINE_WORDS = 16  # no headline is longer
ENDS_SENTENCE = re.compile(r"[.!?…:;,][”\"’'»)]*$")


def in_title_case(text: str) -> bool:
    """Whether all words but the small ones have a capital.

    >>> in_title_case("Bread Before Bullets"), in_title_case("the Fox of Split"), in_title_case("Bread, he said")
    (True, True, False)
    """
    found = [word for word in WORD.findall(text) if word.lower() not in words("unsaid", "small")]
    return bool(found) and all(word[0].isupper() for word in found)


@dataclass(frozen=True)
class Unsaid:
    """The lines of a page that are no report, and its quotations that name something."""

    page: Page

    @cached_property
    def lines(self) -> tuple[tuple[int, int], ...]:
        """Headlines and captions."""
        found = (match for match in LINE.finditer(self.page.text))
        return tuple(match.span() for match in found if is_heading(match[0].strip()))

    def in_heading(self, start: int, end: int) -> bool:
        """Whether a stretch of text touches a headline or a caption."""
        return any(a < end and start < b for a, b in self.lines)

    def is_name(self, quotation: Quotation) -> bool:
        """Whether a quotation is a title, a nickname or an inscription."""
        text = self.page.text
        quoted = text[quotation.start : quotation.end]
        if in_title_case(quoted) and not ENDS_SENTENCE.search(quoted.rstrip()) and len(quoted.split()) > 1:
            return True
        sentence = self.page.sentence(self.page.word_at(quotation.start))
        before = re.findall(r"[\w-]+", text[sentence.start : max(sentence.start, quotation.start - 1)].lower())[-5:]
        return bool(words("unsaid", "naming").intersection(before)) and not words("unsaid", "said").intersection(before)

    def is_inscription(self, draft: Draft) -> bool:
        """Whether a draft tells what a banner says, or what somebody is called."""
        quoted = [q for q in self.page.quotations if any(a <= q.start and q.end <= b for a, b in draft.content)]
        heads = {self.page.words[n].text.lower() for part in draft.source for n in self.page.words_in(*part)}
        if heads & words("unsaid", "bearing"):
            return bool(quoted)
        lemma = cue_lemma(self.page.words[draft.verb]) if draft.verb is not None else ""
        return lemma in words("unsaid", "calling") and bool(quoted) and self.is_name(quoted[-1])


def is_heading(line: str) -> bool:
    """Whether a line is a headline or a caption.

    >>> is_heading("Rebels Take Bridge After Long Night"), is_heading("Photo: The bridge at dawn.")
    (True, True)
    >>> is_heading("Rebels took the bridge after a long night, the army said.")
    False
    """
    label = re.match(r"(?:\w+ )?(\w+):", line)
    if label and label[1].lower() in words("unsaid", "labels"):
        return True
    if not 2 < len(WORD.findall(line)) <= HEADLINE_WORDS or re.search(r"[.…:;,][”\"’'»)]*$", line):
        return False
    return in_title_case(line) or line.isupper()
