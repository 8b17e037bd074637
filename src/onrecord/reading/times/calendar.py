"""The calendar: TIMEX3 dates of a day, the days that one covers, and steps from one to the next."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

MONTH_OF_YEAR = {"Y": 12, "Q": 3, "M": 1, "DE": 120, "CE": 1200}
DAYS = {"D": 1, "W": 7, "2W": 14, "WE": 7}
QUARTER = re.compile(r"(\d{4})-Q([1-4])")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
HALF = re.compile(r"(\d{4})-H([12])")
PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
DECADE = re.compile(r"(\d{3})X")


def day_of(value: str | None) -> date | None:
    """The day that an ISO date or a time stamp begins with; None where it tells no whole, real day.

    >>> day_of("2031-03-04T08:00:00+02:00"), day_of("2031-02")
    (datetime.date(2031, 3, 4), None)
    """
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def real(year: int, month: int, day: int) -> date | None:
    """A day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(day: date, months: int) -> date | None:
    """The same day some months on, or the last of a shorter month; None beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def stepped(day: date, unit: str, count: int) -> date | None:
    """A day some units on; None beyond the calendar."""
    try:
        if unit in DAYS:
            return day + timedelta(days=DAYS[unit] * count)
        if unit in MONTH_OF_YEAR:
            return moved(day, MONTH_OF_YEAR[unit] * count)
        return day + timedelta(seconds=count * {"H": 3600, "TM": 60, "S": 1}[unit])
    except OverflowError:
        return None


def value_of(day: date, unit: str) -> str:
    """The TIMEX3 value of the day, week, month, quarter, year, decade or century that a day lies in.

    >>> day = date(2031, 3, 4)
    >>> value_of(day, "W"), value_of(day, "WE"), value_of(day, "Q"), value_of(day, "DE")
    ('2031-W10', '2031-W10-WE', '2031-Q1', '203X')
    """
    if unit in ("W", "WE", "2W"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + "-WE" * (unit == "WE")
    if unit == "M":
        return f"{day.year:04}-{day.month:02}"
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    if unit == "Y":
        return f"{day.year:04}"
    if unit == "DE":
        return f"{day.year:04}"[:3] + "X"
    if unit == "CE":
        return f"{day.year:04}"[:2] + "XX"
    return day.isoformat()


def days_of(value: str | None) -> tuple[date, date] | None:
    """The first and the last day that a value covers; None for seasons, centuries and what is not a whole stretch.

    >>> days_of("2031-W10-WE")
    (datetime.date(2031, 3, 8), datetime.date(2031, 3, 9))
    """
    value = (value or "").partition("T")[0]
    if match := PLAIN.fullmatch(value):
        year, month, day = (int(part) if part else None for part in match.groups())
        if not year:
            return None
        if day and month:
            whole = real(year, month, day)
            return (whole, whole) if whole else None
        if month:
            return (date(year, month, 1), date(year, month, monthrange(year, month)[1])) if month <= 12 else None
        return date(year, 1, 1), date(year, 12, 31)
    if match := WEEK.fullmatch(value):
        try:
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        except ValueError:
            return None
        return monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6)
    for pattern, length in ((QUARTER, 3), (HALF, 6)):
        if match := pattern.fullmatch(value):
            last = int(match[2]) * length
            return date(int(match[1]), last - length + 1, 1), date(
                int(match[1]), last, monthrange(int(match[1]), last)[1]
            )
    if (match := DECADE.fullmatch(value)) and match[1] != "000":
        return date(int(match[1]) * 10, 1, 1), date(int(match[1]) * 10 + 9, 12, 31)
    return None


def weekday_near(day: date, weekday: int, ahead: bool) -> date:
    """The last (or ahead: the next) day with a weekday (1 is Monday), the day itself included."""
    back = (day.isoweekday() - weekday) % 7
    return day + timedelta(days=(7 - back) % 7 if ahead else -back)


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the rule of Meeus, Jones and Butcher).

    >>> easter(2031)
    datetime.date(2031, 4, 13)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    r = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * r) // 433
    n = (h + r - 7 * m + 90) // 25
    return date(year, n, (h + r - 7 * m + 33 * n + 19) % 32)


def holiday(name: str, year: int) -> date:
    """A holiday of a year: "12-25", "easter", or "11-TH" for the fourth Thursday of November."""
    if name == "easter":
        return easter(year)
    if name == "11-TH":
        first = date(year, 11, 1)
        return date(year, 11, 1 + (4 - first.isoweekday()) % 7 + 21)
    month, day = map(int, name.split("-"))
    return date(year, month, day)
