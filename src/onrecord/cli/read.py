"""`onrecord read`: reports in, records out, nothing kept."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from onrecord.cli import reading_options as options
from onrecord.cli.rendering import whole
from onrecord.cli.tally import tally
from onrecord.cli.terminal import people, writing
from onrecord.engine.run import Passed, read_inputs
from onrecord.model.json import as_json
from onrecord.model.view import RecordView
from onrecord.publishing.tables import json_line
from onrecord.sources import MOST_CHARACTERS, Refused, open_reports


class Format(StrEnum):
    jsonl = "jsonl"
    table = "table"


def read(
    inputs: options.Inputs,
    format: Annotated[Format, typer.Option(help="jsonl (the contract's records) or table (to look at)")] = Format.jsonl,
    output: Annotated[str | None, typer.Option("--output", "-o", help="write to this file")] = None,
    refused: options.RefusedFile = None,
    published: options.Published = None,
    publisher: options.Publisher = None,
    title: options.Title = None,
    url: options.Url = None,
    field: options.Fields = None,
    max_characters: options.MaxCharacters = MOST_CHARACTERS,
    jobs: options.Jobs = 1,
    quiet: options.Quiet = False,
) -> None:
    """Read reports and write the record of each, in input order, as soon as it is there.

    Example: onrecord read reports/*.html --format jsonl -o records.jsonl
    """
    known = {"published": published, "publisher": publisher, "title": title, "url": url}
    opened = open_reports(inputs, options.source_options(known, field, max_characters))
    with tally(refused, quiet) as counts, writing(output) as file:
        console = Console(file=file, highlight=False)
        for told in read_inputs(opened, jobs):
            if isinstance(told, Refused):
                counts.refuse(told)
            elif isinstance(told, Passed):
                counts.pass_over(told)
            else:
                counts.read += 1
                if format is Format.jsonl:
                    file.write(json_line(as_json(told.record)) + "\n")
                    file.flush()
                else:
                    console.print(whole(RecordView(told.record)), end="\n\n")
    if people.is_terminal and not quiet:
        people.print(counts.sentence())
    raise typer.Exit(counts.status)
