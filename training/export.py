"""Export trained weights to ONNX in eight bits, with the labels of the heads in the file's metadata.

    python training/export.py BASE TRAINED OUT.onnx [--float]

TRAINED is what train.py wrote.  --float keeps 32 bits: the canonical run that eight bits are measured against.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from network import Deployed, Network
from onrecord.language.labels import LABELS
from onrecord.language.windows import MOST


def export(network: Network, out: Path) -> None:
    """Write a network as ONNX: ids and shapes [1, n] in, the outputs of Deployed out."""
    ids = torch.randint(1000, 2000, (1, 40))
    names = ["ids", "shapes", *Deployed.outputs]
    axes = {
        name: {1: "n", 2: "n"} if name in ("belongs", "said_by", "antecedents", "arcs") else {1: "n"} for name in names
    }
    torch.onnx.export(
        Deployed(network.eval()),
        (ids, torch.zeros_like(ids)),
        str(out),
        input_names=names[:2],
        output_names=names[2:],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def describe(path: Path) -> None:
    """Write into a model's file what its heads say and how long its windows are."""
    model = onnx.load(str(path))
    onnx.helper.set_model_props(model, {"labels": json.dumps(LABELS), "window": str(MOST)})
    model.producer_name, model.producer_version = "onrecord", ""
    onnx.save(model, str(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("base", "trained", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--float", action="store_true")
    args = parser.parse_args()
    network = Network(args.base)
    network.load_state_dict(torch.load(args.trained, weights_only=True))
    if args.float:
        export(network, args.out)
    else:
        with tempfile.TemporaryDirectory() as folder:
            export(network, Path(folder) / "float.onnx")
            quantize_dynamic(Path(folder) / "float.onnx", args.out, weight_type=QuantType.QInt8, per_channel=True)
    describe(args.out)


if __name__ == "__main__":
    main()
