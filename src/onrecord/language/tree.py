"""The parse as trees: what the encoder's pointers say, without cycles."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from onrecord.language.decoding import BARRED, Scores


def heads_of(arcs: Scores) -> list[int]:
    """The head of each word of a window, its own number for a root, from scores [words, 1 + words], column 0 the root.

    Each word hangs on its best head; of a cycle the word that loses least by it hangs on its best head elsewhere.

    >>> heads_of(np.array([[0.0, -9.0, 3.0], [2.0, 3.0, -9.0]], dtype=np.float32))
    [1, 1]
    """
    arcs = arcs.copy()
    numbers = np.arange(len(arcs))
    arcs[numbers, numbers + 1] = BARRED
    heads = (arcs.argmax(-1) - 1).tolist()
    for cycle in iter(lambda: next(cycles(heads), None), None):
        beneath = under(heads, cycle)
        outside = arcs[cycle].copy()
        outside[:, [number + 1 for number in beneath]] = BARRED
        loss = arcs[cycle, [heads[number] + 1 for number in cycle]] - outside.max(-1)
        cheapest = int(loss.argmin())
        heads[cycle[cheapest]] = int(outside[cheapest].argmax()) - 1
    return [number if head < 0 else head for number, head in enumerate(heads)]


def cycles(heads: list[int]) -> Iterator[list[int]]:
    """The cycles among heads (-1 for a root)."""
    done = [False] * len(heads)
    for start in range(len(heads)):
        path: list[int] = []
        number = start
        while number >= 0 and not done[number]:
            done[number] = True
            path.append(number)
            number = heads[number]
        if number in path:
            yield path[path.index(number) :]


def under(heads: list[int], cycle: list[int]) -> set[int]:
    """The words of a cycle and all that hang on it."""
    found, grown = set(cycle), True
    while grown:
        more = {number for number, head in enumerate(heads) if head in found} - found
        found |= more
        grown = bool(more)
    return found
