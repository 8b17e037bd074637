"""The parse is a forest whatever the encoder says."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.language.decoding import Scores
from onrecord.language.tree import cycles, heads_of

ARCS = st.integers(1, 9).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=st.floats(-5, 5, width=32)))


@given(ARCS)
def test_every_word_leads_to_a_root(arcs: Scores) -> None:
    heads = heads_of(arcs)
    for number in range(len(heads)):
        for _ in heads:
            number = heads[number]
        assert heads[number] == number


def test_best_heads_stand_where_they_make_a_tree() -> None:
    arcs = np.array([[0, 0, 5, 0], [5, 0, 0, 0], [0, 0, 5, 0]], dtype=np.float32)
    assert heads_of(arcs) == [1, 1, 1]


def test_cycles_are_found_once_each() -> None:
    assert list(cycles([1, 2, 0, 0, -1, 6, 5])) == [[0, 1, 2], [5, 6]]
