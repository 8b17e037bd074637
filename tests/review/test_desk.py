"""A record file at the desk: the queue, figures that follow, decisions carried out and in, agreement."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from onrecord.cli.main import app
from onrecord.model.json import as_json
from onrecord.model.records import ReaderInfo
from onrecord.publishing.linked import incidents_in
from onrecord.publishing.schema import json_schema
from onrecord.publishing.shown import begin, refresh
from onrecord.publishing.tables import json_line
from onrecord.review.across import merge_across, split_across
from onrecord.review.agreement import agreement, disagreements
from onrecord.review.carrying import carry_in, lines_out, wrong_decisions
from onrecord.review.contract import bounds_fault
from onrecord.review.deciding import Answer, decide, drafted, undo
from onrecord.review.questions import in_words
from onrecord.review.queue import asked, forget, list_new, number_waiting, waiting
from onrecord.review.reviewed_file import ReviewedFile, reviewed_views
from onrecord.review.sheet import DecidedAlready, NotDecided, sheet_of
from onrecord.store.decisions import add_decision, decisions_in
from onrecord.store.queued import DISPUTED, Filter, Item
from onrecord.store.record_file import RecordFile
from onrecord.store.shown import stale_stories
from onrecord.store.writing import Capture
from tests.review.made import wrong


@pytest.fixture
def desk(record: RecordFile) -> Iterator[ReviewedFile]:
    kept = ReviewedFile(record.path)
    begin(kept)
    refresh(kept)
    yield kept
    kept.close()


def toll(desk: ReviewedFile) -> Item:
    """The count of the dead that comes first."""
    found = waiting(desk, Filter(kind="figures"))
    return next(one for one in found if one.name.endswith(":killed"))


def numbers(desk: RecordFile) -> list[object]:
    figures = (figure for one in incidents_in(desk) for figure in one["figures"] if figure["measure"] == "killed")
    return [figure[key] for figure in figures for key in ("best", "low", "high")]


def answer(who: str, action: str, item: Item, **more: object) -> Answer:
    return Answer(who, action, item.report, item.kind, (item.cell,), **more)  # type: ignore[arg-type]


def test_the_queue_asks_in_words_and_what_is_decided_leaves_it(desk: ReviewedFile) -> None:
    assert list_new(desk) == 0
    before = number_waiting(desk, Filter())
    item = toll(desk)
    (one,) = asked(desk, [item])
    assert in_words(one.question).startswith("Does this say that **")
    assert one.sentence.holds(one.spans[0])
    decide(desk, answer("ada", "confirm", item))
    assert number_waiting(desk, Filter()) == before - 1
    assert item.name not in {other.name for other in waiting(desk, Filter(report=item.report), size=1000)}
    blind = waiting(desk, Filter(who="bo", blind=True, report=item.report), size=1000)
    assert item.name in {other.name for other in blind}
    assert not asked(desk, [item], "bo", blind=True)[0].decisions


def test_what_disagrees_comes_first(desk: ReviewedFile) -> None:
    ranks = [one.rank for one in waiting(desk, Filter(), size=10_000)]
    assert ranks == sorted(ranks)
    item = toll(desk)
    decide(desk, answer("ada", "confirm", item))
    decide(desk, answer("bo", "reject", item))
    assert [one.name for one in waiting(desk, Filter()) if one.rank == DISPUTED] == [item.name]


def test_a_decision_is_followed_even_where_the_program_ends_right_after_it(desk: ReviewedFile) -> None:
    before, item = number_waiting(desk, Filter()), toll(desk)
    said = drafted(sheet_of(desk, item.report), answer("ada", "confirm", item), "2031-03-04T07:30:00.000Z")
    add_decision(desk, said, forget)  # and no more: it was killed
    assert stale_stories(desk)
    refresh(desk)
    assert number_waiting(desk, Filter()) == before - 1
    assert not stale_stories(desk)


def test_what_was_decided_is_in_the_schema(desk: ReviewedFile) -> None:
    item = toll(desk)
    decide(desk, answer("ada", "correct", item, after={"value": 9999, "precision": "exact"}))
    made = next(one for one in desk.documents() if one["report"]["id"] == item.report)
    (told,) = [one["decided"] for one in made["figures"] if "decided" in one]
    validator = jsonschema.Draft202012Validator(json_schema())
    assert not list(validator.iter_errors(json.loads(json_line(made))))
    told["whom"] = "somebody"
    assert list(validator.iter_errors(json.loads(json_line(made))))


def test_all_that_is_read_is_as_the_contract_has_it(maine: list[Capture]) -> None:
    for one in maine:
        assert not wrong(as_json(one.record))


@pytest.mark.parametrize(
    ("measure", "low", "fits"), [("killed", 13, True), ("killed", 12, False), ("other", 12, True), ("other", 13, True)]
)
def test_more_than_begins_one_off_for_people_and_near_the_value_for_others(
    desk: ReviewedFile, measure: str, low: int, fits: bool
) -> None:
    (one,) = asked(desk, [toll(desk)])
    assert one.cell is not None
    told = {"precision": "more_than", "value": 12, "measure": measure, "low": low, "high": None}
    assert (bounds_fault(one.cell | told) is None) is fits


def test_figures_follow_a_decision_at_once(desk: ReviewedFile) -> None:
    bare = numbers(desk)
    made = decide(desk, answer("ada", "correct", toll(desk), after={"value": 9999, "precision": "exact"}))
    assert 9999 in numbers(desk)
    with RecordFile(desk.path) as as_read:
        assert numbers(as_read) == bare
    undo(desk, "ada", made.number)
    assert numbers(desk) == bare


def test_a_decision_survives_a_new_reading(desk: ReviewedFile, maine: list[Capture]) -> None:
    item = toll(desk)
    decide(desk, answer("ada", "correct", item, after={"value": 9999, "precision": "exact"}))
    old = next(one for one in maine if one.record.report.id == item.report)
    newer = replace(old.record, reader=ReaderInfo("99", {}, "none"))
    assert desk.add([replace(old, record=newer)]) == 1
    assert 9999 in numbers(desk)
    view = next(one for one in reviewed_views(desk) if one.report.id == item.report)
    assert [one["who"] for one in view.decided.values()] == ["ada"]


@pytest.mark.parametrize(
    ("after", "reason"),
    [
        ({"span": [5, 5]}, "no words of the text"),
        ({"measure": "eaten"}, "it can be killed, injured"),
        ({"event": "e999"}, "no e999 among the events"),
        ({"value": None, "precision": "range"}, "a range needs"),
        ({"colour": "red"}, "no field colour"),
        ({}, "needs the fields"),
        ({"value": 10**30}, "out of range"),
        ({"value": 10**15 + 1}, "out of range"),
        ({"unit": "\ud800"}, "half a letter"),
        ({"population": {"label": {"a": [[[[[[[[[[[[1]]]]]]]]]]]]}}}, "too many things in things"),
    ],
)
def test_a_correction_has_to_satisfy_the_contract(desk: ReviewedFile, after: dict[str, object], reason: str) -> None:
    with pytest.raises(NotDecided, match=reason):
        decide(desk, answer("ada", "correct", toll(desk), after=after))
    assert decisions_in(desk) == []


def test_what_is_sent_twice_is_kept_once(desk: ReviewedFile) -> None:
    item = toll(desk)
    first = decide(desk, answer("ada", "confirm", item))
    with pytest.raises(DecidedAlready):
        decide(desk, answer("ada", "confirm", item))
    undo(desk, "root", first.number, admin=True)
    assert decide(desk, answer("ada", "confirm", item)).number == 3  # the first was taken back


def test_a_decision_is_taken_back_once_whoever_does_it_at_once(desk: ReviewedFile) -> None:
    first = decide(desk, answer("ada", "confirm", toll(desk)))

    def take_back(_: int) -> bool:
        try:
            return bool(undo(desk, "ada", first.number))
        except DecidedAlready:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(take_back, range(8))) == 1
    assert len(decisions_in(desk)) == 2
    undo(desk, "ada", 2)  # an undo can be undone, and what it took back then again
    assert undo(desk, "ada", first.number).number == 4


def test_quotes_follow_spans(desk: ReviewedFile) -> None:
    item = toll(desk)
    (one,) = asked(desk, [item])
    start, end = one.spans[0].start, one.spans[0].end + 3
    made = decide(desk, answer("ada", "correct", item, after={"span": [start, end]}))
    assert made.after["quotes"]["span"] == desk.texts([item.report])[item.report][start:end]


def test_incidents_across_reports_are_merged_and_split(desk: ReviewedFile) -> None:
    def members(one: dict[str, object]) -> list[str]:
        return [member.replace("-", ":", 1) if ":" not in member else member for member in one["events"]]  # type: ignore[attr-defined]

    found = list(incidents_in(desk))
    by_story: dict[str, list[dict[str, object]]] = {}
    for one in found:
        by_story.setdefault(one["story"], []).append(one)
    two = next((some for some in by_story.values() if len(some) > 1), None)
    assert two is not None, "the example has a story of several incidents"
    made = merge_across(desk, "ada", {str(one["id"]): [] for one in two[:2]})
    assert len(list(incidents_in(desk))) == len(found) - 1
    undo(desk, "ada", made.number)
    assert len(list(incidents_in(desk))) == len(found)
    most = max(found, key=lambda one: len(one["reports"]))
    views = {view.report.id: view for view in desk.views()}
    parts = [f"{one['id']}:{views[one['id']].incidents[0].id}" for one in most["reports"] if views[one["id"]].incidents]
    made = split_across(desk, "ada", most["id"], [parts[:1], parts[1:2]])
    assert len(list(incidents_in(desk))) >= len(found)
    undo(desk, "ada", made.number)
    assert [one["id"] for one in incidents_in(desk)] == [one["id"] for one in found]


def judged(desk: ReviewedFile) -> None:
    """Two people on three figures: they agree on two; a third settles the other."""
    first, second, third = waiting(desk, Filter(kind="figures"))[:3]
    for item, ada, bo in ((first, "confirm", "confirm"), (second, "reject", "reject"), (third, "confirm", "reject")):
        decide(desk, answer("ada", ada, item, blind=True))
        decide(desk, answer("bo", bo, item, blind=True))
    decide(desk, answer("cy", "reject", third, settles=True, why="the words say so"))


def test_a_third_settles_or_an_admin(desk: ReviewedFile) -> None:
    item = toll(desk)
    decide(desk, answer("ada", "confirm", item))
    with pytest.raises(NotDecided, match="nothing to settle"):
        decide(desk, answer("cy", "reject", item, settles=True))
    decide(desk, answer("bo", "reject", item))
    with pytest.raises(NotDecided, match="ask somebody else"):
        decide(desk, answer("ada", "confirm", item, settles=True))
    decide(desk, answer("ada", "confirm", item, settles=True, admin=True))
    assert all(one.rank != DISPUTED for one in waiting(desk, Filter()))


def test_agreement_is_counted_by_kind(desk: ReviewedFile) -> None:
    judged(desk)
    (row,) = agreement(decisions_in(desk))
    assert (row.kind, row.people, row.cells, row.agreed) == ("figures", 2, 3, 2)
    assert row.alpha == pytest.approx(4 / 9)  # observed 1/3, expected 3/5 of pairs in disagreement
    (apart,) = disagreements(decisions_in(desk))
    assert apart.settled is not None
    assert apart.settled.who == "cy"


def test_who_confirms_a_correction_agrees_with_it(desk: ReviewedFile) -> None:
    item = toll(desk)
    decide(desk, answer("ada", "correct", item, after={"status": "feared"}))
    decide(desk, answer("bo", "confirm", item))
    (row,) = agreement(decisions_in(desk))
    assert (row.cells, row.agreed) == (1, 1)
    assert disagreements(decisions_in(desk)) == []


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_what_is_carried_out_and_in_is_the_same(
    desk: ReviewedFile, tmp_path: Path, maine: list[Capture], form: str
) -> None:
    judged(desk)
    undo(desk, "ada", 1)
    file, other = tmp_path / f"decisions.{form}", tmp_path / "other.db"
    with RecordFile(other, create=True) as kept:
        kept.add(maine)
    run = CliRunner().invoke
    assert run(app, ["decisions", str(desk.path), "--format", form, "-o", str(file)]).exit_code == 0
    for _ in range(2):
        assert run(app, ["decisions", str(other), "--import", str(file)]).exit_code == 0
    with RecordFile(other) as kept:
        assert list(lines_out(kept)) == list(lines_out(desk))
    assert run(app, ["verify", str(other)]).exit_code == 0


def test_broken_lines_are_refused_one_by_one(desk: ReviewedFile, tmp_path: Path, maine: list[Capture]) -> None:
    judged(desk)
    lines = [json.dumps(one) for one in lines_out(desk)]
    forged = json.dumps(json.loads(lines[1]) | {"who": "mallory"})
    file, other = tmp_path / "decisions.jsonl", tmp_path / "other.db"
    file.write_text("\n".join(["{", lines[0], forged, "[]", lines[2]]), encoding="utf-8")
    with RecordFile(other, create=True) as kept:
        kept.add([one for one in maine if one.record.report.id == json.loads(lines[0])["report"]])
        done = carry_in(kept, [(1, json.loads(lines[0]) | {"id": "x"})])
        assert [number for number, _ in done.refused] == [1]
    told = CliRunner().invoke(app, ["decisions", str(other), "--import", str(file)])
    assert told.exit_code == 1
    assert "line 1 was refused: this is not JSON" in told.output
    assert "line 3 was refused: its id is not that of what it says" in told.output
    with RecordFile(other) as kept:
        assert [one.who for one in decisions_in(kept)][:1] == ["ada"]


def test_verify_sees_a_decision_whose_words_are_others(desk: ReviewedFile) -> None:
    made = decide(desk, answer("ada", "confirm", toll(desk)))
    assert list(wrong_decisions(desk)) == []
    add_decision(desk, replace(made, who="bo", name="figures:0-1"))
    told = CliRunner().invoke(app, ["verify", str(desk.path)])
    assert told.exit_code == 3
    assert "decisions/2: 'figures:0-1' is no name of a cell" in " ".join(told.output.split())


def test_a_record_is_shown_and_exported_as_reviewed_or_as_read(desk: ReviewedFile, tmp_path: Path) -> None:
    item = toll(desk)
    decide(desk, answer("ada", "correct", item, after={"value": 9999, "precision": "exact"}))
    run = CliRunner().invoke
    shown = run(app, ["show", str(desk.path), item.report]).stdout
    assert "9,999" in shown
    assert "✓ correct: ada" in shown
    assert "9,999" not in run(app, ["show", str(desk.path), item.report, "--as-read"]).stdout
    run(app, ["export", str(desk.path), "--format", "csv", "-o", str(tmp_path / "tables")])
    with open(tmp_path / "tables" / "figures.csv", encoding="utf-8", newline="") as file:
        assert [row["value"] for row in csv.DictReader(file) if row["decided"]] in (["9999"], ["9999.0"])
