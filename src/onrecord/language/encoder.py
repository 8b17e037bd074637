"""The one encoder: a report's words in, what every head says of them out, in one pass."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.language.labels import LABELS
from onrecord.language.windows import MOST, Window, inputs, windows
from onrecord.language.words import paragraphs

WEIGHTS = Path(__file__).resolve().parent.parent / "weights"
MOSTLY_CAPITALS = 0.6  # share of capitals among the letters of a text above which shapes say nothing


class UnfitModel(Exception):
    """A model's file that was made for other labels or other windows than this version reads."""


@dataclass(frozen=True)
class Pass:
    """One window's answers: `rows` are the numbers of the outputs' rows at which its words begin ([CLS] is row 0)."""

    window: Window
    rows: NDArray[np.int64]
    outputs: dict[str, NDArray[np.float32]]


class Encoder:
    """The ONNX session and its tokeniser.  One thread, windows one at a time without padding, so that the same text
    gives the same answers on any run."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.model = folder / "encoder.int8.onnx"
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # windows differ in length: an arena only grows, and is no faster
        self.session = onnxruntime.InferenceSession(str(self.model), options, providers=["CPUExecutionProvider"])
        check(self.session.get_modelmeta().custom_metadata_map, self.model)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.outputs = [output.name for output in self.session.get_outputs()]

    @cached_property
    def sha256(self) -> str:
        """The hash of the model's file."""
        return hashlib.sha256(self.model.read_bytes()).hexdigest()

    def read(self, text: str) -> Iterator[Pass]:
        """What the heads say of each window of a text."""
        for window in windows(paragraphs(text, self.tokenizer, blank_shapes=in_capitals(text))):
            ids, shapes = (np.array([row], dtype=np.int64) for row in inputs(window))
            answers = self.session.run(None, {"ids": ids, "shapes": shapes})
            rows = np.array([number for number, piece in enumerate(window, 1) if piece.first])
            yield Pass(window, rows, {name: answer[0] for name, answer in zip(self.outputs, answers, strict=True)})


def check(metadata: dict[str, str], model: Path) -> None:
    """Refuse a model whose labels or windows are not those of this version."""
    labels = {head: tuple(names) for head, names in json.loads(metadata.get("labels", "{}")).items()}
    wrong = sorted(head for head in {*LABELS, *labels} if labels.get(head) != LABELS.get(head))
    if wrong:
        raise UnfitModel(
            f"cannot use {model}: its labels differ for {', '.join(wrong)}; export it again with training/"
        )
    if metadata.get("window") != str(MOST):
        raise UnfitModel(f"cannot use {model}: it reads windows of {metadata.get('window')} pieces, not of {MOST}")


def in_capitals(text: str) -> bool:
    """Whether a text is written in capitals, as old wire reports are.

    >>> in_capitals("THREE SOLDIERS DIED NEAR THE BRIDGE."), in_capitals("The UN left Juba.")
    (True, False)
    """
    letters = [c for c in text[:5000] if c.isalpha()]
    return sum(map(str.isupper, letters)) > MOSTLY_CAPITALS * len(letters)


@cache
def encoder() -> Encoder:
    """The encoder that ships, loaded once a process."""
    return Encoder()
