"""A story as one object: what happened, what it cost and how sure that is, who said what, where, and in which reports.

Only the story's own reports are opened.  Every cell has the words that it stands on: a report's id and a span.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from onrecord.linking.joint import JointIncident, incidents_of
from onrecord.linking.listed import LISTED, Listed
from onrecord.linking.stories import Story
from onrecord.model.records import Place
from onrecord.model.span import Span
from onrecord.model.view import RecordView, StatementView
from onrecord.publishing.facts import story_facts
from onrecord.publishing.incidents import incident_object
from onrecord.publishing.linked import POLICY
from onrecord.publishing.people import People, people_in
from onrecord.publishing.timeline import PEOPLE
from onrecord.publishing.victims import ids_of, victims_objects
from onrecord.publishing.wording import days, how_surely, settled
from onrecord.reconciling.offices import names_body
from onrecord.reconciling.same_voices import name_in_all, same_names
from onrecord.reconciling.voices import Voice, voice_in
from onrecord.store.record_file import RecordFile

WITHIN = ("city", "country", "admin1", "admin2", "region", "continent")  # kinds of places in which things happen
QUOTED = 240  # characters of a statement that are shown
COPIES = (
    "SELECT j.report, links.link, j.copies, j.agency FROM joined j"
    " LEFT JOIN linked ON linked.kind = 'copies' AND linked.member = j.report"
    " LEFT JOIN links ON links.number = linked.link"
    " WHERE j.copies IN (SELECT copies FROM joined WHERE story = ?)"
)
Cell = dict[str, Any]  # text, kind, report, span: words of the record, and where they stand


@dataclass(frozen=True)
class Copied:
    """Which of a story's reports are copies: of which group, and of whose dispatch."""

    groups: Mapping[str, str]
    agencies: Mapping[str, str]


def story_at(connection: sa.Connection, link: str, story: int) -> Story:
    """A story by its number."""
    rows = connection.exec_driver_sql(f"{LISTED} WHERE j.story = ? ORDER BY j.moment, j.report", (story,))
    reports = tuple(Listed(*row) for row in rows)
    title = next((one.title for one in reports if one.title), reports[0].source)
    return Story(link, story, title, reports)


def copied_in(connection: sa.Connection, story: int) -> Copied:
    """The copies of a story's reports."""
    rows = connection.exec_driver_sql(COPIES, (story,)).all()
    agencies = {row.copies: row.agency for row in rows if row.agency}
    counted = Counter(row.copies for row in rows)
    return Copied(
        {row.report: row.link or f"copies-{row.copies}" for row in rows if counted[row.copies] > 1},
        {row.report: agencies[row.copies] for row in rows if row.copies in agencies},
    )


def tell_story(
    record: RecordFile, link: str, number: int, policy: str = POLICY, keep: bool = False
) -> tuple[dict[str, Any], list[RecordView], People]:
    """A story as its page shows it, its reports' records in order of publication, and who is told of in them.

    keep: new ids of victims.
    """
    with record.engine.connect() as connection:
        story = story_at(connection, link, number)
        copied = copied_in(connection, number)
    incidents = list(incidents_of(record, story))
    books = {book.report.id: book for one in incidents for book in one.reports}
    books |= record.books({one.id for one in story.reports} - books.keys())
    found = victims_objects(incidents, copied.agencies, ids_of(record, keep))
    victims = {one["incident"]: one["victims"] for one in found}
    told = [incident_told(one, copied, policy) | {"victims": victims[one.incident]} for one in incidents]
    told.sort(key=weight)
    in_order = [books[one.id] for one in story.reports]
    sayings = list(columns(in_order, copied))
    people = people_in(record, in_order)
    dates = sorted(one.published[:10] for one in story.reports if one.published)
    shown = {
        "story": story.story, "title": story.title,
        "first": dates[0] if dates else None, "last": dates[-1] if dates else None,
        "reports": folded(story.reports, copied), "number_of_reports": len(story.reports),
        "voices": [one["voice"] for one in sayings],
        "incidents": told, "sayings": sayings, "places": places_of(in_order, incidents),
        "facts": story_facts(story.story, in_order, copied.agencies, people.persons),
    }  # fmt: skip
    return shown, in_order, people


