"""HTML: the article of a page, and what the page says about it."""

from __future__ import annotations

import re

from lxml.html import HtmlElement
from trafilatura import load_html

from onrecord.sources.article import find_article_text
from onrecord.sources.captured import Extraction, not_read_language
from onrecord.sources.decoding import decode
from onrecord.sources.languages import identify
from onrecord.sources.linked_data import Node, find_article
from onrecord.sources.media_types import parameters
from onrecord.sources.options import without_surrogates
from onrecord.sources.page_metadata import read_metadata
from onrecord.sources.refusals import Refusal

INSIDE = r"""(?:[^>"']|"[^"]*"|'[^']*'|["'])*+"""  # a tag
TAG = re.compile(
    rf"<!--(?:-?>|.*?--!?>|.*)|<(?P<script>script|style)\b(?P<held>{INSIDE})(?P<code>>(?:.*?</(?=script|style)|.*))"
    rf"|</?(?P<name>[a-z][^\s/>]*+)(?P<holds>{INSIDE})",
    re.IGNORECASE | re.DOTALL,
)
BETWEEN = re.compile(r"[\s/=]+")
MOST_PARTS = 2000  # words, names and values of a tag: the parser compares each attribute with all before it
LEAST = 12  # words of an article: a page without one leaves a menu, a name, an error


def extract(raw: bytes, kind: str = "text/html") -> Extraction:
    """The article of a page; a page in another language is refused as that even where no article is found."""
    markup = decode(raw, parameters(kind).get("charset") or declared_charset(raw))
    tree = tree_of(markup)
    if tree is None:
        raise no_article()
    article = find_article(tree)
    known = read_metadata(tree, article, markup)
    text = find_article_text(tree, known.title)
    if "\n" not in text:
        text = max(body_of(article), text, key=len)
    if len(text.split()) < LEAST:
        language = identify(visible_text(markup))
        raise no_article() if language == "en" else not_read_language(language)
    return Extraction(without_surrogates(text), known)


def tree_of(markup: str) -> HtmlElement | None:
    """The elements of a page; a tag with more attributes than any page has loses them, else it takes hours to read."""
    return load_html(TAG.sub(bounded, markup))


def bounded(tag: re.Match[str]) -> str:
    """A tag as it is; its name alone where it holds too much.

    >>> TAG.sub(bounded, "<p class=x>"), TAG.sub(bounded, f"<p{' x=1' * 2000}>")
    ('<p class=x>', '<p>')
    """
    inside = "held" if tag["script"] else "holds"
    if len(tag[inside] or "") <= MOST_PARTS or len(BETWEEN.findall(tag[inside])) <= MOST_PARTS:
        return tag[0]
    start = tag.start()
    return tag[0][: tag.start(inside) - start] + tag[0][tag.end(inside) - start :]


def body_of(article: Node) -> str:
    """The article as JSON-LD holds it whole, for pages that a script fills."""
    body = article.get("articleBody")
    return "\n\n".join(filter(None, map(str.strip, body.split("\n")))) if isinstance(body, str) else ""


def no_article() -> Refusal:
    return Refusal("no_article", "the page holds no article; leave it out, or save its text as a .txt file")


def declared_charset(raw: bytes) -> str | None:
    """The encoding that a page names for itself."""
    found = re.search(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", raw[:4096], re.IGNORECASE)
    return found[1].decode("ascii", "replace") if found else None


def visible_text(markup: str) -> str:
    """The words of a page, menus and all; those of its title and description where a script makes the rest."""
    tree = tree_of(markup)
    if tree is None:
        return ""
    texts = tree.xpath("//body//text()[not(parent::script or parent::style or parent::noscript)]")
    about = tree.xpath(
        "//title/text() | //meta[contains(@name, 'description') or contains(@property, 'description')]/@content"
    )
    return " ".join(filter(None, (text.strip() for text in [*texts, *about])))
