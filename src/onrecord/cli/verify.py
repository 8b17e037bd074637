"""`onrecord verify`: whether a record still says what its text says."""

from __future__ import annotations

import json as json_text
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, TypedDict

import typer

from onrecord.cli.opening import open_record
from onrecord.cli.terminal import Exit, out, say, stop
from onrecord.publishing.tables import json_line
from onrecord.publishing.verify import Mismatch, capture_mismatch, mismatches
from onrecord.review.carrying import wrong_decisions
from onrecord.sources import Refusal, extract
from onrecord.store.decisions import broken_chain
from onrecord.store.record_file import DamagedRecord, RecordFile


class VerifiedObject(TypedDict):
    """What `onrecord verify --json` writes: how many records agree with their texts, and the first that does not."""

    agree: int
    mismatch: Mismatch | None


def verify(
    record: Annotated[Path, typer.Argument(help="a record file, or records in JSONL", metavar="record.db|FILE.jsonl")],
    json: Annotated[bool, typer.Option("--json", help="what was found, as one JSON object")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="say nothing where all agrees")] = False,
) -> None:
    """Compare every span with its quoted words, every text with its hash, and, of a record file, extract the text again
    from the kept bytes.  Names the first mismatch, with exit status 3.

    Example: onrecord verify record.db
    """
    checked, mismatch = 0, None
    try:
        for mismatch in of_file(record) if is_database(record) else of_lines(record):
            if mismatch:
                break
            checked += 1
    except DamagedRecord as error:
        mismatch = Mismatch(str(record), "record", str(error))
    if json:
        out.out(json_line({"agree": checked, "mismatch": asdict(mismatch) if mismatch else None}))
    if mismatch:
        stop(str(mismatch), Exit.CHECK_FAILED)
    if not checked and not is_database(record):
        stop(f"{record} holds no records; name a record file, or records in JSONL", Exit.USAGE)
    if not quiet and not json:
        say(f"{record}: {checked} records agree with their texts")


def is_database(path: Path) -> bool:
    """Whether a file is SQLite's; ends the program where it can't be read."""
    try:
        with open(path, "rb") as file:
            return file.read(16) == b"SQLite format 3\x00"
    except OSError as error:
        stop(f"cannot read {path}: {error.strerror}", Exit.USAGE)


def of_lines(path: Path) -> Iterator[Mismatch | None]:
    """The first mismatch of each record of a JSONL file, None where it agrees."""
    with open(path, "rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield first(json_text.loads(line))
            except KeyError as error:
                yield Mismatch(str(path), f"line {number}", f"this is no record: it has no {error.args[0]}")
            except (ValueError, RecursionError) as error:
                yield Mismatch(str(path), f"line {number}", f"this is not JSON: {error}")
            except (LookupError, TypeError, AttributeError):
                yield Mismatch(str(path), f"line {number}", "this is no record; `onrecord schema` says what one has")


def of_file(path: Path) -> Iterator[Mismatch | None]:
    """The same of each reading of a record file, superseded ones too, with the bytes it was taken from."""
    with open_record(path) as kept:
        for made in kept.documents(superseded=True):
            report = made["report"]
            capture = kept.capture(report["raw_sha256"])
            yield first(made) or capture_mismatch(made, capture[0] if capture else None, extracted(capture))
        yield from of_decisions(kept, path)


def of_decisions(kept: RecordFile, path: Path) -> Iterator[Mismatch]:
    """Where what people decided was changed since, or does not agree with the texts."""
    if broken := broken_chain(kept):
        yield Mismatch(str(path), "decisions", broken)
    for number, wrong in wrong_decisions(kept):
        yield Mismatch(str(path), f"decisions/{number}", wrong)


def extracted(capture: tuple[bytes, str] | None) -> str | None:
    """The text of kept bytes, taken from them anew; None where they give none."""
    try:
        return extract(*capture) if capture else None
    except Refusal:
        return None


def first(made: dict[str, Any]) -> Mismatch | None:
    return next(mismatches(made), None)
