"""What stands between a page's headline and its article: who wrote it, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from onrecord.sources.bylines import agency_among, names_in
from onrecord.sources.dates import iso_date

LONG = 80  # characters of a paragraph that belongs to the article, or is its standfirst
FAR = 400  # elements behind the headline where nothing of it stands any more
NAMED = re.compile(r"(?:^|[\s_-])(?:byline|author|contributor|writer)s?(?:[\s_-]|$|name|info)", re.IGNORECASE)
PERSON = re.compile(
    r"author|/(?:people|person|profiles?|journalists?|staff|contributors?|reporters?|by|writers?)/", re.IGNORECASE
)
CREDIT = re.compile(r"\W*by\W+[A-Z]", re.IGNORECASE)
DATE = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}|[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}-\d\d-\d\d)"
)
TIME = re.compile(r"\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s*\(?([A-Z]{2,4})\)?\b)?", re.IGNORECASE)


def under_headline(tree: HtmlElement, title: str | None) -> list[HtmlElement]:
    """The elements from the headline on to the second long paragraph; none where the page has no headline."""
    headings = list(tree.iter("h1"))
    headline = next((one for one in headings if squeezed(one) == title), headings[0] if headings else None)
    found: list[HtmlElement] = []
    paragraphs = 0
    for element in following(tree, headline):
        paragraphs += element.tag == "p" and len(squeezed(element)) >= LONG
        if paragraphs > 1 or len(found) > FAR:
            break
        found.append(element)
    return found


def following(tree: HtmlElement, start: HtmlElement | None) -> Iterator[HtmlElement]:
    """The elements behind one, in the order of the page."""
    reached = False
    for element in tree.iter():
        if reached and isinstance(element.tag, str):
            yield element
        reached |= element is start


def squeezed(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def shown_names(elements: list[HtmlElement]) -> list[str]:
    """The names under a headline: those that link to a person, else those of a byline, else what follows "By".

    A single word is a name only where it is an agency's: much that stands there is a label.
    """
    for group in (
        [e for e in elements if is_person(e)],
        [e for e in elements if NAMED.search(e.get("class") or "")],
        [e for e in elements if CREDIT.match(e.text or "")],
    ):
        for element in group:
            names = [name for name in names_in(parts_of(element)) if " " in name or agency_among([name])]
            if names and len(parts_of(element)) < 200:
                others = group if group and is_person(element) else [element]
                return [
                    name for one in others for name in names_in(parts_of(one)) if " " in name or agency_among([name])
                ]
    return []


def is_person(element: HtmlElement) -> bool:
    """Whether an element says of itself, or its link does, that it is an author."""
    return "author" in f"{element.get('rel') or ''} {element.get('itemprop') or ''}".split() or (
        element.tag == "a" and bool(PERSON.search(element.get("href") or ""))
    )


def parts_of(element: HtmlElement) -> str:
    """The text of an element, with a stroke between its parts: a name, a job, a place."""
    return " | ".join(filter(None, (" ".join(str(part).split()) for part in element.itertext())))


def shown_dates(elements: list[HtmlElement]) -> Iterator[str]:
    """The dates under a headline: those of time elements, then those in words; an update's after the others."""
    times = [e.get("datetime") or squeezed(e) for e in elements if e.tag == "time"]
    short = [text for e in elements if e.tag != "time" and not len(e) and len(text := squeezed(e)) < LONG]
    in_words = [
        f"{found[0]} {time[0] if (time := TIME.search(text)) else ''}"
        for text in sorted(short, key=is_update)
        if (found := DATE.search(text))
    ]
    return (date for one in (*times, *in_words) if (date := iso_date(one)))


def is_update(text: str) -> bool:
    return bool(re.search(r"updated|modified", text, re.IGNORECASE))
