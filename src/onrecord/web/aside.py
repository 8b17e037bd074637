"""Reads a text that somebody pastes, in a process beside the server: within a time, and without keeping anything."""

from __future__ import annotations

import io
import multiprocessing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any

from onrecord.engine.run import Passed, read_inputs
from onrecord.engine.shard import NotReady, make_ready
from onrecord.model.json import as_json
from onrecord.sources import Refused, SourceOptions
from onrecord.sources.inputs import read_stream
from onrecord.sources.options import Known

MOST_CHARACTERS = 100_000  # of a pasted text: fifty times a long report
MOST_BYTES = 8_000_000  # of an uploaded file
SECONDS = 60.0  # that reading may take
QUEUED = 20.0  # seconds to wait while another text is read
BUSY = "others' texts are being read; try again in a minute"
LONG = f"it took more than {SECONDS:.0f} seconds to read, and was given up; paste a part of it"
SEVERAL = "it holds several reports; paste one, or read them all with onrecord build"


class NotTaken(Exception):
    """A text that is not read; code and message say why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Pasted:
    """What somebody pastes or uploads, and what is known of it."""

    name: str
    raw: bytes
    published: str | None = None
    publisher: str | None = None
    title: str | None = None


class Reader:
    """A process that reads one text after the other; it is begun when first asked, ended where it takes too long."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self.lock = Lock()
        self.process: Any = None
        self.pipe: Connection | None = None

    def read(self, pasted: Pasted) -> dict[str, Any]:
        """The record of a text, as the contract's object; NotTaken where it is none that we read."""
        if len(pasted.raw) > MOST_BYTES:
            raise NotTaken("too_large", f"it is larger than {MOST_BYTES // 1_000_000} MB; send a part of it")
        if not self.lock.acquire(timeout=QUEUED):
            raise NotTaken("busy", BUSY)
        try:
            return self.asked(pasted)
        finally:
            self.lock.release()

    def asked(self, pasted: Pasted) -> dict[str, Any]:
        pipe = self.begun()
        try:
            pipe.send(pasted)
            if not pipe.poll(self.seconds):
                self.end()
                raise NotTaken("too_long", LONG)
            found, told = pipe.recv()
        except (EOFError, OSError) as error:
            self.end()
            raise NotTaken("reading", "the reader stopped at this text; paste a part of it") from error
        if found is None:
            raise NotTaken(*told)
        made: dict[str, Any] = found
        return made

    def begun(self) -> Connection:
        """The pipe to the process, which is begun where there is none."""
        if self.pipe is None or not self.process.is_alive():
            self.end()
            context = multiprocessing.get_context("spawn")
            self.pipe, theirs = context.Pipe()
            self.process = context.Process(target=work, args=(theirs,), daemon=True, name="reads pasted texts")
            self.process.start()
            theirs.close()
        return self.pipe

    def end(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.process = None
        if self.pipe is not None:
            self.pipe.close()
            self.pipe = None


def work(pipe: Connection) -> None:
    """What the process does: read what comes."""
    while True:
        try:
            pasted = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        pipe.send(record_of(pasted))


def record_of(pasted: Pasted) -> tuple[dict[str, Any] | None, tuple[str, str]]:
    """The record of a text, or the code and the reason why there is none."""
    try:
        options = SourceOptions(
            published=pasted.published, publisher=pasted.publisher, title=pasted.title, most_characters=MOST_CHARACTERS
        )
        make_ready()
    except (ValueError, NotReady) as error:
        return None, ("unreadable", str(error))
    opened = list(read_stream(pasted.name, io.BytesIO(pasted.raw), Known(), options))
    refused = next((one for one in opened if isinstance(one, Refused)), None)
    if refused is not None and len(opened) == 1:
        return None, (refused.code, refused.message.replace("raise the limit with --max-characters", "paste a part"))
    if len(opened) != 1:
        return None, ("several", SEVERAL) if opened else ("empty", "it holds no text; paste a report")
    told = next(iter(read_inputs(opened)))
    if isinstance(told, Refused):
        return None, (told.code, told.message)
    assert not isinstance(told, Passed)
    return as_json(told.record), ("", "")
