"""Decisions carried out of a record and into another, a line each; what is broken is refused line by line.

An id is made of all that was decided, by whom and when: what is carried in twice is kept once, and a line in which
anything was changed has an id that is not its own.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import IO, Any, get_args

from onrecord.model.decisions import ACROSS, Action, Decision
from onrecord.review.applying import apply_decisions
from onrecord.review.cells import KINDS, Cell, checked
from onrecord.review.contract import faults, is_date, unkeepable
from onrecord.review.deciding import keep
from onrecord.review.reviewed_file import reading_keys
from onrecord.store.decisions import FIELDS, AlreadyDecided, canonical, decisions_in, identity
from onrecord.store.record_file import Choice, RecordFile

JSON_CELLS = ("before", "after", "names")  # written as JSON in a cell of CSV
WORDS_OR_NOTHING = ("report", "text_sha256", "reading", "cell", "seen", "why")
TRUTHS = ("blind", "settles")
NAME = re.compile(r"[a-z]+:(?:\d+-\d+(?:,\d+-\d+)*)?(?::|\Z)")  # of a cell: its kind, its offsets, what else tells it
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
    """Keep the decisions of some lines that the record does not have; each is kept for good before the next is read."""
    numbers = {one.id: one.number for one in decisions_in(record)}
    reports = Reports(record, {})
    new = known = 0
    refused = []
    for number, line in lines:
        try:
            decision = decision_of(line, numbers)
            if decision.id in numbers:
                known += 1
                continue
            fits(decision, reports)
            numbers[decision.id] = keep(record, decision).number
            new += 1
        except AlreadyDecided:
            known += 1
        except Broken as error:
            refused.append((number, str(error)))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            refused.append((number, f"this is no decision: {type(error).__name__}: {error}"))
    return Carried(new, known, tuple(refused))


def decision_of(line: dict[str, Any] | Broken, numbers: Mapping[str, int]) -> Decision:
    """The decision of a line; Broken where it is none."""
    if isinstance(line, Broken):
        raise line
    missing = [name for name in CARRIED if name not in line]
    if missing:
        raise Broken(f"it has no {missing[0]}")
    if line["action"] not in get_args(Action) or line["kind"] not in (*KINDS, *ACROSS):
        raise Broken(f"there is no decision to {line['action']!r} {line['kind']!r}")
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
        return decision
    if line["undoes_id"] not in numbers:
        raise Broken(f"the decision {line['undoes_id']} that it undoes is not in the record")
    return Decision(**told | {"undoes": numbers[line["undoes_id"]]})


@dataclass(frozen=True, slots=True)
class Reports:
    """The readings of a record, each opened once."""

    record: RecordFile
    opened: dict[str, dict[str, Any] | None]

    def get(self, report: str) -> dict[str, Any] | None:
        if report not in self.opened:
            self.opened[report] = next(RecordFile.documents(self.record, Choice(reports=(report,))), None)
        return self.opened[report]


def fits(decision: Decision, reports: Reports) -> None:
    """Broken where a decision is not about a text of the record, or is not as the contract has it."""
    if decision.kind in ACROSS:
        if wrong := wrong_across(decision):
            raise Broken(wrong)
        for name in decision.names.values():
            if reports.get(name.split(" ", 1)[0]) is None:
                raise Broken(f"the record has no report {name.split(' ', 1)[0]}")
        return
    made = reports.get(decision.report or "")
    if made is None:
        raise Broken(f"the record has no report {decision.report}")
    if made["report"]["text_sha256"] != decision.text_sha256:
        raise Broken(f"the text of report {decision.report} in the record is another: its hash differs")
    if decision.action == "undo":
        return
    if not NAME.match(decision.name):
        raise Broken(f"{decision.name!r} is no name of a cell")
    wrong = wrong_cells(decision, made["report"]["text"])
    if wrong:
        raise Broken(wrong)
    key = reading_keys(reports.record, [decision.report or ""]).get(decision.report or "")
    apply_decisions(made, [decision], key)  # it must be possible


def wrong_across(decision: Decision) -> str | None:
    """Why a decision on what reports come to together can't be followed."""
    if decision.report is not None:
        return "it is about several reports, and names one"
    if not all(isinstance(name, str) for name in decision.names.values()):
        return "its names are not words"
    if decision.action == "undo":
        return None
    if decision.action not in ("merge", "split") or not isinstance(decision.cell, str):
        return "it does not say which are one, or which is several"
    merge = decision.action == "merge"
    one, several = (decision.after, decision.before) if merge else (decision.before, decision.after)
    if not is_group(one) or not isinstance(several, list) or len(several) < 2:
        return "it does not say which are one" if merge else "it does not say which is several"
    if merge and not all(map(is_group, several)):
        return "it does not say which are one"
    if not merge and not all(is_part(part, decision.names) for part in several):
        return "a part of it has no members that are named"
    return None


def is_group(told: Any) -> bool:
    return isinstance(told, dict) and isinstance(told.get("id"), str) and are_words(told.get("members"))


def is_part(told: Any, names: Mapping[str, str]) -> bool:
    named = isinstance(told, dict) and are_words(told.get("members")) and bool(told["members"])
    return named and set(told["members"]) <= set(names) and isinstance(told.get("into", ""), str)


def are_words(told: Any) -> bool:
    return isinstance(told, list) and all(isinstance(one, str) for one in told)


def cells_of(decision: Decision) -> Iterator[Cell]:
    """The cells that a decision holds, before and after."""
    for side in (decision.before, decision.after):
        yield from side if isinstance(side, list) else [side] if side is not None else []


def wrong_cells(decision: Decision, text: str) -> str | None:
    """Why the cells of a decision don't say what the text says."""
    if decision.before is None and decision.action != "add":
        return "it does not say what was decided on"
    if decision.after is None and decision.action not in ("reject", "undo"):
        return "it does not say what is to be"
    for cell in cells_of(decision):
        if decision.after is not None and (wrong := next(faults(decision.kind, cell, text), None)):
            return wrong
        if checked(decision.kind, cell, text).get("quotes") != cell.get("quotes"):
            return f"its quotes are not the words of the text: {canonical(cell.get('quotes'))[:120]}"
    return None


def wrong_decisions(record: RecordFile) -> Iterator[tuple[int, str]]:
    """The decisions of a record, by number, that don't agree with its texts, or undo what is not there."""
    reports = Reports(record, {})
    numbers = set()
    for one in decisions_in(record):
        numbers.add(one.number)
        try:
            if one.undoes is not None and one.undoes not in numbers - {one.number}:
                raise Broken(f"the decision {one.undoes} that it undoes is not there")
            if one.action not in get_args(Action) or one.kind not in (*KINDS, *ACROSS):
                raise Broken(f"there is no decision to {one.action!r} {one.kind!r}")
            fits_text(one, reports)
        except Broken as error:
            yield one.number, str(error)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            yield one.number, f"this is no decision: {type(error).__name__}: {error}"


def fits_text(decision: Decision, reports: Reports) -> None:
    """The same as `fits`, but for what was decided on a text that a later capture has changed: that stays as it was."""
    made = reports.get(decision.report or "") if decision.report else None
    if made is not None and made["report"]["text_sha256"] != decision.text_sha256:
        return
    fits(decision, reports)
