"""Numbers that are no figures: ages, dates, clock times, scores, ordinals, and numbers that only name a thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.codebook.actors import actors
from onrecord.codebook.tables import codebook
from onrecord.language.page import Page
from onrecord.model.records import Time
from onrecord.reading.figures.numbers import DASHES, Quantity
from onrecord.reading.figures.populations import Counted

AGED = frozenset(("man", "woman", "boy", "girl", "child", "baby", "teenager", "youth", "infant", "aged", "age"))
CLOCK = frozenset(("a.m.", "p.m.", "am", "pm", "o'clock", "gmt", "hrs", "hours'", "utc", "noon", "a.m", "p.m"))
AGE_HEDGES = frozenset(("under", "over", "below", "above"))
YEAR_LEADS = frozenset(
    "in since until till by of from before after during to and early late mid circa the between".split()
)
LABEL = re.compile(r"0\d{2,}|[A-Z]\d{2,}")
DASHED = re.compile(r"\d{1,3} ?[-–] ?\d{1,3}")
RESULTS = frozenset("win victory defeat draw loss lead thrashing rout triumph vote margin scoreline".split())
LETTERED = re.compile(r"[sACDEFGH]\b")  # directly behind a number: "in her 50s", "flat 6C", but no "6B" of billions
ROAD = re.compile(r"[A-Z]\d")
ROADS = frozenset("road highway motorway route trunk interchange bypass expressway".split())
NAMING = frozenset(("Formula", "Top", "No.", "Nos.", "Channel", "Model", "Boeing", "Windows", "Junction"))
STREETS = frozenset("lane street road avenue drive square terrace crescent close way boulevard place court".split())
MOVES = frozenset("rise increase grow climb fall drop decrease".split())  # "had risen by three to 41"
FRACTIONS = frozenset("third quarter fifth sixth seventh eighth ninth tenth".split())
OLDEST = 120  # years
DAYS_JOINED = DASHES | {"and", "or", "to"}
LAST_DAY = 31  # of a month
AGO = frozenset(("ago", "later", "earlier", "old", "before", "beforehand", "afterwards"))


@cache
def units() -> dict[str, frozenset[str]]:
    """The words of codebook/units.toml."""
    table = codebook("units")
    return {name: frozenset(words.split()) for name, words in table.items()}


def is_no_figure(page: Page, quantity: Quantity, counted: Counted, times: Sequence[Time]) -> bool:
    """Whether a number counts nothing that a record asks for."""
    first, last = quantity.core
    words = page.words
    before = words[first - 1].text if first else ""
    lower = before.lower()
    after = words[last + 1] if last + 1 < len(words) else None
    next_ = after.text.lower() if after is not None else ""
    bare = counted.noun is None and counted.of is None
    return (
        is_clock(words[first].text, next_)
        or next_ in ("%", "th", "st", "nd", "rd", "percent", "°")
        or (next_ == "per" and page.text.startswith(("cent", "100,000"), words[last + 1].end + 1))
        or is_date(page, quantity, next_)
        or is_age(page, quantity, counted)
        or is_score(page, quantity, bare)
        or is_name(page, quantity, bare or next_ == "of")
        or is_compound(page, quantity)
        or is_label(page, quantity)
        or is_part_of_name(page, quantity, bare)
        or is_scale(quantity, bare, next_)
        or (next_ == "times" and bare)
        or (bare and lower == "by" and first > 1 and words[first - 2].lemma in MOVES)
        or (lower in ("top", "number", "no.", "nos.", "g", "group") and bare)
        or is_dated(page, quantity, counted, times)
    )


def is_part_of_name(page: Page, quantity: Quantity, bare: bool) -> bool:
    """Whether a number is the end of a name, of a telephone number or of a paragraph: "Hill 402", "the Big Four"."""
    first = quantity.core[0]
    words, start = page.words, page.sentence(first).first
    if not bare or first == start or quantity.first != first:
        return False
    text, before = words[first].text, words[first - 1]
    if text[0].isalpha():
        return text[0].isupper() and before.tag != "PUNCT" and before.text[0].isalpha() and not text.isupper()
    if before.text == "(" and first - 2 >= start and words[first - 2].text.isdigit():
        return True  # "section 9(2)"
    beside = page.text[before.end : words[first].start] == " "
    if before.text.isdigit() and text.isdigit() and beside:
        return True
    return before.tag == "PROPN" and before.number > start and words[first].head == before.number and beside


def is_scale(quantity: Quantity, bare: bool, next_: str) -> bool:
    """Whether a number is a magnitude or a fraction: "the quake measured 6.4", "two thirds"."""
    return (bare and isinstance(quantity.value, float)) or next_.rstrip("s") in FRACTIONS


def is_clock(word: str, next_: str) -> bool:
    """Whether a number is a time of day ("14:30", "7 a.m.")."""
    return ":" in word or next_ in CLOCK


def is_date(page: Page, quantity: Quantity, next_: str) -> bool:
    """Whether a number is a year, or the day of a month."""
    first, last = quantity.core
    words, months = page.words, units()["months"]
    before = words[first - 1].text.lower().rstrip(".") if first else ""
    if not words[first].text[0].isdigit():
        return False
    numbers = [quantity.bounds.low, quantity.bounds.high] if quantity.value is None else [quantity.value]
    is_day = all((isinstance(n, int) and n <= LAST_DAY) or 1500 <= (n or 0) <= 2100 for n in numbers)
    if (before in months and is_day) or (next_.rstrip(".") in months and words[last + 1].text[0].isupper()):
        return True
    joined = is_day and before in DAYS_JOINED and first > 2 and words[first - 2].text.isdigit()
    if joined and words[first - 3].text.lower().rstrip(".") in months:
        return True  # "on March 8 and 9"
    day = words[last + 3] if is_day and next_ in DAYS_JOINED and last + 3 < len(words) else None
    if day is not None and words[last + 2].text.isdigit() and day.text.lower().rstrip(".") in months:
        return True  # "on 20 and 21 November"
    if "," in words[first].text or not all(isinstance(n, int) and 1500 <= n <= 2100 for n in numbers):
        return False
    if first and words[first - 1].text[-1] in "$€£":
        return False
    if next_ == "s" or (before in DASHES and first > 1 and words[first - 2].text.isdigit()):
        return True
    counts = last + 1 < len(words) and words[last].relation == "nummod" and words[last].head > last
    plural = counts and words[words[last].head].text.lower().endswith(("s", "people", "men", "women", "children"))
    return not plural or before in ("the", "'s", "’s")


def is_age(page: Page, quantity: Quantity, counted: Counted) -> bool:
    """Whether a number is somebody's age ("Ana Ruiz, 44,", "a girl of six", "22-year-old", "of them under 18")."""
    first, last = quantity.core
    words = page.words
    value = quantity.value
    if quantity.first and words[quantity.first - 1].text.lower() in ("aged", "ages"):
        return True
    if not isinstance(value, int) or value > OLDEST:
        return False
    following = [w.text.lower() for w in words[last + 1 : last + 5]]
    leading = [w.text.lower() for w in words[max(0, quantity.first - 2) : quantity.first]]
    if (
        following[:1] in (["-"], ["–"])
        and following[1:2] in (["year"], ["month"], ["day"], ["week"])
        and "old" in following
    ):
        return True
    if following[:1] in (["years"], ["year"], ["months"], ["weeks"], ["days"]) and following[1:2] in (["old"], ["of"]):
        return following[1] == "old" or following[2:3] == ["age"]
    if counted.noun is not None or counted.of is not None:
        return bool(leading) and leading[-1] in ("aged", "age")
    closes = (
        not following
        or following[0] in ",.;)—–:"
        or following[0] in ("and", "or", "from", "who", "when", "whose", "after")
    )
    if leading and leading[-1] in ("aged", "age"):
        return True
    if leading[-1:] == ["at"] and following[:1] in (["he"], ["she"], ["i"], ["they"]):
        return True  # "At 16 she left school"
    if leading[-2:-1] and leading[-1] == "of" and (leading[-2] in AGED or (is_one_person(leading[-2]) and closes)):
        return True
    if leading[-2:-1] and leading[-1] == "at" and leading[-2] in ("abducted", "arrested", "orphaned", "married"):
        return True
    if words[quantity.first].text.lower() in AGE_HEDGES and quantity.first > page.sentence(first).first:
        return value < 100 and words[quantity.first - 1].tag in ("PRON", "NOUN", "ADV", "AUX", "ADJ")
    if follows_age(page, first) and closes:
        return True
    if leading and leading[-1] == "," and closes and quantity.first == first and len(leading) == 2:
        named = words[first - 2]
        return named.tag in ("PROPN", "NOUN") and (named.tag == "PROPN" or following[0] in ("and", ",", "."))
    if leading and leading[-1] in ("was", "is", "turned", "turns") and closes and quantity.first == first:
        return leading[0] in ("she", "he", "i", "who", "whom") or words[first - 2].tag == "PROPN"
    at = bool(leading) and leading[-1] == "at" and closes and leading[0] in ("died", "dies", "dead", "killed")
    return at and not any(
        w.lemma in ("put", "number", "toll", "count", "stand") for w in words[max(0, first - 7) : first]
    )


