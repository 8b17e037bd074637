"""HTML: the article of a page, and what the page says about it."""

from __future__ import annotations

import re

from lxml.html import HtmlElement
from trafilatura import load_html

from onrecord.sources.article import find_article_text
from onrecord.sources.captured import Extraction, not_read_language
from onrecord.sources.decoding import decode
from onrecord.sources.languages import identify
from onrecord.sources.media_types import parameters
from onrecord.sources.page_metadata import known_of_page
from onrecord.sources.refusals import Refusal

MENU = 400  # characters: a page of fewer may be a picture or a form in any language


def extract(raw: bytes, kind: str = "text/html") -> Extraction:
    """The article of a page; a page in another language is refused as that even where no article is found."""
    markup = decode(raw, parameters(kind).get("charset") or declared_charset(raw))
    tree = load_html(markup)
    if tree is None:
        raise no_article()
    known = known_of_page(tree, markup)
    words_of_page = visible_text(tree)
    text = find_article_text(tree, known.title)
    if not text:
        language = identify(words_of_page) if len(words_of_page) > MENU else "en"
        raise no_article() if language == "en" else not_read_language(language)
    return Extraction(text, known)


def no_article() -> Refusal:
    return Refusal("no_article", "the page holds no article; leave it out, or save its text as a .txt file")


def declared_charset(raw: bytes) -> str | None:
    """The encoding that a page names for itself."""
    found = re.search(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", raw[:4096], re.IGNORECASE)
    return found[1].decode("ascii", "replace") if found else None


def visible_text(tree: HtmlElement) -> str:
    """The words that stand in the page's body, menus and all."""
    parts = (
        text.strip() for text in tree.xpath("//body//text()[not(parent::script or parent::style or parent::noscript)]")
    )
    return " ".join(filter(None, parts))
