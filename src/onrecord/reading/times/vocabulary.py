"""The words of time: what each may mean, and a text as one letter a word, over which the grammar runs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.codebook.tables import codebook

TOKEN = re.compile(
    r"[ap]\.m(?:\.|\b)|o['’]clock\b"
    r"|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|sat|sun)\."
    r"|\d+(?:st|nd|rd|th|s)\b|\d+(?:[.,:]\d+)*|[^\W\d_]+|\S|\n",
    re.IGNORECASE,
)
MARKS = {"-": "hyphen", "–": "dash", "—": "dash", ",": "comma", "'": "quote", "’": "quote", "‘": "quote", "/": "slash"}
NUMERAL = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
CLOCK = re.compile(r"([01]?\d|2[0-4])([:.])([0-5]\d)(?::[0-5]\d)?")
DOTTED = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})")  # day, month, year
LONGEST_NUMBER = 18  # letters; no time is told in more
NTH = re.compile(r"(\d+)(?:st|nd|rd|th)")

# one of each form that the words outside the codebook may have; all that is met in a text is like one of these
FORMS = "1 07 24 45 31 00 100 0300 0199 1975 2022 2330 7200 1.5 9.75 10.32 14:30 1.1.2031 4th 40th 1990s a.m. o'clock"

Meaning = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a time expression: its offsets, its text and what it may mean, a value a category."""

    start: int
    end: int
    text: str
    meaning: Meaning


@cache
def words_of_time() -> dict[str, dict[str, Any]]:
    """Of each word of time its values by category."""
    book = codebook("times")
    words: dict[str, dict[str, Any]] = {word: {word: 0} for word in book["plain"].split()}
    for category, section in book.items():
        if isinstance(section, dict):
            for word, value in section.items():
                words.setdefault(word, {})[category] = value
    for word in book["capital"].split():
        words[word.capitalize()] = words.pop(word)
    return words


@cache
def meaning_of(text: str) -> Meaning:
    """What a word may mean, by category; empty for all words that are not of time.

    >>> meaning_of("May")["month"], dict(meaning_of("may")), meaning_of("1990s")
    (5, {}, {'decades': 1990})
    """
    if text[0].isdigit():
        return meaning_of_number(text)
    if text in MARKS:
        return {MARKS[text]: 0}
    lower = text.lower()
    if lower in ("a.m.", "p.m.", "a.m", "p.m"):
        return {"ampm": 12 * (lower[0] == "p")}
    if lower.startswith("o") and lower.endswith("clock"):
        return {"oclock": 0}
    bare = lower.rstrip(".") if len(lower) > 1 else lower
    found = words_of_time().get(bare)
    if found is None and text[0].isupper():
        found = words_of_time().get(bare.capitalize())
    return found or {}


def meaning_of_number(text: str) -> Meaning:
    """What a number may mean: a count, a day of the month, an hour, a time of day, a year.

    >>> dict(meaning_of_number("14:30")), dict(meaning_of_number("1998"))
    ({'clock': '14:30'}, {'number': 1998, 'digits': 1998, 'year_number': 1998})
    """
    found: dict[str, Any] = {}
    if len(text) > LONGEST_NUMBER:
        return found
    if text[-1] in "sS" and text[:-1].isdecimal():
        value = int(text[:-1])
        return {"decades": value} if value % 10 == 0 and (1000 <= value <= 2190 or 10 <= value <= 90) else {}
    if nth := NTH.fullmatch(text):
        value = int(nth[1])
        return {"ordinal": value, "nth": value} | ({"day": value} if 1 <= value <= 31 else {})
    if dotted := DOTTED.fullmatch(text):
        return {"dotted_date": f"{dotted[3]}-{int(dotted[2]):02}-{int(dotted[1]):02}"}
    if clock := CLOCK.fullmatch(text):
        found["clock" if clock[2] == ":" else "pointed"] = f"{int(clock[1]):02}:{clock[3]}"
    if NUMERAL.fullmatch(text):
        bare = text.replace(",", "")
        value = int(float(bare))
        found["number"] = found["digits"] = float(bare) if "." in bare else value
        if text.isdecimal():
            if len(text) == 4 and 1000 <= value <= 2199:
                found["year_number"] = value
            if 1 <= value <= 31 and len(text) <= 2:
                found["day"] = value
            if 1 <= value <= 24 and len(text) <= 2:
                found["hour"] = value
            if len(text) == 2:
                found["two"] = value
            if len(text) == 4 and value < 2400 and value % 100 < 60:
                found["military"] = value
    return found


class Alphabet:
    """A letter for each set of categories that a word may have, so that a grammar of words is a regular expression."""

    def __init__(self) -> None:
        self.letters: dict[frozenset[str], str] = {}
        self.known: dict[str, str] = {"\n": "\n"}
        for word in words_of_time():
            self.letter(word)
            self.letter(word.capitalize())
        for word in (*FORMS.split(), *MARKS):
            self.letter(word)

    def letter(self, text: str) -> str:
        """The letter of a word; w for other words and a stop for other marks."""
        found = self.known.get(text)
        if found is None:
            categories = frozenset(meaning_of(text))
            blank = "w" if text[0].isalnum() else "."
            found = self.letters.setdefault(categories, chr(0x100 + len(self.letters))) if categories else blank
            if len(self.known) < 100_000:
                self.known[text] = found
        return found

    def spelt(self, pattern: str) -> str:
        """A pattern over categories as one over letters: <month> becomes the set of letters that may be a month."""

        def chosen(match: re.Match[str]) -> str:
            letters = "".join(letter for categories, letter in self.letters.items() if match[1] in categories)
            if not letters:
                raise ValueError(f"no word of time is a {match[1]}")
            return f"[{letters}]"

        return re.sub(r"<(\w+)>", chosen, pattern)


def tokens_of(text: str) -> list[re.Match[str]]:
    """The words, numbers, marks and line ends of a text."""
    return list(TOKEN.finditer(text))
