"""Whether a cell is as the output contract has it: its types, words of enumerations, spans, dates, codes and bounds."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from onrecord.model.records import MOST_COUNTED
from onrecord.model.span import Span
from onrecord.review.cells import KINDS, Cell

WHOLE_COUNTS = frozenset("killed injured missing detained abducted displaced besieged affected weapons".split())
SECTORS = frozenset(
    "GOV MIL REB PTY JUD LEG SPY COP CVL MED EDU BUS NGO IGO SOC UNK OPP PRM UAF AGR CRM ELI JRN LAB REF REL UNO EUR "
    "ISM IMG MNC".split()
)
ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?")
DATES = ("start", "end")
CODES = {"country": re.compile("[A-Z]{3}"), "relation": re.compile("[a-z][a-z_]*")}
NUMBERS = ("value", "low", "high", "number")
LIMITS = {"lat": (-90, 90), "lon": (-180, 180), "confidence": (0, 1), "radius_km": (0, 20_100),
          "geonames": (1, MOST_COUNTED)} | dict.fromkeys(NUMBERS, (0, MOST_COUNTED))  # fmt: skip
DEEPEST = 12  # objects in objects: no cell has half as many

# TIMEX3 values, as the contract takes them
YEAR = r"(?:BC)?(?:FY)?(?:\d{4}|\d{3}X|\d\dXX|XXXX)"
DAY = (
    rf"(?:{YEAR}(?:-(?:(?:0[1-9]|1[0-2]|XX)(?:-(?:0[1-9]|[12]\d|3[01]|XX))?|W(?:0[1-9]|[1-4]\d|5[0-3]|XX)"
    r"(?:-(?:[1-7X]|WE))?|Q[1-4X]|H[12X]|SP|SU|FA|AU|WI))?|\d{2,3})"
)
PART = "(?:MO|MI|AF|EV|NI|DT)"
CLOCK = rf"T(?:{PART}|(?:[01]\d|2[0-4]|XX)(?::(?:[0-5]\d|XX)(?::(?:[0-5]\d|XX)(?:\.\d+)?)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)"
COUNT = r"(?:\d+(?:\.\d+)?|X{1,2})"
LENGTH = rf"P(?=.)(?:{COUNT}(?:Y|M|W|D|DE|CE|Q|WE))*(?:T(?:{COUNT}(?:H|M|S|{PART}))+)?"
REFERENCE = "(?:PAST|PRESENT|FUTURE)_REF"
TIMEX = {
    "DATE": f"{DAY}|{REFERENCE}",
    "TIME": f"{DAY}{CLOCK}|{REFERENCE}",
    "DURATION": LENGTH,
    "SET": f"{DAY}(?:{CLOCK})?|{LENGTH}",
}


def completed(kind: str, given: Mapping[str, Any]) -> Cell:
    """A cell of which only some fields are given, with null, false or nothing for the others where the contract has
    that; of a figure with the bounds that its value and its hedge allow."""
    hints = get_type_hints(KINDS[kind])
    made = {one.name: default(hints[one.name], one) for one in fields(KINDS[kind])}
    made = {key: value for key, value in made.items() if value is not MISSING} | dict(given)
    return with_bounds(made) if kind == "figures" else made


def default(hint: Any, field: Any) -> Any:
    """What stands in a field that is not given; MISSING where something has to."""
    if field.default is not MISSING:
        return list(field.default) if isinstance(field.default, tuple) else field.default
    if get_origin(hint) in (Union, types.UnionType):
        return None
    return [] if get_origin(hint) is tuple else False if hint is bool else MISSING


def with_bounds(figure: Cell) -> Cell:
    """A figure with the least and the most that its value and precision allow.

    >>> bounds = with_bounds({"measure": "killed", "precision": "more_than", "value": 12, "low": None, "high": None})
    >>> bounds["low"], bounds["high"]
    (13, None)
    """
    value: Any = figure.get("value")
    precision: Any = figure.get("precision")
    if not is_number(value) or precision in ("range", "vague", None):
        return figure | {"value": None} if precision in ("range", "vague") else figure
    return figure | bounds(value, precision, steps(figure)[0])


def steps(figure: Cell) -> tuple[int, ...]:
    """How far from its value "more than" and "fewer than" may begin: one off for whole counts; for other things at the
    value itself, as what people type is taken, or one off."""
    return (1,) if figure.get("measure") in WHOLE_COUNTS and isinstance(figure.get("value"), int) else (0, 1)


def bounds(value: int | float, precision: str, step: int) -> Cell:
    """The least and the most that a value allows."""
    low = {"exact": value, "at_least": value, "more_than": value + step}.get(precision)
    high = {"exact": value, "at_most": value, "fewer_than": value - step}.get(precision)
    return {"low": low, "high": high}


def unkeepable(value: Any, depth: int = 0) -> str | None:
    """Why a value could not be written down and read back everywhere; None where it could.

    >>> unkeepable({"value": 10**30}), unkeepable(["\\ud800"]), unkeepable({"value": 12})
    ('it has a number that is out of range', 'it has half a letter', None)
    """
    if depth > DEEPEST:
        return "it has too many things in things"
    if isinstance(value, dict):
        return next(filter(None, (unkeepable(one, depth + 1) for pair in value.items() for one in pair)), None)
    if isinstance(value, list):
        return next(filter(None, (unkeepable(one, depth + 1) for one in value)), None)
    if isinstance(value, str):
        return "it has half a letter" if any("\ud800" <= letter <= "\udfff" for letter in value) else None
    too_large = type(value) in (int, float) and not abs(value) <= MOST_COUNTED
    return "it has a number that is out of range" if too_large else None


def faults(kind: str, cell: Cell, text: str) -> Iterator[str]:
    """What is wrong with a cell, in words."""
    found = list(of_type(KINDS[kind], cell, "", len(text)))
    yield from found
    if not found:
        yield from of_kind(kind, cell)


def of_type(hint: Any, value: Any, name: str, size: int) -> Iterator[str]:
    """What is wrong with a value where a type is wanted."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        options = [list(of_type(one, value, name, size)) for one in get_args(hint) if one is not type(None)]
        if value is not None or type(None) not in get_args(hint):
            yield from min(options, key=len)
    elif origin is Literal:
        if value not in get_args(hint):
            yield f"{name} is {value!r}; it can be {', '.join(map(str, get_args(hint)))}"
    elif hint is Span:
        if not is_span(value, size):
            yield f"{name} is {value!r}, no words of the text: offsets go from 0 to {size}, the first below the second"
    elif origin is tuple:
        if not isinstance(value, list):
            yield f"{name} is {value!r}, not a list"
        else:
            for at, one in enumerate(value, 1):
                yield from of_type(get_args(hint)[0], one, f"{name} {at}", size)
    elif is_dataclass(hint):
        yield from of_object(hint, value, name, size)
    elif not isinstance(value, origin or hint) and not (hint is float and is_number(value)):
        yield f"{name} is {value!r}, not {WORDS.get(hint, 'an object')}"
    elif hint is str and not value:
        yield f"{name} is empty"
    elif hint in (int, float) and not is_number(value):
        yield f"{name} is {value!r}, not a number"


