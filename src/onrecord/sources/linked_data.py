"""What a page says of its article in JSON-LD, the data that outlets write for search engines."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from onrecord.sources.options import words

Node = dict[str, Any]
ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|Review|SocialMediaPosting)$")
BREAKS = re.compile(r"[\x00-\x1f]+")  # line breaks and tabs inside strings, which outlets forget to escape
DEPTH = 6  # how deep articles are looked for: they stand at the top, in @graph, or under mainEntity


def find_article(tree: HtmlElement) -> Node:
    """The page's article: the one that tells most where there are several; empty where there is none."""
    nodes = [node for script in tree.iter("script") if is_linked_data(script) for node in nodes_of(loaded(script))]
    known = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if is_article(node)]
    if not articles:
        return {}
    best = max(articles, key=lambda node: sum(bool(node.get(key)) for key in ("headline", "datePublished", "author")))
    return {key: resolved(value, known) for key, value in best.items()}


def is_linked_data(script: HtmlElement) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def loaded(script: HtmlElement) -> Any:
    """The data of a script; None where it is no JSON even when line breaks in strings are let pass."""
    text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").strip()
    for attempt in (text, BREAKS.sub(" ", text).rstrip(";,")):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def nodes_of(data: Any, depth: int = 0) -> Iterator[Node]:
    """Every object of the data, the outer ones first."""
    if depth > DEPTH:
        return
    if isinstance(data, dict):
        yield data
        data = [value for value in data.values() if isinstance(value, (dict, list))]
    if isinstance(data, list):
        for one in data:
            yield from nodes_of(one, depth + 1)


def is_article(node: Node) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def resolved(value: Any, known: dict[str, Node]) -> Any:
    """The value with the objects that it only refers to."""
    if isinstance(value, list):
        return [resolved(one, known) for one in value]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return known.get(value["@id"], value)
    return value


def names_of(value: Any) -> list[str]:
    """The names of the people or bodies that a value names.

    >>> names_of([{"@type": "Person", "name": "Ada Quill"}, "Ben Oar"])
    ['Ada Quill', 'Ben Oar']
    """
    if isinstance(value, list):
        return [name for one in value for name in names_of(one)]
    if isinstance(value, dict) and isinstance(value.get("name"), list):
        return names_of(value["name"])
    name = text_of(value)
    return [name] if name else []


def text_of(value: Any) -> str | None:
    """A value as words, its HTML entities read."""
    if isinstance(value, list):
        value = value[0] if value else None
    found = words(value)
    return words(html.unescape(html.unescape(found))) if found else None
