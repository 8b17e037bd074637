"""HTML: the article of a page, and what the page says about it."""

from __future__ import annotations

import trafilatura

from onrecord.sources.captured import Extraction
from onrecord.sources.decoding import decode
from onrecord.sources.refusals import Refusal


def extract(raw: bytes, kind: str = "text/html") -> Extraction:
    """The article of a page."""
    text = trafilatura.extract(decode(raw), favor_precision=True, include_comments=False) or ""
    if not text:
        raise Refusal("no_article", "the page holds no article; leave it out, or save its text")
    return Extraction(text)