WORDS: dict[Any, str] = {str: "words", int: "a whole number", float: "a number", bool: "true or false"}


def of_object(hint: Any, value: Any, name: str, size: int) -> Iterator[str]:
    """What is wrong with the fields of an object."""
    if not isinstance(value, dict):
        yield f"{name} is {value!r}, not an object"
        return
    hints = get_type_hints(hint)
    for one in fields(hint):
        path = f"{name}.{one.name}" if name else one.name
        if one.name not in value:
            yield f"{path} is missing"
            continue
        given = value[one.name]
        bad = list(of_type(hints[one.name], given, path, size))
        yield from bad
        if not bad and given is not None:
            yield from of_field(one.name, given, path)
    start, end = value.get("start"), value.get("end")
    if isinstance(start, str) and isinstance(end, str) and end[: len(start[:10])] < start[: len(end[:10])]:
        yield f"the end, {end}, is before the start, {start}"


def of_field(field: str, value: Any, path: str) -> Iterator[str]:
    """What is wrong with a date, a code or a number out of its range."""
    if (field in DATES or (field == "anchor" and isinstance(value, str))) and not is_date(value):
        yield f"{path} is {value!r}, not a date; write it as 2031-03-04"
    if field in CODES and not CODES[field].fullmatch(value):
        yield f"{path} is {value!r}; write a country as three capitals, a relation in small letters and underscores"
    if field == "sector" and value not in SECTORS:
        yield f"{path} is {value!r}, no sector of PLOVER"
    if field in LIMITS and is_number(value) and not LIMITS[field][0] <= value <= LIMITS[field][1]:
        yield f"{path} is {value}, which is out of range: it can be {LIMITS[field][0]} to {LIMITS[field][1]}"


