"""From scores to labels: the best BIO sequence, spans, and what a pointer points at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
BARRED = -1e9


@dataclass(frozen=True, slots=True)
class Tagged:
    """A labelled stretch of words: numbers of its first and last word, and the mean log-probability of its labels."""

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


def viterbi(scores: Scores, labels: tuple[str, ...]) -> list[int]:
    """The best sequence of BIO labels for scores [words, labels]."""
    if not scores.argmax(-1).any():
        return [0] * len(scores)  # all O
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


def bio_spans(scores: Scores, labels: tuple[str, ...], offset: int = 0) -> list[Tagged]:
    """The labelled stretches of scores [words, labels]; word numbers count from offset."""
    found: list[Tagged] = []
    if not len(scores):
        return found
    for number, label in enumerate(viterbi(log_softmax(scores), labels), offset):
        name = labels[label]
        if name[0] == "B":
            found.append(Tagged(name[2:], number, number))
        elif name[0] == "I":
            found[-1] = Tagged(found[-1].kind, found[-1].first, number)
    return found


def best_column(scores: Scores, columns: Iterable[int]) -> int:
    """Of some columns of a row of scores the one with the highest."""
    return max(columns, key=lambda column: float(scores[column]))
