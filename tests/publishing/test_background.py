"""What reports tell of the background of a story, side by side, and which of their counts do not add up."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.publishing.facts import StoryFact, facts_in
from onrecord.publishing.linked import incidents_in
from onrecord.store.record_file import RecordFile
from onrecord.web.app import create_app
from tests.cli.test_verbs import run

TAKEN = """Sudan's RSF says it has taken Nyala, army denies losing city

KHARTOUM, March 4 (Harbour Wire) - The Rapid Support Forces control Nyala, the capital of South Darfur, the group's
spokesman Yusuf Ibrahim said on Tuesday.

The army denied that the Rapid Support Forces control Nyala. The Sudanese army controls the city, Colonel
Adam Idris said.

The town of Zalingei has been under the control of the Rapid Support Forces since February 2031.

Twelve people were killed in the fighting in Nyala on Monday: seven men and three women, the doctors' union said.
"""
QUIET = """Nyala quiet after paramilitaries' advance

KHARTOUM, March 6 (Coast Press) - Nyala is controlled by the Rapid Support Forces, residents said on Thursday. Governor
Hamid Bashir, a former judge, fled on Wednesday after the fighting on Monday in Nyala.

The doctors' union and the health ministry said on Thursday that 14 people, among them 16 women, were killed in the
fighting in Nyala on Monday.
"""
RETAKEN = """Army retakes Nyala from Rapid Support Forces

NYALA, March 9 (Harbour Wire) - Government troops retook Nyala on Saturday, Defence Minister Adam Idris said. The army
now controls Nyala and Zalingei, he said.

Hamid Bashir, the governor of South Darfur, returned. The Rapid Support Forces no longer control Nyala, their spokesman
Yusuf Ibrahim said.
"""
WRAP = re.compile(r"(?<!\n)\n(?!\n)")  # where a line of this file ends, and no line of the report
REPORTS = (
    ("taken", TAKEN, "Harbour Wire", "2031-03-04T20:00:00Z"),
    ("quiet", QUIET, "Coast Press", "2031-03-06T20:00:00Z"),
    ("retaken", RETAKEN, "Harbour Wire", "2031-03-09T20:00:00Z"),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nyala")
    for name, text, publisher, published in REPORTS:
        (folder / f"{name}.txt").write_text(WRAP.sub(" ", text), encoding="utf-8")
        known = {"publisher": publisher, "published": published}
        (folder / f"{name}.txt.json").write_text(json.dumps(known), encoding="utf-8")
    assert run("build", folder, "-o", folder / "record.db", "-q").exit_code == 0
    return folder / "record.db"


@pytest.fixture(scope="module")
def facts(built: Path) -> list[StoryFact]:
    with RecordFile(built) as record:
        return list(facts_in(record))


def held(facts: list[StoryFact], place: str) -> list[tuple[str, str, str | None]]:
    told = [one for one in facts if (one["subject"], one["relation"]) == (place, "controlled_by")]
    return [(one["object"], one["status"], one["start"]) for one in told]


def test_who_holds_a_town_over_time(facts: list[StoryFact]) -> None:
    assert held(facts, "Nyala") == [("Rapid Support Forces", "former", None), ("army", "current", None)]


def test_competing_claims_side_by_side(facts: list[StoryFact]) -> None:
    assert held(facts, "Zalingei") == [("Rapid Support Forces", "disputed", "2031-02-01"), ("army", "disputed", None)]
    assert facts[0]["status"] == "disputed", "what is disputed comes first"


def test_roles_over_time_of_one_person_in_all_reports(facts: list[StoryFact]) -> None:
    roles = [one for one in facts if (one["subject"], one["relation"]) == ("Hamid Bashir", "role")]
    assert [(one["object"], one["status"], len(one["told"])) for one in roles] == [
        ("governor of South Darfur", "current", 2), ("judge", "former", 1),
    ]  # fmt: skip


def test_every_telling_has_its_words(built: Path, facts: list[StoryFact]) -> None:
    with RecordFile(built) as record:
        texts = record.texts({told["report"] for one in facts for told in one["told"]})
    for one in facts:
        for told in one["told"]:
            assert told["span"]
            assert texts[told["report"]][slice(*told["span"])] == told["quote"]


def test_parts_that_do_not_add_up_are_told(built: Path) -> None:
    with RecordFile(built) as record:
        faults = [one for told in incidents_in(record) for figure in told["figures"] for one in figure["not_adding_up"]]
    assert [one["why"] for one in faults] == [
        "Harbour Wire counts 7 men and 3 women: the parts make 10, fewer than the whole: 12.",
        "Coast Press counts 16 women: the parts make 16, more than the whole: 14.",
    ]
    assert [quoted["quote"] for quoted in faults[0]["figures"]] == ["Twelve people", "seven men", "three women"]


def test_the_verb_tells_facts_as_lists_rows_and_objects(built: Path, facts: list[StoryFact]) -> None:
    shown = run("facts", built, "--story", "Nyala, army")
    assert "Zalingei is controlled by army (disputed)" in shown.stdout
    rows = list(csv.DictReader(run("facts", built, "--format", "csv").stdout.splitlines()))
    assert [row["subject"] for row in rows] == [one["subject"] for one in facts]
    assert [json.loads(line) for line in run("facts", built, "--json").stdout.splitlines()] == facts
    assert run("facts", built, "--story", "no such").exit_code


def test_the_page_of_the_story_shows_both(built: Path, tmp_path: Path) -> None:
    page = tmp_path / "story.html"
    assert run("export", built, "--format", "html", "--story", "Nyala", "-o", page).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "Background" in text
    assert "Does not add up." in text
    assert "is controlled by</strong>" in text, "what is disputed stands in the head"


def test_the_page_of_a_place_shows_who_is_said_to_hold_it(built: Path) -> None:
    with TestClient(create_app(built), base_url="http://localhost") as client:
        place = next(one for one in client.get("/api/places").json()["rows"] if one["name"] == "Nyala")
        page = client.get(f"/places/{place['id']}").text
    told = [(one["holder"], one["status"]) for one in place["holders"]]
    assert ("army", "current") in told
    assert ("Rapid Support Forces", "former") in told
    assert "Who is said to hold it" in page


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed 20 people in Nyala on Monday, among them 15 soldiers, including nine officers, police said.",
        "A bomb injured 20 people in Nyala on Monday, 15 of them children, eight of whom were girls, police said.",
        "A bomb killed 20 people in Nyala on Monday, including 12 students and 12 girls, police said.",
    ],
)
def test_parts_of_parts_and_people_counted_twice_are_no_fault(tmp_path: Path, text: str) -> None:
    (tmp_path / "bomb.txt").write_text(text, encoding="utf-8")
    assert run("build", tmp_path / "bomb.txt", "-o", tmp_path / "record.db", "-q").exit_code == 0
    with RecordFile(tmp_path / "record.db") as record:
        assert not [
            one for told in incidents_in(record) for figure in told["figures"] for one in figure["not_adding_up"]
        ]
