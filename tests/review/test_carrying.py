"""Decisions carried into a record: those that can't be followed are refused in words, all others are kept."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from onrecord.model.decisions import HAPPENINGS, STORIES, Decision
from onrecord.publishing.linked import incidents_in, stories_in
from onrecord.publishing.shown import begin, refresh
from onrecord.review.across import merge_across, split_across
from onrecord.review.carrying import carry_in, lines_out
from onrecord.review.deciding import Answer, decide
from onrecord.review.reviewed_file import ReviewedFile
from onrecord.store.decisions import identity
from onrecord.store.record_file import RecordFile
from tests.linking.kept import keep
from tests.review.test_following import ATTACK, FUNERAL, LATER, market

Line = dict[str, Any]
MADE = datetime(2031, 5, 1, tzinfo=UTC)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Two stories that tell of one attack, on which nobody has decided."""
    path = tmp_path / "record.db"
    with RecordFile(path, create=True) as record:
        told = [market("a", ATTACK, "12", 3), market("b", LATER, "14", 4), market("c", FUNERAL, "15", 6)]
        told[0].entity("Ada Quill")
        told[0].entity("the harbour hospital", "organisation")
        keep(record, told)
        list(incidents_in(record))
    return path


def line_of(empty: Path, decided: Callable[[RecordFile], object]) -> Line:
    """A decision that was made in another copy of the record."""
    other = empty.with_name("other.db")
    shutil.copyfile(empty, other)
    with ReviewedFile(other) as record:
        decided(record)
        *_, line = lines_out(record)
    made: Line = json.loads(json.dumps(line))
    return made


def signed(line: Line) -> Line:
    """A line with the id of what it says."""
    told = {field.name: line[field.name] for field in fields(Decision)} | {"number": 0, "undoes": None}
    return line | {"id": identity(Decision(**told), line["undoes_id"])}


def incidents(empty: Path) -> dict[str, list[str]]:
    with ReviewedFile(empty) as record:
        return {one["id"]: [event.replace("-", ":", 1) if ":" not in event else event for event in one["events"]]
                for one in incidents_in(record)}  # fmt: skip


def taken_in(empty: Path, lines: list[Line]) -> tuple[int, list[str], int, int]:
    """How many are new, why others were refused, and how many incidents and stories there are then."""
    with ReviewedFile(empty) as record:
        found = carry_in(record, enumerate(lines, 1))
        begin(record)
        refresh(record)
        told = [reason for _, reason in found.refused]
        return found.new, told, len(list(incidents_in(record))), len(list(stories_in(record)))


def test_what_was_merged_in_a_circle_is_one(empty: Path) -> None:
    first, second = incidents(empty).items()
    there = line_of(empty, lambda record: merge_across(record, "ada", dict([first, second]), now=MADE))
    back = line_of(empty, lambda record: merge_across(record, "bo", dict([second, first]), now=MADE))
    assert taken_in(empty, [there, back]) == (2, [], 1, 2)
    groups = {"story-a": ["a", "b"], "story-c": ["c"]}
    there = line_of(empty, lambda record: merge_across(record, "ada", groups, STORIES, now=MADE))
    back = line_of(empty, lambda record: merge_across(record, "bo", dict(reversed(groups.items())), STORIES, now=MADE))
    assert taken_in(empty, [there, back]) == (2, [], 1, 1)


def test_cells_merged_in_a_circle_are_one(empty: Path) -> None:
    names = ("n0", "n1")
    there = line_of(empty, lambda record: decide(record, Answer("ada", "merge", "a", "entities", names), MADE))
    back = line_of(empty, lambda record: decide(record, Answer("bo", "merge", "a", "entities", names[::-1]), MADE))
    assert taken_in(empty, [there, back])[:2] == (2, [])
    with ReviewedFile(empty) as record:
        view = next(one for one in record.views() if one.report.id == "a")
        assert len(view.entities) == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"before": None}, "which are one"), ({"before": [{"id": "x"}, {"id": "y"}]}, "which are one"),
        ({"before": ["x", "y"]}, "which are one"), ({"after": []}, "which are one"), ({"cell": None}, "which are one"),
        ({"action": "split"}, "which is several"), ({"action": "confirm"}, "which are one"),
        ({"action": "undo"}, "which decision it undoes"), ({"names": {"a:e0": 5}}, "not words"),
        ({"names": {"z:e0": "z events:0-4"}}, "no report z"), ({"report": "a"}, "several reports"),
        ({"why": {}}, "not all words"), ({"seen": [1]}, "not all words"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", [HAPPENINGS, STORIES])
def test_a_merge_that_names_nothing_is_refused_and_the_next_is_kept(
    empty: Path, kind: str, change: Line, reason: str
) -> None:
    groups = incidents(empty) if kind == HAPPENINGS else {"story-a": ["a", "b"], "story-c": ["c"]}
    whole = line_of(empty, lambda record: merge_across(record, "ada", groups, kind, now=MADE))
    new, refused, found, _ = taken_in(empty, [signed(whole | change), whole])
    assert (new, found) == (1, 1)
    assert reason in refused[0]


@pytest.mark.parametrize(
    "after", [None, {}, ["x", "y"], [{"members": ["a:e0"]}], [{"members": ["a:e0"]}, {}], [{"members": ["z"]}] * 2]
)
def test_a_split_without_parts_is_refused(empty: Path, after: Any) -> None:
    whole, members = next((one, some) for one, some in incidents(empty).items() if len(some) > 1)
    parts = [members[:1], members[1:]]
    line = line_of(empty, lambda record: split_across(record, "ada", whole, parts, now=MADE))
    new, refused, found, _ = taken_in(empty, [signed(line | {"after": after}), line])
    assert (new, len(refused), found) == (1, 1, 3)


def test_a_name_that_is_none_is_refused(empty: Path) -> None:
    line = line_of(empty, lambda record: decide(record, Answer("ada", "reject", "a", "figures", ("f0",)), MADE))
    new, refused, _, _ = taken_in(empty, [signed(line | {"name": "x"}), line])
    assert (new, refused) == (1, ["'x' is no name of a cell"])
