"""Decisions carried out of a record and into another, a line each; what is broken is refused line by line.

An id is made of all that was decided, by whom and when: what is carried in twice is kept once, and a line in which
anything was changed has an id that is not its own.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import IO, Any, get_args, get_type_hints

from onrecord.model.across import wrong_across
from onrecord.model.decisions import ACROSS, Action, Decision, is_name
from onrecord.review.applying import apply_decisions
from onrecord.review.cells import KINDS, TOLD_BY, Cell, checked
from onrecord.review.contract import faults, is_date, of_type, unkeepable
from onrecord.review.deciding import follow
from onrecord.review.force import FAULTS, WHOLE
from onrecord.review.joining import PARTS
from onrecord.review.queue import forget
from onrecord.review.reviewed_file import reading_keys
from onrecord.store.decisions import FIELDS, AlreadyDecided, add_decision, canonical, decisions_in, identity
from onrecord.store.record_file import Choice, RecordFile

JSON_CELLS = ("before", "after", "names")  # written as JSON in a cell of CSV
WORDS_OR_NOTHING = ("report", "text_sha256", "reading", "cell", "seen", "why")
TRUTHS = ("blind", "settles")
DONE = {"confirm": "confirmed", "correct": "corrected", "reject": "rejected", "merge": "merged", "split": "split"}
CARRIED = (*(name for name in FIELDS if name != "id"), "undoes_id", "id")
UNSAFE = "=+-@\t\r"  # before such words an apostrophe stands in CSV, so that no spreadsheet runs them


@dataclass(frozen=True, slots=True)
class CarriedDecision(Decision):
    """A decision as it is carried; number and undoes are those of the record that it comes from."""

    undoes_id: str | None = None


class Broken(ValueError):
    """A line that can't be carried in, and why."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of the lines: how many are new, how many were there, and which were refused, by number."""

    new: int
    known: int
    refused: tuple[tuple[int, str], ...]


# out ----------------------------------------------------------------------------------------------------------------


def lines_out(record: RecordFile) -> Iterator[dict[str, Any]]:
    """All decisions of a record, undone ones too, as they are carried."""
    ids: dict[int, str] = {}
    for one in decisions_in(record):
        ids[one.number] = one.id
        made = {name: getattr(one, name) for name in FIELDS}
        made["undoes_id"] = ids.get(one.undoes or 0)
        yield {name: made[name] for name in CARRIED}


def write_csv(lines: Iterable[Mapping[str, Any]], file: IO[str]) -> None:
    """Decisions as a table; cells as JSON."""
    writer = csv.DictWriter(file, CARRIED, lineterminator="\n")
    writer.writeheader()
    for line in lines:
        writer.writerow({name: in_a_cell(name, value) for name, value in line.items()})


def in_a_cell(name: str, value: Any) -> Any:
    if name in JSON_CELLS:
        return "" if value is None else canonical(value)
    if name in TRUTHS:
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value[:1] in (*UNSAFE, "'") and value else value


# in -----------------------------------------------------------------------------------------------------------------


