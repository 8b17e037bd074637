"""Forms speak a newsroom's words, and what was kept is said at once, with a way back."""

from __future__ import annotations

import re

from playwright.sync_api import Browser

from onrecord.publishing.shown import begin, refresh
from onrecord.review.reviewed_file import ReviewedFile
from onrecord.store.decisions import decisions_in
from onrecord.store.record_file import RecordFile
from tests.web.conftest import serving


def test_a_number_is_corrected_in_plain_words_and_taken_back(browser: Browser, record: RecordFile) -> None:
    with ReviewedFile(record.path) as desk:
        begin(desk)
        refresh(desk)
    tab = browser.new_page()
    try:
        with serving(record.path) as address:
            tab.goto(f"{address}/review?kind=figures")
            tab.keyboard.press("e")
            form = tab.locator("#correct")
            labels = form.locator("label").all_inner_texts()
            assert labels[:3] == ["number", "what is counted", "how exact"]
            assert tab.evaluate("document.activeElement.id") == "f-value"
            assert "at least" not in labels
            form.get_by_text("All else that it says").click()
            labels = form.locator("label").all_inner_texts()
            assert {"number", "at least", "at most", "how exact", "what is counted", "how it is told"} <= set(labels)
            assert not {"part of", "change", "span", "population label"} & set(labels)
            assert not form.get_by_label("rule").is_visible()
            assert "confirmed" not in form.get_by_label("how it is told").inner_text()
            form.get_by_label("how exact").select_option("exact")
            form.get_by_label("number", exact=True).fill("7001")
            form.get_by_role("button", name="Keep the correction").click()
            told = tab.locator(".saved").inner_text()
            assert re.search(r"Saved: corrected “.*”: .*number .* → 7001", told)
            assert re.search(r"at least .* → 7001", told)
            tab.locator(".saved").get_by_role("button", name="Undo").click()
            assert "Taken back: corrected" in tab.locator(".saved").inner_text()
            assert [one.action for one in decisions_in(record)] == ["correct", "undo"]
    finally:
        tab.close()
