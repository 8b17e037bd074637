"""Times of a page: TIMEX3 expressions with their values, and the days they cover."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from onrecord.language.page import Page
from onrecord.model.records import Time
from onrecord.model.span import Span
from onrecord.reading.times import clocks, days, lengths, stretches
from onrecord.reading.times.calendar import days_of
from onrecord.reading.times.desk import Desk, Expression, Reading
from onrecord.reading.times.grammar import alphabet, grammar
from onrecord.reading.times.vocabulary import Token, meaning_of, tokens_of

READERS: dict[str, Callable[[Expression], Reading | None]] = {
    "time": clocks.read_time,
    "part_of_day": clocks.read_part_of_day,
    "set": lengths.read_set,
    "day": days.read_date,
    "nth": days.read_nth,
    "quarter": stretches.read_quarter,
    "decade": stretches.read_decade,
    "century": stretches.read_century,
    "month": stretches.read_month,
    "season": stretches.read_season,
    "span": lengths.read_span,
    "ago": lengths.read_ago,
    "beside": lengths.read_beside,
    "relative": stretches.read_relative,
    "length": lengths.read_length,
    "year": stretches.read_year,
    "reference": lengths.read_reference,
}


PARTLY = re.compile(r"_REF|XXXX|-XX|TXX")  # what stays open in a value
BEFORE_NAMES = frozenset("ms mrs mr miss dr black bloody radio".split())
SPOKEN = frozenset("say tell announce state report warn add declare claim write confirm".split())


def expressions(page: Page, desk: Desk) -> Iterator[Expression]:
    """The runs of words on a page that the grammar takes for a time."""
    marks = tokens_of(page.text)
    letter = alphabet().letter
    spelt = "".join([letter(mark[0]) for mark in marks])

    def token(number: int) -> Token:
        mark = marks[number]
        return Token(mark.start(), mark.end(), mark[0], meaning_of(mark[0]))

    for match in grammar().finditer(spelt):
        first, stop = match.span()
        before = marks[first - 1][0].lower() if first else "\n"
        after = token(stop) if stop < len(marks) else None
        yield Expression(str(match.lastgroup), [token(n) for n in range(first, stop)], desk, before, after)


def in_a_name(page: Page, expression: Expression) -> bool:
    """Whether the words are part of a longer proper name (a paper, a group, a person)."""
    start, end = expression.tokens[0].start, expression.tokens[-1].end
    return any(name.start <= start and end <= name.end and name.end - name.start > end - start for name in page.names)


def is_title(expression: Expression) -> bool:
    """Whether the words are somebody's name or a work's: "Ms May", "Black Friday", "24 Hours"."""
    tokens = expression.tokens
    if expression.before in BEFORE_NAMES and expression.rule in ("month", "day"):
        return True
    lengthy = expression.rule in ("length", "ago", "span", "beside") and len(tokens) > 1
    return lengthy and all(t.text[:1].isupper() or t.text.isdigit() for t in tokens) and not tokens[-1].text.isupper()


def trimmed(expression: Expression) -> Sequence[Token]:
    """The words of an expression without the article that belongs to a noun after it: the [two-week] truce."""
    tokens = expression.tokens
    if expression.rule in ("length", "quarter") and "hyphen" in tokens[-2:][0].meaning:
        return tokens[1:] if tokens[0].meaning.keys() & {"the", "a", "an"} else tokens
    if expression.rule == "day" and len(tokens) > 2 and "the" in tokens[0].meaning and "number" in tokens[1].meaning:
        return tokens[1:]
    return tokens


def is_scene(expression: Expression) -> bool:
    """Whether something may have happened at a time: it is not the day on which somebody spoke, nor one since when."""
    page = expression.desk.page
    if expression.before == "since" or not page.words:
        return expression.before != "since"
    head = page.head(expression.tokens[0].start, expression.tokens[-1].end)
    return head is None or page.words[page.words[head].head].lemma not in SPOKEN


def find_times(page: Page) -> tuple[Time, ...]:
    """The times of a page, in the order of the text."""
    desk = Desk.of(page)
    found: list[Time] = []
    for expression in expressions(page, desk):
        reading = READERS[expression.rule](expression)
        if reading is None or in_a_name(page, expression) or is_title(expression):
            continue
        tokens = trimmed(expression)
        span = page.span(tokens[0].start, tokens[-1].end)
        found.append(time_of(f"t{len(found) + 1}", span, reading))
        desk.note(reading, span, is_scene(expression))
    return tuple(found)


def time_of(ident: str, span: Span, reading: Reading) -> Time:
    """The record of a reading; resolved where its value tells all of it: a whole date, a length, a repetition."""
    dated = reading.type in ("DATE", "TIME")
    covered = days_of(reading.value) if dated and not reading.part else None
    resolved = reading.value is not None and not (dated and PARTLY.search(reading.value))
    first, last = (day.isoformat() for day in covered) if covered else (None, None)
    return Time(ident, span, reading.type, reading.value, first, last, reading.anchor, resolved)
