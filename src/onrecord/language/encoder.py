"""The one encoder: a report's words in, what every head says of them out, in one pass."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.language.windows import Window, inputs, windows
from onrecord.language.words import paragraphs

WEIGHTS = Path(__file__).resolve().parent.parent / "weights"


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
        self.session = onnxruntime.InferenceSession(str(self.model), options, providers=["CPUExecutionProvider"])
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
        for window in windows(paragraphs(text, self.tokenizer)):
            ids, shapes = (np.array([row], dtype=np.int64) for row in inputs(window))
            answers = self.session.run(None, {"ids": ids, "shapes": shapes})
            rows = np.array([number for number, piece in enumerate(window, 1) if piece.first])
            yield Pass(window, rows, {name: answer[0] for name, answer in zip(self.outputs, answers, strict=True)})


@cache
def encoder() -> Encoder:
    """The encoder that ships, loaded once a process."""
    return Encoder()
