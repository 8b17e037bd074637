"""What names usually are: GUM's types brought to this project's, by what silver labels call the same name elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from corpora import Silver, Text

MOSTLY = 0.8  # share of a name's mentions that settles its kind


def usual_kinds(texts: list[Text], silver: dict[str, Silver]) -> dict[str, str]:
    """What silver labels mostly call a name."""
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        for kind, start, end in silver[text.key].names if text.key in silver else ():
            counts.setdefault(text.text[start:end], Counter())[kind] += 1
    return {
        name: kind
        for name, count in counts.items()
        for kind, number in count.most_common(1)
        if number > MOSTLY * count.total()
    }


def as_usual(text: Text, kinds: dict[str, str]) -> Text:
    """A text of GUM with the types of this project: a country that acts is a place, and an adjective is a group only
    where others call it so ("Dutch", not "Digital")."""
    names = tuple(
        ("place" if kind == "organisation" and kinds.get(text.text[start:end]) == "place" else kind, start, end)
        for kind, start, end in text.names or ()
        if kind != "group" or kinds.get(text.text[start:end]) == "group"
    )
    return replace(text, names=names)
