"""`onrecord figures`: what the incidents of a record sum up to, by place, time, actor or voice."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import IO, Annotated, Any, get_args

import typer
from rich.table import Table

from onrecord.cli.linked_options import Json, Output, Quiet, RecordPath, Rows
from onrecord.cli.opening import keep_apart, open_reviewed
from onrecord.cli.terminal import Exit, console_of, say, stop, writing
from onrecord.model.records import Measure
from onrecord.publishing.linked import POLICY, incidents_in
from onrecord.publishing.sums import GROUPS, Row, sums
from onrecord.publishing.tables import harmless, json_line
from onrecord.publishing.wording import UNBOUNDED, number
from onrecord.reconciling.figures import POLICIES

UNKNOWN = "not known"


def figures(
    record: RecordPath,
    by: Annotated[str, typer.Option(help=f"what to group by, with commas: {', '.join(GROUPS)}")] = "country,month",
    measure: Annotated[str, typer.Option(help="what is counted: killed, injured, missing, detained ...")] = "killed",
    population: Annotated[str | None, typer.Option(help="only these: children, soldiers ...; else all people")] = None,
    news: Annotated[bool, typer.Option("--news", help="without incidents that are only looked back at")] = False,
    policy: Annotated[str, typer.Option(help=f"how figures are reconciled: {', '.join(POLICIES)}")] = POLICY,
    format: Annotated[Rows, typer.Option(help="a table, CSV, or one JSON object a row")] = Rows.table,
    json: Json = False,
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Sum the reconciled figures of a record's incidents.

    A row holds how many incidents it sums, how many of these have no best figure, and the sums of best, of low and of
    high; a sum of bounds is open, an empty cell, when one of them is.  Parts are never added up into a whole.

    Example: onrecord figures record.db --by admin1,week --measure killed --format csv
    """
    groups = list(dict.fromkeys(name.strip() for name in by.split(",") if name.strip()))
    for option, given, known in (("--by", groups, GROUPS), ("--policy", [policy], POLICIES)):
        if unknown := [name for name in given if name not in known]:
            stop(f"{option} {unknown[0]}: there is none of that name; name some of {', '.join(known)}", Exit.USAGE)
    if measure not in get_args(Measure):
        stop(
            f"--measure {measure}: nothing of that name is counted; name one of {', '.join(get_args(Measure))}",
            Exit.USAGE,
        )
    keep_apart(record, output)
    with open_reviewed(record) as kept:
        found = (one for one in incidents_in(kept, policy) if not (news and one["background"]))
        rows = sums(found, groups, measure, population)
    with writing(output) as file:
        if json or format is Rows.jsonl:
            file.writelines(json_line(row) + "\n" for row in rows)
        elif format is Rows.csv:
            write_rows(rows, groups, file)
        elif rows:
            console_of(file).print(table_of(rows, groups))
    if not rows and not quiet:
        say(f"no incident in the record has a figure of {measure}")


TOLD = ("measure", "population", "incidents", "without_best", "best", "low", "high")


def write_rows(rows: Iterable[Row], groups: list[str], file: IO[str]) -> None:
    written = csv.DictWriter(file, [*groups, *TOLD], extrasaction="ignore", lineterminator="\n")
    written.writeheader()
    for row in rows:
        written.writerow(harmless(row))


def table_of(rows: list[Row], groups: list[str]) -> Table:
    """The rows for a terminal: an open bound is drawn as three dots."""
    table = Table(box=None, pad_edge=False, header_style="bold", caption=caption(rows), caption_justify="left")
    for name in groups:
        table.add_column(name, overflow="fold")
    for name in ("incidents", "no best", "best", "low", "high"):
        table.add_column(name, justify="right")
    for row in rows:
        named = [row[name] or UNKNOWN for name in groups]
        best = "?" if row["best"] is None else number(row["best"])
        table.add_row(
            *named, str(row["incidents"]), str(row["without_best"] or ""), best, *map(bound, (row["low"], row["high"]))
        )
    return table


def bound(value: Any) -> str:
    return UNBOUNDED if value is None else number(value)


def caption(rows: list[Row]) -> str:
    counted = ", ".join(filter(None, (rows[0]["measure"], rows[0]["population"])))
    return f"{counted}; {UNBOUNDED} where a bound is open"
