"""Quotation marks of all kinds, nested, left open, and apostrophes that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We left,” she said.", ["We left,"]),
        ('"We left," she said, "at noon."', ["We left,", "at noon."]),
        ("‘The miners’ boat sank,’ he said.", ["The miners’ boat sank,"]),
        ("'I didn't see it,' he said.", ["I didn't see it,"]),
        ("«Nous partons», he said.", ["Nous partons"]),
        ("“They cried, ‘Fire!’ and ran,” he said.", ["They cried, ‘Fire!’ and ran,", "Fire!"]),
        ("The workers’ club of the ’90s", []),
        ("“We left.\n\n“At noon.”", ["We left.", "At noon."]),
        ("“We left. “Nobody came,” he said.", ["We left.", "Nobody came,"]),
    ],
)
def test_quoted(text: str, quoted: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text)] == quoted


@given(st.text(alphabet="ab .,“”‘’'\"«»\n", max_size=60))
def test_quotations_lie_in_their_line(text: str) -> None:
    for quotation in find_quotations(text):
        assert 0 <= quotation.start < quotation.end <= len(text)
        assert "\n" not in text[quotation.start : quotation.end]
