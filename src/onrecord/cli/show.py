"""`onrecord show`: what a record says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, get_args

import typer

from onrecord.cli.opening import keep_apart, open_reviewed
from onrecord.cli.rendering import brief, sayings, whole
from onrecord.cli.terminal import Exit, console_of, stop, writing
from onrecord.model.records import EventType
from onrecord.publishing.tables import json_line
from onrecord.review.contract import is_date
from onrecord.store.record_file import Choice


def show(
    record: Annotated[Path, typer.Argument(help="the record file", metavar="record.db")],
    report: Annotated[str | None, typer.Argument(help="a report: its id, or a part of its source or title")] = None,
    speaker: Annotated[str | None, typer.Option(help="what somebody of this name says, and in which reports")] = None,
    place: Annotated[str | None, typer.Option(help="reports that name this place")] = None,
    since: Annotated[str | None, typer.Option(help="published on this day or later (ISO)")] = None,
    until: Annotated[str | None, typer.Option(help="published on this day or earlier (ISO)")] = None,
    type: Annotated[
        str | None, typer.Option(help="reports with an event of this PLOVER type: ASSAULT, PROTEST ...")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="the records themselves, one JSON object a line")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="write to this file")] = None,
    as_read: Annotated[bool, typer.Option("--as-read", help="the bare reading, without what people decided")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="leave out the counts")] = False,
) -> None:
    """Show what a record says: the reports in it, or the whole record of those that REPORT names.

    Example: onrecord show record.db --speaker Tiernan --since 2031-03-01
    """
    if type and type.upper() not in get_args(EventType):
        stop(f"--type {type}: there is no such type; name one of {', '.join(get_args(EventType))}", Exit.USAGE)
    choice = Choice(report, speaker, place, day("--since", since), day("--until", until), type, by_date=True)
    keep_apart(record, output)
    with open_reviewed(record, as_read) as kept:
        if not kept.holds(choice):
            stop(f"no report in the record fits that; `onrecord show {record}` lists them all", Exit.SOME_NOT_READ)
        with writing(output) as file:
            console = console_of(file)
            shown = 0
            for view in kept.views(choice):
                shown += 1
                if json:
                    file.write(json_line(view.to_dict()) + "\n")
                elif report:
                    console.print(whole(view), end="\n\n")
                else:
                    console.print(sayings(view, speaker) if speaker else brief(view), end="\n\n")
            if not json and not report and not quiet:
                console.print(counted(kept.count(), shown), style="dim")


def counted(counts: Mapping[str, int], shown: int) -> str:
    """What a record holds; of a choice how many of its reports were shown.

    >>> counted({"reports": 9, "statements": 39, "facts": 0}, 9), counted({"reports": 9, "statements": 39}, 2)
    ('9 reports, 39 statements', '2 of 9 reports')
    """
    if shown < counts["reports"]:
        return f"{shown} of {counts['reports']} reports"
    return ", ".join(f"{number} {kind}" for kind, number in counts.items() if number)


def day(option: str, given: str | None) -> str | None:
    """A day, a month or a year as it is compared; ends the program where it is none."""
    if given is not None and not (given.isascii() and len(given) <= 10 and is_date(given)):
        stop(f"{option} {given}: not a date; write it as 2031-03-04, 2031-03 or 2031", Exit.USAGE)
    return given
