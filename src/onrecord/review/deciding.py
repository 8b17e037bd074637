"""Deciding: what a person says of a cell, checked against the contract and kept for good."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from onrecord.linking.joining import join_new
from onrecord.model.decisions import ACROSS, COPIES, STORIES, Action, Decision
from onrecord.review.cells import KINDS, Cell, checked, hash_of, name_of, names_by_id, names_of, references
from onrecord.review.contract import completed, faults, is_span, unkeepable
from onrecord.review.force import standings
from onrecord.review.joining import PARTS, merged, parted
from onrecord.review.queue import decided_anew, forget
from onrecord.review.sheet import Changed, DecidedAlready, NotDecided, Sheet, mark_of, sheet_of
from onrecord.review.tidying import holds
from onrecord.store.decisions import (
    AlreadyDecided,
    active,
    add_decision,
    canonical,
    decisions_in,
    like,
    undone,
    undos_in,
)
from onrecord.store.record_file import RecordFile

SETTLING = ("confirm", "correct", "reject")
Check = Callable[[sa.Connection, Decision], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says.

    cell: an id of what the person is shown, of a warning its name; for a merge several, the one that stays first.
    after: for a correction the fields that change, for an addition those that are known, for a split its parts.
    """

    who: str
    action: Action
    report: str
    kind: str
    cells: tuple[str, ...] = ()
    after: Any = None
    why: str | None = None
    blind: bool = False
    settles: bool = False
    admin: bool = False  # may settle what he or she has decided on as well
    seen: str | None = None  # the mark of the first cell as the person was shown it, where that is known


def decide(record: RecordFile, answer: Answer, now: datetime | None = None) -> Decision:
    """Keep what a person says of a cell; NotDecided where it does not fit the record."""
    if not answer.who.strip():
        raise NotDecided("a decision needs somebody who makes it")
    if answer.kind not in KINDS:
        raise NotDecided(f"there are no {answer.kind}; name one of {', '.join(KINDS)}")
    sheet = sheet_of(record, answer.report, answer.who, answer.blind)
    if fault := unkeepable(answer.after) or unkeepable([answer.who, answer.why, *answer.cells]):
        raise NotDecided(f"what you say can't be kept: {fault}")
    if answer.seen is not None and answer.cells:
        must_be_as_seen(sheet, answer)
    if answer.settles:
        may_settle(record, answer, sheet)
    return keep(record, drafted(sheet, answer, moment(now)), not_twice)


def must_be_as_seen(sheet: Sheet, answer: Answer) -> None:
    """Changed where a cell is not any more as the person was shown it; DecidedAlready where he or she did just that."""
    if answer.seen == mark_of(sheet.cells(answer.kind).get(answer.cells[0])):
        return
    name = name_shown(sheet, answer.kind, answer.cells[0])
    last = next((one for one in reversed(active(sheet.decisions)) if (one.name, one.who) == (name, answer.who)), None)
    if last is not None and last.action == answer.action and last.why == (answer.why or None):
        made = last.after if isinstance(last.after, dict) else {}
        if answer.action != "correct" or (answer.after or {}).items() <= made.items():
            raise DecidedAlready(f"you have decided so already: decision {last.number}")
    raise Changed("it has been changed since you opened it: look at it as it is now")


