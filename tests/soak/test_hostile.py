"""Thousands of generated texts: every one is read or refused, and every record agrees with its text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.engine.shard import ReadingFailed, read_shard
from onrecord.evaluation.corpora import report_of
from onrecord.model.json import as_json
from onrecord.publishing.verify import mismatches
from onrecord.sources import MOST_CHARACTERS

pytestmark = pytest.mark.soak
MARKS = ["“", "”", '"', "\n", "\n\n", " ", ",", ".", "(", ")", "—", "\t", "\u202e", "é", "e\u0301", "🕊"]
NEWS = "he said|killed|12|at least|Oakley|yesterday|children|General Mara Lindqvist|denied that|in 2019|€5 million"
PIECES = st.sampled_from([*MARKS, *NEWS.split("|")])
TEXTS = st.one_of(st.text(min_size=1, max_size=400), st.lists(PIECES, min_size=1, max_size=80).map(" ".join))


@settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_any_text_is_read_and_agrees_with_its_record(text: str) -> None:
    (record,) = read_shard([report_of("a.txt", text, published="2031-03-04")])
    assert not isinstance(record, ReadingFailed), record.message
    assert not list(mismatches(as_json(record)))


def test_a_text_of_a_million_characters_is_read() -> None:
    sentence = "Shells hit Oakley on Monday, and 12 people were killed, “as far as we know”, police said. "
    text = (sentence * (MOST_CHARACTERS // len(sentence)))[: MOST_CHARACTERS - 1]
    (record,) = read_shard([report_of(str(Path("long.txt")), text, published="2031-03-04")])
    assert not isinstance(record, ReadingFailed), record.message
