"""BIO decoding: no sequence breaks the rules, and none that keeps them scores higher."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.language.decoding import Scores, Tagged, best_columns, bio_spans, is_fit, log_softmax, viterbi
from onrecord.language.labels import WHOM

SCORES = arrays(np.float32, st.tuples(st.integers(1, 4), st.just(len(WHOM))), elements=st.floats(-5, 5, width=32))


@given(SCORES)
def test_the_best_fit_sequence_is_found(scores: Scores) -> None:
    def total(labels: tuple[int, ...]) -> float:
        return float(sum(row[label] for row, label in zip(scores, labels, strict=True)))

    fit = [s for s in product(range(len(WHOM)), repeat=len(scores)) if is_fit(np.array(s), WHOM)]
    found = tuple(viterbi(scores, WHOM))
    assert found in fit
    assert total(found) >= max(map(total, fit)) - 1e-4


@given(SCORES)
def test_probabilities_sum_to_one(scores: Scores) -> None:
    assert np.allclose(np.exp(log_softmax(scores)).sum(-1), 1, atol=1e-5)


def test_spans_are_labelled_stretches() -> None:
    labels = [1, 2, 0, 3, 1]
    scores = np.full((5, len(WHOM)), -9, dtype=np.float32)
    scores[range(5), labels] = 0
    assert bio_spans(scores, WHOM) == [Tagged("addressee", 0, 1), Tagged("channel", 3, 3), Tagged("addressee", 4, 4)]


def test_a_pointer_points_at_its_best_column_among_some() -> None:
    scores = np.array([[0, 0, 0], [5, 9, 1], [2, 3, 4]], dtype=np.float32)
    assert best_columns(scores, [1, 2], [0, 2]) == {1: 0, 2: 2}
    assert best_columns(scores, [1], []) == {1: 0}
