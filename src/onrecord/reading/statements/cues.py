"""The words that introduce a statement, and what each does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import get_args

from onrecord.codebook.tables import codebook
from onrecord.language.page import Word
from onrecord.model.records import Act, StatementMode


@dataclass(frozen=True)
class Cues:
    """The codebook of cues: acts and modes by lemma, and which lemmas take which kind of content."""

    act: dict[str, Act]
    mode: dict[str, StatementMode]
    rule: dict[str, frozenset[str]]
    denied: dict[str, frozenset[str]]


@cache
def cues() -> Cues:
    """The codebook of cues, loaded once; of several acts the one named last counts."""
    table = codebook("cues")
    assert set(table["act"]) == set(get_args(Act))
    return Cues(
        act={lemma: act for act, words in table["act"].items() for lemma in words.split()},
        mode={lemma: mode for mode, words in table["mode"].items() for lemma in words.split()},
        rule={kind: frozenset(words.split()) for kind, words in table["rule"].items()},
        denied={kind: frozenset(words.split()) for kind, words in table["denied"].items()},
    )


def cue_lemma(word: Word) -> str:
    """The dictionary form of a cue; of a form that the word list leaves as it is, the verb of the codebook."""
    known = cues().act
    if word.lemma in known:
        return word.lemma
    text = word.text.lower()
    stems = [text.removesuffix(ending) for ending in ("ing", "ed", "s") if text.endswith(ending)]
    forms = [form for stem in stems for form in (stem, stem + "e", stem[:-1])]
    return next((form for form in forms if form in known), word.lemma)
