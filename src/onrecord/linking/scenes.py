"""Scenes: what one report tells of one happening, with the figures that count those whom it befell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from math import cos, hypot, radians

from onrecord.model.records import Place, Time
from onrecord.model.span import Span
from onrecord.model.view import FigureView, IncidentView, RecordView
from onrecord.sources import datelines

PEOPLE = frozenset("killed injured missing detained abducted displaced besieged affected".split())
OLD = timedelta(days=45)  # before the report's own date, and it is no news any more
ONE_DAY = timedelta(days=1)  # between evening and morning, and between a happening and its telling
MOST_OF_A_YEAR = timedelta(days=300)
NEAR_KM = 25
KM_A_DEGREE = 111.0
WIDE = frozenset(("country", "continent", "admin1", "admin2", "region"))
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+(?![\s”\"’)\]]+[A-Z“\"‘])[^.!?\n]*)*[.!?”\"’)\]]*")
OVER_TIME = re.compile(  # what is counted over a period is no toll of one happening
    r"\b(?:a|per|each|every) (?:year|month|week|day)\b|\bannually\b|\bthis year\b"
    r"|\b(?:[Ss]ince|[Ii]n|[Bb]y the end of) (?:\w+ )?(?:19|20)\d\d alone\b|\b[Ss]ince (?:\w+ )?(?:19|20)\d\d\b"
    r"|\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Ww]ithin) the (?:past|last) (?:\S+ )?(?:years?|months?|decades?|weeks?)\b"
)
SENTENCE_ENDS = re.compile(r"[.!?][”\"’)]* |\n")
ARREST_FOR = re.compile(  # the day of such a sentence is the arrest's
    r"\b(?:arrest|detain|charg|question)\w*\b[^.]*?"
    r"\b(?:in connection with|in relation to|over|suspected of|accused of) "
)
HARMFUL = frozenset(("ASSAULT", "ACCIDENT", "DISASTER", "COERCE"))
ASKED = 100  # spans whose sentences are asked for again and again while a report is looked through
REACH = 60  # characters behind a figure in which it is told to be counted over time


@dataclass(eq=False)
class Scene:
    """A happening as one report tells it; gathered as the report is read."""

    book: RecordView
    background: bool
    start: date | None = None
    end: date | None = None
    places: list[Place] = field(default_factory=list)
    incidents: list[IncidentView] = field(default_factory=list)
    figures: list[FigureView] = field(default_factory=list)

    def add(self, incident: IncidentView, start: date | None, end: date | None) -> None:
        """Take in an incident, and what it tells more precisely than was known."""
        self.incidents.append(incident)
        if start and (self.start is None or (self.end and end and end - start < self.end - self.start)):
            self.start, self.end = start, end
        if (
            incident.place
            and incident.place not in self.places
            and (incident.item.type == self.incidents[0].item.type or incident.item.figures)
        ):
            self.places.append(incident.place)

    @property
    def measures(self) -> frozenset[str]:
        return frozenset(one.measure for one in self.figures if one.item.part_of is None)

    @property
    def place(self) -> Place | None:
        """The place that is narrowest, of equals the first told."""
        return min(self.places, key=lambda one: one.kind in WIDE, default=None)


def scenes_of(book: RecordView) -> list[Scene]:
    """The happenings that a report tells, in the order of the text, each figure of people with the one it counts.

    What is dated on other days or placed elsewhere is another happening; what has neither goes with the figure before
    it in its paragraph, else with the news: that to which the report's first figure belongs.
    """
    scenes: list[Scene] = []
    of_event: dict[str, Scene] = {}
    for incident in sorted(book.incidents, key=is_in_headline):
        if incident.item.stage == "threatened":
            continue
        past, days = is_past(incident), days_it_was(incident)
        home = next((one for one in scenes if one.background == past and fits(incident, *days, one)), None)
        if home is None and (told := told_below(incident, scenes)) is not None:
            told.incidents.append(incident)
            of_event |= dict.fromkeys(incident.item.events, told)
            continue
        if home is None:
            home = Scene(book, past)
            scenes.append(home)
        home.add(incident, *days)
        of_event |= dict.fromkeys(incident.item.events, home)
    place_figures(book, scenes, of_event)
    return scenes


def is_in_headline(incident: IncidentView) -> bool:
    """Whether nothing but its headline tells of an incident of a report."""
    report, told = incident.book.report, [one.item.trigger.start for one in incident.events]
    return bool(told) and datelines.is_in_headline(max(told), report.text, report.title)


def told_below(incident: IncidentView, scenes: Sequence[Scene]) -> Scene | None:
    """The news of its type for which a headline's incident stands, whatever place its few words seem to name."""
    if not is_in_headline(incident):
        return None
    news = (one for one in scenes if not one.background)
    return next((one for one in news if incident.item.type in {other.item.type for other in one.incidents}), None)


