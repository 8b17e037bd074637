"""Lists and the search change in place: without a page load, with an address, a way back, focus and a word on it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import AXE


def focused(tab: Page) -> str:
    return str(tab.evaluate("document.activeElement.id"))


def same_page(tab: Page) -> bool:
    return bool(tab.evaluate("window.mark === 1"))


def total(tab: Page) -> str:
    return tab.locator("#told").inner_text()


def test_a_facet_is_chosen_in_place_and_taken_back(tab: Page, address: str) -> None:
    tab.goto(address + "/incidents")
    tab.evaluate("window.mark = 1")
    before, rows = total(tab), tab.locator(".rows > li").count()
    facet = tab.locator(".facets a").nth(3)
    wanted, where = facet.get_attribute("id"), facet.get_attribute("href")
    number = tab.locator(".facets .n").nth(3).inner_text()
    facet.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".facets .chosen")).to_be_visible()
    assert same_page(tab)
    assert tab.url == address + str(where)
    assert focused(tab) == wanted
    assert total(tab).startswith(number + " ")
    assert tab.locator("main .meta").first.inner_text() == total(tab)
    tab.keyboard.press("Enter")  # the focus is on what takes the choice away
    expect(tab.locator(".facets .chosen")).to_have_count(0)
    assert focused(tab) == wanted
    for left, count in ((1, None), (0, rows)):
        tab.go_back()
        expect(tab.locator(".facets .chosen")).to_have_count(left)
        assert count is None or tab.locator(".rows > li").count() == count
    assert total(tab) == before
    assert tab.url == address + "/incidents"
    assert same_page(tab)
    tab.go_forward()
    expect(tab.locator(".facets .chosen")).to_have_count(1)


def test_the_scroll_stays_where_a_facet_is_chosen(tab: Page, address: str) -> None:
    tab.set_viewport_size({"width": 1280, "height": 500})
    tab.goto(address + "/people")
    tab.evaluate("window.mark = 1; document.querySelector('.facets').scrollIntoView(false)")
    link = tab.locator(".facets a").first
    link.scroll_into_view_if_needed()
    at = tab.evaluate("scrollY")
    link.click()
    expect(tab.locator(".facets .chosen")).to_be_visible()
    assert same_page(tab)
    assert abs(tab.evaluate("scrollY") - at) < 2


def test_what_is_chosen_under_a_list_shows_the_list(tab: Page, address: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 700})
    tab.goto(address + "/people")
    tab.click(".facets li a >> nth=0")
    expect(tab.locator(".facets .chosen")).to_have_count(1)
    expect(tab.locator("h1")).to_be_in_viewport()


def test_a_page_is_turned_in_place_and_read_from_its_top(tab: Page, address: str) -> None:
    tab.goto(address + "/people")
    tab.evaluate("window.mark = 1")
    tab.locator("a[rel=next]").focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("a[rel=prev]").first).to_be_visible()
    assert same_page(tab)
    assert tab.url.endswith("/people?page=2")
    assert total(tab).startswith("31–")
    assert focused(tab) == "main"
    assert tab.evaluate("document.querySelector('main').getBoundingClientRect().top") < 60
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.matches('.rows > li:first-child a')")


def test_words_are_searched_in_place(tab: Page, address: str) -> None:
    tab.goto(address + "/search")
    tab.evaluate("window.mark = 1")
    tab.fill("#q", "harbour zzzz")
    tab.keyboard.press("Enter")
    expect(tab.locator("#told")).to_have_text("None holds all the words")
    assert focused(tab) == "q"
    assert "zzzz" in tab.title()
    tab.click("main ul a >> nth=1")
    expect(tab.locator(".rows > li").first).to_be_visible()
    assert same_page(tab)
    assert tab.url.endswith("/search?q=harbour")
    assert tab.input_value("#q") == "harbour"
    tab.keyboard.press("Escape")
    expect(tab.locator("#told")).to_have_text("None holds all the words")


def test_words_are_found_in_a_list_in_place(tab: Page, address: str) -> None:
    tab.goto(address + "/reports")
    tab.evaluate("window.mark = 1")
    tab.fill("#words", "zzzz")
    tab.keyboard.press("Enter")
    expect(tab.locator("main .lead")).to_contain_text("No report fits")
    tab.click("main .lead + ul a >> nth=0")
    expect(tab.locator(".rows > li").first).to_be_visible()
    assert same_page(tab)


@pytest.mark.parametrize(("where", "what"), [("/incidents", ".facets li a"), ("/people", "a[rel=next]")])
def test_axe_finds_nothing_after_a_swap(browser: Browser, address: str, where: str, what: str) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(address + where)
    before = page.url
    page.click(what)
    page.wait_for_url(lambda url: url != before)
    page.wait_for_load_state("networkidle")
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert not [(one["id"], one["nodes"][0]["html"][:160]) for one in found["violations"]]
    context.close()


def test_what_the_server_refuses_is_shown_in_place(tab: Page, address: str) -> None:
    tab.goto(address + "/people")
    refused = "<!doctype html><title>Not now</title><main id='main'><h1>Not now</h1></main>"
    tab.route("**/people?*", lambda route: route.fulfill(status=200, content_type="text/html", body=refused))
    tab.locator(".facets li a").first.click()
    expect(tab.locator("h1")).to_have_text("Not now")


def test_lists_work_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/people")
    page.click("a[rel=next]")
    assert page.url.endswith("/people?page=2")
    page.click(".facets li a >> nth=0")
    assert page.locator(".facets .chosen").is_visible()
    context.close()


def test_only_pages_that_change_in_place_load_what_does_it(tab: Page, address: str) -> None:
    loaded = "document.querySelectorAll('script[src*=htmx]').length"
    tab.goto(address + "/reports")
    assert tab.evaluate(loaded) == 1
    tab.click(".headline >> nth=0")
    tab.wait_for_load_state()
    assert tab.evaluate(loaded) == 0


def test_where_no_answer_comes_the_browser_asks_as_a_link_does(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "/people")
    page.route(
        "**/people?*", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )
    page.locator(".facets li a").first.click()
    page.wait_for_url("**/people?*")
    assert page.locator(".facets .chosen").is_visible()
    page.close()
