"""Parts and wholes: what adds up, and what does not."""

from __future__ import annotations

import pytest

from onrecord.reconciling.figures import reconcile_figures
from onrecord.reconciling.wholes import adds_up
from tests.reconciling.told import told


@pytest.mark.parametrize(
    ("whole", "parts", "complete", "found"),
    [
        ("12", ["7", "5"], True, None),
        ("12", ["7", "3"], False, None),
        ("12", ["7", "3"], True, "the parts make 10, fewer than the whole: 12"),
        ("12", ["9", "at least 5"], False, "the parts make at least 14, more than the whole: 12"),
        ("at least 12", ["9", "5"], False, None),
        ("about 40", ["41"], False, None),
        ("about 40", ["45"], False, "the parts make 45, more than the whole: about 40"),
        ("12", [], True, None),
    ],
)
def test_parts_add_up_or_are_reported(whole: str, parts: list[str], complete: bool, found: str | None) -> None:
    entries = [told("harbour hospital", "04T08", words) for words in parts]
    assert adds_up(told("harbour hospital", "04T08", whole), entries, complete) == found


def test_what_series_come_to_is_added_up_likewise() -> None:
    dead = reconcile_figures([told("port authority", "04T08", "12"), told("army", "04T08", "12")])
    children = reconcile_figures([told("port authority", "04T08", "14")])
    assert adds_up(dead, [children]) == "the parts make 14, more than the whole: 12"
