"""The words of reports, weighed: what stands in few reports tells stories apart, what stands everywhere nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from math import fsum, log, sqrt
from operator import mul

from onrecord.model.records import Report

WORD = re.compile(r"[^\W\d_][\w'’]+|\d[\d,.]*\d")
POSSESSIVE = re.compile(r"['’]s?$")
KNOWN = 1 << 15  # words of which is kept how they are counted
NAME = re.compile(r"(?<=[\w,;:] )[^\W\d_a-z][\w'’]+")  # a word with a capital inside a sentence
NAMED = 5.0  # such a word counts as so many more
TITLE = 5.0  # a word in the title counts as so many in the text
BACKGROUND = 1000  # a record's own counts weigh as much as the listed shares once it has so many reports
EVERYWHERE = 0.2  # a word that stands in so many of all reports tells nothing

Vector = Mapping[str, float]


def word_counts(report: Report) -> Counter[str]:
    """How often each word stands in a report, in title and text; names, which tell stories apart, count for more."""
    counts: Counter[str] = Counter(map(plain, WORD.findall(report.text)))
    for word in NAME.findall(report.text):
        counts[plain(word)] += NAMED  # type: ignore[assignment]
    for word in WORD.findall(report.title or ""):
        counts[plain(word)] += TITLE  # type: ignore[assignment]
    return counts


@lru_cache(KNOWN)
def plain(word: str) -> str:
    """A word as it is counted: lower case, without the s of a plural or a possessive.

    >>> plain("Dockers’"), plain("Munster's"), plain("press")
    ('docker', 'munster', 'press')
    """
    word = POSSESSIVE.sub("", word.lower())
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def weigh(counted: Sequence[Counter[str]], having: Mapping[str, int], reports: int) -> list[Vector]:
    """The words of some reports by how much they tell (TF-IDF), of length 1.

    How common a word is comes from the record, of which it is told how many reports there are and how many have each
    word, and, while that is small, from general shares.  A word that only one report of the record has joins it to none
    and is left out.
    """
    shares = word_shares()
    share = {
        word: (BACKGROUND * shares.get(word, 0) + number) / (BACKGROUND + reports)
        for word, number in having.items()
        if number > 1
    }
    telling = {word: -log(one) for word, one in share.items() if one < EVERYWHERE}
    return [
        unit((word, (1 + log(number)) * telling[word]) for word, number in counts.items() if word in telling)
        for counts in counted
    ]


def unit(weighed: Iterable[tuple[str, float]]) -> Vector:
    vector = dict(weighed)
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()}


def cosine(one: Vector, other: Vector) -> float:
    """How alike the words of two reports are, from 0 to 1; in whatever order they are summed."""
    shared = one.keys() & other.keys()
    return fsum(map(mul, map(one.__getitem__, shared), map(other.__getitem__, shared)))


@cache
def word_shares() -> Mapping[str, float]:
    """The share of news reports in which each common word stands."""
    text = files("onrecord.codebook").joinpath("word_shares.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {word: int(share) / 1000 for share, *words in rows for word in words}
