"""Times: what is one, what it is worth, and which days it covers."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.page import Page, Sentence, Word
from onrecord.language.words import WORD
from onrecord.model.records import Report, Time
from onrecord.reading.times.calendar import days_of, value_of
from onrecord.reading.times.grammar import alphabet
from onrecord.reading.times.times import find_times
from onrecord.reading.times.vocabulary import meaning_of

TUESDAY = "2031-03-04T18:00:00+02:00"


def page_of(text: str, published: str | None, verb: str | None = None, helper: str | None = None) -> Page:
    """A page whose words all hang on one verb, with its helper; enough of a parse for the tense of a clause."""
    marks = list(WORD.finditer(text))
    head = next((n for n, mark in enumerate(marks) if mark[0] == verb), 0)
    words = []
    for number, mark in enumerate(marks):
        tag, relation, lemma = "NOUN", "obl", mark[0].lower()
        if number == head and verb:
            tag, relation, lemma = "VERB", "root", verb.removesuffix("ed") if verb.endswith("ed") else verb
        elif mark[0] == helper:
            tag, relation = "AUX", "aux"
        words.append(Word(number, mark.start(), mark.end(), mark[0], lemma, tag, head, relation, 0))
    report = Report(
        id="0" * 16, source="a.txt", url=None, title=None, publisher=None, byline=(), agency=None, dateline=None,
        published=published, updated=None, fetched=None, language="en", text=text, text_sha256="", raw_sha256="",
    )  # fmt: skip
    sentences = (Sentence(0, len(text), 0, len(words)),) if words else ()
    return Page(report, tuple(words), sentences, (), (), (), {})


def times(text: str, published: str | None = TUESDAY, verb: str | None = None, helper: str | None = None) -> list[Time]:
    return list(find_times(page_of(text, published, verb, helper)))


# text, words of the time, type, value, first day/last day; published on Tuesday, 4 March 2031 at 18:00
READ = [
    ("Troops took the bridge yesterday.", "yesterday", "DATE", "2031-03-03", "2031-03-03"),
    ("They met the day before yesterday.", "the day before yesterday", "DATE", "2031-03-02", "2031-03-02"),
    ("On Monday a shell fell.", "Monday", "DATE", "2031-03-03", "2031-03-03"),
    ("A shell fell on Tuesday.", "Tuesday", "DATE", "2031-03-04", "2031-03-04"),
    ("Last Tuesday a shell fell.", "Last Tuesday", "DATE", "2031-02-25", "2031-02-25"),
    ("Next Friday is a holiday.", "Next Friday", "DATE", "2031-03-07", "2031-03-07"),
    ("Shelling began on Monday night.", "Monday night", "TIME", "2031-03-03TNI", "2031-03-03"),
    ("They fled in the early hours of Sunday.", "the early hours of Sunday", "TIME", "2031-03-02TMO", "2031-03-02"),
    (
        "It hit shortly after 3 a.m. on Sunday.",
        "shortly after 3 a.m. on Sunday",
        "TIME",
        "2031-03-02T03:00",
        "2031-03-02",
    ),
    ("It ended at noon on Sunday.", "noon on Sunday", "TIME", "2031-03-02T12:00", "2031-03-02"),
    ("It landed at 14:30 GMT.", "14:30 GMT", "TIME", "2031-03-04T14:30", "2031-03-04"),
    ("It landed at 6.50pm.", "6.50pm", "TIME", "2031-03-04T18:50", "2031-03-04"),
    ("The raid came last night.", "last night", "TIME", "2031-03-03TNI", "2031-03-03"),
    ("Shells fell this morning.", "this morning", "TIME", "2031-03-04TMO", "2031-03-04"),
    ("The ship sank on Feb. 15, 1898.", "Feb. 15, 1898", "DATE", "1898-02-15", "1898-02-15"),
    ("The ship sank on 15 February.", "15 February", "DATE", "2031-02-15", "2031-02-15"),
    ("The truce of 24 December holds.", "24 December", "DATE", "2030-12-24", "2030-12-24"),
    ("The file is dated 2031-01-09.", "2031-01-09", "DATE", "2031-01-09", "2031-01-09"),
    ("Rain fell in mid-February.", "mid-February", "DATE", "2031-02", None),
    ("The war began in November.", "November", "DATE", "2030-11", "2030-11-01/2030-11-30"),
    ("The war began in late 2019.", "late 2019", "DATE", "2019", None),
    ("Fighting has gone on since 2014.", "2014", "DATE", "2014", "2014-01-01/2014-12-31"),
    ("Many fled in the 1990s.", "the 1990s", "DATE", "199X", "1990-01-01/1999-12-31"),
    ("The fort is of the 19th century.", "the 19th century", "DATE", "18XX", None),
    ("The plant shut last year.", "last year", "DATE", "2030", "2030-01-01/2030-12-31"),
    ("The plant shut last month.", "last month", "DATE", "2031-02", "2031-02-01/2031-02-28"),
    ("The plant shut last week.", "last week", "DATE", "2031-W09", "2031-02-24/2031-03-02"),
    ("Two boats sank last weekend.", "last weekend", "DATE", "2031-W09-WE", "2031-03-01/2031-03-02"),
    ("The mine opened two years ago.", "two years ago", "DATE", "2029", "2029-01-01/2029-12-31"),
    ("The mine opened a month ago.", "a month ago", "DATE", "2031-02", "2031-02-01/2031-02-28"),
    (
        "It rose in the fourth quarter of 2030.",
        "the fourth quarter of 2030",
        "DATE",
        "2030-Q4",
        "2030-10-01/2030-12-31",
    ),
    ("Rebels came in the spring of 2023.", "the spring of 2023", "DATE", "2023-SP", None),
    ("It has rained over the past several months.", "the past several months", "DURATION", "PXM", None),
    ("They have fought for decades.", "decades", "DURATION", "PXDE", None),
    ("A three-day truce holds.", "three-day", "DURATION", "P3D", None),
    ("They fought for twenty-four hours.", "twenty-four hours", "DURATION", "PT24H", None),
    ("They waited for 2 1/2 years.", "2 1/2 years", "DURATION", "P2Y6M", None),
    ("Within half an hour it was over.", "half an hour", "DURATION", "PT30M", None),
    ("They have at least 30 days to leave.", "at least 30 days", "DURATION", "P30D", None),
    ("They march every Friday.", "every Friday", "SET", "XXXX-WXX-5", None),
    ("The paper appears daily.", "daily", "SET", "P1D", None),
    ("He left the week before last.", "the week before last", "DATE", "2031-W08", "2031-02-17/2031-02-23"),
    ("It has lasted two and a half years.", "two and a half years", "DURATION", "P2Y6M", None),
    ("The patrol left at 0300 hours on Sunday.", "0300 hours on Sunday", "TIME", "2031-03-02T03:00", "2031-03-02"),
    ("They meet twice a week.", "twice a week", "SET", "P1W", None),
    ("The note is dated 13.11.2030.", "13.11.2030", "DATE", "2030-11-13", "2030-11-13"),
    ("The truce began on Christmas Eve.", "Christmas Eve", "DATE", "2030-12-24", "2030-12-24"),
    ("Nobody lives there now.", "now", "DATE", "PRESENT_REF", None),
]


@pytest.mark.parametrize(("text", "words", "kind", "value", "days"), READ, ids=[row[1] for row in READ])
def test_a_time_is_read(text: str, words: str, kind: str, value: str, days: str | None) -> None:
    (found,) = times(text)
    assert (found.span.text, found.type, found.value) == (words, kind, value)
    start, _, end = (days or "").partition("/")
    assert (found.start, found.end) == ((start, end or start) if days else (None, None))
    assert found.resolved == (value != "PRESENT_REF")


@pytest.mark.parametrize(
    "text",
    [
        "A boy, a 12-year-old, may march on.",
        "The 3rd Brigade won 3-0 and took Hill 402.",
        "She sat in the sun with two others.",
        "Some 2000 people fled.",
        "They met in Room 2019 of the Sun.",
        "Three-quarters of the town burnt.",
    ],
)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert times(text) == []


@pytest.mark.parametrize(
    ("text", "verb", "helper", "value"),
    [
        ("The council will meet on Friday.", "meet", "will", "2031-03-07"),
        ("The council voted on Friday.", "voted", None, "2031-02-28"),
        ("The council will meet in June.", "meet", "will", "2031-06"),
        ("The council voted in June.", "voted", None, "2030-06"),
        ("The council will meet on 7 May.", "meet", "will", "2031-05-07"),
        ("The council voted on 7 May.", "voted", None, "2030-05-07"),
    ],
)
def test_the_tense_of_the_clause_decides(text: str, verb: str, helper: str | None, value: str) -> None:
    (found,) = times(text, verb=verb, helper=helper)
    assert found.value == value


def test_a_day_later_counts_from_the_day_before_it_in_the_text() -> None:
    first, second, third = times("It was hit on 3 May 2019. A day later it burnt. It was rebuilt the following year.")
    assert (second.value, third.value) == ("2019-05-04", "2020")
    assert second.anchor == first.span


def test_a_deictic_time_is_anchored_in_the_day_of_publication() -> None:
    (found,) = times("They met yesterday.")
    assert found.anchor == "2031-03-04"


def test_hours_that_run_past_midnight_end_the_next_day() -> None:
    begin, end = times("A curfew runs from 9 p.m. to 5 a.m. in the port.")
    assert (begin.value, end.value) == ("2031-03-04T21:00", "2031-03-05T05:00")


def test_a_dateline_dates_a_report_that_comes_without_a_date() -> None:
    dateline, yesterday = times("PORT ELLA, 3 JAN 31 (Wire) - Two clerks were held yesterday.", published=None)
    assert (yesterday.value, yesterday.anchor) == ("2031-01-02", dateline.span)


def test_without_a_day_of_publication_what_counts_from_it_stays_open() -> None:
    yesterday, weekday, month, year = times(
        "It began yesterday, went on Monday, in April, and in 2019.", published=None
    )
    assert [t.value for t in (yesterday, weekday, month, year)] == [None, "XXXX-WXX-1", "XXXX-04", "2019"]
    assert [t.resolved for t in (yesterday, weekday, month, year)] == [False, False, False, True]
    assert all(t.start is None for t in (yesterday, weekday, month))


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
WORDS = st.sampled_from(
    "on Monday night 3 a.m. the past two years ago May 12 , 2019 last week quarter noon first half 1990s ' every 30 "
    "day of end early - year dawn 14:30 , . \n next that same about than more decades 31 February 29 third".split(" ")
)


@given(DAYS, st.sampled_from(["%d %B %Y", "%dth of %B %Y", "%B %d, %Y", "%b. %d, %Y", "%Y-%m-%d", "%A, %d %B %Y"]))
def test_an_explicit_date_is_read_back(day: date, form: str) -> None:
    written = day.strftime(form).replace("May.", "May")
    (found,) = times(f"The bridge fell on {written}.")
    assert (found.value, found.start, found.end) == (day.isoformat(), day.isoformat(), day.isoformat())
    assert found.span.text == written


@given(st.lists(WORDS, max_size=20), st.one_of(st.none(), DAYS.map(date.isoformat)))
def test_whatever_is_found_stands_in_the_text_and_runs_forward(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    found = times(text, published)
    for time in found:
        assert text[time.span.start : time.span.end] == time.span.text
        assert (time.start is None) == (time.end is None)
        assert time.start is None or time.end is None or time.start <= time.end
        assert time.value is not None or not time.resolved
        if time.type == "DATE" and time.value and len(time.value) == 10 and time.value[:4].isdigit():
            assert time.start == time.end == time.value
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


def test_the_alphabet_knows_every_form_of_a_number() -> None:
    known = set(alphabet().letters)
    numbers = [f"{n:0{width}}" for width in (1, 2, 4) for n in range(10_000)]
    told = [*numbers, *(f"{n}th" for n in range(100)), *(f"{n}.{m:02}" for n in range(30) for m in range(100)), "1990s"]
    assert {frozenset(meaning_of(number)) for number in told} - {frozenset()} <= known


@given(DAYS, st.sampled_from("D W WE M Q Y DE".split()))
def test_the_stretch_of_a_day_holds_it(day: date, unit: str) -> None:
    covered = days_of(value_of(day, unit))
    assert covered is not None
    assert covered[0] <= covered[1]
    assert unit == "WE" or covered[0] <= day <= covered[1]
    assert covered[1] - covered[0] < timedelta(days=3653)
