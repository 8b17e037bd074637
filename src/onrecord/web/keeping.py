"""Keeps what pages list up to date beside the pages, as reports come and decisions are made."""

from __future__ import annotations

import logging
import sys
from threading import Event, Thread
from time import monotonic

import sqlalchemy as sa

from onrecord.publishing.shown import begin, refresh
from onrecord.store.record_file import NotARecord, RecordFile

AT_ONCE = 60  # stories that are made before the first page is shown: a small record is there at once
STORIES = 3  # that are made in a row, before others get their turn
TURN = 0.001  # seconds after which a thread lets another go on: pages ask the record often, and wait for their turn
REST = 1.5  # seconds between looks where nothing has come


class Keeper(Thread):
    """A thread that makes rows anew where they are out of date, a third of the time at most."""

    def __init__(self, record: RecordFile) -> None:
        super().__init__(name="keeper", daemon=True)
        self.record = record
        self.ended = Event()

    def run(self) -> None:
        sys.setswitchinterval(TURN)
        while not self.ended.is_set():
            begun = monotonic()
            try:
                made = refresh(self.record, STORIES)
            except Exception:  # a busy or damaged record; the pages say so where it matters, and the next look may do
                logging.getLogger(__name__).exception("what is listed could not be brought up to date")
                made = 0
            self.ended.wait(2 * (monotonic() - begun) if made else REST)

    def end(self) -> None:
        """End it and wait until it has."""
        self.ended.set()
        self.join()


def make_ready(record: RecordFile) -> None:
    """Make what a small record lists, and the first of what a large one does; NotARecord where it can't be kept."""
    try:
        begin(record)
        refresh(record, AT_ONCE)
    except sa.exc.OperationalError as error:
        told = str(error.orig)
        if "readonly" in told:
            raise NotARecord(f"{record.path} cannot be written to, and pages keep lists in it; serve a copy") from error
        if "locked" in told:
            raise NotARecord(f"another program keeps {record.path} locked; wait until it is done, or end it") from error
        raise
