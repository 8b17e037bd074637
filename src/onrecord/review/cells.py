"""Cells as JSON objects: which cells they refer to, what they are called across readings, whether two say the same.

A cell's name is its kind, the offsets of its own words and what tells it from others there:
`figures:14-24:killed`.  A later reading gives other ids; the words stay where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, get_args, get_type_hints

from onrecord.model.json import with_quotes
from onrecord.model.reading_back import builder
from onrecord.model.records import Records
from onrecord.store.decisions import sha256

Cell = dict[str, Any]
Span = tuple[int, int]
Change = Callable[[str, str, list[int] | None], str | None]  # kind, id and words of a reference -> the new id

KINDS: dict[str, Any] = {name: get_args(hint)[0] for name, hint in get_type_hints(Records).items()}
REFERENCES: dict[str, dict[str, str]] = {  # of each kind, by path, the kind that is referred to
    "entities": {},
    "statements": {"speaker": "entities", "addressees.entity": "entities", "time": "times", "parent": "statements"},
    "events": {
        "actors.entity": "entities", "recipients.entity": "entities", "targets.entity": "entities", "place": "places",
        "time": "times", "attribution": "statements", "figures": "figures",
    },
    "figures": {
        "part_of": "figures", "event": "events", "statement": "statements", "place": "places", "time": "times",
    },
    "facts": {"subject": "entities", "object.entity": "entities", "statement": "statements"},
    "places": {},
    "times": {},
    "incidents": {
        "events": "events", "place": "places", "perpetrators.entity": "entities",
        "perpetrators.attribution": "statements", "victims.figure": "figures", "figures": "figures",
    },
    "casualties": {
        "entity": "entities", "harms.event": "events", "harms.incident": "incidents", "harms.statement": "statements",
    },
    "warnings": {},
}  # fmt: skip
TOLD_BY = {  # what tells a cell from others at the same words
    "entities": "name", "places": "name", "events": "type", "figures": "measure", "facts": "relation",
    "times": "type", "incidents": "type", "warnings": "code",
}  # fmt: skip
OURS = ("id", "quotes", "decided")  # what two readings may write differently of the same cell
PROGRAMS = ("candidates", "confidence", "how", "rule")  # how the program came to it


def checked(kind: str, cell: Cell, text: str) -> Cell:
    """A cell with all its fields and no others, and its spans' words; ValueError or LookupError where it is none."""
    return with_quotes(builder(KINDS[kind])(cell, text))


def with_references(kind: str, cell: Cell, change: Change) -> Cell:
    """A cell with its references changed; what comes to nothing is null, or left out of a list."""
    made = dict(cell)
    for path, target in REFERENCES[kind].items():
        head, _, tail = path.partition(".")
        value = made[head]
        if tail:
            made[head] = inner_changed(value, tail, target, change)
        elif isinstance(value, list):
            changed = (change(target, ident, None) for ident in value)
            made[head] = list(dict.fromkeys(ident for ident in changed if ident is not None))
        elif value is not None:
            made[head] = change(target, value, first_words(kind, made))
    return made


def inner_changed(value: Any, tail: str, target: str, change: Change) -> Any:
    """The same within an object, or a list of objects."""
    if isinstance(value, list):
        return [inner_changed(one, tail, target, change) for one in value]
    if value is None or value[tail] is None:
        return value
    return value | {tail: change(target, value[tail], value.get("span"))}


def references(kind: str, cell: Cell) -> Iterator[tuple[str, str]]:
    """The kind and id of each cell that a cell refers to."""
    found: list[tuple[str, str]] = []

    def note(target: str, ident: str, _: list[int] | None) -> str:
        found.append((target, ident))
        return ident

    with_references(kind, cell, note)
    yield from found


# names --------------------------------------------------------------------------------------------------------------


def own_words(kind: str, cell: Cell, by_id: Mapping[str, Cell]) -> list[list[int]]:
    """The spans of the words that a cell is known by."""
    if kind == "statements":
        return list(cell["content"] or cell["cue"])
    if kind in ("entities", "places"):
        return name_mention(cell)
    if kind == "events":
        return [cell["trigger"]]
    if kind == "facts":
        return [cell["object"]["span"]]
    if kind == "incidents":
        events = [by_id[ident]["trigger"] for ident in cell["events"][:1] if ident in by_id]
        return events or [one["span"] for key in ("victims", "perpetrators", "objects") for one in cell[key][:1]]
    return [cell["span"]] if cell["span"] else []


def name_mention(cell: Cell) -> list[list[int]]:
    """The mention that gives the name, else the first."""
    quoted = cell.get("quotes", {}).get("mentions", [])
    named = (span for span, words in zip(cell["mentions"], quoted, strict=False) if words == cell["name"])
    return [next(named, cell["mentions"][0])] if cell["mentions"] else []


def first_words(kind: str, cell: Cell) -> list[int] | None:
    """The words at which a cell's plain references stand."""
    if kind == "statements":
        return next(iter((*cell["source"], *cell["content"], *cell["cue"])), None)
    found = cell.get("trigger") or cell.get("span")
    return list(found) if found else None


def name_of(kind: str, cell: Cell, by_id: Mapping[str, Cell]) -> str:
    """A cell's name across readings."""
    spans = ",".join(f"{start}-{end}" for start, end in own_words(kind, cell, by_id))
    return f"{kind}:{spans}:{cell.get(TOLD_BY.get(kind, ''), '') or ''}"


def place_of(name: str) -> str:
    """A name without what tells it from others at the same words."""
    return ":".join(name.split(":", 2)[:2])


def spans_in(name: str) -> list[Span]:
    """The offsets that a name gives."""
    written = name.split(":", 2)[1]
    return [(int(start), int(end)) for start, end in (one.split("-") for one in written.split(",") if one)]


def names_of(cells: Mapping[str, Iterable[Cell]]) -> dict[str, tuple[str, int]]:
    """The cells of a record by name, each with its kind and number in its list; of two with one name, the second gets a
    number."""
    by_id = {one["id"]: one for kind, some in cells.items() if kind != "warnings" for one in some}
    found: dict[str, tuple[str, int]] = {}
    for kind, some in cells.items():
        for at, cell in enumerate(some):
            name, again = name_of(kind, cell, by_id), 2
            while name in found:
                name = f"{name_of(kind, cell, by_id)}:{again}"
                again += 1
            found[name] = (kind, at)
    return found


def names_by_id(cells: Mapping[str, list[Cell]]) -> dict[str, str]:
    """The names of a record's cells by their ids."""
    return {cells[kind][at]["id"]: name for name, (kind, at) in names_of(cells).items() if kind != "warnings"}


# comparing ----------------------------------------------------------------------------------------------------------


def said(kind: str, cell: Cell, names: Mapping[str, str]) -> Cell:
    """What a cell says, whatever the ids are: references by the words that they stand at."""

    def by_words(_: str, ident: str, __: list[int] | None) -> str:
        return place_of(names[ident]) if ident in names else ident

    told = with_references(kind, cell, by_words)
    return {key: value for key, value in told.items() if key not in OURS and key not in PROGRAMS}


def hash_of(kind: str, cell: Cell, names: Mapping[str, str]) -> str:
    """The hash of what a cell says."""
    return sha256(said(kind, cell, names))
