"""Keeps what pages list up to date beside the pages, as reports come and decisions are made."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from time import monotonic

import sqlalchemy as sa

from onrecord.publishing.mapping.outlines import outlines
from onrecord.publishing.shown import begin, refresh
from onrecord.review.reviewed_file import ReviewedFile
from onrecord.store.record_file import NotARecord, RecordFile

AT_ONCE = 60  # stories that are made before the first page is shown: a small record is there at once
STORIES = 8  # that are made in a row, before others get their turn
REST = 1.5  # seconds between looks where nothing has come
KIND = 10  # so much the process gives way to those that show pages


class Keeper:
    """A process that makes rows anew where they are out of date, a third of the time at most: pages wait for nothing
    that it does.  It ends with the one that began it."""

    def __init__(self, record: RecordFile) -> None:
        self.path = record.path
        self.process: BaseProcess | None = None

    def start(self) -> None:
        made = multiprocessing.get_context("spawn")
        heard, self.call = made.Pipe(duplex=False)
        self.called = made.Event()
        arguments = (self.path, heard, self.called)
        self.process = made.Process(target=keep, args=arguments, name="keeper", daemon=True)
        self.process.start()

    def wake(self) -> None:
        """Have it look at once: something was decided.  It is called once for all that comes before it looks, and begun
        again where it was ended by something else."""
        if self.process is None:
            return
        if not self.process.is_alive():
            self.start()
        elif not self.called.is_set():
            self.called.set()
            self.call.send_bytes(b"now")

    def end(self) -> None:
        """End it; what it was about to keep is made anew the next time."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.join()


def keep(path: Path, heard: Connection, called: Event) -> None:
    """What the process does: look whenever it is called, and from time to time."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is ended by the one that began it
    if hasattr(os, "nice"):
        os.nice(KIND)
    began_it = multiprocessing.parent_process()
    assert began_it is not None
    with ReviewedFile(path) as record:
        rest = 0.0
        while began_it.sentinel not in (ready := wait([began_it.sentinel, heard], rest)):
            if heard in ready:
                heard.recv_bytes()
                called.clear()
            rest = refreshed(record)


def refreshed(record: RecordFile) -> float:
    """Make some rows anew; the seconds to rest after it."""
    begun = monotonic()
    try:
        made = refresh(record, STORIES)
    except Exception:  # a busy or damaged record; the pages say so where it matters, and the next look may do
        logging.getLogger(__name__).exception("what is listed could not be brought up to date")
        made = 0
    return 2 * (monotonic() - begun) if made else REST


def make_ready(record: RecordFile) -> None:
    """Make what a small record lists, and the first of what a large one does; NotARecord where it can't be kept."""
    try:
        begin(record)
        refresh(record, AT_ONCE)
        outlines()  # takes a moment, and is asked for by many pages at once
    except sa.exc.OperationalError as error:
        told = str(error.orig)
        if "readonly" in told:
            raise NotARecord(f"{record.path} cannot be written to, and pages keep lists in it; serve a copy") from error
        if "locked" in told:
            raise NotARecord(f"another program keeps {record.path} locked; wait until it is done, or end it") from error
        raise
