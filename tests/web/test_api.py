"""The API: what the pages do, for programs; and that no request whatever makes it fail."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok

from onrecord.store.decisions import decisions_in
from onrecord.store.record_file import RecordFile
from onrecord.store.writing import Capture
from onrecord.web.app import create_app
from onrecord.web.keeping import Keeper

EXAMPLES = 15  # requests an operation
LISTS = ("stories", "incidents", "reports", "people", "places")


@pytest.fixture
def client(record: RecordFile) -> Iterator[TestClient]:
    with TestClient(create_app(record.path), base_url="http://localhost") as made:
        yield made


@pytest.mark.parametrize("kind", LISTS)
def test_lists_come_as_pages_and_as_lines(client: TestClient, kind: str) -> None:
    page = client.get(f"/api/{kind}?size=200").json()
    assert page["total"] == len(page["rows"]) > 0
    for asked in (client.get(f"/api/{kind}?format=jsonl"),
                  client.get(f"/api/{kind}", headers={"Accept": "application/jsonl"})):  # fmt: skip
        assert asked.headers["content-type"] == "application/jsonl"
        assert [json.loads(line) for line in asked.text.splitlines()] == page["rows"]


def test_stories_reports_people_and_places_are_to_be_had_one_by_one(client: TestClient) -> None:
    first = {kind: client.get(f"/api/{kind}").json()["rows"][0] for kind in LISTS}
    assert client.get(f"/api/stories/{first['stories']['id']}").json()["incidents"]
    assert client.get(f"/api/reports/{first['reports']['id']}").json()["report"]["text"]
    assert client.get(f"/api/people/{first['people']['name']}").json()["said"]
    assert client.get(f"/api/places/{first['places']['id']}").json()["name"] == first["places"]["name"]
    assert client.get("/api/search?q=harbour").json()["hits"]
    whole = [json.loads(line) for line in client.get("/api/record").text.splitlines()]
    assert len(whole) == client.get("/api/reports").json()["total"]
    assert all(one["format"] == 1 for one in whole)


def test_what_is_not_there_is_said_in_a_sentence(client: TestClient) -> None:
    for where in ("stories/none", "reports/none", "people/none", "places/none", "nothing", "queue?story=none"):
        answer = client.get(f"/api/{where}")
        assert answer.status_code == 404
        assert set(answer.json()) == {"error"}


def test_deciding_undoing_and_agreement(client: TestClient, record: RecordFile) -> None:
    queue = client.get("/api/queue?kind=figures").json()
    card = queue["rows"][0]
    assert card["question"].startswith("Does this")
    said = {"action": "correct", "report": card["report"], "kind": "figures", "cells": [card["cell"]],
            "after": {"value": 7777, "precision": "exact"}, "why": "the words say so"}  # fmt: skip
    made = client.post("/api/decisions", json=said)
    assert made.status_code == 201
    assert made.json()["after"]["low"] == 7777
    assert client.get("/api/queue?kind=figures").json()["left"] == queue["left"] - 1
    wrong = client.post("/api/decisions", json=said | {"after": {"value": "many"}})
    assert wrong.status_code == 409
    assert "number" in wrong.json()["error"]
    assert client.post("/api/undo", json={"number": made.json()["number"]}).status_code == 201
    assert len(client.get("/api/decisions?format=jsonl").text.splitlines()) == 2 == len(decisions_in(record))
    assert client.get("/api/agreement").json()["kinds"] == []
    form = client.post("/api/undo", content="number=1", headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert form.status_code in (415, 422)


def test_incidents_are_merged_and_taken_apart_again(client: TestClient) -> None:
    rows = client.get("/api/incidents").json()["rows"]
    by_story: dict[str, list[str]] = {}
    for one in rows:
        by_story.setdefault(one["story"], []).append(one["id"])
    two = next(some for some in by_story.values() if len(some) > 1)[:2]
    made = client.post("/api/merges", json={"groups": two})
    assert made.status_code == 201, made.text
    story = client.get(f"/api/stories/{next(one['story'] for one in rows if one['id'] == two[0])}").json()
    assert two[1] not in [one["id"] for one in story["incidents"]]
    assert client.post("/api/merges", json={"groups": ["none", "other"]}).status_code == 404
    assert client.post("/api/merges", json={"groups": ["none", "other"], "kind": "stories"}).status_code == 404


def test_a_split_takes_no_members_of_other_incidents(client: TestClient, record: RecordFile) -> None:
    by_story: dict[str, list[str]] = {}
    for one in client.get("/api/incidents").json()["rows"]:
        by_story.setdefault(one["story"], []).append(one["id"])
    story = next(story for story, some in by_story.items() if len(some) > 1)
    first, second = client.get(f"/api/stories/{story}").json()["incidents"][:2]
    for other in (second["events"][0], "none:e1"):
        asked = {"group": first["id"], "parts": [[first["events"][0]], [other]]}
        answer = client.post("/api/splits", json=asked)
        assert (answer.status_code, f"{other} is not of" in answer.json()["error"]) == (409, True)
    assert decisions_in(record) == []


def test_stories_are_merged_and_reports_leave_them(two_stories: RecordFile, client: TestClient) -> None:
    stories = [one["id"] for one in client.get("/api/stories").json()["rows"]][:2]
    first, second = ([one["id"] for one in client.get(f"/api/stories/{story}").json()["reports"]] for story in stories)
    made = client.post("/api/merges", json={"groups": stories, "kind": "stories"})
    assert made.status_code == 201, made.text
    assert client.get(f"/api/stories/{stories[0]}").json() == client.get(f"/api/stories/{stories[1]}").json()
    parts = [first, second]
    split = client.post("/api/splits", json={"group": stories[0], "parts": parts, "kind": "stories"})
    assert split.status_code == 201, split.text
    now = client.get(f"/api/stories/{stories[0]}").json()
    assert set(first) == {one["id"] for one in now["reports"]}


@pytest.fixture(scope="module")
def application(maine: list[Capture], tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    path: Path = tmp_path_factory.mktemp("api") / "maine.db"
    with RecordFile(path, create=True) as record:
        record.add(maine)
    return create_app(path, hosts=("testserver", "localhost", "127.0.0.1"))


def test_no_request_makes_it_fail(application: FastAPI) -> None:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", application)
    number = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        number += 1

        @hypothesis.settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        @hypothesis.given(case=operation.as_strategy())
        def check(case: schemathesis.Case) -> None:  # type: ignore[type-arg]
            answer = case.call()
            case.validate_response(answer, checks=[not_a_server_error])
            if answer.status_code >= 400:
                assert answer.json()["error"]

        check()
    assert number > 15


def test_a_record_that_is_replaced_while_it_is_served_is_not_decided_on(record: RecordFile, client: TestClient) -> None:
    assert client.get("/api/stories").status_code == 200
    other = record.path.with_name("other.db")
    other.write_bytes(record.path.read_bytes())
    other.replace(record.path)
    answer = client.post("/api/merges", json={"groups": ["a", "b"]})
    assert (answer.status_code, "replaced" in answer.json()["error"]) == (503, True)
    assert "replaced" in client.get("/").text
    record.path.unlink()
    assert client.get("/").status_code == 503


def test_a_page_past_the_last_is_the_last(client: TestClient) -> None:
    assert "Battleship Maine" in client.get("/reports?page=999999").text


def test_a_mark_without_a_cell_is_nothing_to_compare(client: TestClient, record: RecordFile) -> None:
    report = next(one["report"]["id"] for one in record.documents())
    said = {"action": "confirm", "report": report, "kind": "figures", "cells": [], "seen": "x"}
    assert client.post("/api/decisions", json=said).status_code == 409


def test_a_voice_that_is_nobody_leads_to_what_it_says(client: TestClient) -> None:
    for story in client.get("/api/stories").json()["rows"]:
        for link in set(re.findall(r'href="(/people/[^"]+)"', client.get(f"/stories/{story['id']}").text)):
            assert client.get(link).status_code == 200, link
    assert client.get("/people/nobody-at-all").status_code == 404


def test_lists_follow_though_their_keeper_was_ended(record: RecordFile) -> None:
    keeper = Keeper(record)
    keeper.wake()
    keeper.start()
    assert keeper.process
    keeper.process.kill()
    keeper.process.join()
    keeper.wake()
    try:
        assert keeper.process.is_alive()
    finally:
        keeper.end()
