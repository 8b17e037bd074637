"""The pages on which a record is read, in a browser: found, clicked through, checked for access, and safe."""

from __future__ import annotations

import gzip
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import sleep

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route

from onrecord.engine.run import read_inputs
from onrecord.review.deciding import Answer, decide
from onrecord.sources import open_reports
from onrecord.store import record_file
from onrecord.store.record_file import NotARecord, RecordFile
from onrecord.store.writing import Capture
from onrecord.web.app import create_app
from tests.web.conftest import AXE, serving

LISTS = ("/", "/incidents", "/reports", "/people", "/places")
HOSTILE = (
    "<script>window.hurt = 1</script> \u202epolice\u202c said <img src=x onerror='window.hurt=1'> that "
    'javascript:alert(1) killed 12 people in Havana on Tuesday.\n\n"{{ 7 * 7 }} </textarea>" said </title>Mayor '
    + "W" * 20_000
    + ". <svg onload='window.hurt=1'> <a href='javascript:window.hurt=1'>Mayor Dell</a> denied that 3 died.\n"
)


def first(address: str, where: str, form: str) -> str:
    found = re.search(form, httpx.get(address + where, timeout=30).text)
    assert found, f"{where} has no {form}"
    return found[1]


def changed(address: str) -> str:
    """Where it is told what a report changed of another."""
    reports = re.findall(r'href="(/reports/[0-9a-f]+)"', httpx.get(address + "/reports").text)
    told = (
        re.search(r'href="(/reports/[0-9a-f]+/changes/[0-9a-f]+)"', httpx.get(address + one).text) for one in reports
    )
    return next(found[1] for found in told if found)


@pytest.fixture(scope="module")
def pages(address: str) -> list[str]:
    """An address of each kind of page."""
    return [
        *LISTS, "/search", "/search?q=harbour", "/incidents?place=Atlantis&words=nothing",
        first(address, "/", r'href="(/stories/[^"]+)"'), first(address, "/reports", r'href="(/reports/[0-9a-f]+)"'),
        first(address, "/people", r'href="(/people/[^"]+)"'), first(address, "/places", r'href="(/places/[^"]+)"'),
        changed(address),
    ]  # fmt: skip


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390)])
def test_axe_finds_nothing(browser: Browser, address: str, pages: list[str], scheme: str, width: int) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    for path in pages:
        page.goto(address + path)
        page.add_script_tag(path=AXE)
        found = page.evaluate("axe.run({resultTypes: ['violations']})")
        told = [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found["violations"]]
        assert not told, f"{path}: {told}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is wider than the screen"
    context.close()


def test_pages_load_without_faults_and_from_here_alone(tab: Page, address: str, pages: list[str]) -> None:
    for path in pages:
        answer = tab.goto(address + path)
        assert answer, path
        assert answer.ok, path


def test_search_to_story_to_report_to_words_takes_three_clicks(tab: Page, address: str) -> None:
    tab.goto(address + "/search?q=harbour")
    tab.click("main .rows a[href^='/stories/']")
    tab.click(".story .toll a.big, .story .happened a")
    assert "/reports/" in tab.url
    tab.locator(".words.asked").first.wait_for(state="visible")
    tab.click(".words.asked >> nth=0")
    tab.locator(".cell:target").wait_for(state="visible")


