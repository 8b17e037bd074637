"""What can't be served, and whom it would be served to, is said before anything is."""

from __future__ import annotations

import re
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from onrecord.store.record_file import RecordFile
from onrecord.web.people.accounts import Accounts
from tests.cli.test_verbs import run

PATIENCE = 60.0  # seconds


@contextmanager
def serving(record: Path, *options: str) -> Iterator[tuple[str, str]]:
    """A server of its own process: its address, and what it said before it."""
    command = [sys.executable, "-m", "onrecord", "serve", str(record), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        said = ""
        while not (found := re.search(r"http://\S+:(\d+)/", said)):
            line = server.stderr.readline()
            assert line, said
            said += line
        try:
            yield f"http://127.0.0.1:{found[1]}", said
        finally:
            server.terminate()


def test_who_is_told_the_address_gets_an_answer(record: RecordFile) -> None:
    with serving(record.path) as (address, _):
        assert httpx.get(address, timeout=PATIENCE).status_code == 200


@pytest.fixture
def people(tmp_path: Path) -> Path:
    Accounts(tmp_path / "people.db", create=True).add("Ada", "reviewer", "nine blue herons")
    return tmp_path / "people.db"


def test_others_come_in_only_where_they_log_in(record: RecordFile, people: Path) -> None:
    done = run("serve", record.path, "--host", "0.0.0.0")
    assert done.exit_code == 2
    assert "let them log in with --users FILE" in done.stderr
    done = run("serve", record.path, "--host", "0.0.0.0", "--users", people)
    assert done.exit_code == 2
    assert "--known-as NAME" in done.stderr


def test_who_may_be_listened_to_is_told(record: RecordFile, people: Path) -> None:
    open_to_all = ("--host", "0.0.0.0", "--known-as", "desk.example", "--users", str(people))
    with serving(record.path, *open_to_all) as (address, said):
        assert "passwords are sent as they are typed" in said
        assert not is_taken_for_https(address), "no program of this machine is a proxy unless it is named"
    with serving(record.path, *open_to_all, "--proxy", "127.0.0.1") as (address, said):
        assert "passwords" not in said
        assert is_taken_for_https(address)


def is_taken_for_https(address: str) -> bool:
    """Whether what comes from this machine is believed to have come by HTTPS, because it says so."""
    told = {"Host": "desk.example", "X-Forwarded-Proto": "https"}
    return "; secure" in httpx.get(f"{address}/login", headers=told, timeout=PATIENCE).headers["set-cookie"]


def test_a_name_that_cannot_be_kept_is_refused(record: RecordFile) -> None:
    done = run("serve", record.path, "--as", "a\udcffb")
    assert done.exit_code == 2
    assert "--as is no name that can be kept" in done.stderr


def other_version(path: Path, version: int) -> None:
    with sqlite3.connect(path) as base:
        base.execute("UPDATE about SET value = ?", (str(version),))


def overwritten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 100_000)


def other_base(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE about (other)")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda path: other_version(path, 99), "take a newer onrecord"),
        (lambda path: other_version(path, 0), "build it again from its sources"),
        (Path.unlink, "make one with: onrecord build"),
        (folder, "is a folder; name the record file in it"),
        (lambda path: path.write_text("A report, and no record. " * 40), "make a record of it with: onrecord build"),
        (other_base, "name another file"),
        (lambda path: path.write_bytes(b""), "name another file"),
        (overwritten, "is damaged; take it from a copy"),
    ],
)
def test_what_is_no_record_is_refused_in_one_sentence(
    record: RecordFile, spoil: Callable[[Path], object], told: str
) -> None:
    record.close()
    for suffix in ("-wal", "-shm"):
        Path(f"{record.path}{suffix}").unlink(missing_ok=True)
    spoil(record.path)
    done = run("serve", record.path, "--port", "0")
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("port", "told"), [("in use", "in use or not yours"), ("65536", "less than or equal to 65535")]
)
def test_a_port_that_cannot_be_had_is_said(record: RecordFile, port: str, told: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        asked = str(taken.getsockname()[1]) if port == "in use" else port
        done = run("serve", record.path, "--port", asked)
    assert done.exit_code == 2
    assert told in done.stderr
