"""How alike people's names are: "Ameena Yousef" and "Amina Yusuf", "Berg" and "Tomas Berg", "J. Weil" and "Jonas"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import JaroWinkler

from onrecord.gazetteer.names import folded

Likeness = Literal["same", "variant", "short", "near", "other"]
HONORIFICS = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady rev father sister brother haji hajj sheikh shaikh sayyid "
    "mullah imam ustad captain sergeant lieutenant colonel major general corporal private officer constable "
    "inspector mayor governor minister president senator judge".split()
)
PARTICLES = frozenset("al el ul an ar as ash at az bin ibn ben de da di del der den van von la le dos du".split())
# sounds that are written in several ways when names are written over from other scripts
SOUNDS = tuple(
    pair.split(":")
    for pair in "sch:s sh:s ch:s kh:h gh:g ph:f ck:k q:k c:k x:ks dj:j zh:j dh:d th:t tz:s ts:s z:s w:v".split()
)
VOWELS = re.compile(r"[aeiouyhvj]")  # v and j after w:v and y, which are half vowels
GROUPS = re.compile(r"[aeiouy]+")
TWICE = re.compile(r"(.)\1+")
SERVANT = re.compile(r"\babd(?:[aeu]l)?[ -]*(?:[aeu]l[ -]+)?(?=[a-z]{3})")  # Abdul Rahman, Abd al-Rahman, Abdelrahman
ALIKE = 0.7  # of two words with one skeleton: more apart, and they are two names
CLOSE = 0.9  # of two words without one
SOLID = 3  # consonants from which a skeleton tells a name


@lru_cache(maxsize=1 << 14)
def name_parts(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without marks, honorifics and articles.

    >>> name_parts("Dr. Nadia al-Karīm"), name_parts("J. Weil")
    (('nadia', 'karim'), ('j', 'weil'))
    """
    parts = SERVANT.sub("abd", folded(name).replace(".", " ")).split()
    kept = [part for part in parts if part and part not in PARTICLES]
    while len(kept) > 1 and kept[0] in HONORIFICS:
        kept = kept[1:]
    return tuple(kept)


@lru_cache(maxsize=1 << 14)
def skeleton(word: str) -> str:
    """What stays of a word in whatever way it is written over: its first sound and its consonants.

    >>> skeleton("mohammed") == skeleton("muhamad"), skeleton("yusuf") == skeleton("yousef")
    (True, True)
    """
    for written, sound in SOUNDS:
        word = word.replace(written, sound)
    word = re.sub(r"^y(?=[aeiou])", "", word)
    first = "a" if word[:1] in "aeiou" else word[:1]
    return first + TWICE.sub(r"\1", VOWELS.sub("", word[1:]))


def likeness(one: str, other: str) -> Likeness:
    """How alike two names are: the same; one spelling of the other; short for it; near it, and perhaps another; or not.

    >>> likeness("Amina Yusuf", "Ameena Yousef"), likeness("Berg", "Tomas Berg"), likeness("Tomas Berg", "Lena Berg")
    ('variant', 'short', 'other')
    >>> likeness("Maria Berg", "Mario Berg"), likeness("J. Weil", "Jonas Weil"), likeness("Tomas K. Berg", "Tomas Berg")
    ('near', 'short', 'same')
    """
    mine, yours = name_parts(one), name_parts(other)
    if not mine or not yours:
        return "other"
    if mine == yours:
        return "same"
    if min(len(mine), len(yours)) == 1:
        return short_for(*sorted((mine, yours), key=len))
    first, last = alike(mine[0], yours[0]), alike(mine[-1], yours[-1])
    if "initial" in (first, last):
        return "short" if {first, last} <= {"initial", "same", "variant"} else "other"
    if sorted(mine) == sorted(yours):
        return "variant"  # the family's name first
    found = {first, last}
    if "other" in found:
        return "near" if begins(mine, yours) else "other"
    middles = {part for part in mine[1:-1] if len(part) > 1}, {part for part in yours[1:-1] if len(part) > 1}
    if "near" in found or (all(middles) and middles[0].isdisjoint(middles[1])):
        return "near"
    return "variant" if "variant" in found else "same"


def begins(mine: tuple[str, ...], yours: tuple[str, ...]) -> bool:
    """Whether one name goes on where the other ends: "Ahmed Hassan" and "Ahmed Hassan Ali"."""
    size = min(len(mine), len(yours))
    return len(mine) != len(yours) and mine[:size] == yours[:size]


def short_for(alone: tuple[str, ...], full: tuple[str, ...]) -> Likeness:
    """Whether a lone name is the first or last one of another."""
    found = {alike(alone[0], full[-1]), alike(alone[0], full[0])} if len(alone[0]) > 1 else {"other"}
    if found & {"same", "variant"}:
        return "short"
    return "near" if "near" in found and len(full) > 1 else "other"


@lru_cache(maxsize=1 << 16)
def alike(one: str, other: str) -> Likeness | Literal["initial"]:
    """How alike two words of names are."""
    if one == other:
        return "same"
    if min(len(one), len(other)) == 1:
        return "initial" if one[0] == other[0] else "other"
    close = JaroWinkler.similarity(one, other)
    if skeleton(one) == skeleton(other) and close >= ALIKE and sounds_alike(one, other):
        return "variant" if len(skeleton(one)) >= SOLID else "near"
    return "near" if close >= CLOSE else "other"


def sounds_alike(one: str, other: str) -> bool:
    """Whether the vowels of two words with one skeleton agree by half: "Yusuf", "Yousef"; not "Hassan", "Hussein"."""
    mine, yours = ([vowel(found) for found in GROUPS.findall(word)] for word in (one, other))
    return len(mine) != len(yours) or 2 * sum(a == b for a, b in zip(mine, yours, strict=True)) >= len(mine)


def vowel(written: str) -> str:
    """The vowel that some letters stand for, as far as other spellings keep it."""
    return "u" if set(written) & {"o", "u"} else "a" if written[0] == "a" and len(written) == 1 else "i"
