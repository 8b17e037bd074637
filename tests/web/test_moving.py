"""Incidents are split, moved and merged on their page, which says what was done and takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from onrecord.publishing.linked import incidents_in
from onrecord.publishing.shown import begin, refresh
from onrecord.review.reviewed_file import ReviewedFile
from onrecord.store.decisions import decisions_in
from onrecord.store.record_file import RecordFile
from tests.linking.kept import keep
from tests.review.test_following import ATTACK, FUNERAL, LATER, market
from tests.web.conftest import serving


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ReviewedFile]:
    """Two stories, one of which has two reports of an attack."""
    with RecordFile(tmp_path / "record.db", create=True) as record:
        keep(record, [market("a", ATTACK, "12", 3), market("b", LATER, "14", 4), market("c", FUNERAL, "15", 6)])
    kept = ReviewedFile(tmp_path / "record.db")
    begin(kept)
    refresh(kept)
    yield kept
    kept.close()


def told(desk: ReviewedFile) -> dict[str, tuple[list[str], list[object]]]:
    """Of each incident its reports, and what its figures come to."""
    return {
        one["id"]: ([report["id"] for report in one["reports"]], [figure["best"] for figure in one["figures"]])
        for one in incidents_in(desk)
    }


def open_split(tab: Page, address: str, story: str) -> None:
    tab.goto(f"{address}/review/stories/{story}")
    tab.locator("details", has=tab.locator("[name=member]")).first.locator("summary").click()


def test_a_report_is_split_off_and_put_back(desk: ReviewedFile, tab: Page) -> None:
    before = told(desk)
    both = next(one for one in incidents_in(desk) if len(one["reports"]) == 2)
    with serving(desk.path) as address:
        open_split(tab, address, both["story"])
        tab.locator("label:has([name=member])", has_text="Outlet b").locator("input").check()
        tab.get_by_role("button", name="Split").click()
        assert "Saved: they are several now." in tab.locator(".saved").inner_text()
        after = told(desk)
        assert sorted(reports for reports, _ in after.values()) == [["a"], ["b"], ["c"]]
        assert sorted(best for _, (best,) in after.values()) == [12, 14, 15]  # type: ignore[type-var]
        tab.get_by_role("button", name="Undo").click()
        assert "Taken back" in tab.locator(".saved").inner_text()
    assert told(desk) == before


def test_one_figure_is_moved_to_an_incident_of_another_story(desk: ReviewedFile, tab: Page) -> None:
    both = next(one for one in incidents_in(desk) if len(one["reports"]) == 2)
    other = next(one for one in incidents_in(desk) if one["id"] != both["id"])
    with serving(desk.path) as address:
        open_split(tab, address, both["story"])
        tab.locator("label.inner", has_text="14").locator("input").check()
        tab.locator("details[open] [name=into]").fill(other["id"])
        tab.get_by_role("button", name="Split").click()
        assert "it was moved to the other incident" in tab.locator(".saved").inner_text()
        for one, wanted in ((both, "12"), (other, "15")):
            tab.goto(f"{address}/stories/{one['story']}")
            assert wanted in tab.locator(f"[id='{one['id']}'] .big").first.inner_text()
    after = told(desk)
    assert after[both["id"]] == (["a", "b"], [12])
    assert sorted(after[other["id"]][0]) == ["b", "c"]
    series = next(one for one in incidents_in(desk) if one["id"] == other["id"])["figures"][0]["series"]
    assert sorted(entry["value"] for entry in series) == [14, 15]


def test_nothing_chosen_is_said(desk: ReviewedFile, tab: Page) -> None:
    both = next(one for one in incidents_in(desk) if len(one["reports"]) == 2)
    with serving(desk.path) as address:
        open_split(tab, address, both["story"])
        tab.get_by_role("button", name="Split").click()
        assert "Choose what tells of another incident." in tab.locator(".fault").inner_text()
    assert decisions_in(desk) == []
