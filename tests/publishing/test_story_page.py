"""A story told from its own reports: every cell has its words, and the file of one needs no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord.cli.main import app
from onrecord.linking.stories import stories_of
from onrecord.publishing.linked import joined
from onrecord.publishing.story import tell_story
from onrecord.publishing.versions import changed_words
from onrecord.store.record_file import RecordFile


@pytest.fixture
def told(record: RecordFile) -> dict[str, Any]:
    """The story of the examples that begins first."""
    with joined(record) as known:
        story = next(iter(stories_of(known)))
        return tell_story(known, story.story, story.number)[0]


def cells(value: Any) -> Iterator[dict[str, Any]]:
    """All that has words in a report."""
    if isinstance(value, dict):
        if isinstance(value.get("report"), str) and value.get("span"):
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from cells(one)


def test_every_cell_of_a_story_stands_on_words(record: RecordFile, told: dict[str, Any]) -> None:
    found = list(cells(told))
    assert found
    books = record.books(one["report"] for one in found)
    for one in found:
        start, end = one["span"]
        words = books[one["report"]].text[start:end]
        assert words
        assert one.get("quote") in (None, words)


def test_the_paragraph_is_made_of_cells_and_joining_words(told: dict[str, Any]) -> None:
    plain = [part for one in told["incidents"] for part in one["sentence"] if isinstance(part, str)]
    joining = re.compile(r"(On | at | in |At |In |: | — |, |; |\. Said to have done it: | \([a-z ]+( by .+)?\)|\.)$")
    assert all(joining.match(part) for part in plain), plain


def test_reports_are_told_once_with_copies_under_the_first(told: dict[str, Any]) -> None:
    ids = [one["id"] for first in told["reports"] for one in (first, *first["copies"])]
    assert len(ids) == len(set(ids)) == told["number_of_reports"]
    assert any(one["copies"] for one in told["reports"])


def test_a_story_is_one_file_that_needs_no_other(record: RecordFile, tmp_path: Path) -> None:
    target = tmp_path / "story.html"
    command = ["export", str(record.path), "--format", "html", "--story", "Battleship", "-o", str(target)]
    assert CliRunner().invoke(app, command).exit_code == 0
    page = target.read_text(encoding="utf-8")
    assert not re.search(r"<script|<link|<img|\bsrc=|url\(https?:|@import", page)
    assert "<svg" in page
    notes = set(re.findall(r'id="(note-\d+)"', page))
    asked = set(re.findall(r'href="#(note-\d+)"', page))
    assert asked
    assert asked <= notes
    assert not re.search(r'href="(?!#)', page)


def test_a_story_that_is_not_there_is_said_in_a_sentence(record: RecordFile) -> None:
    done = CliRunner().invoke(app, ["export", str(record.path), "--format", "html", "--story", "Atlantis"])
    assert done.exit_code != 0
    assert "no stories fit 'Atlantis'" in done.output


def test_changed_words_give_both_versions_back() -> None:
    old, new = "Nine died on Monday.\n\nThe mayor spoke.", "Twelve died on Monday.\n\nThe mayor said nothing."
    changes = list(changed_words(old, new))
    assert "".join(one.text for one in changes if one.kind != "added") == old
    assert "".join(one.text for one in changes if one.kind != "removed") == new


def test_who_is_accused_stands_beside_the_denial_of_his_own_side(tmp_path: Path) -> None:
    text = (
        "CORK, March 3 - Shells hit the market of Galway on Monday and killed nine people, police said.\n\n"
        "The mayor, Owen Rehn, blamed the Tidewater Front for the shelling of the market.\n\n"
        "A spokesman for the Tidewater Front, Colm Quill, denied that its fighters had fired on the market."
    )
    (tmp_path / "market.txt").write_text(text, encoding="utf-8")
    assert (
        CliRunner().invoke(app, ["build", str(tmp_path / "market.txt"), "-o", str(tmp_path / "record.db")]).exit_code
        == 0
    )
    with RecordFile(tmp_path / "record.db") as record, joined(record) as known:
        (story,) = stories_of(known)
        told = tell_story(known, story.story, story.number)[0]
    said = ["".join(p if isinstance(p, str) else p["text"] for p in one["sentence"]) for one in told["incidents"]]
    assert any("Tidewater Front (alleged by Owen Rehn; denied by Colm Quill)" in one for one in said), said
