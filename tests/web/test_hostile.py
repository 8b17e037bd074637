"""Texts that try to be more than text, wherever people's words are shown, are shown as what they are: a part of ten
thousand here, all of them in `make soak`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Dialog
from selectolax.lexbor import LexborHTMLParser

from onrecord.model.records import Entity, Event, ReaderInfo, Record, Records, Report, Statement
from onrecord.model.span import Span
from onrecord.publishing.straight import straight
from onrecord.review.deciding import Answer, decide
from onrecord.review.reviewed_file import ReviewedFile
from onrecord.store.record_file import RecordFile
from onrecord.store.writing import Capture
from onrecord.web.app import create_app
from onrecord.web.people.accounts import Accounts, NoAccount
from onrecord.web.people.limits import Limits
from tests.web.conftest import serving
from tests.web.hostile import BROKEN, LONG, MARK, faults, texts

PASSWORD = "nine blue herons"
WORDS = 9  # texts of a report
LISTS = ("/", "/incidents", "/reports", "/people", "/places")


def record_of(told: Iterator[str], chance: Random, text: str = "") -> Record:
    """A report of hostile texts, with cells wherever."""
    text = text or f"{next(told)} {next(told)} end"
    spans = [Span.of(text, *sorted(chance.sample(range(len(text) + 1), 2))) for _ in range(4)]
    digest = hashlib.sha256(text.encode()).hexdigest()
    report = Report(
        id=digest[:16], source=next(told), url=f"javascript:{next(told)}", title=next(told), publisher=next(told),
        byline=(next(told),), agency=next(told), dateline=None, published="2031-03-04", updated=None, fetched=None,
        language="en", text=text, text_sha256=digest, raw_sha256=digest,
    )  # fmt: skip
    person = Entity("e1", next(told), "person", (spans[0],))
    said = Statement("s1", "direct", "said", (spans[1],), (spans[2],), (spans[0],), speaker="e1")
    event = Event("v1", "ASSAULT", None, spans[3])
    return Record(report, ReaderInfo("0", {}, ""), Records(entities=(person,), statements=(said,), events=(event,)))


def hostile_file(path: Path, number: int, seed: int) -> list[Record]:
    """A record file of so many hostile reports, on some of which people with hostile names decided for hostile
    reasons."""
    chance, told = Random(seed), texts(seed)
    records = [record_of(told, chance) for _ in range(number)]
    with RecordFile(path, create=True) as record:
        record.add([Capture(one, one.report.text.encode(), "text/html") for one in records])
    with ReviewedFile(path) as reviewed:
        for one in records[: number // 5]:
            for action in ("confirm", "reject", "confirm"):
                decide(reviewed, Answer(next(told), action, one.report.id, "entities", ("e1",), why=next(told)))
    return records


def unlimited(client: TestClient) -> TestClient:
    """A client that may ask as often as it likes."""
    limits = Limits()
    limits.count = lambda *_: None  # type: ignore[method-assign]
    client.app.state.limits = limits  # type: ignore[attr-defined]
    return client


def inert(answer: Any, *statuses: int) -> str:
    """The page of an answer, on which nothing is but what the templates make."""
    assert answer.status_code in (statuses or (200,)), answer.text[:300]
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["content-type"].startswith("text/html"), answer.headers["content-type"]
    assert not (found := faults(answer.text)), found
    return str(answer.text)


def shown(text: str) -> str:
    """A text as HTML takes it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_reports(client: TestClient, records: list[Record]) -> None:
    for one in records:
        address = f"/reports/{one.report.id}"
        page = LexborHTMLParser(inert(client.get(address)))
        text = page.css_first("div.text")
        assert text is not None
        assert text.text() == shown(one.report.text)
        heading = page.css_first("h1")
        assert heading is not None
        assert heading.text() == straight(shown(one.report.title or ""))
    for one, other in zip(records[::9], records[1::9], strict=False):
        inert(client.get(f"/reports/{one.report.id}/sentence?words=3-9"))
        inert(client.get(f"/reports/{one.report.id}/changes/{other.report.id}"))
        inert(client.get(f"/review/add?report={one.report.id}"))


