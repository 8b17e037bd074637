"""CSV and TSV: a row a report, with the names of the columns in the first."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO

from onrecord.sources.captured import Extraction, Missed, Part
from onrecord.sources.decoding import decode
from onrecord.sources.json_lines import skip_line
from onrecord.sources.media_types import media_type, parameters
from onrecord.sources.options import FIELDS, Known, SourceOptions
from onrecord.sources.refusals import Refusal, too_large

SEPARATORS = {"comma": ",", "tab": "\t", "semicolon": ";"}


def split_rows(stream: IO[bytes], options: SourceOptions) -> Iterator[Part | Missed]:
    """The reports of a table; a quoted cell may hold line breaks."""
    first = stream.readline(options.most_characters)
    separator = separator_of(decode(first))
    header = [name.strip() for name in cells(first, separator)]
    wanted = (options.fields["text"],) if "text" in options.fields else FIELDS["text"]
    if not any(name in header for name in wanted):
        yield Missed(
            Refusal("no_text", f"no column is called {' or '.join(wanted)}; name the column with --field text=NAME")
        )
        return
    rows = raw_rows(stream, SEPARATORS[separator], 8 * options.most_characters)
    for number, raw in enumerate(rows, 1):
        yield (
            Missed(too_large(options.most_characters), number)
            if raw is None
            else part_of(raw, number, header, wanted, separator, options)
        )


def raw_rows(stream: IO[bytes], separator: str, longest: int) -> Iterator[bytes | None]:
    """The bytes of each row, as many lines as its quoted cells need; None for one that is too long."""
    csv.field_size_limit(max(longest, csv.field_size_limit()))
    taken: list[bytes] = []

    def lines() -> Iterator[str]:
        while line := stream.readline(longest + 1):
            taken.append(line)
            yield (
                line.decode("latin-1").replace("\r\n", "\n").replace("\r", " ")
            )  # for the marks, the same in any encoding

    rows = csv.reader(lines(), delimiter=separator)
    too_long = False
    while True:
        taken.clear()
        try:
            next(rows)
        except StopIteration:
            return
        except csv.Error:  # a cell beyond the limit of the csv module
            too_long = True
        if too_long or sum(map(len, taken)) > longest:
            if not taken[-1].endswith(b"\n"):
                skip_line(stream, longest)
            yield None
        elif raw := b"".join(taken).strip(b"\r\n"):
            yield raw
        too_long = False


def separator_of(header: str) -> str:
    return max(SEPARATORS, key=lambda name: header.count(SEPARATORS[name]))


def cells(raw: bytes, separator: str) -> list[str]:
    """The cells of one row."""
    lines = io.StringIO(decode(raw), newline="")
    return next(csv.reader(lines, delimiter=SEPARATORS[separator]), [])


def part_of(
    raw: bytes, number: int, header: list[str], wanted: tuple[str, ...], separator: str, options: SourceOptions
) -> Part | Missed:
    try:
        row = dict(zip(header, cells(raw, separator), strict=False))
    except Refusal as refusal:
        return Missed(refusal, number)
    except csv.Error as error:
        return Missed(Refusal("damaged", f"row {number} is no row of a table ({error}); mend or remove it"), number)
    known = Known.of(row, options.fields)
    key = next((name for name in wanted if row.get(name)), None)
    if key is None:
        return Missed(Refusal("no_text", f"row {number} has no text; fill or remove it"), number, known.id)
    kind = media_type("text/csv", separator=separator, column=str(header.index(key) + 1))
    return Part(raw, kind, known, number)


def extract(raw: bytes, kind: str) -> Extraction:
    """The text of one row; its media type names the column."""
    given = parameters(kind)
    return Extraction(cells(raw, given["separator"])[int(given["column"]) - 1].replace("\r\n", "\n"))
