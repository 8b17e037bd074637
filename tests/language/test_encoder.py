"""The shipped encoder: what its card says, what it covers, and that it says the same twice."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from onrecord.evaluation.corpora import report_of
from onrecord.language.encoder import WEIGHTS, UnfitModel, check, encoder, in_capitals
from onrecord.language.labels import LABELS
from onrecord.language.lay_out import lay_out
from onrecord.language.windows import MOST, windows
from onrecord.language.words import paragraphs

NEWS = """TORVAL, March 3 (Northern Wire) - Gunmen killed 14 miners near Torval on Sunday, the army said in a statement.

"We heard shots at dawn," Ilse Brandt, a nurse, told reporters. "Then O'Dwyer didn't answer his radio."

The governor of N'Gole denied that 1,200 people had fled; U.N. officials put the figure at 3.5 per cent of the town.
"""
HEADINGS = {"roles", "inner", "whom", "names", "tags", "relations", "triggers"}


def test_the_card_names_the_file() -> None:
    digest = hashlib.sha256((WEIGHTS / "encoder.int8.onnx").read_bytes()).hexdigest()
    assert digest in (WEIGHTS / "encoder.md").read_text(encoding="utf-8")


def test_two_reads_are_identical() -> None:
    for one, other in zip(encoder().read(NEWS), encoder().read(NEWS), strict=True):
        assert all(np.array_equal(one.outputs[name], other.outputs[name]) for name in one.outputs)
    report = report_of("a.txt", NEWS)
    assert lay_out(report, encoder()) == lay_out(report, encoder())


def test_every_word_is_on_the_page_once() -> None:
    page = lay_out(report_of("a.txt", NEWS), encoder())
    covered = "".join(word.text for word in page.words)
    assert covered == "".join(NEWS.split())
    assert [word.number for word in page.words] == list(range(len(page.words)))
    assert all(0 <= word.head < len(page.words) for word in page.words)
    assert page.sentences[0].first == 0
    assert page.sentences[-1].stop == len(page.words)


def test_an_empty_text_has_an_empty_page() -> None:
    page = lay_out(report_of("a.txt", " \n\n "), encoder())
    assert (page.words, page.sentences, page.names, page.attributions) == ((), (), (), ())


def test_windows_hold_every_piece_and_are_never_too_long() -> None:
    text = NEWS + " ".join(["supercalifragilistic"] * 200) + "x" * 900
    made = windows(paragraphs(text, encoder().tokenizer))
    assert all(0 < len(window) <= MOST for window in made)
    pieces = [piece for window in made for piece in window]
    assert pieces == [piece for paragraph in paragraphs(text, encoder().tokenizer) for piece in paragraph.pieces]


def test_text_in_capitals_still_has_sentences() -> None:
    text = "THREE SOLDIERS DIED. THE ARMY SAID NOTHING."
    assert in_capitals(text)
    assert len(lay_out(report_of("a.txt", text), encoder()).sentences) == 2


def test_a_model_with_other_labels_is_refused() -> None:
    good = {"labels": json.dumps(LABELS), "window": str(MOST)}
    check(good, Path("a.onnx"))
    assert set(LABELS) == HEADINGS
    with pytest.raises(UnfitModel, match="its labels differ for triggers"):
        check({**good, "labels": json.dumps({**LABELS, "triggers": ["O"]})}, Path("a.onnx"))
    with pytest.raises(UnfitModel, match="windows of 64 pieces"):
        check({**good, "window": "64"}, Path("a.onnx"))
    with pytest.raises(UnfitModel):
        check({}, Path("a.onnx"))
