"""The command line as a person uses it: real files, real runs, exit statuses."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
import zstandard
from typer.testing import CliRunner, Result

from onrecord.cli.demo import EXAMPLES
from onrecord.cli.main import app
from onrecord.store.record_file import RecordFile

REPORT = """RIVERTON, May 4 - At least 12 miners were killed when a shaft fell in at Oakley on Monday, police said.

“We heard a crack and then nothing,” said Mara Lindqvist, a nurse.
"""


def run(*args: object) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], env={"NO_COLOR": "1", "COLUMNS": "80"})


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "oakley.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def built(tmp_path: Path, report: Path) -> Path:
    assert run("build", report, "-o", tmp_path / "record.db", "--published", "2031-05-05").exit_code == 0
    return tmp_path / "record.db"


def test_read_writes_a_record_a_line(report: Path) -> None:
    done = run("read", report, "--published", "2031-05-05", "--publisher", "Riverton Post")
    assert done.exit_code == 0
    made = json.loads(done.stdout)
    assert made["report"]["text"] == REPORT
    assert made["report"]["publisher"] == "Riverton Post"
    assert "killed" in {figure["measure"] for figure in made["figures"]}


def test_read_goes_on_after_a_bad_input(tmp_path: Path, report: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    refused, out = tmp_path / "refused.jsonl", tmp_path / "out.jsonl"
    done = run("read", tmp_path / "empty.txt", tmp_path / "none.txt", report, "--refused", refused, "-o", out)
    assert done.exit_code == 1
    assert [json.loads(line)["code"] for line in refused.read_text().splitlines()] == ["empty", "missing"]
    assert len(out.read_text().splitlines()) == 1


def test_the_same_report_twice_is_written_once(report: Path) -> None:
    done = run("read", report, report)
    assert len(done.stdout.splitlines()) == 1
    assert "came before" in done.stderr
    assert done.exit_code == 0


def test_a_table_is_readable_in_80_columns(report: Path) -> None:
    done = run("read", report, "--format", "table", "--published", "2031-05-05")
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "≥ 12" in done.stdout


def test_a_wrong_date_is_a_usage_error(report: Path) -> None:
    done = run("read", report, "--published", "last week")
    assert done.exit_code == 2
    assert "write it as" in done.stderr


def test_build_goes_on_where_it_was(tmp_path: Path, built: Path, report: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(REPORT.replace("Oakley", "Elmsford"), encoding="utf-8")
    done = run("build", report, other, "-o", built, "--published", "2031-05-05")
    assert "1 read, 1 kept already" in done.stderr
    with RecordFile(built) as kept:
        assert kept.count()["reports"] == 2


def test_show_names_reports_and_shows_one_whole(built: Path) -> None:
    assert "oakley.txt" in run("show", built).stdout
    shown = run("show", built, "oakley").stdout
    assert "Mara Lindqvist" in shown
    assert "We heard a crack" in shown
    assert json.loads(run("show", built, "--json").stdout)["report"]["text"] == REPORT
    assert run("show", built, "--speaker", "Nobody Known").exit_code == 1


def test_show_tells_what_a_speaker_says(built: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("OAKLEY - A bridge fell, and 31 people were hurt, Ada Quill said on Monday.", encoding="utf-8")
    run("build", other, "-o", built, "--published", "2031-05-06", "-q")
    shown = run("show", built, "--speaker", "lindqvist").stdout
    assert "We heard a crack" in shown
    assert "were hurt" not in shown
    assert "1 of 2 reports" in shown


def test_search_shows_where_words_stand(built: Path) -> None:
    assert "[crack]" in run("search", built, "crack", "--json").stdout
    assert run("search", built, "unheard").exit_code == 0


def test_verify_finds_nothing_wrong(built: Path, tmp_path: Path) -> None:
    assert run("verify", built).exit_code == 0
    lines = tmp_path / "records.jsonl"
    run("export", built, "-o", lines)
    assert run("verify", lines).exit_code == 0


def alter(made: str, part: str) -> str:
    """A record with one character of a part changed."""
    record = json.loads(made)
    if part == "text":
        record["report"]["text"] = "S" + record["report"]["text"][1:]
    elif part == "hash":
        digest = record["report"]["text_sha256"]
        record["report"]["text_sha256"] = ("0" if digest[0] != "0" else "1") + digest[1:]
    elif part == "quote":
        record["figures"][0]["quotes"]["span"] += "s"
    else:
        record["figures"][0]["span"][0] += 1
    return json.dumps(record)


@pytest.mark.parametrize("part", ["text", "hash", "quote", "span"])
def test_verify_sees_one_altered_character(built: Path, tmp_path: Path, part: str) -> None:
    made = run("show", built, "--json").stdout
    (tmp_path / "altered.jsonl").write_text(alter(made, part))
    assert run("verify", tmp_path / "altered.jsonl").exit_code == 3
    with sqlite3.connect(built) as kept:
        kept.execute("UPDATE readings SET record = ?", [zstandard.compress(alter(made, part).encode())])
    done = run("verify", built)
    assert done.exit_code == 3
    assert "oakley.txt" in done.stderr


def test_verify_sees_one_altered_byte_of_a_capture(built: Path) -> None:
    with sqlite3.connect(built) as kept:
        raw = zstandard.compress(REPORT.replace("12", "13").encode())
        kept.execute("UPDATE captures SET raw = ?", [raw])
    done = run("verify", built)
    assert done.exit_code == 3
    assert "raw_sha256" in done.stderr


def test_verify_extracts_the_text_again(built: Path) -> None:
    with sqlite3.connect(built) as kept:
        kept.execute("UPDATE captures SET media_type = 'text/html'")
    assert run("verify", built).exit_code == 3


def test_exports(built: Path, tmp_path: Path) -> None:
    assert json.loads(run("export", built).stdout)["format"] == 1
    assert run("export", built, "--format", "csv", "-o", tmp_path / "csv").exit_code == 0
    assert "Mara Lindqvist" in (tmp_path / "csv" / "statements.csv").read_text()
    assert run("export", built, "--format", "parquet", "-o", tmp_path / "parquet").exit_code == 0
    assert (tmp_path / "parquet" / "figures.parquet").stat().st_size > 0
    assert run("export", built, "--format", "html", "-o", tmp_path / "pages").exit_code == 0
    assert "We heard a crack" in next((tmp_path / "pages").glob("*.html")).read_text()
    assert run("export", built, "--format", "csv").exit_code == 2


def test_a_record_that_is_none_is_told_in_one_sentence(tmp_path: Path) -> None:
    done = run("show", tmp_path / "none.db")
    assert done.exit_code == 2
    assert "onrecord build" in done.stderr


def test_demo_ends_with_the_toll() -> None:
    done = run("demo")
    assert done.exit_code == 0
    toll = done.stdout.split("The toll of the Maine")[1]
    assert "266" in toll
    assert len(list(EXAMPLES.glob("*.txt"))) + 3 >= 14


def test_schema_and_doctor() -> None:
    assert json.loads(run("schema").stdout)["title"] == "onrecord record"
    done = run("doctor")
    assert done.exit_code == 0
    assert "encoder.int8.onnx sha256:" in done.stdout


@pytest.mark.parametrize(
    "verb",
    [
        "read",
        "build",
        "show",
        "search",
        "copies",
        "stories",
        "incidents",
        "verify",
        "export",
        "evaluate",
        "demo",
        "schema",
        "doctor",
    ],
)
def test_every_verb_has_help_with_an_example_and_stands_in_the_readme(verb: str) -> None:
    assert "Example: onrecord" in " ".join(run(verb, "--help").stdout.split())
    readme = Path(__file__).resolve().parents[2] / "README.md"
    assert f"onrecord {verb}" in readme.read_text(encoding="utf-8")


def test_search_tells_each_report_once(built: Path) -> None:
    done = run("search", built, "miners")
    assert done.stdout.count("killed when a shaft") == 1


def test_a_type_that_does_not_exist_is_named_with_those_that_do(built: Path) -> None:
    done = run("show", built, "--type", "explosion")
    assert done.exit_code == 2
    assert "ASSAULT" in done.stderr
    assert run("show", built, "--type", "accident").exit_code == 0


@pytest.mark.parametrize("day", ["2031-13-45", "2031-02-30", "２０３１-03-01", "2031-3-1", "2031-03-04T10"])
def test_a_day_that_no_calendar_has_is_refused(built: Path, day: str) -> None:
    done = run("show", built, "--since", day)
    assert done.exit_code == 2
    assert "not a date" in done.stderr


def test_nothing_is_verified_where_nothing_is_kept(tmp_path: Path, built: Path) -> None:
    (tmp_path / "empty.db").touch()
    assert run("verify", tmp_path / "empty.db").exit_code == 2
    assert run("export", built, "--format", "html", "--story", "").exit_code == 2
    assert "admin1,admin1" not in run("figures", built, "--by", "admin1,admin1", "--format", "csv").stdout
