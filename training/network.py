"""The network: one encoder and a small head for each thing that it says of a word."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from onrecord.language.labels import LABELS, RELATIONS
from onrecord.language.words import NO_SHAPE

WIDTH = 384
ARCS, LINKS, RELATED = 192, 128, 96  # widths of the pointers of the parse, of the other pointers, and of relations
LINEAR = tuple(head for head in LABELS if head != "relations")


class Pointer(nn.Module):
    """Biaffine scores [batch, row, column] of rows pointing at columns."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.row, self.column = nn.Linear(WIDTH, width), nn.Linear(WIDTH, width)
        self.weight = nn.Parameter(nn.init.xavier_uniform_(torch.empty(width + 1, width)))

    def forward(self, words: Tensor) -> Tensor:
        rows = with_one(torch.relu(self.row(words)))
        return rows @ self.weight @ torch.relu(self.column(words)).transpose(1, 2)


class Network(nn.Module):
    """MiniLM with the shapes of words added to their embeddings, linear heads, pointers and relations."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            base,
            add_pooling_layer=False,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            attn_implementation="eager",  # sdpa is slower at these lengths
        )
        self.shape = nn.Embedding(NO_SHAPE + 1, WIDTH, padding_idx=NO_SHAPE)
        nn.init.zeros_(self.shape.weight)
        self.linear = nn.ModuleDict({head: nn.Linear(WIDTH, len(LABELS[head])) for head in LINEAR})
        self.pointers = nn.ModuleDict(
            {
                "heads": Pointer(ARCS),
                "belongs": Pointer(LINKS),
                "said_by": Pointer(LINKS),
                "antecedents": Pointer(LINKS),
            }
        )
        self.child, self.parent = nn.Linear(WIDTH, RELATED), nn.Linear(WIDTH, RELATED)
        self.related = nn.Parameter(nn.init.xavier_uniform_(torch.empty(len(RELATIONS), RELATED + 1, RELATED + 1)))

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor | None = None) -> Tensor:
        embedded = self.bert.embeddings.word_embeddings(ids) + self.shape(shapes)
        return self.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state

    def relations(self, words: Tensor, heads: Tensor) -> Tensor:
        """Scores [batch, word, relation] of each word to its head, a row of the same window."""
        child, parent = torch.relu(self.child(words)), torch.relu(self.parent(words))
        parent = parent.gather(1, heads.unsqueeze(-1).expand(-1, -1, parent.shape[-1]))
        wide = self.related.permute(1, 0, 2).reshape(RELATED + 1, -1)  # a plain product: eight bits can do it
        forms = (with_one(child) @ wide).unflatten(-1, (len(RELATIONS), RELATED + 1))
        return (forms @ with_one(parent).unsqueeze(-1)).squeeze(-1)

    def scores(self, head: str, words: Tensor, heads: Tensor) -> Tensor:
        """A head's scores; of relations, given the heads."""
        if head == "relations":
            return self.relations(words, heads)
        return self.linear[head](words) if head in self.linear else self.pointers[head](words)


class Deployed(nn.Module):
    """What is exported: ids and shapes in; scores of labels and pointers out, and the best tag, head and relation."""

    outputs = (
        "roles", "inner", "whom", "names", "triggers", "belongs", "said_by", "antecedents", "arcs", "tags", "heads",
        "relations",
    )  # fmt: skip

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        network = self.network
        words = network.encode(ids, shapes)
        arcs = network.pointers["heads"](words)
        heads = arcs.argmax(-1)
        scored = [network.scores(head, words, heads) for head in self.outputs[:8]]
        tags = network.linear["tags"](words).argmax(-1)
        return (*scored, arcs, tags, heads, network.relations(words, heads).argmax(-1))


def with_one(rows: Tensor) -> Tensor:
    """Rows with a one at their end, which makes a bilinear form affine."""
    return torch.cat([rows, torch.ones_like(rows[..., :1])], -1)
