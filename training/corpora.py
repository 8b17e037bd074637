"""The texts to train on, each with what is known of it: PolNeAR, GUM, the practice passages, and texts with places."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Spans = tuple[tuple[int, int], ...]
Marked = tuple[str, int, int]  # a label, start, end

ROLES = ("source", "cue", "content")
NAME_TYPES = {"person": "person", "organization": "organisation", "place": "place"}
QUOTATION_MARKS = '"“”„«»'
SPAN_LINE = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
EVENT_LINE = re.compile(r"E\d+\t(.+)")


@dataclass(frozen=True)
class Said:
    """A marked attribution; addressees and channels are marked in the passages only."""

    source: Spans
    cue: Spans
    content: Spans
    addressees: Spans = ()
    channels: Spans = ()


@dataclass(frozen=True)
class Tree:
    """Gold tokens with tags, heads (-1 for a root) and relations."""

    tokens: Spans
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A text with what is known of it; None where nothing is known of that kind.

    `events` are the triggers (type, or None for one that may be given or not); `chains` are the mentions of one
    entity each, `heads` of them for GUM.  A `root` is an event type that the text holds somewhere.
    """

    corpus: str
    text: str
    outer: tuple[Said, ...] | None = None
    inner: tuple[Said, ...] | None = None
    whom_known: bool = False
    names: tuple[Marked, ...] | None = None
    places_only: bool = False
    tree: Tree | None = None
    chains: tuple[Spans, ...] = ()
    events: tuple[tuple[str | None, int, int], ...] | None = None
    root: str | None = None

    @property
    def key(self) -> str:
        """The hash of the text, under which silver labels are kept."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Silver:
    """Labels of a text that no person gave: spaCy's names, or what a first model says.  `windows` are a label a row for
    the heads that label words, a window each."""

    names: tuple[Marked, ...]
    outer: tuple[Said, ...] | None = None
    inner: tuple[Said, ...] | None = None
    windows: tuple[dict[str, list[int]], ...] = ()


def read_silver(path: Path) -> dict[str, Silver]:
    """The silver labels of a file, by the key of their text."""

    def said(attributions: list[list[Any]] | None) -> tuple[Said, ...] | None:
        if attributions is None:
            return None
        return tuple(Said(*(tuple(map(tuple, spans)) for spans in one)) for one in attributions)

    return {
        row["key"]: Silver(
            tuple(map(tuple, row.get("names", ()))),
            said(row.get("outer")),
            said(row.get("inner")),
            tuple(row.get("windows", ())),
        )
        for row in rows(path)
    }


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


# PolNeAR --------------------------------------------------------------------------------------------------------------


def polnear(folder: Path) -> Iterator[Text]:
    """The articles of a part of PolNeAR (text/ and attributions/), each as its first annotator by name marked it."""
    for path in sorted((folder / "text").glob("*.txt")):
        marked = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        raw = path.read_bytes().decode("utf-8")
        text = raw.removeprefix("\ufeff").replace("\r\n", "\n")
        yield Text("polnear", text, outer=brat_attributions(marked[0], raw) if marked else None)


def brat_attributions(path: Path, raw: str) -> tuple[Said, ...]:
    """The attributions of a brat file, with offsets into the text with plain line breaks."""

    def place(offset: int) -> int:
        return offset - raw.count("\r\n", 0, offset) - raw.startswith("\ufeff")

    lines = path.read_bytes().decode("utf-8").splitlines()
    spans = {
        found[1]: tuple((place(int(s)), place(int(e))) for s, e in (pair.split() for pair in found[3].split(";")))
        for found in map(SPAN_LINE.match, lines)
        if found
    }
    out = []
    for found in map(EVENT_LINE.match, lines):
        if found:
            roles: dict[str, Spans] = dict.fromkeys(ROLES, ())
            for role, _, ident in (part.partition(":") for part in found[1].split()):
                name = role.rstrip("0123456789").lower()
                if name in roles:
                    roles[name] += spans[ident]
            out.append(Said(*(tuple(sorted(roles[role])) for role in ROLES)))
    return tuple(out)


# GUM ------------------------------------------------------------------------------------------------------------------


def gum(path: Path) -> Iterator[Text]:
    """The texts of a part of GUM: names, tags and parse, and the mentions of each entity as their head words."""
    for row in rows(path):
        tree = Tree(
            tuple((s, e) for s, e in row["tokens"]), tuple(row["upos"]), tuple(row["tree"]), tuple(row["relation"])
        )
        names = [
            (NAME_TYPES[entity["type"]], *mention["name"])
            for entity in row["entities"]
            if entity["type"] in NAME_TYPES
            for mention in entity["mentions"]
            if mention["form"] == "name"
        ]
        names += [("group", *tree.tokens[n]) for n in group_adjectives(row["text"], tree)]
        chains = tuple(tuple(tuple(m["head"]) for m in entity["mentions"]) for entity in row["entities"])
        yield Text(
            "gum", row["text"], names=tuple(sorted(names, key=lambda n: (n[1], -n[2]))), tree=tree, chains=chains
        )


def group_adjectives(text: str, tree: Tree) -> Iterator[int]:
    """The numbers of capitalised adjectives inside sentences: GUM has no type for nationalities and the like."""
    for number, (start, end) in enumerate(tree.tokens):
        form = text[start:end]
        if (
            number
            and tree.tags[number] == "ADJ"
            and len(form) > 2
            and form.isalpha()
            and form[0].isupper()
            and not form.isupper()
            and text[tree.tokens[number - 1][1] - 1] not in '.!?:\n“"'
        ):
            yield number


# passages -------------------------------------------------------------------------------------------------------------


def statement_passages(path: Path) -> Iterator[Text]:
    """The passages of statements: outer and inner ones, addressees and channels, speakers' mentions."""
    for row in rows(path):
        by_id = {one["id"]: one for one in row["statements"]}
        said = {ident: said_of(row["text"], one, by_id) for ident, one in by_id.items()}
        chains = {tuple(map(tuple, one["speaker_mentions"])) for one in by_id.values() if one["speaker_mentions"]}
        yield Text(
            "statements",
            row["text"],
            outer=tuple(said[i] for i, one in by_id.items() if one["parent"] is None),
            inner=tuple(said[i] for i, one in by_id.items() if one["parent"] is not None),
            whom_known=True,
            chains=tuple(sorted(chains)),
        )


