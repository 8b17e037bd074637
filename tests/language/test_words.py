"""What is one word, and where sentences open."""

from __future__ import annotations

import pytest

from onrecord.language.words import WORD, opening_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("didn't say", ["didn't", "say"]),
        ("the UN's man", ["the", "UN", "'s", "man"]),
        ("120,000 at 14:30", ["120,000", "at", "14:30"]),
        ("Gen. O'Dwyer of N'Gole", ["Gen.", "O'Dwyer", "of", "N'Gole"]),
        ("the U.S. army", ["the", "U.S.", "army"]),
        ("J. Brandt's “plan”", ["J.", "Brandt", "'s", "“", "plan", "”"]),
        ("@torval wrote", ["@torval", "wrote"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [found[0] for found in WORD.finditer(text)] == words


@pytest.mark.parametrize(
    ("line", "openers"),
    [
        ("They left. Nobody spoke.", ["They", "Nobody"]),
        ("Gen. Brandt left. He fled.", ["Gen.", "He"]),
        ("“Go!” she said. “Now.”", ["“", "“"]),
        ("It cost 3.5 million. The U.N. paid.", ["It", "The"]),
    ],
)
def test_sentences_open(line: str, openers: list[str]) -> None:
    words = [found.span() for found in WORD.finditer(line)]
    opens = opening_words(line, words)
    assert [line[s:e] for (s, e), first in zip(words, opens, strict=True) if first] == openers
