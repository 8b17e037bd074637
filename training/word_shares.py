"""Makes codebook/word_shares.txt: in how many of 1,000 news reports each word stands.

    python training/word_shares.py CORPORA OUT.txt          a minute; needs only onrecord itself

CORPORA holds polnear/train, times/ and places/ (lgl, geovirus).  Only counts go into the file, of words that stand in
at least LEAST of 1,000 reports: no text can be told from it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from onrecord.evaluation.corpora import corpus
from onrecord.linking.words import word_counts
from onrecord.model.records import Report

LEAST = 20
PARTS = ("polnear/train", "times/timebank.jsonl", "times/aquaint.jsonl", "places/lgl.jsonl", "places/geovirus.jsonl")


def reports(corpora: Path) -> Iterator[Report]:
    """The reports that are counted over."""
    for part in PARTS:
        yield from corpus(corpora / part)


def shares(counted: Iterator[Report]) -> tuple[int, dict[str, int]]:
    """How many reports there are, and in how many of 1,000 each common word stands."""
    having: Counter[str] = Counter()
    number = 0
    for number, report in enumerate(counted, 1):  # noqa: B007 - the last number is their count
        having.update(word_counts(report).keys())
    found = {word: round(1000 * count / number) for word, count in having.items()}
    return number, {word: share for word, share in found.items() if share >= LEAST}


def main(corpora: str, out: str) -> None:
    number, found = shares(reports(Path(corpora)))
    lines = [
        f'# Words by how many of 1,000 news reports they stand in, "share word ...", counted over {number:,} reports.',
        "# Words as linking/words.py has them: lower case, without a plural's or a possessive's s.",
        f"# What stands in fewer than {LEAST} is not listed.  Made by training/word_shares.py from news corpora.",
    ]
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    for share, words in groupby(ordered, key=lambda item: item[1]):
        lines.append(f"{share} {' '.join(word for word, _ in words)}")
    Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
