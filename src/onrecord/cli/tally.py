"""What a run came to: counts, the file of refusals, and the exit status."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, TypedDict

from onrecord.cli.terminal import Exit, say, writing
from onrecord.engine.run import Passed
from onrecord.publishing.tables import json_line
from onrecord.sources import Refused


class RefusedObject(TypedDict):
    """A line of the file that --refused names: a report that was not read, and why."""

    source: str
    code: str
    message: str
    language: str | None


class Tally:
    """Counts what became of the inputs, and tells people of each that was not read."""

    def __init__(self, refusals: IO[str] | None, quiet: bool) -> None:
        self.refusals, self.quiet = refusals, quiet
        self.read = self.refused = self.failed = self.passed = 0

    def refuse(self, one: Refused) -> None:
        """Count, tell and write down a report that was refused or failed."""
        self.failed += one.failed
        self.refused += not one.failed
        word = "failed" if one.failed else "refused"
        say(f"{word}: {one.source}: {one.message} [{one.code}]")
        if self.refusals:
            row = {"source": one.source, "code": one.code, "message": one.message, "language": one.language}
            self.refusals.write(json_line(row) + "\n")
            self.refusals.flush()

    def pass_over(self, one: Passed) -> None:
        """Count a report that need not be read; warn of one that came twice in this run."""
        self.passed += 1
        if one.repeated and not self.quiet:
            say(f"warning: {one.report.source}: the same report came before; it is written once")

    def sentence(self) -> str:
        """What the run came to, in words."""
        counts = (
            (self.read, "read"),
            (self.passed, "kept already"),
            (self.refused, "refused"),
            (self.failed, "failed"),
        )
        return ", ".join(f"{number} {word}" for number, word in counts if number) or "nothing to read"

    def as_json(self) -> dict[str, Any]:
        """The same, for programs."""
        return {"read": self.read, "kept_already": self.passed, "refused": self.refused, "failed": self.failed}

    @property
    def status(self) -> Exit:
        return Exit.SOME_NOT_READ if self.refused or self.failed else Exit.ALL_READ


@contextmanager
def tally(refusals: str | None, quiet: bool) -> Iterator[Tally]:
    """A tally whose file of refusals is open as long as the run lasts."""
    if refusals is None:
        yield Tally(None, quiet)
        return
    with writing(refusals) as file:
        yield Tally(file, quiet)
