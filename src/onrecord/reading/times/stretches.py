"""Stretches of the calendar: months, seasons, quarters, years, decades, and weeks and years told from today."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from onrecord.reading.times.calendar import QUARTER, days_of, moved, stepped, value_of
from onrecord.reading.times.days import is_stray, nearest, shifted_year, spelt_year
from onrecord.reading.times.desk import Expression, Reading
from onrecord.reading.times.lengths import number_of

YEAR_BEFORE = frozenset(
    "in since of until till from by between and before after during to the early late through for around about or than "
    "circa about ( – - back over ended ending with".split()
)
# what stands before numbers of four digits that are no years
COUNTED_BEFORE = frozenset("$ £ € # + % = * no no. number flight some nearly least than".split())
WALKS = frozenset(("for", "of", "on", "against"))  # the March for Peace is no month


def partial(expression: Expression) -> bool:
    """Whether a modifier leaves only part of the stretch: early, late, the end of."""
    return expression.has("early_late", "edge")


def is_no_month(expression: Expression) -> bool:
    """Whether a lone May or March is a helping verb, a verb or a walk (the March for Peace)."""
    if expression.text not in ("may", "march") or not expression.desk.page.words:
        return False
    token = expression.tokens[0]
    if len(token.text) > 3 and token.text.isupper() and expression.before not in YEAR_BEFORE - {"the"}:
        return True  # in capital letters: the funeral march
    walk = expression.text == "march" and expression.after is not None and expression.after.text in WALKS
    page = expression.desk.page
    return walk or page.words[page.word_at(expression.tokens[0].start)].tag in ("AUX", "VERB")


def read_month(expression: Expression) -> Reading | None:
    """A month, with its year or the last or next one of that name."""
    desk, month, part = expression.desk, expression.value("month"), partial(expression)
    if is_stray(expression) or is_no_month(expression):
        return None
    year = shifted_year(expression)
    if year:
        return Reading("DATE", f"{year:04}-{month:02}", None if expression.has("year_number") else desk.issue, part)
    if desk.published is None:
        return Reading("DATE", f"XXXX-{month:02}", part=part)
    shift = expression.value("shift")
    here = desk.published.replace(day=15)
    if shift == -1:
        year = here.year - (month >= here.month)
    elif shift == 1:
        year = here.year + (month <= here.month)
    elif shift == 0:
        year = here.year
    else:
        found = nearest(replace(desk, published=here), month, 15, expression.ahead or False)
        year = found.year if found else here.year
    return Reading("DATE", f"{year:04}-{month:02}", desk.issue, part)


SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def read_season(expression: Expression) -> Reading | None:
    """A season, with its year or the last or next one."""
    desk, season, shift = expression.desk, expression.value("season"), expression.value("shift")
    if not expression.has("the", "shift", "year_number", "early_late"):
        return None
    year = shifted_year(expression)
    if year:
        return Reading("DATE", f"{year:04}-{season}", None, True)
    if desk.published is None:
        return Reading("DATE", f"XXXX-{season}")
    today, start = desk.published, SEASON_STARTS[season]
    year = today.year
    ahead = {-1: False, 1: True}.get(shift, expression.ahead if shift is None else None)
    if season == "WI" and today.month < 3 and shift in (0, None):
        year -= ahead is not True or shift == 0  # the winter that began last year
    elif ahead is True and (start + 2 < today.month or (shift == 1 and start <= today.month)):
        year += 1
    elif ahead is False and (start > today.month or (shift == -1 and start <= today.month < start + 3)):
        year -= 1
    return Reading("DATE", f"{year:04}-{season}", desk.issue, True)


def read_quarter(expression: Expression) -> Reading | None:
    """A quarter of a year: by its number, from today, or a year before the one told last."""
    desk, published = expression.desk, expression.desk.published
    year, back = shifted_year(expression), expression.has("ago", "earlier")
    if expression.has("half"):
        if decades := expression.value("decades"):
            return Reading("DATE", f"{decade(decades)}X", None, True)
        return Reading("DATE", f"{year}-H{2 if expression.has('second_one', 'last') else 1}") if year else None
    if expression.has("edge"):
        return Reading("DATE", value_of(published, "Y"), desk.issue, True) if published else Reading("DATE", None)
    number = next((n for n in expression.values("ordinal") if 1 <= n <= 4), None)
    if number and expression.has("quarter_unit"):
        if year:
            return Reading("DATE", f"{year}-Q{number}")
        if published is None:
            return Reading("DATE", f"XXXX-Q{number}")
        now = (published.month + 2) // 3
        ahead = expression.ahead is True and expression.before != "for"
        told = published.year + (now - number > 2 if ahead else -(number > now))
        return Reading("DATE", f"{told - back}-Q{number}", desk.issue)
    if year:
        return Reading("DATE", f"{year}", desk.issue)
    if expression.has("this", "current"):
        return Reading("DATE", value_of(published, "Q"), desk.issue) if published else Reading("DATE", None)
    return read_last_quarter(expression, back)


def read_last_quarter(expression: Expression, back: bool) -> Reading | None:
    """The quarter told last, or (a year-earlier quarter) the one a year before it; else the last that is over."""
    desk = expression.desk
    now = value_of(desk.published, "Q") if desk.published else "9999"
    quarters = [seen for seen in desk.seen if QUARTER.fullmatch(seen.value) and seen.value <= now]
    found = max(quarters, key=lambda seen: seen.value, default=None)
    if found and not expression.has("latest") and (match := QUARTER.fullmatch(found.value)):
        return Reading("DATE", f"{int(match[1]) - back}-Q{match[2]}", found.span)
    if desk.published is None:
        return Reading("DATE", None)
    if back:
        return Reading("DATE", f"{desk.published.year - 1}", desk.issue)
    over = moved(desk.published, -3)
    return Reading("DATE", value_of(over, "Q"), desk.issue) if over else None


def decade(number: int) -> int:
    """The first three digits of the decade that a number names: 1990 or, of the last century, 90."""
    return number // 10 if number >= 1000 else 190 + number // 10


def read_decade(expression: Expression) -> Reading | None:
    """A decade: the 1990s, the '80s, the nineties."""
    number = expression.value("decades")
    if number < 100 and not expression.has("the") and not expression.has("quote"):
        return None
    return Reading("DATE", f"{decade(number)}X", None, partial(expression))


