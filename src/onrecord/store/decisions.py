"""Decisions of people in a record file: only ever added, each in a transaction of its own, each tied to the one before.

A record that was made before there were decisions gets their table with the first one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

import sqlalchemy as sa

from onrecord.model.across import wrong_across
from onrecord.model.decisions import Decision
from onrecord.store import tables
from onrecord.store.record_file import RecordFile

NOTHING_BEFORE = "0" * 64
JSON_FIELDS = ("before", "after", "names")
FIELDS = tuple(field.name for field in fields(Decision))
LOCAL = ("number", "undoes")  # numbers of this record; in another the same decisions have others
KEPT = "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'decisions')"


class AlreadyDecided(Exception):
    """A decision that a record holds already."""


def has_decisions(connection: sa.Connection) -> bool:
    """Whether a record has a table of decisions."""
    return bool(connection.exec_driver_sql(KEPT).scalar())


def decisions_in(record: RecordFile, report: str | None = None) -> list[Decision]:
    """All decisions of a record, or those on one report, in the order in which they were made."""
    return list(rows_of(record, "" if report is None else "WHERE report = ?", () if report is None else (report,)))


def decisions_on(record: RecordFile, reports: Iterable[str]) -> dict[str, list[Decision]]:
    """The decisions on some reports, by report; reports without any are left out."""
    found: dict[str, list[Decision]] = {}
    asked = json.dumps(sorted(set(reports)))
    for one in rows_of(record, "WHERE report IN (SELECT value FROM json_each(?))", (asked,)):
        found.setdefault(one.report or "", []).append(one)
    return found


def decisions_across(record: RecordFile) -> list[Decision]:
    """The decisions on what reports come to together, as far as they can be followed."""
    return [one for one in rows_of(record, "WHERE report IS NULL", ()) if wrong_across(one) is None]


def decisions_by(record: RecordFile, who: str, most: int) -> list[Decision]:
    """What somebody decided last, and what of it was taken back by whomever, in order."""
    last = "SELECT number FROM decisions WHERE who = ? ORDER BY number DESC LIMIT ?"
    return list(rows_of(record, f"WHERE number IN ({last}) OR undoes IN ({last})", (who, most, who, most)))


def active(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that were not undone, in order."""
    made = sorted(decisions, key=lambda one: one.number)
    gone = undone((one.number, one.undoes) for one in made if one.undoes is not None)
    return [one for one in made if one.undoes is None and one.number not in gone]


def reports_decided(record: RecordFile) -> set[str]:
    """The reports on which anything was ever decided."""
    with record.engine.connect() as connection:
        if not has_decisions(connection):
            return set()
        found = connection.exec_driver_sql("SELECT DISTINCT report FROM decisions WHERE report IS NOT NULL")
        return {row.report for row in found}


def rows_of(record: RecordFile, where: str, values: tuple[Any, ...]) -> Iterator[Decision]:
    with record.engine.connect() as connection:
        if not has_decisions(connection):
            return
        question = f"SELECT {', '.join(FIELDS)} FROM decisions {where} ORDER BY number"
        rows = connection.exec_driver_sql(question, values).all()
    yield from map(from_row, rows)


def from_row(row: sa.Row[Any]) -> Decision:
    """A decision as it was kept."""
    made = dict(row._mapping)
    for name in JSON_FIELDS:
        made[name] = None if made[name] is None else json.loads(made[name])
    return Decision(**made | {"blind": bool(made["blind"]), "settles": bool(made["settles"])})


# adding -------------------------------------------------------------------------------------------------------------


