"""Stories: reports of one course of events, by their words and their time."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import combinations
from math import exp

import numpy as np
import orjson
import sqlalchemy as sa

from onrecord.linking.listed import IN, Listed, grouped
from onrecord.linking.moments import day_of
from onrecord.linking.words import Vector, cosine, weigh, word_counts
from onrecord.model.records import Report
from onrecord.store.asking import among, keep_rows
from onrecord.store.record_file import RecordFile

ALIKE = 0.12  # the average likeness of two groups' reports from which they are one story: by cross-validation
SLIGHT = 0.02  # likeness that is not worth keeping
TELLING = 40  # of a report's words, the weightiest, by which like reports are looked for
BEFORE = 100  # of the stories with such a word, the last that are looked at: news is about what is new
NEAREST = 40  # of those the likest, that a report is compared with word by word
KEPT = 300  # of a story's words, the weightiest
HAVING = (  # by word the last stories that have it
    "SELECT value, (SELECT json_group_array(story) FROM"
    f" (SELECT story FROM course_words WHERE word = value ORDER BY story DESC LIMIT {BEFORE}))"
    " FROM json_each(?)"
)
FADING, LASTING = 40.0, 0.44  # two reports' likeness fades with the days between them, to this share of it


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of one course of events, the oldest first."""

    story: str
    number: int
    title: str
    reports: tuple[Listed, ...]


@dataclass(frozen=True)
class Course:
    """What a report or a story is known by: how many reports, from which day to which, the sum of their words."""

    reports: int
    first: float | None
    last: float | None
    words: Vector

    def __add__(self, other: Course) -> Course:
        days = [day for day in (self.first, self.last, other.first, other.last) if day is not None]
        words = {**self.words, **{word: self.words.get(word, 0) + weight for word, weight in other.words.items()}}
        first, last = (min(days), max(days)) if days else (None, None)
        return Course(self.reports + other.reports, first, last, weightiest(words, KEPT))

    @cached_property
    def telling(self) -> list[str]:
        """The weightiest words."""
        return list(weightiest(self.words, TELLING))


def weightiest(words: Vector, number: int) -> Vector:
    """The words that weigh most."""
    if len(words) <= number:
        return words
    return {word: words[word] for word in sorted(sorted(words), key=words.__getitem__, reverse=True)[:number]}


# joining ------------------------------------------------------------------------------------------------------------


def join_stories(
    connection: sa.Connection, reports: Mapping[int, Report], alike: float = ALIKE
) -> tuple[dict[int, int], dict[int, int]]:
    """Of some new reports, by number and in order, the story each belongs to; and which older stories are now others.

    Groups are joined while the average likeness of their reports is great enough, the likest first.  What a report is
    compared with does not grow with the record: the others that come with it, and the stories that share its
    weightiest words.
    """
    fresh = courses_of(connection, reports)
    near = nearest(connection, fresh)
    older = kept_courses(connection, {other for others in near.values() for other in others} - fresh.keys())
    known = older | fresh
    found = join_likest({number: one.reports for number, one in known.items()}, likenesses(near, known, alike), alike)
    stories: dict[int, int] = {}
    moved: dict[int, int] = {}
    changed: dict[int, Course] = {}
    for members in found:
        if new := [number for number in members if number in fresh]:
            first = next((number for number in members if number in older), new[0])
            stories |= dict.fromkeys(new, first)
            moved |= {number: first for number in members if number in older and number != first}
            changed[first] = sum_of(known[number] for number in members)
    keep_courses(connection, changed, moved)
    return stories, moved


def courses_of(connection: sa.Connection, reports: Mapping[int, Report]) -> dict[int, Course]:
    """Some new reports, each as a course of events of its own; their words are counted among the record's."""
    counted = [word_counts(one) for one in reports.values()]
    keep_rows(
        connection,
        "INSERT INTO word_counts (word, reports) VALUES (?, ?)"
        " ON CONFLICT (word) DO UPDATE SET reports = reports + excluded.reports",
        sorted(Counter(word for counts in counted for word in counts).items()),
    )
    words = {word for counts in counted for word in counts}
    having = dict(map(tuple, among(connection, f"SELECT word, reports FROM word_counts WHERE word {IN}", words)))
    before = connection.exec_driver_sql("SELECT count(*) FROM joined").scalar_one()
    vectors = weigh(counted, having, before + len(reports))
    days = [day_of(one.published) for one in reports.values()]
    return {number: Course(1, day, day, vector) for number, day, vector in zip(reports, days, vectors, strict=True)}


def nearest(connection: sa.Connection, fresh: Mapping[int, Course]) -> dict[int, list[int]]:
    """For each new report the stories, and the new ones before it, that share most of its weightiest words."""
    words = {word for one in fresh.values() for word in one.telling}
    having: defaultdict[str, array[int]] = defaultdict(lambda: array("q"))
    having |= {word: array("q", orjson.loads(stories)[::-1]) for word, stories in among(connection, HAVING, words)}
    near = {}
    for number, course in fresh.items():
        near[number] = likest([having[word][-BEFORE:] for word in course.telling], course)
        for word in course.telling:
            having[word].append(number)
    return near


