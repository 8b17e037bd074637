"""A map of places as an SVG, made here from outlines that ship with the program: no tiles, nothing fetched.

Nothing is drawn more exactly than it is known: a city is a dot, a province or a rough spot a dashed ring of its radius,
a country a hatched outline and never a point.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from math import cos, radians
from typing import Any

import orjson
from markupsafe import Markup

from onrecord.publishing import wording
from onrecord.publishing.page import environment

WIDTH, HEIGHT = 480, 340  # px
MARGIN = 40  # px kept free around the places
LEAST = 6.0  # degrees of latitude that are shown at least: enough of the land to know where it is
LETTER, LINE = 7.2, 15  # px that a letter of a name takes, and its height
QUIET = 6.4  # px that a letter of a country's name takes
KM = 111.2  # a degree of latitude
OFF = (0, -36, 36)  # px from the middle of a country at which its name may stand
FINE = 1.0  # px: nearer points of an outline are left out
BEYOND = 60.0  # px beyond the edges to which lines are drawn
TURNS = (-360, 0, 360)  # degrees by which an outline is moved, whichever side of the antimeridian is shown
SEAM = 179.98  # degrees: outlines are cut there, which is no border
EXACT = frozenset(("city", "point"))  # kinds that are known to a point
UNDRAWN = frozenset(("continent", "ocean"))  # kinds that are told, not drawn
BORDERS = "Borders: Natural Earth, 1:50 million. They imply no position on any boundary or on who governs."

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom
Words = Callable[[str, int, int], str]


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's outline: rings of longitude and latitude, without jumps at the antimeridian."""

    code: str
    name: str
    rings: tuple[tuple[Point, ...], ...]
    boxes: tuple[Box, ...]  # west, south, east, north of each ring
    box: Box  # of all


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


@dataclass(frozen=True, slots=True)
class Land:
    """A country where it is drawn: filled paths, its borders, and where its name stands, if anywhere."""

    name: str
    path: str
    border: str | None  # where it is not the edge of what is filled
    hatched: bool
    label: Point | None


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


def map_svg(places: Sequence[Mapping[str, Any]], words_at: Words) -> Markup | None:
    """The map of places as `places_of` a story tells them; None where there is none to draw."""
    known = [one for one in places if one["kind"] not in UNDRAWN]
    pinned = [one for one in known if one["lat"] is not None and one["kind"] != "country"]
    countries = [one for one in known if one["kind"] == "country" and one["country"]]
    if not pinned and not countries:
        return None
    view = fitted(pinned, [one["country"] for one in countries])
    spots = named(spots_of(pinned, view, words_at))
    lands = lands_in(view, frozenset(one["country"] for one in countries))
    drawn = environment().get_template("map.svg.j2").render(
        width=WIDTH, height=HEIGHT, lands=labelled(lands, spots), spots=spots, scale=scale_bar(view),
        hatched=[one["name"] for one in countries],
    )  # fmt: skip
    return Markup(drawn)


# outlines -----------------------------------------------------------------------------------------------------------


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


# drawing ------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def lands_in(view: View, hatched: frozenset[str]) -> tuple[Land, ...]:
    """The same as `lands_of`; those of the views that were asked for last are kept."""
    return tuple(lands_of(view, hatched))


def lands_of(view: View, hatched: frozenset[str]) -> Iterator[Land]:
    """The countries that are in sight."""
    reach = view.reach
    for one in outlines():
        if not any(in_sight(one.box, shift, reach) for shift in TURNS):
            continue
        fills: list[str] = []
        borders: list[str] = []
        seam = False
        parts: list[list[Point]] = []
        for ring, box in zip(one.rings, one.boxes, strict=True):
            for shift in TURNS:
                if in_sight(box, shift, reach):
                    points = thinned(ring, shift, view)
                    fills.append(path_of(points) + "Z")
                    cut = box[0] <= -SEAM or box[2] >= SEAM
                    borders += borders_of(ring, shift, view) if cut else [fills[-1]]
                    seam = seam or cut
                    parts.append(points)
        if fills:
            yield Land(one.name, "".join(fills), "".join(borders) if seam else None, one.code in hatched, middle(parts))


def in_sight(box: Box, shift: int, reach: Box) -> bool:
    west, south, east, north = reach
    return box[0] + shift < east and box[2] + shift > west and box[1] < north and box[3] > south


