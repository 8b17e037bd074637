"""From texts with what is known of them to windows with a label a row for every head."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tokenizers import Tokenizer

from corpora import Marked, Said, Silver, Spans, Text, Tree
from onrecord.language.labels import LABELS, NAMES, RELATIONS, ROLES, TAGS, TRIGGERS, WHOM
from onrecord.language.windows import Window, inputs, windows
from onrecord.language.words import paragraphs

SKIP = -100  # no label: no loss
NONE = 0  # the row of [CLS]: a pointer that points at nothing
POINTERS = ("heads", "belongs", "said_by", "antecedents")
HEADS = (*LABELS, *POINTERS)
NO_SILVER = Silver(())
SILVER = 0.5  # weight of names and roles that no person gave
SILVER_WORDS = 0.2  # of silver tags, parse and antecedents: they are many, and a small encoder has room for so much


@dataclass(frozen=True)
class Example:
    """A window's inputs, its label a row for each head, and what the labels of some heads weigh when not 1."""

    ids: list[int]
    shapes: list[int]
    gold: dict[str, list[int]]
    weights: dict[str, float] = field(default_factory=dict)
    root: int = SKIP


@dataclass(frozen=True)
class Rows:
    """The words of a window as (row, start, end); row 0 is [CLS]."""

    words: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, window: Window) -> Rows:
        firsts = [number for number, piece in enumerate(window) if piece.first]
        lasts = [*(n - 1 for n in firsts[1:]), len(window) - 1]
        return cls(tuple((f + 1, window[f].start, window[e].end) for f, e in zip(firsts, lasts, strict=True)))

    def inside(self, start: int, end: int) -> list[int]:
        """The rows of the words that begin in a stretch, or that it begins in."""
        first = bisect_right(self.words, start, key=lambda word: word[2])
        last = bisect_left(self.words, end, key=lambda word: word[1])
        return [row for row, _, _ in self.words[first:last]]

    def first(self, start: int, end: int) -> int | None:
        return next(iter(self.inside(start, end)), None)


def examples(text: Text, tokenizer: Tokenizer, silver: Silver | None) -> Iterator[Example]:
    """The windows of a text with their labels; what nobody marked has silver labels where there are any."""
    silver = silver or NO_SILVER
    outer = text.outer if text.outer is not None else silver.outer
    inner = text.inner if text.inner is not None else silver.inner
    weights = {}
    if text.outer is None:
        weights |= dict.fromkeys(("roles", "belongs", "said_by"), SILVER)
    if text.inner is None:
        weights["inner"] = SILVER
    if text.names is None or text.places_only:
        weights["names"] = SILVER
    for number, window in enumerate(windows(paragraphs(text.text, tokenizer))):
        rows = Rows.of(window)
        gold = {head: [SKIP] * (len(window) + 2) for head in HEADS}
        if outer is not None:
            label_roles(rows, outer, gold, "roles")
        if inner is not None:
            label_roles(rows, inner, gold, "inner")
        if text.whom_known:
            label_whom(rows, (*(outer or ()), *(inner or ())), gold)
        label_names(rows, text, silver.names, gold)
        if text.tree:
            label_tree(rows, text.tree, gold)
            label_chains(rows, text.chains, gold)
        if text.events is not None:
            label_triggers(rows, text.events, gold)
        one = Example(*inputs(window), gold, weights, TRIGGERS.index(text.root) if text.root else SKIP)
        yield with_silver(one, silver.windows[number]) if silver.windows else one


def with_silver(one: Example, labels: dict[str, list[int]]) -> Example:
    """An example in which silver labels stand for those heads that it has no labels for."""
    free = [head for head in labels if all(label == SKIP for label in one.gold[head])]
    return replace(
        one,
        gold={**one.gold, **{head: labels[head] for head in free}},
        weights={**one.weights, **dict.fromkeys(free, SILVER_WORDS)},
    )


# spans ----------------------------------------------------------------------------------------------------------------


def label_spans(rows: Rows, marked: Iterable[Marked], labels: tuple[str, ...], row_labels: list[int]) -> None:
    """BIO labels of spans on all words; where spans overlap the first wins."""
    for row, _, _ in rows.words:
        row_labels[row] = 0
    for kind, start, end in marked:
        begun = False
        for row in rows.inside(start, end):
            if row_labels[row] == 0:
                row_labels[row] = labels.index(("I-" if begun else "B-") + kind)
                begun = True


def apart(said: Iterable[Said]) -> list[Marked]:
    """The role spans of attributions cut so that none overlap: source goes before cue before content."""
    out: list[Marked] = []
    for role in ("source", "cue", "content"):
        for start, end in sorted({span for one in said for span in getattr(one, role)}):
            pieces = [(start, end)]
            for _, s, e in out:
                pieces = [piece for a, b in pieces for piece in cut(a, b, s, e)]
            out += [(role, a, b) for a, b in pieces]
    return sorted(out, key=lambda one: one[1:])


def cut(start: int, end: int, taken_start: int, taken_end: int) -> Iterator[tuple[int, int]]:
    """What is left of a stretch without another one."""
    if end <= taken_start or taken_end <= start:
        yield start, end
        return
    if start < taken_start:
        yield start, taken_start
    if taken_end < end:
        yield taken_end, end


