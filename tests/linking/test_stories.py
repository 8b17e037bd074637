"""Reports of one course of events are one story, however they tell it."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.linking.stories import Story, join_likest
from tests.linking.kept import find_stories
from tests.linking.reports import newsroom, report

CRANE = [
    ("Crane falls at grain quay, nine dockers hurt", "Nine dockers were hurt at Cove Fort when a rusty crane fell."),
    ("Cove Fort crane was never inspected", "The crane that fell on dockers at the grain quay had rust for years."),
    ("Dockers of Cove Fort down tools", "After the fall of a crane dockers at the grain quay want it inspected."),
]
CHESS = [
    ("Mill beats Oar in seventh game", "Ada Mill won the chess title in Tarn against Ben Oar with a rook."),
    ("Tarn greets its chess champion", "Thousands in Tarn cheered Ada Mill, who beat Oar in the seventh game."),
]
REPORTS = [
    report(f"{name}{n}", text, title=title, published=f"2031-03-0{4 + n}")
    for name, told in (("crane", CRANE), ("chess", CHESS))
    for n, (title, text) in enumerate(told)
]


def alone(number: int) -> dict[int, int]:
    return dict.fromkeys(range(number), 1)


def ids(stories: tuple[Story, ...]) -> list[list[str]]:
    return [[one.id for one in story.reports] for story in stories]


def test_reports_of_two_events_are_two_stories() -> None:
    found = find_stories(REPORTS)
    assert sorted(ids(found)) == [["chess0", "chess1"], ["crane0", "crane1", "crane2"]]
    assert {(story.story, story.title) for story in found} == {
        ("story-crane0", "Crane falls at grain quay, nine dockers hurt"),
        ("story-chess0", "Mill beats Oar in seventh game"),
    }


def test_a_report_that_is_like_no_other_is_a_story_of_its_own() -> None:
    other = report("bread", "The brewery gave away its barley.", title="Free barley")
    assert ["bread"] in ids(find_stories([*REPORTS, other]))
    assert ids(find_stories([other])) == [["bread"]]
    assert find_stories([]) == ()


def test_groups_are_joined_by_the_average_of_all_their_pairs() -> None:
    chain = {(0, 1): 0.9, (1, 2): 0.5, (2, 3): 0.5, (3, 4): 0.9}
    assert join_likest(alone(5), chain, alike=0.2) == [[0, 1, 2], [3, 4]]
    assert join_likest(alone(5), chain, alike=0.08) == [[0, 1, 2, 3, 4]]
    assert join_likest(alone(3), {}, alike=0.2) == [[0], [1], [2]]


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 1000), st.randoms(use_true_random=False))
def test_the_order_of_reports_never_matters(seed: int, chance: Random) -> None:
    reports, _, _ = newsroom(seed, stories=3)
    found = find_stories(reports)
    assert sorted(one.id for story in found for one in story.reports) == sorted(one.id for one in reports)
    chance.shuffle(reports)
    assert find_stories(reports) == found
