"""Search: reports and statements that hold some words."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup, escape

from onrecord.store.kin import stories_of_reports
from onrecord.web.rendering import page, the_record

router = APIRouter()
SIZE = 30  # hits a page
LONGEST = 200  # characters of a question
OPEN, CLOSE = "\ue000", "\ue001"  # marks around found words: private characters, which no report means


@router.get("/search", response_class=HTMLResponse)
def search(request: Request, q: str = "") -> Response:
    """What is found, best first, each with its words and its story."""
    words = q.strip()[:LONGEST]
    record = the_record(request)
    hits = record.search(words, SIZE, (OPEN, CLOSE)) if words else []
    with record.engine.connect() as connection:
        stories = stories_of_reports(connection, {hit.report for hit in hits})
    fewer = [] if hits or not words else one_word_less(words)
    found = [(hit, stories.get(hit.report), marked(hit.snippet)) for hit in hits]
    without = [(less, len(record.search(less, SIZE, (OPEN, CLOSE)))) for less in fewer]
    return page(request, "search.html.j2", title=f"“{words}”" if words else "Search", words=words, found=found,
                without=without, size=SIZE)  # fmt: skip


def marked(snippet: str) -> Markup:
    """A snippet with its found words marked, all else escaped.

    >>> str(marked("a \\ue000<b>\\ue001 c"))
    'a <mark>&lt;b&gt;</mark> c'
    """
    shown = str(escape(snippet))
    return Markup(
        re.sub(f"{OPEN}(.*?){CLOSE}", r"<mark>\1</mark>", shown, flags=re.S).replace(OPEN, "").replace(CLOSE, "")
    )


def one_word_less(words: str) -> list[str]:
    """The same question without each of its words, as far as there are several.

    >>> one_word_less("harbour fire")
    ['fire', 'harbour']
    """
    parts = words.split()[:6]
    return [" ".join(parts[:n] + parts[n + 1 :]) for n in range(len(parts))] if len(parts) > 1 else []
