"""Faults of a verb's surroundings - a full disk, a locked record, a missing model - each told in one sentence."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import typer

import onrecord
from onrecord.cli.terminal import Exit, stop
from onrecord.engine.shard import NotReady
from onrecord.engine.shards import BusyShards, DamagedShard, NotShards
from onrecord.store.record_file import DamagedRecord, NotARecord

OURS = Path(onrecord.__file__).resolve().parent
FULL = "the disk is full; what was reported as written is kept, make room and run it again"
LOCKED = "another program is writing the record; wait until it is done, and run the same again"
READ_ONLY = "the record, or its folder, may not be written to; name another one, or have it opened for you"
DAMAGED = "the record is damaged ({}); take it from a copy, or build it again from its sources"
STOPPED = "stopped; what was reported as written is kept"
OF_SQLITE: dict[int, tuple[str, Exit]] = {
    sqlite3.SQLITE_FULL: (FULL, Exit.SOME_NOT_READ),
    sqlite3.SQLITE_BUSY: (LOCKED, Exit.SOME_NOT_READ),
    sqlite3.SQLITE_LOCKED: (LOCKED, Exit.SOME_NOT_READ),
    sqlite3.SQLITE_READONLY: (READ_ONLY, Exit.USAGE),
    sqlite3.SQLITE_CANTOPEN: (READ_ONLY, Exit.USAGE),
    sqlite3.SQLITE_CORRUPT: (DAMAGED, Exit.CHECK_FAILED),
    sqlite3.SQLITE_NOTADB: (DAMAGED, Exit.CHECK_FAILED),
}  # by SQLite's primary result codes
OF_SHARDS = {BusyShards: Exit.SOME_NOT_READ, DamagedShard: Exit.CHECK_FAILED}
FAULTS = (NotReady, NotARecord, NotShards, sa.exc.DBAPIError, OSError)


def ending_in_words(verb: Callable[..., None]) -> Callable[..., None]:
    """The verb, ending in one sentence and with its exit status where its surroundings fail it."""

    @wraps(verb)
    def run(*args: Any, **options: Any) -> None:
        try:
            verb(*args, **options)
            sys.stdout.flush()
        except KeyboardInterrupt:
            stop(STOPPED, Exit.INTERRUPTED)
        except BrokenPipeError:  # who reads our output has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(Exit.ALL_READ) from None
        except FAULTS as error:
            say_and_leave(error)

    return run


def say_and_leave(error: Exception) -> None:
    message, status = in_words(error)
    try:
        stop(message, status)
    finally:
        if isinstance(error, OSError):
            give_up_on_output()


def give_up_on_output() -> None:
    """Let go of output that finds no room, so that the interpreter does not fail on it once more when it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def in_words(error: Exception) -> tuple[str, Exit]:
    """What a fault is called, and the exit status that it ends with.

    >>> in_words(OSError(errno.ENOSPC, "No space left on device"))[0].partition(";")[0]
    'the disk is full'
    """
    if isinstance(error, NotReady):
        return str(error), Exit.MISSING
    if isinstance(error, NotARecord):
        return str(error), Exit.CHECK_FAILED if isinstance(error, DamagedRecord) else Exit.USAGE
    if isinstance(error, NotShards):
        return str(error), OF_SHARDS.get(type(error), Exit.USAGE)
    if isinstance(error, sa.exc.DBAPIError):
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        other = ("the record cannot be read or written: {}", Exit.SOME_NOT_READ)
        message, status = OF_SQLITE.get(code, other)
        return message.format(error.orig), status
    assert isinstance(error, OSError)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FULL, Exit.SOME_NOT_READ
    if isinstance(error, FileNotFoundError) and OURS in Path(str(error.filename)).parents:
        return f"{error.filename} is missing; `onrecord doctor` says what is here and how to mend it", Exit.MISSING
    named = f"{error.filename}: " if error.filename else ""
    return f"{named}{(error.strerror or str(error)).lower()}", Exit.SOME_NOT_READ
