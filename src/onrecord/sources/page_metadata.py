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
from onrecord.sources.under_headline import shown_dates, shown_names, under_headline

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
SITE = re.compile(r"(?P<headline>.+\S)\s+(?P<bar>[|–—·•»*-]+)\s+(?P<last>\S.*)")  # a title with the outlet at its end
OUTLET_WORDS = 5  # most words of an outlet's name
BY_SURNAME = frozenset({"dc.creator", "dcterms.creator", "citation_author"})
ALIKE = 0.5  # share of the shorter title's words in common from which a heading is the page's own
NEAR = 0.25  # and of the longer's: an outlet's name is in the title of all its pages
ADDRESS = re.compile(r"https?://[^/\s]+/\S+")  # of an article: the bare address of an outlet is none
PEOPLE = 12  # more names than these are a masthead


def read_metadata(tree: HtmlElement, article: Node, markup: str) -> Known:
    """What the page says of its article, in its JSON-LD, its meta elements and beside its headline."""
    meta = read_meta(tree)
    publisher = next(iter(names_of(article.get("publisher"))), None) or first(meta, PUBLISHERS)
    title = find_title(tree, article, meta, publisher)
    beside = under_headline(tree, title)
    people = find_byline(article, meta, shown_names(beside), publisher)
    published = find_published(article, meta, list(shown_dates(beside)), markup)
    updated = next(filter(None, map(iso_date, [text_of(article.get("dateModified")), *values(meta, UPDATED)])), None)
    return Known(
        url=find_url(tree, meta),
        title=title,
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


def find_title(tree: HtmlElement, article: Node, meta: Meta, publisher: str | None) -> str | None:
    """The page's headline: its first heading that is like what the page calls itself, else what it calls itself."""
    page_title = words(tree.findtext(".//title"))
    named = [text_of(article.get("headline")), text_of(article.get("alternativeHeadline")), *values(meta, TITLES)]
    called = [without_site(one, publisher) for one in (*named, page_title) if one]
    headings = [text for heading in tree.iter("h1") if (text := words(heading.text_content()))]
    for heading in headings:
        if any(are_alike(heading, one) for one in called):
            return heading
    return called[0] if called else next(iter(headings), None)


def are_alike(one: str, other: str) -> bool:
    """Whether two titles are of one article: they share much of the shorter, and the longer isn't much else."""
    a, b = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    shared = len(a & b)
    return a == b or (shared > 1 and shared >= ALIKE * min(len(a), len(b)) and shared >= NEAR * max(len(a), len(b)))


def without_site(title: str, publisher: str | None) -> str:
    """A page's title without the outlet's name behind it.

    >>> without_site("Quay closed after crane falls | News | Harbour Wire", "Harbour Wire")
    'Quay closed after crane falls'
    """
    while (cut := SITE.fullmatch(title)) and (cut["bar"] == "|" or is_outlet(cut["last"], publisher)):
        title = cut["headline"]
    return title


def is_outlet(name: str, publisher: str | None) -> bool:
    """Whether what stands at the end of a title is the outlet: it shares a word with it, or nobody knows the outlet."""
    told = set(re.findall(r"\w+", name.casefold())) - {"the", "news"}
    return len(name.split()) <= OUTLET_WORDS and (
        publisher is None or bool(told & set(re.findall(r"\w+", publisher.casefold()))) or not told
    )


# the people ---------------------------------------------------------------------------------------------------------


def find_byline(article: Node, meta: Meta, shown: list[str], publisher: str | None) -> tuple[str, ...]:
    """Who wrote the article: from JSON-LD, else from meta elements, those first that the page shows, else as shown."""
    outlets = {name.casefold() for name in (publisher, *values(meta, PUBLISHERS)) if name}
    seen = {name.casefold() for name in shown}
    in_meta = [[in_order(name, one) for one in meta.get(name, ())] for name in AUTHORS]
    in_meta.sort(key=lambda given: not any(name.casefold() in seen for one in given for name in names_in(one)))
    for given in (names_of(article.get("author")), names_of(article.get("creator")), *in_meta, shown):
        people = [name for one in given for name in names_in(one) if name.casefold() not in outlets]
        if people and len(people) <= PEOPLE:
            return tuple(dict.fromkeys(people))
    return ()


def in_order(element: str, name: str) -> str:
    """A name as it is spoken, where a library's element has it by surname ("Quill, Ada")."""
    last, comma, first_names = name.partition(", ")
    return f"{first_names} {last}" if element in BY_SURNAME and comma and "," not in first_names else name


# the times ----------------------------------------------------------------------------------------------------------


def find_published(article: Node, meta: Meta, shown: list[str], markup: str) -> str | None:
    """When the article was published: the first date that is given, at its minute and zone where another tells them."""
    given = [text_of(article.get("datePublished")), text_of(article.get("dateCreated")), *values(meta, PUBLISHED)]
    found = [*(date for one in given if (date := iso_date(one))), *shown]
    if not found:
        return iso_date(htmldate.find_date(markup, original_date=True, extensive_search=False))
    return next((date for date in found if has_zone(date) and date[:10] == found[0][:10]), found[0])


def has_zone(date: str) -> bool:
    return bool(re.search(r"T.*(?:Z|[+-]\d\d:\d\d)$", date))


# the address --------------------------------------------------------------------------------------------------------


def find_url(tree: HtmlElement, meta: Meta) -> str | None:
    """The address that the page gives as its own."""
    canonical = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    given = (str(one).strip() for one in (*canonical, *values(meta, ("og:url",))) if one)
    return next((one for one in given if ADDRESS.fullmatch(one)), None)
