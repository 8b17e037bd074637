"""Plain text: the file's content exactly as it is, and what its first lines say of it."""

from __future__ import annotations

import re

from onrecord.sources.bylines import names_in
from onrecord.sources.captured import Extraction
from onrecord.sources.datelines import BYLINE, find_dateline, head_of
from onrecord.sources.dates import iso_date
from onrecord.sources.decoding import decode
from onrecord.sources.options import Known

HEADLINE = re.compile(r"\s*(?P<title>(?=[\W\d]*[^\W\d_a-z])[^\n]{10,150}[^\s.,;:!”\"])[ \t]*\n\s*\n?(?=\S)")

NO_HEADLINE = re.compile(
    r"^(?:[-–—*•]|Page \d|Dear |[A-Z][a-z-]+:)|\S@\S|^[A-Z][\w -]+, \d{1,2} [A-Z][a-z]+(?: \d{4})?$"
)


def extract(raw: bytes) -> Extraction:
    """The text of a plain file, with its headline, its byline and its date where it opens with them."""
    text = decode(raw)
    title = headline_of(text)
    head = head_of(text, text.index(title) + len(title) if title else 0)
    names = names_in(head.byline) if head.byline else ()
    return Extraction(text, Known(title=title, byline=tuple(names), published=iso_date(head.dated)))


def headline_of(text: str) -> str | None:
    """The line over an article: the first, without a full stop, and a blank line or a byline under it.

    >>> headline_of("Bomb at grain terminal\\n\\nDUBLIN - A bomb tore through a grain terminal.")
    'Bomb at grain terminal'
    >>> headline_of("A bomb fell.\\n\\nIt killed two."), headline_of("DUBLIN - A bomb\\n\\nfell")
    (None, None)
    """
    found = HEADLINE.match(text)
    if found is None or " " not in found["title"] or NO_HEADLINE.search(found["title"]):
        return None
    if BYLINE.match(text) or find_dateline(found["title"]):
        return None
    under, end = text[found.end("title") : found.end()], found.end("title")
    return found["title"] if under.count("\n") > 1 or head_of(text, end).end > end else None
