"""What the tests share: the example reports, read once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.cli.demo import EXAMPLES
from onrecord.engine.run import read_inputs
from onrecord.sources import SourceOptions, open_reports
from onrecord.store.record_file import RecordFile
from onrecord.store.writing import Capture

FERRY = """Ferry sinks off Skerry Point

SKERRY POINT, June 2 (Northern Wire) - A ferry struck a rock off Skerry Point on Monday and sank, and eleven passengers
drowned, the coastguard said. Nine others were pulled from the water by fishermen.

Harbourmaster Una Breck told reporters that the lamp on the rock had been dark for a week.
"""


@pytest.fixture(scope="session")
def maine() -> list[Capture]:
    """The records of the example reports."""
    told = list(read_inputs(open_reports([str(EXAMPLES)])))
    captures = [one for one in told if isinstance(one, Capture)]
    assert len(captures) == len(told), f"an example was not read: {told}"
    return captures


@pytest.fixture
def record(tmp_path: Path, maine: list[Capture]) -> Iterator[RecordFile]:
    """A record file of the example reports."""
    with RecordFile(tmp_path / "maine.db", create=True) as kept:
        kept.add(maine)
        yield kept


@pytest.fixture
def two_stories(record: RecordFile, tmp_path: Path) -> RecordFile:
    """The record of the example reports, and a report of something else."""
    page = tmp_path / "ferry.txt"
    page.write_text(FERRY, encoding="utf-8")
    told = read_inputs(open_reports([str(page)], SourceOptions(published="1931-06-02")))
    record.add([one for one in told if isinstance(one, Capture)])
    return record
