"""What stands in a page beside its article: teasers, newsletters, captions, credits, pleas to share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from onrecord.codebook.tables import codebook

PHRASES: dict[str, list[str]] = codebook("page_furniture")


def any_of(kind: str, form: str) -> re.Pattern[str]:
    """A pattern for any phrase of a kind, in a form that says where it stands."""
    return re.compile(form.format("|".join(PHRASES[kind])), re.IGNORECASE)


NAMED = any_of("classes", r"(?:^|[\s_-])(?:{})(?:[\s_-]|$)")
LABEL = any_of("labels", "(?:{})")
ALONE = any_of("alone", "(?:{})")
PLEA = any_of("pleas", r"(?:^|[.!?:]\s+)\W*(?:please )?(?:{})\b")
OFFER = any_of("offers", "(?:{})")
CREDIT = any_of("credits", r"\W*(?:{})")
CONTRIBUTED = any_of("contributions", "(?:{})")
LONG = 80  # characters of a paragraph that is one of an article rather than a label or a teaser
MOST = 0.2  # share of a page's long paragraphs above which an element is not furniture, whatever it is called
TAGGED = re.compile(r"\[[A-Z]{4,}\]\W*$")  # "... [VIDEO]", how teasers name what they lead to
TOP = 5  # lines of an article that may still be its headline, its section or its date
STAMP = re.compile(
    r"\d{1,2}:\d\d\s*[ap]\.?m|\d{1,2}/\d{1,2}/\d{4}|(?:^|\W)(?:updated|published|posted)\W.*\d{4}"
    r"|^\W*(?:[A-Z]\w+ \d{1,2}|\d{1,2} [A-Z]\w+),? \d{4}\b",
    re.IGNORECASE,
)
TEASER = 400  # characters: no block of links that long stands inside an article
ALL_LINK = 0.85  # share of a line that is linked from which it is a teaser: some have a mark before the link
SHORT = 45  # words of a paragraph that may be a plea or a credit as a whole


def remove_furniture(tree: HtmlElement) -> None:
    """Takes out of the tree what its class or id calls furniture, unless much of the page's text is in it."""
    total = sum(map(len, long_paragraphs(tree))) or 1
    for element in list(
        tree.iter(
            "div", "section", "aside", "ul", "ol", "span", "form", "footer", "figcaption", "h2", "h3", "h4", "a", "p"
        )
    ):
        called = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.getparent() is None or not NAMED.search(called):
            continue
        if sum(map(len, long_paragraphs(element))) < MOST * total:
            element.drop_tree()


def long_paragraphs(element: HtmlElement) -> Iterator[str]:
    for paragraph in element.iter("p"):
        text = paragraph.text_content()
        if len(text) >= LONG:
            yield text


def join_chunks(tree: HtmlElement) -> None:
    """Moves an article that is cut into containers of one name, as for advertisements, into the first of them."""
    groups: dict[tuple[str, str], list[HtmlElement]] = {}
    for paragraph in tree.iter("p"):
        container = paragraph.getparent()
        if container is not None and container.get("class") and len(paragraph.text_content()) >= LONG:
            above = container.getparent()
            key = (container.get("class") or "", (above.get("class") or "") if above is not None else "")
            group = groups.setdefault(key, [])
            if container not in group:
                group.append(container)
    for group in groups.values():
        whole = [c for c in group if sum(1 for p in c.iterchildren("p") if len(p.text_content()) >= LONG) >= 2]
        if len(whole) > 1 and follow_each_other(whole, tree):
            for later in whole[1:]:
                whole[0].extend(list(later))


def follow_each_other(containers: list[HtmlElement], tree: HtmlElement) -> bool:
    """Whether no other long paragraph stands between the containers, and none holds another."""
    owner = {p: number for number, container in enumerate(containers) for p in container.iter("p")}
    order = [owner.get(p, -1) for p in tree.iter("p") if len(p.text_content()) >= LONG]
    last = len(order) - order[::-1].index(len(containers) - 1)
    inside = order[order.index(0) : last]
    return (
        len(owner) == sum(1 for c in containers for _ in c.iter("p")) and inside == sorted(inside) and -1 not in inside
    )


def shares_linked(tree: HtmlElement) -> dict[str, float]:
    """How much of each link's block is links, by the words of the block; of the link itself, all."""
    lengths: dict[HtmlElement, int] = {}
    shares: dict[str, float] = {}
    for link in tree.iter("a"):
        text = " ".join(link.text_content().split())
        shares[text] = 1.0
        for block in islice(link.iterancestors("p", "li", "h2", "h3", "h4", "div"), 2):
            lengths[block] = lengths.get(block, 0) + len(text)
    for block, length in lengths.items():
        if 0 < len(text := " ".join(block.text_content().split())) < TEASER:
            shares[text] = length / len(text)
    return shares


def without_teasers(lines: list[str], linked: dict[str, float]) -> list[str]:
    """The lines without those that stand together and are nothing but links: what else the outlet offers.

    >>> teasers = ["Ferry runs aground off the cape", "Who pays for the new quay"]
    >>> without_teasers(["The quay was closed.", *teasers], dict.fromkeys(teasers, 1.0))
    ['The quay was closed.']
    """
    is_link = [linked.get(line, 0.0) > ALL_LINK and len(line.split()) > 3 and line[-1] != "." for line in lines]
    beside = [False, *is_link, False]
    return [line for n, line in enumerate(lines) if not (is_link[n] and (beside[n] or beside[n + 2]))]


def is_furniture(text: str, linked: float, number: int, title: str | None) -> bool:
    """Whether a paragraph is none of the article's.

    >>> is_furniture("READ MORE: Quay closed", 0.6, 7, None), is_furniture("The quay was closed.", 0.0, 7, None)
    (True, False)
    """
    words = text.split()
    if not re.search(r"\w", text) or ALONE.fullmatch(text.strip()):
        return True
    if title and number < TOP and plain(text) == plain(title):
        return True
    if TAGGED.search(text) or (LABEL.match(text) and (linked > 0.2 or len(words) < 25)):
        return True
    if number < TOP and is_stamp(text, number):
        return True
    if CREDIT.match(text) and len(words) < 20:
        return True
    return len(words) <= SHORT and any(p.search(text) for p in (PLEA, OFFER, CONTRIBUTED))


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def is_stamp(text: str, number: int) -> bool:
    """Whether a line at the top only says when it was published, or, as the first, in which section."""
    words = text.split()
    if text[-1] in '.!?”"':
        return False
    return (len(words) < 12 and bool(STAMP.search(text))) or (number == 0 and len(words) < 4 and "," not in text)
