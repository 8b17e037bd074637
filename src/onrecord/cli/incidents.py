"""`onrecord incidents`: what happened, in all reports of a record, and what their figures come to."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import IO, Annotated, Any

import typer
from rich.text import Text

from onrecord.cli.linked_options import Json, Output, Quiet, RecordPath, Rows
from onrecord.cli.opening import keep_apart, open_reviewed
from onrecord.cli.terminal import Exit, console_of, say, stop, writing
from onrecord.publishing.incidents import COLUMNS, figure_rows
from onrecord.publishing.linked import POLICY, incidents_in
from onrecord.publishing.tables import json_line, write_rows
from onrecord.publishing.wording import dated, with_bounds
from onrecord.reconciling.figures import POLICIES


def incidents(
    record: RecordPath,
    incident: Annotated[str | None, typer.Option(help="only this incident")] = None,
    story: Annotated[str | None, typer.Option(help="only those of this story: its id")] = None,
    format: Annotated[Rows, typer.Option(help="lists, CSV with a row a figure, or an object an incident")] = Rows.table,
    policy: Annotated[str, typer.Option(help=f"how figures are reconciled: {', '.join(POLICIES)}")] = POLICY,
    json: Json = False,
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Show the incidents of a record across its reports, with what their figures come to, and why.

    A report joins an incident when it has come, and no id is changed; `onrecord relink` finds incidents anew.

    Example: onrecord incidents record.db --format csv -o figures.csv
    """
    if policy not in POLICIES:
        stop(f"--policy {policy}: there is none of that name; name one of {', '.join(POLICIES)}", Exit.USAGE)
    keep_apart(record, output)
    with open_reviewed(record) as kept, writing(output) as file:
        told = incidents_in(kept, policy)
        found = (one for one in told if incident in (None, one["id"]) and story in (None, one["story"]))
        empty = write(found, Rows.jsonl if json else format, file)
    if empty and (incident or story):
        stop(f"there is no such incident; `onrecord incidents {record}` shows what there is", Exit.USAGE)
    if empty and not quiet:
        say("no incident is told in the record")


def write(found: Iterable[dict[str, Any]], format: Rows, file: IO[str]) -> bool:
    """Write incidents in a format; whether there were none."""
    first = next(whole := iter(found), None)
    some = () if first is None else chain([first], whole)
    if format is Rows.csv:
        write_rows((row for one in some for row in figure_rows(one)), COLUMNS, file)
    elif format is Rows.jsonl:
        file.writelines(json_line(one) + "\n" for one in some)
    else:
        console = console_of(file)
        for one in some:
            console.print(lines_of(one), end="\n\n")
    return first is None


def lines_of(incident: dict[str, Any]) -> Text:
    """An incident's date, place and kind, in how many reports it is told, and its figures with the reason."""
    text = Text()
    place = incident["place"]["name"] if incident["place"] else "place unknown"
    text.append(f"{dated(incident['date'])}  ", style="cyan")
    text.append(f"{incident['subtype'] or (incident['type'] or 'incident').lower()}, {place}", style="bold")
    told = len(incident["reports"])
    past = ", told as the past" if incident["background"] else ""
    text.append(f"  {told} report{'s' if told != 1 else ''}{past}  {incident['id']}", style="dim")
    for figure in incident["figures"]:
        counted = ", ".join(filter(None, (figure["measure"], figure["population"])))
        text.append(f"\n  {with_bounds(figure)}", style="bold red")
        text.append(f" {counted}  ")
        text.append(f"({figure['status']}) {figure['why']}", style="dim")
    return text
