"""Reading on this machine: in this process, or in a few beside it."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from onrecord.engine.shard import ReadingFailed, read_shard
from onrecord.model.records import Record, Report

SHARD = 8  # reports a worker is given at a time: small enough to stream, large enough to keep it busy
AHEAD = 3  # shards a worker that wait or run: what bounds the memory

Answer = Record | ReadingFailed


def read_all(reports: Iterable[Report], jobs: int = 1) -> Iterator[Answer]:
    """The record of each report, in order, as soon as it is there; never more than a few shards are held."""
    if jobs <= 1:
        for report in reports:
            yield from read_shard([report])
        return
    waiting = iter(reports)
    pool = workers(jobs)
    running: deque[tuple[list[Report], Future[list[Answer]]]] = deque()
    try:
        while True:
            while len(running) < jobs * AHEAD and (shard := list(islice(waiting, SHARD))):
                running.append((shard, pool.submit(read_shard, shard)))
            if not running:
                return
            shard, answer = running.popleft()
            try:
                yield from answer.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                yield from one_by_one(shard)
                pool = workers(jobs)
                running = deque((later, pool.submit(read_shard, later)) for later, _ in running)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def one_by_one(shard: list[Report]) -> Iterator[Answer]:
    """A shard that killed its worker: each report in a process of its own, so that only the one at fault fails."""
    for report in shard:
        with workers(1) as pool:
            try:
                yield from pool.submit(read_shard, [report]).result()
            except BrokenProcessPool:
                yield ReadingFailed(report, "the process that read this report died; it is left out, the rest was read")


def workers(jobs: int) -> ProcessPoolExecutor:
    """Processes that read; spawned, because a forked ONNX session does not work."""
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))
