"""Labels for training: gold spans become rows of the words that the encoder reads."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from onrecord.language.encoder import encoder
from onrecord.language.labels import LABELS

TRAINING = Path(__file__).resolve().parents[2] / "training"


@pytest.fixture(autouse=True)
def _path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TRAINING))


def module(name: str) -> Any:
    return importlib.import_module(name) if str(TRAINING) in sys.path else None


def labelled(text: str, head: str, **known: Any) -> list[tuple[str, str]]:
    """(word, label) of the words that a head has a label for other than the first."""
    one = next(module("examples").examples(module("corpora").Text("news", text, **known), encoder().tokenizer, None))
    pieces = [encoder().tokenizer.id_to_token(ident) or "" for ident in one.ids]
    return [(p, LABELS[head][label]) for p, label in zip(pieces, one.gold[head], strict=True) if label > 0]


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_a_statement_inside_another_has_its_own_head() -> None:
    text = "Brandt said he denies the theft."
    corpora = module("corpora")
    outer = corpora.Said((span(text, "Brandt"),), (span(text, "said"),), (span(text, "he denies the theft"),))
    inner = corpora.Said((span(text, "he"),), (span(text, "denies"),), (span(text, "the theft"),))
    known = {"outer": (outer,), "inner": (inner,)}
    assert [label for _, label in labelled(text, "roles", **known)] == [
        "B-source", "B-cue", "B-content", "I-content", "I-content", "I-content",
    ]  # fmt: skip
    assert labelled(text, "inner", **known) == [
        ("he", "B-source"), ("denies", "B-cue"), ("the", "B-content"), ("theft", "I-content"),
    ]  # fmt: skip


def test_a_source_inside_a_content_cuts_it() -> None:
    said = module("corpora").Said(((6, 8),), ((9, 11),), ((0, 20),))
    assert module("examples").apart([said]) == [
        ("content", 0, 6), ("source", 6, 8), ("content", 8, 9), ("cue", 9, 11), ("content", 11, 20),
    ]  # fmt: skip


def test_a_trigger_is_labelled_on_its_last_word() -> None:
    text = "Gunmen opened fire on a bus."
    assert labelled(text, "triggers", events=(("ASSAULT", *span(text, "opened fire")),)) == [("fire", "ASSAULT")]


def test_a_passages_content_takes_its_quotation_marks() -> None:
    text = "“Go,” she said."
    assert module("corpora").with_marks(text, 1, 4) == (0, 5)


def test_a_country_that_acts_is_a_place_and_not_every_adjective_a_group() -> None:
    text = "Dutch Digital clerks told Sweden."
    names = (
        ("group", *span(text, "Dutch")),
        ("group", *span(text, "Digital")),
        ("organisation", *span(text, "Sweden")),
    )
    said = module("kinds").as_usual(
        module("corpora").Text("gum", text, names=names), {"Dutch": "group", "Sweden": "place"}
    )
    assert said.names == (("group", *span(text, "Dutch")), ("place", *span(text, "Sweden")))


def test_a_name_is_usually_what_most_mentions_say() -> None:
    corpora = module("corpora")
    text = corpora.Text("news", "Oslo Oslo")
    silver = {text.key: corpora.Silver((("place", 0, 4), ("place", 5, 9)))}
    assert module("kinds").usual_kinds([text], silver) == {"Oslo": "place"}
