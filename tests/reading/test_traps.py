"""Invented passages whose violent words and loose numbers must yield nothing, and the same words in earnest."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.model.records import Records
from onrecord.model.span import Span
from tests.reading.pages import read

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "traps.toml").read_text("utf-8"))["passage"]
SECTIONS = ("figures", "places", "events", "times")


def spans(records: Records, section: str) -> list[Span]:
    """The spans that a section's records take."""
    if section == "places":
        return [span for place in records.places for span in place.mentions]
    if section == "events":
        return [event.trigger for event in records.events if event.type is not None]
    return [found.span for found in getattr(records, section)]


def taken(words: str, text: str, found: list[Span]) -> bool:
    """Whether one of some spans shares a character with the words."""
    there = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    return any(span.start < end and start < span.end for start, end in there for span in found)


def wrong(case: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The traps that a passage's records fall into, and the words in earnest that they miss."""
    records, text = read(case["text"]), case["text"]
    for section in SECTIONS:
        yield from ((section, w) for w in case.get(section, []) if taken(w, text, spans(records, section)))
    yield from (("missed", w) for w in case.get("literal", []) if not taken(w, text, spans(records, "events")))


def parameters() -> Iterator[Any]:
    """The passages; of those marked `open` not all is read right yet."""
    for case in CASES:
        marks = [pytest.mark.xfail(reason="not read right yet", strict=False)] if case.get("open") else []
        yield pytest.param(case, id=case["text"][:40], marks=marks)


@pytest.mark.parametrize("case", list(parameters()))
def test_only_what_is_meant_in_earnest_is_read(case: dict[str, Any]) -> None:
    assert not list(wrong(case))
