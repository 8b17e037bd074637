"""Statements in dialogue form: questions and answers, transcripts, a name and a colon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.codebook.tables import words
from onrecord.language.page import Page
from onrecord.reading.statements.quoting import Draft, Marks, Part, trim

TURN = re.compile(
    r"^(?:\d{1,2}[:.]\d\d(?: ?[ap]m)? )?"  # a live blog's time
    r"[“\"]?"  # a transcript that is quoted as a whole
    r"((?:Mr|Mrs|Ms|Dr)?\.? ?[A-Z@][\w'’.-]*(?: [\w'’.-]+){0,4})"
    r"(?: \([^)\n]{1,40}\))?(:) +(?=\S)(.+)$",
    re.MULTILINE,
)


DASHED = re.compile(r"^[—–-] ?(?=[A-Z“\"‘'«])(.+)$", re.MULTILINE)  # a turn opens with a dash
SIGNED = re.compile(  # “We lost everything.” — Ada Brand
    r"[”\"»’']{1,2}\s?([―—–]|--)\s?"
    r"([A-Z@][\w.'’-]*(?: (?:[A-Z@(][\w.'’@)-]*|al-\w+|of|de)){0,5}?)(?=\.?\s*(?:\n|$|[“\"”]))"
)
PARAGRAPH = re.compile(r"^[^\n]*\S[^\n]*$", re.MULTILINE)
YOU = re.compile(r"\byou(?:r|rs)?\b", re.IGNORECASE)
I_OR_WE = re.compile(r"\b(?:I|we|We|my|My|our|Our|me|us)\b")
FEWEST = 2  # turns that make a dialogue


def find_turns(page: Page) -> Iterator[Draft]:
    """A draft for each turn of a dialogue: with a label, else after a dash, else answers to the report's questions."""
    yield from find_signed(page)
    labelled = list(find_labelled(page))
    yield from labelled
    if not labelled:
        dashed = [match.span(1) for match in DASHED.finditer(page.text)]
        for part in dashed if len(dashed) >= FEWEST and is_talk(page, dashed) else find_answers(page):
            yield Draft((whole(page, part),), dialogue=True)


def is_talk(page: Page, parts: Iterable[Part]) -> bool:
    """Whether lines that open with a dash are spoken, and no list: one asks, calls out, or speaks of I or you."""
    lines = [page.text[start:end] for start, end in parts]
    return any(I_OR_WE.search(line) or YOU.search(line) or set("?!") & set(line) for line in lines)


def find_signed(page: Page) -> Iterator[Draft]:
    """A draft for each quotation that a dash and a name follow to the line's end."""
    for quotation in Marks(page).outer:
        match = SIGNED.match(page.text, quotation.end) if quotation.closed else None
        if match:
            yield Draft(((quotation.start, quotation.end),), (match.span(1),), (match.span(2),), dialogue=True)


def find_answers(page: Page) -> list[Part]:
    """The paragraphs that answer questions which a report puts to "you", where most of them speak of I or we."""
    spans = [match.span() for match in PARAGRAPH.finditer(page.text)]
    lines = [page.text[start:end].strip() for start, end in spans]
    asked = {n for n, line in enumerate(lines) if line.endswith("?") and line[0].isalpha()}
    answers = [n + 1 for n in sorted(asked) if n + 1 < len(lines) and n + 1 not in asked]
    telling = [n for n in answers if I_OR_WE.search(lines[n])]
    to_you = [n for n in asked if YOU.search(lines[n])]
    if len(answers) < FEWEST or len(telling) < FEWEST or not to_you:
        return []
    return [spans[n] for n in answers]


def find_labelled(page: Page) -> Iterator[Draft]:
    """A draft for each line that gives a speaker, a colon and what is said.

    The speaker is Q or A, a name that the encoder tags, or one who has at least two lines.
    """
    turns = [
        match for match in TURN.finditer(page.text) if match[1].split()[-1].lower() not in words("unsaid", "labels")
    ]
    labels = [match[1] for match in turns]
    names = {page.words[name.last].text.lower() for name in page.names}
    places = {page.words[name.first].start for name in page.names if name.kind == "place"}
    for match in turns:
        is_place = (match[1].isupper() and len(match[1]) > 1) or match.start(1) in places
        if (is_place or match.end(2) <= page.dateline) and labels.count(match[1]) == 1:
            continue  # a dateline: "QUETTA: ", "Patna: "
        if match[1] in ("Q", "A") or labels.count(match[1]) > 1 or match[1].split()[-1].lower() in names:
            yield turn(page, match)


def turn(page: Page, match: re.Match[str]) -> Draft:
    """The draft of a turn with a label."""
    return Draft((whole(page, match.span(3)),), (match.span(2),), (match.span(1),), dialogue=True)


def whole(page: Page, part: Part) -> Part:
    """The words of a turn; marks around all of it are no part of it."""
    part = trim(page.text, part, " ")
    quotation = next((q for q in Marks(page).outer if q.start - 1 == part[0]), None)
    if quotation and quotation.end + quotation.closed >= part[1]:
        return quotation.start, quotation.end
    return part
