"""`onrecord facts`: what is told of the background of each story, over time and side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO, Annotated

import typer
from rich.text import Text

from onrecord.cli.linked_options import Json, Output, Quiet, RecordPath, Rows
from onrecord.cli.opening import keep_apart, open_reviewed
from onrecord.cli.terminal import console_of, say, writing
from onrecord.cli.timeline import the_story
from onrecord.publishing.facts import COLUMNS, StoryFact, facts_in, row_of
from onrecord.publishing.linked import stories_in
from onrecord.publishing.tables import json_line, write_rows
from onrecord.publishing.wording import lasting, related, voiced
from onrecord.store.record_file import RecordFile

STYLES = {"disputed": "yellow", "former": "dim", "ended": "dim"}


def facts(
    record: RecordPath,
    story: Annotated[
        str | None, typer.Option(help="only this story: its id, the beginning of one, or words of its title")
    ] = None,
    format: Annotated[Rows, typer.Option(help="lists, CSV with a row a fact, or an object a fact")] = Rows.table,
    json: Json = False,
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Show who controls what, as what it is recognised, who is what: in all reports of a story, side by side.

    What a later report replaces is told as former; where voices disagree, each is named and the fact is disputed.

    Example: onrecord facts record.db --story "port of Tarbet"
    """
    keep_apart(record, output)
    with open_reviewed(record) as kept, writing(output) as file:
        only = the_story(kept, story, record).story if story else None
        empty = write(kept, facts_in(kept, only), Rows.jsonl if json else format, file)
    if empty and not quiet:
        say("no background fact is told")


def write(record: RecordFile, found: Iterable[StoryFact], format: Rows, file: IO[str]) -> bool:
    """Write facts in a format; whether there were none."""
    told = list(found)
    if format is Rows.jsonl:
        file.writelines(json_line(dict(one)) + "\n" for one in told)
    elif format is Rows.csv:
        write_rows(map(row_of, told), COLUMNS, file)
    else:
        console, titles = console_of(file), {one.story: one.title for one in stories_in(record)}
        for story, some in groupby(told, key=lambda one: one["story"]):
            head = Text.assemble((titles[story], "bold"), (f"  {story}", "dim"))
            console.print(Text("\n").join([head, *lines_of(some)]), end="\n\n")
    return not told


def lines_of(told: Iterable[StoryFact]) -> Iterator[Text]:
    """A story's facts, each with who says so."""
    for one in told:
        style = STYLES.get(one["status"], "")
        lasts = f" ({lasts})" if (lasts := lasting(one)) else ""
        yield Text.assemble(
            "  ", (one["subject"], "bold"), f" {related(one['relation'])} ", (one["object"], style or "green"),
            (lasts, style), (f"  {voiced(one)}", "dim"),
        )  # fmt: skip
        if one["status"] == "disputed":
            yield Text(f"    {one['why']}", style="yellow")
