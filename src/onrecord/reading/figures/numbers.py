"""Numbers of a page as they are worded: the value, the least and the most that the words allow."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.codebook.tables import codebook
from onrecord.language.page import Page
from onrecord.model.records import MOST_COUNTED, Precision

Amount = int | float

DIGITS = re.compile(r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?")
SHORT = re.compile(r"(\d+(?:[.,]\d+)*)(bn|mn|m|k)")
CURRENCY_SIGNS = "$€£¥₹₦₱₺₽₩"
DASHES = frozenset("-–—‑‐")
ARTICLES = frozenset(("a", "an", "one"))
LENGTHS = frozenset("second minute hour day week month year decade century".split())
ORDER = frozenset("first last next other same".split())
TAKING = frozenset("take took taken takes taking hand handed hands handing turn turned turns turning".split())
BEFORE_ONE = frozenset("than over under nearly almost least".split())
LONGEST_NUMBER = 25  # digits and commas; what is longer counts nothing
LONGEST_HEDGE = 4  # words; no hedge of the codebook is longer


@dataclass(frozen=True, slots=True)
class Hedge:
    """A rule of the codebook: its name, which is its wording with N for the number, and which bounds its words give."""

    rule: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number's words say: value, low and high, how exactly, and by which rule."""

    value: Amount | None
    low: Amount | None
    high: Amount | None
    precision: Precision
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a page: its bounds, the words of the number itself, and the first and last with its hedge."""

    bounds: Bounds
    core: tuple[int, int]
    first: int
    last: int
    more: bool = False  # "another five", "two more"

    @property
    def value(self) -> Amount | None:
        return self.bounds.value


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number without its hedge, from a first word to a last: a value, or the least that a vague word can mean."""

    first: int
    last: int
    value: Amount | None
    low: Amount | None = None
    rule: str | None = None


@dataclass(frozen=True)
class Vocabulary:
    """The words of codebook/numbers.toml."""

    cardinal: dict[str, int]
    scale: dict[str, int]
    pair: dict[str, int]
    few: dict[str, int]
    plural: dict[str, int]


@cache
def vocabulary() -> Vocabulary:
    """The number words of the codebook."""
    table = codebook("numbers")
    return Vocabulary(**table)


@cache
def hedges() -> tuple[dict[tuple[str, ...], Hedge], dict[tuple[str, ...], Hedge]]:
    """The hedges that stand before a number, and those that stand after it, by their words."""
    table = codebook("hedges")
    rows = table.values()
    before = {tuple(words.split()): Hedge(f"{words} N", row["precision"]) for row in rows for words in row["before"]}
    after = {tuple(words.split()): Hedge(f"N {words}", row["precision"]) for row in rows for words in row["after"]}
    return before, after


# a number's own words ------------------------------------------------------------------------------------------------


def digits(word: str) -> Amount | None:
    """The value of a number in digits.

    >>> digits("120,000"), digits("1.2"), digits("14:30"), digits("12th")
    (120000, 1.2, None, None)
    """
    if len(word) > LONGEST_NUMBER or not DIGITS.fullmatch(word):
        return None
    plain = word.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def small(words: Sequence[str], at: int) -> tuple[Amount, int] | None:
    """The value of a number up to 99, or of one in digits, at a place among words; and where it stops."""
    names = vocabulary().cardinal
    if (value := digits(words[at])) is not None:
        return value, at + 1
    if at and words[at - 1][-1] in CURRENCY_SIGNS and (short := SHORT.fullmatch(words[at])):  # "$38m"
        return whole(float(short[1].replace(",", "")) * vocabulary().scale[short[2]]), at + 1
    if words[at] not in names:
        return None
    tens = names[words[at]]
    if tens >= 20 and at + 1 < len(words):
        after = at + 1 + (words[at + 1] in DASHES)
        units = names.get(words[after], 0) if after < len(words) else 0
        if 0 < units < 10:
            return tens + units, after + 1
    return tens, at + 1


def scaled(words: Sequence[str], value: Amount, at: int) -> tuple[Amount, int]:
    """A value times the scale words that follow it ("two hundred thousand", "3 dozen"); and where they stop."""
    scales = vocabulary().scale
    while at < len(words) and words[at] in scales and (len(words[at]) > 2 or digits(words[at - 1]) is not None):
        if value > MOST_COUNTED:  # no use in going on, and it must not grow without end
            return value, at + 1
        value, at = whole(value * scales[words[at]]), at + 1
    return value, at


