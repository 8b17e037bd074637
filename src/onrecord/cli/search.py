"""`onrecord search`: words in reports and statements."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from onrecord.cli.opening import open_record
from onrecord.cli.terminal import Exit, out, stop
from onrecord.publishing.tables import json_line

MARKS = ("\x02", "\x03")  # around what was found; no text that is shown holds them


def search(
    record: Annotated[Path, typer.Argument(help="the record file", metavar="record.db")],
    words: Annotated[str, typer.Argument(help='words that must all stand there; "quoted words" together')],
    limit: Annotated[int, typer.Option(help="how many hits at most", min=1)] = 20,
    json: Annotated[bool, typer.Option("--json", help="one JSON object a hit")] = False,
) -> None:
    """Find words in reports and statements, best first.

    Example: onrecord search record.db "blockade of Havana"
    """
    with open_record(record) as kept:
        hits = kept.search(words, limit, ("[", "]") if json else MARKS)
    if not hits and not json:
        stop(f"nothing in the record holds {words!r}", Exit.ALL_READ)
    for hit in hits:
        if json:
            out.out(json_line(asdict(hit)))
            continue
        line = Text()
        line.append(hit.title or hit.source, style="bold")
        line.append(f"  {hit.report}{f' {hit.statement}' if hit.statement else ''}\n", style="dim")
        for number, part in enumerate(hit.snippet.replace("\n", " ").split(MARKS[0])):
            found, _, rest = part.partition(MARKS[1]) if number else ("", "", part)
            line.append(found, style="bold reverse" if found else "")
            line.append(rest)
        out.print(line)
        out.print()
