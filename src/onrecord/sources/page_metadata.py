"""What a page says of its article: headline, people, publisher, times, address."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import htmldate
from lxml.html import HtmlElement

from onrecord.sources.bylines import agency_among, names_in
from onrecord.sources.dates import iso_date
from onrecord.sources.linked_data import Node, names_of, text_of
from onrecord.sources.options import Known, words

Meta = dict[str, list[str]]
PUBLISHED = (
    "article:published_time", "datepublished", "parsely-pub-date", "article.published", "published_time",
    "og:published_time", "article:published", "publish-date", "publish_date", "published-date", "publication_date",
    "pubdate", "pub_date", "cxenseparse:recs:publishtime", "sailthru.date", "dcterms.created", "dcterms.date",
    "dc.date.issued", "dc.date", "date", "published", "citation_date", "prism.publicationdate", "rnews:datepublished",
    "originalpublicationdate", "article_date_original",
)  # fmt: skip  # the usual names, the surest first
UPDATED = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "last-modified", "lastmod")
AUTHORS = (
    "author", "parsely-author", "article:author", "article:author_name", "byl", "dc.creator", "dcterms.creator",
    "sailthru.author", "citation_author", "og:author", "cxenseparse:author", "rnews:author",
)  # fmt: skip
PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title", "publisher")
TITLES = ("og:title", "twitter:title", "dc.title", "headline", "parsely-title", "sailthru.title")
BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author|authors|contributor|writer)s?(?:[\s_-]|$|name|info)", re.IGNORECASE)
SITE = re.compile(r"\s+[|–—·•»*-]+\s+")  # between a page's headline and its outlet in <title>
ALIKE = 0.5  # share of words in common from which a heading is the page's own
ADDRESS = re.compile(r"https?://[^/\s]+/\S+")  # of an article: the bare address of an outlet is none
PEOPLE = 12  # more names than these are a masthead


def read_metadata(tree: HtmlElement, article: Node, markup: str) -> Known:
    """What the page says of its article, in its JSON-LD, its meta elements and beside its headline."""
    meta = read_meta(tree)
    publisher = next(iter(names_of(article.get("publisher"))), None) or first(meta, PUBLISHERS)
    people = find_byline(tree, article, meta, publisher)
    published = find_published(tree, article, meta, markup)
    updated = next(filter(None, map(iso_date, [text_of(article.get("dateModified")), *values(meta, UPDATED)])), None)
    return Known(
        url=find_url(tree, meta),
        title=find_title(tree, article, meta),
        publisher=publisher,
        byline=people,
        agency=agency_among([*people, publisher or ""]),
        published=published,
        updated=updated if updated != published else None,
    )


def read_meta(tree: HtmlElement) -> Meta:
    """The page's meta elements, by name in lower case."""
    found: Meta = defaultdict(list)
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = words(element.get("content"))
        if name and content:
            found[name.lower()].append(content)
    return found


def values(meta: Meta, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from meta.get(name, ())


def first(meta: Meta, names: Iterable[str]) -> str | None:
    return next(values(meta, names), None)


# the headline -------------------------------------------------------------------------------------------------------


def find_title(tree: HtmlElement, article: Node, meta: Meta) -> str | None:
    """The page's headline: its first heading that is like what the page calls itself, else what it calls itself."""
    page_title = words(tree.findtext(".//title"))
    named = [text_of(article.get("headline")), text_of(article.get("alternativeHeadline")), *values(meta, TITLES)]
    called = [one for one in (*named, page_title) if one]
    headings = [text for heading in tree.iter("h1") if (text := words(heading.text_content()))]
    for heading in headings:
        if any(share_in_common(heading, one) >= ALIKE for one in called):
            return heading
    if called and called[0] != page_title:
        return called[0]
    return page_title and without_site(page_title)


def share_in_common(one: str, other: str) -> float:
    """How much of the shorter text's words the other has."""
    a, b = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return len(a & b) / min(len(a), len(b)) if len(a) > 1 and len(b) > 1 else float(a == b)


def without_site(title: str) -> str:
    """A page's title without the outlet's name behind or before it.

    >>> without_site("Quay closed after crane falls | Harbour Wire")
    'Quay closed after crane falls'
    """
    return max(SITE.split(title), key=len)


# the people ---------------------------------------------------------------------------------------------------------


def find_byline(tree: HtmlElement, article: Node, meta: Meta, publisher: str | None) -> tuple[str, ...]:
    """Who wrote the article: from JSON-LD, else from meta elements, else from what stands under the headline."""
    outlets = {name.casefold() for name in (publisher, *values(meta, PUBLISHERS)) if name}
    for given in (
        names_of(article.get("author")),
        names_of(article.get("creator")),
        *(meta.get(name, []) for name in AUTHORS),
        list(named_beside(tree)),
    ):
        people = [name for one in given for name in names_in(one) if name.casefold() not in outlets]
        if people and len(people) <= PEOPLE:
            return tuple(dict.fromkeys(people))
    return ()


def named_beside(tree: HtmlElement) -> Iterator[str]:
    """The texts of links to authors, else of the first elements that are called a byline."""
    links = [link for link in tree.iter("a") if "author" in (link.get("rel") or "").split()]
    marked = [
        e for e in tree.iter("span", "div", "p", "a", "address", "li") if "author" in (e.get("itemprop") or "").split()
    ]
    named = [
        e for e in tree.iter("span", "div", "p", "a", "address", "li", "ul") if BYLINE.search(e.get("class") or "")
    ]
    for group in (links, marked, named):
        texts = [text for e in group if (text := words(e.text_content())) and len(text) < 120]
        if texts and any(names_in(text) for text in texts[:3]):
            yield from dict.fromkeys(texts[:3] if group is not named else texts[:1])
            return


# the times ----------------------------------------------------------------------------------------------------------


def find_published(tree: HtmlElement, article: Node, meta: Meta, markup: str) -> str | None:
    """When the article was published: the first date that is given, at its minute and zone where another tells them."""
    given = [text_of(article.get("datePublished")), text_of(article.get("dateCreated")), *values(meta, PUBLISHED)]
    shown = [element.get("datetime") or element.text_content() for element in marked_times(tree)]
    found = [date for one in (*given, *shown) if (date := iso_date(one))]
    if not found:
        return iso_date(htmldate.find_date(markup, original_date=True, extensive_search=False))
    return next((date for date in found if has_zone(date) and date[:10] == found[0][:10]), found[0])


def marked_times(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that hold a time, those of the publication first; none under a link to another article."""
    times = [time for time in tree.iter("time") if not any(above.tag == "a" for above in time.iterancestors())]
    marked = [time for time in times if re.search("publ|entry-date|posted", str(time.attrib), re.IGNORECASE)]
    return marked + times[:1]


def has_zone(date: str) -> bool:
    return bool(re.search(r"T.*(?:Z|[+-]\d\d:\d\d)$", date))


# the address --------------------------------------------------------------------------------------------------------


def find_url(tree: HtmlElement, meta: Meta) -> str | None:
    """The address that the page gives as its own."""
    canonical = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    given = (str(one).strip() for one in (*canonical, *values(meta, ("og:url",))) if one)
    return next((one for one in given if ADDRESS.fullmatch(one)), None)
