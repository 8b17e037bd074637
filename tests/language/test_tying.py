"""Roles are tied by pointers: "said" has its source, both halves of the quotation, and who is told."""

from __future__ import annotations

import numpy as np

from onrecord.language.decoding import Tagged
from onrecord.language.tying import Ties

ROWS = list(range(1, 11))  # ten words of one piece each


def ties(belongs: dict[int, int], said_by: dict[int, int]) -> Ties:
    def matrix(pointers: dict[int, int]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        scores = np.zeros((11, 11), dtype=np.float32)
        for row, column in pointers.items():
            scores[row, column] = 1
        return scores

    return Ties(matrix(belongs), matrix(said_by), ROWS)


CONTENT, CUE, SOURCE, REST = (
    Tagged(*x) for x in (("content", 0, 2), ("cue", 4, 4), ("source", 3, 3), ("content", 6, 8))
)


def test_a_quotation_in_two_halves_is_one_attribution() -> None:
    pointers = ties({1: 5, 5: 5, 7: 5}, {5: 4})
    (one,) = pointers.tie([CONTENT, SOURCE, CUE, REST], [], frozenset(), inside=False)
    assert (one.source, one.cue, one.content) == ([SOURCE], [CUE], [CONTENT, REST])


def test_who_is_told_goes_with_the_cue_it_points_at() -> None:
    told = Tagged("addressee", 5, 5)
    (one,) = ties({1: 5, 5: 5, 6: 5}, {5: 4}).tie([CONTENT, SOURCE, CUE], [told], frozenset(), inside=False)
    assert one.addressee == [told]


def test_a_content_without_a_cue_may_have_a_source() -> None:
    (one,) = ties({}, {1: 4}).tie([CONTENT, SOURCE], [], frozenset(), inside=False)
    assert (one.source, one.cue, one.content) == ([SOURCE], [], [CONTENT])


def test_a_cue_without_content_is_no_attribution() -> None:
    assert ties({5: 5}, {5: 4}).tie([SOURCE, CUE], [], frozenset(), inside=False) == []


def test_an_inner_content_on_an_outer_ones_row_goes_to_an_inner_cue() -> None:
    (one,) = ties({1: 10, 5: 5}, {}).tie([CONTENT, CUE], [], frozenset((1,)), inside=True)
    assert one.cue == [CUE]
    assert one.inside
