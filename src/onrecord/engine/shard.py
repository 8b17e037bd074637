"""The pure heart of every engine: reports in, records out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import onnxruntime

from onrecord import __version__
from onrecord.language.encoder import encoder
from onrecord.model.records import ReaderInfo, Record, Report
from onrecord.reading.readers import read_report


@dataclass(frozen=True, slots=True)
class ReadingFailed:
    """A report that the readers could not read: a fault of the program, told so that the rest goes on."""

    report: Report
    message: str


@cache
def reader_info() -> ReaderInfo:
    """The program, models and runtime that read here."""
    models = {"encoder": f"sha256:{encoder().sha256}"}
    return ReaderInfo(__version__, models, f"onnxruntime {onnxruntime.__version__}")


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
