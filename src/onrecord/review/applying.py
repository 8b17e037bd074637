"""A record with what people decided: a pure function of the reading and the decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

from onrecord.model.decisions import Decision, is_name
from onrecord.model.json import as_json
from onrecord.model.reading_back import from_json
from onrecord.model.records import Record
from onrecord.review.cells import (
    KINDS,
    Cell,
    checked,
    hash_of,
    names_by_id,
    names_of,
    place_of,
    spans_in,
    with_references,
)
from onrecord.review.force import FAULTS, WHOLE, can_count, in_force, standings
from onrecord.review.joining import merged, parted, passed_on
from onrecord.review.tidying import tidied

ALONE = ("figures", "events", "times", "casualties")  # kinds whose words hold one cell: it is known by a part of them


class CantFollow(Exception):
    """A decision that does not fit a reading, or what was decided before."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.id)
        self.decision = decision


@dataclass
class Sheet:
    """A record on which decisions are being applied."""

    text: str
    report: str
    cells: dict[str, dict[str, Cell]]  # by kind and id; warnings by name
    ids: dict[str, str]  # what each name stands for now
    gone: dict[str, str] = field(default_factory=dict)  # ids of what was merged into another


@dataclass(frozen=True)
class Reviewed:
    """A record as reviewed: `made` is the contract's object, decided cells with who decided, and how."""

    made: dict[str, Any]
    force: Mapping[str, Decision]  # the decisions in force, by the name of the cell
    stale: Mapping[str, Decision]  # those that a later reading disagrees with
    decided: Mapping[str, str] | None = None  # the names of its cells, by id, where any decision is in force
    skipped: frozenset[int] = frozenset()  # the numbers of the decisions that can't be followed

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of its cells, by id."""
        as_read = {kind: list(self.made.get(kind, ())) for kind in KINDS}
        return names_by_id(as_read) if self.decided is None else self.decided


def reviewed(record: Record, decisions: Iterable[Decision], reading: str | None = None) -> Record:
    """A record with decisions applied; `reading` is the key of the reading that it is, where that is known."""
    return from_json(apply_decisions(as_json(record), decisions, reading).made)


def apply_decisions(made: dict[str, Any], decisions: Iterable[Decision], reading: str | None = None) -> Reviewed:
    """The same of the contract's object, which stays as it is, with what is to be known beside it.

    A cell that was decided on stays as decided, whatever a later reading says or no longer says.  What can't be
    followed is skipped.
    """
    given = list(decisions)
    kept = [one for one in given if one.undoes is not None or one.action in WHOLE or can_count(one)]
    while True:
        try:
            found = applied(made, kept, reading)
        except CantFollow as error:
            kept = [one for one in kept if one is not error.decision]
        else:
            skipped = {one.number for one in given} - {one.number for one in kept}
            return replace(found, skipped=frozenset(skipped)) if skipped else found


def applied(made: dict[str, Any], kept: Sequence[Decision], reading: str | None) -> Reviewed:
    """A reading with decisions; CantFollow at the first that can't be."""
    force = in_force(kept) if kept else []
    if not force:
        return Reviewed(made, {}, {})
    cells = {kind: list(made[kind]) if kind in made else [] for kind in KINDS}
    read = names_of(cells)
    sheet = Sheet(
        made["report"]["text"], made["report"]["id"],
        {kind: {key_of(kind, cells, read, at): one for at, one in enumerate(some)} for kind, some in cells.items()},
        {name: key_of(kind, cells, read, at) for name, (kind, at) in read.items()},
    )  # fmt: skip
    found = known_again(force, kept, set(read))
    stale = stale_ones(force, found, cells, read, reading)
    sheet.ids |= {one.name: sheet.ids[found[one.name]] if one.name in found else new_id(sheet, one.name)
                  for one in force if one.action not in ("merge", "split")}  # fmt: skip
    parted_off = False
    for one in force:
        if parted_off and one.name not in found:
            sheet.ids |= parts_named(sheet, one.name)
        parted_off = parted_off or one.action == "split"
        try:
            apply(sheet, one)
        except FAULTS as error:
            raise CantFollow(one) from error
    done = tidied(sheet.cells)
    marked = {sheet.ids[one.name]: one for one in force if one.name in sheet.ids}
    listed = {kind: [with_mark(one, marked.get(key)) for key, one in some.items()] for kind, some in done.items()}
    there = {ident for some in done.values() for ident in some}
    names = {ident: name for name, ident in sheet.ids.items() if ident in there} | names_left(listed, sheet.ids)
    return Reviewed(made | listed, {one.name: one for one in force}, stale, names)