def thinned(ring: Iterable[Point], shift: int, view: View) -> list[Point]:
    """A line as it is drawn, without points that lie beside the last, and no further than a little beyond the edges."""
    found: list[Point] = []
    left, top = WIDTH / 2 + (shift - view.lon) * view.across, HEIGHT / 2 + view.lat * view.up
    across, up, right, bottom = view.across, view.up, WIDTH + BEYOND, HEIGHT + BEYOND
    last_x = last_y = -1e9
    for lon, lat in ring:
        x, y = left + lon * across, top - lat * up
        x = -BEYOND if x < -BEYOND else right if x > right else x
        y = -BEYOND if y < -BEYOND else bottom if y > bottom else y
        if abs(x - last_x) + abs(y - last_y) > FINE:
            found.append((x, y))
            last_x, last_y = x, y
    return found


def path_of(points: Iterable[Point]) -> str:
    return "M" + "L".join([f"{x:.1f} {y:.1f}" for x, y in points])


def borders_of(ring: Sequence[Point], shift: int, view: View) -> Iterator[str]:
    """The lines of a ring, without its edges along the antimeridian, where the outline is only cut."""
    run: list[Point] = []
    for n, (lon, lat) in enumerate(ring):
        if n and on_seam(lon) and on_seam(ring[n - 1][0]):
            if len(run) > 1:
                yield path_of(thinned(run, shift, view))
            run = []
        run.append((lon, lat))
    if len(run) > 1:
        yield path_of(thinned(run, shift, view))


def on_seam(lon: float) -> bool:
    return abs(abs(lon) - 180) <= 180 - SEAM


def middle(parts: Sequence[Sequence[Point]]) -> Point | None:
    """Where a country's name could stand: the middle of what is seen of its largest part."""
    seen = [[(min(max(x, 0), WIDTH), min(max(y, 0), HEIGHT)) for x, y in part] for part in parts]
    best = max(seen, key=lambda part: area(part), default=[])
    if area(best) < 900:
        return None
    left, top, right, bottom = box_of(best)
    return middle_of_row(best, (top + bottom) / 2) or ((left + right) / 2, (top + bottom) / 2)


def middle_of_row(ring: Sequence[Point], y: float) -> Point | None:
    """The middle of the longest stretch inside a ring at a height."""
    cuts = sorted(
        x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True) if (y1 > y) != (y2 > y)
    )  # fmt: skip
    stretches = list(zip(cuts[::2], cuts[1::2], strict=False))
    left, right = max(stretches, key=lambda pair: pair[1] - pair[0], default=(0.0, 0.0))
    return ((left + right) / 2, y) if right > left else None


def area(ring: Sequence[Point]) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True))) / 2


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


def named(spots: Iterable[Spot]) -> list[Spot]:
    """The same with their names where these cover neither each other nor a dot."""
    found = list(spots)
    taken: list[Box] = [(one.x - 5, one.y - 5, one.x + 5, one.y + 5) for one in found]
    placed = []
    for one in found:
        long = len(one.name) * LETTER
        for x, y, anchor in ((9, 4, "start"), (-9, 4, "end"), (0, -10, "middle"), (0, 20, "middle")):
            left = one.x + x - {"start": 0.0, "end": long, "middle": long / 2}[anchor]
            box = (left, one.y + y - LINE + 3, left + long, one.y + y + 3)
            if inside(box) and not any(overlap(box, other) for other in taken):
                taken.append(box)
                one = Spot(one.name, one.href, one.told, one.x, one.y, one.radius, (one.x + x, one.y + y), anchor)
                break
        placed.append(one)
    return placed


def labelled(lands: Iterable[Land], spots: Sequence[Spot]) -> list[Land]:
    """Countries with their names only where there is room."""
    taken = [(one.x - 6, one.y - 6, one.x + 6, one.y + 6) for one in spots]
    taken += [label_box(one) for one in spots if one.label]
    found = []
    for one in lands:
        label = None
        for x, y in ((one.label[0], one.label[1] + off) for off in OFF if one.label):
            long = len(one.name) * QUIET
            box = (x - long / 2, y - LINE + 3, x + long / 2, y + 3)
            if inside(box) and not any(overlap(box, other) for other in taken):
                taken.append(box)
                label = (x, y)
                break
        found.append(replace(one, label=label))
    return found


def label_box(spot: Spot) -> Box:
    assert spot.label is not None
    long = len(spot.name) * LETTER
    left = spot.label[0] - {"start": 0.0, "end": long, "middle": long / 2}[spot.anchor]
    return left, spot.label[1] - LINE + 3, left + long, spot.label[1] + 3


def inside(box: Box) -> bool:
    return box[0] > 4 and box[1] > 4 and box[2] < WIDTH - 4 and box[3] < HEIGHT - 4


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def scale_bar(view: View) -> tuple[float, str]:
    """The length in px of a round distance, and what it is."""
    per_km = view.up / KM
    distance = next((one for one in (1000, 500, 200, 100, 50, 20, 10) if one * per_km <= 120), 10)
    return round(distance * per_km, 1), f"{distance:,} km"
