"""`onrecord decisions`: what people decided, carried out of a record and into it."""

from __future__ import annotations

import csv
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from onrecord.cli.linked_options import Output, Quiet, RecordPath
from onrecord.cli.opening import keep_apart, open_record
from onrecord.cli.terminal import Exit, console_of, say, stop, writing
from onrecord.publishing.tables import json_line
from onrecord.review.agreement import Agreement, agreement, disagreements
from onrecord.review.carrying import carry_in, lines_in, lines_out, write_csv
from onrecord.store.decisions import decisions_in, undone
from onrecord.store.record_file import RecordFile

SHOWN = 60  # characters of a cell's words


class Form(StrEnum):
    table = "table"
    jsonl = "jsonl"
    csv = "csv"


def decisions(
    record: RecordPath,
    format: Annotated[Form, typer.Option("--format", help="a table, one JSON object a line, or csv")] = Form.table,
    json: Annotated[bool, typer.Option("--json", help="the same as --format jsonl")] = False,
    output: Output = None,
    carried: Annotated[
        Path | None,
        typer.Option("--import", help="take in decisions that were written with --format jsonl or csv", metavar="FILE"),
    ] = None,
    agreed: Annotated[
        bool, typer.Option("--agreement", help="how far people agree: Krippendorff's alpha by kind of cell")
    ] = False,
    blind: Annotated[
        bool, typer.Option("--blind", help="with --agreement: only what was decided without sight of the others'")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Show what people decided about a record, with who and when, or take in what was decided elsewhere.

    What is taken in twice is kept once.  A line about a text that the record does not have, or that was changed, is
    refused with its reason; the others are kept, with exit status 1.

    Example: onrecord decisions record.db --format jsonl -o decisions.jsonl
    """
    form = Form.jsonl if json else format
    keep_apart(record, output)
    with open_record(record) as kept:
        if carried:
            take_in(kept, carried, quiet)
        elif agreed:
            tell_agreement(kept, form, output, blind)
        else:
            tell_decisions(kept, form, output, quiet)


def take_in(kept: RecordFile, path: Path, quiet: bool) -> None:
    """Carry decisions in, and say what became of them."""
    try:
        found = carry_in(kept, lines_in(path))
    except csv.Error as error:
        stop(f"{path} can't be read as CSV ({error}); write the decisions out again as jsonl", Exit.USAGE)
    except UnicodeDecodeError:
        stop(f"{path} is not in UTF-8; save it as UTF-8", Exit.USAGE)
    except OSError as error:
        stop(f"cannot read {path}: {(error.strerror or str(error)).lower()}", Exit.USAGE)
    for number, reason in found.refused:
        say(f"{path}: line {number} was refused: {reason}")
    if not quiet:
        say(f"{kept.path}: {found.new} new decisions, {found.known} were there, {len(found.refused)} refused")
    if found.refused:
        raise typer.Exit(Exit.SOME_NOT_READ)


def tell_decisions(kept: RecordFile, form: Form, output: Path | None, quiet: bool) -> None:
    """Write all decisions."""
    with writing(output) as file:
        if form is Form.jsonl:
            file.writelines(json_line(one) + "\n" for one in lines_out(kept))
        elif form is Form.csv:
            write_csv(lines_out(kept), file)
        else:
            gone = undone((one.number, one.undoes) for one in decisions_in(kept) if one.undoes is not None)
            found = list(lines_out(kept))
            if found:
                console_of(file).print(table_of(found, gone))
            elif not quiet:
                say("nobody has decided anything about this record")


def table_of(found: list[dict[str, Any]], gone: set[int]) -> Table:
    """Decisions as people read them."""
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for column in ("", "When", "Who", "What", "Kind", "Report", "Words", "Why"):
        table.add_column(column)
    for one in found:
        action = f"undo {one['undoes']}" if one["undoes"] else one["action"]
        state = " (undone)" if one["number"] in gone else " (settles)" if one["settles"] else ""
        table.add_row(
            str(one["number"]), one["made"][:16].replace("T", " "), one["who"], action + state, one["kind"],
            one["report"] or "", words_of(one), one["why"] or "",
        )  # fmt: skip
    return table


def words_of(one: dict[str, Any]) -> str:
    """The words of the cell that was decided on."""
    cell = one["after"] or one["before"]
    cell = cell[0] if isinstance(cell, list) and cell else cell
    quotes = cell.get("quotes") if isinstance(cell, dict) else None
    given = (quotes.get(key) for key in ("content", "trigger", "span", "mentions")) if isinstance(quotes, dict) else ()
    found = next(filter(None, given), "")
    words = " ".join(" … ".join(map(str, found if isinstance(found, list) else [found])).split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"


def tell_agreement(kept: RecordFile, form: Form, output: Path | None, blind: bool) -> None:
    """Write how far people agree, and where they don't."""
    made = decisions_in(kept)
    rows, apart = agreement(made, blind), disagreements(made)
    with writing(output) as file:
        if form is Form.jsonl:
            file.writelines(json_line(asdict(row)) + "\n" for row in rows)
        elif form is Form.csv:
            file.write("kind,people,cells,agreed,alpha\n")
            file.writelines(",".join("" if cell is None else str(cell) for cell in asdict(row).values()) + "\n"
                            for row in rows)  # fmt: skip
        elif rows:
            console_of(file).print(agreement_table(rows))
            open_ones = [one for one in apart if one.settled is None]
            say(f"{len(apart)} disagreements, {len(open_ones)} not settled")
            for one in apart:
                ends = "; ".join(f"{each.who}: {each.action}" for each in one.decisions)
                settled = f"; settled by {one.settled.who}: {one.settled.action}" if one.settled else ""
                say(f"  {one.report}  {one.name}  {ends}{settled}")
        else:
            say("no two people have decided on the same cell")


def agreement_table(rows: list[Agreement]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for column in ("Kind", "People", "Cells", "Agreed", "Krippendorff's alpha"):
        table.add_column(column)
    for row in rows:
        alpha = "not defined" if row.alpha is None else f"{row.alpha:.3f}"
        table.add_row(row.kind, str(row.people), str(row.cells), str(row.agreed), alpha)
    return table