def key_of(kind: str, cells: Mapping[str, list[Cell]], read: Mapping[str, tuple[str, int]], at: int) -> str:
    """By what a cell is looked up: its id, of a warning its name."""
    if kind != "warnings":
        return str(cells[kind][at]["id"])
    return next(name for name, place in read.items() if place == (kind, at))


def parts_named(sheet: Sheet, name: str) -> dict[str, str]:
    """What a name stands for where it is that of a part which came to be by a split."""
    known = set(sheet.ids.values())
    listed = names_by_id({kind: list(some.values()) for kind, some in sheet.cells.items()})
    return {told: ident for ident, told in listed.items() if told == name and ident not in known}


def names_left(listed: Mapping[str, list[Cell]], ids: Mapping[str, str]) -> dict[str, str]:
    """The names of cells that came to be by a split."""
    known = set(ids.values())
    return {ident: name for ident, name in names_by_id(dict(listed)).items() if ident not in known}


def new_id(sheet: Sheet, name: str) -> str:
    """The id of a cell that the reading does not have: always the same for the same words."""
    return "d" + sha256(f"{sheet.report} {name}".encode("utf-8", "surrogatepass")).hexdigest()[:10]


def with_mark(cell: Cell, decision: Decision | None) -> Cell:
    """A cell that says who decided on it."""
    if decision is None:
        return cell
    told = {"action": decision.action, "who": decision.who, "made": decision.made, "number": decision.number}
    return cell | {"decided": told}


# which cell is which ------------------------------------------------------------------------------------------------


def known_again(force: Sequence[Decision], decisions: Sequence[Decision], read: set[str]) -> dict[str, str]:
    """The names that decided cells have in a reading, each cell for one: the same name, else the same words, of what is
    known by a number or a trigger else a part of them."""
    free = dict.fromkeys(sorted(read))
    wanted = {one.name: [one.name] for one in force if one.action not in ("merge", "split")}
    for one in decisions:
        if one.name in wanted:
            wanted[one.name] += [name for name in (one.names.get("", ""),) if is_name(name, KINDS)]
    found: dict[str, str] = {}
    added = {one.name for one in force if one.action == "add" or one.seen is None}
    for fits in (same_name, same_words, words_in_common):
        for name, others in wanted.items():
            if name not in found and (fits is same_name or name not in added):
                match = next((one for other in others for one in free_ones(free, other, fits)), None)
                if match is not None:
                    found[name] = match
                    del free[match]
    return found


def free_ones(free: Mapping[str, None], name: str, fits: Any) -> list[str]:
    if fits is same_name:
        return [name] if name in free else []
    return [one for one in free if one.partition(":")[0] == name.partition(":")[0] and fits(one, name)]


def same_name(one: str, other: str) -> bool:
    return one == other


def same_words(one: str, other: str) -> bool:
    return place_of(one) == place_of(other) and bool(spans_in(one))


def words_in_common(one: str, other: str) -> bool:
    """Whether two of a kind that is known by one stretch of words overlap, and tell the same."""
    kind, _, told = one.split(":", 2)
    if kind not in ALONE or told != other.split(":", 2)[2]:
        return False
    return any(a < d and c < b for a, b in spans_in(one) for c, d in spans_in(other))


def stale_ones(
    force: Sequence[Decision], found: Mapping[str, str], cells: Mapping[str, list[Cell]],
    read: Mapping[str, tuple[str, int]], reading: str | None,
) -> dict[str, Decision]:  # fmt: skip
    """The decisions that a later reading disagrees with: it says other than what the person saw, and than what the
    person made of it."""
    names = names_by_id(dict(cells))
    stale = {}
    for one in force:
        if one.action in ("merge", "split") or reading is None or one.reading in (reading, None):
            continue
        if one.name in found:
            kind, at = read[found[one.name]]
            now = hash_of(kind, cells[kind][at], names)
            wanted = None if one.action == "reject" else hash_of(one.kind, one.after, one.names)
            if now not in (one.seen, wanted):
                stale[one.name] = one
        elif one.action in ("confirm", "correct") and one.seen is not None:
            stale[one.name] = one
    return stale


# one decision -------------------------------------------------------------------------------------------------------


def apply(sheet: Sheet, decision: Decision) -> None:
    """Let a decision count on a sheet."""
    if decision.action == "merge":
        merge(sheet, decision)
    elif decision.action == "split":
        split(sheet, decision)
    else:
        settle(sheet, decision)