def weight(incident: Mapping[str, Any]) -> tuple[bool, float, int, str]:
    """What comes first: what is news before what is looked back at, the graver and the more told before the others."""
    killed = [one["best"] or one["low"] or 0 for one in incident["figures"] if one["measure"] == "killed"]
    return incident["background"], -max(killed, default=0), -len(incident["reports"]), incident["id"]


# what happened ------------------------------------------------------------------------------------------------------


def incident_told(incident: JointIncident, copied: Copied, policy: str) -> dict[str, Any]:
    """An incident as `onrecord incidents` writes it, with its sentence of cells."""
    made = incident_object(incident, copied.groups, copied.agencies, policy)
    return made | {"what": what(incident), "sentence": list(sentence(incident, made))}


def what(incident: JointIncident) -> str:
    """What kind of happening it is, in one or two words."""
    return (incident.subtype or incident.type or "incident").lower().replace("_", " ")


def cell(text: str, kind: str, report: str, span: Span | Sequence[int]) -> Cell:
    start, end = (span.start, span.end) if isinstance(span, Span) else span
    return {"text": " ".join(text.split()), "kind": kind, "report": report, "span": [start, end]}


def sentence(incident: JointIncident, made: Mapping[str, Any]) -> Iterator[Cell | str]:
    """What happened, when, where, to how many and by whose hand, in the record's own words."""
    when = next(day_cells(incident), None)
    where = next(place_cells(incident), None)
    within = "in" if incident.place and incident.place.kind in WITHIN else "at"
    day = when is not None and when["text"][:1].isdigit()  # "9 March 2031", but "in March 2031"
    for before, one in (("On " if day else "In ", when), (f" {within} " if when else f"{within.capitalize()} ", where)):
        if one:
            yield before
            yield one
    trigger = next(trigger_cells(incident), None)
    if trigger:
        yield ": " if when or where else ""
        yield trigger
    tolls = list(toll_cells(made))
    for n, toll in enumerate(tolls):
        yield " — " if n == 0 else ", "
        yield toll
    for n, (doer, told) in enumerate(doers(made)):
        yield "; " if n else ". Said to have done it: "
        yield doer
        yield f" ({'; '.join(how_surely(certainty, said_by) for certainty, said_by in told)})"
    yield "."


def day_cells(incident: JointIncident) -> Iterator[Cell]:
    """The words for the day, as a date."""
    for one in incident.incidents:
        for event in one.events:
            if event.time and incident.start and event.time.start == incident.start.isoformat():
                shown = days(incident.start.isoformat(), incident.end.isoformat() if incident.end else None)
                yield cell(shown, "time", one.book.report.id, event.time.span)


def place_cells(incident: JointIncident) -> Iterator[Cell]:
    """The words for the place."""
    if incident.place is None:
        return
    for book in incident.reports:
        for place in book.places:
            if place.name == incident.place.name and place.mentions:
                yield cell(place.name, "place", book.report.id, place.mentions[0])


def trigger_cells(incident: JointIncident) -> Iterator[Cell]:
    """The word for what happened: that of an event of the incident's own type first."""
    found = [(event, one.book) for one in incident.incidents for event in one.events]
    for event, book in sorted(found, key=lambda pair: pair[0].item.type != incident.type):
        yield cell(event.trigger.text, "event", book.report.id, event.trigger)


def toll_cells(made: Mapping[str, Any]) -> Iterator[Cell]:
    """What the counts of all people come to, each at the words of the last that stands."""
    for figure in made["figures"]:
        words = words_of(figure)
        if figure["measure"] in PEOPLE and words and not figure["population"]:
            yield cell(f"{settled(figure)} {figure['measure']}", "figure", words["report"], words["span"])


def words_of(figure: Mapping[str, Any]) -> dict[str, Any] | None:
    """The words of the last number that stands, of those that are what the figure comes to where there are any."""
    standing = [one for one in figure["series"] if one["standing"] == "current" and one["span"]]
    agreeing = [one for one in standing if (one["comes_to"] or one)["value"] == figure["best"]]
    return {name: (agreeing or standing)[-1][name] for name in ("report", "span")} if standing else None


