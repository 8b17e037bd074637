"""What verbs write for programs is what their schemas say, of every verb that writes lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import typer.main

from onrecord.cli.main import app
from onrecord.review.deciding import Answer, decide
from onrecord.store.record_file import RecordFile
from tests.cli.test_linked_verbs import built  # noqa: F401 - a fixture
from tests.cli.test_sample import drawn, judge
from tests.cli.test_verbs import run
from tests.cli.test_victims import FIRST

OTHERS = {
    "build": "one object, what the run came to", "merge": "the same", "doctor": "one object, what is here",
    "evaluate": "what a scorer writes",
}  # JSON that is no lines of ours  # fmt: skip
SAID = {
    "read": ("read", "REPORT"), "show": ("show", "RECORD"), "export": ("export", "RECORD"),
    "copies": ("copies", "QUAY"), "stories": ("stories", "RECORD"), "incidents": ("incidents", "RECORD"),
    "victims": ("victims", "MARKET"), "facts": ("facts", "RECORD"),
    "figures": ("figures", "RECORD", "--by", "country,type,actor,voice,week"),
    "changes": ("changes", "QUAY", "--since", "2031-03-05"), "search": ("search", "RECORD", "harbour"),
    "decisions": ("decisions", "RECORD"), "agreement": ("decisions", "RECORD", "--agreement"),
    "sample": ("sample", "--score", "SAMPLE"), "verify": ("verify", "RECORD"),
}  # how each is asked  # fmt: skip


def writing_lines() -> list[str]:
    """The verbs that write JSON for programs."""
    verbs = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    asked = {name: {option for one in verb.params for option in one.opts} for name, verb in verbs.items()}
    return [name for name, options in asked.items() if options & {"--json", "--format"}]


def test_every_verb_that_writes_lines_has_a_schema() -> None:
    assert set(writing_lines()) - set(OTHERS) <= set(SAID)
    assert set(writing_lines()) >= set(SAID) - {"agreement"}


@pytest.fixture
def decided(record: RecordFile) -> RecordFile:
    """A record on which two people decided, not always the same."""
    for number, view in enumerate(record.views()):
        for event in view.events[:2]:
            decide(record, Answer("Ada", "confirm", view.report.id, "events", (event.id,)))
            what = "reject" if number % 2 else "confirm"
            decide(record, Answer("Bo", what, view.report.id, "events", (event.id,), why="a drill"))  # type: ignore[arg-type]
    return record


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of a report that names who was harmed."""
    folder = tmp_path_factory.mktemp("market")
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    assert run("build", folder / "first.txt", "-o", folder / "record.db", "-q").exit_code == 0
    return folder / "record.db"


def keeps_to_its_schema(verb: str, lines: str) -> bool:
    schema: dict[str, Any] = json.loads(run("schema", verb).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    for line in lines.splitlines():
        jsonschema.Draft202012Validator(schema).validate(json.loads(line))
    return bool(lines.strip())


@pytest.mark.parametrize("verb", SAID)
def test_what_a_verb_writes_is_what_its_schema_says(
    verb: str,
    decided: RecordFile,
    tmp_path: Path,
    built: Path,  # noqa: F811
    market: Path,
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("At least 12 miners were killed at Oakley on Monday, police said.\n", encoding="utf-8")
    sample = judge(drawn(decided, tmp_path / "drawn.csv", "-n", 12), tmp_path / "sample.csv", {})
    paths = {"RECORD": decided.path, "QUAY": built, "MARKET": market, "REPORT": report, "SAMPLE": sample}
    done = run(*(paths.get(word, word) for word in SAID[verb]), *(() if verb == "export" else ("--json",)))
    assert done.exit_code == 0, done.stderr
    assert keeps_to_its_schema(verb, done.stdout)


def test_what_is_refused_is_written_as_its_schema_says(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    assert run("read", tmp_path / "empty.txt", "--refused", tmp_path / "refused.jsonl").exit_code == 1
    assert keeps_to_its_schema("refused", (tmp_path / "refused.jsonl").read_text(encoding="utf-8"))


def test_all_kinds_of_changes_are_told_and_no_other() -> None:
    kinds = [one["properties"]["change"]["enum"] for one in json.loads(run("schema", "changes").stdout)["anyOf"]]
    assert kinds == [["report"], ["version"], ["figure"], ["denial"]]


def test_a_verb_without_a_schema_is_named() -> None:
    done = run("schema", "doctor")
    assert done.exit_code == 2
    assert "incidents" in done.stderr