def lines_in(path: Path) -> Iterator[tuple[int, dict[str, Any] | Broken]]:
    """The lines of a file that was carried out, jsonl or csv, each with its number."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        if path.suffix == ".csv":
            yield from ((number, from_cells(row)) for number, row in enumerate(csv.DictReader(file), 2))
            return
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, from_line(line)


def from_line(line: str) -> dict[str, Any] | Broken:
    try:
        made = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Broken(f"this is not JSON: {error}")
    return made if isinstance(made, dict) else Broken("this is not an object")


def from_cells(row: Mapping[str | None, Any]) -> dict[str, Any] | Broken:
    """A row of CSV as it was before."""
    made: dict[str, Any] = {}
    try:
        for name, value in row.items():
            if name is None or value is None:
                return Broken("it has more or fewer cells than the first row")
            bare = value[1:] if value[:1] == "'" and name not in JSON_CELLS else value
            if name in JSON_CELLS:
                made[name] = json.loads(value) if value else None
            elif name in TRUTHS:
                made[name] = {"true": True, "false": False}.get(value.lower(), value)
            elif name in ("number", "undoes"):
                made[name] = int(value) if value else None
            else:
                made[name] = bare or ("" if name == "name" else None)
    except (ValueError, RecursionError) as error:
        return Broken(f"it can't be read: {error}")
    return made


def carry_in(record: RecordFile, lines: Iterable[tuple[int, dict[str, Any] | Broken]]) -> Carried:
    """Keep the decisions of some lines that the record does not have, after all were tried on it."""
    there = {one.id: one for one in decisions_in(record)}
    told = dict(there)
    read: list[tuple[int, str, str | None]] = []  # the lines that are decisions, with their ids and those they undo
    refused: dict[int, str] = {}
    last = max((one.number for one in there.values()), default=0)
    for number, line in lines:
        try:
            decision, undoes = decision_of(line, told)
        except Broken as error:
            refused[number] = str(error)
        except (*FAULTS, RecursionError) as error:
            refused[number] = no_decision(error)
        else:
            last += 1
            told.setdefault(decision.id, replace(decision, number=last))
            read.append((number, decision.id, undoes))
    wrong = dict(wrong_among(record, [one for ident, one in told.items() if ident not in there], there.values()))
    numbers = {ident: one.number for ident, one in there.items()}
    kept: list[Decision] = []
    known = 0
    for number, ident, undoes in read:
        one = told[ident]
        if ident in numbers:
            known += 1
        elif one.number in wrong:
            refused[number] = wrong[one.number]
        elif undoes is not None and undoes not in numbers:
            refused[number] = f"the decision {undoes} that it undoes was refused"
        else:
            try:
                kept.append(add_decision(record, replace(one, undoes=numbers.get(undoes or "")), forget))
                numbers[ident] = kept[-1].number
            except AlreadyDecided:
                known += 1  # another program has carried it in meanwhile
    follow(record, kept)
    return Carried(len(kept), known, tuple(sorted(refused.items())))


def no_decision(error: Exception) -> str:
    return f"this is no decision: {type(error).__name__}: {error}"


def decision_of(line: dict[str, Any] | Broken, there: Mapping[str, Decision]) -> tuple[Decision, str | None]:
    """The decision of a line, and the id of what it undoes; Broken where it is none."""
    if isinstance(line, Broken):
        raise line
    missing = [name for name in CARRIED if name not in line]
    if missing:
        raise Broken(f"it has no {missing[0]}")
    if fault := unkeepable(line):
        raise Broken(fault)
    words = ("made", "who", "name", "id")
    if not all(isinstance(line[key], str) for key in words) or not line["who"].strip() or not is_date(line["made"]):
        raise Broken("it does not say who decided it, or when")
    if not all(line[key] is None or isinstance(line[key], str) for key in WORDS_OR_NOTHING):
        raise Broken(f"its {', '.join(WORDS_OR_NOTHING)} are not all words")
    if not isinstance(line["names"], dict) or not all(isinstance(line[key], bool) for key in TRUTHS):
        raise Broken("its names, blind or settles are not as they are written")
    told = {field.name: line[field.name] for field in fields(Decision)} | {"number": 0, "undoes": None}
    decision = Decision(**told)
    if identity(decision, line["undoes_id"]) != line["id"]:
        raise Broken("its id is not that of what it says: it was changed after it was carried out")
    if line["action"] == "undo" and line["undoes_id"] is None:
        raise Broken("it does not say which decision it undoes")
    if line["action"] != "undo" and line["undoes_id"] is not None:
        raise Broken(f"it undoes a decision, and is there to {line['action']}")
    if line["undoes_id"] is None:
        return decision, None
    undoes = there.get(line["undoes_id"])
    if undoes is None:
        raise Broken(f"the decision {line['undoes_id']} that it undoes is not in the record")
    return replace(decision, undoes=undoes.number), line["undoes_id"]


def wrong_among(
    record: RecordFile, decisions: Collection[Decision], there: Iterable[Decision] = (), anew: bool = True
) -> Iterator[tuple[int, str]]:
    """Why some decisions can't be followed after those that are there, by number; each report is opened once.

    Without `anew`, what was decided on a text that a later capture has changed stays as it was.
    """
    every = {one.number: one for one in (*there, *decisions)}
    new = {one.number for one in decisions}
    by_report: dict[str, list[Decision]] = {}
    for one in every.values():
        by_report.setdefault(one.report or "", []).append(one)
    keys = reading_keys(record, {report for one in decisions for report in reports_of(one)})
    for report, some in by_report.items():
        told = [one for one in some if one.number in new]
        made = next(RecordFile.documents(record, Choice(reports=(report,))), None) if told and report in keys else None
        found: dict[int, str] = {}
        for one in told:
            try:
                if one.undoes is not None:
                    undoes(one, every.get(one.undoes))
                if anew or made is None or made["report"]["text_sha256"] == one.text_sha256:
                    fits(one, made, keys)
            except Broken as error:
                found[one.number] = str(error)
            except FAULTS as error:
                found[one.number] = no_decision(error)
        if made is not None:
            tried = [one for one in some if one.number not in found]
            skipped = apply_decisions(made, tried, keys[report]).skipped
            found |= dict.fromkeys(skipped & new, "it can't be followed after what was decided on the report before")
        yield from sorted(found.items())


def reports_of(decision: Decision) -> set[str]:
    """The reports that a decision names."""
    named = [name.split(" ", 1)[0] for name in decision.names.values() if isinstance(name, str)]
    return {decision.report} if decision.report else set(named)


def undoes(undo: Decision, decision: Decision | None) -> None:
    """Broken where what is to be taken back is not there, or is on something else."""
    if decision is None or decision.number >= undo.number:
        raise Broken(f"the decision {undo.undoes} that it undoes is not there")
    if (undo.kind, undo.report, undo.name) != (decision.kind, decision.report, decision.name):
        raise Broken("it undoes a decision on something else")


def fits(decision: Decision, made: dict[str, Any] | None, keys: Mapping[str, str]) -> None:
    """Broken where a decision is not about a text of the record, or is not as the contract has it; keys: those of the
    readings of reports that are there."""
    if decision.action not in get_args(Action) or decision.kind not in (*KINDS, *ACROSS):
        raise Broken(f"there is no decision to {decision.action!r} {decision.kind!r}")
    if decision.kind in ACROSS:
        if strange := sorted(reports_of(decision) - set(keys)):
            raise Broken(f"the record has no report {strange[0]}")
        if wrong := wrong_across(decision):
            raise Broken(wrong)
        return
    if made is None:
        raise Broken(f"the record has no report {decision.report}")
    if made["report"]["text_sha256"] != decision.text_sha256:
        raise Broken(f"the text of report {decision.report} in the record is another: its hash differs")
    if decision.action == "undo":
        return
    text = made["report"]["text"]
    if wrong := wrong_names(decision, len(text)) or wrong_sides(decision) or wrong_cells(decision, text):
        raise Broken(wrong)
    if apply_decisions(made, [decision], keys[decision.report or ""]).skipped:
        raise Broken("it can't be followed on the report")


def wrong_names(decision: Decision, size: int) -> str | None:
    """Why the names that a decision gives are none of cells of a text of that size."""
    if not is_name(decision.name, (decision.kind,), size) or not is_told(decision.kind, decision.name):
        return f"{decision.name[:120]!r} is no name of a cell" + (
            f" of {decision.kind} in the text" if is_name(decision.name, KINDS) else ""
        )
    strange = [name for name in decision.names.values() if not is_name(name, KINDS)]
    return f"{str(strange[0])[:120]!r} is no name of a cell" if strange else None


def is_told(kind: str, name: str) -> bool:
    """Whether what a name ends with can tell a cell from others of its kind: a measure, a type, a name."""
    told = re.sub(r":[0-9]+\Z", "", name.split(":", 2)[2])
    if kind not in TOLD_BY or not told:
        return not told
    return not any(of_type(get_type_hints(KINDS[kind])[TOLD_BY[kind]], told, "", 0))


def wrong_sides(decision: Decision) -> str | None:
    """Why a decision does not say what was seen, or what is to be."""
    action, before, after = decision.action, decision.before, decision.after
    if action in WHOLE and decision.kind not in PARTS:
        return f"{decision.kind} can't be merged or split"
    if not (before is None if action == "add" else are_cells(before) if action == "merge" else is_cell(before)):
        return f"it does not say what was {DONE.get(action, 'decided on')}"
    if not (after is None if action == "reject" else are_cells(after) if action == "split" else is_cell(after)):
        return "it does not say what is to be"
    return None


def is_cell(told: Any) -> bool:
    return isinstance(told, dict) and bool(told)


def are_cells(told: Any) -> bool:
    return isinstance(told, list) and len(told) > 1 and all(map(is_cell, told))


def cells_of(decision: Decision) -> Iterator[Cell]:
    """The cells that a decision holds, before and after."""
    for side in (decision.before, decision.after):
        yield from side if isinstance(side, list) else [side] if side is not None else []


def wrong_cells(decision: Decision, text: str) -> str | None:
    """Why the cells of a decision don't say what the text says."""
    for cell in cells_of(decision):
        if decision.after is not None and (wrong := next(faults(decision.kind, cell, text), None)):
            return wrong
        try:
            quotes = checked(decision.kind, cell, text).get("quotes")
        except FAULTS:
            return f"what was seen is none of {decision.kind}"
        if quotes != cell.get("quotes"):
            return f"its quotes are not the words of the text: {canonical(cell.get('quotes'))[:120]}"
    return None


def wrong_decisions(record: RecordFile) -> Iterator[tuple[int, str]]:
    """The decisions of a record, by number, that don't agree with its texts, can't be followed, or undo what is not
    there."""
    yield from sorted(wrong_among(record, decisions_in(record), anew=False))
