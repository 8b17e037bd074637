"""Decisions are only ever added, each tied to the one before, whoever writes at the same time."""

from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from onrecord.model.decisions import Decision
from onrecord.store.decisions import AlreadyDecided, add_decision, broken_chain, decisions_in
from onrecord.store.record_file import RecordFile

MADE = "2031-03-04T07:30:00.000Z"


def decision(who: str, number: int = 0) -> Decision:
    return Decision(MADE, who, "confirm", "figures", "r1", name=f"figures:{number}-9:killed", before={}, after={})


def test_what_was_decided_can_be_neither_changed_nor_taken_away(record: RecordFile) -> None:
    add_decision(record, decision("ada"))
    with sqlite3.connect(record.path) as base:
        for change in ("UPDATE decisions SET who = 'bo'", "DELETE FROM decisions"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
                base.execute(change)
    assert [one.who for one in decisions_in(record)] == ["ada"]


def test_an_older_record_gets_the_table_with_the_first_decision(record: RecordFile) -> None:
    with sqlite3.connect(record.path) as base:
        base.execute("DROP TABLE decisions")
    assert decisions_in(record) == []
    assert broken_chain(record) is None
    assert add_decision(record, decision("ada")).number == 1
    assert [one.who for one in decisions_in(record, "r1")] == ["ada"]


def test_the_same_decision_is_kept_once(record: RecordFile) -> None:
    add_decision(record, decision("ada"))
    with pytest.raises(AlreadyDecided):
        add_decision(record, decision("ada"))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE decisions SET who = 'mallory' WHERE number = 2", "decision 2 was changed"),
        ("DELETE FROM decisions WHERE number = 2", "decision 2 is missing"),
        ("DELETE FROM decisions WHERE number = 3", "decision 3 is missing"),
        ("UPDATE decisions SET previous = sha256 WHERE number = 3", "decision 3 does not follow"),
    ],
)
def test_a_file_that_was_tampered_with_is_seen(record: RecordFile, change: str, found: str) -> None:
    for number in range(3):
        add_decision(record, decision("ada", number))
    assert broken_chain(record) is None
    with sqlite3.connect(record.path) as base:
        base.execute("DROP TRIGGER decisions_stay_update")
        base.execute("DROP TRIGGER decisions_stay_delete")
        base.execute(change)
    assert found in (broken_chain(record) or "")


def write(path: Path, who: str) -> None:
    with RecordFile(path) as record:
        for number in range(20):
            add_decision(record, decision(who, number))


def test_two_programs_that_write_at_once_lose_nothing(record: RecordFile) -> None:
    spawned = multiprocessing.get_context("spawn")
    writers = [spawned.Process(target=write, args=(record.path, who)) for who in ("ada", "bo")]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert sorted(one.who for one in decisions_in(record)) == ["ada"] * 20 + ["bo"] * 20
    assert broken_chain(record) is None
