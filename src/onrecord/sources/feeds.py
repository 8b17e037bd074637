"""RSS and Atom files: a report for each entry that carries its text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

import feedparser
from lxml import etree, html

from onrecord.sources.captured import Extraction, Missed, Part
from onrecord.sources.dates import iso_date
from onrecord.sources.options import Known, SourceOptions, without_surrogates, words
from onrecord.sources.refusals import Refusal

ATOM = "{http://www.w3.org/2005/Atom}"
ENTRIES = frozenset({"item", "entry"})
BLOCKS = frozenset("p div br li ul ol blockquote h1 h2 h3 h4 h5 h6 tr table section article figure".split())


def split_entries(stream: IO[bytes], options: SourceOptions) -> Iterator[Part | Missed]:
    """The entries of a feed, each as its own XML."""
    root = etree.fromstring(stream.read(), etree.XMLParser(recover=True, resolve_entities=False, no_network=True))
    if root is None:
        yield Missed(Refusal("damaged", "it is no feed that can be read; fetch it again"))
        return
    publisher = feed_title(root)
    entries = [e for e in root.iter() if isinstance(e.tag, str) and etree.QName(e).localname in ENTRIES]
    if not entries:
        yield Missed(Refusal("empty", "the feed has no entries; leave it out"))
    for number, entry in enumerate(entries, 1):
        kind = "application/atom+xml" if str(entry.tag).startswith(ATOM) else "application/rss+xml"
        raw = etree.tostring(entry, encoding="utf-8", with_tail=False)
        found = parsed(raw, kind)
        known = Known(
            url=words(found.get("link")),
            title=words(plain(found.get("title", ""))),
            publisher=publisher,
            byline=tuple(filter(None, (words(a.get("name")) for a in found.get("authors", ())))),
            published=iso_date(found.get("published")),
            updated=iso_date(dict.get(found, "updated")),
            id=words(found.get("id")),
        )
        yield Part(raw, kind, known, number)


def feed_title(root: Any) -> str | None:
    for title in root.iter("{*}title"):
        return words("".join(title.itertext()))
    return None


def parsed(raw: bytes, kind: str) -> Any:
    """The entry as feedparser reads it, in a feed of its own."""
    before, after = (b"<rss version='2.0'><channel>", b"</channel></rss>")
    if kind.startswith("application/atom"):
        before, after = b"<feed xmlns='http://www.w3.org/2005/Atom'>", b"</feed>"
    found = feedparser.parse(before + raw + after, sanitize_html=False, resolve_relative_uris=False).entries
    return found[0] if found else {}


def plain(markup: str) -> str:
    """The text of a bit of HTML, a line a block."""
    if "<" not in markup and "&" not in markup:
        return markup
    lines = [""]
    root = html.fragment_fromstring(markup or " ", create_parent="div")
    for action, node in etree.iterwalk(root, events=("start", "end")):
        if node.tag in BLOCKS:
            lines.append("")
        if action == "start" and isinstance(node.tag, str) and node.tag not in ("script", "style"):
            lines[-1] += node.text or ""
        elif action == "end" and node is not root:
            lines[-1] += node.tail or ""
    return "\n\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def extract(raw: bytes, kind: str) -> Extraction:
    """The text of an entry: its content, else its summary."""
    found = parsed(raw, kind)
    markup = max((c.get("value", "") for c in found.get("content", ())), key=len, default="") or found.get(
        "summary", ""
    )
    return Extraction(without_surrogates(plain(markup)))
