"""Bytes to reports: files, folders, standard input; one small module a format."""

from onrecord.sources.captured import Captured, Refused
from onrecord.sources.inputs import count_inputs, extract, open_reports
from onrecord.sources.options import MOST_CHARACTERS, Known, SourceOptions
from onrecord.sources.refusals import Refusal

__all__ = [
    "MOST_CHARACTERS",
    "Captured",
    "Known",
    "Refusal",
    "Refused",
    "SourceOptions",
    "count_inputs",
    "extract",
    "open_reports",
]
