"""Write the mean of the weights of two runs, the second of which went on from the first; fresh heads are the second's.

python training/average.py FIRST SECOND OUT --fresh inner whom triggers
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor


def average(first: dict[str, Tensor], second: dict[str, Tensor], fresh: tuple[str, ...]) -> dict[str, Tensor]:
    """The mean of two runs' weights, but for the fresh heads."""
    new = tuple(f"linear.{head}." for head in fresh)
    return {
        name: weights if name.startswith(new) or not weights.is_floating_point() else (first[name] + weights) / 2
        for name, weights in second.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("first", "second", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--fresh", nargs="*", default=[])
    args = parser.parse_args()
    first, second = (torch.load(path, weights_only=True) for path in (args.first, args.second))
    torch.save(average(first, second, tuple(args.fresh)), args.out)


if __name__ == "__main__":
    main()
