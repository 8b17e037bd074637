"""The same records whatever the number of processes; one bad report never ends a run."""

from __future__ import annotations

from dataclasses import replace

from onrecord.engine.local import read_all
from onrecord.engine.run import Passed, read_inputs
from onrecord.engine.shard import ReadingFailed, read_shard
from onrecord.model.records import Record
from onrecord.sources import Captured, Refused
from onrecord.store.writing import Capture


def captured(capture: Capture) -> Captured:
    return Captured(capture.record.report, capture.raw, capture.media_type)


def test_two_processes_read_as_one_does_in_order(maine: list[Capture]) -> None:
    reports = [capture.record.report for capture in maine]
    assert list(read_all(reports, jobs=2)) == [capture.record for capture in maine]


def test_reading_again_gives_the_same_records(maine: list[Capture]) -> None:
    assert read_shard([capture.record.report for capture in maine]) == [capture.record for capture in maine]


def test_a_report_that_comes_twice_is_passed_over(maine: list[Capture]) -> None:
    told = list(read_inputs([captured(maine[0]), captured(maine[1]), captured(maine[0])]))
    assert [type(one) for one in told] == [Capture, Capture, Passed]


def test_refusals_keep_their_place(maine: list[Capture]) -> None:
    refused = Refused("b.txt", "empty", "left out b.txt: it is empty")
    told = list(read_inputs([captured(maine[0]), refused, captured(maine[1]), refused]))
    assert [isinstance(one, Refused) for one in told] == [False, True, False, True]


def test_what_is_kept_is_not_read(maine: list[Capture]) -> None:
    told = list(read_inputs(map(captured, maine), kept=lambda report: True))
    assert all(isinstance(one, Passed) and not one.repeated for one in told)


def test_a_report_that_no_reader_can_read_fails_alone(maine: list[Capture]) -> None:
    good = maine[0].record.report
    bad = replace(good, id="0" * 16, text=None)  # type: ignore[arg-type]
    first, second = read_shard([bad, good])
    assert isinstance(first, ReadingFailed)
    assert "stopped at this report" in first.message
    assert isinstance(second, Record)
