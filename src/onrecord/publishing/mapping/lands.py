"""Countries where they are drawn, without the cut along the antimeridian."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.publishing.mapping.outlines import Box, Point, box_of, outlines
from onrecord.publishing.mapping.views import HEIGHT, WIDTH, View

OFF = (0, -36, 36)  # px from the middle of a country at which its name may stand
FINE = 1.0  # px: nearer points of an outline are left out
BEYOND = 60.0  # px beyond the edges to which lines are drawn
TURNS = (-360, 0, 360)  # degrees by which an outline is moved, whichever side of the antimeridian is shown
SEAM = 179.98  # degrees: outlines are cut there, which is no border


@dataclass(frozen=True, slots=True)
class Land:
    """A country where it is drawn: filled paths, its borders, and where its name stands, if anywhere."""

    name: str
    path: str
    border: str | None  # where it is not the edge of what is filled
    hatched: bool
    label: Point | None
    rooms: tuple[Point, ...] = ()  # where its name could stand, best first


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
            border = "".join(borders) if seam else None
            yield Land(one.name, "".join(fills), border, one.code in hatched, None, tuple(rooms(parts)))


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


def rooms(parts: Sequence[Sequence[Point]]) -> Iterator[Point]:
    """Where a country's name could stand: in the middle of what is seen of its largest part, or a little above or
    below."""
    seen = [[(min(max(x, 0), WIDTH), min(max(y, 0), HEIGHT)) for x, y in part] for part in parts]
    best = max(seen, key=lambda part: area(part), default=[])
    if area(best) < 900:
        return
    _, top, _, bottom = box_of(best)
    for off in OFF:
        found = middle_of_row(best, (top + bottom) / 2 + off)
        if found is not None:
            yield found


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
