"""Reading on this machine: in this process, or in a few beside it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import wait

from onrecord.engine.shard import ReadingFailed, read_shard
from onrecord.model.records import Record, Report

SHARD = 8  # reports a worker is given at a time: small enough to stream, large enough to keep it busy
AHEAD = 3  # shards a worker that wait or run: what bounds the memory

Answer = Record | ReadingFailed


class CannotStart(RuntimeError):
    """Worker processes don't come up: in a script, because it starts them again whenever one of them loads it."""

    def __init__(self) -> None:
        super().__init__(
            'no worker process could start; in a script put the work under `if __name__ == "__main__":`, or use jobs=1'
        )


def read_all(reports: Iterable[Report], jobs: int = 1) -> Iterator[Answer]:
    """The record of each report, in order, as soon as it is there; never more than a few shards are held."""
    if jobs <= 1:
        for report in reports:
            yield from read_shard([report])
        return
    yield from read_in_workers(reports, jobs)


def read_in_workers(reports: Iterable[Report], jobs: int) -> Iterator[Answer]:
    """The same, in processes beside this one: a report that kills its process fails alone."""
    waiting = iter(reports)
    pool = workers(jobs)
    try:
        pool.submit(os.getpid).result()
    except BrokenProcessPool as error:
        raise CannotStart from error
    running: deque[tuple[list[Report], Future[list[Answer]]]] = deque()
    try:
        while True:
            while len(running) < jobs * AHEAD and (shard := list(islice(waiting, SHARD))):
                running.append((shard, submit(pool, shard)))
            if not running:
                return
            shard, answer = running.popleft()
            try:
                yield from answer.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                yield from one_by_one(shard)
                pool = workers(jobs)
                running = deque((later, submit(pool, later)) for later, _ in running)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def one_by_one(shard: list[Report]) -> Iterator[Answer]:
    """A shard that killed its worker: each report in a process of its own, so that only the one at fault fails."""
    for report in shard:
        with workers(1) as pool:
            try:
                yield from submit(pool, [report]).result()
            except BrokenProcessPool:
                message = "the process that read this report died; it is left out, the rest was read"
                yield ReadingFailed(report, message, killed=True)


def submit(pool: ProcessPoolExecutor, shard: list[Report]) -> Future[list[Answer]]:
    """A shard's answer to come; BrokenProcessPool is its answer where a worker has died meanwhile."""
    try:
        with interrupts_held():
            return pool.submit(read_shard, shard)
    except BrokenProcessPool as error:
        broken: Future[list[Answer]] = Future()
        broken.set_exception(error)
        return broken


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while workers start: they inherit that, and leave it to this process to end them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def workers(jobs: int) -> ProcessPoolExecutor:
    """Processes that read; spawned, because a forked ONNX session does not work."""
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=leave_with_parent)


def leave_with_parent() -> None:
    """In a worker: end as soon as the process that started it has, killed or not."""

    def watch() -> None:
        parent = multiprocessing.parent_process()
        if parent:
            wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
