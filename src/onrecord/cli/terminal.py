"""What every verb of the command line shares: where its words go, and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from os import PathLike
from typing import IO, NoReturn

import typer
from rich.console import Console

out = Console(highlight=False, soft_wrap=False)  # data and tables
people = Console(stderr=True, highlight=False)  # what is said to the person at the terminal


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
    people.print(message, style=style, markup=False, soft_wrap=True)


def stop(message: str, status: Exit) -> NoReturn:
    """End with one clear sentence."""
    say(f"onrecord: {message}", "bold red" if people.is_terminal else None)
    raise typer.Exit(status)


@contextmanager
def writing(path: str | PathLike[str] | None) -> Iterator[IO[str]]:
    """A file to write to, or standard output where none is named."""
    if path is None:
        yield sys.stdout
        return
    with open(path, "w", encoding="utf-8") as file:
        yield file
