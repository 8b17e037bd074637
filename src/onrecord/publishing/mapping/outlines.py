"""The outlines of countries, as they ship with the program."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import orjson

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's outline: rings of longitude and latitude, without jumps at the antimeridian."""

    code: str
    name: str
    rings: tuple[tuple[Point, ...], ...]
    boxes: tuple[Box, ...]  # west, south, east, north of each ring
    box: Box  # of all


@cache
def outlines() -> tuple[Outline, ...]:
    """The outlines of all countries."""
    packed = files("onrecord.publishing").joinpath("outlines.json.gz").read_bytes()
    return tuple(outline(one) for one in orjson.loads(gzip.decompress(packed)) if one["rings"])


def outline(told: Mapping[str, Any]) -> Outline:
    rings = tuple(tuple(unbroken(ring)) for ring in told["rings"])
    boxes = tuple(box_of(ring) for ring in rings)
    return Outline(told["code"], told["name"], rings, boxes, box_of([p for box in boxes for p in (box[:2], box[2:])]))


def unbroken(ring: Iterable[Sequence[float]]) -> Iterator[Point]:
    """A ring that goes on beyond 180 degrees where it would jump.

    >>> list(unbroken([(179, 1), (-179, 2), (178, 3)]))
    [(179, 1), (181, 2), (178, 3)]
    """
    last = None
    for lon, lat in ring:
        if last is not None:
            lon += 360 * round((last - lon) / 360)
        last = lon
        yield lon, lat


def box_of(points: Sequence[Point]) -> Box:
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return min(lons), min(lats), max(lons), max(lats)
