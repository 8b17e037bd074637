"""A build spread over shards: the same records from every engine, number of jobs, size of shard and order of inputs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.cli.demo import EXAMPLES
from onrecord.cli.main import app
from onrecord.engine.local import read_in_workers
from onrecord.engine.run import Passed
from onrecord.engine.shard import ReadingFailed, reader_info
from onrecord.engine.shards import Finished, ShardFolder, read_shard_file, waiting_in, write_shard
from onrecord.engine.spread import Spread, finish, on_this_machine, spread
from onrecord.model.json import as_json
from onrecord.model.records import Record
from onrecord.sources import Captured, Refused, open_reports
from onrecord.store.record_file import RecordFile
from onrecord.store.writing import Capture, reading_key

INPUTS = sorted(str(path) for path in EXAMPLES.iterdir() if path.suffix != ".json")


def run(*args: object) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], env={"NO_COLOR": "1", "COLUMNS": "80"})


def records_in(shards: Path, tmp_path: Path) -> dict[str, str]:
    """The records of a folder of shards after merging, by report, without what may differ between machines."""
    merged = tmp_path / "merged.db"
    merged.unlink(missing_ok=True)
    assert run("merge", shards, "-o", merged).exit_code == 0
    with RecordFile(merged) as record:
        return without_runtime(record.records())


def without_runtime(records: Iterable[Record]) -> dict[str, str]:
    made = [as_json(record) for record in records]
    for one in made:
        del one["report"]["reader"]["runtime"]
    return {one["report"]["id"]: json.dumps(one) for one in made}


@pytest.fixture(scope="session")
def expected(maine: list[Capture]) -> dict[str, str]:
    return without_runtime(capture.record for capture in maine)


@pytest.mark.parametrize(
    ("engine", "jobs", "shard", "inputs"),
    [("local", 1, 4, INPUTS), ("local", 3, 1, INPUTS[::-1]), ("daft", 2, 3, INPUTS), ("ray", 2, 6, INPUTS[::-1])],
)
def test_every_engine_gives_the_same_records(
    tmp_path: Path, expected: dict[str, str], engine: str, jobs: int, shard: int, inputs: list[str]
) -> None:
    if engine != "local":
        pytest.importorskip("daft", reason="Daft has no package for this machine")
    line = [sys.executable, "-m", "onrecord", "build", *inputs, "-o", str(tmp_path / "shards"), "--engine", engine]
    done = subprocess.run(
        [*line, "--jobs", str(jobs), "--shard", str(shard)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert f"{len(expected)} read" in done.stderr
    assert records_in(tmp_path / "shards", tmp_path) == expected


def test_a_run_killed_in_the_middle_goes_on_where_it_was(tmp_path: Path, expected: dict[str, str]) -> None:
    shards = tmp_path / "shards"
    line = [sys.executable, "-m", "onrecord", "build", *INPUTS, "-o", str(shards), "--engine", "local", "--shard", "1"]
    killed = subprocess.Popen(line, start_new_session=True)
    while not list((shards / "shards").glob("*.zst")):
        time.sleep(0.05)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    left = {path: path.stat().st_mtime_ns for path in (shards / "shards").glob("*.zst")}
    done = run("build", *INPUTS, "-o", shards, "--engine", "local", "--shard", "5", "--json")
    assert json.loads(done.stdout)["read"] == len(expected) - len(left)
    assert {path: path.stat().st_mtime_ns for path in left} == left
    assert records_in(shards, tmp_path) == expected


def test_what_the_manifest_has_is_not_read_again(tmp_path: Path) -> None:
    how = Spread(on_this_machine, size=2)
    first = list(spread(open_reports(INPUTS[:2]), ShardFolder(tmp_path / "s", create=True), how))
    again = list(spread(open_reports(INPUTS[:3]), ShardFolder(tmp_path / "s", create=True), how))
    assert [type(one) for one in first] == [Finished]
    assert [type(one) for one in again] == [Passed, Passed, Finished]


class Bomb:
    """What ends any process that unpickles it."""

    def __reduce__(self) -> tuple[Callable[[int], object], tuple[int]]:
        return os._exit, (1,)


def test_a_report_that_kills_its_process_fails_alone(maine: list[Capture]) -> None:
    good = maine[0].record.report
    bad = replace(good, id="0" * 16, text=Bomb())  # type: ignore[arg-type]
    before, killer, after = read_in_workers([good, bad, good], jobs=1)
    assert isinstance(killer, ReadingFailed)
    assert killer.killed
    assert before == after == maine[0].record


def test_a_killer_is_put_in_quarantine_and_told_until_it_is_taken_out(tmp_path: Path, maine: list[Capture]) -> None:
    folder = ShardFolder(tmp_path / "s", create=True)
    good, bad = (Captured(one.record.report, one.raw, one.media_type) for one in maine[:2])
    keys = [reading_key(one.report, reader_info()) for one in (good, bad)]
    waiting = folder.lay_out(1, list(zip(keys, (good, bad), strict=True)))
    finish(waiting, waiting_in(waiting), [maine[0].record, ReadingFailed(bad.report, "it died", killed=True)])
    told = list(spread([good, bad], folder, Spread(on_this_machine)))
    assert [type(one) for one in told] == [Passed, Refused]
    assert isinstance(told[1], Refused)
    assert (told[1].code, told[1].failed) == ("killed", True)
    (kept,) = folder.quarantine.iterdir()
    assert waiting_in(kept) == [(keys[1], bad)]
    kept.unlink()
    assert [type(one) for one in spread([good, bad], folder, Spread(on_this_machine))] == [Passed, Finished]


def test_shards_that_no_run_waited_for_are_adopted(tmp_path: Path) -> None:
    folder = ShardFolder(tmp_path / "s", create=True)
    list(spread(open_reports(INPUTS[:2]), folder, Spread(on_this_machine, size=1)))
    lines = folder.manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    folder.manifest.write_text(lines[0] + lines[1][: len(lines[1]) // 2], encoding="utf-8")
    (folder.shards / "000009-x.jsonl.zst.77.part").write_bytes(b"half")
    told = list(spread(open_reports(INPUTS[:2]), folder, Spread(on_this_machine, size=1)))
    assert [type(one) for one in told] == [Passed, Passed]
    assert not list(folder.shards.glob("*.part"))
    assert folder.manifest.read_text(encoding="utf-8") == "".join(lines)


def test_merging_twice_changes_nothing(tmp_path: Path) -> None:
    assert run("build", INPUTS[0], "-o", tmp_path / "s", "--engine", "local").exit_code == 0
    first = run("merge", tmp_path / "s", "-o", tmp_path / "r.db", "--json")
    second = run("merge", tmp_path / "s", "-o", tmp_path / "r.db", "--json")
    assert [json.loads(done.stdout)["new"] for done in (first, second)] == [1, 0]


def test_refusals_are_merged_too(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert run("build", tmp_path / "empty.txt", INPUTS[0], "-o", tmp_path / "s", "--engine", "local").exit_code == 1
    done = run("merge", tmp_path / "s", "-o", tmp_path / "r.db")
    assert done.exit_code == 1
    assert "1 not read" in done.stderr


def in_three_shards(tmp_path: Path) -> tuple[ShardFolder, list[Path]]:
    """A folder of three shards of a report each."""
    folder = ShardFolder(tmp_path / "s", create=True)
    list(spread(open_reports(INPUTS[:3]), folder, Spread(on_this_machine, size=1)))
    return folder, sorted(folder.shards.iterdir())


def rewrite(shard: Path, change: Callable[[list[dict[str, object]]], list[object]]) -> None:
    """Give a shard other lines, and let the manifest forget it."""
    lines = change(list(read_shard_file(shard)))
    write_shard(shard, lines)  # type: ignore[arg-type]
    manifest = shard.parent.parent / "manifest.jsonl"
    kept = [line for line in manifest.read_text(encoding="utf-8").splitlines(True) if shard.name not in line]
    manifest.write_text("".join(kept), encoding="utf-8")


HARMED: dict[str, Callable[[Path], object]] = {
    "cut": lambda shard: shard.write_bytes(shard.read_bytes()[:-9]),
    "empty": lambda shard: shard.write_bytes(b""),
    "foreign": lambda shard: shard.write_bytes(b"something else"),
    "renamed": lambda shard: shard.rename(shard.with_name("abc.jsonl.zst")),
    "no head": lambda shard: rewrite(shard, lambda lines: [[1]]),
    "fewer lines": lambda shard: rewrite(shard, lambda lines: [*lines[:-1]]),
    "no record": lambda shard: rewrite(shard, lambda lines: [*lines[:-1], {"raw": ""}]),
}


@pytest.mark.parametrize("harm", HARMED)
def test_a_damaged_shard_is_named_and_those_after_it_are_kept(tmp_path: Path, harm: str) -> None:
    folder, (shard, *others) = in_three_shards(tmp_path)
    HARMED[harm](shard)
    done = run("merge", folder.path, "-o", tmp_path / "r.db")
    assert done.exit_code == 3
    assert shard.name in done.stderr
    assert "2 new of 2" in done.stderr
    (bad,) = [path for path in folder.shards.iterdir() if path.name not in [one.name for one in others]]
    if bad.name not in [one.shard for one in folder.finished()]:
        again = run("build", *INPUTS[:3], "-o", folder.path, "--engine", "local")
        assert again.exit_code == 3
        assert bad.name in again.stderr
    bad.unlink()
    assert run("build", *INPUTS[:3], "-o", folder.path, "--engine", "local", "--json").exit_code == 0
    assert run("merge", folder.path, "-o", tmp_path / "r.db").exit_code == 0


@pytest.mark.parametrize("line", [b"[1]", b"5", b'{"a": 1}', b"\xff\xfe", b"null", b'{"shard": "../x"}', b"[" * 9000])
def test_a_damaged_line_is_named_and_mended_by_a_build(tmp_path: Path, line: bytes) -> None:
    folder, _ = in_three_shards(tmp_path)
    whole = folder.manifest.read_bytes()
    rest = whole.split(b"\n", 1)[1]
    folder.manifest.write_bytes(line + b"\n" + rest)
    done = run("merge", folder.path, "-o", tmp_path / "r.db")
    assert done.exit_code == 3
    assert "line 1 of" in done.stderr
    assert "2 new of 2" in done.stderr
    assert '"read": 0' in run("build", *INPUTS[:3], "-o", folder.path, "--engine", "local", "--json").stdout
    assert sorted(folder.manifest.read_bytes().splitlines()) == sorted(whole.splitlines())


@pytest.mark.parametrize("line", ["[1]", "5", '{"a": 1}', '{"source": 1, "code": "x", "message": "y"}', "x"])
def test_damaged_refusals_are_named(tmp_path: Path, line: str) -> None:
    folder, _ = in_three_shards(tmp_path)
    (folder.path / "refused.jsonl").write_text(line)
    done = run("merge", folder.path, "-o", tmp_path / "r.db")
    assert done.exit_code == 3
    assert "refused.jsonl" in done.stderr
    assert "3 new of 3" in done.stderr


def test_a_shard_that_is_gone_is_made_again(tmp_path: Path) -> None:
    folder, (shard, *_) = in_three_shards(tmp_path)
    (folder.waiting / "a folder").mkdir()
    shard.unlink()
    assert run("merge", folder.path, "-o", tmp_path / "r.db").exit_code == 3
    assert '"read": 1' in run("build", *INPUTS[:3], "-o", folder.path, "--engine", "local", "--json").stdout
    assert run("merge", folder.path, "-o", tmp_path / "r.db").exit_code == 0


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    done = run("build", INPUTS[0], "-o", tmp_path, "--engine", "local")
    assert done.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert run("merge", tmp_path, "-o", tmp_path / "r.db").exit_code == 2


def test_a_folder_without_an_engine_says_what_to_add(tmp_path: Path) -> None:
    done = run("build", INPUTS[0], "-o", tmp_path)
    assert done.exit_code == 2
    assert "--engine" in done.stderr


def test_two_runs_do_not_write_one_folder(tmp_path: Path) -> None:
    folder = ShardFolder(tmp_path / "s", create=True)
    with folder.writing():
        done = run("build", INPUTS[0], "-o", tmp_path / "s", "--engine", "local")
    assert done.exit_code == 1
    assert "another run" in done.stderr


def test_bytes_come_back_as_they_were(tmp_path: Path, maine: list[Capture]) -> None:
    folder = ShardFolder(tmp_path / "s", create=True)
    one = maine[0]
    waiting = folder.lay_out(1, [("k", Captured(one.record.report, one.raw, one.media_type))])
    assert waiting_in(waiting) == [("k", Captured(one.record.report, one.raw, one.media_type))]
    finish(waiting, waiting_in(waiting), [one.record])
    folder.adopt()
    assert list(folder.captures(folder.finished()[0])) == [one]
