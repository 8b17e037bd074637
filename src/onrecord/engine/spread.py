"""Reading spread over machines: the inputs laid out as shards in a folder, each read by an existing engine.

Whatever engine runs it, a shard is read by `read_waiting`, which gives the same records everywhere.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from onrecord.engine.local import Answer, read_in_workers
from onrecord.engine.run import Passed
from onrecord.engine.shard import NotReady, ReadingFailed, reader_info
from onrecord.engine.shards import (
    SUFFIX,
    Finished,
    ShardFolder,
    capture_as_json,
    captured_as_json,
    finished_of,
    waiting_in,
    write_shard,
)
from onrecord.model.records import Record
from onrecord.sources import Captured, Refused
from onrecord.store.writing import Capture, reading_key

SHARD = 500  # reports in a shard: minutes of work, so that little is lost and little is administered
KILLED = "killed"  # the code of a report that killed the process that read it

Engine = Callable[[Iterable[Path], int], Iterator[str]]  # shards that wait, how many at a time -> names of the finished


class EngineName(StrEnum):
    """What can run the work."""

    local = "local"
    daft = "daft"
    ray = "ray"


@dataclass(frozen=True, slots=True)
class Spread:
    """How the work is spread: what runs it, how many shards at a time, how many reports a shard."""

    engine: Engine
    jobs: int = 1
    size: int = SHARD


def spread(
    opened: Iterable[Captured | Refused], folder: ShardFolder, how: Spread
) -> Iterator[Refused | Passed | Finished]:
    """Read inputs into a folder of shards; what became of each input, and each shard as it is finished.

    What the manifest has is not read again.
    """
    told: deque[Refused | Passed] = deque()
    with folder.writing():
        for name in how.engine(lay_out(opened, folder, how.size, told), how.jobs):
            yield from drained(told)
            finished = finished_of(folder.shards / name)
            folder.note(finished)
            yield finished
        yield from drained(told)


def drained(told: deque[Refused | Passed]) -> Iterator[Refused | Passed]:
    while told:
        yield told.popleft()


def lay_out(
    opened: Iterable[Captured | Refused], folder: ShardFolder, size: int, told: deque[Refused | Passed]
) -> Iterator[Path]:
    """The shards that are to be read, each laid out when it is asked for; what is not read is told."""
    reader, refused = reader_info(), list[Refused]()
    done = {key for finished in folder.finished() for key in finished.readings}
    killers, seen = folder.killers(), set[str]()
    number = 1 + max((int(one.shard.partition("-")[0]) for one in folder.finished()), default=0)
    shard: list[tuple[str, Captured]] = []
    for one in opened:
        key = reading_key(one.report, reader) if isinstance(one, Captured) else ""
        if isinstance(one, Captured) and key in killers:
            one = in_quarantine(one, killers[key])
        if isinstance(one, Refused):
            refused.append(one)
            told.append(one)
        elif key in done or key in seen:
            told.append(Passed(one.report, repeated=key in seen))
        else:
            shard.append((key, one))
        seen.add(key)
        if len(shard) >= size:
            yield folder.lay_out(number, shard)
            number, shard = number + 1, []
    if shard:
        yield folder.lay_out(number, shard)
    folder.write_refused(refused)


def in_quarantine(one: Captured, where: Path) -> Refused:
    what = f"it killed the process that read it; to have it tried again remove {where}"
    return Refused(one.report.source, KILLED, what, one.report.language, failed=True)


def read_waiting(waiting: str) -> str:
    """Read a shard that waits in a folder of shards, and write its records there; the finished shard's name.

    It reads in a process beside this one, so that a report that kills it is found and put in quarantine.
    """
    path = Path(waiting)
    reports = waiting_in(path)
    finish(path, reports, list(read_in_workers((one.report for _, one in reports), jobs=1)))
    return path.name


def finish(waiting: Path, reports: list[tuple[str, Captured]], answers: list[Answer]) -> None:
    """Write down what became of a shard that waited."""
    folder = ShardFolder(waiting.parent.parent)
    read: list[tuple[str, Capture]] = []
    failed: list[dict[str, Any]] = []
    for (key, one), answer in zip(reports, answers, strict=True):
        if isinstance(answer, Record):
            read.append((key, Capture(answer, one.raw, one.media_type)))
            continue
        failed.append(failure(answer))
        if answer.killed:
            write_shard(folder.quarantine / f"{key}{SUFFIX}", [{"key": key, **captured_as_json(one)}])
    head = {"reader": asdict(reader_info()), "readings": [key for key, _ in read], "failed": failed}
    write_shard(folder.shards / waiting.name, (head, *(capture_as_json(capture) for _, capture in read)))
    waiting.unlink()


def failure(failed: ReadingFailed) -> dict[str, Any]:
    report = failed.report
    code = KILLED if failed.killed else "reading"
    return {"source": report.source, "code": code, "message": failed.message, "language": report.language}


def on_this_machine(shards: Iterable[Path], jobs: int) -> Iterator[str]:
    """The engine that is always there: as many shards at a time as jobs, each in a process of its own."""
    waiting, running = iter(shards), deque[Future[str]]()
    with ThreadPoolExecutor(jobs) as pool:
        while True:
            while len(running) < jobs and (path := next(waiting, None)):
                running.append(pool.submit(read_waiting, str(path)))
            if not running:
                return
            yield running.popleft().result()


def with_daft(shards: Iterable[Path], jobs: int) -> Iterator[str]:
    """Daft on this machine."""
    return by_daft(shards, jobs, on_ray=False)


def with_ray(shards: Iterable[Path], jobs: int) -> Iterator[str]:
    """Daft on Ray: on the cluster that RAY_ADDRESS names, else on one that is started here; all see the same folder."""
    return by_daft(shards, jobs, on_ray=True)


def by_daft(shards: Iterable[Path], jobs: int, on_ray: bool) -> Iterator[str]:
    daft = load_daft(on_ray)
    paths = [str(path) for path in shards]
    if not paths:
        return
    laid_out = daft.from_pydict({"shard": paths})
    one_each = laid_out.into_partitions(len(paths)) if on_ray else laid_out.into_batches(1)
    reading = daft.cls(ShardReader, max_concurrency=jobs)()
    for row in one_each.select(reading(daft.col("shard")).alias("finished")).iter_rows():
        yield row["finished"]


class ShardReader:
    """What Daft starts once for each job."""

    def __call__(self, waiting: str) -> str:
        return read_waiting(waiting)


def load_daft(on_ray: bool) -> Any:
    """Daft, told to send nothing to anybody: neither it nor Ray may tell its makers that it was used."""
    silent = {"DO_NOT_TRACK": "true", "SCARF_NO_ANALYTICS": "true", "DAFT_ANALYTICS_ENABLED": "0"}
    os.environ.update(silent | {"RAY_USAGE_STATS_ENABLED": "0", "DAFT_PROGRESS_BAR": "0"})
    try:
        import daft

        if on_ray:
            import ray

            ray.init(logging_level=logging.ERROR, log_to_driver=False)
    except ImportError as error:
        raise NotReady("Daft is not installed; install it with: pip install 'onrecord[daft]'") from error
    if on_ray:
        daft.set_runner_ray()
    else:
        daft.set_runner_native()
    return daft


ENGINES: dict[EngineName, Engine] = {
    EngineName.local: on_this_machine,
    EngineName.daft: with_daft,
    EngineName.ray: with_ray,
}