def is_one_person(word: str) -> bool:
    """Whether a word is a noun for one person ("a trader of 35")."""
    known = actors().get(word)
    return known is not None and known.type == "person"


def follows_age(page: Page, number: int) -> bool:
    """Whether a number is one of several ages ("her sons, 7 and 11", "aged 4, 6 and 9")."""
    words = page.words
    at = number - 1
    while at > 0 and (words[at].text in (",", "and") or words[at].text.isdigit()):
        at -= 1
    if words[at].text.lower() == "aged":
        return True
    lead = [w.text for w in words[max(0, number - 3) : number]]
    return (
        lead[-1:] == ["and"] and lead[:1] == [","] and len(lead) == 3 and lead[1].isdigit() and int(lead[1]) <= OLDEST
    )


def is_score(page: Page, quantity: Quantity, bare: bool) -> bool:
    """Whether a number is half of a result ("3-0")."""
    first, last = quantity.core

    def dashed(dash: int, digits: int) -> bool:
        inside = min(dash, digits) >= 0 and max(dash, digits) < len(page.words)
        return inside and page.words[dash].text in DASHES and page.words[digits].text.isdigit()

    words = page.words
    follows = words[last + 1].lemma if last + 1 < len(words) else ""
    halves = page.text[words[max(0, first - 2)].start : words[last].end].split(" ")[-1]
    if follows in RESULTS and DASHED.fullmatch(halves):
        return True
    return bare and (dashed(last + 1, last + 2) or dashed(first - 1, first - 2) or dashed(last - 1, first))


