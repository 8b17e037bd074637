"""Write silver labels: what a trained encoder says of every text to train on, one JSON line a text.

    python training/silver_labels.py CORPORA STATEMENTS HAPPENED FOLDER OUT.jsonl

FOLDER holds encoder.int8.onnx and tokenizer.json.  A text's line has its outer attributions, the inner ones (read from
each content alone, as if it were a text), and a label a row for the heads of the parse and for antecedents.  Names come
from silver_names.py; addressees, channels and triggers have none: a first model knows them too little.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from corpora import Corpora, Spans, Text
from examples import NONE, SKIP
from onrecord.evaluation.corpora import report_of
from onrecord.language.encoder import Encoder, Pass
from onrecord.language.labels import TRIGGERS
from onrecord.language.lay_out import lay_out, lay_out_passes
from onrecord.language.page import Attribution, Page

LEAST_WORDS = 6  # a shorter content holds no statement of its own
ONESELF = frozenset(("i", "we"))
TELLING = frozenset("said told asked warned promised".split())  # "I told him" is reported saying, "I think" is not


def silver(text: Text, encoder: Encoder) -> dict[str, Any]:
    """The silver labels of a text."""
    passes = list(encoder.read(text.text))
    page = lay_out_passes(report_of("text", text.text), passes)
    outer = [one for one in page.attributions if not one.inside]
    said = outer if text.outer is None else text.outer
    return {
        "key": text.key,
        "outer": [parts(one) for one in outer],
        "inner": [parts(one) for one in inside(page, sorted({s for one in said for s in one.content}), encoder)],
        "windows": [row_labels(one) for one in passes],
    }


def inside(page: Page, contents: Spans, encoder: Encoder) -> Iterator[Attribution]:
    """The attributions inside contents: those of a text that is made of the contents, a paragraph each."""
    chosen = [(s, e) for s, e in contents if len(page.words_in(s, e)) >= LEAST_WORDS and "\n" not in page.text[s:e]]
    alone = lay_out(report_of("contents", "\n".join(page.text[s:e] for s, e in chosen)), encoder)
    starts = list(accumulate((e - s + 1 for s, e in chosen), initial=0))
    for one in alone.attributions:
        spans = (*one.source, *one.cue, *one.content)
        number = bisect_right(starts, spans[0][0]) - 1
        within = all(starts[number] <= s and e < starts[number + 1] for s, e in spans)
        if within and not one.inside and one.cue and is_reported(alone.text, one):
            shift = chosen[number][0] - starts[number]
            yield Attribution(*(shifted(some, shift) for some in (one.source, one.cue, one.content)))


def is_reported(text: str, one: Attribution) -> bool:
    """Whether a statement inside a content is more than what its speaker thinks."""
    by_oneself = any(text[s:e].lower() in ONESELF for s, e in one.source)
    cue = {word for s, e in one.cue for word in text[s:e].lower().split()}
    return bool(cue & TELLING) or not by_oneself


def shifted(spans: Spans, by: int) -> Spans:
    return tuple((s + by, e + by) for s, e in spans)


def parts(one: Attribution) -> list[Spans]:
    return [one.source, one.cue, one.content]


def row_labels(one: Pass) -> dict[str, list[int]]:
    """A label a row for the heads that label words, [CLS] and pieces within words without one."""
    size = len(one.window) + 2
    rows = one.rows.tolist()

    def filled(labels: list[int]) -> list[int]:
        out = [SKIP] * size
        for row, label in zip(rows, labels, strict=True):
            out[row] = label
        return out

    heads = one.outputs["heads"][one.rows].tolist()
    starts = set(rows)
    return {
        "tags": filled(one.outputs["tags"][one.rows].tolist()),
        "heads": filled([head if head == NONE or head in starts else SKIP for head in heads]),
        "relations": filled(one.outputs["relations"][one.rows].tolist()),
        "antecedents": filled(antecedents(one)),
    }


def antecedents(one: Pass) -> list[int]:
    """The row that each word points back at, [CLS] where none."""
    scores = one.outputs["antecedents"][one.rows][:, [NONE, *one.rows]]
    later = np.triu(np.ones((len(one.rows), len(one.rows)), dtype=bool))
    scores[:, 1:][later] = -np.inf
    return np.array([NONE, *one.rows])[scores.argmax(-1)].tolist()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("corpora", "statements", "happened", "folder", "out"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    encoder = Encoder(args.folder)
    texts = Corpora(args.corpora, args.statements, args.happened).all(frozenset(TRIGGERS))
    with open(args.out, "w", encoding="utf-8") as file:
        for text in (text for text in texts if not text.tree):
            file.write(json.dumps(silver(text, encoder)) + "\n")


if __name__ == "__main__":
    main()
