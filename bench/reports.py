"""Invented reports for the bench: many stories, told by several outlets, with copies, updates, versions and denials.

A few stories are written and read by the reader.  Each is then told again and again as other news: every name and
every word of the filling becomes another of the same length, numbers become others of as many digits, days are moved by
whole weeks, so that all spans of the records stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import count, islice
from random import Random
from typing import Any

from onrecord.engine.shard import read_one
from onrecord.linking.words import word_shares
from onrecord.model.json import as_json
from onrecord.model.reading_back import from_json
from onrecord.model.records import Record, Report
from onrecord.store.writing import Capture

CONSONANTS, VOWELS = "bcdfghklmnprstvz", "aeiou"
BODIES = "police|the army|the health ministry|the interior ministry|hospital officials|the fire brigade".split("|")
HARMS = "A bomb|A car bomb|An air strike|A shell|An explosion|A gunman".split("|")
SITES = "market|school|bus station|hospital|barracks|bakery|bridge|mill".split("|")
OUTLETS = [f"{name} {kind}" for name in ("Harbour", "Valley", "Northern", "Evening", "Coast", "Capital")
           for kind in ("Courier", "Gazette", "Post", "Herald")]  # fmt: skip
OPENING = (
    "{harm} killed at least {toll} people and wounded {hurt} at the {site} of {place} on Tuesday, {body} said.\n\n"
    "{person}, who was at the {site}, said that {toll} bodies lay there."
)
DENIAL = "The army denied that {toll} people had died in {place}."
FRAME = frozenset(re.findall(r"[a-z]+", " ".join([*BODIES, *HARMS, *SITES, OPENING, DENIAL, "with would"]).lower()))
COMMON = sorted(
    word for word in word_shares() if word.isalpha() and word.isascii() and 4 <= len(word) <= 9 and word not in FRAME
)
COMMON_SET = frozenset(COMMON)
NUMBER = re.compile(r"(?<![\d.,-])[1-9]\d(?![\d.,-])")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
WORD = re.compile(r"[A-Za-z]{4,}")
FIRST_DAY = date(2031, 3, 4)


def rare_word(chance: Random, length: int) -> str:
    """A word that is no other's, or hardly ever."""
    return "".join(chance.choice(VOWELS if at % 2 else CONSONANTS) for at in range(length))


@dataclass
class Written:
    """A story as it is written: its names and the words that only it has."""

    chance: Random

    def __post_init__(self) -> None:
        self.place, *self.people = (rare_word(self.chance, n).capitalize() for n in (7, 6, 8, 7, 9))
        self.own = [rare_word(self.chance, self.chance.randint(5, 9)) for _ in range(15)]
        self.harm, self.site = self.chance.choice(HARMS), self.chance.choice(SITES)
        self.toll = self.chance.randint(12, 30)

    def word(self) -> str:
        return self.chance.choice(self.own) if self.chance.random() < 0.2 else self.chance.choice(COMMON)

    def sentence(self) -> str:
        words = " ".join(
            f"{self.word()} {link}" for link in self.chance.sample(["of the", "and", "in the", "with a"], 3)
        )
        return f"The {words} {self.word()} {self.chance.choice(['was', 'had', 'would'])} {self.word()} {self.word()}."

    def paragraph(self) -> str:
        said = f"“{self.sentence()[:-1]},” said {self.chance.choice(self.people)}."
        return " ".join([*(self.sentence() for _ in range(2)), *([said] if self.chance.random() < 0.4 else [])])

    def opening(self, toll: int) -> str:
        body, person = self.chance.choice(BODIES), self.chance.choice(self.people)
        return OPENING.format(
            harm=self.harm, toll=toll, hurt=toll + 20, site=self.site, place=self.place, body=body, person=person
        )

    def report(self, toll: int, *taken: str) -> str:
        return "\n\n".join([self.opening(toll), *taken, *(self.paragraph() for _ in range(8))])

    def reports(self) -> list[tuple[str, int, str]]:
        """Text, days after the first, and outlet or agency of each report."""
        wire = self.report(self.toll)
        parts = wire.split("\n\n")
        update = self.report(self.toll + 7, parts[3])
        outlets = self.chance.sample(OUTLETS, 6)
        denial = DENIAL.format(toll=self.toll + 7, place=self.place)
        return [
            (wire, 0, "Harbour Wire"),
            ("\n\n".join([*parts[:-2], self.paragraph()]), 0, outlets[0]),
            ("\n\n".join([*parts[:-1]]), 0, outlets[1]),
            (update, 1, outlets[2]),
            (update.replace(str(self.toll + 7), str(self.toll + 9)), 2, outlets[2]),
            (self.report(self.toll + 7), 1, outlets[3]),
            (f"{denial}\n\n{self.report(self.toll + 7, parts[4])}", 2, outlets[4]),
            (self.report(self.toll + 9), 3, outlets[5]),
        ]


