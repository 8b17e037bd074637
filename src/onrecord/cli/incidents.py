"""`onrecord incidents`: what happened, in all reports of a record, and what their figures come to."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.text import Text

from onrecord.cli.linked_options import Format, FormatOption, Json, Output, Quiet, RecordPath, write_found
from onrecord.cli.terminal import Exit, stop
from onrecord.publishing.linked import POLICY, incidents_in
from onrecord.publishing.wording import dated, with_bounds
from onrecord.reconciling.figures import POLICIES


def incidents(
    record: RecordPath,
    format: FormatOption = Format.table,
    policy: Annotated[str, typer.Option(help=f"how figures are reconciled: {', '.join(POLICIES)}")] = POLICY,
    json: Json = False,
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Show the incidents of a record across its reports, with what their figures come to, and why.

    A report joins an incident when it has come, and no id is changed; `onrecord relink` finds incidents anew.

    Example: onrecord incidents record.db --format jsonl
    """
    if policy not in POLICIES:
        stop(f"--policy {policy}: there is none of that name; name one of {', '.join(POLICIES)}", Exit.USAGE)
    write_found(
        record,
        lambda kept: incidents_in(kept, policy),
        lines_of,
        json or format == Format.jsonl,
        output,
        None if quiet else "no incident is told in the record",
    )


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
