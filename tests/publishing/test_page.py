"""The page of a report: all of its words, nothing else's, and nothing that runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import lxml.html
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.records import Entity, ReaderInfo, Record, Records, Report, Time
from onrecord.model.span import Span
from onrecord.model.view import RecordView
from onrecord.publishing.page import page_of, stretches
from onrecord.store.writing import Capture

REPORT = Report("0" * 16, "a.txt", None, None, None, (), None, None, None, None, None, "en", "", "0" * 64, "0" * 64)
READER = ReaderInfo("0", {}, "none")


def page_tree(page: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page)


def found(page: lxml.html.HtmlElement, path: str) -> list[Any]:
    """What an XPath finds on a page."""
    return cast(list[Any], page.xpath(path))


@given(
    st.text(min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 60)), min_size=1, max_size=6),
)
def test_stretches_give_the_text_back_and_cover_every_span(text: str, bounds: list[tuple[int, int]]) -> None:
    spans = [Span.of(text, a, min(b, len(text))) for a, b in bounds if a < min(b, len(text))]
    times = tuple(Time(f"t{n}", span, "DATE", None, None, None, None, False) for n, span in enumerate(spans))
    entities = (Entity("n1", "x", "person", tuple(spans)),) if spans else ()
    view = RecordView(Record(replace(REPORT, text=text), READER, Records(entities=entities, times=times)))
    cut = list(stretches(view))
    assert "".join(stretch.text for stretch in cut) == text
    for time in times:
        assert "".join(s.text for s in cut if time.id in s.cells) == time.span.text


def test_a_page_shows_the_whole_text(maine: list[Capture]) -> None:
    for capture in maine:
        view = RecordView(capture.record)
        page = page_tree(page_of([view]))
        assert found(page, "//p[@class='text']")[0].text_content().split() == view.text.split()


def test_cells_link_to_marks_that_are_there(maine: list[Capture]) -> None:
    page = page_tree(page_of([RecordView(capture.record) for capture in maine]))
    ids = set(found(page, "//@id"))
    assert ids >= {link.removeprefix("#") for link in found(page, "//section//a/@href")}
    assert ids >= {cell for cells in found(page, "//b/@data-cells") for cell in cells.split()}


def test_nothing_in_a_report_runs_on_its_page() -> None:
    hostile = "<script>alert(1)</script> <img src=x onerror=alert(1)> \u202e \"'&"
    report = replace(
        REPORT, text=hostile, title=hostile, publisher=hostile, url="javascript:alert(1)", byline=(hostile,)
    )
    page = page_tree(page_of([RecordView(Record(report, READER, Records()))]))
    assert len(found(page, "//script")) == 1
    assert not found(page, "//img | //@onerror | //a[starts-with(@href, 'javascript')]")
