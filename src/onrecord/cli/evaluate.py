"""`onrecord evaluate`: a corpus read into ordinary records, and scored."""

from __future__ import annotations

import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.terminal import Exit, out, stop
from onrecord.engine.shard import make_ready
from onrecord.evaluation.scoring import find_scorer, read_corpus, read_pages, score, write_records


class What(StrEnum):
    statements = "statements"
    people = "people"
    places = "places"
    times = "times"
    pages = "pages"
    passages = "passages"


def evaluate(
    what: Annotated[What, typer.Argument(help="what the corpus has gold for")],
    corpus: Annotated[Path, typer.Argument(help="a file with a text a line, or PolNeAR's folder")],
    scorer: Annotated[
        Path | None, typer.Option(help="the scorer; else the one of its name in scorers/ above CORPUS")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="keep the records here")] = None,
    json: Annotated[bool, typer.Option("--json", help="the figures as JSON")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="how many processes read", min=1)] = 1,
) -> None:
    """Read a corpus into ordinary records, run a scorer over them, and print its table.

    Example: onrecord evaluate times corpora/times/timebank.jsonl --scorer scorers/times.py
    """
    if not corpus.exists():
        stop(f"there is no corpus at {corpus}", Exit.USAGE)
    make_ready()
    with tempfile.TemporaryDirectory() as folder:
        records = output or Path(folder) / "records.jsonl"
        options = ["--json"] if json else []
        try:
            chosen = scorer or find_scorer(what, corpus)
            if what is What.pages:
                refused = Path(folder) / "refused.jsonl"
                read_pages(corpus, records, refused, jobs)
                options += ["--refused", str(refused)]
            else:
                write_records(read_corpus(corpus, jobs), records)
            out.out(score(chosen, corpus, records, *options), end="")
        except (RuntimeError, OSError, ValueError) as error:
            stop(str(error), Exit.USAGE)
