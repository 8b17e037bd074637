"""`onrecord build`: reports into a record file; stopped and run again, it goes on where it was."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from onrecord.cli import reading_options as options
from onrecord.cli.opening import open_record
from onrecord.cli.progress import progress
from onrecord.cli.tally import Tally, tally
from onrecord.cli.terminal import out, say
from onrecord.engine.run import Passed, read_inputs
from onrecord.engine.shard import make_ready, reader_info
from onrecord.publishing.tables import json_line
from onrecord.sources import MOST_CHARACTERS, Refused, SourceOptions, open_reports
from onrecord.store.record_file import RecordFile
from onrecord.store.writing import Capture

BATCH = 32  # readings in one transaction: what a power cut may cost, at most
BATCH_SECONDS = 5.0  # or what has come together by then


def build(
    inputs: options.Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", help="the record file, made where there is none")],
    refused: options.RefusedFile = None,
    published: options.Published = None,
    publisher: options.Publisher = None,
    title: options.Title = None,
    url: options.Url = None,
    field: options.Fields = None,
    max_characters: options.MaxCharacters = MOST_CHARACTERS,
    jobs: options.Jobs = 1,
    json: Annotated[bool, typer.Option("--json", help="what the run came to, as one JSON object")] = False,
    quiet: options.Quiet = False,
) -> None:
    """Read reports into a record file.

    Stop it at any moment and run it again: what is kept is not read twice.

    Example: onrecord build reports/ -o record.db --jobs 2
    """
    known = {"published": published, "publisher": publisher, "title": title, "url": url}
    chosen = options.source_options(known, field, max_characters, inputs, (output, refused))
    make_ready()
    with open_record(output, create=True) as record, tally(refused, quiet) as counts:
        try:
            build_record(record, inputs, chosen, jobs, counts)
        finally:
            if json:
                out.out(json_line({"record": str(output), **counts.as_json()}))
            elif not quiet:
                say(f"{output}: {counts.sentence()}")
        raise typer.Exit(counts.status)


def build_record(record: RecordFile, inputs: list[str], known: SourceOptions, jobs: int, counts: Tally) -> None:
    """Read inputs into a record, a batch at a time."""
    batch: list[Capture] = []
    begun = monotonic()

    def keep() -> None:
        nonlocal batch, begun
        kept, batch = batch, []
        record.add(kept)
        counts.read += len(kept)
        begun = monotonic()

    opened = open_reports(inputs, known)
    with progress(inputs, counts.quiet) as advance:
        try:
            for told in read_inputs(opened, jobs, lambda report: record.has(report, reader_info())):
                advance()
                if isinstance(told, Refused):
                    counts.refuse(told)
                    record.refuse(told.source, told.code, told.message, told.language)
                elif isinstance(told, Passed):
                    counts.pass_over(told)
                else:
                    batch.append(told)
                    if len(batch) >= BATCH or monotonic() - begun > BATCH_SECONDS:
                        keep()
        finally:
            if batch:
                keep()
