"""Lengths of time, repeated times, and times told by their distance: five hours, every Friday, two years ago."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from onrecord.model.records import MOST_COUNTED
from onrecord.reading.times.calendar import QUARTER, days_of, stepped, value_of
from onrecord.reading.times.desk import Desk, Expression, Reading
from onrecord.reading.times.vocabulary import Token

SMALLER = {"Y": "6M", "H": "30M", "TM": "30S"}


def number_of(tokens: Sequence[Token]) -> float | None:
    """The number that words and figures tell: twenty-four, 2 1/2, six hundred; None where there is none.

    >>> from onrecord.reading.times.vocabulary import meaning_of
    >>> number_of([Token(0, 1, word, meaning_of(word)) for word in "two hundred and four".split()])
    204.0
    """
    values = [token for token in tokens if "number" in token.meaning or "slash" in token.meaning]
    if not values:
        return None
    total, last, below = 0.0, 0.0, False
    for token in values:
        if "slash" in token.meaning:
            below = True
        elif below:  # the lower figure of a fraction
            total += last / token.meaning["number"] - last if token.meaning["number"] else 0
        elif token.text.lower() in ("dozen", "hundred", "thousand"):
            total = max(total, 1) * token.meaning["number"]
        else:
            last = token.meaning["number"]
            total += last
    return min(float(total), MOST_COUNTED)


def first_count(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words of the first number of a range: of two to three the first."""
    begun = False
    for number, token in enumerate(tokens):
        meaning = token.meaning
        ends = meaning.keys() & {"to", "or", "dash"} or ("hyphen" in meaning and tokens[number - 1].text[0].isdigit())
        if begun and ends:
            return tokens[:number]
        begun = begun or "number" in meaning
    return tokens


def length_of(expression: Expression) -> tuple[str, str, float | None] | None:
    """The TIMEX3 length of an expression, its unit and its count (None where it is vague)."""
    tokens = list(expression.tokens)
    # of "the second week" the last word that may be a unit is the unit, of "weeks or months" the first
    units = [n for n, token in enumerate(tokens) if "unit" in token.meaning or "units" in token.meaning]
    number = next((n for n in units if "units" in tokens[n].meaning), units[-1] if units else None)
    if number is None:
        return None
    unit = tokens[number].meaning.get("unit") or tokens[number].meaning["units"]
    counted = [t for t in tokens[:number] if "span_shift" not in t.meaning or "number" in t.meaning]
    count = number_of(first_count(counted))
    vague = next((t.meaning["vague"] for t in counted if "vague" in t.meaning), None)
    if vague is not None:
        count = float(vague) if vague else None
    elif count is None and ("unit" in tokens[number].meaning or any("half" in t.meaning for t in counted)):
        count = 0.5 if any("half" in t.meaning for t in counted) else 1.0
    told_half = any("half" in t.meaning for t in counted) and any("number" in t.meaning for t in counted)
    if told_half or any("half" in t.meaning for t in tokens[number:]):
        count = (count or 1) + 0.5
    return written(unit, count), unit, count


def written(unit: str, count: float | None) -> str:
    """A length as TIMEX3 writes it.

    >>> written("TM", 20.0), written("Y", 2.5), written("DE", None), written("2W", 1.0)
    ('PT20M', 'P2Y6M', 'PXDE', 'P2W')
    """
    if unit == "2W":
        unit, count = "W", None if count is None else count * 2
    clock, letter = ("T", "M" if unit == "TM" else unit) if unit in ("H", "TM", "S") else ("", unit)
    if count is None:
        return f"P{clock}X{letter}"
    if count % 1 == 0.5 and unit in SMALLER:
        whole = f"{int(count)}{letter}" if count >= 1 else ""
        return f"P{clock}{whole}{SMALLER[unit]}"
    return f"P{clock}{int(count) if count == int(count) else round(count, 2)}{letter}"


def read_length(expression: Expression) -> Reading | None:
    """A length of time; a rate ("one a day") is a SET."""
    told = length_of(expression)
    if told is None:
        return None
    desk, (value, unit, count) = expression.desk, told
    first = expression.tokens[0].meaning
    if unit in ("S", "Q") and (count in (None, 1) or expression.has("hyphen")) and not expression.has("ended"):
        return None
    if ("a" in first or "an" in first) and len(expression.tokens) == 2:
        if is_rate(expression):
            return Reading("SET", value)
        if unit == "D" and expression.after and expression.after.text == "of":
            return None  # a day of mourning
    if len(expression.tokens) == 1 and is_compound(expression):
        return None
    if count and desk.published and unit in "D W M Y DE 2W" and is_ahead_in(expression):
        day = stepped(desk.published, unit, int(count)) if count == int(count) else None
        return Reading("DATE", value_of(day, "D" if unit == "2W" else unit), desk.issue) if day else None
    return Reading("DURATION", value)


def is_ahead_in(expression: Expression) -> bool:
    """Whether a bare length after "in" tells when something is to be: it resumes in two weeks."""
    page = expression.desk.page
    if expression.before != "in" or len(expression.tokens) > 2 or expression.ahead is not True:
        return False
    head = page.head(expression.tokens[0].start, expression.tokens[-1].end)
    return head is not None and page.words[page.words[head].head].tag == "VERB"


def is_compound(expression: Expression) -> bool:
    """Whether a bare unit is the end of a longer noun: school hours."""
    page = expression.desk.page
    number = page.word_at(expression.tokens[0].start)
    return page.child(number, "compound") is not None


