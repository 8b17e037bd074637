"""A person who was harmed and was missed is added in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, expect

from onrecord.store.decisions import decisions_in
from onrecord.store.record_file import RecordFile
from onrecord.web.app import create_app
from tests.cli.test_verbs import run
from tests.web.conftest import serving

TEXT = """\
COVE FORT (Harbour Wire) - Shells hit the market of Cove Fort on Tuesday. Nine people were killed, the police said.

One of those who died overnight was Ada Quill, 19, a baker, her uncle said.
"""
SELECT = (
    "words => { const root = document.querySelector('.text, .source-text');"
    " const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT); let n;"
    " while ((n = walk.nextNode())) { const i = n.data.indexOf(words); if (i < 0) continue;"
    " const r = document.createRange(); r.setStart(n, i); r.setEnd(n, i + words.length);"
    " getSelection().removeAllRanges(); getSelection().addRange(r);"
    " document.dispatchEvent(new Event('pointerup')); return } }"
)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "first.txt").write_text(TEXT, encoding="utf-8")
    assert run("build", tmp_path / "first.txt", "-o", tmp_path / "record.db", "-q").exit_code == 0
    return tmp_path / "record.db"


@pytest.fixture
def record(built: Path) -> Iterator[RecordFile]:
    with RecordFile(built) as found:
        yield found


def test_a_missed_victim_is_added_by_selecting_the_name(browser: Browser, record: RecordFile) -> None:
    report = next(one["report"]["id"] for one in record.documents())
    tab = browser.new_page()
    try:
        with serving(record.path) as address:
            tab.goto(f"{address}/reports/{report}")
            assert tab.locator(".add-missed option").first.inner_text() == "person harmed"
            tab.goto(f"{address}/review/add?report={report}&kind=casualties")
            tab.evaluate(SELECT, "Ada Quill")
            expect(tab.locator("[data-words]")).to_have_text("Ada Quill")
            tab.fill("[name='f:age']", "19")
            tab.focus("[name='f:words']")
            tab.evaluate(SELECT, "died")
            expect(tab.locator("[name='f:words']")).to_have_value("died")
            tab.select_option("[name='f:sex']", "female")
            tab.click("text=Add this person")
            tab.wait_for_url("**/reports/**")
            assert "Saved: added" in tab.locator(".saved").inner_text()
            made = decisions_in(record)[-1].after
            assert (made["name"]["value"], made["age"]["value"], made["sex"]["value"]) == ("Ada Quill", "19", "female")
            assert TEXT[slice(*made["age"]["span"])] == "19"
            assert (made["harms"][0]["measure"], made["harms"][0]["status"]) == ("killed", "confirmed")
            tab.click("text=Undo")
            assert "Taken back: added" in tab.locator(".saved").inner_text()
    finally:
        tab.close()


def test_what_does_not_stand_in_the_text_is_said_in_plain_words(record: RecordFile) -> None:
    report, text = next((one["report"]["id"], one["report"]["text"]) for one in record.documents())
    with TestClient(create_app(record.path), base_url="http://localhost") as client:
        page = client.get(f"/review/add?report={report}&kind=casualties").text
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
        at = text.index("Ada Quill")
        typed = hidden | {"f:span": f"{at}-{at + 9}", "f:harm": "killed", "f:told": "confirmed", "f:age": "20"}
        answer = client.post("/review/add", data=typed)
        assert answer.status_code == 422
        assert "Age: “20” does not stand in the text; write it as the text has it." in answer.text
        assert 'value="20"' in answer.text
        answer = client.post("/review/add", data=hidden | {"f:harm": "killed", "f:span": ""})
        assert "Select the person’s name" in answer.text or "Select the person&#39;s name" in answer.text
    assert decisions_in(record) == []