def test_it_reads_without_scripts(browser: Browser, address: str, pages: list[str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.click(".rows .headline")
    page.click(".story .toll a.big, .story .happened a")
    page.locator(".words.asked").first.wait_for(state="visible")
    page.goto(address + pages[9])
    cells = page.locator(".cell.place").count()
    assert cells
    page.uncheck("#kind-place")
    assert not page.locator(".cell.place").first.is_visible()
    context.close()


def test_a_number_key_hides_a_kind(tab: Page, address: str, pages: list[str]) -> None:
    tab.goto(address + pages[9])
    tab.keyboard.press("5")
    assert not tab.locator(".cell.place").first.is_visible()
    tab.keyboard.press("5")
    assert tab.locator(".cell.place").first.is_visible()


def test_a_cell_and_its_words_light_up_together(tab: Page, address: str, pages: list[str]) -> None:
    tab.goto(address + pages[9])
    tab.hover(".cell.event >> nth=0")
    assert tab.locator(".words.lit").count()


def test_a_link_to_words_shows_their_sentence(tab: Page, address: str, pages: list[str]) -> None:
    tab.goto(address + pages[8])
    tab.hover(".happened a >> nth=0")
    tab.wait_for_selector(".sentence mark")


@pytest.mark.parametrize(("where", "link"), [("/", ".key a"), ("/incidents", ".key a"), ("/reports", ".key a")])
def test_a_number_in_a_list_shows_its_sentence_and_leads_to_it(tab: Page, address: str, where: str, link: str) -> None:
    tab.goto(address + where)
    number = tab.locator(link).first
    number.focus()
    tab.wait_for_selector(".sentence mark")
    assert number.get_attribute("aria-describedby") == "sentence"
    number.click()
    tab.locator(".words.asked").first.wait_for(state="visible")
    assert tab.locator(".cell.asked").first.is_visible()


def test_a_link_in_a_report_has_words(address: str) -> None:
    reports = set(re.findall(r'href="(/reports/[0-9a-f]+)"', httpx.get(address + "/reports").text))
    assert len(reports) > 10
    for report in reports:
        assert not re.search(r'<a id="w\d+"[^>]*>\s*</a>', httpx.get(address + report).text), report


def test_what_somebody_said_shows_its_sentence(tab: Page, address: str) -> None:
    tab.goto(address + "/people?type=person")
    tab.click(".headline >> nth=0")
    tab.hover(".told >> nth=0")
    tab.wait_for_selector(".sentence mark")


def test_esc_closes_a_sentence_then_goes_back(tab: Page, address: str) -> None:
    tab.goto(address + "/people")
    tab.click(".headline >> nth=0")
    tab.wait_for_load_state()
    there = tab.url
    tab.hover(".told >> nth=0")
    tab.wait_for_selector(".sentence")
    tab.keyboard.press("Escape")
    assert not tab.locator(".sentence").count()
    assert tab.url == there
    tab.keyboard.press("Escape")
    tab.wait_for_url("**/people")


MOVED = (
    "window.moved = 0; new PerformanceObserver(all => all.getEntries().forEach(one => window.moved += one.value))"
    ".observe({type: 'layout-shift', buffered: true})"
)


def late(route: Route) -> None:
    """Let something come after the page is shown."""
    sleep(0.3)
    route.continue_()


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_jumps_while_a_page_loads(browser: Browser, address: str, pages: list[str], width: int) -> None:
    for path in pages:
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        page.add_init_script(MOVED)
        page.route("**/*.woff2", late)
        page.goto(address + path, wait_until="networkidle")
        assert page.evaluate("window.moved") < 0.01, path
        context.close()


def map_of(page: Page) -> int:
    """The bytes that a page's map takes over the wire."""
    drawn = page.locator("svg.map")
    return len(gzip.compress(drawn.evaluate("one => one.outerHTML").encode(), 9)) if drawn.count() else 0


def test_a_page_weighs_little(browser: Browser, address: str, pages: list[str]) -> None:
    for path in pages:
        context = browser.new_context()
        session = context.new_page()
        wire = context.new_cdp_session(session)
        wire.send("Network.enable")
        sizes: list[float] = []
        wire.on("Network.loadingFinished", lambda told, sizes=sizes: sizes.append(told["encodedDataLength"]))
        session.goto(address + path, wait_until="networkidle")
        assert 0 < sum(sizes) - map_of(session) < 100_000, f"{path}: {sum(sizes)} bytes"
        context.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a record of a hostile report is served."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    captures = [one for one in read_inputs(open_reports([str(folder / "hostile.txt")])) if isinstance(one, Capture)]
    assert captures
    with RecordFile(folder / "record.db", create=True) as record:
        record.add(captures)
    with serving(folder / "record.db") as found:
        yield found


def test_a_hostile_report_is_shown_and_does_nothing(tab: Page, hostile: str) -> None:
    for where in (*LISTS, "/search?q=police", "/search?q=<script>alert(1)</script>"):
        tab.goto(hostile + where)
        for path in sorted(set(re.findall(r'href="(/(?:stories|reports|people|places)/[^"#]+)"', tab.content())))[:8]:
            tab.goto(hostile + path.replace("&amp;", "&"))
            assert tab.evaluate("window.hurt") is None, path


def test_the_captured_original_is_saved_not_shown(hostile: str) -> None:
    report = first(hostile, "/reports", r'href="(/reports/[0-9a-f]+)"')
    answer = httpx.get(f"{hostile}{report}/original")
    assert answer.content.decode() == HOSTILE
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("where", LISTS)
def test_every_list_is_to_be_had_as_csv(address: str, where: str) -> None:
    answer = httpx.get(f"{address}{where}?format=csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert len(answer.text.splitlines()) > 1


def test_what_changed_is_told_from_the_earlier_to_the_later(address: str) -> None:
    where = changed(address)
    _, _, report, _, other = where.split("/")
    there, back = (httpx.get(address + path).text for path in (where, f"/reports/{other}/changes/{report}"))
    assert there == back
    assert "<ins>" in there or "<del>" in there


def test_a_facet_s_count_is_what_it_finds(address: str) -> None:
    page = httpx.get(address + "/incidents").text
    for href, number in re.findall(r'<a href="(/incidents\?[^"]+)">[^<]+</a> <span class="n">(\d+)</span>', page)[:12]:
        found = httpx.get(address + href.replace("&amp;", "&") + "&format=csv").text
        incidents = {line.partition(",")[0] for line in found.splitlines()[1:]}  # a line each of its figures
        assert len(incidents) == int(number), href


def test_nothing_found_says_what_would_be_without_one_filter(address: str) -> None:
    page = httpx.get(address + "/reports?place=Havana&speaker=Nobody").text
    assert "No report fits" in page
    assert "Without the speaker</a>: " in page


def test_what_is_not_there_is_said_in_a_sentence(address: str) -> None:
    for where in ("/stories/none", "/reports/none", "/people/none", "/places/none", "/reports/none/original"):
        answer = httpx.get(address + where)
        assert answer.status_code == 404
        assert "none" in answer.text


def test_an_empty_record_says_what_to_do(tmp_path: Path) -> None:
    RecordFile(tmp_path / "empty.db", create=True).close()
    with serving(tmp_path / "empty.db") as address:
        for where in LISTS:
            assert "onrecord build" in httpx.get(address + where).text


def test_a_decision_changes_the_story_at_once(tmp_path: Path, maine: list[Capture]) -> None:
    with RecordFile(tmp_path / "maine.db", create=True) as record:
        record.add(maine)
    with serving(tmp_path / "maine.db") as address, RecordFile(tmp_path / "maine.db") as record:
        story = first(address, "/", r'href="(/stories/[^"]+)"')
        form = r'class="big" href="/reports/(\w+)\?words=(\d+)-(\d+)'
        before = re.findall(form, httpx.get(address + story).text)
        report, start, end = before[0]
        view = record.books([report])[report]
        figure = next(one for one in view.figures if (one.span.start, one.span.end) == (int(start), int(end)))
        decide(record, Answer("Ada", "reject", report, "figures", (figure.id,), why="a misreading"))
        assert before[0] not in re.findall(form, httpx.get(address + story).text)


def test_a_locked_record_is_refused_in_a_sentence(record: RecordFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_file, "PATIENCE", 0.1)
    with closing(sqlite3.connect(record.path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotARecord, match="locked"):
            create_app(record.path)
