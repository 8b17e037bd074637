"""Fifty kills -9 in the middle of a build: nothing that was kept is lost, nothing is torn."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from onrecord.publishing.verify import mismatches
from onrecord.store.record_file import RecordFile
from tests.cli.test_stopping import kept_so_far, reports, start

pytestmark = pytest.mark.soak
KILLS = 50
BENCH = Path(__file__).resolve().parents[2] / "bench" / "results.json"


def test_fifty_kills(tmp_path: Path) -> None:
    chance = random.Random(1898)
    lines, record = reports(tmp_path / "reports.jsonl", 20_000), tmp_path / "record.db"
    kept = 0
    for _ in range(KILLS):
        running = start(lines, record)
        time.sleep(chance.uniform(0.5, 4.0))
        running.send_signal(signal.SIGKILL)
        running.communicate(timeout=30)
        with sqlite3.connect(record) as base:
            assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        now = kept_so_far(record)
        assert now >= kept
        kept = now
    with RecordFile(record) as file:
        assert not [mismatch for made in file.documents() for mismatch in mismatches(made)]
    note("kill -9", {"kills": KILLS, "kept": kept, "lost": 0})


def note(name: str, found: dict[str, int]) -> None:
    """Keep a trial's last figures beside those of the benches."""
    from bench.reading import keep

    keep(name, found)
    assert name in json.loads(BENCH.read_text())
