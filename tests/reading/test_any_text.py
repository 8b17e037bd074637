"""Whatever the text, it is read, and every span slices to its words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.engine.shard import ReadingFailed, read_shard
from onrecord.evaluation.corpora import report_of
from onrecord.model.json import as_json
from onrecord.publishing.verify import mismatches


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=200))
def test_any_text(text: str) -> None:
    (record,) = read_shard([report_of("a.txt", text, published="2031-03-04")])
    assert not isinstance(record, ReadingFailed), record.message
    assert not list(mismatches(as_json(record)))


@pytest.mark.parametrize(
    "text",
    [
        "“" * 10_000,
        "“Nobody closes this, she said. " * 200,
        "\u202e" + "Shells hit Oakley, police said." + "\u202c",
        "e\u0301" * 500 + " said the mayor",
        "🕊" * 1000,
        "a" * 50_000,
        "said " * 2_000,
        "12 killed, " * 2_000,
        f"Shells killed {'9' * 400} people {'9' * 400} days ago, in {'9' * 30}s, for {'9' * 5000} years, police said.",
        f"Two{' hundred thousand million' * 120} people fled {'two hundred thousand ' * 120} years ago.",
    ],
    ids=["marks", "unclosed", "right to left", "combining", "emoji", "one word", "cues", "figures", "long", "large"],
)
def test_odd_texts(text: str) -> None:
    test = report_of("a.txt", text, published="2031-03-04")
    (record,) = read_shard([test])
    assert not isinstance(record, ReadingFailed), record.message
    assert not list(mismatches(as_json(record)))
