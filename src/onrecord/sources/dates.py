"""Dates as inputs write them, in ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from dateutil import parser
from dateutil.tz import tzoffset

ZONES = {
    "GMT": 0, "UTC": 0, "BST": 1, "IST": 5.5, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "EST": -5, "EDT": -4,
    "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AEST": 10, "AEDT": 11, "SGT": 8,
    "HKT": 8, "JST": 9, "SAST": 2, "EAT": 3, "WAT": 1, "PKT": 5,
}  # fmt: skip  # hours from UTC, as newsrooms use the letters: what the time module knows depends on the machine
DAY = re.compile(r"\d{4}-\d\d-\d\d")
FIRST, LAST = datetime(2000, 1, 1), datetime(2001, 2, 2)  # two days apart in every part: a date must not depend on them


def iso_date(value: Any) -> str | None:
    """A date, or a date with its time, in ISO 8601; None for what names no single day.

    >>> iso_date("2031-03-04"), iso_date("Tue, 04 Mar 2031 07:30:00 GMT"), iso_date("4 March 2031, 9.15pm")
    ('2031-03-04', '2031-03-04T07:30:00Z', '2031-03-04T21:15:00')
    >>> iso_date("March 2031"), iso_date("03/04/2031"), iso_date("yesterday")
    (None, None, None)
    """
    if isinstance(value, datetime):
        return written(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return of_epoch(value)
    if isinstance(value, str) and re.fullmatch(r"\d{10}|\d{13}", value.strip()):
        return of_epoch(int(value))
    if not isinstance(value, str) or not 6 <= len(value.strip()) <= 80:
        return None
    text = value.strip()
    if DAY.fullmatch(text):
        return of_day(text)
    found = of_iso(text) or of_mail(text) or of_words(text)
    return None if found is None or not 1 < found.year < 9999 else written(found, has_time(text))


def of_day(text: str) -> str | None:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return None
    return text


def of_epoch(seconds: float) -> str | None:
    """Seconds or thousandths of a second since 1970, for what can be such a moment."""
    seconds = seconds / 1000 if seconds > 1e11 else seconds
    return written(datetime.fromtimestamp(seconds, UTC)) if 1e8 < seconds < 1e10 else None


def of_iso(text: str) -> datetime | None:
    if not re.match(r"\d{4}-?\d\d-?\d\d", text):
        return None
    try:
        return datetime.fromisoformat(re.sub(r"(\d)\s+(?=[+-]\d\d:?\d\d$|Z$)", r"\1", text))
    except ValueError:
        return None


def of_mail(text: str) -> datetime | None:
    """The date of a mail or a feed; its time is taken as it stands where it names no zone."""
    if not re.search(r"\d:\d\d", text) or not re.match(
        r"(?:[A-Z][a-z]{2},\s*)?\d{1,2}\s+[A-Z][a-z]{2}\w*\s+\d{4}", text
    ):
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None


def of_words(text: str) -> datetime | None:
    """The date in words ("4 March 2031, 9.15pm GMT"), where every way to read it gives the same day."""
    text = re.sub(r"(\d)\.(\d\d)(?=\s*[ap]m)", r"\1:\2", text, flags=re.IGNORECASE)
    try:
        read = {
            parser.parse(text, default=day, dayfirst=first, tzinfos=zone_of)
            for day in (FIRST, LAST)
            for first in (True, False)
        }
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    return read.pop() if len(read) == 1 else None


def zone_of(name: str | None, seconds: int | None) -> tzoffset | None:
    """The zone of a date in words; None for letters that we don't know, so that no zone is guessed."""
    if seconds is None and name in ZONES:
        return tzoffset(name, timedelta(hours=ZONES[name]))
    return None if seconds is None else tzoffset(name, seconds)


def has_time(text: str) -> bool:
    return bool(re.search(r"\d[:.]\d\d|T\d{4}|\d\s*[ap]m\b", text, re.IGNORECASE))


def written(moment: datetime, with_time: bool = True) -> str | None:
    """The moment to the second, Z for UTC; the day alone where no time is known."""
    if not with_time:
        return moment.date().isoformat()
    try:
        return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")
    except ValueError:
        return None
