"""Places where they are drawn: a dot where a place is known to a point, else a ring of its radius."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.publishing import wording
from onrecord.publishing.mapping.outlines import Point
from onrecord.publishing.mapping.views import KM, View

EXACT = frozenset(("city", "point"))  # kinds that are known to a point
Words = Callable[[str, int, int], str]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where it is drawn: a dot, or a ring with a radius; its name, if there is room for it."""

    name: str
    href: str
    told: str
    x: float
    y: float
    radius: float | None
    label: Point | None
    anchor: str


def spots_of(places: Iterable[Mapping[str, Any]], view: View, words_at: Words) -> Iterator[Spot]:
    """The places that are known better than to a country."""
    for one in places:
        x, y = view.point(view.near(one["lon"]), one["lat"])
        exact = one["kind"] in EXACT and (one["radius_km"] or 0) < 15
        radius = None if exact else round(max((one["radius_km"] or 10) / KM * view.up, 7), 1)
        known = "" if exact else f", known to about {one['radius_km'] or 10:.0f} km"
        told = f"{one['name']}: {wording.place_kind(one['kind'])}{known}"
        href = words_at(one.get("report", ""), *one.get("span", (0, 0)))
        yield Spot(one["name"], href, told, round(x, 1), round(y, 1), radius, None, "start")
