"""`onrecord read`: reports in, records out, nothing kept."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli import reading_options as options
from onrecord.cli.progress import progress
from onrecord.cli.rendering import whole
from onrecord.cli.tally import tally
from onrecord.cli.terminal import console_of, people, say, writing
from onrecord.engine.run import Passed, read_inputs
from onrecord.engine.shard import make_ready
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
    json: Annotated[bool, typer.Option("--json", help="the same as --format jsonl")] = False,
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
    opened = open_reports(inputs, options.source_options(known, field, max_characters, inputs, (output, refused)))
    as_lines = json or format is Format.jsonl
    make_ready()
    with tally(refused, quiet) as counts, writing(output) as file:
        console = console_of(file)
        hidden = quiet or (file is sys.stdout and sys.stdout.isatty())  # the records themselves show how far it is
        with progress(inputs, hidden) as advance:
            for told in read_inputs(opened, jobs):
                advance(1)
                if isinstance(told, Refused):
                    counts.refuse(told)
                elif isinstance(told, Passed):
                    counts.pass_over(told)
                else:
                    counts.read += 1
                    if as_lines:
                        file.write(json_line(as_json(told.record)) + "\n")
                    else:
                        console.print(whole(RecordView(told.record)), end="\n\n")
                    file.flush()
    if people.is_terminal and not quiet:
        say(counts.sentence())
    raise typer.Exit(counts.status)
