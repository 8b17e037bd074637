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
from onrecord.cli.terminal import Exit, out, say, stop
from onrecord.engine.run import Passed, read_inputs
from onrecord.engine.shard import make_ready, reader_info
from onrecord.engine.shards import Finished, ShardFolder
from onrecord.engine.spread import ENGINES, SHARD, EngineName, Spread, spread
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
    engine: Annotated[
        EngineName | None, typer.Option(help="spread the work: -o is then a folder of shards, for `onrecord merge`")
    ] = None,
    shard: Annotated[int, typer.Option(help="reports in a shard, where the work is spread", min=1)] = SHARD,
    json: Annotated[bool, typer.Option("--json", help="what the run came to, as one JSON object")] = False,
    quiet: options.Quiet = False,
) -> None:
    """Read reports into a record file.

    Stop it at any moment and run it again: what is kept is not read twice.

    Example: onrecord build reports/ -o record.db --jobs 2

    Over machines that share a folder: onrecord build reports/ -o shards --engine ray --jobs 64
    """
    known = {"published": published, "publisher": publisher, "title": title, "url": url}
    chosen = options.source_options(known, field, max_characters, inputs, (output, refused))
    if output.is_dir() and not engine:
        stop(f"{output} is a folder; name a record file, or add --engine local to keep shards in it", Exit.USAGE)
    make_ready()
    with tally(refused, quiet) as counts:
        try:
            if engine:
                build_shards(output, inputs, chosen, Spread(ENGINES[engine], jobs, shard), counts)
            else:
                with open_record(output, create=True) as record:
                    build_record(record, inputs, chosen, jobs, counts)
        finally:
            if json:
                out.out(json_line({"record": str(output), **counts.as_json()}))
            elif not quiet:
                say(f"{output}: {counts.sentence()}")
        raise typer.Exit(counts.status)


def build_shards(output: Path, inputs: list[str], known: SourceOptions, how: Spread, counts: Tally) -> None:
    """Read inputs into a folder of shards."""
    folder = ShardFolder(output, create=True)
    with progress(inputs, counts.quiet) as advance:
        for told in spread(open_reports(inputs, known), folder, how):
            if isinstance(told, Refused):
                counts.refuse(told)
            elif isinstance(told, Passed):
                counts.pass_over(told)
            else:
                counts.read += len(told.readings)
                for failed in told.failures():
                    counts.refuse(failed)
            advance(len(told.readings) + len(told.failed) if isinstance(told, Finished) else 1)


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
                advance(1)
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
