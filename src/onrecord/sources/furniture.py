"""What stands in a page beside its article: teasers, newsletters, captions, credits, pleas to share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

NAMED = re.compile(
    r"(?:^|[\s_-])(?:newsletter|sign-?up|subscribe|related|teaser|most-?(?:read|popular|viewed)|trending|recommended|"
    r"recirc\w*|read-?(?:more|next|also)|also-?read|see-?also|promo|caption|credits?|photo-?credit|share|sharing|social|"
    r"comments?|author-?(?:bio|box|card|info)|bio|advert\w*|ad-?(?:slot|unit|container|wrapper)|outbrain|taboola|login|"
    r"cookie|consent|breadcrumbs?|more-?(?:on|from|stories)|popular|donate|donation|donations|survey|poll)(?:[\s_-]|$)",
    re.IGNORECASE,
)  # classes and ids by which content systems call it
NEVER = frozenset({"html", "body", "main", "article", "head", "p"})
LONG = 80  # characters of a paragraph that is one of an article rather than a label or a teaser
MOST = 0.2  # share of a page's long paragraphs above which an element is not furniture, whatever it is called

LABEL = re.compile(
    r"(?:also\s+)?(?:read|see|watch|listen|click|find out)\s+(?:more|next|also|now|here)\b|(?:also read|related|see also|more|"
    r"read|watch|also|recommended|further reading|trending|more on this(?: story)?|also on \S+)\s*:"
    r"|don['’]t miss\b|also on \w+\.\w+|most read\b|up next\b|\[related",
    re.IGNORECASE,
)
ALONE = re.compile(
    r"(?:advertisement|related(?: \w+){0,2}|comments?|recommended|read (?:more|next)|most read(?: in .*)?|don['’]t miss.?|"
    r"share(?: this)?(?: \w+)?|tell us what you think\W*|story continues(?: below)?.*|article continues.*|loading\W*|"
    r"more (?:to )?(?:come|follow)\W*|trending|up next|skip to .*|sign in|log in|subscribe(?: now)?)",
    re.IGNORECASE,
)
PLEA = re.compile(
    r"\bsign(?:ing)? up (?:for|to|here|today|now)\b|\bsubscribe (?:to|now|here|today)\b|\bour (?:\w+ ){0,3}newsletters?\b|"
    r"\bfollow (?:him|her|us|them|me|@\w+|\w+ \w+) (?:on|at)\b|@\w+ on twitter|\bclick here\b|like this story|"
    r"\b(?:have|got) a (?:news )?(?:tip|story)\b|\b(?:may|can) be reached at\b|\bget in touch (?:at|by|via|with us)\b|"
    r"\b(?:e-?mail|contact)(?: \w+){0,3}:? \S+@\S+|\bdownload (?:our|the) app\b|\bjoin (?:our|the) (?:\w+ )?(?:whatsapp|telegram|"
    r"newsletter|conversation)|\bget (?:the latest|all the latest|real-time) (?:\w+ ){0,4}(?:updates|news|headlines)|"
    r"\bdelivered (?:\w+ ){0,3}(?:to|through) your (?:inbox|letterbox)|\blog in or create an account|support our journalism",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"\W*(?:image|photo|picture|photograph|video|graphic|illustration|file photo)s?(?: credit| courtesy)?\s*(?:by\b|:|/|courtesy\b)"
    r"|\W*credits?:",
    re.IGNORECASE,
)
CONTRIBUTED = re.compile(
    r"\b(?:contributed (?:to|reporting)|(?:additional|with) reporting (?:by|from)|reporting by .*editing by|first published (?:in|on|at)\b"
    r"|originally (?:appeared|published) (?:in|on|at)\b|follow (?:the )?ap['’]s|^more ap \w+:|^this article (?:has been adapted|was originally))",
    re.IGNORECASE,
)
SHORT = 45  # words of a paragraph that may be a plea or a credit as a whole


def remove_furniture(tree: HtmlElement) -> None:
    """Takes out of the tree what its class or id calls furniture, unless much of the page's text is in it."""
    total = sum(map(len, long_paragraphs(tree))) or 1
    for element in list(tree.iter("div", "section", "aside", "ul", "ol", "span", "form", "footer", "figcaption", "h2", "h3", "h4", "a", "p")):
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
    return len(owner) == sum(1 for c in containers for _ in c.iter("p")) and inside == sorted(inside) and -1 not in inside


def shares_linked(tree: HtmlElement) -> dict[str, float]:
    """How much of each paragraph is links, by its words."""
    shares: dict[str, float] = {}
    for element in tree.iter("p", "li", "h2", "h3", "h4", "div"):
        links = list(element.iter("a"))
        if not links:
            continue
        text = " ".join(element.text_content().split())
        if 0 < len(text) < 400:
            shares[text] = sum(len(" ".join(link.text_content().split())) for link in links) / len(text)
    return shares


def is_furniture(text: str, linked: float, number: int, title: str | None) -> bool:
    """Whether a paragraph is none of the article's.

    >>> is_furniture("READ MORE: Quay closed", 0.6, 7, None), is_furniture("The quay was closed.", 0.0, 7, None)
    (True, False)
    """
    words = text.split()
    if not re.search(r"\w", text) or ALONE.fullmatch(text.strip()):
        return True
    if title and number < 5 and plain(text) == plain(title):
        return True
    if LABEL.match(text) and (linked > 0.2 or len(words) < 25):
        return True
    if CREDIT.match(text) and len(words) < 20:
        return True
    return len(words) <= SHORT and bool(PLEA.search(text) or CONTRIBUTED.search(text))


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
