"""Opens record files for the verbs, with one clear sentence where that can't be."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from onrecord.cli.terminal import Exit, stop
from onrecord.review.finding import find_as_decided
from onrecord.review.reviewed_file import ReviewedFile
from onrecord.store.record_file import NotARecord, RecordFile


def keep_apart(record: Path, output: Path | None) -> None:
    """Ends the program where what is written would take the place of the record that is read."""
    if output and output.exists() and record.exists() and output.samefile(record):
        stop(f"{output} is the record itself; write to another file", Exit.USAGE)


def open_record(path: Path, create: bool = False) -> RecordFile:
    """The record file at a path; ends the program where there is none or it is something else."""
    try:
        return RecordFile(path, create)
    except NotARecord as error:
        stop(str(error), Exit.USAGE)


def open_reviewed(path: Path, as_read: bool = False) -> RecordFile:
    """The same, with its records as people decided, or as they were read."""
    if as_read:
        return open_record(path)
    try:
        record = ReviewedFile(path)
    except NotARecord as error:
        stop(str(error), Exit.USAGE)
    try:
        find_as_decided(record)
    except sa.exc.OperationalError as error:  # on a read-only disk it is found as when it was last written
        if "readonly" not in str(error.orig):
            raise
    return record
