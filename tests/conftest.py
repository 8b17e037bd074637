"""What the tests share: the example reports, read once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.cli.demo import EXAMPLES
from onrecord.engine.run import read_inputs
from onrecord.sources import open_reports
from onrecord.store.record_file import RecordFile
from onrecord.store.writing import Capture


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
