"""What every verb of the command line shares: where its words go, and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from os import PathLike
from pathlib import Path
from typing import IO, Any, NoReturn

import typer
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

CONTROLS: dict[int, str | None] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"},  # ESC as ␛
    0x7F: "␡",
    **dict.fromkeys(range(0x80, 0xA0), "\N{REPLACEMENT CHARACTER}"),  # terminals take U+009B for ESC [
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)]),  # what turns the rest of a line around
}  # what a terminal would obey rather than show


class SafeConsole(Console):
    """A console on which no text of a report can do anything but be read: its controls are shown, no markup counts."""

    def __init__(self, **options: Any) -> None:
        super().__init__(highlight=False, markup=False, emoji=False, **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else text.translate(CONTROLS), style, control)

    def on_broken_pipe(self) -> None:
        """Called where who reads this has gone: for data that ends the verb, for what is said it does not."""
        if not self.stderr:
            raise
        self.quiet = True


out = SafeConsole()  # data and tables
people = SafeConsole(stderr=True)  # what is said to the person at the terminal


class Exit(IntEnum):
    """Exit statuses, the same for every verb."""

    ALL_READ = 0
    SOME_NOT_READ = 1
    USAGE = 2
    CHECK_FAILED = 3
    MISSING = 4
    INTERRUPTED = 130


def say(message: str, style: str | None = None) -> None:
    """Tell the person at the terminal something; a line is never broken, so that paths stay whole."""
    people.print(message, style=style, soft_wrap=True)


def stop(message: str, status: Exit) -> NoReturn:
    """End with one clear sentence."""
    say(f"onrecord: {message}", "bold red" if people.is_terminal else None)
    raise typer.Exit(status)


@contextmanager
def writing(path: str | PathLike[str] | None) -> Iterator[IO[str]]:
    """A file to write to, or standard output where none is named.

    Where a full disk ends it in the middle of a line, that line is taken back, so that the file holds whole ones.
    """
    if path is None:
        yield sys.stdout
        return
    try:
        file = open(path, "w", encoding="utf-8")  # noqa: SIM115 - closed below, where a torn line is taken back
    except OSError as error:
        stop(f"cannot write {path}: {(error.strerror or str(error)).lower()}; name another file with -o", Exit.USAGE)
    try:
        yield file
        file.close()
    except OSError:
        close_whatever(file)
        take_back_torn_line(Path(path))
        raise
    finally:
        close_whatever(file)


def close_whatever(file: IO[str]) -> None:
    """Close a file of which the last words may have found no room."""
    try:
        file.close()
    except OSError:
        return


def take_back_torn_line(path: Path) -> None:
    """Cut a file after its last whole line."""
    with open(path, "rb+") as file:
        size = end = file.seek(0, 2)
        while end:
            begin = max(0, end - (1 << 16))
            file.seek(begin)
            newline = file.read(end - begin).rfind(b"\n")
            if newline >= 0:
                end = begin + newline + 1
                break
            end = begin
        if end < size:
            file.truncate(end)


def console_of(file: IO[str]) -> Console:
    """Where tables go: the console of standard output, or a plain one for a file."""
    return out if file is sys.stdout else SafeConsole(file=file)
