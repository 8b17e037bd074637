"""What must hold between the cells of a record, put right after decisions on some of them."""

from __future__ import annotations

from typing import Any

from onrecord.review.cells import Cell, with_references
from onrecord.store.decisions import canonical

Cells = dict[str, dict[str, Cell]]


def tidied(cells: Cells) -> Cells:
    """The cells with no reference to what is no more, nothing twice, no circle, nothing outside what it stands in."""
    had_events = {key for key, one in cells["incidents"].items() if one["events"]}
    while True:
        before = {kind: dict(some) for kind, some in cells.items()}
        without_doubles(cells)
        without_dangling(cells, had_events)
        without_circles(cells["statements"], "parent")
        without_circles(cells["figures"], "part_of")
        inside_parents(cells["statements"])
        figures_and_events(cells)
        if cells == before:
            return cells


def without_doubles(cells: Cells) -> None:
    """Let two cells that say the same be one."""
    into: dict[str, str] = {}
    for some in cells.values():
        seen: dict[str, str] = {}
        for key, one in list(some.items()):
            same = canonical({name: value for name, value in one.items() if name != "id"})
            if same in seen:
                into[key] = seen[same]
                del some[key]
            seen.setdefault(same, key)
    if into:
        change_all(cells, lambda _, ident, __: into.get(ident, ident))


def without_dangling(cells: Cells, had_events: set[str]) -> None:
    """Take away references to what is no more, and cells that are nothing without it."""
    change_all(cells, lambda kind, ident, _: ident if ident in cells[kind] else None)
    cells["facts"] = {key: one for key, one in cells["facts"].items() if one["subject"] is not None}
    cells["incidents"] = {key: one for key, one in cells["incidents"].items() if one["events"] or key not in had_events}


def change_all(cells: Cells, change: Any) -> None:
    for kind, some in cells.items():
        for key, one in some.items():
            some[key] = with_references(kind, one, change)


def without_circles(cells: dict[str, Cell], key: str) -> None:
    """Let nothing stand inside itself."""
    for ident in list(cells):
        seen, at = {ident}, cells[ident][key]
        while at in cells and at not in seen:
            seen.add(at)
            at = cells[at][key]
        if at == ident:
            cells[ident] = cells[ident] | {key: None}


def inside_parents(statements: dict[str, Cell]) -> None:
    """Let a statement stand only in one whose content holds its own."""
    for ident, one in list(statements.items()):
        parent = statements.get(one["parent"] or "")
        if parent and not all(holds(parent["content"], span) for span in one["content"]):
            statements[ident] = one | {"parent": None}


def holds(spans: list[list[int]], span: list[int]) -> bool:
    """Whether a span lies in what some spans cover together.

    >>> holds([[0, 5], [5, 9]], [3, 8]), holds([[0, 5], [6, 9]], [3, 8])
    (True, False)
    """
    at = span[0]
    for start, end in sorted(spans):
        if start <= at < end:
            at = end
    return at >= span[1]


def figures_and_events(cells: Cells) -> None:
    """Let a figure that has an event be among its figures, and no event have a figure without one."""
    figures, events = cells["figures"], cells["events"]
    for key, one in list(events.items()):
        kept = [ident for ident in one["figures"] if figures[ident]["event"] is not None]
        if kept != one["figures"]:
            events[key] = one | {"figures": kept}
    for ident, one in figures.items():
        event = events.get(one["event"] or "")
        if event and ident not in event["figures"]:
            events[one["event"]] = event | {"figures": [*event["figures"], ident]}