def check_decisions(client: TestClient, records: list[Record]) -> None:
    for one in records[: len(records) // 5]:
        inert(client.get(f"/review?report={one.report.id}&cell=e1"))
    inert(client.get("/review/agreement"))


def check_lists(client: TestClient) -> None:
    for where in LISTS:
        answer = client.get(where)
        found = LexborHTMLParser(inert(answer))
        for link in [str(one.attributes["href"]) for one in found.css("a.headline")][:8]:
            inert(client.get(link.replace("%25", "%2525")))  # this client, unlike a server, decodes a path twice
        sheet = client.get(f"{where}?format=csv")
        assert sheet.headers["content-type"].startswith("text/csv")


def check_questions(client: TestClient, asked: Iterator[str], number: int) -> None:
    """What is asked comes back on the page that answers."""
    for _ in range(number):
        told = next(asked)
        inert(client.get(f"/search?{urlencode({'q': told})}"))
        inert(client.get(f"/?{urlencode({'words': told, 'place': told, 'page': told})}"))
        inert(client.get(f"/review?{urlencode({'kind': told, 'span': told, 'edit': told})}"))
        inert(client.get(f"/people/{quote(told, safe='')}"), 200, 404)
        inert(client.get(f"/review?{urlencode({'item': told})}"), 404)


def check_pasted(client: TestClient, pasted: Iterator[str], number: int) -> None:
    """What is pasted is shown as it was, read or not."""
    token = LexborHTMLParser(client.get("/paste").text).css_first("input[name=token]")
    assert token is not None
    for _ in range(number):
        told = f"{next(pasted)}\n\nMayor Dell said that 12 people were killed in Havana on Tuesday. {next(pasted)}"
        given = {"token": str(token.attributes["value"]), "text": told, "publisher": next(pasted)[:200]}
        inert(client.post("/paste", data=given), 200, 413, 422)
        inert(client.post("/paste", data=given | {"published": next(pasted)}), 422)


def check_names(path: Path, folder: Path, names: Iterator[str], number: int) -> None:
    """Who came in, or tried to."""
    accounts = Accounts(folder / "people.db", create=True)
    accounts.add("admin", "admin", PASSWORD)
    for _ in range(number):
        accounts.note(next(names), "login failed", next(names), "::1")
    for name in [f"<b {MARK}>", f"'\" onclick={MARK}", "{{ 7*7 }}", "</title>"]:
        accounts.add(name, "admin", PASSWORD)
    with pytest.raises(NoAccount):
        accounts.add("\u202eadmin", "admin", PASSWORD)
    client = unlimited(TestClient(create_app(path, accounts), base_url="http://localhost"))
    for one in accounts.all():
        client.cookies.clear()
        assert client.post("/api/session", json={"name": one.name, "password": PASSWORD}).status_code == 200
        inert(client.get("/audit"))


def check_all(folder: Path, reports: int, others: int, seed: int) -> int:
    """Show hostile texts everywhere; how many there were."""
    path = folder / "record.db"
    records = hostile_file(path, reports, seed)
    with unlimited(TestClient(create_app(path), base_url="http://localhost")) as client:
        check_reports(client, records)
        check_decisions(client, records)
        check_lists(client)
        check_questions(client, texts(seed + 1), others)
        check_pasted(client, texts(seed + 2), others // 5)
    check_names(path, folder, texts(seed + 3), others)
    return reports * WORDS + reports // 5 * 6 + others * 3 + others // 5 * 4


def test_a_part_of_ten_thousand_hostile_texts_is_shown_inert(tmp_path: Path) -> None:
    assert check_all(tmp_path, reports=30, others=10, seed=12) > 300


def test_words_of_a_megabyte_are_shown_whole(tmp_path: Path) -> None:
    told, chance = texts(7), Random(7)
    many = "".join(next(told) for _ in range(LONG // 60))[:LONG]
    records = [record_of(told, chance, one) for one in ("W" * LONG, "\u202e" * LONG, many)]
    with RecordFile(tmp_path / "record.db", create=True) as record:
        record.add([Capture(one, b"", "text/html") for one in records])
    with unlimited(TestClient(create_app(tmp_path / "record.db"), base_url="http://localhost")) as client:
        check_reports(client, records)
        check_lists(client)


@pytest.mark.parametrize("half", BROKEN)
def test_halves_of_characters_are_no_fault_of_the_server(hostile: tuple[TestClient, list[Record]], half: str) -> None:
    client, records = hostile
    written = half.encode("utf-16-be", "surrogatepass").hex()
    json = "".join(f"\\u{written[at : at + 4]}" for at in range(0, len(written), 4))
    cell = f'"report": "{records[0].report.id}", "kind": "entities", "cells": ["e1"]'
    headers = {"Content-Type": "application/json"}
    for where, body in (
        ("decisions", f'{{"action": "confirm", {cell}, "why": "{json}"}}'),
        ("read", f'{{"text": "12 people were killed. {json}"}}'),
        ("session", f'{{"name": "{json}", "password": "{json}"}}'),
        ("merges", f'{{"incidents": ["{json}", "x"], "why": "{json}"}}'),
    ):  # fmt: skip
        answer = client.post(f"/api/{where}", content=body, headers=headers)
        assert answer.status_code < 500, (where, answer.text)
        assert answer.json() is not None
    inert(client.get(f"/review?report={records[0].report.id}&cell=e1"))
    raw = quote(half.encode("utf-16-be", "surrogatepass"))
    for address in (f"/search?q={raw}%ed%a0%80", f"/people/{raw}%ed%a0%80", "/reports/%ff%fe?words=%ed%a0%80"):
        inert(client.get(address), 200, 404)


ORDER = """() => {
  const wrong = [], range = document.createRange()
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const ours = node.data.match(/ · |published|SHA-256|report|checked/)
    if (!ours || node.parentElement.closest(".text, title, script, option")) continue
    let last = null
    for (let at = ours.index; at < ours.index + ours[0].length; at++) {
      range.setStart(node, at), range.setEnd(node, at + 1)
      const box = range.getBoundingClientRect()
      if (!box.width) continue
      if (last && Math.abs(box.top - last.top) < 2 && box.left < last.left) { wrong.push(node.data); break }
      last = box
    }
  }
  return wrong
}"""  # the letters of our own words run from left to right, whatever stands beside them


def dismissed(dialog: Dialog, wrong: list[str]) -> None:
    wrong.append(dialog.message)
    dialog.dismiss()


def test_a_browser_runs_nothing_and_turns_nothing_around(tmp_path: Path, browser: Browser) -> None:
    chance, told = Random(3), texts(3)
    turned = (f"\u202e{next(told)}" for _ in iter(int, 1))
    records = hostile_file(tmp_path / "record.db", 5, 3) + [record_of(turned, chance) for _ in range(3)]
    with RecordFile(tmp_path / "record.db") as record:
        record.add([Capture(one, one.report.text.encode(), "text/html") for one in records[-3:]])
    with serving(tmp_path / "record.db") as address:
        context = browser.new_context()
        tab, wrong = context.new_page(), list[str]()
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.on("dialog", lambda dialog: dismissed(dialog, wrong))
        tab.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else wrong.append(asked.url))
        pages = [f"/reports/{one.report.id}" for one in records] + [f"/review?report={records[0].report.id}&cell=e1"]
        asked = urlencode({"q": "<img src=x onerror=hostile7(1)>\u202e 12"})
        for where in [*pages, *LISTS, f"/search?{asked}", f"/?words={asked}", "/review/agreement"]:
            assert tab.goto(address + where)
            assert tab.evaluate(f"typeof {MARK}") == "undefined"
            assert not faults(tab.content()), where
            assert not tab.evaluate(ORDER), where
        context.close()
        assert not wrong


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[TestClient, list[Record]]:
    path: Path = tmp_path_factory.mktemp("inert") / "record.db"
    records = hostile_file(path, 10, 5)
    return unlimited(TestClient(create_app(path), base_url="http://localhost")), records


@pytest.mark.parametrize(
    "page",
    [
        f"<p {MARK}>x</p>", "<p onclick='x'>", "<a href='javascript:1'>x</a>", "<a href='//else.example'>x</a>",
        "<script>1</script>", "<script src='/else.js'></script>", f"<p><!--{MARK}--></p>", "<iframe></iframe>",
        f"<p class='{MARK}' lang='{MARK}'>", "<p style='x'>", "<img src='/x'>",
    ],
)  # fmt: skip
def test_what_a_text_made_would_be_seen(page: str) -> None:
    assert faults(page)
