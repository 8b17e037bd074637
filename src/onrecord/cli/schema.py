"""`onrecord schema`: the contract, for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.terminal import Exit, stop, writing
from onrecord.publishing.schema import LINES, line_schema


def schema(
    verb: Annotated[str, typer.Argument(help=f"what writes the lines: read, {', '.join(LINES)}")] = "read",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="write to this file")] = None,
) -> None:
    """Print the JSON Schema of a record, or of a line that another verb writes.

    Example: onrecord schema incidents > incident.schema.json
    """
    try:
        made = line_schema(verb)
    except ValueError as error:
        stop(str(error), Exit.USAGE)
    with writing(output) as file:
        file.write(json.dumps(made, indent=1, ensure_ascii=False) + "\n")
