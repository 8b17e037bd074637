"""Pages: the article without its furniture, and what the page says of it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from onrecord.sources import Captured, extract
from tests.sources.inputs import only, read, refusal, write

LINES = [
    "A crane fell on the quay of Dublin on Monday and killed three dockers, the police said in a statement.",
    "“We heard it from the bridge,” said Nora Tiernan, the harbour master. 'It was like a bomb' – her words.",
    "The port was closed for the day, and some 40 ships were waiting in the bay when night fell on Monday.",
    "Tiernan said that the port authority had been warned of the crane's state in January, and again in May.",
]
STANDFIRST = "Three dockers die as a crane that was reported unsafe twice this year comes down"


def page(
    body: str, data: object = None, meta: str = "", title: str = "Crane kills three on Dublin quay | Harbour Wire"
) -> str:
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data else ""
    head = f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{meta}{script}</head>"
    article = f"<article><h1>Crane kills three on Dublin quay</h1>{body}</article>"
    around = f"<nav><a href='/'>Home</a></nav><main>{article}</main><footer>© Harbour Wire</footer>"
    return f"{head}<body>{around}</body></html>"


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>\n" for line in lines)


def text_of(tmp_path: Path, body: str, **known: object) -> list[str]:
    return only(read(write(tmp_path, "a.html", page(body, **known)))).report.text.split("\n\n")  # type: ignore[arg-type]


def captured(tmp_path: Path, **known: object) -> Captured:
    return only(read(write(tmp_path, "a.html", page(paragraphs(LINES), **known))))  # type: ignore[arg-type]


def test_paragraphs_and_marks_survive(tmp_path: Path) -> None:
    assert text_of(tmp_path, paragraphs(LINES)) == LINES


def test_a_packed_page_reads_the_same_and_keeps_its_bytes(tmp_path: Path) -> None:
    raw = gzip.compress(page(paragraphs(LINES)).encode())
    found = only(read(write(tmp_path, "a.html.gz", raw)))
    assert found.raw == raw
    assert found.report.text == "\n\n".join(LINES) == extract(raw, found.media_type)


@pytest.mark.parametrize(
    "furniture",
    [
        "<p>READ MORE: <a href='/x'>Ferry runs aground off the western cape</a></p>",
        "<div class='newsletter-signup'><p>All the news of the coast, every morning, from our own desk.</p></div>",
        "<figure><img src='x'><figcaption>The crane on the quay, seen from the bridge on Monday.</figcaption></figure>",
        "<div class='wp-caption'><p>The crane on the quay, seen from the bridge on Monday.</p></div>",
        "<p>Sign up for our daily newsletter to get the best of the coast.</p>",
        "<p>Photo: Ben Oar / Harbour Wire</p>",
        "<p>Advertisement</p>",
        "<ul><li><a href='/a'>Ferry runs aground off the western cape</a></li>"
        "<li><a href='/b'>Who will pay for the new quay</a></li></ul>",
        "<aside class='related-stories'><p>Ferry runs aground off the cape, and nobody knows who will pay.</p></aside>",
    ],
)
def test_furniture_is_left_out(tmp_path: Path, furniture: str) -> None:
    assert text_of(tmp_path, paragraphs(LINES[:2]) + furniture + paragraphs(LINES[2:])) == LINES


@pytest.mark.parametrize(
    "line",
    [
        "The army urged men of the town to sign up for the militia and to bring their own boats.",
        "Officials said that heat may have contributed to the fire spreading so rapidly through the sheds.",
        "“Read more, talk less,” the mayor told the ministers who had come to look at the quay.",
        "Watch towers stood along the border, and guards followed the dockers on their way home.",
    ],
)
def test_what_only_sounds_like_furniture_is_kept(tmp_path: Path, line: str) -> None:
    assert text_of(tmp_path, paragraphs([*LINES, line])) == [*LINES, line]


def test_the_headline_is_no_paragraph_and_the_standfirst_is(tmp_path: Path) -> None:
    body = f"<div class='standfirst'><p>{STANDFIRST}</p></div>" + paragraphs(
        ["Crane kills three on Dublin quay", *LINES]
    )
    assert text_of(tmp_path, body) == [STANDFIRST, *LINES]


def test_an_article_cut_into_chunks_is_read_whole(tmp_path: Path) -> None:
    more = [line.replace("Monday", "Tuesday").replace("said", "told reporters") for line in LINES]
    chunk = "<div class='row'><div class='article-body chunk'>{}</div></div><div class='ad-slot'></div>"
    body = chunk.format(paragraphs(LINES)) + chunk.format(paragraphs(more))
    assert text_of(tmp_path, body) == LINES + more


def test_json_ld_tells_of_the_article(tmp_path: Path) -> None:
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "@id": "#wire", "name": "Harbour Wire"},
            {"@type": "Person", "@id": "#ada", "name": "Ada Quill"},
            {
                "@type": "NewsArticle", "headline": "Crane kills three &amp; port shuts",
                "datePublished": "2031-03-04T07:30:15.250+01:00", "dateModified": "2031-03-04T09:00:00+01:00",
                "author": [{"@id": "#ada"}, {"@type": "Person", "name": "Ben Ost-Oar"}], "publisher": {"@id": "#wire"},
            },
        ],
    }  # fmt: skip
    canonical = "<link rel='canonical' href='https://wire.example/crane'>"
    report = captured(tmp_path, data=data, meta=canonical).report
    assert report.title == "Crane kills three on Dublin quay"
    assert (report.byline, report.publisher) == (("Ada Quill", "Ben Ost-Oar"), "Harbour Wire")
    assert (report.published, report.updated) == ("2031-03-04T07:30:15+01:00", "2031-03-04T09:00:00+01:00")
    assert report.url == "https://wire.example/crane"


@pytest.mark.parametrize(
    ("meta", "published"),
    [
        ("<meta property='article:published_time' content='2031-03-04T07:30:00Z'>", "2031-03-04T07:30:00Z"),
        ("<meta name='parsely-pub-date' content='2031-03-04T07:30:00+02:00'>", "2031-03-04T07:30:00+02:00"),
        ("<meta property='article:published_time' content='1930375800000'>", "2031-03-04T07:30:00Z"),
        ("<meta name='date' content='2031-03-04'>", "2031-03-04"),
        (
            "<meta name='date' content='2031-03-04'><meta itemprop='datePublished' content='2031-03-04T07:30:00Z'>",
            "2031-03-04T07:30:00Z",
        ),
    ],
)
def test_meta_elements_tell_the_time(tmp_path: Path, meta: str, published: str) -> None:
    assert captured(tmp_path, meta=meta).report.published == published


def test_a_time_element_and_a_byline_are_read_where_nothing_else_tells(tmp_path: Path) -> None:
    top = "<p class='byline'>By <a rel='author' href='/ada'>Ada Quill</a></p>"
    top += "<time datetime='2031-03-04T07:30:00Z'>Tuesday</time>"
    report = only(read(write(tmp_path, "a.html", page(top + paragraphs(LINES))))).report
    assert (report.byline, report.published) == (("Ada Quill",), "2031-03-04T07:30:00Z")


def test_an_outlet_is_no_author_and_an_agency_is_one(tmp_path: Path) -> None:
    meta = "<meta name='author' content='{}'><meta property='og:site_name' content='Harbour Wire'>"
    assert captured(tmp_path, meta=meta.format("Harbour Wire")).report.byline == ()
    report = captured(tmp_path, meta=meta.format("By Ada Quill and Reuters")).report
    assert (report.byline, report.agency) == (("Ada Quill", "Reuters"), "Reuters")


def test_a_wrong_charset_does_no_harm(tmp_path: Path) -> None:
    meta = "<meta charset='gb2312'>"
    assert captured(tmp_path, meta=meta).report.text == "\n\n".join(LINES)
    western = page(paragraphs(LINES), meta="<meta charset='windows-1252'>").encode("cp1252")
    assert only(read(write(tmp_path, "b.html", western))).report.text == "\n\n".join(LINES)


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    for body in (
        "<html><body></body></html>",
        "<html><body><ul><li><a href='/'>Home</a></li></ul></body></html>",
        "<html>",
    ):
        refused = refusal(read(write(tmp_path, "a.html", body)))
        assert (refused.code, refused.failed) == ("no_article", False)
        assert refused.message == "the page holds no article; leave it out, or save its text as a .txt file"


def test_a_page_that_declares_english_and_is_german_is_refused(tmp_path: Path) -> None:
    lines = [
        "Ein Kran ist am Montag auf den Kai gestürzt und hat drei Hafenarbeiter getötet, teilte die Polizei mit."
    ] * 3
    refused = refusal(read(write(tmp_path, "a.html", page(paragraphs(lines)))))
    assert (refused.code, refused.language) == ("language", "de")
    menu = "<html><title>Ein Kran ist auf den Kai gestürzt</title><body><div>Zum Inhalt, zur Suche</div></body></html>"
    assert refusal(read(write(tmp_path, "b.html", menu))).language == "de"


def test_a_page_that_a_script_fills_is_read_from_its_data(tmp_path: Path) -> None:
    data = {"@type": "NewsArticle", "headline": "Crane kills three", "articleBody": "\n".join(LINES)}
    script = f"<html><script type='application/ld+json'>{json.dumps(data)}</script><body><div></div></body></html>"
    assert only(read(write(tmp_path, "a.html", script))).report.text == "\n\n".join(LINES)


@pytest.mark.parametrize("line", ["World", "March 4, 2031 - 11:28 GMT", "5:45 AM 03/04/2031 by Ada Quill"])
def test_a_section_or_a_date_is_no_first_paragraph(tmp_path: Path, line: str) -> None:
    assert text_of(tmp_path, paragraphs([line, *LINES])) == LINES


@pytest.mark.parametrize("line", ["A bomb went off at 10:30 p.m. in the port.", "DUBLIN, Ireland", "“He is dead.”"])
def test_a_short_first_paragraph_is_kept(tmp_path: Path, line: str) -> None:
    assert text_of(tmp_path, paragraphs([line, *LINES])) == [line, *LINES]