def settle(sheet: Sheet, decision: Decision) -> None:
    """Put a cell as decided, or take it away."""
    kind, ident = decision.kind, sheet.ids[decision.name]
    if ident in sheet.gone:
        return  # it is a part of another now
    old = sheet.cells[kind].get(ident)
    if decision.action == "reject":
        sheet.cells[kind].pop(ident, None)
        return
    new = own_ids(sheet, decision, decision.after)
    sheet.cells[kind][ident] = new if kind == "warnings" else new | {"id": ident}
    if kind == "events":
        figures_follow(sheet, old, new, ident)
    elif kind == "figures" and new["event"] is not None and (old is None or old["event"] != new["event"]):
        for key, event in sheet.cells["events"].items():
            listed = [one for one in event["figures"] if one != ident] + [ident] * (key == new["event"])
            sheet.cells["events"][key] = event | {"figures": listed}


def own_ids(sheet: Sheet, decision: Decision, cell: Cell) -> Cell:
    """A decided cell with the ids that its references have now; null where what they stand for is no more."""

    def now(kind: str, ident: str, _: list[int] | None) -> str | None:
        found = find(sheet, decision.names.get(ident, ""))
        found = sheet.gone.get(found, found) if found else None
        return found if found in sheet.cells[kind] else None

    made = with_references(decision.kind, cell, now)
    return checked(decision.kind, made, sheet.text)


def find(sheet: Sheet, name: str) -> str | None:
    """The id of what has a name, else of what stands at the same words."""
    if name in sheet.ids or not name:
        return sheet.ids.get(name)
    return next((ident for other, ident in sheet.ids.items() if same_words(other, name)), None)


def figures_follow(sheet: Sheet, old: Cell | None, new: Cell, ident: str) -> None:
    """Let figures that were given to an event, or taken from it, know it."""
    figures = sheet.cells["figures"]
    for one in new["figures"]:
        if one in figures and figures[one]["event"] is None:
            figures[one] = figures[one] | {"event": ident}
    for one in set(old["figures"] if old else ()) - set(new["figures"]):
        if one in figures and figures[one]["event"] == ident:
            figures[one] = figures[one] | {"event": None}


def merge(sheet: Sheet, decision: Decision) -> None:
    """Let some cells be one, with all that refers to them."""
    kind, cells = decision.kind, sheet.cells[decision.kind]
    named = [find(sheet, decision.names.get(one["id"], "")) for one in decision.before]
    ids = list(dict.fromkeys(sheet.gone.get(one, one) for one in named if one is not None))
    ids = [one for one in ids if one in cells]
    if len(ids) < 2:
        return
    first, others = ids[0], ids[1:]
    cells[first] = checked(kind, merged(kind, [cells[one] for one in ids]), sheet.text)
    for other in others:
        del cells[other]
    into = dict.fromkeys(others, first)
    sheet.gone = {old: into.get(new, new) for old, new in sheet.gone.items()} | into
    refer(sheet, kind, lambda ident, _: into.get(ident, ident))


def split(sheet: Sheet, decision: Decision) -> None:
    """Let one cell be several, and what refers to it refer to the part that stands nearest."""
    kind, cells = decision.kind, sheet.cells[decision.kind]
    named = find(sheet, decision.names.get(decision.before["id"], ""))
    ident = sheet.gone.get(named, named) if named else None
    if ident not in cells or ident is None:
        return
    wanted = [own_ids(sheet, decision, one) for one in decision.after]
    parts = parted(kind, cells[ident], wanted)
    if len(parts) < 2:
        return
    ids = [ident, *(new_id(sheet, f"{decision.id or decision.name} {at}") for at in range(1, len(parts)))]
    for one, part in zip(ids, parts, strict=True):
        cells[one] = checked(kind, part | {"id": one}, sheet.text)
    spans = passed_on(kind, [cells[one] for one in ids], sheet.cells["events"])
    refer(sheet, kind, lambda old, at: spans(at) if old == ident else old)


def refer(sheet: Sheet, kind: str, change: Any) -> None:
    """Change what refers to a kind of cells."""

    def changed(target: str, ident: str, at: list[int] | None) -> str | None:
        found: str | None = change(ident, at) if target == kind else ident
        return found

    for other, cells in sheet.cells.items():
        for key, one in cells.items():
            cells[key] = with_references(other, one, changed)


def disputed(decisions: Iterable[Decision]) -> set[str]:
    """The names of cells on which people disagree."""
    return {name for name, one in standings(decisions).items() if one.disputed}
