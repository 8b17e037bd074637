"""Names as they stand on the page, mended where the encoder cut them short or a headline's capitals misled it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.codebook.actors import actors
from onrecord.language.page import Page

TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. miss dr dr. prof prof. sir lady lord dame rev rev. fr fr. st hon hon. gen gen. lt lt. col "
    "col. maj maj. capt capt. cpl cpl. sgt sgt. sgt. pvt pvt. cmdr cmdr. adm adm. brig brig. gov gov. sen sen. rep rep. "
    "supt supt. insp insp. det det. amb amb. pres pres. president premier minister general colonel major captain "
    "lieutenant sergeant corporal admiral commander marshal brigadier commissioner governor senator mayor judge "
    "justice professor doctor king queen prince princess emperor pope bishop archbishop cardinal imam sheikh "
    "ayatollah father sister brother chancellor ambassador inspector superintendent lic lic. madam secretary".split()
)
SMALL = frozenset("a an and as at but by for from in into of on or out over the to up with".split())
HEADLINE_SHARE = 0.75  # of the words of four letters or more in a line that begin with a capital


@dataclass(frozen=True, slots=True)
class Named:
    """A name on the page: its first and last word, its kind, and its words in lower case without titles."""

    first: int
    last: int
    kind: str
    words: tuple[str, ...]


def find_names(page: Page) -> list[Named]:
    """The names of a page in order, each with the kind that most of its mentions have."""
    body = [mended(page, name.kind, name.first, name.last) for name in page.names]
    titled = headline_words(page)
    inside = [name for name in body if name.first not in titled and name.words]
    known = {name.words for name in inside}
    inside += [kept for name in body if name.first in titled if (kept := in_headline(page, name, known))]
    votes: dict[tuple[str, ...], Counter[str]] = {}
    for name in inside:
        votes.setdefault(name.words, Counter())[name.kind] += 1
    agreed = {words: count.most_common(1)[0][0] for words, count in votes.items()}
    return sorted(
        (Named(n.first, n.last, agreed[n.words], n.words) for n in disjoint(inside)), key=lambda name: name.first
    )


def disjoint(names: list[Named]) -> Iterator[Named]:
    """The names without those that lie in a longer one."""
    taken: set[int] = set()
    for name in sorted(names, key=lambda n: (n.first - n.last, n.first)):
        words = range(name.first, name.last + 1)
        if taken.isdisjoint(words):
            taken.update(words)
            yield name


def mended(page: Page, kind: str, first: int, last: int) -> Named:
    """A name without titles before it and a possessive after it; an organisation's with the capitals that lead to it."""
    words = page.words
    while last > first and words[last].text.lower() in ("'s", "’s", "'", "’", ",", "."):
        last -= 1
    if kind != "person":
        while first and leads_to(page, first - 1, first, last, kind):
            first -= 1
    while kind == "person" and first < last and words[first].text.lower() in TITLES | {"."}:
        first += 1
    while first < last and words[first].text.lower() in ("the", "a", "an", "“", '"'):
        first += 1
    return Named(first, last, kind, tuple(w.text.lower() for w in words[first : last + 1] if w.text[0].isalnum()))


def leads_to(page: Page, number: int, first: int, last: int, kind: str) -> bool:
    """Whether the word before a name is its first part: a capitalised word that hangs on it, in the same sentence."""
    word, name = page.words[number], page.words[first]
    if word.sentence != name.sentence or not first <= word.head <= last:
        return False
    if word.text[0].isupper():
        return word.relation in ("compound", "flat", "amod", "nmod") and (kind != "place" or word.tag == "PROPN")
    return False


def headline_words(page: Page) -> frozenset[int]:
    """The numbers of the words that stand in lines set in headline capitals."""
    out: set[int] = set()
    for line in re.finditer(r"[^\n]+", page.text):
        if line[0].rstrip()[-1:] in ".,;”" and len(line[0]) > 100:
            continue
        long = [w for w in re.findall(r"[^\W\d_]+", line[0]) if w.lower() not in SMALL]
        if len(long) >= 4 and sum(w[0].isupper() for w in long) >= HEADLINE_SHARE * len(long) and len(line[0]) < 160:
            out.update(page.words_in(line.start(), line.end()))
    return frozenset(out)


def in_headline(page: Page, name: Named, known: set[tuple[str, ...]]) -> Named | None:
    """What of a name in a headline is a name elsewhere; else all of it where every word is tagged as a name."""
    length = len(name.words)
    for size in range(length, 0, -1):
        for start in range(length - size + 1):
            part = name.words[start : start + size]
            if part in known:
                numbers = [n for n in range(name.first, name.last + 1) if page.words[n].text[0].isalnum()]
                return Named(numbers[start], numbers[start + size - 1], name.kind, part)
    if all(word.tag in ("PROPN", "PUNCT", "NUM") for word in page.words[name.first : name.last + 1]):
        return name if name.words and not any(word in actors() for word in name.words) else None
    return None
