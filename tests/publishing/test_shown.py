"""What pages list: made once, made anew where readings or decisions are others, and counted as it is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.publishing.shown import begin, refresh, story_shown
from onrecord.review.deciding import Answer, decide
from onrecord.store.facets import facets_of
from onrecord.store.lists import row_of, rows_of
from onrecord.store.record_file import RecordFile
from onrecord.store.shown import stale_stories
from onrecord.store.writing import Capture

KINDS = ("story", "incident", "report", "person", "place")
FACETS = ("date", "place", "type", "speaker", "publisher", "certainty", "country")


@pytest.fixture
def listed(record: RecordFile) -> RecordFile:
    begin(record)
    refresh(record)
    return record


def test_all_is_made_once(listed: RecordFile, maine: list[Capture]) -> None:
    assert not stale_stories(listed)
    assert refresh(listed) == 0
    with listed.engine.connect() as connection:
        assert rows_of(connection, "report", {}).total == len(maine)
        assert all(rows_of(connection, kind, {}).rows for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_count_is_what_is_found(listed: RecordFile, kind: str) -> None:
    with listed.engine.connect() as connection:
        counts = facets_of(connection, kind).counts(FACETS, {})
        for facet, values in counts.items():
            for value, number in values:
                assert rows_of(connection, kind, {facet: value}).total == number, (facet, value)


@pytest.mark.parametrize("kind", KINDS)
def test_counts_under_a_choice_are_what_both_find(listed: RecordFile, kind: str) -> None:
    with listed.engine.connect() as connection:
        facets = facets_of(connection, kind)
        first, values = next((facet, one) for facet, one in facets.counts(FACETS, {}).items() if one)
        chosen = {first: values[0][0]}
        for facet, found in facets.counts(FACETS, chosen).items():
            for value, number in found:
                if facet != first:
                    assert rows_of(connection, kind, chosen | {facet: value}).total == number, (facet, value)


def test_words_are_looked_for_as_they_are_typed(listed: RecordFile) -> None:
    with listed.engine.connect() as connection:
        assert rows_of(connection, "report", {}, "Battleship").total
        assert not rows_of(connection, "report", {}, "100%_of").total


def test_a_decision_makes_a_story_stale_and_is_followed_at_once(listed: RecordFile) -> None:
    with listed.engine.connect() as connection:
        story = rows_of(connection, "story", {}).rows[-1]["id"]
    before = story_shown(listed, story)
    assert before
    entry = next(one for told in before["incidents"] for figure in told["figures"] for one in figure["series"])
    view = listed.books([entry["report"]])[entry["report"]]
    figure = next(one for one in view.figures if [one.span.start, one.span.end] == entry["span"])
    decide(listed, Answer("Ada", "reject", entry["report"], "figures", (figure.id,), why="a misreading"))
    assert len(stale_stories(listed)) == 1
    assert refresh(listed)
    assert not stale_stories(listed)


def test_a_new_reading_makes_its_story_anew(listed: RecordFile, maine: list[Capture]) -> None:
    one = maine[0]
    report = replace(one.record.report, title="Another title")
    listed.add([Capture(replace(one.record, report=report), one.raw, one.media_type)])
    assert refresh(listed)
    assert not stale_stories(listed)
    with listed.engine.connect() as connection:
        row = row_of(connection, "report", report.id)
        assert row
        assert row["title"] == "Another title"
        assert rows_of(connection, "report", {}).total == len(maine)
