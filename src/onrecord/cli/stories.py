"""`onrecord stories`: the reports of a record by what they are about."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from rich.text import Text

from onrecord.cli.linked_options import Format, FormatOption, Json, Output, Quiet, RecordPath, write_found
from onrecord.publishing.linked import stories_in, story_object


def stories(
    record: RecordPath,
    format: FormatOption = Format.table,
    json: Json = False,
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Show the stories of a record: reports of one course of events, by their words and their time.

    A report joins a story when it has come, and no id is changed; `onrecord relink` finds stories anew.

    Example: onrecord stories record.db --format jsonl
    """
    write_found(
        record,
        lambda kept: map(story_object, stories_in(kept)),
        lines_of,
        json or format == Format.jsonl,
        output,
        None if quiet else "there is no report in the record",
    )


def lines_of(story: dict[str, Any]) -> Text:
    """A story's title, and its reports."""
    text = Text()
    text.append(story["title"], style="bold")
    text.append(f"  {story['story']}", style="dim")
    for one in story["reports"]:
        text.append(f"\n  {PurePath(one['source']).name}")
        text.append(f"  {one['id']}", style="dim")
    return text
