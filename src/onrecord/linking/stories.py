"""Stories: reports of one course of events, by their words and their time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import heapify, heappop, heappush
from math import exp

from onrecord.linking.moments import NEVER, in_order, moment
from onrecord.linking.words import Vector, cosine, weigh
from onrecord.model.records import Report

ALIKE = 0.16  # the average likeness of two groups' reports from which they are one story: by cross-validation
SLIGHT = 0.02  # likeness that is not worth keeping
TELLING = 40  # of a report's words, the weightiest, by which like reports are looked for
BEFORE = 300  # of the reports with such a word, the last before it that are looked at: news is about what is new
FADING, LASTING = 60.0, 0.7  # two reports' likeness fades with the days between them, to this share of it
DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of one course of events, the oldest first; named by the oldest."""

    story: str
    title: str
    reports: tuple[Report, ...]


def find_stories(reports: Iterable[Report], alike: float = ALIKE) -> tuple[Story, ...]:
    """Reports as stories, each report in one; the order in which they come never matters.

    Groups are joined while the average likeness of their reports is great enough, the likest first.  What a report is
    compared with does not grow with the record: the latest before it that share its weightiest words.
    """
    ordered = in_order(reports)
    groups = join_likest(len(ordered), likenesses(ordered), alike)
    return tuple(story_of([ordered[number] for number in members]) for members in groups)


def story_of(reports: Sequence[Report]) -> Story:
    first = reports[0]
    title = next((one.title for one in reports if one.title), first.source)
    return Story(f"story-{first.id}", title, tuple(reports))


def likenesses(ordered: Sequence[Report]) -> dict[tuple[int, int], float]:
    """How alike pairs of reports are, by their numbers, the older first; pairs that are hardly alike are left out."""
    vectors = weigh(ordered)
    times = [moment(one.published) for one in ordered]
    having: defaultdict[str, list[int]] = defaultdict(list)
    found = {}
    for number, vector in enumerate(vectors):
        words = telling(vector)
        for other in sorted({other for word in words for other in having[word][-BEFORE:]}):
            like = cosine(vector, vectors[other]) * fading(times[other], times[number])
            if like > SLIGHT:
                found[other, number] = like
        for word in words:
            having[word].append(number)
    return found


def telling(vector: Vector) -> list[str]:
    """A report's weightiest words."""
    return sorted(vector, key=lambda word: (-vector[word], word))[:TELLING]


def fading(one: datetime, other: datetime) -> float:
    """What is left of two reports' likeness after the time between them; undated ones stand as if at one time.

    >>> fading(datetime(2031, 3, 4), datetime(2031, 3, 4)), round(fading(datetime(2031, 3, 4), datetime(2032, 3, 4)), 2)
    (1.0, 0.7)
    """
    if NEVER in (one, other):
        return 1.0
    return LASTING + (1 - LASTING) * exp(-abs((other - one).total_seconds()) / DAY / FADING)


def join_likest(size: int, likeness: dict[tuple[int, int], float], alike: float) -> list[list[int]]:
    """Average linkage over the pairs that are alike at all: the numbers of each group, in order.

    >>> join_likest(4, {(0, 1): 0.9, (1, 2): 0.5, (2, 3): 0.8}, alike=0.3)
    [[0, 1], [2, 3]]
    """
    members = {number: [number] for number in range(size)}
    between: dict[int, Counter[int]] = {number: Counter() for number in range(size)}  # sums of likeness
    for (one, other), like in likeness.items():
        between[one][other] = between[other][one] = like  # type: ignore[assignment]
    heap = [(-like, one, other) for (one, other), like in likeness.items() if like >= alike]
    heapify(heap)
    while heap:
        like, one, other = heappop(heap)
        if one not in members or other not in members or -like != average(one, other, members, between):
            continue  # one of them has since become another group
        absorb(one, other, members, between)
        for third in between[one]:
            if (now := average(one, third, members, between)) >= alike:
                heappush(heap, (-now, min(one, third), max(one, third)))
    return sorted(sorted(group) for group in members.values())


def average(one: int, other: int, members: dict[int, list[int]], between: dict[int, Counter[int]]) -> float:
    return between[one][other] / (len(members[one]) * len(members[other]))


def absorb(one: int, other: int, members: dict[int, list[int]], between: dict[int, Counter[int]]) -> None:
    """Make two groups the first of them."""
    members[one] += members.pop(other)
    for third, like in between.pop(other).items():
        del between[third][other]
        if third != one:
            between[one][third] += like
            between[third][one] = between[one][third]
