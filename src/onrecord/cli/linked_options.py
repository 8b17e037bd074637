"""What the verbs that tell of a whole record share: their options, and how their lines are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import RenderableType

from onrecord.cli.opening import keep_apart, open_reviewed
from onrecord.cli.terminal import console_of, say, writing
from onrecord.publishing.tables import json_line
from onrecord.store.record_file import RecordFile


class Format(StrEnum):
    """How the lines are written."""

    table = "table"
    jsonl = "jsonl"


class Rows(StrEnum):
    """How they are written by verbs that have rows for a spreadsheet as well."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"


RecordPath = Annotated[Path, typer.Argument(help="the record file", metavar="record.db", show_default=False)]
FormatOption = Annotated[Format, typer.Option("--format", help="tables, or one JSON object a line")]
Json = Annotated[bool, typer.Option("--json", help="the same as --format jsonl")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="write to this file")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="say nothing where nothing is found")]


def write_found(
    path: Path,
    found: Callable[[RecordFile], Iterable[dict[str, Any]]],
    shown: Callable[[dict[str, Any]], RenderableType],
    as_json: bool,
    output: Path | None,
    nothing: str | None,
) -> None:
    """Write what is found in a record, an object a line or as people read it; say where that is nothing."""
    keep_apart(path, output)
    with open_reviewed(path) as record, writing(output) as file:
        console = console_of(file)
        empty = True
        for one in found(record):
            empty = False
            if as_json:
                file.write(json_line(one) + "\n")
            else:
                console.print(shown(one), end="\n\n")
        if empty and nothing and not as_json:
            say(nothing)
