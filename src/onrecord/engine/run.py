"""A run: inputs opened, read, and told apart into records, refusals and repetitions, in input order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from onrecord.engine.local import read_all
from onrecord.engine.shard import ReadingFailed
from onrecord.model.records import Report
from onrecord.sources import Captured, Refused
from onrecord.store.writing import Capture


@dataclass(frozen=True, slots=True)
class Passed:
    """A report that is not read again: it came before in this run, or its reading is kept already."""

    report: Report
    repeated: bool


Told = Capture | Refused | Passed


def read_inputs(
    opened: Iterable[Captured | Refused], jobs: int = 1, kept: Callable[[Report], bool] = lambda report: False
) -> Iterator[Told]:
    """What became of each input, in order and as soon as it is known; memory does not grow with the run."""
    waiting: deque[Captured | Refused | Passed] = deque()
    seen: set[str] = set()

    def reports() -> Iterator[Report]:
        for one in opened:
            if isinstance(one, Captured) and (one.report.id in seen or kept(one.report)):
                waiting.append(Passed(one.report, repeated=one.report.id in seen))
            else:
                waiting.append(one)
            if isinstance(one, Captured):
                seen.add(one.report.id)
                if waiting[-1] is one:
                    yield one.report

    for answer in read_all(reports(), jobs):
        yield from not_to_read(waiting)
        captured = waiting.popleft()
        assert isinstance(captured, Captured)
        if isinstance(answer, ReadingFailed):
            yield Refused(captured.report.source, "reading", answer.message, captured.report.language)
        else:
            yield Capture(answer, captured.raw, captured.media_type)
    yield from not_to_read(waiting)


def not_to_read(waiting: deque[Captured | Refused | Passed]) -> Iterator[Refused | Passed]:
    """What stands at the front of the line and has not gone to a reader."""
    while waiting and not isinstance(waiting[0], Captured):
        one = waiting.popleft()
        assert not isinstance(one, Captured)
        yield one
