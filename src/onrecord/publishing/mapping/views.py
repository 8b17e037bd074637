"""What a map shows: the view that holds all places, however exactly they are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from onrecord.publishing.mapping.outlines import Box, Outline, Point, outlines

WIDTH, HEIGHT = 480, 340  # px
MARGIN = 40  # px kept free around the places
LEAST = 6.0  # degrees of latitude that are shown at least: enough of the land to know where it is
KM = 111.2  # a degree of latitude


@dataclass(frozen=True, slots=True)
class View:
    """What is shown: the centre, and px a degree of longitude and of latitude."""

    lon: float
    lat: float
    across: float
    up: float

    def point(self, lon: float, lat: float) -> Point:
        return WIDTH / 2 + (lon - self.lon) * self.across, HEIGHT / 2 - (lat - self.lat) * self.up

    def near(self, lon: float) -> float:
        """A longitude as it is nearest to the centre, whatever the antimeridian.

        >>> View(179, 0, 1, 1).near(-179)
        181
        """
        return self.lon + (lon - self.lon + 180) % 360 - 180

    @property
    def reach(self) -> Box:
        """West, south, east and north of what is shown."""
        wide, high = WIDTH / 2 / self.across, HEIGHT / 2 / self.up
        return self.lon - wide, self.lat - high, self.lon + wide, self.lat + high


def fitted(places: Sequence[Mapping[str, Any]], countries: Sequence[str]) -> View:
    """The view that holds all places with their radius; where there are only countries, these."""
    boxes = [around(one) for one in places] or [largest(one) for one in outlines() if one.code in countries]
    boxes = boxes or [(-150.0, -50.0, 150.0, 70.0)]
    centre = boxes[0][0]
    beside = [(west + shift, south, east + shift, north) for west, south, east, north in boxes
              for shift in (360 * round((centre - west) / 360),)]  # fmt: skip
    west, south = min(box[0] for box in beside), min(box[1] for box in beside)
    east, north = max(box[2] for box in beside), max(box[3] for box in beside)
    lat = (south + north) / 2
    narrow = max(cos(radians(lat)), 0.15)
    up = min(
        (HEIGHT - 2 * MARGIN) / max(north - south, LEAST), (WIDTH - 2 * MARGIN) / max((east - west) * narrow, LEAST)
    )
    return View((west + east) / 2, lat, up * narrow, up)


def around(place: Mapping[str, Any]) -> Box:
    """A place with its radius."""
    high = (place["radius_km"] or 0) / KM
    wide = high / max(cos(radians(place["lat"])), 0.15)
    return place["lon"] - wide, place["lat"] - high, place["lon"] + wide, place["lat"] + high


def largest(one: Outline) -> Box:
    """The box of a country's largest part: not that of its islands beyond the sea."""
    return max(one.boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
