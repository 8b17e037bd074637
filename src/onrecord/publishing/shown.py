"""Makes what pages list: rows of stories, incidents, reports, people and places, anew where they are out of date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from onrecord.linking.joining import UNJOINED, join_new
from onrecord.model.view import RecordView
from onrecord.publishing.people import People, add, is_named, summed
from onrecord.publishing.people import parts_of as parts_of_people
from onrecord.publishing.story import tell_story, words_of
from onrecord.publishing.timeline import PEOPLE
from onrecord.publishing.wording import settled, voiced, with_bounds
from onrecord.review.finding import find_as_decided
from onrecord.review.queue import keep_disagreements, list_new
from onrecord.store.persons import keep_people
from onrecord.store.record_file import RecordFile
from onrecord.store.shown import (
    Row,
    drop_story,
    forget_stories,
    keep_story,
    made_from,
    packed,
    parts_of,
    put,
    ready,
    remove,
    stale_stories,
    standing_of,
    stories_with,
    story_of,
    told_of,
    unpacked,
)

TOGETHER = 8  # stories that are kept in one transaction
FIGURES = 3  # that a row shows
HOLDERS = 12  # of a place that are kept
LINK = (
    "SELECT links.link FROM joined JOIN linked ON linked.kind = 'story' AND linked.member = joined.report"
    " JOIN links ON links.number = linked.link WHERE joined.story = ? LIMIT 1"
)
Part = tuple[str, str, dict[str, Any]]  # what a story adds to a person or a place


def refresh(record: RecordFile, most: int | None = None) -> int:
    """Join what has come, and make the rows of stories that have changed, at most so many; how many were made."""
    with record.engine.connect() as connection:
        waiting = connection.exec_driver_sql(f"SELECT EXISTS ({UNJOINED})").scalar()
    if waiting:
        join_new(record)
    find_as_decided(record)
    listed = list_new(record, most and most * TOGETHER)
    forget_tied(record)
    stale = stale_stories(record)[:most]
    for at in range(0, len(stale), TOGETHER):
        make(record, stale[at : at + TOGETHER])
    return len(stale) + listed


def forget_tied(record: RecordFile) -> None:
    """Where a story has changed, let those be made anew with which it shares an incident that people merged."""
    merged = record.incidents_merged()
    if not merged:
        return
    stale = set(stale_stories(record))
    with record.writing() as connection:
        tied = stories_with(connection, merged)
        if tied & stale and tied - stale:
            forget_stories(connection, tied - stale)


def begin(record: RecordFile) -> None:
    """Make the tables, and join the reports, of a record that is shown for the first time."""
    ready(record)
    join_new(record)


def make(record: RecordFile, stories: Sequence[int]) -> None:
    """Make the rows of some stories; those on which somebody decides meanwhile are left for the next time."""
    with record.engine.connect() as connection:
        before = made_from(connection)
    made = [(story, *asked) for story in stories if (asked := told_anew(record, story, keep=True))]
    gone = set(stories) - {one[0] for one in made}
    with record.writing() as connection:
        now = made_from(connection)
        made = [one for one in made if now.get(one[0]) == before.get(one[0])]
        touched: set[tuple[str, str]] = set()
        for story in gone:
            touched |= drop_story(connection, story)
            keep_disagreements(connection, story, ())
        for story, link, standing, told, books, people in made:
            touched |= keep_story(
                connection, story, link, standing, told, list(rows(told, books)), list(parts(told, books, people))
            )
            keep_people(connection, story, people_rows(books, people))
            keep_disagreements(connection, story, told["incidents"])
        for kind, ident in sorted(touched):
            sum_up(connection, kind, ident)


def told_anew(
    record: RecordFile, story: int, keep: bool = False
) -> tuple[str, str, dict[str, Any], list[RecordView], People] | None:
    """A story's id, what it is made from, what its page shows, its reports' records and who is told of in them; None
    where it is no more."""
    with record.engine.connect() as connection:
        link = connection.exec_driver_sql(LINK, (story,)).scalar()
        standing = standing_of(connection, story)
    if link is None or standing is None:
        return None
    return link, standing, *tell_story(record, link, story, keep=keep)


def story_shown(record: RecordFile, link: str) -> dict[str, Any] | None:
    """A story as its page shows it."""
    found = story_packed(record, link)
    return None if found is None else unpacked(found)


def story_packed(record: RecordFile, link: str) -> bytes | None:
    """A story as its page shows it, packed: as it was kept, or told anew where its reports or their decisions are
    others.

    What is told anew is not kept here: who only looks waits for no writer.
    """
    with record.engine.connect() as connection:
        story = story_of(connection, link)
        if story is None:
            return None
        kept = told_of(connection, story)
        if kept and kept[0] == standing_of(connection, story):
            return kept[1]
    anew = told_anew(record, story)
    return packed(anew[2]) if anew else None


# rows ---------------------------------------------------------------------------------------------------------------


def rows(told: Mapping[str, Any], books: Sequence[RecordView]) -> Iterator[Row]:
    """The rows of a story, its incidents and its reports."""
    yield story_row(told, books)
    for one in own_incidents(told):
        yield incident_row(one, told, books)
    for book in books:
        yield report_row(book, told)


def own_incidents(told: Mapping[str, Any]) -> list[Any]:
    """The incidents that are counted in a story; one that people merged with that of another may be told in both."""
    return [one for one in told["incidents"] if one["story"] == told["story"]]


def story_row(told: Mapping[str, Any], books: Sequence[RecordView]) -> Row:
    figures = [figure for one in told["incidents"] if not one["background"] for figure in figures_shown(one)]
    figures.sort(key=lambda one: one["status"] != "unresolved")
    places = list(dict.fromkeys(one["place"]["name"] for one in told["incidents"] if one["place"]))
    news = [one for one in told["incidents"] if not one["background"]]
    return Row(
        "story", told["story"], told["last"] or "",
        {
            "id": told["story"], "title": told["title"], "first": told["first"], "last": told["last"],
            "place": places[0] if places else None, "what": news[0]["what"] if news else None,
            "figures": figures[:FIGURES], "reports": told["number_of_reports"], "voices": len(told["voices"]),
            "unresolved": sum(one["status"] == "unresolved" for one in figures),
        },
        {
            "date": [book.report.published[:10] for book in books if book.report.published],
            "place": place_names(told["incidents"]),
            "type": {one["type"] or "" for one in told["incidents"]},
            "speaker": told["voices"], "publisher": {book.report.publisher or "" for book in books},
            "certainty": certainties(told["incidents"]),
        },
    )  # fmt: skip


def incident_row(one: Mapping[str, Any], told: Mapping[str, Any], books: Sequence[RecordView]) -> Row:
    voices = {entry["said_by"] for figure in one["figures"] for entry in figure["series"]}
    return Row(
        "incident", one["id"], one["date"]["start"] or "",
        {
            "id": one["id"], "story": told["story"], "title": told["title"], "what": one["what"], "type": one["type"],
            "start": one["date"]["start"], "end": one["date"]["end"], "precision": one["date"]["precision"],
            "place": one["place"] and one["place"]["name"], "country": one["place"] and one["place"]["country"],
            "figures": figures_shown(one), "reports": len(one["reports"]), "voices": len(voices),
            "background": one["background"],
        },
        {
            "date": [one["date"]["start"] or ""], "place": place_names([one]), "type": [one["type"] or ""],
            "speaker": voices, "publisher": {report["publisher"] or "" for report in one["reports"]},
            "certainty": certainties([one]),
        },
    )  # fmt: skip


def report_row(book: RecordView, told: Mapping[str, Any]) -> Row:
    report = book.report
    copies = {one["id"]: len(first["copies"]) for first in told["reports"] for one in (first, *first["copies"])}
    counts = [one for one in book.figures if one.measure in PEOPLE]
    return Row(
        "report", report.id, report.published or "",
        {
            "id": report.id, "title": report.title, "source": report.source, "publisher": report.publisher,
            "published": report.published, "agency": report.agency, "story": told["story"],
            "place": next((one.name for one in book.places if not one.demonym), None),
            "figure": f"{counts[0].span.text} ({counts[0].measure})" if counts else None,
            "words": [counts[0].span.start, counts[0].span.end] if counts else None,
            "statements": len(book.statements), "events": len(book.events), "figures": len(book.figures),
            "voices": len({one.said_by for one in book.statements} - {None}), "copies": copies.get(report.id, 0),
        },
        {
            "date": [(report.published or "")[:10]], "publisher": [report.publisher or ""],
            "place": {one.name for one in book.places}, "type": {one.type or "" for one in book.events},
            "speaker": {one.said_by or "" for one in book.statements if is_named(one.said_by or "")},
            "certainty": {one.certainty for one in book.events},
        },
    )  # fmt: skip


def figures_shown(incident: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The counts of people of an incident as a row shows them: unresolved ones first, then those of all people."""
    counts = [one for one in incident["figures"] if one["measure"] in PEOPLE]
    counts.sort(
        key=lambda one: (one["status"] != "unresolved", one["population"] is not None, PEOPLE.index(one["measure"]))
    )
    return [
        {
            "counted": ", ".join(filter(None, (one["measure"], one["population"]))),
            "shown": settled(one) if one["best"] is None else with_bounds(one),
            "status": one["status"], "voices": one["independent_sources"], "by": alone(one),
            "best": one["best"], "low": one["low"], "high": one["high"], "words": words_of(one),
        }
        for one in counts
    ]  # fmt: skip


