"""Tables have the same columns and types whatever a record holds."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.evaluation.corpora import report_of
from onrecord.model.records import ReaderInfo, Record, Records
from onrecord.model.view import RecordView
from onrecord.publishing.tables import TABLES, columns_of, rows_of, write_csv, write_parquet
from onrecord.store.writing import Capture
from tests.reading.pages import read


def test_rows_have_the_columns_of_their_table(maine: list[Capture]) -> None:
    rows = [row for capture in maine for row in rows_of(RecordView(capture.record))]
    assert {table for table, _ in rows} == set(TABLES) - {"casualties"}  # the examples name nobody who was harmed
    assert all(set(row) == set(columns_of(table)) for table, row in rows)


def test_csv_names_the_columns_of_empty_tables_and_runs_no_formula(maine: list[Capture], tmp_path: Path) -> None:
    first = maine[0].record
    hostile = replace(first, report=replace(first.report, title="=1+1"), records=Records())
    write_csv([RecordView(hostile)], tmp_path)
    with open(tmp_path / "reports.csv", encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["title"] == "'=1+1"
    assert (tmp_path / "figures.csv").read_text(encoding="utf-8").strip() == ",".join(columns_of("figures"))


def test_parquet_has_the_same_types_whatever_it_holds(maine: list[Capture], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    bare = [RecordView(replace(capture.record, records=Records())) for capture in maine]
    write_parquet(bare, tmp_path / "bare")
    write_parquet((RecordView(capture.record) for capture in maine), tmp_path / "full")
    for table in TABLES:
        empty, full = (parquet.read_table(tmp_path / name / f"{table}.parquet") for name in ("bare", "full"))
        assert empty.schema == full.schema
    assert full.num_rows


def test_casualties_have_a_row_each(tmp_path: Path) -> None:
    records = read("A bomb killed the nurse Amina Yusuf, 34, in Tarn on Monday, police said.")
    report = report_of("tarn.txt", "A bomb killed the nurse Amina Yusuf, 34, in Tarn on Monday, police said.")
    write_csv([RecordView(Record(report, ReaderInfo("test", {}, ""), records))], tmp_path)
    with open(tmp_path / "casualties.csv", encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["name"], row["age"], row["role"], row["harms"]) == ("Amina Yusuf", "34", "nurse", "killed")
