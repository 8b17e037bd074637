"""A sample that was judged: how many cells of each stratum are right, with the interval in which the truth lies."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Literal, get_args

Judgement = Literal["yes", "no", "unclear"]
WORDS: dict[str, Judgement] = {**{word: word for word in get_args(Judgement)}, "y": "yes", "n": "no", "?": "unclear"}
NEEDED = ("judgement", "stratum")
Z = 1.959963984540054  # of the normal distribution, for 95 %
TOLD = 5  # rows that are named in an error


class NotJudged(ValueError):
    """A sample that can't be counted, and why."""


@dataclass(frozen=True, slots=True)
class Precision:
    """How many cells of a stratum were judged to be right, of those that were not unclear, with the 95 % interval."""

    stratum: str
    drawn_from: int | None
    right: int
    wrong: int
    unclear: int
    precision: float | None
    low: float
    high: float


def read_judged(path: Path) -> list[dict[str, str]]:
    """The rows of a judged sample; NotJudged where it is none, or where rows are not judged.

    A spreadsheet may have saved it with semicolons or tabs between the cells, in another order, with empty rows below.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise NotJudged(f"cannot read {path}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise NotJudged(f"{path} is not in UTF-8; save it as CSV in UTF-8") from error
    try:
        rows = rows_of(text)
    except csv.Error as error:
        raise NotJudged(f"{path} can't be read as CSV ({error}); save it as CSV again") from error
    missing = [name for name in NEEDED if name not in rows[0]]
    if missing:
        raise NotJudged(
            f"{path} has no column {missing[0]}; score the file that `onrecord sample` wrote, with its columns"
        )
    told = [row for row in named(rows) if any(row.values())]
    if not told:
        raise NotJudged(f"{path} holds no rows")
    check(told, path)
    return told


def rows_of(text: str) -> list[list[str]]:
    """The rows of a table, the names of its columns first, bare."""
    first, _, rest = text.partition("\n")
    if first.strip().lower() in ("sep=,", "sep=;", "sep=\t"):  # a spreadsheet's mark
        text, first = rest, rest.partition("\n")[0]
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count)))
    return [[name.strip().lower() for name in rows[0]], *rows[1:]] if rows else [[]]


def named(rows: Sequence[Sequence[str]]) -> Iterator[dict[str, str]]:
    """Each row's cells by the names of their columns; a row that is too short has empty ones."""
    for row in rows[1:]:
        cells = [cell.strip() for cell in row] + [""] * len(rows[0])
        yield dict(zip(rows[0], cells, strict=False))


def check(rows: Sequence[Mapping[str, str]], path: Path) -> None:
    """NotJudged where a row has no judgement or one that is no answer, or is of no stratum."""
    given = [(number, row["judgement"]) for number, row in enumerate(rows, 1)]
    wrong = [f"row {number} says {word!r}" for number, word in given if word and word.lower() not in WORDS]
    if wrong:
        raise NotJudged(f"{path}: a judgement is yes, no or unclear; {listed(wrong)}")
    empty = [f"row {number}" for number, word in given if not word]
    if empty:
        count = f"{len(empty)} of {len(rows)} rows are" if len(empty) != 1 else f"1 of {len(rows)} rows is"
        raise NotJudged(f"{path}: {count} not judged: {listed(empty)}; write yes, no or unclear")
    bare = [f"row {number}" for number, row in enumerate(rows, 1) if not row["stratum"]]
    if bare:
        raise NotJudged(f"{path}: a stratum is missing in {listed(bare)}; leave the other columns as they were drawn")


def listed(rows: Sequence[str]) -> str:
    """Some rows in words, the first few by name."""
    more = f" and {len(rows) - TOLD} more" if len(rows) > TOLD else ""
    return ", ".join(rows[:TOLD]) + more


def precision_by_stratum(rows: Sequence[Mapping[str, str]]) -> Iterator[Precision]:
    """The precision of each stratum, by name.

    There is none for all together: as many are drawn of small strata as of great ones.
    """
    found: dict[str, Counter[Judgement]] = {}
    sizes: dict[str, int | None] = {}
    for row in rows:
        found.setdefault(row["stratum"], Counter())[WORDS[row["judgement"].lower()]] += 1
        size = row.get("drawn_from") or ""
        sizes[row["stratum"]] = int(size) if size.isdigit() else None
    for stratum, count in sorted(found.items()):
        judged = count["yes"] + count["no"]
        low, high = wilson(count["yes"], judged)
        share = count["yes"] / judged if judged else None
        yield Precision(stratum, sizes[stratum], count["yes"], count["no"], count["unclear"], share, low, high)


def wilson(right: int, of: int) -> tuple[float, float]:
    """The 95 % score interval of a share (E. B. Wilson, Journal of the American Statistical Association 22, 1927).

    >>> [round(bound, 4) for bound in wilson(45, 50)]
    [0.7864, 0.9565]
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not of:
        return 0.0, 1.0
    share, square = right / of, Z * Z
    centre = share + square / (2 * of)
    spread = Z * sqrt(share * (1 - share) / of + square / (4 * of * of))
    width = 1 + square / of
    return max(0.0, (centre - spread) / width), min(1.0, (centre + spread) / width)