def alone(figure: Mapping[str, Any]) -> str | None:
    """The only voice behind a figure."""
    told = {one["said_by"] for one in figure["series"] if one["standing"] == "current"}
    return told.pop() if figure["status"] == "single" and len(told) == 1 else None


def place_names(incidents: Iterable[Mapping[str, Any]]) -> set[str]:
    return {one["place"]["name"] for one in incidents if one["place"]}


def certainties(incidents: Iterable[Mapping[str, Any]]) -> set[str]:
    """How sure figures are: the statuses to which they come."""
    return {figure["status"] for one in incidents for figure in one["figures"] if figure["measure"] in PEOPLE}


# people and places --------------------------------------------------------------------------------------------------


def parts(told: Mapping[str, Any], books: Sequence[RecordView], people: People) -> Iterator[Part]:
    """What a story adds to the people, groups and places that it tells of."""
    yield from (("person", ident, one) for ident, one in parts_of_people(books, people))
    places: dict[str, dict[str, Any]] = {}
    scenes = Counter(one["place"]["name"] for one in own_incidents(told) if one["place"])
    for book in books:
        for place in book.places:
            key = place_key(place.name, place.geonames)
            one = places.setdefault(key, new_place(place, scenes[place.name]))
            add(one, book, mentions=len(place.mentions))
    for key, one in holders(told, books):
        places[key]["holders"].append(one)
    yield from (("place", key, one) for key, one in places.items())


