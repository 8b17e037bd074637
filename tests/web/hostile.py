"""Texts that try to be more than text: made from a seed, put wherever people's words are shown; and what a page has
to be that shows them as what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

import onrecord.publishing
import onrecord.web

MARK = "hostile7"  # in every element and attribute that a text would make if it could
LONG = 1_000_000
PIECES = (
    f"<script>{MARK}(1)</script>", f"</script><script {MARK}>", f"<img src={MARK} onerror={MARK}(1)>",
    f"<svg/onload={MARK}(1)>", f"javascript:{MARK}(1)", f"\"><b onmouseover='{MARK}' {MARK}>", f"' onfocus='{MARK}",
    f'" autofocus onfocus="{MARK}(1)" {MARK}="', f"`><i {MARK}>", f"/><u {MARK}/>", "{{ 7*7 }}", "{% include 'x' %}",
    "${7*7}", "{# x #}", "#{7*7}", "<%= 7*7 %>", f"<!--{MARK}", f"--><b {MARK}>", f"]]><b {MARK}>",
    f"<![CDATA[<b {MARK}>]]>", f"&lt;script {MARK}&gt;", "&#60;b&#62;", "&amp;lt;", "&", "&#x0;", "<", ">", '"', "'",
    f"</textarea></title></style></select></option><b {MARK}>", f"</a></q></p></li></div></main><b {MARK}>",
    f"<style {MARK}>*{{display:none}}</style>", f"<a href='javascript:{MARK}'>", f"<base href=//{MARK}>",
    f"<meta http-equiv=refresh content=0;url=//{MARK}>", f"<iframe srcdoc='<b {MARK}>'>", f"<form action=//{MARK}>",
    f"<math><mtext><table><mglyph><style><img src={MARK}>", f"<noscript><p title='</noscript><b {MARK}>'>",
    f"<b hx-get='//{MARK}' hx-trigger='load' {MARK}>", f"<plaintext {MARK}>", f"<!doctype {MARK}>", f"<?{MARK}?>",
    "' OR 1=1 --", "'; DROP TABLE decisions; --", "\") UNION SELECT sha256 FROM decisions --", 'NEAR("a" "b")',
    "a* OR b", "=cmd|' /C calc'!A0", "@import", "../../etc/passwd", "%00", "%3Cb%3E", "%0d%0aSet-Cookie: x=1",
    "\u202e", "\u202dx", "\u2066", "\u2069", "\u200f", "\ufeff", "\u200b", "\ue000", "\ue001", "\U000e0041", "\ufffe",
    "\x01", "\x08", "\x0b", "\x1b[31m", "\x7f", "\x85", "\x9b2J", "\u2028", "\t", "\n\n", "\u0301" * 60,
    "\U0001f4a5", "\ud7ff", "\uffff", "W" * 300, " said ", "Mayor Dell", "12 people were killed", "Havana",
)  # fmt: skip
BROKEN = ("\ud800", "\udfff", "\udc00\ud800")  # halves of characters, as JSON can write them
FLAG = re.compile(r"""\{\{\s*["'] ([a-z-]+)["']""")  # an attribute that a template gives on a condition
ATTRIBUTES = re.compile(r"\{% macro [^%]*%\}([^<]*?)\{% endmacro")  # a macro that writes nothing but attributes
SEEN_BY_HTMX = "data-htmx-powered"  # which it puts on what it acts upon
OF_PARSERS = {("html", ""), ("head", ""), ("body", ""), ("tbody", "")}
ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "srcset", "xlink:href")
SHOWN = ("value", "aria-label", "href", "data-", "title", "content", "id", "class")  # attributes that may carry words


def texts(seed: int) -> Iterator[str]:
    """Hostile texts without end, no two the same."""
    chance, number = Random(seed), 0
    while True:
        number += 1
        yield "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 9))) + f" {seed}.{number}"


class Made(HTMLParser):
    """The elements that a template makes, and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, "")} | {(tag, name) for name, _ in attrs}


@cache
def made_by_templates() -> frozenset[tuple[str, str]]:
    """What all templates make: (element, attribute), with an empty attribute for the element itself."""
    made, flags = Made(), set[str]()
    for package in (onrecord.web, onrecord.publishing):
        for path in sorted((Path(str(package.__file__)).parent / "templates").glob("*.j2")):
            source = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.S)
            flags |= set(FLAG.findall(source))
            flags |= {name for macro in ATTRIBUTES.findall(source) for name in re.findall(r'([a-z:-]+)="', macro)}
            source = re.sub(r"""\{\{\s*["'] .*?\}\}""", " ", source)
            for tag in ("a", "span"):  # words are a link, a blank between them is none
                plain = re.sub(r"\{\{.*?\}\}", "x", source.replace("{{ tag }}", tag), flags=re.S)
                made.feed(re.sub(r"\{%.*?%\}", " ", plain, flags=re.S))
    flags.add(SEEN_BY_HTMX)
    return frozenset(made.found | OF_PARSERS | {(tag, flag) for tag, _ in made.found for flag in flags})


def elements(page: str) -> Iterator[LexborNode]:
    root = LexborHTMLParser(page).root
    assert root is not None
    yield from root.traverse(include_text=False)


def faults(page: str) -> list[str]:
    """What a page has that no template made."""
    return [fault for node in elements(page) for fault in faults_of(node)]


def faults_of(node: LexborNode) -> Iterator[str]:
    tag, attributes = str(node.tag), dict(node.attributes)
    if tag.startswith(("-", "!", "#")):
        if MARK in (node.html or ""):
            yield f"a comment: {node.html}"
        return
    for name, value in {"": "", **attributes}.items():
        if (tag, name.lower()) not in made_by_templates() or MARK in tag or MARK in name:
            yield f"<{tag} {name}>"
        if name.startswith("on") or name == "style":
            yield f"<{tag} {name}={value}>"
        if name in ADDRESSES and not is_ours(value or ""):
            yield f"<{tag} {name}={value}>"
        if MARK in (value or "") and not name.startswith(SHOWN):
            yield f"<{tag} {name}={value}>"
    if tag == "script" and (not str(attributes.get("src")).startswith("/static/") or node.text()):
        yield "a script"


def is_ours(address: str) -> bool:
    """Whether an address leads nowhere else, and runs nothing."""
    parts = urlsplit(address.replace("\\", "/"))
    return address == "data:," or (not parts.scheme and not parts.netloc)
