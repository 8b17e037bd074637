"""Cells that become one, and one that becomes several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from onrecord.review.cells import Cell

PARTS = {  # what a kind of cells is made of, by which it can be merged and split
    "entities": "mentions",
    "places": "mentions",
    "incidents": "events",
}


def merged(kind: str, cells: Sequence[Cell]) -> Cell:
    """The first of some cells with all that the others list, and what they know and it does not."""
    made = dict(cells[0])
    for other in cells[1:]:
        for key, value in other.items():
            if isinstance(made.get(key), list) and isinstance(value, list):
                made[key] = made[key] + [one for one in value if one not in made[key]]
            elif made.get(key) is None:
                made[key] = value
    if kind != "incidents":
        made["mentions"] = sorted(made["mentions"])
    elif made["date"]["start"] is None:
        made["date"] = next((one["date"] for one in cells if one["date"]["start"]), made["date"])
    return made


def parted(kind: str, cell: Cell, wanted: Sequence[Cell]) -> list[Cell]:
    """The parts of a cell: what each of those wanted has of it, the rest with the first; parts of nothing are none."""
    key = PARTS[kind]
    shares = [[one for one in cell[key] if one in part[key]] for part in wanted[1:]]
    taken = [one for share in shares for one in share]
    shares = [[one for one in cell[key] if one not in taken], *shares]
    parts = [part | {key: share} for part, share in zip(wanted, shares, strict=True) if share]
    return parts if shares[0] else []


def passed_on(kind: str, parts: Sequence[Cell], events: Mapping[str, Cell]) -> Callable[[list[int] | None], str]:
    """Which part stands for the whole at some words: that of which words are nearest, else the first."""

    def spans(part: Cell) -> list[Any]:
        return [events[one]["trigger"] for one in part["events"]] if kind == "incidents" else part["mentions"]

    def distance(one: Sequence[int], other: Sequence[int]) -> int:
        return max(other[0] - one[1], one[0] - other[1], 0)

    def nearest(at: list[int] | None) -> str:
        if at is None:
            return str(parts[0]["id"])
        return str(min(parts, key=lambda part: min(distance(at, span) for span in spans(part)))["id"])

    return nearest
