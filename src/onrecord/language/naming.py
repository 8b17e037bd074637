"""A vote a report on what its names are: the same name is of one kind, and a lone surname of that of the full name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.language.decoding import Scores, Tagged
from onrecord.language.labels import NAMES

KINDS = tuple(label[2:] for label in NAMES if label[0] == "B")
BEGINS = [NAMES.index(f"B-{kind}") for kind in KINDS]
PERSON, PLACE = KINDS.index("person"), KINDS.index("place")
FILED = 4.0  # what a dateline adds to the score of a place, a mention


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name as the encoder tags it once: its words, its place among the report's, and a score for each kind."""

    words: tuple[str, ...]
    tagged: Tagged
    scores: Scores


def kind_scores(scores: Scores, tagged: Tagged) -> Scores:
    """The mean log-probability of each kind over the words of a name, given log-probabilities [words, labels]."""
    words = scores[tagged.first : tagged.last + 1]
    either = np.logaddexp(words[:, BEGINS], words[:, [label + 1 for label in BEGINS]])
    return np.asarray(either.mean(0))


def vote(candidates: Sequence[Candidate], filed: tuple[str, ...] = ()) -> list[str]:
    """The kind of each name: that with the highest sum over all its mentions; filed: the words of the place from which
    a report was filed."""
    total: dict[tuple[str, ...], Scores] = defaultdict(lambda: np.zeros(len(KINDS), dtype=np.float32))
    for one in candidates:
        total[one.words] = total[one.words] + one.scores
        if one.words == filed:
            total[filed][PLACE] += FILED
    people: dict[str, Scores] = defaultdict(lambda: np.zeros(len(KINDS), dtype=np.float32))
    for words, scores in list(total.items()):
        if len(words) > 1 and scores.argmax() == PERSON:
            people[words[-1]] = people[words[-1]] + scores
    return [KINDS[int((total[c.words] + surname_scores(c, people)).argmax())] for c in candidates]


def surname_scores(candidate: Candidate, people: dict[str, Scores]) -> Scores | float:
    """What the full names say of a lone surname."""
    return people.get(candidate.words[0], 0.0) if len(candidate.words) == 1 else 0.0