def said_of(text: str, one: dict[str, Any], by_id: dict[str, Any]) -> Said:
    """A passage's statement; one that goes on from another has that one's source and cue, as PolNeAR ties them."""
    first, seen = one, {one["id"]}
    while not first["cue"] and not first["source"] and first["continues"] and first["continues"] not in seen:
        first = by_id[first["continues"]]
        seen.add(first["id"])

    def spans(key: str) -> Spans:
        return tuple(sorted((s, e) for s, e in first[key]))

    content = tuple(sorted(with_marks(text, s, e) for s, e in one["content"]))
    channel = one["channel"]
    channels = ((channel["span"][0], channel["span"][1]),) if channel and not channel["optional"] else ()
    addressees = tuple((a["span"][0], a["span"][1]) for a in one["addressees"])
    return Said(spans("source"), spans("cue"), content, addressees, channels)


def with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the quotation marks that stand right at its ends: PolNeAR's contents hold them."""
    start -= start > 0 and text[start - 1] in QUOTATION_MARKS
    end += end < len(text) and text[end] in QUOTATION_MARKS
    return start, end


def happened_passages(path: Path, known: frozenset[str]) -> Iterator[Text]:
    """The passages of events: triggers with their first type that the head knows, and places as names."""
    for row in rows(path):
        events: list[tuple[str | None, int, int]] = [
            (next((t for t in one["types"] if t in known), None), *one["span"]) for one in row["events"]
        ]
        events += [(None, *one["span"]) for one in row["optional_events"]]
        places = [("place", *one["span"]) for one in row["places"] if not one["demonym"]]
        places += [("group", *one["span"]) for one in row["places"] if one["demonym"]]
        yield Text("happened", row["text"], names=tuple(places), places_only=True, events=tuple(events))


# places, and sentences of events --------------------------------------------------------------------------------------


def toponyms(path: Path) -> Iterator[Text]:
    """Texts in which places alone are marked."""
    for row in rows(path):
        places = tuple(("place", one["start"], one["end"]) for one in row["places"])
        yield Text("places", row["text"], names=places, places_only=True)


def plain_texts(path: Path) -> Iterator[Text]:
    """Texts of which nothing is known."""
    for row in rows(path):
        yield Text("plain", row["text"])


def rooted_sentences(path: Path, known: frozenset[str]) -> Iterator[Text]:
    """The sentences of a PLOVER table, each with the event type that it holds somewhere."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    for line in lines[1:]:
        row = dict(zip(header, line.split("\t"), strict=True))
        if row["root"] in known:
            yield Text("plover", row["sentence"], root=row["root"])


@dataclass(frozen=True)
class Corpora:
    """Where the corpora lie, and which of the practice passages are held out."""

    folder: Path
    statements: Path
    happened: Path

    def all(self, triggers: frozenset[str], held_out: frozenset[str] = frozenset()) -> Iterator[Text]:
        """Every text to train on, the held-out passages apart (named by the key of their text)."""
        sources = (
            polnear(self.folder / "polnear" / "train"),
            gum(self.folder / "gum" / "train.jsonl"),
            statement_passages(self.statements),
            happened_passages(self.happened, triggers),
            toponyms(self.folder / "places" / "geovirus.jsonl"),
            rooted_sentences(self.folder / "plover" / "plv_train.tsv", triggers),
            plain_texts(self.folder / "stories" / "articles.jsonl"),
        )
        for source in sources:
            yield from (text for text in source if text.key not in held_out)
