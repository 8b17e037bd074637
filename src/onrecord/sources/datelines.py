"""The dateline that opens a report: where and when it was filed, and the agency that sent it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.gazetteer.lookup import gazetteer

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
DATE = rf"(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?"
CITY = r"[A-Z][A-Za-zÀ-ÿ.'’-]*(?:[ /][A-Z][A-Za-zÀ-ÿ.'’-]*|, [A-Z][A-Za-zÀ-ÿ.'’-]*){0,5}"
AGENCY = r"\((?P<agency>[A-Z][\w.&'’/ -]{1,40})\)"
OPENING = re.compile(
    rf"\s*(?P<dateline>(?:(?P<city>{CITY}?)(?:,? (?P<date>{DATE}))?|(?P<alone>{DATE}))(?: {AGENCY})?)"
    r"\s*(?:--|[-–—])\s+(?=\S)"
)
COLON = re.compile(rf"(?P<city>{CITY}):\s+(?=[A-Z“\"])")
BYLINE = re.compile(rf"\s*By (?!(?:\w+day|Order|Decree|{MONTH})\b)[A-Z][^\n]{{2,80}}\n")
LARGE = 50_000  # people of a town that a word before a colon is taken for: "Name" and "Minister" are villages
NO_PLACE = frozenset(
    "BREAKING UPDATE UPDATED WATCH LIVE EXCLUSIVE OPINION ANALYSIS EXPLAINER CORRECTION FACTBOX VIDEO".split()
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words of a dateline, the agency in it, and where the article goes on behind its dash."""

    words: str
    agency: str | None
    end: int


def opening(text: str, title: str | None = None) -> int:
    """Where an article begins: behind its headline and its byline, where the text opens with them.

    >>> opening("Bomb at grain terminal\\n\\nBy Ada Quill\\n\\nDUBLIN - A bomb", "Bomb at grain terminal")
    38
    """
    start = len(text) - len(text.lstrip())
    if title and text.startswith(title, start):
        start += len(title)
    if byline := BYLINE.match(text, start):
        start = byline.end()
    return len(text) - len(text[start:].lstrip())


def is_in_headline(offset: int, text: str, title: str | None) -> bool:
    """Whether an offset lies before the article, in its headline, which only says in short what stands below."""
    return offset < opening(text, title)


def with_colon(line: str, start: int) -> Dateline | None:
    """A dateline that is but a town the gazetteer knows, and a colon: "QUETTA: A bomb ..."."""
    found = COLON.match(line)
    if found is None or found["city"].upper() in NO_PLACE:
        return None
    known = gazetteer().find(found["city"].title())
    is_town = any(place.kind == "city" and place.population >= LARGE for place in known)
    return Dateline(found["city"], None, start + found.end()) if is_town else None


def find_dateline(text: str, title: str | None = None) -> Dateline | None:
    """The dateline of an article's first paragraph, and the agency in it.

    >>> find_dateline("DUBLIN, March 4 (Harbour Wire) - A bomb tore through a grain terminal.")
    Dateline(words='DUBLIN, March 4 (Harbour Wire)', agency='Harbour Wire', end=33)
    >>> find_dateline("Dublin - a port of half a million - was calm.")
    """
    start = opening(text, title)
    first = text[start : start + 200].split("\n", 1)[0]
    found = OPENING.match(first)
    if found is None:
        return with_colon(first, start)
    city, words = found["city"] or "", found["dateline"]
    capitals = re.match(r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}", city)
    if city.split(" ")[0].strip(",") in NO_PLACE or not (
        capitals or found["date"] or found["alone"] or found["agency"]
    ):
        return None
    return Dateline(words, found["agency"], start + found.end())
