"""Numbers keep their hedge: the whole table of the contract, and any number under any hedge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluation.corpora import report_of
from onrecord.language.page import Page, Sentence, Word
from onrecord.language.words import WORD
from onrecord.reading.figures.numbers import Amount, Hedge, Quantity, find_quantities, hedges, widened

Row = tuple[Amount | None, Amount | None, Amount | None, str]


def plain_page(text: str) -> Page:
    """A page of one sentence without tags or parse: numbers need none."""
    found = list(WORD.finditer(text))
    words = tuple(
        Word(number, m.start(), m.end(), m[0], m[0].lower(), "X", number, "root", 0) for number, m in enumerate(found)
    )
    sentence = Sentence(0, len(text), 0, len(words))
    return Page(report_of("a.txt", text), words, (sentence,), (), (), (), {})


def read(text: str) -> list[Quantity]:
    return list(find_quantities(plain_page(text)))


def row(quantity: Quantity) -> Row:
    bounds = quantity.bounds
    return bounds.value, bounds.low, bounds.high, bounds.precision


TABLE: dict[str, Row] = {
    "12": (12, 12, 12, "exact"),
    "twelve": (12, 12, 12, "exact"),
    "a dozen": (12, 12, 12, "exact"),
    "1.2 million": (1_200_000, 1_200_000, 1_200_000, "exact"),
    "at least 12": (12, 12, None, "at_least"),
    "no fewer than 12": (12, 12, None, "at_least"),
    "12 or more": (12, 12, None, "at_least"),
    "more than 12": (12, 13, None, "more_than"),
    "over 12": (12, 13, None, "more_than"),
    "upwards of 12": (12, 13, None, "more_than"),
    "up to 12": (12, None, 12, "at_most"),
    "at most 12": (12, None, 12, "at_most"),
    "as many as 12": (12, None, 12, "at_most"),
    "no more than 12": (12, None, 12, "at_most"),
    "12 at most": (12, None, 12, "at_most"),
    "fewer than 12": (12, None, 11, "fewer_than"),
    "under 12": (12, None, 11, "fewer_than"),
    "nearly 12": (12, None, 11, "fewer_than"),
    "almost 12": (12, None, 11, "fewer_than"),
    "close to 12": (12, None, 11, "fewer_than"),
    "about 12": (12, None, None, "about"),
    "some 12": (12, None, None, "about"),
    "around 12": (12, None, None, "about"),
    "roughly 12": (12, None, None, "about"),
    "an estimated 12": (12, None, None, "about"),
    "12-odd": (12, None, None, "about"),
    "12 or so": (12, None, None, "about"),
    "between 10 and 15": (None, 10, 15, "range"),
    "10 to 15": (None, 10, 15, "range"),
    "10-15": (None, 10, 15, "range"),
    "ten or twelve": (None, 10, 12, "range"),
    "30 to 35 million": (None, 30_000_000, 35_000_000, "range"),
    "several": (None, 3, None, "vague"),
    "a few": (None, 3, None, "vague"),
    "a handful": (None, 3, None, "vague"),
    "several hundred": (None, 300, None, "vague"),
    "a few dozen": (None, 36, None, "vague"),
    "half a dozen": (6, 6, 6, "exact"),
    "a hundred": (100, 100, 100, "exact"),
    "a couple": (2, 2, 2, "exact"),
    "a pair": (2, 2, 2, "exact"),
    "dozens": (None, 24, None, "vague"),
    "scores": (None, 40, None, "vague"),
    "hundreds": (None, 200, None, "vague"),
    "thousands": (None, 2_000, None, "vague"),
    "tens of thousands": (None, 20_000, None, "vague"),
    "hundreds of thousands": (None, 200_000, None, "vague"),
    "millions": (None, 2_000_000, None, "vague"),
    "two dozen": (24, 24, 24, "exact"),
    "twenty-one": (21, 21, 21, "exact"),
    "two hundred and fifty": (250, 250, 250, "exact"),
    "three thousand four hundred": (3_400, 3_400, 3_400, "exact"),
    "half a million": (500_000, 500_000, 500_000, "exact"),
    "about two dozen": (24, None, None, "about"),
    "only 12": (12, 12, 12, "exact"),
    "just under 12": (12, None, 11, "fewer_than"),
    "just over 12": (12, 13, None, "more_than"),
    "120,000": (120_000, 120_000, 120_000, "exact"),
}


@pytest.mark.parametrize("words", TABLE)
def test_the_table(words: str) -> None:
    (quantity,) = read(f"Rescuers found {words} dockers.")
    assert row(quantity) == TABLE[words]
    (first,) = read(f"{words.capitalize()} dockers")
    assert row(first) == TABLE[words]


@pytest.mark.parametrize("words", TABLE)
def test_the_hedge_belongs_to_the_number(words: str) -> None:
    page = plain_page(f"Rescuers found {words} dockers.")
    (quantity,) = find_quantities(page)
    assert page.span_of(quantity.first, quantity.last).text == words


@given(st.integers(2, 999_999), st.sampled_from(sorted(hedges()[0].items())))
def test_any_number_under_any_hedge(number: int, hedge: tuple[tuple[str, ...], Hedge]) -> None:
    words, rule = hedge
    (quantity,) = read(f"Rescuers found {' '.join(words)} {number} dockers.")
    assert quantity.value == number
    if rule.precision == "exact":
        assert row(quantity) == (number, number, number, "exact")
    else:
        assert quantity.bounds == widened(number, rule)


@given(st.integers(0, 10**9))
def test_digits_with_and_without_separators(number: int) -> None:
    for form in (str(number), f"{number:,}"):
        (quantity,) = read(f"The port counted {form} crates.")
        assert row(quantity) == (number, number, number, "exact")


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_ranges(one: int, step: int) -> None:
    (quantity,) = read(f"Between {one} and {one + step} dockers were missing.")
    assert row(quantity) == (None, one, one + step, "range")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The toll was revised from 38 to 31.", [38, 31]),
        ("Another five crates and two more barrels", [5, 2]),
        ("Few dockers and the couple next door", []),
        ("The brigade met at 14:30", []),
        ("It cost $38m", [38_000_000]),
    ],
)
def test_what_is_read(text: str, values: list[int]) -> None:
    assert [quantity.value for quantity in read(text)] == values


def test_more_of_the_same() -> None:
    assert [quantity.more for quantity in read("Another five, a further two, three more, nine crates")] == [
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "words", ["9" * 400, "1" + ",000" * 10, "9" * 400 + ".5", "9" * 6000, "two" + " trillion" * 40]
)
def test_what_nothing_can_count_is_no_number(words: str) -> None:
    assert [quantity.value for quantity in read(f"Rescuers found {words} people and then 7 more.")] == [7]
