"""`onrecord copies`: which reports of a record are one text, and what others took from them."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from rich.text import Text

from onrecord.cli.linked_options import Format, FormatOption, Json, Output, Quiet, RecordPath, write_found
from onrecord.publishing.linked import copies_in, copy_object

KINDS = {"exact": "The same text", "near": "Nearly the same text", "version": "Versions of one page"}


def copies(
    record: RecordPath,
    format: FormatOption = Format.table,
    json: Json = False,
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Show which reports are copies: the same text, nearly the same, versions of a page, paragraphs taken over.

    Example: onrecord copies record.db --format jsonl
    """
    write_found(
        record,
        lambda kept: map(copy_object, copies_in(kept)),
        lines_of,
        json or format == Format.jsonl,
        output,
        None if quiet else "no report in the record is a copy of another",
    )


def lines_of(group: dict[str, Any]) -> Text:
    """A group of copies: what they are, and each report; of paragraphs taken over, each with its first words."""
    text = Text()
    sent = f", sent by {group['agency']}" if group["agency"] else ""
    text.append(f"{KINDS.get(group['kind'], 'Paragraphs taken over')}{sent}", style="bold")
    text.append(f"  {group['copy_group']}", style="dim")
    for one in group["reports"]:
        text.append(f"\n  {PurePath(one['source']).name}")
        text.append(f"  {one['id']}", style="dim")
    for one in group["paragraphs"]:
        words = " ".join(one["quotes"]["span"].split())
        text.append(f"\n  “{words[:60]}{'…' if len(words) > 60 else ''}”", style="italic")
        text.append(f"\n    in {one['report']}, from {one['from_report']}", style="dim")
    return text
