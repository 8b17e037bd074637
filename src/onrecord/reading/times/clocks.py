"""Times of day: clocks, the parts of a day, and the day that they are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from onrecord.model.span import Span
from onrecord.reading.times.calendar import day_of, days_of
from onrecord.reading.times.days import read_day
from onrecord.reading.times.desk import Expression, Reading
from onrecord.reading.times.vocabulary import Token


def hour_of(expression: Expression) -> tuple[str, int] | None:
    """The time of day that a clock tells, as hh:mm, and the number of words up to its end."""
    if expression.has("past_to") and expression.has("half", "quarter_unit"):
        return hour_in_words(expression)
    for number, token in enumerate(expression.tokens):
        meaning = token.meaning
        if "fixed" in meaning:
            return meaning["fixed"], number + 1
        told = meaning.get("clock") or meaning.get("pointed")
        if told is None and "number" in meaning and "weekday" not in meaning:
            whole = int(meaning["number"])
            told = f"{whole:02}:00" if whole <= 24 else f"{whole // 100:02}:{whole % 100:02}"
        if told is None:
            continue
        hour, minute = int(told[:2]), told[3:]
        if hour > 24 or int(minute) > 59:
            return None
        half = half_of_day(expression.tokens[number + 1 :], hour)
        if half is not None and hour <= 12:
            hour = hour % 12 + half
        return f"{hour:02}:{minute}", number + 1
    return None


def half_of_day(rest: Sequence[Token], hour: int) -> int | None:
    """The hours to add for the half of the day: told by a.m. and p.m., else by the part of day after an hour.

    Six o'clock and all before it are of the afternoon; None where the hour counts as it stands.
    """
    half: int | None = next((token.meaning["ampm"] for token in rest if "ampm" in token.meaning), None)
    if half is not None:
        return half
    part = next((token.meaning["part"] for token in rest if "part" in token.meaning), None)
    if part is None:
        return 12 if rest and "oclock" in rest[0].meaning and hour < 7 else None
    return 12 if part in ("AF", "EV") or (part == "NI" and 5 < hour < 12) else None


def hour_in_words(expression: Expression) -> tuple[str, int] | None:
    """The time that half past six or a quarter to five tells; of hours before seven those of the afternoon."""
    at = next(n for n, token in enumerate(expression.tokens) if "past_to" in token.meaning) + 1
    hour, minutes = int(expression.tokens[at].meaning["number"]), 30 if expression.has("half") else 15
    if not 1 <= hour <= 12:
        return None
    past = expression.tokens[at - 1].meaning["past_to"] * minutes + 60 * (hour + 12 * (hour < 7))
    return f"{past // 60:02}:{past % 60:02}", at + 1


def day_around(expression: Expression) -> tuple[str, Span | str] | None:
    """The day of a clock that names none: the last day read, but publication's at the head of a paragraph."""
    desk = expression.desk
    if expression.before != "\n":
        found = desk.last("D", scene=True) or desk.last("D")
        if found:
            return found.value[:10], found.span
    return (desk.published.isoformat(), desk.published.isoformat()) if desk.published else None


def read_time(expression: Expression) -> Reading | None:
    """A time of day, on the day it names or on the one that the report is at."""
    told = hour_of(expression)
    if told is None:
        return None
    rest = replace(expression, tokens=expression.tokens[told[1] :] or expression.tokens[: told[1] - 1])
    day = read_day(rest) if rest.tokens and rest.has("weekday", "month", "deictic", "holiday") else None
    if day is None and rest.tokens and rest.has("shift_now") and expression.desk.published:
        day = Reading("DATE", expression.desk.published.isoformat(), expression.desk.issue)
    if day and day.value:
        return Reading("TIME", f"{day.value}T{told[0]}", day.anchor)
    around = day_around(expression)
    if around is None:
        return Reading("TIME", f"XXXX-XX-XXT{told[0]}")
    return Reading("TIME", f"{after_midnight(expression, around[0], told[0])}T{told[0]}", around[1])


def after_midnight(expression: Expression, day: str, clock: str) -> str:
    """The day on which a span of hours ends: the next one where its clock is behind that of its beginning."""
    seen = expression.desk.seen
    if seen and expression.before in ("to", "until", "till", "and") and seen[-1].value[:11] == f"{day}T":
        begun, whole = seen[-1].value[11:], day_of(day)
        if whole and (clock < begun if begun[:1].isdigit() else begun in ("EV", "NI") and clock < "12"):
            return (whole + timedelta(days=1)).isoformat()
    return day


def read_part_of_day(expression: Expression) -> Reading | None:
    """A part of a day: Monday night, last night, the early hours of Thursday, dawn on Tuesday, overnight."""
    desk = expression.desk
    part = expression.value("part") or expression.value("lonepart")
    if len(expression.tokens) == 2 and expression.tokens[0].text.lower() == "the":
        word = desk.page.words[desk.page.word_at(expression.tokens[1].start)] if desk.page.words else None
        if word and word.relation == "compound":
            return None  # the night shift
    if part is None:
        part = "NI" if expression.has("late") else "MO"
    if expression.has("weekday", "month", "holiday", "deictic"):
        day = read_day(expression)
        return Reading("TIME", f"{day.value}T{part}", day.anchor) if day and day.value else Reading("TIME", None)
    shift = expression.value("shift")
    if shift is not None and (
        expression.has("that", "same", "previous", "preceding") or expression.text.startswith("the ")
    ):
        found = desk.told("D") if expression.has("that", "same") else desk.last("D")
        covered = days_of(found.value) if found else None
        if found is None or covered is None:
            return Reading("TIME", None)
        step = 0 if expression.has("that", "same") else shift
        return Reading("TIME", f"{covered[0] + timedelta(days=step)}T{part}", found.span)
    if desk.published is None:
        return Reading("TIME", None)
    if shift is not None or expression.text == "overnight":
        step = -1 if shift is None else shift
        return Reading("TIME", f"{desk.published + timedelta(days=step)}T{part}", desk.issue)
    around = day_around(expression)
    if around is None:
        return None
    until = after_midnight(expression, around[0], "06:00") if part == "MO" else around[0]
    return Reading("TIME", f"{until}T{part}", around[1])