def written(chance: Random, stories: int) -> Iterator[list[dict[str, Any]]]:
    """A few stories, each report read in full."""
    for number in range(stories):
        told = []
        for at, (text, days, outlet) in enumerate(Written(chance).reports()):
            published = f"{FIRST_DAY + timedelta(days)}T{8 + at:02}:00:00Z"
            record = read_one(report_of(f"{number}-{at}", text, outlet, published))
            assert isinstance(record, Record), record
            told.append(as_json(record))
        yield told


def report_of(name: str, text: str, outlet: str, published: str) -> Report:
    hashed = sha256(text.encode()).hexdigest()
    given: dict[str, Any] = dict.fromkeys(("url", "title", "agency", "dateline", "updated", "fetched"))
    given |= {"id": sha256(name.encode()).hexdigest()[:16], "source": f"{name}.txt", "publisher": outlet, "byline": ()}
    given |= {"published": published, "language": "en", "text": text, "text_sha256": hashed, "raw_sha256": hashed}
    return Report(**given)


def captures(seed: int, number: int, stories: int = 60) -> Iterator[Capture]:
    """So many reports with their records."""
    chance = Random(seed)
    read = list(written(chance, stories))
    return islice((capture for n in count() for capture in told_anew(Random(seed + n), n, read[n % stories])), number)


def told_anew(chance: Random, number: int, story: list[dict[str, Any]]) -> Iterator[Capture]:
    """A story as other news."""
    lengths = {length: [word for word in COMMON if len(word) == length] for length in range(4, 10)}
    words: dict[str, str] = {}
    for same in lengths.values():
        words |= dict(zip(same, chance.sample(same, len(same)), strict=True))
    plus, weeks = chance.randint(0, 30), timedelta(weeks=chance.randint(0, 150))

    def another(match: re.Match[str]) -> str:
        word = match[0]
        if word not in words and is_rare(word):
            made = rare_word(chance, len(word))
            words[word] = made.capitalize() if word[0].isupper() else made
        return words.get(word, word)

    def told(value: Any, key: str = "") -> Any:
        if isinstance(value, str):
            if DAY.match(value):
                return f"{date.fromisoformat(value[:10]) + weeks}{value[10:]}"
            if key in ("text", "quotes", "label", "name", "summary", "description"):
                return NUMBER.sub(lambda n: str(10 + (int(n[0]) - 10 + plus) % 90), WORD.sub(another, value))
            return value
        if isinstance(value, dict):
            return {name: told(one, "quotes" if key == "quotes" else name) for name, one in value.items()}
        if isinstance(value, list):
            return [told(one, key) for one in value]
        if key in ("value", "low", "high", "number") and isinstance(value, int) and 10 <= value <= 99:
            return 10 + (value - 10 + plus) % 90
        return value

    for at, one in enumerate(story):
        made = told(one)
        text = made["report"]["text"]
        made["report"] |= {"id": sha256(f"{number} {at}".encode()).hexdigest()[:16], "source": f"{number}-{at}.txt",
                           "raw_sha256": sha256(text.encode()).hexdigest()}  # fmt: skip
        yield Capture(from_json(made), text.encode(), "text/plain")


def is_rare(word: str) -> bool:
    """Whether a word was made by `rare_word`."""
    return word.lower() not in FRAME | COMMON_SET and all(
        (letter in VOWELS) == bool(at % 2) for at, letter in enumerate(word.lower())
    )
