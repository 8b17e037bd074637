"""Incidents as they were joined and as people decided, each in all reports that tell it, of whatever story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from onrecord.linking.incidents import LEAST, Joined, Told, homes, points, told_again
from onrecord.linking.scenes import scenes_of
from onrecord.linking.stories import Story
from onrecord.model.records import Place
from onrecord.model.view import FigureView, IncidentView, RecordView
from onrecord.store.asking import among
from onrecord.store.record_file import RecordFile

MISHAPS = ("ACCIDENT", "DISASTER")
TOLD = (  # the cross joins keep SQLite from beginning with all that is linked
    "SELECT joined.moment, scenes.report, scenes.number, scenes.story, scenes.told, links.link FROM scenes"
    " CROSS JOIN joined ON joined.report = scenes.report"
    " CROSS JOIN linked ON linked.kind = 'incident' AND linked.member = scenes.member"
    " CROSS JOIN links ON links.number = linked.link"
)
OF_STORY = f"{TOLD} WHERE scenes.story = ?"
OF_LINKS = (
    "SELECT joined.moment, scenes.report, scenes.number, scenes.story, scenes.told, links.link FROM links"
    " CROSS JOIN linked ON linked.link = links.number CROSS JOIN scenes ON scenes.member = linked.member"
    " CROSS JOIN joined ON joined.report = scenes.report"
    " WHERE links.kind = 'incident' AND links.link IN (SELECT value FROM json_each(?))"
)
PLACED = "SELECT report, moment, story FROM joined WHERE report IN (SELECT value FROM json_each(?)) ORDER BY report"
LAST = 1 << 62  # where a report's new scenes come
STORY_ID = (
    "SELECT links.link FROM joined JOIN linked ON linked.kind = 'story' AND linked.member = joined.report"
    " JOIN links ON links.number = linked.link WHERE joined.story = ? LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class JointIncident:
    """One happening in all reports that tell it; story: of several that tell it, that in which it counts."""

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


@dataclass(frozen=True, slots=True)
class Placed:
    """A report among those that were joined."""

    report: str
    moment: float
    story: int


@dataclass(frozen=True, slots=True)
class Scene:
    """What a report tells of one happening, and the incident and the story to which that was joined."""

    moment: float
    report: str
    number: int
    story: int
    told: Told
    link: str


def incidents_of(record: RecordFile, story: Story) -> Iterator[JointIncident]:
    """The incidents of a story, each in all its reports, as far as these were joined; only its reports are opened.

    An incident that people merged with one of another story is told in both, with the reports of both.
    """
    scenes = scenes_told(record, story)
    decided = record.decided_among({one.report for one in scenes} | {one.id for one in story.reports})
    books = record.books({one.report for one in scenes} | decided)
    if decided:
        scenes = as_reviewed(scenes, [one for one in places_of(record, decided) if one.report in books], books)
    apart = record.figures_parted({one.report for one in scenes})
    scenes = [piece for one in scenes for piece in pieces(one, apart.get(one.report, ()))]
    links = record.incidents_decided([(one.link, one.report, parts_of(one, books[one.report])) for one in scenes])
    by_link: dict[str, list[Scene]] = {}
    for one, link in zip(scenes, links, strict=True):
        by_link.setdefault(link, []).append(one)
    for link, told in by_link.items():
        if any(one.story == story.number for one in told):
            own = {(one.report, one.told.part) for one in told if one.link == link}
            home = home_of(record, link, told, story)
            yield incident_of(link, home, [(one.told, books[one.report]) for one in told], own)


def scenes_told(record: RecordFile, story: Story) -> list[Scene]:
    """What the reports of a story tell, and those of others of what was merged, in order of publication."""
    merged = record.incidents_merged()
    with record.engine.connect() as connection:
        rows = list(connection.exec_driver_sql(OF_STORY, (story.number,)))
        if any(row.link in merged for row in rows):
            rows += [row for row in among(connection, OF_LINKS, merged) if row.story != story.number]
    return [
        Scene(row.moment, row.report, row.number, row.story, told_again(row.told), row.link)
        for row in sorted(rows, key=lambda row: (row.moment, row.report, row.number))
    ]


def pieces(scene: Scene, apart: Collection[str]) -> list[Scene]:
    """A scene, and the figures in it on which people decided apart from it; these have no time and place of their
    own."""
    alone = [one for one in scene.told.figures if one in apart]
    left = replace(scene.told, figures=tuple(one for one in scene.told.figures if one not in alone))
    bare = replace(scene.told, incidents=(), start=None, end=None, place=None)
    return [
        *([replace(scene, told=left)] if left.part else ()),
        *(replace(scene, told=replace(bare, figures=(one,))) for one in alone),
    ]


def parts_of(scene: Scene, book: RecordView) -> tuple[str, ...]:
    """The ids of what a scene is made of in its report."""
    events = (event for one in book.incidents if one.item.id in scene.told.incidents for event in one.item.events)
    return (*scene.told.incidents, *scene.told.figures, *events)


def home_of(record: RecordFile, link: str, scenes: Sequence[Scene], story: Story) -> str:
    """The story in which an incident is counted: that from which it has its id, else the first."""
    stories = [one.story for one in scenes if one.link == link] or [one.story for one in scenes]
    if min(stories) == story.number or len({one.story for one in scenes}) == 1:
        return story.story
    with record.engine.connect() as connection:
        return str(connection.exec_driver_sql(STORY_ID, (min(stories),)).scalar_one())


# as people decided on its reports -----------------------------------------------------------------------------------


def places_of(record: RecordFile, reports: Iterable[str]) -> list[Placed]:
    """When some reports were published, and in which stories they are."""
    with record.engine.connect() as connection:
        return [Placed(*row) for row in among(connection, PLACED, reports)]


def as_reviewed(scenes: Sequence[Scene], decided: Sequence[Placed], books: Mapping[str, RecordView]) -> list[Scene]:
    """Scenes as they have come to be by what people decided on some reports.

    What was corrected so that it is another happening, and what was added, is joined to what it fits, else it stands
    for itself.  Of what was rejected nothing is left.
    """
    reports = {one.report for one in decided}
    kept = [one for one in scenes if one.report not in reports]
    loose: list[Scene] = []
    for at in decided:
        old = [one for one in scenes if one.report == at.report]
        placed, free = matched(old, [Told.of(one) for one in scenes_of(books[at.report])])
        kept += placed
        loose += [Scene(at.moment, at.report, LAST, at.story, one, own_link(at.report, one)) for one in free]
    loose += [one for one in kept if one.report in reports and not belongs(one, kept)]
    kept = [one for one in kept if one not in loose]
    return sorted([*kept, *joined_anew(loose, kept)], key=lambda one: (one.moment, one.report, one.number))


def matched(old: Sequence[Scene], anew: Sequence[Told]) -> tuple[list[Scene], list[Told]]:
    """A report's scenes as they are now, each in the place of the one with which it shares most, and those that are
    new."""
    parts = [{*one.told.incidents, *one.told.figures} for one in old]
    shared = [
        (len(some & {*one.incidents, *one.figures}), -n, -m) for n, some in enumerate(parts)
        for m, one in enumerate(anew)
    ]  # fmt: skip
    found: dict[int, int] = {}
    for number, n, m in sorted(shared, reverse=True):
        if number and -n not in found and -m not in found.values():
            found[-n] = -m
    free = [one for m, one in enumerate(anew) if m not in found.values()]
    return [replace(old[n], told=anew[m]) for n, m in sorted(found.items())], free


def belongs(scene: Scene, scenes: Iterable[Scene]) -> bool:
    """Whether a scene still fits the others of its incident, where there are any."""
    others = joined_of(one for one in scenes if one.link == scene.link and one is not scene)
    return not others or points(scene.told, others[0]) >= LEAST


def joined_anew(loose: Sequence[Scene], kept: Sequence[Scene]) -> Iterator[Scene]:
    """Scenes with the incident that each fits, else with one of its own."""
    for one in loose:
        fitting = [joined for joined in joined_of(kept) if joined.story == one.story]
        ((_, home),) = homes([one.told], fitting)
        link = own_link(one.report, one.told) if home is None else kept[home.number].link
        yield replace(one, link=link)


def joined_of(scenes: Iterable[Scene]) -> list[Joined]:
    """Scenes by their incidents, each with the place of its first."""
    found: dict[str, Joined] = {}
    for n, one in enumerate(scenes):
        found.setdefault(one.link, Joined(n, one.story)).add(one.told)
    return list(found.values())


def own_link(report: str, told: Told) -> str:
    """The id of an incident that a report alone tells since people decided on it."""
    return f"incident-d{sha256(f'{report} {told.part}'.encode()).hexdigest()[:10]}"


# one incident -------------------------------------------------------------------------------------------------------


def incident_of(
    link: str, story: str, scenes: Sequence[tuple[Told, RecordView]], own: Collection[tuple[str, str]] = ()
) -> JointIncident:
    """Scenes that are one happening as one incident; of what people merged it is called after its own."""
    first = [one for one in scenes if (one[1].report.id, one[0].part) in own] or scenes
    known, joined = happening(first), happening(scenes)
    incidents = [one for scene, book in scenes for one in book.incidents if one.item.id in scene.incidents]
    figures = [book.figure(ident) for scene, book in scenes for ident in scene.figures]
    own_incidents = [one for scene, book in first for one in book.incidents if one.item.id in scene.incidents]
    naming = own_incidents if type_of(own_incidents) else incidents
    start, end = known.days or joined.days or (None, None)
    summaries = [one for one in incidents if one.item.summary and one.item.figures] or incidents
    return JointIncident(
        incident=link,
        story=story,
        type=type_of(naming),
        subtype=next((one.item.subtype for one in naming if one.item.subtype), None),
        summary=summaries[-1].item.summary if summaries else None,
        start=start,
        end=end,
        place=known.place or joined.place,
        background=joined.background,
        reports=tuple({book.report.id: book for _, book in scenes}.values()),
        incidents=tuple(incidents),
        figures=tuple(figures),
    )


def happening(scenes: Iterable[tuple[Told, RecordView]]) -> Joined:
    made = Joined(0, 0)
    for scene, _ in scenes:
        made.add(scene)
    return made


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
