"""Incidents across reports: one happening in all reports of a story, with every figure that counts those it befell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from onrecord.linking.moments import moment
from onrecord.linking.scenes import WIDE, Scene, apart, elsewhere, scenes_of
from onrecord.linking.stories import Story
from onrecord.model.records import Place
from onrecord.model.view import FigureView, IncidentView, RecordView

# what speaks for one happening and what against it, in points; two scenes of one story begin with one
SAME_STORY, SAME_FIGURE, SAME_TYPE, SAME_PLACE, PLACE_WITHIN = 1.0, 1.5, 0.5, 1.0, 0.5
ELSEWHERE, ABROAD = -1.0, -2.0
DAYS_APART = ((0, 1.5), (1, 0.5), (3, -0.5), (14, -1.5))  # up to so many days; more is another happening
FAR_APART = -5.0
GROWN, SHRUNK = 0.4, -0.3  # a toll goes up, or a little down; a far lower one is another's
LEAST = 1.25  # points from which two are one
HALF = 0.5
MISHAPS = ("ACCIDENT", "DISASTER")


@dataclass(eq=False)
class Joined:
    """Scenes of several reports that are one happening; gathered as a story is read."""

    scenes: list[Scene] = field(default_factory=list)
    told: set[tuple[str, object, object]] = field(default_factory=set)  # measure, low, high
    most: dict[str, float] = field(default_factory=dict)  # by measure
    types: set[str] = field(default_factory=set)

    def add(self, scene: Scene) -> None:
        self.scenes.append(scene)
        self.types |= {one.item.type for one in scene.incidents if one.item.type}
        for figure in scene.figures:
            self.told.add(bounds(figure))
            self.most[figure.measure] = max(self.most.get(figure.measure, 0), size(figure))

    @property
    def background(self) -> bool:
        return self.scenes[0].background

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The time that most reports give, of equals the shortest, then the earliest."""
        given = Counter((one.start, one.end) for one in self.scenes if one.start and one.end)
        if not given:
            return None, None
        return min(given, key=lambda t: (-given[t], (t[1] or date.max) - (t[0] or date.max), t[0] or date.max))

    @property
    def place(self) -> Place | None:
        """The place that most reports give, the narrow ones before the wide."""
        given = [one.place for one in self.scenes if one.place]
        count = Counter(one.name for one in given)
        return min(given, key=lambda one: (one.kind in WIDE, -count[one.name], one.name), default=None)


@dataclass(frozen=True, slots=True)
class JointIncident:
    """One happening in all reports that tell it."""

    incident: str
    story: str
    type: str | None
    subtype: str | None
    summary: str | None
    start: date | None
    end: date | None
    place: Place | None
    background: bool
    reports: tuple[RecordView, ...]
    incidents: tuple[IncidentView, ...]
    figures: tuple[FigureView, ...]


def find_joint_incidents(story: Story, books: Iterable[RecordView]) -> tuple[JointIncident, ...]:
    """The incidents of a story, each in all its reports; the order in which these come never matters.

    A report's scenes are laid beside what older reports tell: time, place, type and equal figures speak for one
    happening.  Two scenes of one report that count the same are never one, nor is what is told as the past ever joined
    to the news.
    """
    known = {book.report.id: book for book in books}
    joined: list[Joined] = []
    for report in sorted(story.reports, key=lambda one: (moment(one.published), one.id)):
        for scene, home in homes(scenes_of(known[report.id]), joined):
            if home not in joined:
                joined.append(home)
            home.add(scene)
    return tuple(incident_of(one, story) for one in joined)


def homes(scenes: Sequence[Scene], joined: Sequence[Joined]) -> list[tuple[Scene, Joined]]:
    """The happening to which each scene of a report belongs, a new one where none fits; the surest first."""
    pairs = [
        (points(scene, one), -n, -m) for n, scene in enumerate(scenes) for m, one in enumerate(joined)
        if scene.background == one.background
    ]  # fmt: skip
    found: dict[int, Joined] = {}
    for score, n, m in sorted(pairs, reverse=True):
        home = joined[-m]
        taken = [scenes[other] for other, one in found.items() if one is home]
        if score >= LEAST and -n not in found and not any(scenes[-n].measures & one.measures for one in taken):
            found[-n] = home
    return [(scene, found.get(n) or Joined()) for n, scene in enumerate(scenes)]


def points(scene: Scene, joined: Joined) -> float:
    """How much speaks for a scene being a happening that is known."""
    score = SAME_STORY + by_time(scene, joined) + by_place(scene.place, joined.place) + by_figures(scene, joined)
    return score + (SAME_TYPE if joined.types & {one.item.type for one in scene.incidents} else 0)


def by_time(scene: Scene, joined: Joined) -> float:
    """Points for the time; the past is one happening only where its time is known and overlaps."""
    start, end = joined.days
    if scene.start is None or start is None:
        return FAR_APART if scene.background else 0
    days = apart(scene.start, scene.end, start, end).days
    if scene.background and days:
        return FAR_APART
    return next((given for most, given in DAYS_APART if days <= most), FAR_APART)


def by_place(one: Place | None, other: Place | None) -> float:
    if one is None or other is None:
        return 0
    if elsewhere(one, other):
        return ABROAD if one.country and other.country and one.country != other.country else ELSEWHERE
    return SAME_PLACE if one.name == other.name else PLACE_WITHIN


def by_figures(scene: Scene, joined: Joined) -> float:
    """Points for figures: an equal one, or one that may be what a known one has become."""
    if any(bounds(one) in joined.told for one in scene.figures if size(one)):
        return SAME_FIGURE
    moved = [size(one) >= HALF * joined.most[one.measure] for one in scene.figures if one.measure in joined.most]
    return 0 if not moved else GROWN if moved[0] else SHRUNK


def bounds(figure: FigureView) -> tuple[str, object, object]:
    return figure.measure, figure.item.low, figure.item.high


def size(figure: FigureView) -> float:
    item = figure.item
    return next((float(n) for n in (item.value, item.low, item.high) if n is not None), 0.0)


def incident_of(joined: Joined, story: Story) -> JointIncident:
    """Scenes that are one happening as one incident, named by the oldest report's first event."""
    scenes = joined.scenes
    incidents = [one for scene in scenes for one in scene.incidents]
    first = scenes[0].book.report.id
    told_at = incidents[0].id if incidents else scenes[0].figures[0].id if scenes[0].figures else ""
    start, end = joined.days
    summaries = [one for one in incidents if one.item.summary and one.item.figures] or incidents
    return JointIncident(
        incident=f"incident-{first}-{told_at}",
        story=story.story,
        type=type_of(incidents),
        subtype=next((one.item.subtype for one in incidents if one.item.subtype), None),
        summary=summaries[-1].item.summary if summaries else None,
        start=start,
        end=end,
        place=joined.place,
        background=joined.background,
        reports=tuple({scene.book.report.id: scene.book for scene in scenes}.values()),
        incidents=tuple(incidents),
        figures=tuple(figure for scene in scenes for figure in scene.figures),
    )


def type_of(incidents: Sequence[IncidentView]) -> str | None:
    """The type that most incidents have, those with figures before the others; what one report calls a mishap, and
    nobody is said to have done, is a mishap."""
    counted = Counter[str]()
    for one in incidents:
        if one.item.type:
            counted[one.item.type] += 1 + 2 * bool(one.item.figures)
    done = any(one.item.perpetrators for one in incidents)
    given = counted.keys() if done else [kind for kind in counted if kind in MISHAPS] or counted.keys()
    return min(given, key=lambda kind: (-counted[kind], kind), default=None)
