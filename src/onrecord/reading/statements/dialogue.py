"""Statements in dialogue form: questions and answers, transcripts, a name and a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.language.page import Page
from onrecord.reading.codebooks import words
from onrecord.reading.statements.quoting import Draft, Marks, trim

TURN = re.compile(
    r"^(?:\d{1,2}[:.]\d\d(?: ?[ap]m)? )?"  # a live blog's time
    r"[“\"]?"  # a transcript that is quoted as a whole
    r"((?:Mr|Mrs|Ms|Dr)?\.? ?[A-Z@][\w'’.-]*(?: [A-Z][\w'’.-]*| al-\w+| of| de){0,4})"
    r"(?: \([^)\n]{1,40}\))?(:) +(?=\S)(.+)$",
    re.MULTILINE,
)


def find_turns(page: Page) -> Iterator[Draft]:
    """A draft for each line that gives a speaker, a colon and what is said.

    The speaker is Q or A, a name that the encoder tags, or one who has at least two lines.
    """
    turns = [
        match for match in TURN.finditer(page.text) if match[1].split()[-1].lower() not in words("unsaid", "labels")
    ]
    labels = [match[1] for match in turns]
    names = {page.words[name.last].text.lower() for name in page.names}
    for match in turns:
        if match[1] in ("Q", "A") or labels.count(match[1]) > 1 or match[1].split()[-1].lower() in names:
            yield turn(page, match)


def turn(page: Page, match: re.Match[str]) -> Draft:
    """The draft of a turn; marks around all of it are no part of it."""
    part = trim(page.text, match.span(3), " ")
    quotation = next((q for q in Marks(page).outer if q.start - 1 == part[0]), None)
    if quotation and quotation.end + quotation.closed >= part[1]:
        part = (quotation.start, quotation.end)
    return Draft((part,), (match.span(2),), (match.span(1),), dialogue=True)
