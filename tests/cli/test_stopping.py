"""A build that is stopped, at any moment and in any way, loses nothing and goes on."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.store.record_file import RecordFile

MAIN = "from onrecord.cli.main import main; main()"


def start(lines: Path, record: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", MAIN, "build", str(lines), "-o", str(record)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def reports(path: Path, number: int) -> Path:
    text = "Shells hit Oakley on Monday, and {} people were killed, police said."
    rows = ({"id": n, "text": text.format(n + 2)} for n in range(number))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def kept_so_far(record: Path) -> int:
    if not record.is_file() or not record.stat().st_size:
        return 0
    with RecordFile(record) as kept:
        return kept.count()["reports"]


def wait_until_some_are_kept(record: Path, running: subprocess.Popen[str]) -> int:
    for _ in range(2400):
        try:
            if kept := kept_so_far(record):
                return kept
        except Exception:  # the tables are being made
            kept = 0
        assert running.poll() is None, "it ended before it was stopped"
        time.sleep(0.05)
    raise AssertionError("nothing was kept within two minutes")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_build_goes_on(tmp_path: Path, how: signal.Signals) -> None:
    lines, record = reports(tmp_path / "reports.jsonl", 1000), tmp_path / "record.db"
    running = start(lines, record)
    before = wait_until_some_are_kept(record, running)
    running.send_signal(how)
    running.communicate(timeout=30)
    assert running.returncode == (-how if how is signal.SIGKILL else 130)
    after = kept_so_far(record)
    assert before <= after < 1000
    reports(lines, after + 5)
    done = start(lines, record)
    _, said = done.communicate(timeout=300)
    assert done.returncode == 0
    assert f"5 read, {after} kept already" in said
    assert kept_so_far(record) == after + 5
