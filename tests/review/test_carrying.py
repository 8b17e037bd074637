"""Decisions carried into a record: those that can't be followed are refused in words, all others are kept."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from onrecord.cli.main import app
from onrecord.model.decisions import ACROSS, COPIES, HAPPENINGS, PERSONS, STORIES, Action, Decision
from onrecord.publishing.linked import incidents_in, stories_in
from onrecord.publishing.shown import begin, refresh
from onrecord.review.across import merge_across, split_across
from onrecord.review.agreement import agreement
from onrecord.review.carrying import carry_in, lines_out, wrong_decisions
from onrecord.review.cells import KINDS
from onrecord.review.deciding import Answer, decide
from onrecord.review.reviewed_file import ReviewedFile
from onrecord.store.decisions import add_decision, decisions_in, identity
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
    return line | {"id": identity(decision_in(line), line["undoes_id"])}


def decision_in(line: Line) -> Decision:
    return Decision(**{field.name: line[field.name] for field in fields(Decision)} | {"number": 0, "undoes": None})


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


def rejected(empty: Path, **change: Any) -> Line:
    """A rejected figure of report a, said otherwise."""
    answer = Answer("ada", "reject", "a", "figures", ("f0",))
    return signed(line_of(empty, lambda record: decide(record, answer, MADE)) | change)


def confirmed(empty: Path, **change: Any) -> Line:
    answer = Answer("bo", "confirm", "a", "figures", ("f0",))
    return signed(line_of(empty, lambda record: decide(record, answer, MADE)) | change)


def taken_apart(empty: Path, **change: Any) -> Line:
    """An incident that was split, said otherwise."""
    whole, members = next((one, some) for one, some in incidents(empty).items() if len(some) > 1)
    parts = [members[:1], members[1:]]
    return signed(line_of(empty, lambda record: split_across(record, "ada", whole, parts, now=MADE)) | change)


BROKEN: list[tuple[Callable[[Path], Line], str]] = [
    (lambda empty: rejected(empty, name="events:1-2"), "no name of a cell"),
    (lambda empty: rejected(empty, name="events:1-2:ASSAULT"), "no name of a cell of figures"),
    (lambda empty: rejected(empty, name="figures:1-2:ASSAULT"), "no name of a cell of figures"),
    (lambda empty: rejected(empty, name="figures:99999999999999999999-1:killed"), "no name of a cell"),
    (lambda empty: rejected(empty, name="figures:5000-5009:killed"), "no name of a cell of figures in the text"),
    (lambda empty: rejected(empty, before=[]), "does not say what was rejected"),
    (lambda empty: rejected(empty, before={"id": "f0"}), "what was seen is none of figures"),
    (lambda empty: confirmed(empty, names={"": "x"}), "'x' is no name of a cell"),
    (lambda empty: confirmed(empty, action="split"), "figures can't be merged or split"),
    (lambda empty: confirmed(empty, action="add"), "does not say what was"),
    (lambda empty: taken_apart(empty, kind=STORIES), "can't be one of stories"),
    (lambda empty: taken_apart(empty, kind=COPIES), "can't be one of copies"),
    (lambda empty: taken_apart(empty, kind=PERSONS), "can't be one of people"),
    (lambda empty: taken_apart(empty, name="figures:1-2:killed"), "no name of happenings"),
]


@pytest.mark.parametrize(("made", "reason"), BROKEN)
def test_what_is_refused_is_not_kept(empty: Path, made: Callable[[Path], Line], reason: str) -> None:
    line, whole = made(empty), confirmed(empty, who="cy")
    new, refused, _, _ = taken_in(empty, [line, whole])
    with RecordFile(empty) as record:
        assert [one.who for one in decisions_in(record)] == ["cy"]
    assert new == 1
    assert reason in refused[0]


@pytest.mark.parametrize(("made", "reason"), BROKEN)
def test_a_record_that_holds_it_already_is_shown_and_verify_says_so(
    empty: Path, made: Callable[[Path], Line], reason: str
) -> None:
    told = made(empty)
    with ReviewedFile(empty) as record:
        begin(record)
        refresh(record)
        add_decision(record, decision_in(told))
        decide(record, Answer("cy", "reject", "a", "entities", ("n1",)))
        begin(record)
        refresh(record)
        assert [one.name for view in record.views() for one in view.entities] == ["Ada Quill"]
        assert list(incidents_in(record))
        assert list(stories_in(record))
        assert agreement(decisions_in(record)) is not None
        ((number, wrong),) = wrong_decisions(record)
    assert (number, reason in wrong) == (1, True)
    run = CliRunner().invoke
    assert run(app, ["decisions", str(empty)]).exit_code == 0
    assert run(app, ["show", str(empty), "a"]).exit_code == 0


def test_an_undo_of_something_else_or_of_what_was_refused_is_refused(empty: Path) -> None:
    reject, other = rejected(empty), confirmed(empty, before=[])
    undo: Line = {"action": "undo", "who": "ada", "before": None, "after": None, "seen": None, "names": {}, "why": None}
    another = signed(reject | undo | {"undoes_id": reject["id"], "name": "figures:1-2:killed"})
    refused = signed(reject | undo | {"undoes_id": other["id"]})
    same = signed(reject | undo | {"undoes_id": reject["id"]})
    new, reasons, _, _ = taken_in(empty, [reject, another, other, refused, same, same, other])
    assert (new, len(reasons)) == (2, 4)
    assert reasons[0] == "it undoes a decision on something else"
    assert reasons[2] == f"the decision {other['id']} that it undoes was refused"
    assert reasons[1] == reasons[3]


CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "kind": st.sampled_from([*KINDS, *ACROSS, "x"]),
    "action": st.sampled_from([*get_args(Action), "x"]),
    "name": st.sampled_from(
        ["", "x", "events:1-2", "figures:9-1:killed", "entities:0-4:", "figures:0-99999999999:killed"]
    ),
    "before": st.sampled_from([None, [], {}, [[]], 5, {"id": "f0"}, [{"id": "a", "members": ["a"]}] * 2]),
    "after": st.sampled_from([None, [], {}, [[]], "x", {"id": "f0"}, [{"members": ["a"]}, {"members": ["b"]}]]),
    "names": st.sampled_from([{}, {"": "x"}, {"a": "a"}, {"a": "a", "b": "b"}, {"e0": 5}, {"": "events:0-4:"}]),
    "cell": st.sampled_from([None, "", "x", "f0", "story-a"]),
    "report": st.sampled_from([None, "", "a", "c", "z"]),
    "seen": st.sampled_from([None, "x"]),
    "settles": st.booleans(),
    "who": st.sampled_from(["ada", "bo"]),
}


@given(changes=st.lists(st.tuples(st.integers(0, 5), st.fixed_dictionaries({}, optional=CHANGES)), max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_carried_in_the_record_is_shown_and_holds_what_is_new(
    empty: Path, lines: list[Line], changes: list[tuple[int, Line]]
) -> None:
    copy = empty.with_name("copy.db")
    shutil.copyfile(empty, copy)
    told = [signed(lines[at] | {key: change[key] for key in list(change)[:2]}) for at, change in changes]
    with ReviewedFile(copy) as record:
        found = carry_in(record, enumerate(told, 1))
        assert found.new + found.known + len(found.refused) == len(told)
        assert len(decisions_in(record)) == found.new
        assert not [reason for _, reason in found.refused if "Error" in reason]
        begin(record)
        refresh(record)
        assert len(list(record.views())) == 3
        assert list(incidents_in(record))
        assert list(stories_in(record))
        assert agreement(decisions_in(record)) is not None
        assert list(wrong_decisions(record)) == []


@pytest.fixture
def lines(empty: Path) -> list[Line]:
    """Decisions of all kinds."""
    people = {"Ada Quill": ["a:n0"], "the harbour hospital": ["a:n1"]}
    names, stories = ("n0", "n1"), {"story-a": ["a"], "story-c": ["c"]}
    return [
        rejected(empty), confirmed(empty), taken_apart(empty),
        line_of(empty, lambda record: merge_across(record, "ada", people, PERSONS, now=MADE)),
        line_of(empty, lambda record: decide(record, Answer("ada", "merge", "a", "entities", names), MADE)),
        line_of(empty, lambda record: merge_across(record, "bo", stories, STORIES, now=MADE)),
    ]  # fmt: skip
