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
BYLINE = re.compile(
    rf"\s*By (?!(?:\w+day|Order|Decree|{MONTH})\b)"
    r"(?:[A-Z]|(?:a|our) (?:[Ss]taff|[Cc]orrespondent|[Rr]eporter)\b)[^\n]{2,80}\n"
)
DATED = re.compile(
    r"\s*(?:(?:Published|Posted|Updated|Filed|Date)(?: on)?:? )?(?:[A-Z][a-z]+day,? )?"
    rf"(?P<date>{DATE})(?P<clock>[^\n]{{0,30}})\n"
)
OUTLET = re.compile(r"\s*[A-Z][\w’'&-]+(?: (?:of|the|and|[A-Z][\w’'&-]+)){0,5}\n")
UNTITLED = re.compile(rf"[^\n.]{{2,200}}\n(?={BYLINE.pattern})")  # a headline that is not known, or another one
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
    """Where an article begins: behind its headline, and behind its byline, its outlet and its date under it.

    >>> opening("Bomb at grain terminal\\n\\nBy Ada Quill\\n\\nDUBLIN - A bomb", "Bomb at grain terminal")
    38
    >>> opening("Bomb at grain terminal\\n\\nBy Ada Quill\\n\\nDUBLIN - A bomb")
    38
    """
    start = len(text) - len(text.lstrip())
    if title and text.startswith(title, start):
        start += len(title)
    elif line := UNTITLED.match(text, start):
        start = line.end()
    start = head_of(text, start).end
    return len(text) - len(text[start:].lstrip())


@dataclass(frozen=True, slots=True)
class Head:
    """What stands between a headline and its article: the byline's line, the date's, and where they end."""

    byline: str | None
    dated: str | None
    end: int


def head_of(text: str, start: int) -> Head:
    """The lines under a headline that say who wrote the article, for whom and when.

    >>> head = head_of("Bomb kills nine\\nBy Ada Quill\\nCove Post\\nMonday, March 3, 2031\\n\\nDUBLIN - A bomb", 15)
    >>> head.byline, head.dated, head.end
    ('By Ada Quill', 'March 3, 2031', 61)
    """
    byline = dated = None
    end = start
    while True:
        line = BYLINE.match(text, end) if byline is None else None
        date = DATED.match(text, end) if line is None and dated is None else None
        if line is not None:
            byline, end = line[0].strip(), line.end()
        elif date is not None and re.search(r"\d{4}", date["date"]):
            dated, end = (date["date"] + date["clock"]).strip(), date.end()
        else:  # an outlet's name tells nothing where it stands alone
            outlet = OUTLET.match(text, end)
            if outlet is None or not (BYLINE.match(text, outlet.end()) or DATED.match(text, outlet.end())):
                return Head(byline, dated, end)
            end = outlet.end()


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
