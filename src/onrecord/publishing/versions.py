"""What one version of a text changed of another, by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

MOST = 4000  # words of a text that are laid beside another's one by one; longer ones by paragraphs


@dataclass(frozen=True, slots=True)
class Change:
    """Words that stayed, that came, or that went."""

    kind: Literal["same", "added", "removed"]
    text: str


def changed_words(old: str, new: str) -> Iterator[Change]:
    """The words of two versions in order, those that only one has as removed or added.

    >>> [(one.kind, one.text) for one in changed_words("Nine died on Monday.", "Twelve died on Monday.")]
    [('removed', 'Nine'), ('added', 'Twelve'), ('same', ' died on Monday.')]
    """
    parts = re.compile(r"\s+|\S+" if max(len(old), len(new)) < MOST * 6 else r"[^\n]+|\n+")
    before, after = parts.findall(old), parts.findall(new)
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Change("same", "".join(after[k:m]))
            continue
        if i < j:
            yield Change("removed", "".join(before[i:j]))
        if k < m:
            yield Change("added", "".join(after[k:m]))