def moment(now: datetime | None) -> str:
    """A time in UTC, as it is kept."""
    return (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def keep(record: RecordFile, decision: Decision, check: Check | None = None) -> Decision:
    """Keep a decision where a check, with no other writer between, lets it, and follow it."""

    def besides(connection: sa.Connection, kept: Decision) -> None:
        if check:
            check(connection, kept)
        forget(connection, kept)

    try:
        kept = add_decision(record, decision, besides)
    except AlreadyDecided as error:
        raise DecidedAlready("you have decided so already, a moment ago") from error
    follow(record, [kept])
    return kept


def follow(record: RecordFile, decisions: Sequence[Decision]) -> None:
    """Let reports be joined as decisions say, and let what was made of them before be made anew."""
    if any(one.kind in (STORIES, COPIES) for one in decisions):
        join_new(record)
    if reports := {one.report for one in decisions if one.report}:
        decided_anew(record, reports)


def not_twice(connection: sa.Connection, kept: Decision) -> None:
    """DecidedAlready where somebody says of a cell again what he or she said last."""
    if number := like(connection, kept):
        raise DecidedAlready(f"you have decided so already: decision {number}")


def drafted(sheet: Sheet, answer: Answer, made: str) -> Decision:
    """A decision on a cell, with all that has to be known of it in another reading."""
    kind = answer.kind
    shown = sheet.cells(kind) | hidden(sheet, kind)
    missing = [one for one in answer.cells if one not in shown]
    if missing or not (answer.cells or answer.action == "add"):
        raise NotDecided(f"there is no {missing[0] if missing else 'such cell'} among the {kind} that you see")
    before, after = changed(sheet, answer, [bare(shown[one]) for one in answer.cells])
    parts = after if isinstance(after, list) else [after] if after else []
    others = before if isinstance(before, list) else [before] if before else []
    name = name_shown(sheet, kind, answer.cells[0]) if answer.cells else new_name(sheet, kind, after)
    read = {one: bare(sheet.read[of][at]) for one, (of, at) in names_of(lists(sheet.read)).items()}
    told = {ident: each for one in sheet.decisions if one.name == name for ident, each in one.names.items()}
    known = told | {ident: one for cell in (*others, *parts) for ident, one in named(sheet, kind, cell).items()}
    if isinstance(after, dict) and answer.action != "merge":
        known[""] = name_of(kind, after, by_id(sheet))
    return Decision(
        made, answer.who.strip(), answer.action, kind, answer.report, sheet.read["report"]["text_sha256"],
        sheet.reading, answer.cells[0] if answer.cells else None, name, before, after, known,
        hash_of(kind, read[name], names_by_id(lists(sheet.read))) if name in read else None,
        answer.why or None, answer.blind, answer.settles,
    )  # fmt: skip


def hidden(sheet: Sheet, kind: str) -> dict[str, Cell]:
    """By their names the cells of a kind that somebody decided on and that are not shown: taken away, or disputed."""
    names = set(sheet.reviewed.names.values())
    found = {one.name: one.last[-1] for one in standings(sheet.decisions).values() if one.name not in names}
    gone = {name: one for name, one in found.items() if one.kind == kind}
    return {name: bare(one.after or one.before) for name, one in gone.items()}


def name_shown(sheet: Sheet, kind: str, ident: str) -> str:
    """The name of a cell that a person asks for by its id, or by its name where it is not shown."""
    return ident if kind == "warnings" else sheet.reviewed.names.get(ident, ident)


def lists(made: Mapping[str, Any]) -> dict[str, list[Cell]]:
    return {kind: made.get(kind, []) for kind in KINDS}


def by_id(sheet: Sheet) -> dict[str, Cell]:
    return {one["id"]: one for kind in KINDS if kind != "warnings" for one in sheet.reviewed.made.get(kind, [])}


def bare(cell: Cell) -> Cell:
    """A cell without the mark of who decided on it."""
    return {key: value for key, value in cell.items() if key != "decided"}


def named(sheet: Sheet, kind: str, cell: Cell) -> dict[str, str]:
    """The names of a cell and of those that it refers to, by their ids."""
    names = sheet.reviewed.names
    wanted = [ident for _, ident in references(kind, cell)] + [cell[key] for key in ("id",) if key in cell]
    return {ident: names[ident] for ident in wanted if ident in names}


def new_name(sheet: Sheet, kind: str, cell: Cell) -> str:
    """The name of an added cell; that of what stands there already is taken."""
    name = name_of(kind, cell, by_id(sheet))
    taken = {*sheet.reviewed.names.values(), *names_of(lists(sheet.read))}
    at = 2
    while name in taken:
        name = f"{name_of(kind, cell, by_id(sheet))}:{at}"
        at += 1
    return name


# what is to be ------------------------------------------------------------------------------------------------------


def changed(sheet: Sheet, answer: Answer, cells: list[Cell]) -> tuple[Any, Any]:
    """What the person saw, and what is to be."""
    kind, text = answer.kind, sheet.read["report"]["text"]
    if answer.action in ("merge", "split") and kind not in PARTS:
        raise NotDecided(f"{kind} can't be merged or split; {', '.join(PARTS)} can")
    if answer.action == "merge":
        if len(set(answer.cells)) < 2:
            raise NotDecided("a merge needs at least two cells")
        return cells, checked(kind, merged(kind, cells), text)
    if answer.action == "split":
        return cells[0], split_parts(sheet, kind, cells[0], answer.after)
    if answer.action == "add":
        return None, fitting(sheet, kind, {"id": "new"} | dict(answer.after or {}), None)
    if answer.action == "correct":
        if not isinstance(answer.after, dict) or not answer.after:
            raise NotDecided("a correction needs the fields that are to change")
        return cells[0], fitting(sheet, kind, cells[0] | answer.after | {"id": cells[0].get("id")}, cells[0])
    return cells[0], None if answer.action == "reject" else cells[0]


def fitting(sheet: Sheet, kind: str, given: Mapping[str, Any], before: Cell | None) -> Cell:
    """A cell as it is to be, with its quotes; NotDecided where the contract does not allow it."""
    text = sheet.read["report"]["text"]
    unknown = given.keys() - set(KINDS[kind].__dataclass_fields__) - {"quotes", "id"}
    if unknown:
        raise NotDecided(f"{kind} have no field {sorted(unknown)[0]}")
    cell = completed(kind, {key: value for key, value in given.items() if key != "quotes"})
    if kind == "facts":
        cell = with_object(sheet, cell)
    if before is None and kind == "events" and cell["type"] is not None:
        cell["how"] = cell["how"] or "reviewer"
    wrong = next(faults(kind, cell, text), None) or misfit(sheet, kind, cell)
    if wrong:
        raise NotDecided(wrong)
    made = checked(kind, cell, text)
    if before is not None and made == checked(kind, before, text):
        raise NotDecided("nothing was changed; confirm it instead")
    return made


def with_object(sheet: Sheet, fact: Cell) -> Cell:
    """A fact with the words of its object: those that were marked, else where what was chosen is named beside it."""
    told = fact.get("object") or {}
    if not isinstance(told, dict) or (told.get("text") and told.get("span")):
        return fact
    text: str = sheet.read["report"]["text"]
    thing, span = sheet.cells("entities").get(told.get("entity") or ""), told.get("span")
    if thing is None and span is None:
        raise NotDecided("choose who or what that is, or mark the words that say it")
    if thing is not None and span is None:
        near = fact["span"][0] if is_span(fact.get("span"), len(text)) else 0
        span = min(thing["mentions"], key=lambda words: abs(int(words[0]) - near))
    words = text[span[0] : span[1]] if span is not None and is_span(span, len(text)) else None
    given = {"entity": None} | told | {"span": span, "text": told.get("text") or words}
    return fact | {"object": given, "span": fact.get("span") or span}


def misfit(sheet: Sheet, kind: str, cell: Cell) -> str | None:
    """Why a cell does not fit the others: what it refers to is not there, or it stands inside itself."""
    for target, ident in references(kind, cell):
        if ident not in sheet.cells(target):
            return f"there is no {ident} among the {target} of this report"
    inner = {"statements": "parent", "figures": "part_of"}.get(kind)
    others = sheet.cells(kind)
    at, seen = cell.get(inner) if inner else None, {cell.get("id")}
    while at is not None and inner:
        if at in seen:
            return f"it would stand inside itself: its {inner} leads back to it"
        seen.add(at)
        at = others[at][inner]
    if kind == "statements" and cell["parent"]:
        outer = others[cell["parent"]]["content"]
        if not all(holds(outer, span) for span in cell["content"]):
            return f"its words are not inside those of {cell['parent']}, in which it is to stand"
    twin = canonical({key: value for key, value in cell.items() if key not in ("id", "quotes")})
    for ident, one in others.items():
        same = {key: value for key, value in one.items() if key not in ("id", "quotes", "decided")}
        if ident != cell.get("id") and canonical(same) == twin:
            return f"{ident} says the same already"
    return None


def split_parts(sheet: Sheet, kind: str, cell: Cell, wanted: Any) -> list[Cell]:
    """The parts of a cell, each with at least one of its mentions or events."""
    if not isinstance(wanted, list) or len(wanted) < 2 or not all(isinstance(one, dict) for one in wanted):
        raise NotDecided("a split needs at least two parts")
    key = PARTS[kind]
    wanted = [{key: []} | one for one in wanted]
    parts = parted(kind, cell, [cell | {"name": one.get("name", cell.get("name"))} | one for one in wanted])
    if len(parts) < len(wanted):
        raise NotDecided(
            f"each part needs at least one of the {key} of {cell['id']}, and one must be left for the first"
        )
    unnamed = [{k: v for k, v in one.items() if kind != "incidents" or k != "name"} for one in parts]
    return [fitting(sheet, kind, one | {"id": f"{cell['id']}"}, None) for one in unnamed]


# taking back, settling --------------------------------------------------------------------------------------------


def undo(record: RecordFile, who: str, number: int, admin: bool = False, now: datetime | None = None) -> Decision:
    """Take a decision back, one's own; an admin may anyone's.  An undo can be undone as well."""
    decisions = decisions_in(record)
    found = next((one for one in decisions if one.number == number), None)
    if found is None:
        raise NotDecided(f"there is no decision {number}")
    if found.who != who and not admin:
        raise NotDecided(f"decision {number} is {found.who}'s; make one of your own, or ask an admin")
    return keep(record, Decision(
        moment(now), who, "undo", found.kind, found.report, found.text_sha256, found.reading, found.cell, found.name,
        names=found.names if found.kind in ACROSS else {}, blind=found.blind, undoes=number,
    ), not_undone)  # fmt: skip


def not_undone(connection: sa.Connection, undo: Decision) -> None:
    """DecidedAlready where what is to be taken back is taken back already."""
    before = undone(pair for pair in undos_in(connection) if pair[0] < undo.number)
    if undo.undoes in before:
        raise DecidedAlready(f"decision {undo.undoes} is undone already")


def may_settle(record: RecordFile, answer: Answer, sheet: Sheet) -> None:
    """NotDecided where somebody settles what is not disputed, or had a part in it, or is unsure of it."""
    if answer.action not in SETTLING:
        raise NotDecided(f"{answer.action} settles nothing; confirm, correct or reject")
    if answer.blind:
        raise NotDecided("who settles a disagreement has to see it; leave the blind mode")
    if not answer.cells:
        return
    name = sheet.reviewed.names.get(answer.cells[0], answer.cells[0])
    made = [one for one in decisions_in(record, answer.report) if one.name == name]
    found = standings(made).get(name)
    if found is None or len(found.decided) < 2:
        raise NotDecided("there is nothing to settle: fewer than two people have decided on it")
    if not answer.admin and answer.who in parties(made, name):
        raise NotDecided("who has decided on it can't settle it as well; ask somebody else, or an admin")


def parties(decisions: Iterable[Decision], name: str) -> set[str]:
    """Who has ever decided on a cell, also who took it back or was unsure in the end."""
    acts = (*SETTLING, "add")
    return {one.who for one in decisions if one.name == name and one.action in acts and not one.settles}


def last_own(decisions: Iterable[Decision], who: str) -> Decision | None:
    """What somebody decided last and did not take back: what `u` undoes."""
    return next((one for one in reversed(active(decisions)) if one.who == who), None)
