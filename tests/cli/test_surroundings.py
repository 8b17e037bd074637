"""Full disks, wrong paths, readers that go away, hostile texts: one sentence, the right status, nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.cli.demo import EXAMPLES
from onrecord.cli.terminal import take_back_torn_line
from onrecord.engine import shard
from tests.cli.test_stopping import reports
from tests.cli.test_verbs import REPORT, run

HOSTILE = "[bold]Quay[/bold] \x1b[31mred\x1b[0m \x9b2J \u202e end"


def program(*args: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "onrecord", *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "oakley.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1500 kB."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    mount = shutil.which("mount")
    if not mount or subprocess.run([mount, "-t", "tmpfs", "-o", "size=1500k", "tmpfs", folder], check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_ends_a_build_and_loses_nothing(tmp_path: Path, tiny_disk: Path) -> None:
    done = run("build", reports(tmp_path / "many.jsonl", 600), "-o", tiny_disk / "record.db")
    assert done.exit_code == 1
    assert "the disk is full" in done.stderr
    assert run("verify", tiny_disk / "record.db").exit_code == 0


def test_a_full_disk_leaves_whole_lines(tmp_path: Path, tiny_disk: Path) -> None:
    done = run("read", reports(tmp_path / "many.jsonl", 600), "-o", tiny_disk / "records.jsonl")
    assert done.exit_code == 1
    assert "the disk is full" in done.stderr
    assert all(json.loads(line) for line in (tiny_disk / "records.jsonl").read_text().splitlines())
    assert run("verify", tiny_disk / "records.jsonl").exit_code == 0


@pytest.mark.parametrize(("kept", "left"), [("a\nb", "a\n"), ("a\n", "a\n"), ("ab", ""), ("", "")])
def test_a_torn_line_is_taken_back(tmp_path: Path, kept: str, left: str) -> None:
    (tmp_path / "lines").write_text(kept)
    take_back_torn_line(tmp_path / "lines")
    assert (tmp_path / "lines").read_text() == left


def test_no_input_is_written_over(tmp_path: Path, report: Path) -> None:
    for command in (
        ("read", report, "-o", report),
        ("read", report, "--refused", report),
        ("build", report, "-o", report),
    ):
        assert run(*command).exit_code == 2
    assert report.read_text(encoding="utf-8") == REPORT
    record = tmp_path / "record.db"
    run("build", report, "-o", record)
    before = record.read_bytes()
    assert run("export", record, "-o", record).exit_code == 2
    assert record.read_bytes() == before


def test_what_is_written_in_a_folder_is_not_read_with_it(tmp_path: Path, report: Path) -> None:
    for _ in range(2):
        assert run("build", tmp_path, "-o", tmp_path / "record.db").exit_code == 0
    (tmp_path / "record.db").unlink()
    assert run("read", tmp_path, "-o", tmp_path / "records.jsonl").exit_code == 0


@pytest.mark.parametrize("command", [("read", "-o"), ("read", "--refused"), ("build", "-o")])
def test_a_missing_folder_is_a_usage_error(report: Path, tmp_path: Path, command: tuple[str, str]) -> None:
    done = run(command[0], report, command[1], tmp_path / "none" / "out")
    assert done.exit_code == 2
    assert "none" in done.stderr


def test_a_missing_model_is_told_once_with_what_mends_it(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shard, "DATA", (tmp_path / "encoder.int8.onnx",))
    for command in (("read", report), ("build", report, "-o", tmp_path / "record.db"), ("demo",)):
        done = run(*command)
        assert done.exit_code == 4
        assert "pip install" in done.stderr


def test_hostile_texts_command_no_terminal(tmp_path: Path) -> None:
    row = {"title": HOSTILE, "text": f"Mayor Ann Vole said “we burn {HOSTILE}”. 12 people were killed."}
    (tmp_path / "hostile.jsonl").write_text(json.dumps(row))
    run("build", tmp_path / "hostile.jsonl", "-o", tmp_path / "record.db")
    for command in (("show",), ("show", "Quay"), ("search", "burn"), ("show", "--json"), ("search", "burn", "--json")):
        said = run(command[0], tmp_path / "record.db", *command[1:]).stdout
        assert "[bold]Quay[/bold]" in said
        assert not {"\x1b", "\x9b"} & set(said)


def test_names_of_files_need_not_be_utf_8(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/a\xff.txt", "w", encoding="utf-8") as file:
        file.write(REPORT)
    assert json.loads(run("read", tmp_path).stdout)["report"]["source"].endswith("a\\xff.txt")


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    running = program("read", reports(tmp_path / "many.jsonl", 60))
    assert running.stdout
    assert running.stderr
    running.stdout.readline()
    running.stdout.close()
    assert running.stderr.read() == ""
    running.stderr.close()
    assert running.wait(timeout=60) == 0


def test_ctrl_c_ends_a_run_with_its_workers(tmp_path: Path) -> None:
    running = program("read", reports(tmp_path / "many.jsonl", 1000), "--jobs", 2)
    assert running.stdout
    running.stdout.readline()
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)  # every worker that lived would keep the pipe open
    assert running.returncode == 130
    assert said == "onrecord: stopped; what was reported as written is kept\n"


def test_workers_do_not_outlive_a_run_that_is_killed(tmp_path: Path) -> None:
    running = program("read", reports(tmp_path / "many.jsonl", 1000), "--jobs", 2)
    assert running.stdout
    running.stdout.readline()
    running.kill()
    running.communicate(timeout=60)


def test_two_builds_share_a_record(tmp_path: Path) -> None:
    lines, record = reports(tmp_path / "many.jsonl", 100), tmp_path / "record.db"
    both = [program("build", lines, "-o", record) for _ in range(2)]
    for running in both:
        _, said = running.communicate(timeout=120)
        assert running.returncode == 0, said
    assert run("verify", record).exit_code == 0
    assert len(run("show", record, "--json").stdout.splitlines()) == 100


def test_a_damaged_record_fails_the_check(tmp_path: Path, report: Path) -> None:
    import sqlite3

    record = tmp_path / "record.db"
    run("build", report, "-o", record)
    with sqlite3.connect(record) as kept:
        kept.execute("UPDATE readings SET record = x'00'")
    for verb in ("verify", "show"):
        done = run(verb, record)
        assert done.exit_code == 3
        assert "damaged" in done.stderr


@pytest.mark.parametrize("line", ["[]", "5", "{", '{"report": 5}', '{"report": {"text": 5}}', "\xff", "[" * 100_000])
def test_a_line_that_is_no_record_fails_the_check(tmp_path: Path, line: str) -> None:
    (tmp_path / "records.jsonl").write_bytes(line.encode("latin-1"))
    done = run("verify", tmp_path / "records.jsonl")
    assert done.exit_code == 3
    assert "line 1" in done.stderr


def test_a_record_that_finds_no_room_when_it_is_made_says_so(tmp_path: Path) -> None:
    line = f"ulimit -f 100; {sys.executable} -m onrecord build {EXAMPLES} -o {tmp_path / 'r.db'}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "the record cannot be read or written" in done.stderr or "disk is full" in done.stderr
    assert "Traceback" not in done.stderr
