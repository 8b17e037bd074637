"""A person who was harmed, as a form asks for it in plain words, and as a cell: what is typed is found in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.linking.scenes import sentence_at
from onrecord.model.span import Span
from onrecord.review.cells import Cell
from onrecord.review.sheet import Sheet
from onrecord.web.fields import Given, Unfit, span_of

HARMS = ("killed", "injured", "missing", "abducted", "detained", "affected")
TOLD = {"confirmed": "as a fact", "feared": "as feared", "denied": "as denied"}
SEXES = ("", "female", "male")


def asked(sheet: Sheet, choices: Mapping[str, Sequence[tuple[str, str]]]) -> dict[str, Any]:
    """What the form offers: harms, how they are told, sexes, the report's incidents, the news before the past."""
    incidents = sheet.cells("incidents")
    in_order = sorted(choices["incidents"], key=lambda one: bool(incidents[one[0]]["background"]))
    named = [(ident, incidents[ident]["summary"] or words) for ident, words in in_order]
    return {"harms": HARMS, "tellings": TOLD, "sexes": SEXES, "incidents": named}


def casualty_in(sheet: Sheet, given: Given) -> Cell:
    """The person whom a form tells of; Unfit where its words don't stand in the text."""
    text = sheet.read["report"]["text"]
    words = given.get("span", "").strip()
    if not words:
        raise Unfit("select the person's name in the text, or the words by which the text calls him or her")
    span = span_of("the person", words, Span)
    if not 0 <= span[0] < span[1] <= len(text):
        raise Unfit(f"the text has no words at {words}")
    called = {"value": " ".join(text[span[0] : span[1]].split()), "span": span}
    sex = given.get("sex", "")
    return {
        "span": span,
        "name": called if given.get("called") != "description" else None,
        "description": called if given.get("called") == "description" else None,
        "age": trait("age", given, text, span), "role": trait("role", given, text, span),
        "sex": {"value": sex, "span": span} if sex else None,
        "harms": [{
            "measure": given.get("harm", ""), "status": given.get("told", "confirmed"),
            "span": telling(given, text, span), "event": None, "incident": given.get("incident") or None,
            "statement": statement_around(sheet, span),
        }],
    }  # fmt: skip


def trait(name: str, given: Given, text: str, span: Sequence[int]) -> dict[str, Any] | None:
    """What is typed of a person, with the nearest words of the text that say it; nothing where nothing is typed."""
    typed = " ".join(given.get(name, "").split())
    return {"value": typed, "span": nearest(name, typed, text, span)} if typed else None


def telling(given: Given, text: str, span: Sequence[int]) -> list[int]:
    """The words that tell the harm: those typed, else the sentence in which the person stands."""
    typed = given.get("words", "").strip()
    if typed:
        return nearest("the words that say so", typed, text, span)
    found = sentence_at(text, Span.of(text, span[0], span[1]))
    return [found.start, found.end]


def nearest(name: str, words: str, text: str, span: Sequence[int]) -> list[int]:
    """Where words stand in a text, of several places the one nearest to a span; Unfit where they don't.

    >>> nearest("age", "9", "Nine boys, 9; Ada Quill, 19, and Bo Oar, 9.", (14, 23))
    [11, 12]
    """
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [one.span() for one in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)]
    if not found:
        raise Unfit(f"{name}: “{words}” does not stand in the text; write it as the text has it")
    start, end = min(found, key=lambda one: max(one[0] - span[1], span[0] - one[1], 0))
    return [start, end]


def statement_around(sheet: Sheet, span: Sequence[int]) -> str | None:
    """The shortest statement in whose content some words stand: who says so."""
    holding = [
        (sum(end - start for start, end in one["content"]), ident)
        for ident, one in sheet.cells("statements").items()
        if any(start <= span[0] and span[1] <= end for start, end in one["content"])
    ]
    return min(holding)[1] if holding else None
