"""Names on a map, where they cover neither each other nor a dot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.publishing.mapping.lands import Land
from onrecord.publishing.mapping.outlines import Box
from onrecord.publishing.mapping.spots import Spot
from onrecord.publishing.mapping.views import HEIGHT, WIDTH

LETTER, LINE = 7.2, 15  # px that a letter of a name takes, and its height
QUIET = 6.4  # px that a letter of a country's name takes


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
        for x, y in one.rooms:
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