def label_roles(rows: Rows, said: tuple[Said, ...], gold: dict[str, list[int]], head: str) -> None:
    """Roles of outer or inner attributions and the pointers that tie them; a row that an outer one has taken stays."""
    marked = apart(said)
    label_spans(rows, marked, ROLES, gold[head])

    def opening(spans: Spans, role: str) -> list[int]:
        """The rows at which spans begin that are labelled so."""
        firsts = (rows.first(s, e) for s, e in sorted(spans))
        return [row for row in firsts if row and gold[head][row] > 0 and ROLES[gold[head][row]].endswith(role)]

    def point(pointer: str, row: int, to: int) -> None:
        if gold[pointer][row] == SKIP:
            gold[pointer][row] = to

    for one in said:
        cues, sources = opening(one.cue, "cue"), opening(one.source, "source")
        within = tuple(
            (s, e) for role, s, e in marked if role == "content" and any(x <= s and e <= z for x, z in one.content)
        )
        source = sources[0] if sources else NONE
        for row in opening(within, "content"):
            point("belongs", row, cues[0] if cues else NONE)
            if not cues:
                point("said_by", row, source)
        for row in cues:
            point("belongs", row, cues[0])
            point("said_by", row, source)


def label_whom(rows: Rows, said: tuple[Said, ...], gold: dict[str, list[int]]) -> None:
    """Addressees and channels, each pointing at the first cue of its statement; a channel that is the source, or that
    is told ("told Reuters"), is labelled as such a one only."""
    marked: list[Marked] = []
    for one in said:
        sources = set(one.source)
        marked += [("addressee", s, e) for s, e in one.addressees]
        marked += [("channel", s, e) for s, e in one.channels if (s, e) not in sources]
    label_spans(rows, sorted(set(marked), key=lambda m: (m[0], m[1], -m[2])), WHOM, gold["whom"])
    for one in said:
        cue = rows.first(*min(one.cue)) if one.cue else None
        for span in (*one.addressees, *one.channels):
            row = rows.first(*span)
            if row and gold["belongs"][row] == SKIP and WHOM[gold["whom"][row]].startswith("B"):
                gold["belongs"][row] = cue or NONE


def label_names(rows: Rows, text: Text, silver: tuple[Marked, ...], gold: dict[str, list[int]]) -> None:
    """Names; where places alone are marked, silver names beside them and no label where silver says place."""
    if text.names is not None and not text.places_only:
        label_spans(rows, text.names, NAMES, gold["names"])
    elif text.names is None and silver:
        label_spans(rows, silver, NAMES, gold["names"])
    elif text.names is not None and silver:
        others = [name for name in silver if name[0] != "place"]
        label_spans(rows, (*text.names, *others), NAMES, gold["names"])
        for _, start, end in (name for name in silver if name[0] == "place"):
            for row in rows.inside(start, end):
                if gold["names"][row] == 0:
                    gold["names"][row] = SKIP


# words ----------------------------------------------------------------------------------------------------------------


def label_tree(rows: Rows, tree: Tree, gold: dict[str, list[int]]) -> None:
    """Tags, heads and relations.  Gold tokens may be cut otherwise: a word stands for the tokens that begin in it (the
    one whose head lies outside gives its labels); a further word of one token hangs on the token's first, as `flat`."""
    row_of: dict[int, int] = {}
    tokens_of: dict[int, list[int]] = {}
    token = 0
    for row, start, end in rows.words:
        while token < len(tree.tokens) and tree.tokens[token][1] <= start:
            token += 1
        at = token
        while at < len(tree.tokens) and tree.tokens[at][0] < end:
            tokens_of.setdefault(row, []).append(at)
            row_of.setdefault(at, row)
            at += 1
    for row, tokens in tokens_of.items():
        own = [t for t in tokens if row_of[t] == row]
        if not own:
            gold["tags"][row] = TAGS.index(tree.tags[tokens[0]])
            gold["heads"][row] = row_of[tokens[0]]
            gold["relations"][row] = RELATIONS.index("flat")
            continue
        top = next((t for t in own if row_of.get(tree.heads[t]) != row), own[0])
        head = tree.heads[top]
        gold["tags"][row] = TAGS.index(tree.tags[top])
        if head < 0 or row_of.get(head, row) != row:
            gold["heads"][row] = row_of[head] if head >= 0 else NONE
            gold["relations"][row] = RELATIONS.index(tree.relations[top].partition(":")[0])


def label_chains(rows: Rows, chains: tuple[Spans, ...], gold: dict[str, list[int]]) -> None:
    """The head word of each mention points at that of the entity's mention before it in the window."""
    for chain in chains:
        before = NONE
        for start, end in sorted(chain):
            row = rows.first(start, end)
            if row and row != before:
                gold["antecedents"][row] = before
                before = row


def label_triggers(rows: Rows, events: tuple[tuple[str | None, int, int], ...], gold: dict[str, list[int]]) -> None:
    """The type of an event on the last word of its trigger; no label where it may be given or not."""
    for row, _, _ in rows.words:
        gold["triggers"][row] = 0
    for kind, start, end in events:
        for row in rows.inside(start, end)[-1:]:
            gold["triggers"][row] = TRIGGERS.index(kind) if kind else SKIP
