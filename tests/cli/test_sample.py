"""`onrecord sample`: cells drawn by lot, judged, and counted, all through the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluation.judged import wilson
from onrecord.evaluation.sampling import COLUMNS, STRATA, shares_of
from onrecord.store.record_file import RecordFile
from tests.cli.test_verbs import run

HOSTILE = """=cmd|' /C calc'!A0 was painted on the wall of the mint in Cove Fort on Tuesday, the mayor, Ada Quill, said.

Three people were hurt when the wall fell, she said. "It was old," said the mason Emil Vance.
"""


def rows_in(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def drawn(record: RecordFile, path: Path, *options: object) -> list[dict[str, str]]:
    done = run("sample", record.path, "-o", path, *options)
    assert done.exit_code == 0, done.stderr
    return rows_in(path)


def judge(rows: list[dict[str, str]], path: Path, answers: dict[str, str], delimiter: str = ",") -> Path:
    """Write rows with the answer of each stratum."""
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        written = csv.DictWriter(file, COLUMNS, delimiter=delimiter)
        written.writeheader()
        written.writerows({**row, "judgement": answers.get(row["stratum"], "yes")} for row in rows)
    return path


def test_a_sample_asks_and_shows_no_confidence(record: RecordFile, tmp_path: Path) -> None:
    rows = drawn(record, tmp_path / "sample.csv", "-n", 60)
    assert len(rows) == 60
    assert list(rows[0]) == COLUMNS
    assert not any("confidence" in column or column in ("how", "rule") for column in rows[0])
    texts = {one.report.id: " ".join(one.report.text.split()) for one in record.records()}
    for number, row in enumerate(rows, 1):
        assert row["order"] == str(number)
        assert row["question"].endswith("?")
        assert row["judgement"] == row["note"] == ""
        assert "⟦" in row["marked"]
        words = row["marked"].removeprefix("'").replace("⟦", "").replace("⟧", "").removesuffix("…")
        assert words in texts[row["report"]]
    counts = {row["stratum"]: sum(one["stratum"] == row["stratum"] for one in rows) for row in rows}
    assert max(counts.values()) - min(counts.values()) <= 1 or min(counts.values()) < 60 // len(counts)


def test_a_seed_draws_the_same_cells_and_another_does_not(record: RecordFile, tmp_path: Path) -> None:
    first = drawn(record, tmp_path / "a.csv", "-n", 40, "--seed", 7)
    assert first == drawn(record, tmp_path / "b.csv", "-n", 40, "--seed", 7)
    other = drawn(record, tmp_path / "c.csv", "-n", 40, "--seed", 8)
    assert {(row["report"], row["cell"]) for row in first} != {(row["report"], row["cell"]) for row in other}


@pytest.mark.parametrize("by", list(STRATA))
def test_any_key_divides_the_cells(record: RecordFile, tmp_path: Path, by: str) -> None:
    rows = drawn(record, tmp_path / "sample.csv", "-n", 30, "--by", by)
    assert len(rows) == 30
    assert all(row["stratum"] and int(row["drawn_from"]) >= 1 for row in rows)


def test_more_than_there_is_gives_all(record: RecordFile, tmp_path: Path) -> None:
    done = run("sample", record.path, "-n", 100_000, "-o", tmp_path / "all.csv")
    rows = rows_in(tmp_path / "all.csv")
    assert len({(row["report"], row["cell"]) for row in rows}) == len(rows) < 100_000
    assert f"drew {len(rows)} cells" in done.stderr
    assert all(int(row["drawn_from"]) == sum(one["stratum"] == row["stratum"] for one in rows) for row in rows[:20])


def test_judgements_are_counted_by_stratum(record: RecordFile, tmp_path: Path) -> None:
    rows = drawn(record, tmp_path / "sample.csv", "-n", 50)
    path = judge(rows, tmp_path / "judged.csv", {"facts": "No", "times": "unclear"})
    done = run("sample", "--score", path, "--json")
    assert done.exit_code == 0, done.stderr
    found: dict[str, dict[str, Any]] = {one["stratum"]: one for one in map(json.loads, done.stdout.splitlines())}
    facts, times, figures = found["facts"], found["times"], found["figures"]
    assert (facts["right"], facts["precision"]) == (0, 0.0)
    assert facts["low"] == pytest.approx(0)
    assert (times["precision"], times["unclear"]) == (None, sum(row["stratum"] == "times" for row in rows))
    assert (figures["precision"], figures["high"]) == (1.0, 1.0)
    assert figures["low"] == pytest.approx(wilson(figures["right"], figures["right"])[0])
    table = run("sample", "--score", path)
    assert table.exit_code == 0
    assert "100.0%" in table.stdout
    assert max(map(len, table.stdout.splitlines())) <= 80


def test_what_a_spreadsheet_saved_is_read(record: RecordFile, tmp_path: Path) -> None:
    rows = drawn(record, tmp_path / "sample.csv", "-n", 20)
    answers = [
        run("sample", "--score", judge(rows, tmp_path / f"{number}.csv", {}, mark), "--json").stdout
        for number, mark in enumerate(",;\t")
    ]
    assert answers[0]
    assert len(set(answers)) == 1


@pytest.mark.parametrize(
    "saved",
    [
        "judgement,stratum\nyes,facts\nno,facts\n", "\ufeffStratum;JUDGEMENT\r\nfacts;Yes\r\nfacts; N \r\n;\r\n;\r\n",
        "sep=;\nnote;judgement;stratum\nx\u2028y;y;facts\n;no;facts",
        "order\tstratum\tjudgement\n2\tfacts\tno\n1\tfacts\tyes\n",
    ],
)  # fmt: skip
def test_what_is_plainly_meant_is_counted(tmp_path: Path, saved: str) -> None:
    (tmp_path / "judged.csv").write_text(saved, encoding="utf-8", newline="")
    done = run("sample", "--score", tmp_path / "judged.csv", "--json")
    assert done.exit_code == 0, done.stderr
    (found,) = map(json.loads, done.stdout.splitlines())
    assert (found["stratum"], found["right"], found["wrong"]) == ("facts", 1, 1)


def test_what_is_not_judged_is_said(record: RecordFile, tmp_path: Path) -> None:
    rows = drawn(record, tmp_path / "sample.csv", "-n", 20)
    for answers, words in (
        ({"facts": ""}, "not judged: row"),
        ({"facts": "perhaps"}, "says 'perhaps'"),
    ):
        done = run("sample", "--score", judge(rows, tmp_path / "judged.csv", answers))
        assert (done.exit_code, done.stdout) == (2, "")
        assert words in done.stderr
        assert "yes, no or unclear" in done.stderr
    unjudged = run("sample", "--score", tmp_path / "sample.csv")
    assert unjudged.exit_code == 2
    assert "20 of 20 rows are not judged: row 1, row 2, row 3, row 4, row 5 and 15 more" in unjudged.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name,age\nAda,3\n", "no column judgement"),
        (b"", "no column judgement"),
        (b"judgement,stratum\n", "no rows"),
        (b"judgement,stratum\n,\n\n", "no rows"),
        (b"prejudgement,stratum\nyes,facts\n", "no column judgement"),
        (b"judgement,stratum\nyes\n", "a stratum is missing in row 1"),
        (b"judgement,stratum\nyes," + b"x" * 200_000, "can't be read as CSV"),
        (b"judgement,stratum\n\xff\xfe,facts\n", "not in UTF-8"),
    ],
)
def test_what_is_no_sample_is_said(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "other.csv").write_bytes(content)
    done = run("sample", "--score", tmp_path / "other.csv")
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr


def test_what_was_not_asked_for_rightly_is_said(record: RecordFile, tmp_path: Path) -> None:
    for args in (
        (),
        (record.path, "--score", tmp_path / "x.csv"),
        (record.path, "--by", "mood"),
        (tmp_path / "no.db",),
    ):
        assert run("sample", *args).exit_code == 2
    assert run("sample", "--score", tmp_path / "none.csv").exit_code == 2
    assert run("sample", record.path, "-o", record.path).exit_code == 2


def test_no_cell_runs_as_a_formula(tmp_path: Path) -> None:
    (tmp_path / "wall.txt").write_text(HOSTILE, encoding="utf-8")
    record = tmp_path / "wall.db"
    assert run("build", tmp_path / "wall.txt", "-o", record, "-q", "--publisher", "=Gazette").exit_code == 0
    assert run("sample", record, "-n", 50, "--by", "publisher", "-o", tmp_path / "sample.csv").exit_code == 0
    rows = rows_in(tmp_path / "sample.csv")
    assert any("=cmd" in row["marked"] + row["before"] for row in rows)
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())


@given(st.dictionaries(st.text("abc", min_size=1), st.integers(0, 30)), st.integers(0, 100))
def test_shares_are_as_even_as_can_be(sizes: dict[str, int], number: int) -> None:
    shares = shares_of(sizes, number)
    assert sum(shares.values()) == min(number, sum(sizes.values()))
    assert all(0 <= shares[name] <= size for name, size in sizes.items())
    most = max(shares.values(), default=0)
    assert all(share >= most - 1 for name, share in shares.items() if share < sizes[name])


@given(st.integers(0, 200), st.integers(0, 200))
def test_an_interval_holds_the_share(right: int, wrong: int) -> None:
    low, high = wilson(right, right + wrong)
    assert 0 <= low <= high <= 1
    if right + wrong:
        assert low - 1e-9 <= right / (right + wrong) <= high + 1e-9
