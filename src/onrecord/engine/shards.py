"""A folder of shards: reports that wait to be read, shards that are, and what is known of both.

    waiting/     reports taken in and not yet read, a shard a file
    shards/      records with the bytes they came from, a shard a file
    quarantine/  reports that killed the process that read them
    manifest.jsonl   a line a finished shard: its name, its hash, the reader, the keys of its readings, what failed;
                     a line that is torn, or whose shard is gone, is made anew by the next build
    refused.jsonl    what the last run refused

A file is written under a temporary name and renamed when it is whole: what has its name is finished, whoever was
killed.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import zstandard
from filelock import FileLock, Timeout

from onrecord.model.json import as_json
from onrecord.model.reading_back import from_json
from onrecord.model.records import Report
from onrecord.sources import Captured, Refused
from onrecord.store.writing import Capture

TEMPORARY = ".part"
SUFFIX = ".jsonl.zst"
NAME = re.compile(r"\d{6,}-[0-9a-f]{12}\.jsonl\.zst")
AGAIN = "build the same inputs into {} again: what is missing is read anew"


class NotShards(Exception):
    """A folder that holds something else; the message says what to do."""


class BusyShards(NotShards):
    """A folder that another run writes into."""


class DamagedShard(NotShards):
    """A shard that is not what was written."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A line of the manifest: a shard that is read."""

    shard: str
    sha256: str
    reader: dict[str, Any]
    readings: list[str]
    failed: list[dict[str, Any]]

    def failures(self) -> Iterator[Refused]:
        """What of the shard could not be read."""
        for one in self.failed:
            yield Refused(one["source"], one["code"], one["message"], one["language"], failed=True)


