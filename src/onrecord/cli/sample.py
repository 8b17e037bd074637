"""`onrecord sample`: cells of a record drawn by lot for a person to judge, and what the judgements come to."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from onrecord.cli.opening import keep_apart, open_record
from onrecord.cli.terminal import Exit, console_of, say, stop, writing
from onrecord.evaluation.judged import NotJudged, Precision, precision_by_stratum, read_judged
from onrecord.evaluation.sampling import STRATA, draw_sample, write_sample
from onrecord.publishing.tables import json_line
from onrecord.publishing.wording import number


def sample(
    record: Annotated[
        Path | None, typer.Argument(help="the record file to draw from", metavar="[record.db]", show_default=False)
    ] = None,
    cells: Annotated[int, typer.Option("-n", "--cells", help="how many cells are drawn", min=1)] = 200,
    by: Annotated[str, typer.Option(help=f"as many are drawn of each: {', '.join(STRATA)}")] = "type",
    seed: Annotated[int, typer.Option(help="another number draws other cells")] = 1,
    score: Annotated[Path | None, typer.Option(help="a sample that was judged, to be counted")] = None,
    json: Annotated[bool, typer.Option("--json", help="with --score: one JSON object a line")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="write to this file")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="say nothing of what was drawn")] = False,
) -> None:
    """Draw cells of a record by lot for a person to judge, as CSV; then count the judgements.

    Each row asks one question on a marked sentence; write yes, no or unclear under judgement.  What the program thinks
    of how sure it is does not show.  With --score: the share that is right of each stratum, with its 95 % interval.

    Example: onrecord sample record.db -n 200 --by type -o sample.csv; onrecord sample --score sample.csv
    """
    if (record is None) == (score is None):
        stop("name a record to draw from, or a judged sample with --score", Exit.USAGE)
    if by not in STRATA:
        stop(f"--by {by}: nothing goes by that name; name one of {', '.join(STRATA)}", Exit.USAGE)
    if score is not None:
        count(score, json, output)
    elif record is not None:
        draw(record, cells, by, seed, output, quiet)


def draw(record: Path, cells: int, by: str, seed: int, output: Path | None, quiet: bool) -> None:
    """Write a sample of a record."""
    keep_apart(record, output)
    with open_record(record) as kept:
        rows = draw_sample(kept.views(), cells, by, seed)
    with writing(output) as file:
        write_sample(rows, file)
    if not quiet:
        strata = len({row["stratum"] for row in rows})
        fewer = "" if len(rows) == cells else f", all that can be drawn of the {cells} asked for"
        say(f"drew {len(rows)} cells of {strata} strata{fewer}; write yes, no or unclear under judgement")


def count(path: Path, json: bool, output: Path | None) -> None:
    """Write what the judgements of a sample come to."""
    try:
        found = list(precision_by_stratum(read_judged(path)))
    except NotJudged as error:
        stop(str(error), Exit.USAGE)
    keep_apart(path, output)
    with writing(output) as file:
        if json:
            file.writelines(json_line(asdict(one)) + "\n" for one in found)
        else:
            console_of(file).print(table_of(found))


def table_of(found: list[Precision]) -> Table:
    """The precision of each stratum, for a terminal."""
    table = Table(box=None, pad_edge=False, header_style="bold", caption_justify="left")
    table.caption = "right: yes among yes and no; the interval is Wilson's, of 95 %"
    table.add_column("", overflow="fold")
    for name in ("drawn from", "yes", "no", "unclear", "right", "95 % interval"):
        table.add_column(name, justify="right")
    for one in found:
        share = "?" if one.precision is None else f"{one.precision:.1%}"
        size = "" if one.drawn_from is None else number(one.drawn_from)
        counts = (str(one.right), str(one.wrong), str(one.unclear))
        table.add_row(one.stratum, size, *counts, share, f"{one.low:.1%} – {one.high:.1%}")
    return table
