"""What a person decides is followed: by search, by what is shown and written out, by what reports come to together."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from onrecord.cli.main import app
from onrecord.linking.joining import relink
from onrecord.model.decisions import COPIES, HAPPENINGS, STORIES
from onrecord.publishing.linked import copies_in, incidents_in, stories_in
from onrecord.publishing.shown import begin, refresh, story_shown
from onrecord.review.across import merge_across, split_across
from onrecord.review.cells import Cell
from onrecord.review.deciding import Answer, decide, undo
from onrecord.review.reviewed_file import ReviewedFile
from onrecord.review.sheet import DecidedAlready, sheet_of
from onrecord.store.decisions import active, decisions_in
from onrecord.store.links import current_link
from onrecord.store.lists import row_of
from onrecord.store.persons import statements_by
from onrecord.store.record_file import Choice, RecordFile
from tests.linking.kept import keep
from tests.linking.told import Told

WIRE = (
    "The harbour master of Cove Fort had closed the ferry quay while the convoy crossed the viaduct of the lighthouse."
)
ATTACK = (
    f"{WIRE}\n\nShells hit the market of Cove Fort on Monday.\n\n12 people were killed, the harbour hospital said.\n\n"
    "Ada Quill counted the stalls that had burned."
)
LATER = (
    f"{WIRE}\n\nThe market of Cove Fort was hit, and 14 people were killed.\n\n"
    "Soldiers closed the harbour and the hospital. At dusk the ferry quay stood empty, and nobody crossed the viaduct."
)
FUNERAL = (
    "Mourners carried coffins through Oakley, and 15 people were killed.\n\n"
    "Choirs sang psalms, bells rang, priests prayed, widows wept, schools closed, flags hung half way up the masts."
)

CHOIR = FUNERAL.split("\n\n")[1] + "\n\nMourners carried coffins through Oakley, where Ada Quill spoke."


def market(ident: str, text: str, killed: str, day: int) -> Told:
    told = Told(ident, text, f"Outlet {ident}", published=f"2031-03-{day:02}T09:00:00Z")
    verb = "hit" if "hit" in text else "killed"
    return told.incident(verb, f"killed: {killed} people", type="ASSAULT", day="2031-03-03", place="Cove Fort")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ReviewedFile]:
    """Two stories that tell of one attack."""
    with RecordFile(tmp_path / "record.db", create=True) as record:
        told = [market("a", ATTACK, "12", 3), market("b", LATER, "14", 4), market("c", FUNERAL, "15", 6)]
        told[0].says("the harbour hospital", "12 people were killed")
        keep(record, [*told, Told("d", CHOIR, "Outlet d", published="2031-03-07T09:00:00Z")])
    kept = ReviewedFile(tmp_path / "record.db")
    begin(kept)
    refresh(kept)
    yield kept
    kept.close()


def run(*words: object) -> str:
    made = CliRunner().invoke(app, [str(word) for word in words])
    assert made.exit_code in (0, 1), made.output
    return made.output


def found(desk: ReviewedFile, words: str) -> list[str]:
    """The statements that a search finds, as the terminal tells them."""
    hits = json.loads(f"[{','.join(run('search', desk.path, words, '--json').splitlines())}]")
    return [hit["statement"] for hit in hits if hit["statement"]]


def tolls(desk: RecordFile) -> dict[str, list[Any]]:
    return {one["id"]: [figure["best"] for figure in one["figures"]] for one in incidents_in(desk)}


def answer(action: str, kind: str, report: str, *cells: str, after: dict[str, Any] | None = None) -> Answer:
    return Answer("ada", action, report, kind, cells, after)  # type: ignore[arg-type]


def only(desk: ReviewedFile, report: str, kind: str) -> Cell:
    (cell,) = sheet_of(desk, report).cells(kind).values()
    return cell


def test_a_rejected_statement_is_found_no_more_and_an_undo_brings_it_back(desk: ReviewedFile) -> None:
    statement = only(desk, "a", "statements")
    assert found(desk, "12 killed") == [statement["id"]]
    made = decide(desk, answer("reject", "statements", "a", statement["id"]))
    assert found(desk, "12 killed") == []
    assert desk.count()["statements"] == 0
    assert not list(desk.documents(Choice(speaker="hospital")))
    undo(desk, "ada", made.number)
    assert found(desk, "12 killed") == [statement["id"]]


def test_what_is_corrected_is_found_under_its_new_value(desk: ReviewedFile) -> None:
    text = desk.texts(["a"])["a"]
    at = text.index("Ada Quill")
    new = decide(
        desk, answer("add", "entities", "a", after={"type": "person", "name": "Ada Quill", "mentions": [[at, at + 9]]})
    )
    quill = next(one["id"] for one in sheet_of(desk, "a").cells("entities").values() if one["name"] == "Ada Quill")
    decide(desk, answer("correct", "statements", "a", only(desk, "a", "statements")["id"], after={"speaker": quill}))
    assert new.after["name"] == "Ada Quill"
    assert [one["report"]["id"] for one in desk.documents(Choice(speaker="Quill"))] == ["a"]
    assert not list(desk.documents(Choice(speaker="hospital")))
    refresh(desk)
    with desk.engine.connect() as connection:
        assert [row.report for row in statements_by(connection, "Ada Quill", 0, 9)] == ["a"]
        assert row_of(connection, "person", "Ada Quill") is not None


def test_an_added_statement_is_found(desk: ReviewedFile) -> None:
    start = LATER.index("Soldiers")
    said = {"kind": "indirect", "mode": "said", "content": [[start, len(LATER) - 1]]}
    decide(desk, answer("add", "statements", "b", after=said))
    assert len(found(desk, "soldiers closed")) == 1


def test_decisions_are_found_after_a_later_reading_too(desk: ReviewedFile) -> None:
    decide(desk, answer("reject", "statements", "a", only(desk, "a", "statements")["id"]))
    again = market("a", ATTACK, "12", 3).says("the harbour hospital", "12 people were killed")
    again.report = again.view.record.report.__class__(**{**vars_of(again.report), "title": "Market hit"})
    with RecordFile(desk.path) as bare:
        keep(bare, [again])
    assert found(desk, "12 killed") == []


def vars_of(report: Any) -> dict[str, Any]:
    return {name: getattr(report, name) for name in report.__dataclass_fields__}


def test_a_rejected_event_takes_its_incident_with_it(desk: ReviewedFile) -> None:
    assert [best for some in tolls(desk).values() for best in some].count(15) == 1
    for kind in ("figures", "events"):
        decide(desk, answer("reject", kind, "c", only(desk, "c", kind)["id"]))
    assert all(15 not in some for some in tolls(desk).values())
    assert len(tolls(desk)) == 1


def test_incidents_of_two_stories_are_one_after_a_merge(desk: ReviewedFile) -> None:
    before = tolls(desk)
    found = {one["id"]: one for one in incidents_in(desk)}
    assert len({one["story"] for one in found.values()}) == 2
    made = merge_across(desk, "ada", {ident: one["events"] for ident, one in found.items()})
    for joined_anew in (False, True):
        if joined_anew:
            relink(desk)
        (one,) = incidents_in(desk)
        assert [entry["report"] for entry in one["figures"][0]["series"]] == ["a", "b", "c"]
        assert one["id"] == made.cell
    refresh(desk)
    for story in {one["story"] for one in found.values()}:
        told = story_shown(desk, story)
        assert told is not None
        assert [len(each["reports"]) for each in told["incidents"]] == [3]
    with desk.engine.connect() as connection:
        rows = [row_of(connection, "incident", ident) for ident in found]
    assert [row["reports"] for row in rows if row] == [3]
    undo(desk, "ada", made.number)
    assert tolls(desk) == before


def test_a_split_by_events_is_followed(desk: ReviewedFile) -> None:
    before = tolls(desk)
    (whole,) = [one for one in incidents_in(desk) if len(one["reports"]) == 2]
    made = split_across(desk, "ada", whole["id"], [[event] for event in whole["events"]])
    assert len(tolls(desk)) == len(before) + 1
    relink(desk)
    assert len(tolls(desk)) == len(before) + 1
    undo(desk, "ada", made.number)
    assert tolls(desk) == before


def stories(desk: RecordFile) -> dict[str, list[str]]:
    return {one.story: [report.id for report in one.reports] for one in stories_in(desk)}


def grouped(desk: RecordFile) -> list[Any]:
    """All that reports come to together, with its ids."""
    copies = [(one.copy_group, [report.id for report in one.reports]) for one in copies_in(desk) if one.reports]
    return [stories(desk), tolls(desk), copies]


def test_two_stories_are_one_after_a_merge_and_what_they_tell_is_joined(desk: ReviewedFile) -> None:
    before = grouped(desk)
    assert before[0] == {"story-a": ["a", "b"], "story-c": ["c", "d"]}
    made = merge_across(desk, "ada", stories(desk), STORIES)
    assert stories(desk) == {"story-a": ["a", "b", "c", "d"]}
    assert current_link(desk, "story", "story-c") == "story-a"
    assert len(tolls(desk)) == 1  # 12, 14 and 15 killed on one day at one place
    refresh(desk)
    told = story_shown(desk, "story-a")
    assert told is not None
    assert told["number_of_reports"] == 4
    relink(desk)
    assert stories(desk) == {"story-a": ["a", "b", "c", "d"]}
    undo(desk, "ada", made.number)
    assert grouped(desk) == before
    assert current_link(desk, "story", "story-c") == "story-c"


def test_a_report_that_is_not_of_a_story_leaves_it(desk: ReviewedFile) -> None:
    before = grouped(desk)
    made = split_across(desk, "ada", "story-a", [["a"], ["b"]], STORIES)
    assert sorted(stories(desk).values()) == [["a"], ["b"], ["c", "d"]]
    assert stories(desk)["story-a"] == ["a"]
    again = Told("e", LATER, "Outlet e", published="2031-03-08T09:00:00Z")
    with RecordFile(desk.path) as bare:
        keep(bare, [again])  # a copy of b goes where b is
    assert sorted(stories(desk).values()) == [["a"], ["b", "e"], ["c", "d"]]
    relink(desk)
    assert sorted(stories(desk).values()) == [["a"], ["b", "e"], ["c", "d"]]
    undo(desk, "ada", made.number)
    assert stories(desk) == {"story-a": ["a", "b", "e"], "story-c": ["c", "d"]}
    assert tolls(desk).keys() == before[1].keys()


def test_what_is_no_copy_is_none_any_more(desk: ReviewedFile) -> None:
    with RecordFile(desk.path) as bare:
        keep(bare, [Told("e", LATER, "Outlet e", published="2031-03-08T09:00:00Z")])
    before = grouped(desk)
    group = {tuple(reports): ident for ident, reports in before[2]}["b", "e"]
    made = split_across(desk, "ada", group, [["b"], ["e"]], COPIES)
    assert [some for _, some in grouped(desk)[2]] == [["c", "d"]]
    undo(desk, "ada", made.number)
    assert grouped(desk) == before
    merge_across(desk, "ada", {group: ["b", "e"], "a": ["a"]}, COPIES)
    assert [some for _, some in grouped(desk)[2]] == [["a", "b", "e"], ["c", "d"]]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("msu"), st.integers(0, 99)), min_size=1, max_size=6))
def test_whatever_is_undone_gives_back_what_was(desk: ReviewedFile, acts: list[tuple[str, int]]) -> None:
    before, last = grouped(desk), len(decisions_in(desk))
    for act, chance in acts:
        now = stories(desk)
        story, reports = list(now.items())[chance % len(now)]
        open_ones = [one for one in active(decisions_in(desk)) if one.number > last]
        if act == "m" and len(now) > 1:
            merge_across(desk, "ada", now, STORIES)
        elif act == "s" and len(reports) > 1:
            split_across(desk, "ada", story, [reports[1:], reports[:1]], STORIES)
        elif act == "u" and open_ones:
            undo(desk, "ada", open_ones[chance % len(open_ones)].number)
    for one in reversed([one for one in active(decisions_in(desk)) if one.number > last]):
        undo(desk, "ada", one.number)
    assert [sorted(some.values()) for some in grouped(desk)[:1]] == [sorted(some.values()) for some in before[:1]]
    assert sorted(grouped(desk)[1].values()) == sorted(before[1].values())


@pytest.mark.parametrize("kind", [HAPPENINGS, STORIES])
def test_what_is_sent_twice_at_once_is_kept_once_and_one_undo_takes_it_back(desk: ReviewedFile, kind: str) -> None:
    groups = {one["id"]: one["events"] for one in incidents_in(desk)}
    if kind == STORIES:
        groups = {"story-a": ["a", "b"], "story-c": ["c"]}

    def merge(who: str) -> int | None:
        try:
            return merge_across(desk, who, groups, kind).number
        except DecidedAlready:
            return None

    def number() -> int:
        return len(list(incidents_in(desk) if kind == HAPPENINGS else stories_in(desk)))

    before = number()
    with ThreadPoolExecutor(4) as pool:
        (made,) = filter(None, pool.map(merge, ["ada", "ada", "bo", "ada"]))
    assert (len(decisions_in(desk)), number()) == (1, before - 1)
    undo(desk, "ada", made, admin=True)
    assert number() == before
    assert merge("ada")  # it was taken back


def test_a_split_is_kept_once_and_what_it_took_apart_can_be_merged_again(desk: ReviewedFile) -> None:
    whole, members = next((one["id"], one["events"]) for one in incidents_in(desk) if len(one["events"]) > 1)
    parts = [members[:1], members[1:]]
    made = split_across(desk, "ada", whole, parts)
    with pytest.raises(DecidedAlready, match=f"decided already: decision {made.number}"):
        split_across(desk, "bo", whole, parts)
    two = {one["id"]: one["events"] for one in incidents_in(desk) if set(one["events"]) & set(members)}
    assert len(two) == 2
    first = merge_across(desk, "ada", two)
    split_across(desk, "ada", whole, parts)
    assert merge_across(desk, "ada", two).number > first.number
