"""`onrecord export`: a record for other programs and other people."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.opening import keep_apart, open_reviewed
from onrecord.cli.terminal import Exit, say, stop, writing
from onrecord.linking.stories import stories_of
from onrecord.publishing.linked import joined
from onrecord.publishing.page import page_of, write_page
from onrecord.publishing.story import tell_story
from onrecord.publishing.story_page import story_file
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
    story: Annotated[
        str | None, typer.Option(help="only this story, with its figures and map (html): its id, or words of its title")
    ] = None,
    as_read: Annotated[bool, typer.Option("--as-read", help="the bare reading, without what people decided")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="say nothing of what was written")] = False,
) -> None:
    """Write a record out: everything (jsonl), tables (csv, parquet), or pages that anyone can open (html).

    html goes to one FILE.html, or, with a folder as --output, to a page a report.  In csv an apostrophe stands before
    words that a spreadsheet would run as a formula (= + - @); jsonl and parquet have them bare.

    --story writes a story as one self-contained html file, for a mail or an archive: figures, charts, map and quotes.

    Example: onrecord export record.db --format html -o maine.html
    """
    choice = Choice(report=report)
    keep_apart(record, output)
    if story is not None and not story.strip():
        stop("--story needs an id, or words of a title", Exit.USAGE)
    if story and (format is not Format.html or report):
        stop("--story goes with --format html, and without --report", Exit.USAGE)
    with open_reviewed(record, as_read) as kept:
        if story:
            written = one_story(kept, story, output)
            if not quiet:
                for path in written:
                    say(f"wrote {path}")
            return
        if report and not kept.holds(choice):
            stop(f"no report in the record fits {report!r}; `onrecord show {record}` lists them", Exit.SOME_NOT_READ)
        if format in (Format.csv, Format.parquet):
            written = tables(kept, choice, format, output)
        elif format is Format.html and output and output.suffix not in (".html", ".htm"):
            written = pages(kept, choice, output)
        else:
            written = one_file(kept, choice, format, output)
    if not quiet:
        for path in written:
            say(f"wrote {path}")


def folder_of(output: Path) -> Path:
    """The folder to write to, made where there is none; ends the program where that can't be."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        stop(f"{output} is a file; name a folder with -o FOLDER", Exit.USAGE)
    except OSError as error:
        stop(f"cannot make the folder {output}: {(error.strerror or str(error)).lower()}", Exit.USAGE)
    return output


def tables(kept: RecordFile, choice: Choice, format: Format, output: Path | None) -> list[Path]:
    """A table a kind, in a folder."""
    if output is None:
        stop(f"{format} writes a file a kind of record: name a folder with -o FOLDER", Exit.USAGE)
    write = write_csv if format is Format.csv else write_parquet
    try:
        return write(kept.views(choice), folder_of(output))
    except ModuleNotFoundError:
        stop("Parquet needs pyarrow; install it with: pip install 'onrecord[parquet]'", Exit.MISSING)


def pages(kept: RecordFile, choice: Choice, folder: Path) -> list[Path]:
    """A page a report."""
    written = []
    for view in kept.views(choice):
        path = folder_of(folder) / f"{view.report.id}.html"
        path.write_text(page_of([view], view.title or view.report.source), encoding="utf-8")
        written.append(path)
    return written


def one_story(kept: RecordFile, wanted: str, output: Path | None) -> list[Path]:
    """A story in one file, or on standard output."""
    with joined(kept) as known:
        stories = list(stories_of(known))
        found = [one for one in stories if one.story == wanted] or [
            one for one in stories if one.story.startswith(wanted) or wanted.lower() in one.title.lower()
        ]
        if len(found) != 1:
            stop(f"{len(found) or 'no'} stories fit {wanted!r}; `onrecord stories` lists them", Exit.USAGE)
        told, books, _ = tell_story(known, found[0].story, found[0].number, keep=True)
        known_books = {book.report.id: book for book in books}
        elsewhere = {report["id"] for one in told["incidents"] for report in one["reports"]} - known_books.keys()
        with writing(output) as file:
            file.write(story_file(told, known_books | known.books(elsewhere)))
    return [output] if output else []


def one_file(kept: RecordFile, choice: Choice, format: Format, output: Path | None) -> list[Path]:
    """All in one file, or on standard output."""
    with writing(output) as file:
        if format is Format.html:
            write_page(kept.views(choice), file)
        else:
            file.writelines(json_line(made) + "\n" for made in kept.documents(choice))
    return [output] if output else []
