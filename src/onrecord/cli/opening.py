"""Opens record files for the verbs, with one clear sentence where that can't be."""

from __future__ import annotations

from pathlib import Path

from onrecord.cli.terminal import Exit, stop
from onrecord.store.record_file import NotARecord, RecordFile


def open_record(path: Path, create: bool = False) -> RecordFile:
    """The record file at a path; ends the program where there is none or it is something else."""
    try:
        return RecordFile(path, create)
    except NotARecord as error:
        stop(str(error), Exit.USAGE)