def add_decision(
    record: RecordFile, decision: Decision, besides: Callable[[sa.Connection, Decision], None] | None = None
) -> Decision:
    """Keep a decision, for good when this returns, and do what has to be done with it or not at all; AlreadyDecided
    where it is kept already."""
    with record.writing() as connection:
        tables.metadata.create_all(connection, tables=[tables.decisions])
        kept = replace(decision, id=identity(decision, id_of(connection, decision.undoes)), number=0)
        number = connection.exec_driver_sql("SELECT coalesce(max(number), 0) + 1 FROM decisions").scalar_one()
        if connection.exec_driver_sql("SELECT 1 FROM decisions WHERE id = ?", (kept.id,)).scalar():
            raise AlreadyDecided(f"decision {kept.id} is in the record already")
        row = as_row(replace(kept, number=number))
        previous = connection.exec_driver_sql("SELECT sha256 FROM decisions ORDER BY number DESC LIMIT 1").scalar()
        row["previous"] = previous or NOTHING_BEFORE
        connection.execute(sa.insert(tables.decisions).values(row | {"sha256": row_hash(row)}))
        if besides is not None:
            besides(connection, replace(kept, number=number))
    return replace(kept, number=number)


def undos_in(connection: sa.Connection) -> list[tuple[int, int]]:
    """The undos, each with what it undoes, by their numbers, as a transaction sees them."""
    found = connection.exec_driver_sql("SELECT number, undoes FROM decisions WHERE undoes IS NOT NULL")
    return [(row.number, row.undoes) for row in found]


def undone(undos: Iterable[tuple[int, int]]) -> set[int]:
    """What undos, each with what it undoes, take back: the later first, as an undo can be undone as well.

    >>> sorted(undone([(2, 1), (4, 3), (5, 4)]))
    [1, 4]
    """
    found: set[int] = set()
    for number, taken_back in sorted(undos, reverse=True):
        if number not in found:
            found.add(taken_back)
    return found


def like(connection: sa.Connection, decision: Decision) -> int | None:
    """The number of what the same person decided last on the cell, where it counts and differs in its time alone."""
    told = {name: value for name, value in as_row(decision).items() if name not in ("number", "id", "made")}
    last = "SELECT * FROM decisions WHERE who = ? AND name = ? AND number <> ? ORDER BY number DESC LIMIT 1"
    row = connection.exec_driver_sql(last, (decision.who, decision.name, decision.number)).first()
    if row is None or row.number in undone(undos_in(connection)):
        return None
    return int(row.number) if all(getattr(row, name) == value for name, value in told.items()) else None


def id_of(connection: sa.Connection, number: int | None) -> str | None:
    """The id of a decision by its number."""
    found: str | None = connection.exec_driver_sql("SELECT id FROM decisions WHERE number = ?", (number,)).scalar()
    return found


def as_row(decision: Decision) -> dict[str, Any]:
    """A decision as its row holds it."""
    row = {name: getattr(decision, name) for name in FIELDS}
    for name in JSON_FIELDS:
        row[name] = None if row[name] is None else canonical(row[name])
    return row | {"blind": int(decision.blind), "settles": int(decision.settles)}


def canonical(value: Any) -> str:
    """JSON that is the same for the same values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()


def identity(decision: Decision, undoes: str | None) -> str:
    """What makes two decisions the same, in whatever record: all that was decided, by whom and when."""
    told = {name: getattr(decision, name) for name in FIELDS if name not in (*LOCAL, "id")}
    return sha256({**told, "undoes": undoes})[:24]


def row_hash(row: dict[str, Any]) -> str:
    """The SHA-256 of a row, with that of the row before in it."""
    return sha256({name: row[name] for name in (*FIELDS, "previous")})


# checking -----------------------------------------------------------------------------------------------------------


def broken_chain(record: RecordFile) -> str | None:
    """Where the decisions are not as they were made, in words; None where they are whole."""
    with record.engine.connect() as connection:
        if not has_decisions(connection):
            return None
        previous, expected = NOTHING_BEFORE, 1
        for found in connection.exec_driver_sql("SELECT * FROM decisions ORDER BY number"):
            row = dict(found._mapping)
            if row["number"] != expected:
                return f"decision {expected} is missing"
            if row["previous"] != previous:
                return f"decision {expected} does not follow the one before: one of the two was changed"
            if row_hash(row) != row["sha256"]:
                return f"decision {expected} was changed after it was made"
            previous, expected = row["sha256"], expected + 1
        last = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'decisions'").scalar()
    return None if (last or 0) < expected else f"decision {expected} is missing"
