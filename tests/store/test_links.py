"""Ids of stories and incidents are given once and kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.store.links import Group, current_link, give_ids
from onrecord.store.record_file import RecordFile


@pytest.fixture
def empty(tmp_path: Path) -> RecordFile:
    return RecordFile(tmp_path / "empty.db", create=True)


def keep_links(record: RecordFile, kind: str, groups: list[Group]) -> dict[str, str]:
    with record.writing() as connection:
        return give_ids(connection, kind, groups)


def test_a_group_keeps_its_id_when_an_older_report_joins_it(empty: RecordFile) -> None:
    assert keep_links(empty, "stories", [("story-b", ["b", "c"])]) == {"story-b": "story-b"}
    assert keep_links(empty, "stories", [("story-a", ["a", "b", "c"])]) == {"story-a": "story-b"}
    assert keep_links(empty, "stories", [("story-a", ["a", "b", "c"])]) == {"story-a": "story-b"}


def test_of_two_that_turn_out_to_be_one_the_older_id_stays_and_the_other_points_to_it(empty: RecordFile) -> None:
    keep_links(empty, "stories", [("story-x", ["x"])])
    keep_links(empty, "stories", [("story-x", ["x"]), ("story-a", ["a", "b"])])
    assert keep_links(empty, "stories", [("story-a", ["a", "b", "x"])]) == {"story-a": "story-x"}
    assert current_link(empty, "stories", "story-a") == "story-x"
    assert current_link(empty, "stories", "story-x") == "story-x"


def test_of_two_that_were_one_the_id_stays_with_whom_it_is_named_after(empty: RecordFile) -> None:
    keep_links(empty, "stories", [("story-a", ["a", "b", "c"])])
    ids = keep_links(empty, "stories", [("story-a", ["a"]), ("story-b", ["b", "c"])])
    assert ids == {"story-a": "story-a", "story-b": "story-b"}


def test_an_id_never_goes_to_others_though_its_report_has_an_older_one(empty: RecordFile) -> None:
    keep_links(empty, "stories", [("story-x", ["x"]), ("story-a", ["a", "b"])])
    ids = keep_links(empty, "stories", [("story-a", ["a", "x"]), ("story-b", ["b"])])
    assert ids == {"story-a": "story-x", "story-b": "story-b"}
    assert current_link(empty, "stories", "story-a") == "story-x"


def test_where_its_report_is_gone_the_greater_keeps_the_id(empty: RecordFile) -> None:
    keep_links(empty, "stories", [("story-z", ["z", "a", "b", "c"])])
    ids = keep_links(empty, "stories", [("story-a", ["a"]), ("story-b", ["b", "c"])])
    assert ids["story-b"] == "story-z"


def test_an_id_is_never_given_twice_though_its_members_are_asked_for_one_by_one(empty: RecordFile) -> None:
    keep_links(empty, "incidents", [("incident-a", ["a:i1", "b:i1"])])
    first = keep_links(empty, "incidents", [("incident-a", ["a:i1"])])
    second = keep_links(empty, "incidents", [("incident-b", ["b:i1"])])
    assert (first, second) == ({"incident-a": "incident-a"}, {"incident-b": "incident-b"})


def test_kinds_do_not_share_ids(empty: RecordFile) -> None:
    keep_links(empty, "stories", [("one", ["a"])])
    assert keep_links(empty, "copies", [("one", ["a"])]) == {"one": "one"}
