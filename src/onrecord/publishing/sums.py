"""What the incidents of a record sum up to, by place, time, actor or voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

from onrecord.model.records import EventType, Measure
from onrecord.publishing.incidents import content
from onrecord.reconciling.figures import within
from onrecord.reconciling.series import Number

Incident = dict[str, Any]  # as incident_object makes it
Row = dict[str, Any]


class GroupObject(TypedDict, total=False):
    """What a row is grouped by; null where the incidents are not told apart by it."""

    place: str | None
    admin1: str | None
    country: str | None
    day: str | None
    week: str | None
    month: str | None
    year: str | None
    type: EventType | None
    actor: str | None
    voice: str | None


class SumObject(GroupObject):
    """A line of `onrecord figures --format jsonl`: what a group of incidents sums up to."""

    measure: Measure
    population: str | None
    incidents: int
    without_best: int
    best: Number | None
    low: Number | None
    high: Number | None


@dataclass(frozen=True, slots=True)
class Toll:
    """What one incident, or one voice on it, gives for a count; None where it gives none, or no bound."""

    best: Number | None
    low: Number | None
    high: Number | None


def sums(
    incidents: Iterable[Incident], by: Sequence[str], measure: str = "killed", population: str | None = None
) -> list[Row]:
    """A row a group: how many incidents, how many of them without a best, and the sums of best, of low and of high.

    A sum of bounds is open (None) when one of them is open; that of best is None where no incident has one.  An
    incident that the groups of `by` don't tell apart (no place, a month where weeks are asked for) stands under None.

    ValueError where no grouping has that name.
    """
    if unknown := [name for name in by if name not in GROUPS]:
        raise ValueError(f"nothing is grouped by {unknown[0]}; name some of {', '.join(GROUPS)}")
    cells: dict[tuple[str | None, ...], list[Toll]] = {}
    for incident in incidents:
        for figure in tolls(incident, measure, population):
            for voice, toll in by_voice(figure) if "voice" in by else [(None, toll_of(figure))]:
                group = tuple(voice if name == "voice" else GROUPS[name](incident) for name in by)
                cells.setdefault(group, []).append(toll)
    return [
        {**dict(zip(by, group, strict=True)), "measure": measure, "population": population, **cell(cells[group])}
        for group in sorted(cells, key=lambda group: [(name is None, name or "") for name in group])
    ]


def tolls(incident: Incident, measure: str, population: str | None) -> Iterator[dict[str, Any]]:
    """The incident's figure for a count: of all people, or of those named.

    Where only parts of all people are counted, these are never added up: all are at least as many as the largest part.
    """
    wanted = content(population) if population else frozenset()
    counted = [figure for figure in incident["figures"] if figure["measure"] == measure]
    fitting = [figure for figure in counted if content(figure["population"] or "") == wanted]
    if fitting:
        yield fitting[0]
    elif counted and not population:
        least = max((figure["low"] for figure in counted if figure["low"] is not None), default=None)
        yield {"best": None, "low": least, "high": None, "series": []}


def by_voice(figure: dict[str, Any]) -> Iterator[tuple[str, Toll]]:
    """What each voice gave last."""
    said = {}
    for entry in sorted(figure["series"], key=lambda entry: entry["published"] or ""):
        if entry["comes_to"] and entry["standing"] != "copy":
            said[entry["said_by"]] = entry["comes_to"]
    for voice, given in said.items():
        low, high = given["low"], given["high"]
        yield voice, Toll(low if given["value"] is None else within(given["value"], low, high), low, high)


def toll_of(figure: dict[str, Any]) -> Toll:
    low, high = figure["low"], figure["high"]
    return Toll(within(figure["best"], low, high), low, high)


def cell(tolls: Sequence[Toll]) -> Row:
    """What a group comes to.

    >>> cell([Toll(9, 9, 9), Toll(None, 4, None), Toll(12, 12, 15)])
    {'incidents': 3, 'without_best': 1, 'best': 21, 'low': 25, 'high': None}
    """
    given = [toll.best for toll in tolls if toll.best is not None]
    return {
        "incidents": len(tolls),
        "without_best": len(tolls) - len(given),
        "best": sum(given) if given else None,
        "low": total(toll.low for toll in tolls),
        "high": total(toll.high for toll in tolls),
    }


def total(bounds: Iterable[Number | None]) -> Number | None:
    """The sum of bounds, open when one is."""
    found: Number = 0
    for bound in bounds:
        if bound is None:
            return None
        found += bound
    return found


# groups --------------------------------------------------------------------------------------------------------------


def of_place(field: str) -> Callable[[Incident], str | None]:
    return lambda incident: incident["place"][field] if incident["place"] else None


def period(name: Callable[[date], str]) -> Callable[[Incident], str | None]:
    """The period in which an incident lies wholly."""

    def of(incident: Incident) -> str | None:
        start, end = incident["date"]["start"], incident["date"]["end"]
        if start is None or end is None:
            return None
        first, last = name(date.fromisoformat(start)), name(date.fromisoformat(end))
        return first if first == last else None

    return of


def iso_week(day: date) -> str:
    """A week as ISO 8601 writes it.

    >>> iso_week(date(2031, 3, 4)), iso_week(date(2027, 1, 1))
    ('2031-W10', '2026-W53')
    """
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def actor(incident: Incident) -> str | None:
    """Who is said to have done it: those whom most reports name, of equals all; where nobody is named, the words."""
    told = [one for one in incident["perpetrators"] if one["certainty"] != "denied"]
    told = [one for one in told if one["named"]] or told
    count = Counter(name for name, _ in {(one["name"], one["report"]) for one in told})
    most = max(count.values(), default=0)
    return " or ".join(sorted(name for name in count if count[name] == most)) or None


GROUPS: dict[str, Callable[[Incident], str | None]] = {
    "place": of_place("name"),
    "admin1": of_place("admin1"),
    "country": of_place("country"),
    "day": period(date.isoformat),
    "week": period(iso_week),
    "month": period(lambda day: f"{day:%Y-%m}"),
    "year": period(lambda day: f"{day:%Y}"),
    "type": lambda incident: incident["type"],
    "actor": actor,
    "voice": lambda incident: None,  # a figure's, not the incident's
}
