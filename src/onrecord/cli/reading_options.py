"""The options that `read` and `build` share: what is known of the inputs beforehand."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.terminal import Exit, stop
from onrecord.sources import SourceOptions

Inputs = Annotated[
    list[str],
    typer.Argument(help="files, folders, globs, or - for standard input", metavar="INPUT...", show_default=False),
]
Published = Annotated[str | None, typer.Option(help="publication time of the inputs (ISO), where they don't tell it")]
Publisher = Annotated[str | None, typer.Option(help="who published the inputs")]
Title = Annotated[str | None, typer.Option(help="the inputs' title")]
Url = Annotated[str | None, typer.Option(help="the address of the input")]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        help="where JSON or tables hold a thing under another name: text=story, published=day",
        metavar="NAME=FIELD",
    ),
]
MaxCharacters = Annotated[int, typer.Option(help="refuse a text of more characters than this", min=1)]
RefusedFile = Annotated[
    str | None, typer.Option("--refused", help="write a line of JSON here for each report refused or failed")
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", help="how many processes read", min=1)]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="say nothing but errors")]


def source_options(known: dict[str, str | None], fields: list[str] | None, most_characters: int) -> SourceOptions:
    """How the inputs are to be read; ends the program where an option says something that can't be."""
    named = dict(pair.partition("=")[::2] for pair in fields or [])
    try:
        return SourceOptions(**known, fields=named, most_characters=most_characters)  # type: ignore[arg-type]
    except ValueError as error:
        stop(str(error), Exit.USAGE)