def doers(made: Mapping[str, Any]) -> Iterator[tuple[Cell, list[tuple[str, str | None]]]]:
    """Who is said to have done it, each once, with how certainly and by whom it is first said, and who denies it."""
    by_name: dict[str, list[Mapping[str, Any]]] = {}
    for one in made["perpetrators"]:
        if one["named"] or names_body(one["name"]):
            by_name.setdefault(one["name"].lower(), []).append(one)
    for told in by_name.values():
        firsts = [
            next((one for one in told if (one["certainty"] == "denied") is denied), None) for denied in (False, True)
        ]
        kept = [one for one in firsts if one is not None]
        first = kept[0]
        shown = cell(first["name"], "entity", first["report"], first["span"])
        yield shown, [(one["certainty"], one["said_by"]) for one in kept]


# who said what ------------------------------------------------------------------------------------------------------


def columns(books: Sequence[RecordView], copied: Copied) -> Iterator[dict[str, Any]]:
    """A column a voice, those who say most first: its statements in the order of time, each once."""
    told = [(book, one) for book in books for one in book.statements if one.said_by]
    voices = {one.book.report.id + one.item.id: voice_of(one, copied) for _, one in told}
    names = same_names(voices.values())
    by_voice: dict[str, dict[str, dict[str, Any]]] = {}
    for book, one in told:
        voice = voices[book.report.id + one.item.id]
        if voice.kind in ("agency", "outlet"):
            continue
        said = by_voice.setdefault(name_in_all(voice, names), {})
        key = " ".join(one.words.lower().split())
        if key in said:
            said[key]["again"] += 1
        else:
            said[key] = saying(book, one)
    for name, said in sorted(by_voice.items(), key=lambda pair: -len(pair[1])):
        yield {"voice": name, "statements": list(said.values())}


def voice_of(statement: StatementView, copied: Copied) -> Voice:
    report = statement.book.report
    return voice_in(report, statement, copied.agencies.get(report.id))


def saying(book: RecordView, statement: StatementView) -> dict[str, Any]:
    """One statement with its words, and who says it; again: how often it is told in other reports."""
    item, content = statement.item, statement.item.content
    words = " … ".join(" ".join(span.text.split()).rstrip(",") for span in content)
    return {
        "speaker": statement.said_by,
        "report": book.report.id, "id": item.id, "span": [content[0].start, content[0].end],
        "words": words if len(words) <= QUOTED else words[:QUOTED].rsplit(" ", 1)[0] + " …",
        "kind": item.kind, "act": item.act, "negated": item.negated, "cue": " ".join(span.text for span in item.cue),
        "published": book.report.published, "publisher": book.report.publisher, "again": 0,
    }  # fmt: skip


# where, and in which reports ----------------------------------------------------------------------------------------


def places_of(books: Iterable[RecordView], incidents: Iterable[JointIncident]) -> list[dict[str, Any]]:
    """Where the story's incidents and events are told to have happened, those of most reports first."""
    scenes = {one.place.name for one in incidents if one.place}
    found: dict[str, dict[str, Any]] = {}
    for book in books:
        happened = {event.item.place for event in book.events if event.item.modality == "happened"}
        for place in book.places:
            if place.mentions and (place.name in scenes or place.id in happened):
                one = found.setdefault(place.name, place_told(place, book, place.name in scenes))
                one["reports"] += 1
    return sorted(found.values(), key=lambda one: (not one["scene"], -one["reports"], one["name"]))


def place_told(place: Place, book: RecordView, scene: bool) -> dict[str, Any]:
    words = place.mentions[0]
    return {
        "name": place.name, "kind": place.kind, "lat": place.lat, "lon": place.lon, "radius_km": place.radius_km,
        "country": place.country, "geonames": place.geonames, "scene": scene, "reports": 0,
        "report": book.report.id, "span": [words.start, words.end],
    }  # fmt: skip


def folded(reports: Sequence[Listed], copied: Copied) -> list[dict[str, Any]]:
    """The reports in order of time, copies under the first of them."""
    firsts: dict[str, dict[str, Any]] = {}
    found = []
    for one in reports:
        told: dict[str, Any] = {
            "id": one.id, "title": one.title, "source": one.source, "publisher": one.publisher,
            "published": one.published, "agency": copied.agencies.get(one.id) or one.agency, "copies": [],
        }  # fmt: skip
        group = copied.groups.get(one.id)
        if group in firsts:
            firsts[group]["copies"].append(told)
        else:
            found.append(told)
            if group:
                firsts[group] = told
    return found
