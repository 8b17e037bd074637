"""What is kept stays as it was; what is read anew stands beside it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.model.records import Records
from onrecord.store.fulltext import match_query
from onrecord.store.record_file import Choice, NotARecord, RecordFile
from onrecord.store.writing import Capture


def test_records_come_back_as_they_were_kept(record: RecordFile, maine: list[Capture]) -> None:
    assert list(record.records()) == [capture.record for capture in maine]


def test_the_same_bytes_and_metadata_twice_change_nothing(record: RecordFile, maine: list[Capture]) -> None:
    before = record.count()
    assert record.add(maine) == 0
    assert record.count() == before


def test_corrected_metadata_makes_a_new_reading_and_the_old_one_stays(record: RecordFile, maine: list[Capture]) -> None:
    old = maine[0]
    new = replace(old, record=replace(old.record, report=replace(old.record.report, published="1898-03-01")))
    assert record.add([new]) == 1
    assert record.count()["superseded"] == 1
    assert record.count()["reports"] == len(maine)
    assert [r.report.published for r in record.records(Choice(report=old.record.report.id))] == ["1898-03-01"]
    assert old.record in list(record.records(superseded=True))


def test_a_newer_reader_makes_a_new_reading(record: RecordFile, maine: list[Capture]) -> None:
    newer = replace(maine[0].record, reader=replace(maine[0].record.reader, version="9.0.0"), records=Records())
    assert record.add([replace(maine[0], record=newer)]) == 1
    assert not any(hit.report == newer.report.id and hit.statement for hit in record.search("harbour", limit=100))


def test_the_place_where_a_file_lay_makes_no_new_reading(record: RecordFile, maine: list[Capture]) -> None:
    moved = replace(maine[0].record, report=replace(maine[0].record.report, source="elsewhere.txt"))
    assert record.has(moved.report, moved.reader)


def test_bytes_are_kept_as_they_were_captured(record: RecordFile, maine: list[Capture]) -> None:
    for capture in maine:
        assert record.capture(capture.record.report.raw_sha256) == (capture.raw, capture.media_type)


@pytest.mark.parametrize(
    ("choice", "part"),
    [
        (Choice(speaker="Arrieta"), "02-17-lightkeeper"),
        (Choice(since="1898-04-25"), "late.jsonl#war"),
        (Choice(report="Divers search"), "narrows-courier"),
        (Choice(until="1898-02-16", report="sentinel"), "02-16-evening-sentinel"),
    ],
)
def test_reports_are_chosen(record: RecordFile, choice: Choice, part: str) -> None:
    found = [view.report.source for view in record.views(choice)]
    assert found
    assert all(part in source for source in found)


def test_search_finds_reports_and_statements(record: RecordFile) -> None:
    hits = record.search('"flour for less"')
    assert {hit.statement is None for hit in hits} == {True, False}
    assert all("[flour" in hit.snippet for hit in hits)
    assert record.search("no such words anywhere") == []


@pytest.mark.parametrize("words", ['"', "AND", "mine OR (", "col:on", "*", "NEAR(a b)", "café", ""])
def test_no_words_upset_the_search(record: RecordFile, words: str) -> None:
    record.search(words)
    assert all(term for term in match_query(words).split('"')[1::2])


def test_a_reader_sees_a_whole_record_while_another_writes(record: RecordFile, maine: list[Capture]) -> None:
    with sqlite3.connect(record.path) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM readings")
        with RecordFile(record.path) as reader:
            assert reader.count()["reports"] == len(maine)
        writer.rollback()


def test_what_is_no_record_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotARecord, match="there is no record at"):
        RecordFile(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("a report, not a record, and long enough to have a header" * 10)
    with pytest.raises(NotARecord, match="of another kind"):
        RecordFile(tmp_path / "text.db")
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE other (x)")
    with pytest.raises(NotARecord, match="not a record"):
        RecordFile(tmp_path / "other.db")


def test_a_record_of_another_version_says_so(record: RecordFile) -> None:
    with sqlite3.connect(record.path) as other:
        other.execute("UPDATE about SET value = '99' WHERE key = 'schema'")
    with pytest.raises(NotARecord, match="version 99"):
        RecordFile(record.path)
