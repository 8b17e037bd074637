"""What leaves the house from the pages: a story as one file, its figures and victims as CSV, the list of incidents."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from onrecord.store.record_file import RecordFile
from onrecord.web.app import create_app


@pytest.fixture
def client(record: RecordFile) -> Iterator[TestClient]:
    with TestClient(create_app(record.path), base_url="http://localhost") as made:
        yield made


def story(client: TestClient) -> str:
    """The address of the story told first."""
    return str(re.findall(r'href="(/stories/[^"#/]+)"', client.get("/").text)[0])


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_story_is_taken_away_as_one_file_and_as_tables(client: TestClient) -> None:
    where = story(client)
    page = client.get(where).text
    for name in ("file", "figures.csv", "victims.csv"):
        assert f'href="{where}/{name}"' in page
        answer = client.get(f"{where}/{name}")
        assert answer.headers["content-disposition"].startswith("attachment")
    file = client.get(f"{where}/file").text
    assert "<style>" in file
    assert 'src="' not in file
    told = rows(client.get(f"{where}/figures.csv").text)
    assert {"incident", "measure", "population", "shown", "best", "low", "high", "status", "why"} <= told[0].keys()
    assert any(row["measure"] == "killed" and row["shown"] for row in told)
    for row in told:
        if row["best"] and row["low"]:
            assert float(row["low"]) <= float(row["best"])


def test_the_list_of_incidents_has_a_row_a_figure(client: TestClient) -> None:
    told = rows(client.get("/incidents?format=csv").text)
    of_one: dict[str, list[str]] = {}
    for row in told:
        of_one.setdefault(row["id"], []).append(row["counted"])
    assert max(map(len, of_one.values())) > 1
    assert all(";" not in row["shown"] for row in told)


def test_the_big_number_leads_to_all_its_voices(client: TestClient, browser: Browser, address: str) -> None:
    stories = dict.fromkeys(re.findall(r'href="(/stories/[^"#/]+)"', client.get("/").text))
    where = next(one for one in stories if 'href="#voices-' in client.get(one).text)
    tab = browser.new_page()
    try:
        tab.goto(f"{address}{where}")
        number = tab.locator("a.big[href^='#voices-']").first
        number.click()
        voices = tab.locator(".voiced:target")
        assert voices.locator("li").count() > 1
        href = voices.locator("a").first.get_attribute("href") or ""
        assert "?words=" in href
    finally:
        tab.close()