def holders(told: Mapping[str, Any], books: Sequence[RecordView]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Who is said in a story to hold which place: the place's id, and the fact with its words."""
    by_report = {book.report.id: book for book in books}
    for fact in told["facts"]:
        last, subject = fact["told"][-1], fact["subject"].lower()
        named = (place for place in by_report[last["report"]].places
                 if subject in (place.name.lower(), *(words.text.lower() for words in place.mentions)))  # fmt: skip
        place = next(named, None) if fact["relation"] == "controlled_by" and last["span"] else None
        if place is not None:
            yield place_key(place.name, place.geonames), {
                "holder": fact["object"], "start": fact["start"], "end": fact["end"], "status": fact["status"],
                "voices": voiced(fact), "told": last["published"], "report": last["report"], "span": last["span"],
            }  # fmt: skip


def people_rows(books: Iterable[RecordView], people: People) -> list[tuple[str, str, str, str]]:
    """For each entity of a story's reports who it is: report, id, name, person."""
    return [
        (book.report.id, one.id, one.name, person) for book in books for one in book.entities
        if (person := people.persons.get((book.report.id, one.id)))
    ]  # fmt: skip


def new_place(place: Any, incidents: int) -> dict[str, Any]:
    return {"name": place.name, "kind": place.kind, "country": place.country, "lat": place.lat, "lon": place.lon,
            "radius_km": place.radius_km, "geonames": place.geonames, "incidents": incidents, "reports": 0,
            "mentions": 0, "first": None, "last": None, "holders": []}  # fmt: skip


def place_key(name: str, geonames: int | None) -> str:
    """The id of a place: its number in GeoNames, else its name."""
    return str(geonames) if geonames else name


def sum_up(connection: sa.Connection, kind: str, ident: str) -> None:
    """Make the row of a person or a place from what all stories add."""
    found = parts_of(connection, kind, ident)
    if found is None:
        remove(connection, kind, ident)
        return
    sums, last = found
    told = last[0] | sums | {"id": ident} | (summed(ident, last) if kind == "person" else held(last))
    type = told["type"] if kind == "person" else told["kind"]
    weight = told["statements"] if kind == "person" else told["reports"]
    facets = {"date": {day for day in (told["first"], told["last"]) if day}, "type": [type or "unknown"],
              "country": [told["country"] or ""]}  # fmt: skip
    put(connection, [Row(kind, ident, f"{weight:08}", told, facets)], None)


def held(last: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Who is said in the last stories to hold a place, what was told last first."""
    told = [one for part in last for one in part.get("holders", ())]
    return {"holders": sorted(told, key=lambda one: one["told"] or "", reverse=True)[:HOLDERS]}
