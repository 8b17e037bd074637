"""Fifty kills -9 of the server while people decide: every decision that was acknowledged is in the record."""

from __future__ import annotations

import json
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

import httpx
import pytest

from onrecord.review.queue import list_new, number_waiting
from onrecord.review.reviewed_file import ReviewedFile
from onrecord.store.decisions import broken_chain, decisions_in
from onrecord.store.queued import Filter
from onrecord.store.record_file import RecordFile
from onrecord.web.people.accounts import Accounts
from tests.soak.test_kill import note

pytestmark = pytest.mark.soak
KILLS = 50
PEOPLE = ("Ada", "Bo", "Cy", "Dee")
PASSWORD = "nine blue herons"
COMMAND = [sys.executable, "-m", "onrecord"]
UNDOS = 0.2  # of what is done
GONE = (httpx.TransportError,)  # what a client sees when the server is killed under it
Cells = list[tuple[str, str, str]]  # report, kind, id


class Reviewer:
    """Somebody who decides without pause, now as a program does and now as a page's form does; and what was told to
    be kept."""

    def __init__(self, name: str, seed: int, cells: Cells) -> None:
        self.name, self.chance, self.cells = name, random.Random(seed), cells
        self.client = httpx.Client(timeout=30)
        self.kept: dict[int, str] = {}  # by number, as the API told them: the decisions' ids
        self.reasons: set[str] = set()  # that went with the decisions which a page kept
        self.undone: set[int] = set()  # that a page undid
        self.named: list[tuple[str, str]] = []  # cells that were decided on: report, name
        self.token = ""

    def log_in(self, base: str) -> None:
        told = {"name": self.name, "password": PASSWORD}
        assert self.client.post(f"{base}/api/session", json=told).status_code == 200
        found = re.search(r'name="token" value="([^"]+)"', self.client.get(f"{base}/review").text)
        assert found
        self.token = found[1]

    def work(self, base: str, ended: Event) -> None:
        """Decide until the server is gone."""
        acts: tuple[Callable[[str], None], ...] = (self.decide, self.decide, self.fill_in, self.look)
        while not ended.is_set():
            try:
                if self.kept and self.chance.random() < UNDOS:
                    self.undo(base)
                else:
                    self.chance.choice(acts)(base)
            except GONE:
                return

    def look(self, base: str) -> None:
        assert self.client.get(f"{base}/review").status_code == 200

    def reason(self) -> str:
        return f"{self.name} {self.chance.getrandbits(64):x}"

    def decide(self, base: str) -> None:
        report, kind, cell = self.chance.choice(self.cells)
        action = self.chance.choice(("confirm", "reject", "unsure", "correct" if kind == "figures" else "confirm"))
        said: dict[str, Any] = {"action": action, "report": report, "kind": kind, "cells": [cell], "why": self.reason()}
        if action == "correct":
            said["after"] = {"value": self.chance.randint(1, 10**6)}
        answer = self.client.post(f"{base}/api/decisions", json=said)
        assert answer.status_code in (201, 409, 429), answer.text  # 409: somebody has rejected it
        if answer.status_code == 201:
            made = answer.json()
            self.kept[made["number"]] = made["id"]
            self.named.append((report, made["name"]))

    def fill_in(self, base: str) -> None:
        if not self.named:
            return
        report, name = self.chance.choice(self.named)
        why = self.reason()
        told = {"token": self.token, "here": "/review", "onward": "/review", "item": f"{report}:{name}",
                "action": self.chance.choice(("confirm", "reject", "unsure")), "why": why}  # fmt: skip
        answer = self.client.post(f"{base}/review/decide", data=told)
        assert answer.status_code in (303, 422, 429), answer.text
        if answer.status_code == 303:
            self.reasons.add(why)

    def undo(self, base: str) -> None:
        number = self.chance.choice(list(self.kept))
        if self.chance.random() < 0.5:
            answer = self.client.post(f"{base}/api/undo", json={"number": number})
            if answer.status_code == 201:
                self.kept[answer.json()["number"]] = answer.json()["id"]
        else:
            told = {"token": self.token, "here": "/review", "number": str(number)}
            answer = self.client.post(f"{base}/review/undo", data=told)
            if answer.status_code == 303:
                self.undone.add(number)
        assert answer.status_code in (201, 303, 409, 422, 429), answer.text  # it may be undone already


