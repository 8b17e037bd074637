"""The pure heart of every engine: reports in, records out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import onnxruntime

from onrecord import __version__
from onrecord.gazetteer.lookup import FILE as GAZETTEER
from onrecord.gazetteer.lookup import gazetteer
from onrecord.language.encoder import WEIGHTS, encoder
from onrecord.model.records import ReaderInfo, Record, Report
from onrecord.reading.readers import read_report

DATA = (WEIGHTS / "encoder.int8.onnx", WEIGHTS / "tokenizer.json", GAZETTEER)
MEND = "mend with: pip install --force-reinstall onrecord"


class NotReady(Exception):
    """A model or data file is missing, or cannot be used; the message says which, and what mends it."""


@dataclass(frozen=True, slots=True)
class ReadingFailed:
    """A report that the readers could not read: a fault of the program, told so that the rest goes on."""

    report: Report
    message: str
    killed: bool = False  # it took the process that read it with it


@cache
def reader_info() -> ReaderInfo:
    """The program, models and runtime that read here."""
    models = {"encoder": f"sha256:{encoder().sha256}"}
    return ReaderInfo(__version__, models, f"onnxruntime {onnxruntime.__version__}")


def make_ready() -> None:
    """Load the models and data, so that what is missing is told once and not of every report; NotReady says what."""
    for file in DATA:
        if not file.is_file():
            raise NotReady(f"{file} is missing; {MEND}")
    try:
        reader_info()
        gazetteer().named("x")
    except Exception as error:
        raise NotReady(f"a model or data file cannot be used ({error}); {MEND}") from error


def read_shard(reports: Sequence[Report]) -> list[Record | ReadingFailed]:
    """The record of each report, in order.

    Nothing is written and nothing is kept between reports: the same reports give the same records on any engine.
    """
    return [read_one(report) for report in reports]


def read_one(report: Report) -> Record | ReadingFailed:
    try:
        return read_report(report, encoder(), reader_info())
    except Exception as error:
        return ReadingFailed(report, f"the readers stopped at this report: {type(error).__name__}: {error}")