def whole(value: Amount) -> Amount:
    """A whole number as an integer: 1.2 million is 1200000."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def plain_number(words: Sequence[str], at: int) -> tuple[Amount, int] | None:
    """The value of "1.2 million", "two hundred and fifty", "a dozen", "half a million"; and where it stops.

    >>> plain_number("half a dozen boats".split(), 0), plain_number("two hundred and six".split(), 0)
    ((6, 3), (206, 4))
    """
    scales = vocabulary().scale
    if words[at] == "half":
        next_ = at + 1 + (at + 1 < len(words) and (words[at + 1] in ARTICLES or words[at + 1] in DASHES))
        if next_ < len(words) and words[next_] in scales and len(words[next_]) > 2:
            return whole(scales[words[next_]] / 2), next_ + 1
        return None
    if words[at] in ARTICLES and at + 1 < len(words) and words[at + 1] in scales and len(words[at + 1]) > 2:
        value, stop = scaled(words, 1, at + 1)
    elif (found := small(words, at)) is not None:
        value, stop = scaled(words, *found)
        if words[stop : stop + 4] == ["and", "a", "half", "million"]:
            return whole((value + 0.5) * scales["million"]), stop + 4
    else:
        return None
    while value >= 100 and stop < len(words):  # "two hundred and six", "three thousand four hundred"
        at = stop + (words[stop] == "and")
        rest = small(words, at) if at < len(words) and words[at] in vocabulary().cardinal else None
        if rest is None:
            break
        added, end = scaled(words, *rest)
        if not 0 < added < value or digits(words[stop - 1]) is not None:
            break
        value, stop = value + added, end
    return value, stop


def vague(words: Sequence[str], at: int) -> tuple[Amount, int] | None:
    """The least that a vague word at a place can mean ("several hundred": 300), and where it stops.

    >>> vague("tens of thousands fled".split(), 0), vague("a few dozen".split(), 1)
    ((20000, 3), (36, 3))
    """
    book = vocabulary()
    word = words[at]
    if word in book.few:
        stop = at + 1
        if stop + 1 < len(words) and words[stop] == "of" and words[stop + 1] in book.scale:
            stop += 1
        return scaled_plural(words, book.few[word], stop)
    if word in book.plural:
        if words[at + 1 : at + 2] == ["of"] and words[at + 2 : at + 3] and words[at + 2] in book.plural:
            return book.plural[word] * book.plural[words[at + 2]] // 2, at + 3
        return book.plural[word], at + 1
    return None


def scaled_plural(words: Sequence[str], value: Amount, at: int) -> tuple[Amount, int]:
    """A value times the scale words that follow, in the plural too ("several hundreds")."""
    book = vocabulary()
    if at < len(words) and words[at] in book.plural and words[at] != "tens":
        return value * book.plural[words[at]] // 2, at + 1
    return scaled(words, value, at)


def cardinal(words: Sequence[str], at: int) -> Cardinal | None:
    """The number that begins at a word, without its hedge."""
    book = vocabulary()
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in ARTICLES and after in book.pair | book.few and after != "several":
        inner = cardinal(words, at + 1)
        return inner and Cardinal(at, inner.last, inner.value, inner.low, inner.rule)
    if (found := plain_number(words, at)) is not None:
        value, stop = found
        return Cardinal(at, stop - 1, value)
    if word in book.pair and ARTICLES.intersection(words[max(0, at - 2) : at]):  # "an elderly couple"
        of = at + 1 + (after == "of")
        value, stop = scaled(words, book.pair[word], of)
        return Cardinal(at, max(at, stop - 1 if stop > of else at), value)
    if word == "both" and after:
        return Cardinal(at, at, 2)
    if word == "dozen" and at and words[at - 1] in ORDER:  # "the first dozen"
        return Cardinal(at, at, book.scale[word])
    if word in ("a", "an") and after in LENGTHS and at and words[at - 1] in BEFORE_ONE:
        return Cardinal(at, at, 1)  # "less than a week"
    if (least := vague(words, at)) is not None:
        if word in ("few", "handful") and not (at and words[at - 1] in ARTICLES):
            return None  # "few people" is no number, "a few people" is
        return Cardinal(at, least[1] - 1, None, least[0], " ".join(words[at : least[1]]))
    return None


# with its hedge ------------------------------------------------------------------------------------------------------


def find_quantities(page: Page) -> Iterator[Quantity]:
    """The numbers of a page with their hedges, in the order of the text.

    "One" and words that begin no number are left to the reader of figures, who knows what they stand with.
    """
    words = [word.text.lower() for word in page.words]
    openers = number_words()
    at = 0
    for sentence in page.sentences:
        at = max(at, sentence.first)
        while at < sentence.stop:
            word = words[at]
            if not (word in openers or word[0].isdigit()):
                at += 1
                continue
            found = cardinal(words[: sentence.stop], at)
            if found is None:
                at += 1
                continue
            quantity = hedged(words, found, sentence.first, sentence.stop)
            if counts_anything(quantity.bounds):
                yield quantity
            at = max(quantity.last, quantity.core[1]) + 1


def counts_anything(bounds: Bounds) -> bool:
    """Whether a number is not beyond all that is counted."""
    return all(each is None or each <= MOST_COUNTED for each in (bounds.value, bounds.low, bounds.high))


@cache
def number_words() -> frozenset[str]:
    """The words that may begin a number."""
    book = vocabulary()
    return frozenset((*book.cardinal, *book.few, *book.plural, *book.pair, *ARTICLES, "half", "dozen", "both"))


def hedged(words: list[str], found: Cardinal, start: int, stop: int) -> Quantity:
    """A number of a sentence from start to stop, with the hedges on either side."""
    other = range_end(words, found, stop)
    first, last = found.first, other.last if other else found.last
    rule = None
    before, after = hedges()
    if words[first - 1 : first] == ["between"] and other:
        first -= 1
    for length in range(min(LONGEST_HEDGE, first - start), 0, -1):
        if (hedge := before.get(tuple(words[first - length : first]))) is not None:
            if length == 1 and words[first - 1] == "over" and first - 2 >= start and words[first - 2] in TAKING:
                break  # "took over nine ships"
            first, rule = first - length, hedge
            break
    if rule is not None and rule.precision == "exact":
        inner = next((n for n in (2, 1) if first - n >= start and tuple(words[first - n : first]) in before), 0)
        if inner:
            rule, first = before[tuple(words[first - inner : first])], first - inner
    for length in range(min(LONGEST_HEDGE, stop - last - 1), 0, -1):
        if (hedge := after.get(tuple(words[last + 1 : last + 1 + length]))) is not None:
            last, rule = last + length, rule if rule and rule.precision != "exact" else hedge
            break
    more = False
    if first > start and words[first - 1] in ("another", "further", "additional", "extra"):
        first, more = first - 1, True
        if first > start and words[first - 1] in ("a", "an"):
            first -= 1
    if last + 1 < stop and words[last + 1] == "more" and words[last + 2 : last + 3] != ["than"]:
        last, more = last + 1, True
    if other is not None:
        bounds = Bounds(None, same_scale(words, found, other), other.value, "range", "N to N")
    else:
        bounds = bounds_of(found, rule)
    return Quantity(bounds, (found.first, other.last if other else found.last), first, last, more)


MONTHS = frozenset(name.lower() for name in (*month_name, *month_abbr) if name)


def range_end(words: list[str], found: Cardinal, stop: int) -> Cardinal | None:
    """The upper end of "10 to 15", "10-15", "between 10 and 15", "six or seven"; None where there is none."""
    at = found.last + 1
    if found.value is None or at + 1 >= stop:
        return None
    link = words[at]
    before = words[found.first - 1] if found.first else ""
    if before.rstrip(".") in MONTHS:
        return None  # "CORK, March 11 - Twenty people"
    between = before == "between"
    if before == "by" and not between and link == "to":
        return None  # "rose by three to 41"
    if before == "from" and words[found.first - 2 : found.first - 1] not in (["ranging"], ["anywhere"], ["range"]):
        return None  # "from 38 to 31" tells of two counts
    if not (link in ("to", "or") or link in DASHES or (between and link == "and")):
        return None
    other = cardinal(words[:stop], at + 1)
    if other is None or other.value is None:
        return None
    low = same_scale(words, found, other)
    if not low < other.value or (link == "or" and other.value > 2 * low):
        return None
    return other


def same_scale(words: list[str], found: Cardinal, other: Cardinal) -> Amount:
    """The lower end of a range in the scale of the upper: "30 to 35 million" begins at 30 million."""
    assert found.value is not None
    if found.first == found.last and other.last > other.first and words[other.last] in vocabulary().scale:
        value, _ = scaled(words, found.value, other.first + 1)
        if other.value is not None and value < other.value:
            return value
    return found.value


def bounds_of(found: Cardinal, hedge: Hedge | None) -> Bounds:
    """The bounds of a number under a hedge."""
    if found.value is None:
        return Bounds(None, found.low, None, "vague", found.rule)
    if hedge is None or hedge.precision == "exact":
        return Bounds(found.value, found.value, found.value, "exact")
    return widened(found.value, hedge)


def widened(value: Amount, hedge: Hedge, step: int = 1) -> Bounds:
    """A value with the bounds that a hedge leaves; step is 1 for whole counts and 0 for durations and money.

    >>> widened(12, Hedge("over N", "more_than"))
    Bounds(value=12, low=13, high=None, precision='more_than', rule='over N')
    """
    low = {"at_least": value, "more_than": value + step}.get(hedge.precision)
    high = {"at_most": value, "fewer_than": value - step}.get(hedge.precision)
    return Bounds(value, low, high, hedge.precision, hedge.rule)
