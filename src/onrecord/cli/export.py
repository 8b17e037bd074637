"""`onrecord export`: a record for other programs and other people."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.opening import open_record
from onrecord.cli.terminal import Exit, say, stop, writing
from onrecord.publishing.page import page_of
from onrecord.publishing.tables import json_line, write_csv, write_parquet
from onrecord.store.record_file import Choice, RecordFile


class Format(StrEnum):
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    html = "html"


def export(
    record: Annotated[Path, typer.Argument(help="the record file", metavar="record.db")],
    format: Annotated[Format, typer.Option(help="jsonl, csv, parquet or html")] = Format.jsonl,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="a file (jsonl, html) or a folder (csv, parquet, html)")
    ] = None,
    report: Annotated[
        str | None, typer.Option(help="only this report: its id, or a part of its source or title")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="say nothing of what was written")] = False,
) -> None:
    """Write a record out: everything (jsonl), tables (csv, parquet), or pages that anyone can open (html).

    html goes to one FILE.html, or, with a folder as --output, to a page a report.

    Example: onrecord export record.db --format html -o maine.html
    """
    choice = Choice(report=report)
    with open_record(record) as kept:
        if format in (Format.csv, Format.parquet):
            written = tables(kept, choice, format, output)
        elif format is Format.html and output and output.suffix != ".html":
            written = pages(kept, choice, output)
        else:
            written = one_file(kept, choice, format, output)
    if not quiet:
        for path in written:
            say(f"wrote {path}")


def tables(kept: RecordFile, choice: Choice, format: Format, output: Path | None) -> list[Path]:
    """A table a kind, in a folder."""
    if output is None:
        stop(f"{format} writes a file a kind of record: name a folder with -o FOLDER", Exit.USAGE)
    try:
        return (
            write_csv(kept.views(choice), output) if format is Format.csv else write_parquet(kept.views(choice), output)
        )
    except ModuleNotFoundError:
        stop("Parquet needs pyarrow; install it with: pip install 'onrecord[parquet]'", Exit.MISSING)


def pages(kept: RecordFile, choice: Choice, folder: Path) -> list[Path]:
    """A page a report."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for view in kept.views(choice):
        path = folder / f"{view.report.id}.html"
        path.write_text(page_of([view], view.title or view.report.source), encoding="utf-8")
        written.append(path)
    return written


def one_file(kept: RecordFile, choice: Choice, format: Format, output: Path | None) -> list[Path]:
    """All in one file, or on standard output."""
    with writing(output) as file:
        if format is Format.html:
            file.write(page_of(kept.views(choice)))
        else:
            file.writelines(json_line(made) + "\n" for made in kept.documents(choice))
    return [output] if output else []
