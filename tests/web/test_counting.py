"""What facets are counted by is looked up once for many pages, and nobody waits while it is looked up anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.publishing.shown import begin, refresh
from onrecord.store.record_file import RecordFile
from onrecord.web.counting import FRESH, KEPT, Counting, choice_of


@pytest.fixture
def counting(record: RecordFile) -> Counting:
    begin(record)
    refresh(record)
    return Counting()


def test_facets_are_looked_up_again_when_they_are_old(record: RecordFile, counting: Counting) -> None:
    with record.engine.connect() as connection:
        first = counting.of(connection, "story")
        assert counting.of(connection, "story") is first
        old = counting.known["story"] = replace(first, at=first.at - FRESH)
        with counting.looking_up:
            assert counting.of(connection, "story") is old
        assert counting.of(connection, "story") not in (first, old)


def test_no_more_is_kept_than_has_room(record: RecordFile, counting: Counting) -> None:
    with record.engine.connect() as connection:
        known = counting.of(connection, "story")
    for n in range(KEPT + 1):
        known.keep(choice_of({"place": str(n)}, ""), "")
    assert list(known.shown) == [choice_of({"place": str(KEPT)}, "")]