def serve(record: Path, people: Path) -> tuple[subprocess.Popen[str], str]:
    """The server as a process of its own, and its address."""
    command = [*COMMAND, "serve", str(record), "--port", "0", "--users", str(people)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert server.stderr
    line = server.stderr.readline()
    address = re.search(r"http://[\d.:]+", line)
    assert address, line + server.stderr.read()
    return server, address[0]


def kill_under_load(record: Path, people: Path, reviewers: list[Reviewer], seconds: float, first: bool) -> None:
    """Serve a record, let everybody decide, and kill the server after some time."""
    server, base = serve(record, people)
    if first:
        try:
            for one in reviewers:
                one.log_in(base)
        except BaseException:
            server.kill()
            raise
    ended, faults = Event(), list[BaseException]()

    def work(one: Reviewer) -> None:
        try:
            one.work(base, ended)
        except BaseException as error:  # a thread's fault is the trial's
            faults.append(error)

    threads = [Thread(target=work, args=(one,)) for one in reviewers]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    server.send_signal(signal.SIGKILL)
    server.communicate(timeout=30)
    ended.set()
    for thread in threads:
        thread.join()
    assert not faults, faults


def cells_of(record: RecordFile) -> Cells:
    kinds = ("statements", "events", "figures", "facts", "places", "entities")
    return [(made["report"]["id"], kind, one["id"]) for made in record.documents() for kind in kinds
            for one in made[kind]]  # fmt: skip


def lost(path: Path, reviewers: list[Reviewer]) -> list[str]:
    """What was acknowledged and is not in the record, as `onrecord decisions` tells it."""
    told = subprocess.run([*COMMAND, "decisions", str(path), "--json"], capture_output=True, text=True, check=True)
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    ids, reasons = {one["number"]: one["id"] for one in rows}, {one["why"] for one in rows}
    undone = {one["undoes"] for one in rows}
    return [
        *(
            f"{one.name}: {number}"
            for one in reviewers
            for number, ident in one.kept.items()
            if ids.get(number) != ident
        ),
        *(f"{one.name}: {why}" for one in reviewers for why in one.reasons - reasons),
        *(f"{one.name}: undo of {number}" for one in reviewers for number in one.undone - undone),
    ]


def as_listed(path: Path) -> tuple[int, list[tuple[Any, ...]]]:
    """The queue, after what the server left undone is done."""
    rows = "SELECT report, name, decided, disputed, stale, unsure FROM review_items ORDER BY report, name"
    with ReviewedFile(path) as record:
        list_new(record)
        with record.engine.connect() as connection:
            found = [tuple(row) for row in connection.exec_driver_sql(rows)]
        return number_waiting(record, Filter()), found


def test_no_decision_is_lost(record: RecordFile, tmp_path: Path) -> None:
    chance = random.Random(1898)
    people = tmp_path / "people.db"
    accounts = Accounts(people, create=True)
    for name in PEOPLE:
        accounts.add(name, "admin", PASSWORD)
    cells = cells_of(record)
    reviewers = [Reviewer(name, n, cells) for n, name in enumerate(PEOPLE)]
    for n in range(KILLS):
        kill_under_load(record.path, people, reviewers, chance.uniform(0.2, 3.0), not n)
        assert broken_chain(record) is None
    assert not lost(record.path, reviewers)
    verified = subprocess.run([*COMMAND, "verify", str(record.path)], capture_output=True, text=True, check=False)
    assert verified.returncode == 0, verified.stderr
    found = as_listed(record.path)
    with record.writing() as connection:
        connection.exec_driver_sql("DELETE FROM review_listed")
    assert as_listed(record.path) == found  # and the queue follows them, as if it were made anew
    acknowledged = sum(len(one.kept) + len(one.reasons) + len(one.undone) for one in reviewers)
    assert acknowledged > KILLS
    note("kill -9 of the server", {"kills": KILLS, "acknowledged": acknowledged, "kept": len(decisions_in(record)),
                                   "lost": 0})  # fmt: skip
