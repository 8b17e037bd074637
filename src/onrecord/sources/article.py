"""The article of a page: its paragraphs, without what stands around and inside it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import trafilatura
from lxml.etree import _Element as Element
from lxml.html import HtmlElement

from onrecord.sources.furniture import is_furniture, join_chunks, remove_furniture, shares_linked

INLINE = frozenset({"ref", "hi", "del", "code"})  # what trafilatura leaves inside a line
BREAKS = frozenset({"lb", "item", "p", "head", "row", "quote", "list"})


def find_article_text(tree: HtmlElement, title: str | None) -> str:
    """The text of the article, a paragraph a line with an empty line between; empty where there is none.

    The tree is changed: read what else is wanted from it before.
    """
    remove_furniture(tree)
    join_chunks(tree)
    linked = shares_linked(tree)
    body = extracted(tree)
    if body is None:
        return ""
    lines = list(paragraphs_of(body))
    return "\n\n".join(
        line for number, line in enumerate(lines) if not is_furniture(line, linked.get(line, 0.0), number, title)
    )


def extracted(tree: HtmlElement) -> Element | None:
    """The article as trafilatura finds it: precisely, else with what it is less sure of."""
    for precise in (True, False):
        found = trafilatura.bare_extraction(
            deepcopy(tree), favor_precision=precise, include_comments=False, with_metadata=False
        )
        body: Element | None = getattr(found, "body", None)
        if body is not None and "".join(body.itertext()).strip():
            return body
    return None


def paragraphs_of(body: Element) -> Iterator[str]:
    """The lines of what trafilatura found: headings, paragraphs, items, rows of tables."""
    lines = [""]
    for block in body:
        if block.tag == "table":
            lines += table_lines(block)
        else:
            if block.tag not in INLINE:
                lines.append("")
            walk(block, lines)
        lines[-1] += block.tail or ""
    return filter(None, (" ".join(line.split()) for line in lines))


def table_lines(table: Element) -> list[str]:
    """The rows of a table, a line each; what a page lays out in a table, as it stands there."""
    lines = [""]
    for row in table:
        if any(len(cell) for cell in row):
            walk(row, lines)
        elif (line := " ".join(" ".join(cell.itertext()) for cell in row)) != lines[-1]:
            lines.append(line)
    return [*lines, ""]


def walk(node: Element, lines: list[str]) -> None:
    """Adds the words of an element to the last line, and opens lines where the page breaks them."""
    if node.tag in BREAKS:
        lines.append("")
    lines[-1] += node.text or ""
    for child in node:
        walk(child, lines)
        lines[-1] += child.tail or ""
    if node.tag in BREAKS and node.tag != "lb":
        lines.append("")
