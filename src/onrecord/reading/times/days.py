"""Days: dates in words and figures, weekdays, holidays, yesterday and tomorrow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.reading.times.calendar import day_of, days_of, holiday, real, weekday_near
from onrecord.reading.times.desk import Desk, Expression, Reading

FAR, NEAR = 300, 45  # days: a date this near wins over one this far, whatever the tense


def nearest(desk: Desk, month: int, day: int, ahead: bool | None) -> date | None:
    """Of the days of that name around publication the last, the next or (ahead None) the nearest."""
    published = desk.published
    if published is None:
        return None
    days = [found for year in (-1, 0, 1) if (found := real(published.year + year, month, day))]
    if not days:
        return None
    by_distance = sorted(days, key=lambda found: abs((found - published).days))
    if ahead is None:
        return by_distance[0]
    wanted = [found for found in by_distance if (found >= published if ahead else found <= published)]
    if not wanted or (abs((wanted[0] - published).days) > FAR and abs((by_distance[0] - published).days) < NEAR):
        return by_distance[0]
    return wanted[0]


def spelt_year(expression: Expression) -> int | None:
    """The year that words spell, two figures and two: nineteen ninety-six."""
    at = next((n for n, token in enumerate(expression.tokens) if "tens" in token.meaning), None)
    if at is None:
        return None
    told = [token.meaning["number"] for token in expression.tokens[at:] if "number" in token.meaning]
    return told[0] * 100 + sum(told[1:]) if told[0] in (18, 19, 20) and 10 <= sum(told[1:]) <= 99 else None


def shifted_year(expression: Expression) -> int | None:
    """The year that a date names, as a number or as last, this or next year."""
    year: int | None = expression.value("year_number") or spelt_year(expression)
    if year is None and expression.has("shift_now") and expression.has("year") and expression.desk.published:
        return int(expression.desk.published.year + expression.value("shift_now"))
    return year


def short_year(expression: Expression) -> int | None:
    """The year of a date like 12 JAN 31, whose last two figures stand after the month; of this century up to 40."""
    last = expression.tokens[-1].meaning.get("two")
    before = [token.meaning for token in expression.tokens[-3:-1]]
    after_month = len(before) == 2 and "day" in before[0] and "month" in before[1]
    return None if last is None or not after_month else 2000 + last if last <= 40 else 1900 + last


def read_figures(expression: Expression) -> Reading | None:
    """A date in figures: 2031-03-04, 13.11.2030, 13/11/2030; where day and month may be either, the year alone."""
    if told := expression.value("dotted_date"):
        return Reading("DATE", told) if day_of(told) else None
    year = expression.value("year_number")
    first, second = [number for number in expression.values("number") if number != year][:2]
    if "year_number" not in expression.tokens[0].meaning:  # day and month before the year, in either order
        if first <= 12 and second <= 12 and first != second:
            return Reading("DATE", f"{year}-XX-XX")
        first, second = (first, second) if first <= 12 else (second, first)
    found = real(year, int(first), int(second))
    return Reading("DATE", found.isoformat()) if found else None


def read_month_day(expression: Expression) -> Reading | None:
    """A day of a month, with its year or without: 4 March 2031, March 4, 2031-03-04."""
    desk = expression.desk
    if not expression.has("month"):
        return read_figures(expression)
    month = expression.value("month")
    numbered = [n for n, token in enumerate(expression.tokens) if "day" in token.meaning or "ordinal" in token.meaning]
    if not numbered:
        return None
    told = expression.tokens[numbered[0]].meaning
    day = told.get("day") or told["ordinal"]
    if day is None or real(2000, month, day) is None:
        return None
    year = shifted_year(expression) or short_year(expression)
    if year:
        found = real(year, month, day)
        return (
            Reading("DATE", found.isoformat(), desk.issue if expression.has("shift_now") else None) if found else None
        )
    ahead = {-1: False, 1: True}.get(expression.value("shift_now"), expression.ahead)
    found = nearest(desk, month, day, ahead)
    return Reading("DATE", found.isoformat(), desk.issue) if found else Reading("DATE", f"XXXX-{month:02}-{day:02}")


def read_weekday(expression: Expression) -> Reading:
    """A weekday: the last one or, in a clause about what is to come, the next; the day of publication included."""
    desk, weekday = expression.desk, expression.value("weekday")
    shifts = expression.values("shift")
    if expression.has("previous", "preceding") or expression.text.startswith("the following"):
        anchor = desk.anchor("D")
        if anchor:
            ahead = not expression.has("previous", "preceding")
            day = weekday_near(anchor[0] + timedelta(days=1 if ahead else -1), weekday, ahead)
            return Reading("DATE", day.isoformat(), anchor[1])
    if desk.published is None:
        return Reading("DATE", f"XXXX-WXX-{weekday}")
    start = desk.published
    if -1 in shifts:
        start, ahead = start - timedelta(days=1), False
    elif 1 in shifts:
        start, ahead = start + timedelta(days=1), True
    else:
        ahead = expression.ahead is True
    return Reading("DATE", weekday_near(start, weekday, ahead).isoformat(), desk.issue)


def read_holiday(expression: Expression) -> Reading:
    """A holiday of the year named, else the nearest one."""
    desk, name, year = expression.desk, expression.value("holiday") or "01-01", expression.value("year_number")
    eve = timedelta(days=1 if expression.has("eve") else 0)
    if year:
        return Reading("DATE", (holiday(name, year) - eve).isoformat())
    if desk.published is None:
        return Reading("DATE", None)
    days = [holiday(name, desk.published.year + step) - eve for step in (-1, 0, 1)]
    ahead = {-1: False, 1: True}.get(expression.value("shift_now"), expression.ahead is True)
    wanted = [day for day in days if (day >= desk.published if ahead else day <= desk.published)]
    day = min(wanted or days, key=lambda found: abs((found - desk.published).days) if desk.published else 0)
    return Reading("DATE", day.isoformat(), desk.issue)


def read_deictic(expression: Expression) -> Reading:
    """today, yesterday, tomorrow."""
    published, step = expression.desk.published, expression.value("deictic")
    if published is None:
        return Reading("DATE", None)
    return Reading("DATE", (published + timedelta(days=step)).isoformat(), expression.desk.issue)


def read_day(expression: Expression) -> Reading | None:
    """A day in any of its forms; a trailing number that counts something else ("in May 20 people") is left out."""
    if expression.has("month", "dotted_date") or (expression.has("year_number") and not expression.has("holiday")):
        reading = read_month_day(expression)
        if reading or not expression.has("weekday"):
            return reading
    if expression.has("holiday", "new"):
        return read_holiday(expression)
    if expression.has("weekday"):
        return read_weekday(expression)
    return read_deictic(expression)


def is_stray(expression: Expression) -> bool:
    """Whether the expression is a lone abbreviation, more likely a word or a name: Sun, Mar; but not "in Sept."."""
    if not expression.has("abbreviation") or any(token.text[0].isdigit() for token in expression.tokens):
        return False
    return not (expression.text.endswith(".") and expression.before in ("in", "on", "since", "until", "by", "of"))


def read_date(expression: Expression) -> Reading | None:
    """A day with its modifier (early Monday, the end of Friday), or the week of a day."""
    if is_stray(expression):
        return None
    reading = read_day(expression)
    if reading and reading.value and expression.has("week_unit"):
        covered = days_of(reading.value)
        if covered:
            year, week, _ = covered[0].isocalendar()
            return replace(reading, value=f"{year}-W{week:02}")
    if reading and expression.text.startswith("tonight"):
        return replace(reading, type="TIME", value=reading.value and f"{reading.value}TNI")
    return reading


def read_nth(expression: Expression) -> Reading | None:
    """The 15th: of the month of the last time read, else of publication."""
    anchor, day = expression.desk.anchor("M"), expression.value("nth")
    if expression.after and expression.after.text.isalpha() and not expression.after.meaning:
        head = expression.desk.page.words[expression.desk.page.word_at(expression.after.start)]
        if head.tag in ("NOUN", "ADJ", "PROPN", "NUM"):
            return None
    if anchor is None:
        return Reading("DATE", f"XXXX-XX-{day:02}") if day <= 31 else None
    found = real(anchor[0].year, anchor[0].month, day)
    return Reading("DATE", found.isoformat(), anchor[1]) if found else None
