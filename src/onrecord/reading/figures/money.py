"""Which currency a number is of, by its sign or its name and, where several countries share the name, by the place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.codebook.tables import codebook
from onrecord.language.page import Page
from onrecord.model.records import Place
from onrecord.reading.figures.numbers import Quantity


@dataclass(frozen=True)
class Currencies:
    """The tables of codebook/currencies.toml."""

    sign: dict[str, str]
    name: dict[str, str]
    shared: dict[str, dict[str, str]]
    nation: dict[str, str]


@cache
def currencies() -> Currencies:
    """Signs, names and codes of money."""
    return Currencies(**codebook("currencies"))


@dataclass(frozen=True, slots=True)
class Money:
    """A currency's code, where it can be told, and the first and last words of the sum."""

    code: str | None
    first: int
    last: int


def money_of(page: Page, quantity: Quantity, places: Sequence[Place]) -> Money | None:
    """The currency that a number is of; None where it is none."""
    words, first, last = page.words, *quantity.core
    book = currencies()
    before = words[first - 1].text if first else ""
    if before and before[-1] in "$€£¥₹₦₱₺₽₩":
        start = first - 1
        letters = (
            words[first - 2].text.lower().rstrip(".")
            if first > 1 and words[first - 2].end == words[first - 1].start
            else ""
        )
        sign = before.lower()
        if letters + sign in book.sign:
            start, sign = first - 2, letters + sign
        elif letters in ("u.s", "us"):
            start, sign = first - 2, "us$"
        code = book.sign.get(sign) or local("dollar", page, places)
        named = named_money(page, last + 1, places)
        return (named and Money(named.code, start, named.last)) or Money(code, start, last)
    return named_money(page, quantity.last + 1, places)


def named_money(page: Page, at: int, places: Sequence[Place]) -> Money | None:
    """The currency that the words at a place name ("dollars", "Canadian dollars", "CFA francs")."""
    words = page.words
    book = currencies()
    nation: str | None = None
    for number in range(at, min(at + 4, len(words))):
        lower = words[number].text.lower()
        bare = lower[:-1] if lower.endswith("s") and lower not in book.name and lower not in book.shared else lower
        if bare in book.name:
            return Money(book.name[bare], at, number)
        if bare in book.shared:
            if nation == "cfa":
                west = local(bare, page, places)
                return Money(west if west in ("XAF", "XOF") else "XOF", at, number)
            table = book.shared[bare]
            code = table.get(nation) or (table.get("else") if nation else None) if nation else local(bare, page, places)
            return Money(code, at, number)
        two = f"{words[number - 1].text.lower()} {lower}" if number > at else lower
        if lower == "cfa":
            nation = "cfa"
        elif (found := book.nation.get(two) or book.nation.get(lower.replace(".", ""))) is not None:
            nation = found
        elif lower.upper() in set(book.name.values()) and number == at and words[number].text.isupper():
            return Money(lower.upper(), at, number)
        elif lower not in ("new", "sri", "hong", "saudi", "in", "convertible"):
            return None
    return None


def local(name: str, page: Page, places: Sequence[Place]) -> str | None:
    """The code of a shared name in the country that the report is from: its dateline's, else the one most named."""
    table = currencies().shared[name]
    mentions = sorted((m.start, p.country) for p in places if p.country for m in p.mentions)
    counts = Counter(country for _, country in mentions)
    if mentions and mentions[0][0] == 0:
        counts[mentions[0][1]] += 100  # a dateline outweighs the rest
    if name == "dollar":
        home = counts.most_common(1)[0][0] if counts else None
        return table.get(str(home)) or table["else"]
    for country, _ in counts.most_common():
        if country in table:
            return table[country]
    return table.get("else")
