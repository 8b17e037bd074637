"""Entries of a series as a test tells them: told("harbour hospital", "04T08", "at least 9")."""

from __future__ import annotations

from typing import Any

from onrecord.model.records import Precision
from onrecord.model.span import Span
from onrecord.reconciling.series import Entry, Number

Words = tuple[Number | None, Number | None, Number | None, Precision]
WORDS = {"dozens": 24, "several": 3}


def bounds(words: str) -> Words:
    """Value, low, high and precision of a figure in words."""
    *hedge, last = words.split()
    if last in WORDS:
        return None, WORDS[last], None, "vague"
    if "-" in last:
        low, high = map(int, last.split("-"))
        return None, low, high, "range"
    n = int(last)
    forms: dict[str, Words] = {
        "": (n, n, n, "exact"),
        "at least": (n, n, None, "at_least"),
        "more than": (n, n + 1, None, "more_than"),
        "up to": (n, None, n, "at_most"),
        "about": (n, None, None, "about"),
    }
    return forms[" ".join(hedge)]


def told(voice: str, when: str | None, words: str, report: str = "", at: int = 0, **flags: Any) -> Entry:
    """What a voice says in a report of March 2031 ("04T08": the fourth, eight o'clock; "04": that day)."""
    value, low, high, precision = bounds(words)
    published = None if when is None else f"2031-03-{when}:00:00Z" if "T" in when else f"2031-03-{when}"
    report = report or f"{voice} {when}"
    return Entry(voice, published, value, low, high, precision, report, Span(at, at + 1, words), **flags)
