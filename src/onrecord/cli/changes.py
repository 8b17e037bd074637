"""`onrecord changes`: what reports since a day have brought into a record."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath
from typing import Annotated, Any

import typer
from rich.text import Text

from onrecord.cli.linked_options import Format, FormatOption, Json, Output, Quiet, RecordPath, write_found
from onrecord.cli.terminal import Exit, stop
from onrecord.publishing.since import changes_in
from onrecord.publishing.wording import with_bounds


def changes(
    record: RecordPath,
    since: Annotated[str, typer.Option(help="the first day that is new, as 2031-03-04", show_default=False)],
    format: FormatOption = Format.table,
    json: Json = False,
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Show what is new since a day: reports, versions of pages and what they say otherwise, moved figures, denials.

    Example: onrecord changes record.db --since 2031-03-04
    """
    try:
        day = date.fromisoformat(since).isoformat()
    except ValueError:
        stop(f"--since {since}: that is no day; write it as 2031-03-04", Exit.USAGE)
    write_found(
        record,
        lambda kept: changes_in(kept, day),
        lines_of,
        json or format == Format.jsonl,
        output,
        None if quiet else f"nothing has been published since {day}",
    )


def lines_of(change: dict[str, Any]) -> Text:
    """A change as people read it."""
    return SHOWN[change["change"]](change)


def report_lines(change: dict[str, Any]) -> Text:
    text = Text("New report  ", style="bold")
    text.append(change["title"] or PurePath(change["source"]).name)
    return text.append(f"\n  {origin(change)}  {change['report']}", style="dim")


def version_lines(change: dict[str, Any]) -> Text:
    text = Text("New version  ", style="bold")
    text.append("; ".join(map(difference_words, change["differences"])) or "other words, the same record")
    return text.append(f"\n  {origin(change)}  {change['report']}, before it {change['from_report']}", style="dim")


def difference_words(one: dict[str, Any]) -> str:
    """A difference in a few words.

    >>> difference_words({"what": "figure moved", "of": "killed", "before": "12", "after": "at least 19"})
    'killed 12 → at least 19'
    >>> difference_words({"what": "attribution dropped", "of": "killed", "before": "the police", "after": None})
    'killed: attribution dropped (the police)'
    """
    if one["what"] == "figure moved":
        return f"{one['of']} {one['before']} → {one['after']}"
    said = " → ".join(filter(None, (one["before"], one["after"])))
    return f"{one['of']}: {one['what']} ({said})" if one["of"] else f"{one['what']} ({said})"


def figure_lines(change: dict[str, Any]) -> Text:
    before = with_bounds(change["before"]) if change["before"] else "nothing"
    what = ", ".join(filter(None, (change["measure"], change["population"])))
    where = ", ".join(filter(None, (change["subtype"] or (change["type"] or "incident").lower(), change["place"])))
    text = Text(f"{'Moved' if change['before'] else 'New'} figure  ", style="bold")
    text.append(f"{before} → {with_bounds(change['after'])}", style="bold red")
    text.append(f" {what}; {where}, {change['date'] or 'undated'}")
    return text.append(f"\n  {change['why']}  {change['incident']}", style="dim")


def denial_lines(change: dict[str, Any]) -> Text:
    text = Text("New denial  ", style="bold")
    text.append(f"{change['said_by'] or 'somebody unnamed'}: “{' … '.join(change['quotes']['content'])}”")
    return text.append(f"\n  {origin(change)}  {change['report']}", style="dim")


def origin(change: dict[str, Any]) -> str:
    """Who published a report, and when."""
    return ", ".join(filter(None, (change["publisher"], change["published"])))


SHOWN = {"report": report_lines, "version": version_lines, "figure": figure_lines, "denial": denial_lines}
