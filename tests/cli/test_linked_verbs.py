"""The verbs that tell of all reports of a record together."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.test_verbs import run

WIRE = """COVE FORT (Harbour Wire) - A bomb killed 9 people at the quay of Cove Fort in Ireland on Tuesday, police said.

The bomb lay in a barge with barley, and it broke the windows of the custom house, of the school and of the bakery.

Dockers carried the wounded to the hospital on doors that the blast had torn out of their frames.
"""
LATER = """COVE FORT, March 5 - The bomb at the grain quay of Cove Fort killed 12 people, the police said on Wednesday.

The police are looking for the owner of the barge, who had brought barley to the quay for the bakery.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quay")
    told = {
        "wire": (WIRE, "Harbour Wire", "2031-03-04T10:00:00Z"),
        "post": (WIRE + "\nThe bakery gave its bread away.\n", "Bay Post", "2031-03-04T12:00:00Z"),
        "later": (LATER, "Cove Gazette", "2031-03-05T09:00:00Z"),
    }
    for name, (text, publisher, published) in told.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        known = {"title": "Bomb at grain quay of Cove Fort", "publisher": publisher, "published": published}
        (folder / f"{name}.txt.json").write_text(json.dumps(known), encoding="utf-8")
    assert run("build", folder, "-o", folder / "record.db", "-q").exit_code == 0
    return folder / "record.db"


def rows(*args: object) -> list[dict[str, Any]]:
    done = run(*args, "--format", "jsonl")
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def names(row: dict[str, Any]) -> list[str]:
    return [Path(one["source"]).stem for one in row["reports"]]


def test_copies(built: Path) -> None:
    (found,) = rows("copies", built)
    assert (found["kind"], found["agency"], names(found)) == ("near", "Harbour Wire", ["wire", "post"])


def test_stories(built: Path) -> None:
    (found,) = rows("stories", built)
    assert sorted(names(found)) == ["later", "post", "wire"]
    assert found["title"] == "Bomb at grain quay of Cove Fort"


def test_incidents_with_their_figures(built: Path) -> None:
    found = [one for one in rows("incidents", built) if one["figures"]]
    assert [names(one) for one in found] == [["wire", "post", "later"]]
    killed = next(one for one in found[0]["figures"] if one["measure"] == "killed")
    assert (killed["best"], killed["policy"]) == (12, "latest-majority")
    assert {one["standing"] for one in killed["series"]} >= {"current", "superseded"}
    assert found[0]["reports"][1]["copy_group"] == rows("copies", built)[0]["copy_group"]
    for entry in killed["series"]:
        assert entry["quote"]


def test_a_policy_is_named(built: Path) -> None:
    made = [one for one in rows("incidents", built, "--policy", "all-reported") if one["figures"]]
    assert made[0]["figures"][0]["policy"] == "all-reported"
    assert run("incidents", built, "--policy", "none").exit_code == 2


@pytest.mark.parametrize("verb", ["copies", "stories", "incidents"])
def test_tables_are_readable_in_80_columns(built: Path, verb: str) -> None:
    done = run(verb, built)
    assert done.exit_code == 0
    assert done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_a_report_that_comes_later_renames_nothing(built: Path, tmp_path: Path) -> None:
    stories, incidents = rows("stories", built), rows("incidents", built)
    early = tmp_path / "early.txt"
    early.write_text(WIRE.replace("9 people", "4 people"), encoding="utf-8")
    known = ("--published", "2031-03-04T06:00:00Z", "--title", "Bomb at grain quay of Cove Fort")
    assert run("build", early, "-o", built, "-q", "--publisher", "Dawn Post", *known).exit_code == 0
    (story,) = rows("stories", built)
    assert story["story"] == stories[0]["story"]
    assert len(story["reports"]) == 4
    assert {one["id"] for one in incidents} <= {one["id"] for one in rows("incidents", built)}


def test_relink_keeps_the_ids(built: Path) -> None:
    before = [rows(verb, built) for verb in ("copies", "stories", "incidents")]
    assert run("relink", built).exit_code == 0
    assert [rows(verb, built) for verb in ("copies", "stories", "incidents")] == before


def test_a_record_that_nothing_can_be_written_to_is_joined_in_a_copy(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    shutil.copyfile(built, folder / "record.db")
    (folder / "record.db").chmod(0o444)
    folder.chmod(0o555)
    try:
        assert len(rows("stories", folder / "record.db")) == 1
    finally:
        folder.chmod(0o755)


def test_changes_since_a_day(built: Path, tmp_path: Path) -> None:
    page = "https://post.example/2031/bomb-at-quay"
    first = LATER.replace("12 people", "14 people")
    second = first.replace("14 people", "19 people").replace(", the police said on Wednesday", " on Wednesday")
    second += "\nThe harbour ministry denied that it had known of the bomb.\n"
    record = tmp_path / "record.db"
    shutil.copyfile(built, record)
    for name, text, published in (("v1", first, "2031-03-05T10:00:00Z"), ("v2", second, "2031-03-06T10:00:00Z")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        known = (
            "--published",
            published,
            "--url",
            page,
            "--publisher",
            "Evening Post",
            "--title",
            "Bomb at grain quay",
        )
        assert run("build", tmp_path / f"{name}.txt", "-o", record, "-q", *known).exit_code == 0
    found = rows("changes", record, "--since", "2031-03-06")
    schema = jsonschema.Draft202012Validator(json.loads(run("schema", "changes").stdout))
    assert all(schema.is_valid(one) for one in found)
    assert [Path(one["source"]).stem for one in found if one["change"] == "report"] == ["v2"]
    (version,) = [one for one in found if one["change"] == "version"]
    told = {one["what"]: one for one in version["differences"]}
    assert (told["figure moved"]["before"], told["figure moved"]["after"]) == ("14 people", "19 people")
    assert "attribution dropped" in told
    (killed,) = [one for one in found if one["change"] == "figure" and one["measure"] == "killed"]
    assert (killed["before"]["best"], killed["after"]["best"]) == (14, 19)
    (denial,) = [one for one in found if one["change"] == "denial"]
    assert "harbour ministry" in denial["said_by"].lower()
    done = run("changes", record, "--since", "2031-03-06")
    assert done.exit_code == 0
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert rows("changes", record, "--since", "2031-04-01") == []
    assert run("changes", record, "--since", "March").exit_code == 2