class ShardFolder:
    """A folder of shards; made where there is none, refused where it holds something else."""

    def __init__(self, path: Path, create: bool = False) -> None:
        self.path = path.absolute()
        self.manifest = self.path / "manifest.jsonl"
        if not self.manifest.is_file():
            if not create:
                raise NotShards(f"{path} holds no shards; make them with: onrecord build INPUT... -o {path}/")
            if path.is_file() or (path.is_dir() and any(path.iterdir())):
                raise NotShards(f"{path} holds other things; name an empty folder, or one that does not exist")
        self.waiting, self.shards, self.quarantine = (self.path / name for name in ("waiting", "shards", "quarantine"))
        if create:
            for folder in (self.waiting, self.shards, self.quarantine):
                folder.mkdir(parents=True, exist_ok=True)
            self.manifest.touch()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The folder, for this run alone; what a killed one left is brought in order."""
        try:
            with FileLock(self.path / ".lock", timeout=0):
                for left in (*self.waiting.glob(f"*{SUFFIX}*"), *self.shards.glob(f"*{TEMPORARY}")):
                    left.unlink()
                self.adopt()
                yield
        except Timeout as error:
            raise BusyShards(f"another run writes into {self.path}; wait until it is done") from error

    def finished(self) -> list[Finished]:
        """The finished shards, in the order of their names, which is that of the inputs."""
        found = {one.shard: one for one in self.lines() if isinstance(one, Finished)}
        return [found[name] for name in sorted(found)]

    def damaged(self) -> list[DamagedShard]:
        """The lines of the manifest that are none, and the shards that it doesn't have."""
        known = {one.shard for one in self.finished()}
        left = [path for path in sorted(self.shards.glob(f"*{SUFFIX}")) if path.name not in known]
        missing = [DamagedShard(f"{path} is not in {self.manifest}; {AGAIN.format(self.path)}") for path in left]
        return [*(one for one in self.lines() if isinstance(one, DamagedShard)), *missing]

    def lines(self) -> Iterator[Finished | DamagedShard]:
        """The lines of the manifest, and what is wrong with those that are none."""
        with open(self.manifest, "rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    with whole_or_damaged(self.manifest, ""):
                        yield finished_in(json.loads(line))
                except DamagedShard:
                    yield DamagedShard(f"line {number} of {self.manifest} is damaged; {AGAIN.format(self.path)}")

    def adopt(self) -> None:
        """Let the manifest have what is there: the shards that were finished when the run that waited for them was
        killed too, and no shard that is gone."""
        kept = [one for one in self.finished() if (self.shards / one.shard).is_file()]
        known = {one.shard for one in kept}
        found = [finished_of(path) for path in sorted(self.shards.glob(f"*{SUFFIX}")) if path.name not in known]
        with whole(self.manifest) as file:
            for one in (*kept, *found):
                file.write(json_line(asdict(one)))

    def note(self, finished: Finished) -> None:
        """Add a finished shard to the manifest."""
        with open(self.manifest, "ab") as file:
            file.write(json_line(asdict(finished)))
            file.flush()
            os.fsync(file.fileno())

    def lay_out(self, number: int, reports: list[tuple[str, Captured]]) -> Path:
        """Write down reports that wait to be read, each with the key of its reading; where they lie."""
        named = hashlib.sha256("\n".join(key for key, _ in reports).encode()).hexdigest()[:12]
        path = self.waiting / f"{number:06}-{named}{SUFFIX}"
        write_shard(path, ({"key": key, **captured_as_json(one)} for key, one in reports))
        return path

    def captures(self, finished: Finished) -> Iterator[Capture]:
        """The records of a shard, with the bytes they came from; DamagedShard where it is not what was written."""
        path = self.shards / finished.shard
        if not path.is_file() or sha256_of(path) != finished.sha256:
            raise DamagedShard(f"{path} is missing or damaged; remove it, and {AGAIN.format(self.path)}")
        with whole_or_damaged(path, AGAIN.format(self.path)):
            lines = read_shard_file(path)
            if next(lines)["readings"] != finished.readings:
                raise ValueError("its readings are others than the manifest says")
            for _, line in zip(finished.readings, lines, strict=True):
                yield Capture(from_json(line["record"]), b64decode(line["raw"], validate=True), line["media_type"])

    def killers(self) -> dict[str, Path]:
        """The keys of readings in quarantine, and where they lie."""
        return {path.name.removesuffix(SUFFIX): path for path in self.quarantine.glob(f"*{SUFFIX}")}

    def write_refused(self, refused: Iterable[Refused]) -> None:
        with whole(self.path / "refused.jsonl") as file:
            for one in refused:
                file.write(json_line(asdict(one)))

    def refused(self) -> Iterator[Refused]:
        """What the last run refused, and what the readers failed at."""
        path = self.path / "refused.jsonl"
        with whole_or_damaged(path, AGAIN.format(self.path)):
            lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
            told = [refused_in(json.loads(line)) for line in lines if line]
        yield from told
        for finished in self.finished():
            yield from finished.failures()


def captured_as_json(one: Captured) -> dict[str, Any]:
    return {"report": asdict(one.report), "raw": b64encode(one.raw).decode(), "media_type": one.media_type}


def waiting_in(path: Path) -> list[tuple[str, Captured]]:
    """The reports that wait in a file, each with the key of its reading."""
    return [(line["key"], captured_from_json(line)) for line in read_shard_file(path)]


def captured_from_json(line: dict[str, Any]) -> Captured:
    report = Report(**{**line["report"], "byline": tuple(line["report"]["byline"])})
    return Captured(report, b64decode(line["raw"]), line["media_type"])


def capture_as_json(one: Capture) -> dict[str, Any]:
    return {"record": as_json(one.record), "raw": b64encode(one.raw).decode(), "media_type": one.media_type}


@contextmanager
def whole_or_damaged(path: Path, advice: str) -> Iterator[None]:
    """DamagedShard, with what to do, where what a file holds is not what was written."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, zstandard.ZstdError) as error:
        raise DamagedShard(f"{path} is damaged, or nothing of ours ({error}); remove it, and {advice}") from error


def finished_in(line: Any) -> Finished:
    """A line of the manifest; ValueError or TypeError where it is none."""
    one = Finished(**line)
    if not all(isinstance(word, str) for word in (one.shard, one.sha256, *one.readings)) or not NAME.fullmatch(
        one.shard
    ):
        raise ValueError("it names no shard")
    if not isinstance(one.reader, dict) or not isinstance(one.readings, list):
        raise ValueError("it has no reader or no readings")
    for failed in one.failures():
        refused_in(asdict(failed))
    return one


def refused_in(line: Any) -> Refused:
    """A line of what was refused; ValueError or TypeError where it is none."""
    one = Refused(**line)
    if not all(isinstance(word, str) for word in (one.source, one.code, one.message, one.language or "")):
        raise ValueError("it is no refusal")
    return one


def finished_of(path: Path) -> Finished:
    """The manifest's line of a finished shard, from the shard itself; DamagedShard where it is none, or not whole."""
    with whole_or_damaged(path, AGAIN.format(path.parent.parent)):
        head, *lines = read_shard_file(path)
        one = finished_in({"shard": path.name, "sha256": sha256_of(path), **head})
        whole_lines = sum(line.keys() >= {"record", "raw", "media_type"} for line in lines)
        if not len(one.readings) == len(lines) == whole_lines:
            raise ValueError(f"it holds {whole_lines} readings of {len(one.readings)}")
    return one


def sha256_of(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_shard(path: Path, lines: Iterable[dict[str, Any]]) -> None:
    """Write lines of JSON, compressed; the file has its name only when it is whole."""
    with whole(path) as file, zstandard.ZstdCompressor().stream_writer(file, closefd=False) as packed:
        for line in lines:
            packed.write(json_line(line))


def read_shard_file(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a shard's file, one at a time."""
    with open(path, "rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as packed:
        for line in io.TextIOWrapper(packed, encoding="utf-8", newline="\n"):
            yield json.loads(line)


def json_line(line: dict[str, Any]) -> bytes:
    return json.dumps(line, ensure_ascii=False).encode() + b"\n"


@contextmanager
def whole(path: Path) -> Iterator[io.BufferedWriter]:
    """A file that is renamed to its name when all of it is on the disk, and is gone where something went wrong."""
    part = path.with_name(f"{path.name}.{os.getpid()}{TEMPORARY}")
    try:
        with open(part, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
