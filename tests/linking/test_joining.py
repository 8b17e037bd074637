"""A report that comes joins what is there; nothing is renamed, and after a relink the order of arrival is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.linking.copies import copies_of
from onrecord.linking.joining import join_new, relink
from onrecord.linking.joint import incidents_of
from onrecord.linking.stories import stories_of
from onrecord.store.record_file import RecordFile
from tests.linking.kept import empty_record, keep
from tests.linking.reports import newsroom, paragraph
from tests.linking.told import Told

Grouped = tuple[set[frozenset[str]], ...]


def groups(record: RecordFile) -> Grouped:
    """What belongs together: copies, stories, incidents by their figures."""
    stories = list(stories_of(record))
    told = [one for story in stories for one in incidents_of(record, story)]
    return (
        {frozenset(one.id for one in group.reports) for group in copies_of(record)},
        {frozenset(one.id for one in story.reports) for story in stories},
        {frozenset(f"{figure.book.report.id}:{figure.item.id}" for figure in one.figures) for one in told},
    )


def ids(record: RecordFile) -> set[str]:
    stories = list(stories_of(record))
    return {one.story for one in stories} | {one.incident for story in stories for one in incidents_of(record, story)}


def tolls(seed: int, number: int) -> list[Told]:
    """Reports of a few accidents, with tolls that rise, some of them copies."""
    chance = Random(seed)
    scenes = [(chance.choice(["Cove Fort", "Oakley", "Tarn"]), paragraph(chance)) for _ in range(3)]
    found = []
    for n in range(number):
        place, words = chance.choice(scenes)
        dead, day = chance.randint(2, 20), chance.randint(3, 6)
        text = f"A crane fell in {place} and {dead} people died.\n\n{words}\n\n{paragraph(chance)}"
        told = Told(
            f"r{n:02}", text, f"Outlet {chance.randint(1, 3)}", published=f"2031-03-{day:02}T{n % 24:02}:00:00Z"
        )
        found.append(told.incident("crane", f"killed: {dead} people", type="ACCIDENT", day="2031-03-03", place=place))
    return found


def joined_in_parts(record: RecordFile, told: Sequence[Told], cuts: Sequence[int]) -> None:
    """Reports as they come to a record that is not young: some at a time, joined each time."""
    for start, end in zip([0, *cuts], [*cuts, len(told)], strict=True):
        keep(record, told[start:end])
        join_new(record, young=0)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(0, 12), max_size=4).map(sorted), st.randoms(use_true_random=False))
def test_any_order_and_a_relink_give_the_same_groups(seed: int, cuts: list[int], chance: Random) -> None:
    told = tolls(seed, 12)
    with empty_record() as one, empty_record() as other:
        joined_in_parts(one, told, [])
        chance.shuffle(told)
        joined_in_parts(other, told, cuts)
        relink(one)
        relink(other)
        assert groups(one) == groups(other)


def test_ids_stay_when_reports_join_one_by_one_and_through_a_relink() -> None:
    told = tolls(5, 12)
    with empty_record() as record:
        joined_in_parts(record, told[:8], [3, 5])
        before = {story.story: {one.id for one in story.reports} for story in stories_of(record)}
        joined_in_parts(record, told[8:], [1, 2, 3])
        after = {story.story: {one.id for one in story.reports} for story in stories_of(record)}
        assert before.keys() <= after.keys()
        assert all(before[story] <= after[story] for story in before)
        known = ids(record)
        relink(record)
        relink(record)
        assert len(ids(record) - known) <= len(known) // 4  # what was split anew has an id of its own


def test_a_young_record_comes_one_by_one_to_what_it_comes_to_at_once() -> None:
    told = tolls(5, 12)
    with empty_record() as one, empty_record() as other:
        joined_in_parts(one, told, [])
        for report in reversed(told):
            keep(other, [report])
            assert join_new(other) == 1
        assert groups(one) == groups(other)


def test_what_was_joined_is_not_opened_again() -> None:
    with empty_record() as record:
        keep(record, tolls(1, 6))
        assert join_new(record) == 6
        assert join_new(record) == 0


def test_a_new_reading_takes_the_place_of_the_old_one() -> None:
    told = tolls(2, 4)
    with empty_record() as record:
        joined_in_parts(record, told, [])
        before = groups(record)
        for one in told:
            one.report = replace(one.report, title="Crane falls")
        keep(record, told)
        assert join_new(record) == 4
        assert groups(record) == before


def test_a_report_joins_one_by_one_as_it_does_with_the_others() -> None:
    reports, gold, _ = newsroom(seed=3, stories=6)
    ordered = sorted(reports, key=lambda one: one.published or "")
    with empty_record() as record:
        for one in ordered:
            keep(record, [one])
            join_new(record, young=0)
        for group in copies_of(record):
            assert len({gold[one.id] for one in group.reports}) <= 1
        copies = [group for group in copies_of(record) if group.reports]
        assert sum(len(group.reports) for group in copies) >= 0.95 * sum(
            1 for one in reports if list(gold.values()).count(gold[one.id]) > 1
        )