def fits(incident: IncidentView, start: date | None, end: date | None, scene: Scene) -> bool:
    """Whether an incident of a report may be part of a happening that it has told before."""
    if scene.background and (start is None or scene.start is None):
        return False
    if apart(start, end, scene.start, scene.end) > ONE_DAY:
        return False
    if incident.place is not None and scene.place is None and start is not None:
        town = filed_from(incident.book)
        return town is None or not elsewhere(incident.place, town) or not is_told_later(incident, scene)
    if incident.place is None or scene.place is None or not elsewhere(incident.place, scene.place):
        return True
    return start is None and any(goes_on(incident, other) for other in scene.incidents)


def filed_from(book: RecordView) -> Place | None:
    """The town of a report's dateline; an agency's names its bureau."""
    dateline = book.report.dateline or ""
    if not dateline or "(" in dateline:
        return None
    town = dateline.split(",")[0].casefold()
    return next((one for one in book.places if one.mentions and one.mentions[0].text.casefold() == town), None)


def is_told_later(incident: IncidentView, scene: Scene) -> bool:
    """Whether an incident is told in a later paragraph than all that is gathered of a happening."""
    told = [event.item.trigger.end for one in scene.incidents for event in one.events]
    starts = [event.item.trigger.start for event in incident.events]
    return bool(told and starts) and "\n" in incident.book.text[max(told) : min(starts)]


def goes_on(incident: IncidentView, other: IncidentView) -> bool:
    """Whether an incident is told in one sentence with another of its type, and counts others: "a boat bound for Cove
    sank off Munster and nine people drowned"."""
    if incident.item.type != other.item.type or not incident.events or not other.events:
        return False
    text = incident.book.text
    between = sorted((other.events[-1].item.trigger.start, incident.events[0].item.trigger.start))
    counted = {one.measure for one in incident.figures} & {one.measure for one in other.figures}
    return not counted and SENTENCE_ENDS.search(text, *between) is None


def days_it_was(incident: IncidentView) -> tuple[date | None, date | None]:
    """The days of an incident; neither where its sentence tells of an arrest for it, which has the day."""
    if incident.item.type in HARMFUL and incident.events:
        sentence = sentence_at(incident.book.text, incident.events[0].item.trigger)
        if ARREST_FOR.search(sentence.text):
            return None, None
    return days_of(incident.date.start, incident.date.end)


def is_past(incident: IncidentView) -> bool:
    """Whether a report only looks back at an incident."""
    return bool(incident.background) or is_old(incident.book, *days_of(incident.date.start, incident.date.end))


# figures ------------------------------------------------------------------------------------------------------------


def place_figures(book: RecordView, scenes: list[Scene], of_event: dict[str, Scene]) -> None:
    """Give each figure of people to the happening that it counts."""
    figures = sorted((one for one in book.figures if one.measure in PEOPLE), key=lambda one: one.item.span.start)
    news = next((s for one in figures if (s := own_scene(one, of_event)) and not s.background), None)
    news = news or next((one for one in scenes if not one.background), None)
    before: FigureView | None = None
    home: Scene | None = None
    for figure in figures:
        if is_over_time(figure):
            continue
        follows = before is not None and "\n" not in book.text[before.item.span.end : figure.item.span.start]
        home = scene_for(figure, scenes, of_event, home if follows else news)
        news = news or (None if home.background else home)
        home.figures.append(figure)
        before = figure


def scene_for(figure: FigureView, scenes: list[Scene], of_event: dict[str, Scene], current: Scene | None) -> Scene:
    """The happening that a figure counts, made where no incident tells of it."""
    own, whole = own_scene(figure, of_event), figure.part_of
    if whole is not None and whole.measure == figure.measure:
        home = next((one for one in scenes if whole in one.figures), None)
        if home is not None:
            return home
    told = old_time(figure)
    if told is not None and not (own and own.background):
        own = next((one for one in scenes if one.background and apart(*told, one.start, one.end) <= ONE_DAY), None)
        own = own or Scene(figure.book, True, *told)
    elif own is None or not (own.background or has_setting(figure) or is_opened_here(own, figure)):
        own = scene_of_day(figure, scenes) or current or own or Scene(figure.book, False)
    if own not in scenes:
        scenes.append(own)
    return own


def scene_of_day(figure: FigureView, scenes: list[Scene]) -> Scene | None:
    """The happening on whose day, and no other's, a figure's sentence says that it was: "the blast of 15 February
    cost 9 lives"."""
    for start, end in days_told(figure):
        found = [one for one in scenes if one.start == start and one.end == end]
        if len(found) == 1 and start == end:
            return found[0]
    return None