def read_century(expression: Expression) -> Reading | None:
    """A century by its number."""
    number = expression.value("ordinal")
    return Reading("DATE", f"{number - 1:02}XX", None, partial(expression)) if 1 <= number <= 30 else None


def read_year(expression: Expression) -> Reading | None:
    """A year in figures or words; None for a number that counts something."""
    if expression.has("tens"):
        spelt = spelt_year(expression)
        return Reading("DATE", str(spelt), None, partial(expression)) if spelt else None
    year = expression.value("year_number") or int(number_of(expression.tokens) or 0)
    if len(expression.tokens) == 1 and not is_year(expression, year):
        return None
    return Reading("DATE", f"{year}", None, partial(expression))


def is_year(expression: Expression, year: int) -> bool:
    """Whether a bare number of four digits is a year: it counts no noun after it and stands where years do."""
    page, after = expression.desk.page, expression.after
    if expression.before in COUNTED_BEFORE:
        return False
    if after is not None and after.text in ("%", "+", "=", "*"):
        return False
    word = page.words[page.word_at(expression.tokens[0].start)]
    last = page.words[word.number - 1] if word.number else None
    if last and last.text[:1].isupper() and last.sentence == word.sentence and last.tag in ("PROPN", "NOUN"):
        return expression.before in YEAR_BEFORE  # Room 2019
    head = page.words[word.head]
    plural = head.number > word.number and head.tag == "NOUN" and head.text.endswith("s") and word.relation == "nummod"
    plural = plural and year % 50 == 0  # 2000 troops, but 2005 levels
    if after is not None and ("unit" in after.meaning or "units" in after.meaning):
        return False
    return not plural and (1900 <= year <= 2100 or expression.before in YEAR_BEFORE)


def read_relative(expression: Expression) -> Reading | None:
    """A week, month, year ... told from the day of publication (last week) or from the time told last (that year)."""
    desk, unit = expression.desk, expression.value("unit")
    part, shifts = partial(expression), expression.values("shift")
    if unit in ("H", "TM", "S", "2W"):
        return None
    if expression.has("that", "same", "previous", "preceding", "following") or expression.text.startswith("the next"):
        return read_anaphoric(expression, unit, sum(shifts), part)
    if desk.published is None:
        return Reading("DATE", None)
    if unit == "D" and shifts and shifts[0] != 0 and not expression.has("next"):
        return None  # the last day, the past day
    step = 0 if not shifts else (1 if 1 in shifts else -1 if -1 in shifts else 0)
    if unit == "WE":
        return read_weekend(expression, step)
    day = stepped(desk.published.replace(day=1) if unit == "M" else desk.published, unit, step)
    return Reading("DATE", value_of(day, unit), desk.issue, part) if day else None


def read_weekend(expression: Expression, step: int) -> Reading | None:
    """A weekend: this week's or the one before or after it; a bare one by the tense of its clause."""
    desk = expression.desk
    if desk.published is None:
        return Reading("DATE", None)
    if not expression.has("shift") and expression.ahead is not True and desk.published.isoweekday() < 6:
        step = -1
    return Reading("DATE", value_of(desk.published + timedelta(days=7 * step), "WE"), desk.issue)


def read_anaphoric(expression: Expression, unit: str, step: int, part: bool) -> Reading | None:
    """That day, the following month, the same year: from the time told last."""
    desk = expression.desk
    found = desk.told(unit) if expression.has("that", "same") else desk.last(unit)
    covered = days_of(found.value) if found else None
    if found is None or covered is None:
        if expression.has("that", "same") or desk.published is None:
            return Reading("DATE", None)
        day = stepped(desk.published, unit, step)
        return Reading("DATE", value_of(day, unit), desk.issue, part) if day else None
    day = stepped(covered[0].replace(day=1) if unit == "M" else covered[0], unit, step)
    return Reading("DATE", value_of(day, unit), found.span, part) if day else None
