"""From scores to labels: the best BIO sequence, spans, and what a pointer points at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
BARRED = -1e9
NOTHING = 0  # the row of [CLS]: a pointer that points at nothing


@dataclass(frozen=True, slots=True)
class Tagged:
    """A labelled stretch of words: the numbers of its first and its last word."""

    kind: str
    first: int
    last: int


@cache
def transitions(labels: tuple[str, ...]) -> tuple[Scores, Scores]:
    """(start scores, transition scores) that bar I-x but after B-x or I-x."""
    start = np.array([BARRED * (label[0] == "I") for label in labels], dtype=np.float32)
    moves = [[BARRED * (to[0] == "I" and at[2:] != to[2:]) for to in labels] for at in labels]
    return start, np.array(moves, dtype=np.float32)


def log_softmax(scores: Scores) -> Scores:
    """Log-probabilities along the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)))


def is_fit(best: NDArray[np.int64], labels: tuple[str, ...]) -> bool:
    """Whether a sequence of labels breaks no rule: I-x follows B-x or I-x alone."""
    start, moves = transitions(labels)
    return bool(start[best[0]] == 0 and not moves[best[:-1], best[1:]].any())


def viterbi(scores: Scores, labels: tuple[str, ...]) -> list[int]:
    """The best sequence of BIO labels for log-probabilities [words, labels].

    >>> viterbi(np.array([[-1, -1.5, -0.5], [-3, -2, -1]], dtype=np.float32), ("O", "B-cue", "I-cue"))
    [1, 2]
    """
    greedy = scores.argmax(-1)
    if is_fit(greedy, labels):
        return [int(label) for label in greedy]  # the best of each word: nothing can beat it
    start, moves = transitions(labels)
    best = scores[0] + start
    back = []
    for row in scores[1:]:
        total = best[:, None] + moves
        back.append(total.argmax(0))
        best = total.max(0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def bio_spans(scores: Scores, labels: tuple[str, ...]) -> list[Tagged]:
    """The labelled stretches of log-probabilities [words, labels]."""
    found: list[Tagged] = []
    if not len(scores):
        return found
    for number, label in enumerate(viterbi(scores, labels)):
        name = labels[label]
        if name[0] == "B":
            found.append(Tagged(name[2:], number, number))
        elif name[0] == "I":
            found[-1] = Tagged(found[-1].kind, found[-1].first, number)
    return found


def best_columns(scores: Scores, rows: Sequence[int], columns: Sequence[int]) -> dict[int, int]:
    """For each of some rows the column, of some, that it points at."""
    if not rows or not columns:
        return dict.fromkeys(rows, NOTHING)
    best = scores[np.ix_(rows, columns)].argmax(-1)
    return {row: columns[int(at)] for row, at in zip(rows, best, strict=True)}