def likest(having: Sequence[array[int]], course: Course) -> list[int]:
    """Of the stories that have each of a report's weightiest words those that share most of them, the likest first."""
    stories = np.frombuffer(b"".join(having), dtype=np.int64)
    weights = np.repeat([course.words[word] ** 2 for word in course.telling], [len(some) for some in having])
    shared = np.bincount(stories, weights) if len(stories) else weights
    (found,) = np.nonzero(shared > SLIGHT)
    order = np.lexsort((-found, -shared[found]))[:NEAREST]
    numbers: list[int] = found[order].tolist()
    return numbers


def likenesses(
    near: Mapping[int, list[int]], known: Mapping[int, Course], alike: float
) -> dict[tuple[int, int], float]:
    """How alike groups are: the sum over the pairs of their reports; those that are hardly alike are left out.

    Two older stories are compared where a new report is like both.
    """
    found: dict[tuple[int, int], float] = {}

    def compare(one: int, other: int) -> float:
        pair = (one, other) if one < other else (other, one)
        if pair not in found:
            like = cosine(known[one].words, known[other].words) * fading(known[one], known[other])
            found[pair] = like
        return found[pair] / (known[one].reports * known[other].reports)

    for number, others in near.items():
        like = [other for other in others if compare(number, other) >= alike and other not in near]
        for one, other in combinations(like, 2):
            compare(one, other)
    return {(one, other): like for (one, other), like in found.items()
            if like > SLIGHT * known[one].reports * known[other].reports}  # fmt: skip


def fading(one: Course, other: Course) -> float:
    """What is left of two groups' likeness after the days between them; undated ones stand as if at one time.

    >>> fading(Course(1, 3, 4, {}), Course(1, 4, 5, {})), round(fading(Course(1, 3, 4, {}), Course(1, 999, 999, {})), 2)
    (1.0, 0.44)
    """
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 1.0
    return LASTING + (1 - LASTING) * exp(-max(other.first - one.last, one.first - other.last, 0) / FADING)


def join_likest(size: Mapping[int, int], likeness: Mapping[tuple[int, int], float], alike: float) -> list[list[int]]:
    """Average linkage over the pairs that are alike at all: the numbers of each group, in order.

    >>> join_likest({0: 1, 1: 1, 2: 1, 3: 1}, {(0, 1): 0.9, (1, 2): 0.5, (2, 3): 0.8}, alike=0.3)
    [[0, 1], [2, 3]]
    """
    members = {number: [number] for number in size}
    weight = dict(size)
    between: dict[int, Counter[int]] = {number: Counter() for number in size}  # sums of likeness
    for (one, other), like in likeness.items():
        between[one][other] = between[other][one] = like  # type: ignore[assignment]

    def average(one: int, other: int) -> float:
        return between[one][other] / (weight[one] * weight[other])

    heap = [(-average(one, other), one, other) for one, other in likeness if average(one, other) >= alike]
    heapify(heap)
    while heap:
        like, one, other = heappop(heap)
        if one not in members or other not in members or -like != average(one, other):
            continue  # one of them has since become another group
        members[one] += members.pop(other)
        weight[one] += weight.pop(other)
        move(one, other, between)
        for third in between[one]:
            if (now := average(one, third)) >= alike:
                heappush(heap, (-now, min(one, third), max(one, third)))
    return sorted(sorted(group) for group in members.values())


def move(one: int, other: int, between: dict[int, Counter[int]]) -> None:
    """Give what one group has in common with others to another."""
    for third, like in between.pop(other).items():
        del between[third][other]
        if third != one:
            between[one][third] += like
            between[third][one] = between[one][third]


# keeping ------------------------------------------------------------------------------------------------------------


def kept_courses(connection: sa.Connection, stories: Iterable[int]) -> dict[int, Course]:
    """What some stories are known by."""
    return {
        number: Course(reports, first, last, orjson.loads(words))
        for number, reports, first, last, words in among(
            connection, f"SELECT story, reports, first, last, words FROM courses WHERE story {IN}", stories
        )
    }


def sum_of(courses: Iterable[Course]) -> Course:
    one, *more = courses
    for other in more:
        one += other
    return one


def keep_courses(connection: sa.Connection, changed: Mapping[int, Course], gone: Iterable[int]) -> None:
    """Keep what stories are known by now, and forget those that have become a part of others."""
    stale = [(story,) for story in [*changed, *gone]]
    keep_rows(connection, "DELETE FROM course_words WHERE story = ?", stale)
    keep_rows(connection, "DELETE FROM courses WHERE story = ?", stale)
    keep_rows(
        connection,
        "INSERT INTO courses (story, reports, first, last, words) VALUES (?, ?, ?, ?, ?)",
        (
            (
                story,
                one.reports,
                one.first,
                one.last,
                orjson.dumps({w: round(n, 4) for w, n in one.words.items()}).decode(),
            )
            for story, one in changed.items()
        ),
    )
    keep_rows(
        connection,
        "INSERT INTO course_words (word, story) VALUES (?, ?)",
        sorted((word, story) for story, one in changed.items() for word in one.telling),
    )


# what was joined ----------------------------------------------------------------------------------------------------


def stories_of(record: RecordFile) -> Iterator[Story]:
    """The stories of a record, as far as its reports were joined."""
    with record.engine.connect() as connection:
        for link, number, reports in grouped(connection, "story"):
            title = next((one.title for one in reports if one.title), reports[0].source)
            yield Story(link, number, title, tuple(reports))
