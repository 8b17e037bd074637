"""`onrecord victims`: who was harmed in the incidents of a record, one by one, across its reports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Annotated

import typer
from rich.text import Text

from onrecord.cli.linked_options import Json, Output, Quiet, RecordPath, Rows
from onrecord.cli.opening import keep_apart, open_reviewed
from onrecord.cli.terminal import Exit, console_of, say, stop, writing
from onrecord.publishing.linked import incidents_in
from onrecord.publishing.tables import json_line, write_rows
from onrecord.publishing.victims import (
    COLUMNS,
    VictimObject,
    VictimsObject,
    rows_of,
    told_values,
    value_of,
    values_of,
    victims_in,
)
from onrecord.publishing.wording import dated

UNSURE = {"confirmed": "", "feared": "feared ", "disputed": "said, and denied, to be "}
VOICES = 3  # that are named in a table


def victims(
    record: RecordPath,
    incident: Annotated[str | None, typer.Option(help="only those of this incident")] = None,
    format: Annotated[Rows, typer.Option(help="lists, CSV with a row a victim, or an object an incident")] = Rows.table,
    json: Json = False,
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Show who was harmed in each incident: one list across reports, each person once.

    Named or described people, each with age, sex, role, status, what happened and who says so.  Entries are joined
    where names and circumstances agree; where that is not sure, they stay apart and name each other.  Those who did it
    are in no list, nor are deaths that are only denied.

    Example: onrecord victims record.db --format csv -o victims.csv
    """
    keep_apart(record, output)
    with open_reviewed(record) as kept, writing(output) as file:
        found = list(victims_in(kept, incident))
        if incident and not found and all(one["id"] != incident for one in incidents_in(kept)):
            stop(f"there is no incident {incident}; `onrecord incidents {record}` shows what there is", Exit.USAGE)
        write(found, Rows.jsonl if json else format, file)
    if not found and not quiet:
        say("no victim is told of by name or description")


def write(found: Iterable[VictimsObject], format: Rows, file: IO[str]) -> None:
    """Write the victims of incidents in a format."""
    if format is Rows.jsonl:
        file.writelines(json_line(dict(one)) + "\n" for one in found)
    elif format is Rows.csv:
        write_rows((row for one in found for row in rows_of(one)), COLUMNS, file)
    else:
        console = console_of(file)
        for one in found:
            console.print(lines_of(one), end="\n\n")


def lines_of(found: VictimsObject) -> Text:
    """An incident's date, kind and place, and its victims."""
    text = Text()
    place = found["place"]["name"] if found["place"] else "place unknown"
    text.append(f"{dated(found['date'])}  ", style="cyan")
    text.append(f"{found['subtype'] or (found['type'] or 'incident').lower()}, {place}", style="bold")
    past = ", told as the past" if found["background"] else ""
    count = len(found["victims"])
    text.append(f"  {count} victim{'s' if count != 1 else ''}{past}  {found['incident']}", style="dim")
    for victim in found["victims"]:
        add_victim(text, victim)
    return text


def add_victim(text: Text, victim: VictimObject) -> None:
    """A victim's line, and who says so beneath it."""
    name = value_of(victim, "name") or value_of(victim, "description") or "somebody"
    text.append("\n  ")
    text.append(name, style="bold red")
    told = ", ".join(filter(None, (value_of(victim, trait) for trait in ("age", "sex", "role", "status"))))
    text.append(f"{', ' if told else ''}{told}: {UNSURE[victim['harm_status']]}{victim['harm']}")
    voices = list(dict.fromkeys(one["said_by"] for one in victim["harms"] if one["status"] != "denied"))
    more = f" and {len(voices) - VOICES} more" if len(voices) > VOICES else ""
    reports = len(victim["reports"])
    text.append(f"\n    {', '.join(voices[:VOICES])}{more}; {reports} report{'s' if reports != 1 else ''}", style="dim")
    others = [name for name in told_values(victim, "name") if name != value_of(victim, "name")]
    if others:
        text.append(f"; also called {' or '.join(others)}", style="dim")
    differ = [trait for trait in ("age", "sex", "status") if is_open(victim, trait)]
    open_traits = [f"{trait}: {' or '.join(values_of(victim, trait))}" for trait in differ]
    if open_traits:
        text.append(f"; reports differ on {', '.join(open_traits)}", style="yellow")
    if victim["candidates"]:
        text.append(f"; may be {' or '.join(one['name'] for one in victim['candidates'])}", style="yellow")


def is_open(victim: VictimObject, trait: str) -> bool:
    """Whether reports tell a trait in ways that can't all be true."""
    return victim[trait] is not None and value_of(victim, trait) is None  # type: ignore[literal-required]
