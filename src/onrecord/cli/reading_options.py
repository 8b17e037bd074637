"""The options that `read` and `build` share: what is known of the inputs beforehand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.terminal import Exit, stop
from onrecord.sources import SourceOptions

Inputs = Annotated[
    list[str],
    typer.Argument(help="files, folders, globs, or - for standard input", metavar="INPUT", show_default=False),
]
Published = Annotated[str | None, typer.Option(help="publication time of the inputs (ISO), where they don't tell it")]
Publisher = Annotated[str | None, typer.Option(help="who published the inputs")]
Title = Annotated[str | None, typer.Option(help="the inputs' title")]
Url = Annotated[str | None, typer.Option(help="the address of the input")]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        help="where JSON or tables hold a thing under another name: text=story, published=day",
        metavar="NAME=FIELD",
    ),
]
MaxCharacters = Annotated[int, typer.Option(help="refuse a text of more characters than this", min=1)]
RefusedFile = Annotated[
    str | None, typer.Option("--refused", help="write a line of JSON here for each report refused or failed")
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", help="how many processes read", min=1)]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="say nothing but errors")]
BESIDE_A_RECORD = ("", "-wal", "-shm", "-journal")  # the files that SQLite keeps


def source_options(
    known: dict[str, str | None],
    fields: list[str] | None,
    most_characters: int,
    inputs: list[str],
    written: tuple[str | Path | None, ...],
) -> SourceOptions:
    """How the inputs are to be read; ends the program where an option says something that can't be, or where what is
    written would overwrite an input.  What is written in a folder that is read is no input."""
    outputs = {os.path.realpath(path) for path in written if path is not None}
    for given in inputs:
        if os.path.realpath(given) in outputs:
            stop(f"{given} would be written over while it is read; write to another file", Exit.USAGE)
    if len(outputs) < sum(path is not None for path in written):
        stop("the records and the refused reports would go to the same file; name two", Exit.USAGE)
    named = dict(pair.partition("=")[::2] for pair in fields or [])
    left_out = frozenset(path + more for path in outputs for more in BESIDE_A_RECORD)
    try:
        return SourceOptions(**known, fields=named, most_characters=most_characters, not_inputs=left_out)  # type: ignore[arg-type]
    except ValueError as error:
        stop(str(error), Exit.USAGE)