def is_name(page: Page, quantity: Quantity, bare: bool) -> bool:
    """Whether a number only names what stands before it ("Camp 11", "Flight 402", "1. Attacks")."""
    first, last = quantity.core
    words = page.words
    if not words[first].text[0].isdigit():
        return False
    if first == last and last + 1 < len(words) and words[last + 1].text in (".", ")", ":"):
        line = page.text.rfind("\n", 0, words[first].start) + 1
        if not page.text[line : words[first].start].strip():
            return True
    if first == 0 or quantity.first != first or page.text[words[first - 1].end : words[first].start].strip():
        return False
    before = words[first - 1]
    return (
        bare
        and (before.lemma in units()["numbered"] or before.text.lower() in units()["numbered"])
        and "\n" not in page.text[before.end : words[first].start]
    )


def is_road(page: Page, quantity: Quantity) -> bool:
    """Whether a number with a letter before it names a road: "the N380 road", which is no sum in naira."""
    first, last = quantity.core
    after = page.words[last + 1].lemma if last + 1 < len(page.words) else ""
    start = page.words[first].start
    return after in ROADS and ROAD.fullmatch(page.text[max(0, start - 1) : start + 1]) is not None


def is_label(page: Page, quantity: Quantity) -> bool:
    """Whether a number only labels: a telephone, a house, a thing ("0800", "14 Mill Lane", "in her 50s")."""
    first, last = quantity.core
    words = page.words
    text = words[first].text
    if page.text[words[last].end : words[last].end + 1] == "/" or (first and words[first - 1].text.endswith("/")):
        return True  # "9/11"
    if first > 1 and words[first - 1].text in DASHES and words[first - 2].text[-1].isalpha():
        dashed = words[first - 2].end == words[first - 1].start and words[first - 1].end == words[first].start
        if dashed and text[0].isdigit() and words[first - 2].text[0].isupper():
            return True  # "an F-16"
    if text.isdigit() and LETTERED.match(page.text, words[last].end):
        return True
    if first == last and (LABEL.fullmatch(text) or (first and words[first - 1].text in NAMING)):
        return True
    if first != last or not text.isdigit():
        return False
    after = [word.text for word in words[last + 1 : last + 4]]
    for at, word in enumerate(after):
        if not word[:1].isupper():
            return False
        if at and word.lower() in STREETS:
            return True
    return False


def is_compound(page: Page, quantity: Quantity) -> bool:
    """Whether a number is part of a compound ("44-day war", "two-storey house", "three-time champion")."""
    dash = quantity.core[1] + 1
    words = page.words
    if quantity.last >= dash or dash + 1 >= len(words) or words[dash].text not in DASHES:
        return False
    return words[dash].start == words[dash - 1].end and words[dash + 1].start == words[dash].end


def is_dated(page: Page, quantity: Quantity, counted: Counted, times: Sequence[Time]) -> bool:
    """Whether a number belongs to a date or a time of day that has been read."""
    words = page.words
    start, end = words[quantity.core[0]].start, words[quantity.core[1]].end
    is_length = counted.noun is not None and words[counted.noun].lemma in units()["duration"]
    return not is_length and any(
        t.type in ("DATE", "TIME", "SET") and t.span.start < end and start < t.span.end for t in times
    )
