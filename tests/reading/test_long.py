"""A text of 100,000 characters is read like any other, twice to the same record."""

from __future__ import annotations

from onrecord.evaluation.corpora import report_of
from onrecord.language.encoder import encoder
from onrecord.model.json import as_json
from onrecord.model.records import ReaderInfo
from onrecord.publishing.verify import mismatches
from onrecord.reading.readers import read_report

NEWS = (
    "Shells hit a market in Oakley on Monday, and 12 people were killed, “as far as we know”, police said.\n"
    "General Mara Lindqvist denied that her army had fired; at least 40 protesters were arrested in March 2019. "
)


def test_a_text_of_100_000_characters_is_read() -> None:
    text = NEWS * (100_000 // len(NEWS)) + "12 killed, " * 100 + '"' * 500
    record = read_report(report_of("long.txt", text, published="2031-03-04"), encoder(), ReaderInfo("0", {}, "x"))
    made = as_json(record)
    assert len(made["statements"]) > 400
    assert not list(mismatches(made))


def test_two_reads_give_one_record() -> None:
    report, info = report_of("a.txt", NEWS * 5, published="2031-03-04"), ReaderInfo("0", {}, "x")
    assert as_json(read_report(report, encoder(), info)) == as_json(read_report(report, encoder(), info))
