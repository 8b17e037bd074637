"""How quickly pages answer: 20 users at once on a record of 20,000 reports, while a build writes to it.

    python -m bench.pages [--record big.db] [--reports 20000] [--seconds 30]

Each user asks for one page after the other, without pause: lists, filtered lists, stories, reports, people, places and
searches.  Told are the 50th and the 95th percentile of each kind of page; a request that fails ends the bench.
Results go to bench/results.json.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection  # the lightest: what asks takes time from what answers
from itertools import islice
from pathlib import Path
from random import Random
from threading import Event, Thread
from time import perf_counter, sleep

import httpx

from bench.reading import keep
from bench.record import record_of
from bench.reports import captures
from onrecord.publishing.shown import begin, refresh
from onrecord.store.record_file import RecordFile

SEED = 13
WORDS = ("police", "ministry said", '"at least"', "hospital", "bridge market", "wounded on Tuesday", "nosuchword")
LISTS = ("/", "/incidents", "/reports", "/people", "/places")
PATIENCE = 20.0  # seconds


def addresses(base: str) -> dict[str, list[str]]:
    """Addresses of each kind of page, as the lists give them."""
    found: dict[str, list[str]] = {"list": [*LISTS], "search": [f"/search?q={word}" for word in WORDS]}
    pages = {name: [httpx.get(f"{base}{name}?page={n}", timeout=60).text for n in (1, 2, 5, 9)] for name in LISTS}
    for kind, name, form in (
        ("story", "/", r'href="(/stories/[^"#]+)"'), ("report", "/reports", r'href="(/reports/[0-9a-f]+)"'),
        ("person", "/people", r'href="(/people/[^"]+)"'), ("place", "/places", r'href="(/places/[^"]+)"'),
    ):  # fmt: skip
        found[kind] = sorted({one for page in pages[name] for one in re.findall(form, page)})
    facets = {one for name in LISTS for one in re.findall(r'href="(/[a-z]*\?[a-z]+=[^"]+)"', pages[name][0])}
    found["filtered"] = sorted(one.replace("&amp;", "&") for one in facets if "format=csv" not in one)
    return found


def use(base: str, kinds: dict[str, list[str]], seed: int, ended: Event, took: list[tuple[str, float]]) -> None:
    """One user, who asks for page after page."""
    chance = Random(seed)
    client = HTTPConnection(base.removeprefix("http://"), timeout=PATIENCE)
    while not ended.is_set():
        kind = chance.choice(list(kinds))
        address = chance.choice(kinds[kind])
        begun = perf_counter()
        client.request("GET", address.replace(" ", "%20").replace('"', "%22"), headers={"Accept-Encoding": "gzip"})
        answer = client.getresponse()
        answer.read()
        took.append((kind, perf_counter() - begun))
        assert answer.status == 200, (answer.status, address)
    client.close()


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address at which a record is served."""
    command = [sys.executable, "-m", "onrecord", "serve", str(path), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr
        line = server.stderr.readline()
        address = re.search(r"http://[\d.:]+", line)
        assert address, line
        yield address[0]
    finally:
        server.terminate()
        server.wait(PATIENCE)


def write_on(path: Path, ended: Event) -> None:
    """Keep reports, ten at once, as a build does: in a process of its own, as fast as one reads."""
    code = "import sys; from bench.pages import build_on; from pathlib import Path; build_on(Path(sys.argv[1]))"
    with subprocess.Popen([sys.executable, "-c", code, str(path)]) as builder:
        ended.wait()
        builder.kill()


def build_on(path: Path) -> None:
    """Add reports to a record without end."""
    with RecordFile(path) as record:
        made = captures(SEED, 10**9)
        while batch := list(islice(made, 10)):
            record.add(batch)
            sleep(0.5)  # a build reads ten reports in about this time


def measure(path: Path, users: int, seconds: float) -> dict[str, dict[str, float]]:
    """The percentiles of each kind of page, in ms."""
    ended, took = Event(), list[tuple[str, float]]()
    with served(path) as base:
        kinds = addresses(base)
        threads = [Thread(target=use, args=(base, kinds, n, ended, took)) for n in range(users)]
        threads.append(Thread(target=write_on, args=(path, ended)))
        for thread in threads:
            thread.start()
        sleep(seconds)
        ended.set()
        for thread in threads:
            thread.join()
    found = {kind: percentiles([t for one, t in took if one == kind]) for kind in kinds}
    return found | {"all": percentiles([t for _, t in took]) | {"requests_s": round(len(took) / seconds, 1)}}


def percentiles(times: list[float]) -> dict[str, float]:
    parts = statistics.quantiles(times, n=20) if len(times) > 1 else times * 20
    return {"p50_ms": round(1000 * statistics.median(times)), "p95_ms": round(1000 * parts[18])} if times else {}


def main() -> None:
    parser = argparse.ArgumentParser(description="How quickly pages answer.")
    parser.add_argument("--record", type=Path, help="a record that bench.record made; it is copied")
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=30)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        if asked.record:
            shutil.copyfile(asked.record, path)
        else:
            record_of(path, asked.reports)
        with RecordFile(path) as record:
            begin(record)
            refresh(record)
        keep("pages", measure(path, asked.users, asked.seconds))


if __name__ == "__main__":
    main()
