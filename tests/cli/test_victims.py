"""`onrecord victims`, through a record that was built."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.test_verbs import run

FIRST = """\
COVE FORT (Harbour Wire) - A bomb killed four people at the fish market of Cove Fort on Tuesday, the police said.

The police named the dead as Amina Yusuf, 34, a nurse; Tomas Berg, 12, a schoolboy; and two brothers aged 6 and 9. \
The bomber, Viktor Hald, also died in the blast, police spokesman Carl Ode said.

Sergeant Paul Dunmore of the harbour police was among the wounded, the Harbour Hospital said.
"""
NEXT = """\
COVE FORT, March 5 - Mourners in Cove Fort buried Ameena Yousef, a 34-year-old nurse who was killed in Tuesday's \
bombing of the fish market of Cove Fort.

Berg, 12, was killed with her at the fish market. "He was my only child," said his mother, Lena Berg, 41.

Police said that four people had been killed by the bomb at the fish market. \
In 2019 a bomb at the same market killed the singer Dora Vance.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("market")
    told = {
        "first": (FIRST, "Bay Post", "2031-03-04T10:00:00Z"),
        "next": (NEXT, "=Cove Gazette", "2031-03-05T09:00:00Z"),
    }
    for name, (text, publisher, published) in told.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        known = {"title": "Bomb at fish market of Cove Fort", "publisher": publisher, "published": published}
        (folder / f"{name}.txt.json").write_text(json.dumps(known), encoding="utf-8")
    assert run("build", folder, "-o", folder / "record.db", "-q").exit_code == 0
    return folder / "record.db"


def lines(*args: object) -> list[dict[str, Any]]:
    done = run("victims", *args, "--format", "jsonl")
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def names(found: dict[str, Any]) -> list[str]:
    return [(one["name"] or one["description"])["value"] for one in found["victims"]]


def test_one_list_an_incident_across_reports(built: Path) -> None:
    news, past = sorted(lines(built), key=lambda one: bool(one["background"]))
    assert names(news) == [
        "Amina Yusuf", "Tomas Berg", "one of two brothers", "one of two brothers", "Paul Dunmore",
    ]  # fmt: skip
    assert names(past) == ["Dora Vance"]
    yusuf, berg = news["victims"][:2]
    assert (yusuf["age"]["value"], yusuf["age"]["settled"], len(yusuf["reports"])) == ("34", "agreed", 2)
    assert [one["value"] for one in yusuf["name"]["told"]] == ["Amina Yusuf", "Ameena Yousef"]
    assert (berg["harm"], len(berg["reports"])) == ("killed", 2)


def test_lines_keep_to_their_schema(built: Path) -> None:
    schema = json.loads(run("schema", "victims").stdout)
    for line in lines(built):
        jsonschema.validate(line, schema)


def test_one_incident_alone(built: Path) -> None:
    news = next(one for one in lines(built) if not one["background"])
    assert lines(built, "--incident", news["incident"]) == [news]
    unknown = run("victims", built, "--incident", "incident-x")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert "there is no incident incident-x" in unknown.stderr


def test_tables_are_readable_in_80_columns(built: Path) -> None:
    done = run("victims", built)
    assert done.exit_code == 0
    assert "Amina Yusuf, 34" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_csv_has_a_row_a_victim_and_runs_no_formula(built: Path, tmp_path: Path) -> None:
    assert run("victims", built, "--format", "csv", "-o", tmp_path / "victims.csv").exit_code == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "victims.csv").read_text(encoding="utf-8"))))
    assert len(rows) == sum(len(one["victims"]) for one in lines(built))
    vance = next(row for row in rows if row["name"] == "Dora Vance")
    assert vance["named_by"] == "'=Cove Gazette"
    assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_a_record_without_victims_says_so(tmp_path: Path) -> None:
    (tmp_path / "calm.txt").write_text("The harbour was quiet on Tuesday, the mayor said.", encoding="utf-8")
    assert run("build", tmp_path / "calm.txt", "-o", tmp_path / "calm.db", "-q").exit_code == 0
    done = run("victims", tmp_path / "calm.db")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no victim" in done.stderr


def test_what_reports_differ_on_is_in_the_table_and_in_the_csv(tmp_path: Path) -> None:
    for name, age, day in (("first", "34", 4), ("next", "35", 5)):
        text = FIRST.replace("Amina Yusuf, 34", f"Amina Yusuf, {age}")
        (tmp_path / f"{name}.txt").write_text(text if name == "first" else text.replace("on Tuesday", "on Tuesday in"))
        known = {
            "title": "Bomb at fish market of Cove Fort",
            "publisher": name,
            "published": f"2031-03-0{day}T10:00:00Z",
        }
        (tmp_path / f"{name}.txt.json").write_text(json.dumps(known), encoding="utf-8")
    assert run("build", tmp_path, "-o", tmp_path / "record.db", "-q").exit_code == 0
    rows = list(csv.DictReader(io.StringIO(run("victims", tmp_path / "record.db", "--format", "csv").stdout)))
    assert next(row["age"] for row in rows if row["name"] == "Amina Yusuf") == "34 or 35"
    assert {row["harm_status"] for row in rows} == {""}
    assert "reports differ on age: 34 or 35" in " ".join(run("victims", tmp_path / "record.db").stdout.split())


def test_incidents_are_written_as_csv_a_row_a_figure(built: Path) -> None:
    found = list(csv.DictReader(io.StringIO(run("incidents", built, "--format", "csv").stdout)))
    killed = next(row for row in found if row["measure"] == "killed")
    assert (killed["shown"], killed["best"], killed["status"]) == ("4", "4", "single")
    one = list(
        csv.DictReader(io.StringIO(run("incidents", built, "--incident", killed["incident"], "--format", "csv").stdout))
    )
    assert {row["incident"] for row in one} == {killed["incident"]}
    assert run("incidents", built, "--incident", "incident-none").exit_code == 2