def is_rate(expression: Expression) -> bool:
    """Whether a length with an article is told as a rate: it follows what is counted, without a preposition."""
    page, start = expression.desk.page, expression.tokens[0].start
    number = page.word_at(start)
    if not number or "\n" in page.text[page.words[number - 1].end : start]:
        return False
    before = page.words[number - 1]
    return before.tag in ("NOUN", "NUM", "PROPN", "SYM") or before.text.lower() in ("times", "once", "twice")


def read_span(expression: Expression) -> Reading | None:
    """A length that lies before or after now: the past two months, the next few days."""
    told = length_of(expression)
    return Reading("DURATION", told[0]) if told else None


def read_ago(expression: Expression) -> Reading | None:
    """A time by its distance: from publication (two years ago), or from the time told last (a day earlier)."""
    told = length_of(expression)
    if told is None:
        return None
    desk, (_, unit, count) = expression.desk, told
    back = expression.has("ago")
    direction = 1 if expression.has("later", "from") else -1
    if count is None:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF" if expression.has("from") else None)
    if unit == "Y" and count == 1 and direction < 0 and desk.seen and QUARTER.fullmatch(desk.seen[-1].value):
        return read_quarter_ago(desk)
    if back or expression.has("from"):
        start, anchor = desk.published, desk.issue
    else:
        found = desk.last(unit)
        covered = days_of(found.value) if found else None
        start, anchor = (covered[0], found.span) if found and covered else (None, None)
    if start is None:
        return Reading("DATE", None)
    if unit in ("H", "TM", "S"):
        return read_hours_ago(expression, unit, count * direction) if back else Reading("TIME", f"{start}TXX", anchor)
    months = count != int(count)  # two and a half years ago
    day = stepped(start, "M" if months else unit, int(count * (12 if months else 1)) * direction)
    return Reading("DATE", value_of(day, "D" if unit == "2W" else unit), anchor) if day else None


def read_quarter_ago(desk: Desk) -> Reading:
    """A year before the quarter told last; the one told last itself where that is of an earlier year already."""
    last = desk.seen[-1]
    year, quarter = last.value.split("-")
    earlier = desk.published is not None and int(year) < desk.published.year
    return Reading("DATE", f"{int(year) - (not earlier)}-{quarter}", last.span)


def read_hours_ago(expression: Expression, unit: str, count: float) -> Reading:
    """Some hours or minutes before publication: to the minute where its clock is known, else its day."""
    desk = expression.desk
    if desk.published is None:
        return Reading("TIME", None)
    if desk.clock is None:
        return Reading("TIME", f"{desk.published}TXX", desk.issue)
    moment = datetime.fromisoformat(f"{desk.published}T{desk.clock}")
    moment += timedelta(seconds=count * {"H": 3600, "TM": 60, "S": 1}[unit])
    return Reading("TIME", moment.strftime("%Y-%m-%dT%H:%M"), desk.issue)


def read_beside(expression: Expression) -> Reading | None:
    """The day before or after: of a day that it names, else of the time told last."""
    desk, unit = expression.desk, expression.value("unit")
    step = -1 if expression.has("before") else 1
    if expression.has("last", "next") and desk.published:
        return read_next_but_one(expression, desk.published, 2 * step)
    if expression.has("deictic") and desk.published:
        return Reading(
            "DATE", (desk.published + timedelta(days=2 * expression.value("deictic"))).isoformat(), desk.issue
        )
    found = desk.last(unit)
    covered = days_of(found.value) if found else None
    if found is None or covered is None:
        return Reading("DATE", None)
    day = stepped(covered[0], unit, step)
    return Reading("DATE", value_of(day, unit), found.span) if day else None


def read_next_but_one(expression: Expression, published: date, step: int) -> Reading | None:
    """The week before last, the night before last, the summer before last, the year after next."""
    if part := expression.value("part"):
        return Reading("TIME", f"{published + timedelta(days=step)}T{part}", expression.desk.issue)
    if season := expression.value("season"):
        return Reading("DATE", f"{published.year + step}-{season}", expression.desk.issue, True)
    unit = expression.value("unit")
    day = stepped(published.replace(day=1) if unit == "M" else published, unit, step)
    return Reading("DATE", value_of(day, unit), expression.desk.issue) if day else None


def read_set(expression: Expression) -> Reading | None:
    """A time that comes again: every Friday, daily, each July, every two weeks."""
    if often := expression.value("often"):
        return Reading("SET", often)
    weekday = expression.value("weekday") or expression.value("weekdays")
    part = expression.value("part") or expression.value("parts")
    if weekday:
        return Reading("SET", f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""))
    if part:
        return Reading("SET", f"XXXX-XX-XXT{part}")
    if month := expression.value("month"):
        return Reading("SET", f"XXXX-{month:02}")
    if season := expression.value("season"):
        return Reading("SET", f"XXXX-{season}")
    told = length_of(expression)
    if told is None:
        return None
    if expression.has("times", "once", "twice"):
        return Reading("SET", written(told[1], 1.0))
    ordinal = expression.value("ordinal") if not expression.has("units") else None
    every = 2 if expression.has("other") else ordinal
    return Reading("SET", written(told[1], float(every)) if every else told[0])


def read_reference(expression: Expression) -> Reading | None:
    """Now, recently, the future."""
    value = expression.value("reference") or expression.value("time_of")
    follows = expression.after.text.lower() if expression.after else ""
    if expression.has("reference") and follows in ("after", "as", "enough", "before"):
        return None
    if value == "FUTURE_REF" and expression.has("reference") and expression.ahead is False:
        return None  # he was soon released
    if expression.has("time_of"):
        word = expression.desk.page.words[expression.desk.page.word_at(expression.tokens[-1].start)]
        if word.tag != "NOUN":
            return None
    if value is None:
        value = "PRESENT_REF" if expression.has("these") else "FUTURE_REF"
    return Reading("DATE", value)
