"""Joins what reports tell to incidents: one happening in all reports of a story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import log

import orjson
import sqlalchemy as sa

from onrecord.linking.scenes import ONE_DAY, WIDE, Scene, apart, elsewhere
from onrecord.model.records import Place
from onrecord.model.view import FigureView
from onrecord.store.asking import among, keep_rows

# what speaks for one happening and what against it, in points; two scenes of one story begin with one
SAME_STORY, SAME_FIGURE, SAME_TYPE, SAME_PLACE, PLACE_WITHIN = 1.0, 1.5, 0.5, 1.0, 0.5
ELSEWHERE, ABROAD = -1.0, -2.0
DAYS_APART = ((0, 1.5), (1, 0.5), (3, -1.75), (14, -3.0))  # up to so many days; more is another happening
FAR_APART = -5.0
LARGE, SAME_LARGE_FIGURE = 10, 2.5  # people; so many are hardly by chance as many as somewhere else
REDATED = 20  # people; by so many of the same story, on the same day of the week, one happening is known
ADDED = 0.5  # "another seven" are told of beside those who are known
GROWN, SHRUNK = 0.4, -0.3  # a toll goes up, or a little down; a far lower one is another's
UPDATED, MUCH = 1.5, 1.5  # all that is counted goes up, by half at most
LEAST = 1.25  # points from which two are one
HALF = 0.5
LASTING = frozenset(("affected", "besieged"))  # the ill and the besieged are counted anew day by day
LASTS = 14  # days
COMPARED = 400  # of a story's scenes, the last that a new one is laid beside
LAST = (  # of each story the last scenes
    "SELECT number, story, incident, told FROM scenes WHERE number IN (SELECT s.number FROM json_each(?) JOIN scenes s"
    f" ON s.number IN (SELECT number FROM scenes WHERE story = value ORDER BY number DESC LIMIT {COMPARED}))"
    " ORDER BY number"
)

Bounds = tuple[str, float | None, float | None]  # measure, low, high


@dataclass(frozen=True, slots=True)
class Told:
    """What a scene is known by among those of other reports."""

    background: bool
    start: str | None
    end: str | None
    place: Place | None
    types: tuple[str, ...]
    bounds: tuple[Bounds, ...]
    most: Mapping[str, float]  # the greatest number by measure
    whole: tuple[str, ...]  # measures of figures that are no parts
    incidents: tuple[str, ...]  # ids in the report
    figures: tuple[str, ...]
    added: tuple[str, ...] = ()  # measures of figures that add to what was told elsewhere

    @classmethod
    def of(cls, scene: Scene) -> Told:
        most: dict[str, float] = {}
        for figure in scene.figures:
            most[figure.measure] = max(most.get(figure.measure, 0), size(figure))
        place = scene.place and replace(scene.place, mentions=(), candidates=())
        return cls(
            scene.background,
            scene.start.isoformat() if scene.start else None,
            scene.end.isoformat() if scene.end else None,
            place,
            tuple(sorted({one.item.type for one in scene.incidents if one.item.type})),
            tuple(
                (one.measure, one.item.low, one.item.high) for one in scene.figures if size(one) and not is_part(one)
            ),
            most,
            tuple(sorted(scene.measures)),
            tuple(one.item.id for one in scene.incidents),
            tuple(one.item.id for one in scene.figures),
            tuple(sorted({one.measure for one in scene.figures if one.item.change == "additional"})),
        )

    @property
    def days(self) -> tuple[date, date] | None:
        return (date.fromisoformat(self.start), date.fromisoformat(self.end)) if self.start and self.end else None

    def written(self) -> str:
        """As JSON."""
        return orjson.dumps(self).decode()

    @property
    def part(self) -> str:
        """The part of its report by which a scene is named: its first incident, else its first figure."""
        return next(iter((*self.incidents, *self.figures)), "")


def told_again(written: str) -> Told:
    """What was written of a scene."""
    made = orjson.loads(written)
    place = made["place"] and Place(**{**made["place"], "mentions": (), "candidates": ()})
    added = tuple(made.get("added", ()))
    return Told(**{**made, "place": place, "bounds": tuple(map(tuple, made["bounds"])), "added": added})


@dataclass(eq=False)
class Joined:
    """Scenes of several reports that are one happening."""

    number: int
    story: int
    background: bool = True
    bounds: set[Bounds] = field(default_factory=set)
    most: dict[str, float] = field(default_factory=dict)
    types: set[str] = field(default_factory=set)
    times: Counter[tuple[date, date]] = field(default_factory=Counter)
    places: dict[str, Place] = field(default_factory=dict)
    named: Counter[str] = field(default_factory=Counter)
    added: set[str] = field(default_factory=set)

    def add(self, scene: Told) -> None:
        self.background = self.background and scene.background
        self.types |= set(scene.types)
        self.bounds |= set(scene.bounds)
        self.added |= set(scene.added)
        for measure, most in scene.most.items():
            self.most[measure] = max(self.most.get(measure, 0), most)
        if scene.days:
            self.times[scene.days] += 1
        if scene.place:
            self.places.setdefault(scene.place.name, scene.place)
            self.named[scene.place.name] += 1

    @property
    def days(self) -> tuple[date, date] | None:
        """The time that most reports give, of equals the shortest, then the earliest."""
        return min(self.times, key=lambda t: (-self.times[t], t[1] - t[0], t[0]), default=None)

    @property
    def place(self) -> Place | None:
        """The place that most reports give, the narrow ones before the wide."""
        given = self.places.values()
        return min(given, key=lambda one: (one.kind in WIDE, -self.named[one.name], one.name), default=None)


# joining ------------------------------------------------------------------------------------------------------------


def join_incidents(
    connection: sa.Connection, told: Mapping[tuple[int, str], Sequence[Told]], moved: Mapping[int, int]
) -> set[int]:
    """The incidents that some new reports tell, told by story and report and in order; what older stories tell that
    have become a part of others is joined to theirs.

    A report's scenes are laid beside what others tell: time, place, type and equal figures speak for one happening.
    Two scenes of one report that count the same are never one.
    """
    for old, now in moved.items():
        merge_happenings(connection, old, now)
    known = happenings(connection, (story for story, _ in told))
    number = connection.exec_driver_sql("SELECT coalesce(max(number), 0) FROM scenes").scalar_one()
    touched: set[int] = set()
    rows = []
    for (story, report), scenes in told.items():
        joined = known.setdefault(story, [])
        for scene, home in homes(scenes, joined):
            number += 1
            if home is None:
                home = Joined(number, story)
                joined.append(home)
            home.add(scene)
            touched.add(home.number)
            rows.append((number, report, story, home.number, f"{report}:{scene.part}", scene.start, scene.written()))
    keep_rows(
        connection,
        "INSERT INTO scenes (number, report, story, incident, member, start, told) VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    return touched


def happenings(connection: sa.Connection, stories: Iterable[int]) -> dict[int, list[Joined]]:
    """By story what its reports tell."""
    found: dict[int, Joined] = {}
    for _, story, incident, told in among(connection, LAST, stories):
        found.setdefault(incident, Joined(incident, story)).add(told_again(told))
    by_story: dict[int, list[Joined]] = {}
    for one in found.values():
        by_story.setdefault(one.story, []).append(one)
    return by_story


def homes(scenes: Sequence[Told], joined: Sequence[Joined]) -> list[tuple[Told, Joined | None]]:
    """The happening to which each scene of a report belongs, None where none fits; the surest first."""
    pairs = [
        (points(scene, one), -n, -m) for n, scene in enumerate(scenes) for m, one in enumerate(joined)
        if scene.background == one.background or looks_back(scene, one)
    ]  # fmt: skip
    found: dict[int, Joined] = {}
    for score, n, m in sorted(pairs, reverse=True):
        home = joined[-m]
        taken = [scenes[other] for other, one in found.items() if one is home]
        if score >= LEAST and -n not in found and not any(set(scenes[-n].whole) & set(one.whole) for one in taken):
            found[-n] = home
    return [(scene, found.get(n)) for n, scene in enumerate(scenes)]


def merge_happenings(connection: sa.Connection, old: int, now: int) -> None:
    """Join what one story tells to what another tells of which it has become a part."""
    known = happenings(connection, (old, now))
    for one in known.get(old, []):
        near = [other for other in known.get(now, []) if other.background == one.background]
        best = max(near, key=lambda other: (points(one, other), -other.number), default=None)
        if best is not None and points(one, best) >= LEAST:
            connection.exec_driver_sql("UPDATE scenes SET incident = ? WHERE incident = ?", (best.number, one.number))
    connection.exec_driver_sql("UPDATE scenes SET story = ? WHERE story = ?", (now, old))


def looks_back(scene: Told | Joined, joined: Joined) -> bool:
    """Whether one tells as the past what was news to the other: of one story, on the same day, where that is known."""
    if scene.days is None or joined.days is None or max(length(scene.days), length(joined.days)) > ONE_DAY:
        return False
    return not apart(*scene.days, *joined.days) and by_place(scene.place, joined.place) >= 0


def length(days: tuple[date, date]) -> timedelta:
    return days[1] - days[0]


def points(scene: Told | Joined, joined: Joined) -> float:
    """How much speaks for a scene being a happening that is known; none of another country, where a day is missing."""
    score = SAME_STORY + by_time(scene, joined) + by_place(scene.place, joined.place) + by_figures(scene, joined)
    if (scene.days is None or joined.days is None) and is_abroad(scene.place, joined.place):
        return FAR_APART
    return score + (SAME_TYPE if joined.types & set(scene.types) else 0)


def by_time(scene: Told | Joined, joined: Joined) -> float:
    """Points for the time; the past is one happening only where its time is known and overlaps."""
    if scene.days is None or joined.days is None:
        return FAR_APART if scene.background else 0
    days = apart(*scene.days, *joined.days).days
    if scene.background and days:
        return FAR_APART
    if 1 < days <= LASTS and LASTING & scene.most.keys() & joined.most.keys():
        return 0
    if days > DAYS_APART[-1][0] and is_redated(scene, joined):
        return 0
    return next((given for most, given in DAYS_APART if days <= most), FAR_APART)


def is_redated(scene: Told | Joined, joined: Joined) -> bool:
    """Whether a page seems to bear the date of a later capture: its "Sunday" is another Sunday, but as many died."""
    if scene.days is None or joined.days is None or length(scene.days) or length(joined.days):
        return False
    if by_place(scene.place, joined.place) < 0:
        return False
    weekday = scene.days[0].weekday() == joined.days[0].weekday()
    return weekday and any(most >= REDATED and joined.most.get(measure) == most for measure, most in scene.most.items())


def by_place(one: Place | None, other: Place | None) -> float:
    if one is None or other is None:
        return 0
    if elsewhere(one, other):
        return ABROAD if is_abroad(one, other) else ELSEWHERE
    return SAME_PLACE if one.name == other.name else PLACE_WITHIN


def is_abroad(one: Place | None, other: Place | None) -> bool:
    """Whether two places lie in different countries."""
    return bool(one and other and one.country and other.country and one.country != other.country)


def by_figures(scene: Told | Joined, joined: Joined) -> float:
    """Points for figures: an equal one, or one that may be what a known one has become."""
    if same := joined.bounds & set(scene.bounds):
        return SAME_LARGE_FIGURE if any((low or high or 0) >= LARGE for _, low, high in same) else SAME_FIGURE
    if set(scene.added) & joined.most.keys():
        return ADDED
    shared = [measure for measure, most in scene.most.items() if most and joined.most.get(measure)]
    moved = {share(measure, scene.most[measure], joined): scene.most[measure] for measure in shared}
    if not moved:
        return 0
    if max(moved.values()) >= LARGE and all(1 <= share <= MUCH for share in moved):
        return UPDATED
    return GROWN if next(iter(moved)) >= HALF else SHRUNK


def share(measure: str, number: float, joined: Joined) -> float:
    """What part a number is of the nearest that is known of a measure: a party's claim is no toll that has shrunk."""
    known = sorted(float(low or high or 0) for one, low, high in joined.bounds if one == measure and (low or high))
    return min((number / one for one in known), key=lambda part: abs(log(part)), default=number / joined.most[measure])


def size(figure: FigureView) -> float:
    item = figure.item
    return next((float(n) for n in (item.value, item.low, item.high) if n is not None), 0.0)


def is_part(figure: FigureView) -> bool:
    """Whether a figure counts part of the people of another: four women are not the four who died elsewhere."""
    return figure.item.part_of is not None and size(figure) < LARGE