def is_span(value: Any, size: int) -> bool:
    return (
        isinstance(value, list) and len(value) == 2 and all(type(at) is int for at in value)
        and 0 <= value[0] < value[1] <= size
    )  # fmt: skip


def is_number(value: Any) -> bool:
    return type(value) in (int, float) and abs(value) < float("inf")


def is_date(value: str) -> bool:
    """Whether it is an ISO 8601 date of the calendar, or a part of one."""
    match = ISO.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return False
    try:
        datetime.fromisoformat(value if match[2] else value[:7] + "-01" if match[1] else value + "-01-01")
    except ValueError:
        return False
    return True


def of_kind(kind: str, cell: Cell) -> Iterator[str]:
    """What is wrong between a cell's own fields."""
    if kind in ("entities", "places") and not cell["mentions"]:
        yield "it has no words in the text: mark at least one mention"
    if kind == "places" and (cell["lat"] is None) != (cell["lon"] is None):
        yield "a point needs both lat and lon"
    if kind == "statements":
        if cell["kind"] != "indirect" and not cell["content"]:
            yield f"a {cell['kind']} statement needs the words that were said: mark its content"
        elif not cell["content"] and not cell["cue"]:
            yield "it has no words in the text: mark its content"
    if kind == "events" and cell["type"] is not None and cell["how"] is None:
        yield "an event with a type needs a word on how that was decided"
    if kind == "casualties" and not cell["harms"]:
        yield "a person harmed needs at least one harm, with its words"
    if kind == "incidents" and not cell["events"]:
        yield "an incident needs at least one event"
    if kind == "figures" and (fault := bounds_fault(cell)):
        yield fault
    if kind == "times" and (fault := timex_fault(cell)):
        yield fault


def bounds_fault(figure: Cell) -> str | None:
    """Why a figure's numbers do not fit its precision."""
    value, low, high, precision = (figure[key] for key in ("value", "low", "high", "precision"))
    if precision == "range":
        if low is None or high is None or value is not None or not low < high:
            return "a range needs a low and a greater high, and no value"
    elif precision == "vague":
        if value is not None or high is not None:
            return "a vague figure has no value and no high, at most a low"
    elif value is None:
        return f"a figure that is {precision.replace('_', ' ')} a number needs its value"
    elif precision == "about":
        if low is not None or high is not None:
            return "a figure that is about a number has neither low nor high"
    elif all(figure | bounds(value, precision, step) != figure for step in steps(figure)):
        made = with_bounds(figure)
        return f"{precision.replace('_', ' ')} {value} has low {made['low']} and high {made['high']}"
    return None


def timex_fault(time: Cell) -> str | None:
    """Why a time's value is none of TIMEX3."""
    value = time["value"]
    if value is None:
        return "a time that is resolved needs a value" if time["resolved"] else None
    day = re.match(r"\d{4}-\d\d-\d\d", value)
    if not re.fullmatch(TIMEX[time["type"]], value) or (day and not is_date(day[0])):
        return f"{value!r} is no TIMEX3 value of a {time['type']}"
    return None
