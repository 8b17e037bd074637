"""Joins the reports of a record to each other: each once, when it has come, without opening those that came before."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

import sqlalchemy as sa

from onrecord.linking.copies import agency_of, join_copies
from onrecord.linking.incidents import Told, join_incidents
from onrecord.linking.listed import IN
from onrecord.linking.moments import day_of
from onrecord.linking.placing import Touched, is_followed, put, put_back, realign
from onrecord.linking.scenes import scenes_of
from onrecord.linking.stories import join_stories
from onrecord.model.decisions import Decision
from onrecord.model.records import Record, Report
from onrecord.model.view import RecordView
from onrecord.store import tables
from onrecord.store.asking import among, keep_rows
from onrecord.store.decisions import active, decisions_across
from onrecord.store.links import give_ids
from onrecord.store.record_file import RecordFile

YOUNG = 200  # reports of a record that is joined anew as a whole when more come: that takes less than a second
BATCH = 500  # reports that are joined at once: what bounds the memory
AFTER_ALL = 1e9  # days: where an undated report comes, as it can't be shown to be older than any
UNJOINED = (
    "SELECT number, report, published FROM readings WHERE number IN"
    " (SELECT number FROM readings WHERE superseded = 0 EXCEPT SELECT reading FROM joined)"
)
PREFIXES = {"copies": "copy", "story": "story", "incident": "incident"}
MEMBERS = {  # the groups of each kind, by number, with their members in order of publication
    "copies": f"SELECT copies, report FROM joined WHERE copies {IN} ORDER BY copies, moment, report",
    "story": f"SELECT story, report FROM joined WHERE story {IN} ORDER BY story, moment, report",
    "incident": (
        f"SELECT incident, scenes.member FROM scenes JOIN joined USING (report) WHERE incident {IN}"
        " ORDER BY incident, joined.moment, joined.report, scenes.number"
    ),
}
UNNEEDED = ("entities", "statements", "facts", "warnings", "casualties")  # for joining what happened


def join_new(record: RecordFile, young: int = YOUNG) -> int:
    """How many reports were joined: those that have come since this was last done, in the order of publication.

    A record of so few reports that it is young is joined anew as a whole: from fewer one can't tell which words tell,
    and what the first were taken for would stay.
    """
    with record.writing() as connection:
        ready(connection)
        waiting = unjoined(connection)
        followed = is_followed(connection)
        known = connection.exec_driver_sql("SELECT count(*) FROM joined").scalar_one()
    if waiting and known and known + len(waiting) <= young:
        relink(record)
        return len(waiting)
    decisions = active(decisions_across(record))
    for batch in batches(waiting) if waiting or followed else [()]:
        with record.writing() as connection, collector_at_rest():
            touched = join(connection, record, batch, decisions)
            for kind, numbers in touched.items():
                give_ids(connection, kind, groups_of(connection, kind, numbers))
    return len(waiting)


def relink(record: RecordFile) -> int:
    """How many reports were joined anew: all, in the order of publication, so that the order in which they came doesn't
    matter.

    The ids of groups are kept: each has the oldest that a member had.
    """
    decisions = active(decisions_across(record))
    with record.writing() as connection:
        ready(connection)
        for table in reversed(tables.STATE):
            connection.execute(sa.delete(table))
        waiting = unjoined(connection)
        for batch in batches(waiting):
            with collector_at_rest():
                join(connection, record, batch, decisions)
        for kind, question in {"copies": "joined", "story": "joined", "incident": "scenes"}.items():
            numbers = {row[0] for row in connection.exec_driver_sql(f"SELECT DISTINCT {kind} FROM {question}")}
            give_ids(connection, kind, groups_of(connection, kind, numbers))
    return len(waiting)


def ready(connection: sa.Connection) -> None:
    """Make the tables in a record that has none yet."""
    tables.metadata.create_all(connection, tables=[tables.decisions, *tables.LINKS, *tables.STATE])


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """While a batch is joined, or a story told: all that it makes is held until its end, and a sixth of the time would
    go into looking through it for what can be let go."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def unjoined(connection: sa.Connection) -> list[int]:
    """The readings that wait to be joined, in the order of their publication."""
    rows = connection.exec_driver_sql(UNJOINED).all()
    return [row.number for row in sorted(rows, key=lambda row: (when(row.published), row.report))]


def when(published: str | None) -> float:
    day = day_of(published)
    return AFTER_ALL if day is None else day


def batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[at : at + BATCH] for at in range(0, len(numbers), BATCH))


@dataclass(frozen=True)
class Newcomer:
    """A reading that is to be joined: what its report is joined as."""

    number: int
    reading: int
    report: Report
    scenes: tuple[Told, ...]
    story: int | None  # that of an older reading of the same report


