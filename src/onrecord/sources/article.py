"""The article of a page: its paragraphs, without what stands around and inside it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from copy import deepcopy

import trafilatura
from lxml.etree import _Element as Element
from lxml.html import HtmlElement

from onrecord.sources.furniture import is_furniture, join_chunks, remove_furniture, shares_linked, without_teasers

for chatty in ("trafilatura", "htmldate"):
    logging.getLogger(chatty).setLevel(logging.CRITICAL)  # they tell of every page that holds no article
INLINE = frozenset({"ref", "hi", "del", "code"})  # what trafilatura leaves inside a line
BREAKS = frozenset({"lb", "item", "p", "head", "row", "quote", "list"})
STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:stand-?first|sub-?title|sub-?head(?:line)?|deks?|deck|strap-?line|excerpt|summary)(?:[\s_-]|$)",
    re.IGNORECASE,
)  # the classes by which content systems call what stands under the headline


def find_article_text(tree: HtmlElement, title: str | None) -> str:
    """The text of the article, a paragraph a line with an empty line between; empty where there is none.

    The tree is changed: read what else is wanted from it before.
    """
    for line_break in tree.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"  # so that words stay apart where the break itself is lost
    remove_furniture(tree)
    join_chunks(tree)
    linked = shares_linked(tree)
    body = extracted(tree)
    if body is None:
        return ""
    lines = without_teasers(list(paragraphs_of(body)), linked)
    kept: list[str] = []
    for line in lines:
        if not is_furniture(line, linked.get(line, 0.0), len(kept), title):
            kept.append(line)
    if kept and (standfirst := find_standfirst(tree, title, kept[0])) and standfirst not in kept:
        kept.insert(0, standfirst)
    return "\n\n".join(kept)


def extracted(tree: HtmlElement) -> Element | None:
    """The article as trafilatura finds it: precisely, else with what it is less sure of."""
    for precise in (True, False):
        found = trafilatura.bare_extraction(
            deepcopy(tree), favor_precision=precise, include_comments=False, with_metadata=False
        )
        body: Element | None = getattr(found, "body", None)
        if body is not None and text_of(body).strip():
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
    return (" ".join(line.split()) for line in lines if line.strip())


def table_lines(table: Element) -> list[str]:
    """The rows of a table, a line each; what a page lays out in a table, as it stands there."""
    lines = [""]
    for row in table:
        if any(len(cell) for cell in row):
            walk(row, lines)
        elif (line := " ".join(text_of(cell) for cell in row)) != lines[-1]:
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


def find_standfirst(tree: HtmlElement, title: str | None, first: str) -> str | None:
    """The sentence or two that stand between the headline and the first paragraph, where the page calls them so."""
    under_headline = False
    for element in tree.iter("h1", "p", "h2", "h3", "div", "span"):
        is_standfirst = under_headline and STANDFIRST.search(element.get("class") or "")
        if not (is_standfirst or element.tag in ("h1", "p")):
            continue
        text = " ".join(element.text_content().split())
        if element.tag == "h1":
            under_headline |= text == title
        elif text == first:
            return None
        elif is_standfirst and 8 <= len(text.split()) <= 70:
            return text
    return None


def text_of(element: Element) -> str:
    return "".join(map(str, element.itertext()))
