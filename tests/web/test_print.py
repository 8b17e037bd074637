"""Pages on paper: numbers of notes stand in the text, notes give words and sources, and nothing is to be pressed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.test_reading_pages import first

AFTER = "one => getComputedStyle(one, '::after').content"


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    """A tab that shows pages as they are printed, by somebody who reads in the dark."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


def test_every_number_of_a_printed_story_has_a_note_with_its_words_and_source(paper: Page, address: str) -> None:
    story = first(address, "/", r'href="(/stories/[^"]+)"')
    paper.goto(address + story)
    links = paper.locator(".story :is(.big, .happened a, .said a, .victims a)").all()
    assert links
    for link in links:
        numbers = link.get_attribute("data-note")
        assert numbers
        assert link.evaluate(AFTER).strip('"').endswith(numbers)
        for number in numbers.split(", "):
            expect(paper.locator(f"#note-{number}")).to_be_visible()
        note = paper.locator(f"#note-{numbers.split(', ')[0]}")
        found = re.findall(r"/reports/(\w+)\?words=(\d+)-(\d+)", link.get_attribute("href") or "")
        if not found:  # it leads to its voices
            continue
        report, start, end = found[0]
        text = httpx.get(f"{address}/api/reports/{report}").json()["report"]["text"]
        assert note.locator("mark").inner_text() == text[int(start) : int(end)]
        assert note.locator("cite").inner_text()
        assert re.search(r"^\S.+, \d+ \w+ \d{4}", note.locator(".meta").inner_text())


def test_notes_are_numbered_in_the_order_of_the_page(paper: Page, address: str) -> None:
    paper.goto(address + first(address, "/", r'href="(/stories/[^"]+)"'))
    numbers = paper.eval_on_selector_all(
        "[data-note]", "all => all.flatMap(one => one.dataset.note.split(', ').map(Number))"
    )
    told = list(dict.fromkeys(numbers))
    charted = paper.eval_on_selector_all(".chart.wide .note", "all => all.map(one => Number(one.textContent))")
    assert sorted({*told, *charted}) == list(range(1, paper.locator(".notes li").count() + 1))
    assert told == sorted(told)


def test_a_printed_report_has_its_cells_as_numbered_notes(paper: Page, address: str) -> None:
    paper.goto(address + first(address, "/reports", r'href="(/reports/[0-9a-f]+)"'))
    marks = paper.eval_on_selector_all(".text .note", "all => all.map(one => one.dataset.n)")
    cells = paper.eval_on_selector_all(".panel .cell", "all => all.map(one => one.dataset.n)")
    assert sorted(marks) == sorted(cells)
    expect(paper.locator(".panel .printed")).to_contain_text("Notes to")
    expect(paper.locator(".hash").first).to_be_visible()


@pytest.mark.parametrize("where", ["/", "/reports", "/people"])
def test_nothing_that_is_pressed_is_printed(paper: Page, address: str, where: str) -> None:
    for path in (
        where,
        first(address, where, rf'class="headline" href="({"/stories" if where == "/" else where}/[^"#]+)"'),
    ):
        paper.goto(address + path)
        for pressed in paper.locator("button, input, nav, .check, summary").all():
            expect(pressed).to_be_hidden()
        assert paper.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_a_screen_shows_no_notes(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + first(address, "/", r'href="(/stories/[^"]+)"'))
    expect(page.locator(".notes")).to_be_hidden()
    assert page.locator("[data-note]").first.evaluate(AFTER) == "none"
    page.close()
