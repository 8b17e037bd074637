"""`onrecord merge`: folders of shards into a record file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli import reading_options as options
from onrecord.cli.opening import open_record
from onrecord.cli.terminal import Exit, out, say
from onrecord.engine.shards import DamagedShard, ShardFolder
from onrecord.publishing.tables import json_line
from onrecord.store.record_file import RecordFile


def merge(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR", help="folders of shards", show_default=False)],
    output: Annotated[Path, typer.Option("--output", "-o", help="the record file, made where there is none")],
    json: Annotated[bool, typer.Option("--json", help="what it came to, as one JSON object")] = False,
    quiet: options.Quiet = False,
) -> None:
    """Bring folders of shards into a record file.

    Stop it at any moment and run it again: what is kept is not written twice.  A damaged shard is named, and the
    others are kept all the same.

    Example: onrecord merge shards -o record.db
    """
    opened = [ShardFolder(folder) for folder in folders]
    with open_record(output, create=True) as record:
        counts = [merged(folder, record) for folder in opened]
    found, new, not_read, damaged = map(sum, zip(*counts, strict=True))
    if json:
        out.out(json_line({"record": str(output), "readings": found, "new": new, "not_read": not_read}))
    elif not quiet:
        say(f"{output}: {new} new of {found} readings" + (f", {not_read} not read" if not_read else ""))
    if damaged:
        raise typer.Exit(Exit.CHECK_FAILED)
    raise typer.Exit(Exit.SOME_NOT_READ if not_read else Exit.ALL_READ)


def merged(folder: ShardFolder, record: RecordFile) -> tuple[int, int, int, int]:
    """Keep what a folder has; how many readings it holds, how many were new, how many reports were not read, and how
    much of it is damaged, which is told."""
    found = new = not_read = 0
    damaged = folder.damaged()
    for finished in folder.finished():
        try:
            new += record.add(folder.captures(finished))
            found += len(finished.readings)
        except DamagedShard as error:
            damaged.append(error)
    try:
        for refused in folder.refused():
            not_read += 1
            record.refuse(refused.source, refused.code, refused.message, refused.language)
    except DamagedShard as error:
        damaged.append(error)
    for one in damaged:
        say(f"onrecord: {one}")
    return found, new, not_read, len(damaged)