def join(
    connection: sa.Connection, record: RecordFile, readings: Sequence[int], decisions: Sequence[Decision] = ()
) -> Touched:
    """Join some readings, in order, to what was joined before, and let people's decisions count over that; the groups
    that they have come to."""
    touched = put_back(connection)
    joined = joined_to(connection, record, readings) if readings else {}
    put_now = put(connection, decisions)
    moved = {"incident": realign(connection)} if any(touched.values()) or any(put_now.values()) else {}
    for some in (joined, put_now, moved):
        for kind, numbers in some.items():
            touched.setdefault(kind, set()).update(numbers)
    return touched


def joined_to(connection: sa.Connection, record: RecordFile, readings: Sequence[int]) -> Touched:
    """Join some readings, in order, to what was joined before; the groups that they have come to.

    A new reading of a report that was joined before stays where that was; only what it tells is joined anew.
    """
    coming = newcomers(connection, record, readings)
    fresh = {one.number: one.report for one in coming if one.story is None}
    read_again(connection, [one for one in coming if one.story is not None])
    copies, moved_copies = join_copies(connection, fresh)
    stories, moved_stories = join_stories(connection, fresh)
    for kind, moved in (("copies", moved_copies), ("story", moved_stories)):
        update = f"UPDATE joined SET {kind} = ? WHERE {kind} = ?"
        keep_rows(connection, update, [(now, old) for old, now in moved.items()])
    keep_rows(
        connection,
        "INSERT INTO joined (number, report, reading, moment, url, agency, words, copies, story)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (one.number, one.report.id, one.reading, when(one.report.published), one.report.url,
             agency_of(one.report), words_of(one.report), copies[one.number], stories[one.number])
            for one in coming if one.story is None
        ],
    )  # fmt: skip
    stories |= {one.number: one.story for one in coming if one.story is not None}
    told = {(stories[one.number], one.report.id): one.scenes for one in coming}
    incidents = join_incidents(connection, told, moved_stories)
    return {"copies": set(copies.values()), "story": set(stories.values()), "incident": incidents}


def newcomers(connection: sa.Connection, record: RecordFile, readings: Sequence[int]) -> list[Newcomer]:
    """Some readings with the numbers that their reports have, or get, and what they tell."""
    books = [(one.report, told_in(one)) for one in record.readings(readings, without=UNNEEDED)]
    question = f"SELECT report, number, story FROM joined WHERE report {IN}"
    known = {row.report: row for row in among(connection, question, [report.id for report, _ in books])}
    last = connection.exec_driver_sql("SELECT coalesce(max(number), 0) FROM joined").scalar_one()
    found = []
    for (report, scenes), reading in zip(books, readings, strict=True):
        if row := known.get(report.id):
            found.append(Newcomer(row.number, reading, report, scenes, row.story))
        else:
            last += 1
            found.append(Newcomer(last, reading, report, scenes, None))
    return found


def told_in(record: Record) -> tuple[Told, ...]:
    """What a report tells; its views, which hold it and are held by it, are let go at once."""
    book = RecordView(record)
    told = tuple(map(Told.of, scenes_of(book)))
    vars(book).clear()
    return told


def read_again(connection: sa.Connection, coming: Sequence[Newcomer]) -> None:
    """Let readings take the places of older ones of the same reports."""
    places = [(one.reading, one.number) for one in coming]
    keep_rows(connection, "UPDATE joined SET reading = ? WHERE number = ?", places)
    keep_rows(connection, "DELETE FROM scenes WHERE report = ?", [(one.report.id,) for one in coming])
    keep_rows(
        connection,  # whose text is another now has paragraphs at other offsets
        "DELETE FROM paragraphs WHERE report = ? AND (SELECT words FROM joined WHERE number = ?) != ?",
        [(one.report.id, one.number, words_of(one.report)) for one in coming],
    )


def words_of(report: Report) -> str:
    """The hash of a report's words, whatever its line breaks."""
    return sha256(" ".join(report.text.split()).encode()).hexdigest()


def groups_of(connection: sa.Connection, kind: str, numbers: Iterable[int]) -> list[tuple[str, list[str]]]:
    """Groups of a kind, each with the id that it would have after its oldest member; of copies those that are some."""
    found = []
    for _, rows in groupby(among(connection, MEMBERS[kind], numbers), key=lambda row: row[0]):
        members = [row[1] for row in rows]
        if kind != "copies" or len(members) > 1:
            found.append((f"{PREFIXES[kind]}-{members[0].replace(':', '-')}", members))
    return found
