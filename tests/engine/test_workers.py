"""A worker that is killed costs nothing: all is read, in order."""

from __future__ import annotations

import multiprocessing
import os
import signal

from onrecord.engine.local import read_all
from onrecord.model.records import Record
from onrecord.store.writing import Capture


def test_a_killed_worker_costs_nothing(maine: list[Capture]) -> None:
    expected = [capture.record for capture in maine] * 2
    found = []
    for number, answer in enumerate(read_all([record.report for record in expected], jobs=2)):
        assert isinstance(answer, Record)
        found.append(answer)
        if number == 0:
            for worker in multiprocessing.active_children()[:1]:
                os.kill(worker.pid or 0, signal.SIGKILL)
    assert found == expected
