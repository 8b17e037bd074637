"""`onrecord search`: words in reports and statements."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from onrecord.cli.opening import keep_apart, open_reviewed
from onrecord.cli.terminal import console_of, say, writing
from onrecord.publishing.tables import json_line
from onrecord.store.fulltext import Hit

MARKS = ("\x02", "\x03")  # around what was found; no text that is shown holds them


def search(
    record: Annotated[Path, typer.Argument(help="the record file", metavar="record.db")],
    words: Annotated[str, typer.Argument(help='words that must all stand there; "quoted words" together')],
    limit: Annotated[int, typer.Option(help="how many hits at most", min=1)] = 20,
    json: Annotated[bool, typer.Option("--json", help="one JSON object a hit")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="write to this file")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="say nothing where nothing is found")] = False,
) -> None:
    """Find words in reports and statements, best first.

    Statements are found as people decided: a rejected one is not, one that was added or corrected is.

    Example: onrecord search record.db "blockade of Havana"
    """
    keep_apart(record, output)
    with open_reviewed(record) as kept:
        hits = kept.search(words, limit, ("[", "]") if json else MARKS)
    if not hits and not json and not quiet:
        say(f"nothing in the record holds {words!r}")
    with writing(output) as file:
        console = console_of(file)
        for hit in hits if json else ():
            file.write(json_line(asdict(hit)) + "\n")
        for found in by_report([] if json else hits):
            console.print(lines_of(found), end="\n\n")


def by_report(hits: list[Hit]) -> list[list[Hit]]:
    """The hits of each report together, the best first; where its statements hold the words, these alone."""
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.report, []).append(hit)
    return [[hit for hit in told if hit.statement] or told for told in found.values()]


def lines_of(hits: list[Hit]) -> Text:
    """A report, and the words around what was found in it, with the found ones marked."""
    text = Text()
    text.append(hits[0].title or hits[0].source, style="bold")
    text.append(f"  {hits[0].report}", style="dim")
    for hit in hits:
        text.append(f"\n  {hit.statement}  " if hit.statement else "\n  ", style="dim")
        for number, part in enumerate(hit.snippet.replace("\n", " ").split(MARKS[0])):
            found, _, rest = part.partition(MARKS[1]) if number else ("", "", part)
            text.append(found, style="bold reverse" if found else "")
            text.append(rest)
    return text
