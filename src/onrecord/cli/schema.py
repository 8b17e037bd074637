"""`onrecord schema`: the contract, for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.terminal import writing
from onrecord.publishing.schema import json_schema


def schema(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="write to this file")] = None,
) -> None:
    """Print the JSON Schema of a record.

    Example: onrecord schema > record.schema.json
    """
    with writing(output) as file:
        file.write(json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n")