def own_scene(figure: FigureView, of_event: dict[str, Scene]) -> Scene | None:
    return of_event.get(figure.item.event or "")


def has_setting(figure: FigureView) -> bool:
    """Whether a figure's own words, or its event's, tell when or where."""
    event = figure.event
    own = figure.item.time or figure.item.place
    return bool(own or (event and (event.item.time or event.item.place)))


def is_opened_here(scene: Scene, figure: FigureView) -> bool:
    """Whether a happening is set in time or place in a figure's paragraph, before it: "On Tuesday a second boat sank
    off Cobh. Four people were drowned"."""
    text, start = figure.book.text, figure.item.span.start
    paragraph = text.rfind("\n", 0, start) + 1
    events = (event for incident in scene.incidents for event in incident.events)
    return any(paragraph <= one.item.trigger.start < start and (one.item.time or one.item.place) for one in events)


def old_time(figure: FigureView) -> tuple[date, date] | None:
    """The time long past that a figure's sentence tells of, None where it tells none."""
    return next((days for days in days_told(figure) if is_old(figure.book, *days)), None)


def days_told(figure: FigureView) -> Iterator[tuple[date, date]]:
    """The times that a figure's sentence tells of."""
    book, sentence = figure.book, sentence_at(figure.book.text, figure.item.span)
    for time in book.times:
        if sentence.start <= time.span.start < sentence.end and time.type in ("DATE", "TIME"):
            start, end = days_of_time(time)
            if start and end:
                yield start, end


def is_over_time(figure: FigureView) -> bool:
    """Whether a figure is counted over a period: "more than 300 lives a year"."""
    text, sentence = figure.book.text, sentence_at(figure.book.text, figure.item.span)
    start, end = figure.item.span.start, figure.item.span.end
    return OVER_TIME.search(text[sentence.start : start] + text[end : min(end + REACH, sentence.end)]) is not None


@lru_cache(ASKED)
def sentence_at(text: str, span: Span) -> Span:
    """The sentence in which words stand."""
    for found in sentences(text, span.start):
        if found.start <= span.start < found.end:
            return found
    return span


def sentences(text: str, at: int) -> Iterator[Span]:
    """The sentences of the paragraph at an offset."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    for found in SENTENCE.finditer(text, start, end if end >= 0 else len(text)):
        yield Span(found.start(), found.end(), found[0])


# days and places ----------------------------------------------------------------------------------------------------


def days_of(start: str | None, end: str | None) -> tuple[date | None, date | None]:
    """ISO dates as days; neither where one is missing."""
    try:
        return date.fromisoformat((start or "")[:10]), date.fromisoformat((end or "")[:10])
    except ValueError:
        return None, None


def days_of_time(time: Time) -> tuple[date | None, date | None]:
    return days_of(time.start, time.end)


def day_of(book: RecordView) -> date | None:
    """The day on which a report was published."""
    return days_of(book.report.published, book.report.published)[0]


def is_old(book: RecordView, start: date | None, end: date | None) -> bool:
    """Whether a time lies long before its report, or is most of a year: what is told of that is no news."""
    published = day_of(book)
    if published is None or start is None or end is None:
        return False
    return published - end > OLD or end - start >= MOST_OF_A_YEAR


def apart(one: date | None, one_end: date | None, other: date | None, other_end: date | None) -> timedelta:
    """How far two times are apart; nothing where they overlap or one of them is not known.

    >>> apart(date(2031, 3, 4), date(2031, 3, 4), date(2031, 3, 6), date(2031, 3, 7)).days
    2
    """
    if one is None or other is None or one_end is None or other_end is None:
        return timedelta(0)
    return max(other - one_end, one - other_end, timedelta(0))


def elsewhere(one: Place, other: Place) -> bool:
    """Whether two places are apart: neither is the other, holds it, or lies by it."""
    if one.name == other.name or holds(one, other) or holds(other, one):
        return False
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return one.country is None or other.country is None or one.country != other.country
    east = (one.lon - other.lon) * cos(radians(one.lat))
    return hypot(one.lat - other.lat, east) * KM_A_DEGREE > NEAR_KM + (one.radius_km or 0) + (other.radius_km or 0)


def holds(whole: Place, part: Place) -> bool:
    """Whether a place is a country or a province in which another may lie."""
    if whole.kind not in WIDE or whole.country != part.country or whole.country is None:
        return False
    return whole.kind == "country" or part.admin1 is None or part.admin1 in (whole.admin1, whole.name)
