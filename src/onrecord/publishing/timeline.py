"""How a figure moved: every voice's number in the order of time, and what they come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onrecord.publishing.wording import number, with_bounds
from onrecord.reconciling.series import NEVER, Number, Standing, moment

PEOPLE = ("killed", "injured", "missing", "detained", "abducted", "displaced", "besieged", "affected")


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """A number that a voice gave, and where it stands; copies: how often it was told again.

    Two points are never the same one, whatever they say.
    """

    published: str | None
    voice: str
    value: Number | None
    low: Number | None
    high: Number | None
    about: bool
    added: bool  # what the voice comes to by adding to what it gave before
    standing: Standing
    report: str
    quote: str
    copies: int
    span: tuple[int, int] | None = None  # where the words stand

    @property
    def time(self) -> datetime:
        return moment(self.published)

    @property
    def dot(self) -> Number:
        """The number that is drawn: the value, else the bound that there is."""
        return next((one for one in (self.value, self.low, self.high) if one is not None), 0)

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """The ends of what is drawn, None where there is none: "about" reaches a tenth to either side."""
        if self.about and self.value is not None:
            return self.value * 0.9, self.value * 1.1
        return self.low, self.high

    @property
    def label(self) -> str:
        """The number as it is written beside the voice.

        >>> Point(None, "police", 9, 9, None, False, False, "current", "a", "at least nine", 0).label
        '9+'
        """
        if self.about:
            return f"~{number(self.dot)}"
        if self.low is None and self.high is None:
            return "?"
        if self.low is None:
            return f"≤{number(self.dot)}"
        if self.high is None:
            return f"{number(self.low)}+"
        return number(self.low) if self.low == self.high else f"{number(self.low)}–{number(self.high)}"


@dataclass(frozen=True, slots=True)
class Chart:
    """How one count of an incident moved, and what it comes to."""

    counted: str
    best: Number | None
    low: Number | None
    high: Number | None
    status: str
    why: str
    points: tuple[Point, ...]
    shown: str = ""  # what it comes to, in words

    @property
    def most(self) -> float:
        """The largest number that is drawn."""
        ends = [end for point in self.points for end in (point.dot, *point.ends) if end is not None]
        return float(max((*ends, *(one for one in (self.best, self.low, self.high) if one is not None), 1)))

    @property
    def moves(self) -> bool:
        """Whether there is anything to draw: more than one number, or more than one voice."""
        return len({(point.voice, point.low, point.high) for point in self.points if point.standing != "left_out"}) > 1

    @property
    def voices(self) -> list[str]:
        """The voices, the one that spoke first first."""
        return list(dict.fromkeys(point.voice for point in self.points))


def charts_of(incident: dict[str, Any]) -> Iterator[Chart]:
    """The counts of people of an incident as `onrecord incidents` writes it, those of all people first."""
    counts = [one for one in incident["figures"] if one["measure"] in PEOPLE]
    for figure in sorted(counts, key=lambda one: (PEOPLE.index(one["measure"]), one["population"] is not None)):
        yield Chart(
            counted=", ".join(filter(None, (figure["measure"], figure["population"]))),
            best=figure["best"], low=figure["low"], high=figure["high"],
            status=figure["status"], why=figure["why"], points=tuple(points_of(figure["series"])),
            shown=with_bounds(figure),
        )  # fmt: skip


def points_of(series: list[dict[str, Any]]) -> Iterator[Point]:
    """The numbers of a series, each with its copies counted under it."""
    told = sorted(series, key=lambda entry: moment(entry["published"]))
    for entry in told:
        if entry["standing"] == "copy":
            continue
        given = entry["comes_to"] or entry
        again = [one for one in told if one["standing"] == "copy" and same_claim(one, entry)]
        yield Point(
            published=entry["published"], voice=entry["said_by"],
            value=given["value"], low=given["low"], high=given["high"], about=entry["precision"] == "about",
            added=given["low"] != entry["low"], standing=entry["standing"], report=entry["report"],
            quote=" ".join((entry["quote"] or "").split()), copies=len(again),
            span=tuple(span) if (span := entry.get("span")) else None,
        )  # fmt: skip


def same_claim(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["said_by"] == other["said_by"] and one["comes_to"] == other["comes_to"])


def day_and_hour(point: Point) -> str:
    """When a number was published, to the minute where that is known."""
    if point.time == NEVER:
        return "undated"
    return f"{point.time:%Y-%m-%d %H:%M}" if "T" in (point.published or "") else f"{point.time:%Y-%m-%d}"
