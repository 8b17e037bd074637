"""What pages list: a narrow row for each story, incident, report, person and place, and the facets by which they are
found.

All of it is made from the readings and can be made anew; a story's rows go and come together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
import sqlalchemy as sa
import zstandard

from onrecord.store import tables
from onrecord.store.asking import among, keep_rows
from onrecord.store.record_file import RecordFile

PAGE = 30  # rows a page
VALUES = 12  # of a facet, those that most rows have
FEW = 2000  # rows whose facets are looked up by row
MONTHS = 18  # months that are offered one by one; more are offered as years
COUNTS = ("reports", "mentions", "statements", "incidents")  # what is summed over stories
LAST = 20  # stories from which is taken what is not summed

shown_stories = sa.Table(
    "shown_stories",
    tables.metadata,
    sa.Column("story", sa.Integer, primary_key=True),  # as `joined` numbers it
    tables.text("link", nullable=False, index=True),
    tables.text("made_from", nullable=False),  # the readings and decisions that it was made from
    sa.Column("told", sa.LargeBinary, nullable=False),  # all that its page shows: JSON, zstandard
    sqlite_strict=True,
)
shown = sa.Table(
    "shown",
    tables.metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    tables.text("kind", nullable=False),
    tables.text("id", nullable=False),
    sa.Column("story", sa.Integer, index=True),  # null for what many stories have in common
    tables.text("sort", nullable=False),  # rows come by it, the greatest first
    tables.text("told", nullable=False),  # what a list shows, as JSON
    sa.UniqueConstraint("kind", "id"),
    sa.Index("shown_in_order", "kind", "sort", "number"),
    sqlite_strict=True,
)
shown_facets = sa.Table(
    "shown_facets",
    tables.metadata,
    tables.text("kind", primary_key=True),
    tables.text("facet", primary_key=True),
    tables.text("value", primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, index=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
shown_in = sa.Table(  # what a story adds to a person or a place
    "shown_in",
    tables.metadata,
    tables.text("kind", primary_key=True),
    tables.text("id", primary_key=True),
    sa.Column("story", sa.Integer, primary_key=True, index=True),
    *(sa.Column(count, sa.Integer, nullable=False) for count in COUNTS),
    tables.text("first"),
    tables.text("last"),
    tables.text("told", nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
shown_people = sa.Table(  # who the entities of reports are
    "shown_people",
    tables.metadata,
    tables.text("report", primary_key=True),
    tables.text("entity", primary_key=True),
    tables.text("name", nullable=False, index=True),
    tables.text("person", nullable=False, index=True),
    sa.Column("story", sa.Integer, nullable=False, index=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
TABLES = (shown_stories, shown, shown_facets, shown_in, shown_people)

STANDS = (  # what a story's rows have to be made from: its readings - a new one has a greater number - and decisions
    "count(*) || ':' || sum(reading) || ':' || max(reading) || ':'"
    " || sum((SELECT count(*) FROM decisions WHERE decisions.report = joined.report))"
)
STANDING = f"SELECT story, {STANDS} FROM joined GROUP BY story"


@dataclass(frozen=True)
class Row:
    """A row of a list, and the facets by which it is found."""

    kind: str
    id: str
    sort: str
    told: Mapping[str, Any]
    facets: Mapping[str, Iterable[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a list: how many rows there are in all, and those of the page."""

    total: int
    rows: list[dict[str, Any]]


def ready(record: RecordFile) -> None:
    """Make the tables in a record that has none yet."""
    wanted = [*tables.LINKS, tables.decisions, *tables.STATE, *TABLES]
    with record.writing() as connection:
        tables.metadata.create_all(connection, tables=wanted)


# keeping ------------------------------------------------------------------------------------------------------------


def standing_of(connection: sa.Connection, story: int) -> str | None:
    """What a story's rows have to be made from."""
    question = f"SELECT {STANDS} FROM joined WHERE story = ?"
    found: str | None = connection.exec_driver_sql(question, (story,)).scalar()
    return found


def stale_stories(record: RecordFile) -> list[int]:
    """The stories whose rows were not made, or from what they no longer consist of, the last ones first."""
    with record.engine.connect() as connection:
        now = dict(map(tuple, connection.exec_driver_sql(STANDING)))
        then = made_from(connection)
    return sorted((story for story in now | then if now.get(story) != then.get(story)), reverse=True)


def made_from(connection: sa.Connection) -> dict[int, str]:
    """What the rows of each story were made from."""
    return dict(map(tuple, connection.exec_driver_sql("SELECT story, made_from FROM shown_stories")))


def forget(connection: sa.Connection, reports: Iterable[str]) -> None:
    """Let the stories of some reports be made anew: something about them was decided.  Each time the mark is another,
    so that who is making them sees it."""
    connection.execute(
        sa.text(
            "UPDATE shown_stories SET made_from = hex(randomblob(8)) WHERE story IN (SELECT story FROM joined"
            " WHERE report IN (SELECT value FROM json_each(:reports)))"
        ),
        {"reports": orjson.dumps(list(reports)).decode()},
    )


def stories_with(connection: sa.Connection, incidents: Iterable[str]) -> set[int]:
    """The stories whose reports tell of some incidents, by the ids to which these were joined."""
    question = (
        "SELECT DISTINCT scenes.story FROM links JOIN linked ON linked.link = links.number"
        " JOIN scenes ON scenes.member = linked.member"
        " WHERE links.kind = 'incident' AND links.link IN (SELECT value FROM json_each(?))"
    )
    return {row.story for row in among(connection, question, incidents)}


def forget_stories(connection: sa.Connection, stories: Iterable[int]) -> None:
    """Let some stories be made anew."""
    made = [(story,) for story in stories]
    keep_rows(connection, "UPDATE shown_stories SET made_from = hex(randomblob(8)) WHERE story = ?", made)


def keep_story(
    connection: sa.Connection,
    story: int,
    link: str,
    made_from: str,
    told: Mapping[str, Any],
    rows: Sequence[Row],
    parts: Sequence[tuple[str, str, Mapping[str, Any]]],
) -> set[tuple[str, str]]:
    """Keep a story, its rows, and what it adds to people and places; which of these it now or before added to."""
    touched = drop_story(connection, story)
    keep_rows(
        connection,
        "INSERT INTO shown_stories (story, link, made_from, told) VALUES (?, ?, ?, ?)",
        [(story, link, made_from, packed(told))],
    )
    put(connection, rows, story)
    keep_rows(
        connection,
        f"INSERT OR REPLACE INTO shown_in (kind, id, story, {', '.join(COUNTS)}, first, last, told)"
        f" VALUES (?, ?, ?{', ?' * len(COUNTS)}, ?, ?, ?)",
        [
            (kind, ident, story, *(part.get(count, 0) for count in COUNTS), part["first"], part["last"],
             orjson.dumps(part).decode())
            for kind, ident, part in parts
        ],
    )  # fmt: skip
    return touched | {(kind, ident) for kind, ident, _ in parts}


def drop_story(connection: sa.Connection, story: int) -> set[tuple[str, str]]:
    """Forget a story's rows; the people and places that it added to."""
    touched = {
        tuple(row) for row in connection.exec_driver_sql("SELECT kind, id FROM shown_in WHERE story = ?", (story,))
    }
    own = "(SELECT number FROM shown WHERE story = ?)"
    connection.exec_driver_sql(f"DELETE FROM shown_facets WHERE number IN {own}", (story,))
    for table in ("shown", "shown_in", "shown_stories", "shown_people"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE story = ?", (story,))
    return touched


def put(connection: sa.Connection, rows: Iterable[Row], story: int | None) -> None:
    """Put rows into their lists, in place of those that stood there."""
    for row in rows:
        same = connection.exec_driver_sql(
            "SELECT number FROM shown WHERE kind = ? AND id = ?", (row.kind, row.id)
        ).scalar()
        if same is not None:
            connection.exec_driver_sql("DELETE FROM shown_facets WHERE number = ?", (same,))
            connection.exec_driver_sql("DELETE FROM shown WHERE number = ?", (same,))
        number = connection.exec_driver_sql(
            "INSERT INTO shown (kind, id, story, sort, told) VALUES (?, ?, ?, ?, ?) RETURNING number",
            (row.kind, row.id, story, row.sort, orjson.dumps(row.told).decode()),
        ).scalar_one()
        facets = {(row.kind, facet, value, number) for facet, values in row.facets.items() for value in values if value}
        keep_rows(
            connection, "INSERT INTO shown_facets (kind, facet, value, number) VALUES (?, ?, ?, ?)", sorted(facets)
        )


def parts_of(connection: sa.Connection, kind: str, ident: str) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    """What stories tell of a person or a place: the sums over all, and the parts of the last; None where none does."""
    sums = ", ".join(f"sum({count}) AS {count}" for count in COUNTS)
    total = connection.exec_driver_sql(
        f"SELECT count(*) AS stories, {sums}, min(first) AS first, max(last) AS last FROM shown_in"
        " WHERE kind = ? AND id = ?",
        (kind, ident),
    ).one()
    if not total.stories:
        return None
    question = "SELECT told FROM shown_in WHERE kind = ? AND id = ? ORDER BY story DESC LIMIT ?"
    rows = connection.exec_driver_sql(question, (kind, ident, LAST))
    return dict(total._mapping), [orjson.loads(told) for (told,) in rows]


def remove(connection: sa.Connection, kind: str, ident: str) -> None:
    """Take a row out of its list."""
    own = "(SELECT number FROM shown WHERE kind = ? AND id = ?)"
    connection.exec_driver_sql(f"DELETE FROM shown_facets WHERE number IN {own}", (kind, ident))
    connection.exec_driver_sql("DELETE FROM shown WHERE kind = ? AND id = ?", (kind, ident))


# asking -------------------------------------------------------------------------------------------------------------


def condition(kind: str, chosen: Mapping[str, str], words: str = "") -> tuple[str, list[str]]:
    """The condition under which a row of a list is asked for, and its values."""
    limited, values = having(kind, chosen)
    where = f"kind = ?{limited.replace('+', '')}"
    if words:
        where += " AND told LIKE ? ESCAPE '\\'"
        escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        values.append(f"%{escaped}%")
    return where, [kind, *values]


def having(kind: str, chosen: Mapping[str, str]) -> tuple[str, list[str]]:
    """The condition that rows have the values of facets that are chosen; a date is a year, a month or a day."""
    where, values = "", []
    for facet, value in chosen.items():
        where += " AND +number IN (SELECT number FROM shown_facets WHERE kind = ? AND facet = ? AND value "
        if facet == "date":
            where += ">= ? AND value < ?)"
            values += [kind, facet, value, f"{value}~"]
        else:
            where += "= ?)"
            values += [kind, facet, value]
    return where, values


def rows_of(
    connection: sa.Connection, kind: str, chosen: Mapping[str, str], words: str = "", page: int = 1, size: int = PAGE
) -> Found:
    """A page of a list's rows."""
    where, values = condition(kind, chosen, words)
    total = connection.exec_driver_sql(f"SELECT count(*) FROM shown WHERE {where}", tuple(values)).scalar_one()
    question = f"SELECT told FROM shown WHERE {where} ORDER BY sort DESC, number DESC LIMIT ? OFFSET ?"
    rows = connection.exec_driver_sql(question, (*values, size, (page - 1) * size))
    return Found(total, [orjson.loads(told) for (told,) in rows])


Counts = list[tuple[str, int]]


def counts_of(
    connection: sa.Connection, kind: str, facets: Iterable[str], chosen: Mapping[str, str], words: str = ""
) -> dict[str, Counts]:
    """For each facet its values with the number of rows that have them, under what is chosen."""
    limited, values = limits(kind, chosen, words)
    few = bool(limited) and rows_of(connection, kind, chosen, words, size=0).total <= FEW
    if few:
        looked_up = counts_of_few(connection, *condition(kind, chosen, words))
        return {facet: looked_up.get(facet, []) for facet in facets}
    return {
        facet: (dates if facet == "date" else values_of)(connection, kind, facet, limited, values) for facet in facets
    }


def counts_of_few(connection: sa.Connection, where: str, values: list[str]) -> dict[str, Counts]:
    """The counts of all facets of few rows, looked up by these."""
    found: dict[str, Counts] = {}
    each = f"FROM shown CROSS JOIN shown_facets USING (kind, number) WHERE {where} AND facet"
    rows = connection.exec_driver_sql(
        "SELECT facet, value, n FROM (SELECT *, row_number() OVER (PARTITION BY facet ORDER BY n DESC, value) AS place"
        f" FROM (SELECT facet, value, count(*) AS n {each} != 'date' GROUP BY facet, value)) WHERE place <= ?"
        " ORDER BY facet, place",
        (*values, VALUES),
    )
    for facet, value, n in rows:
        found.setdefault(facet, []).append((value, n))
    return found | {"date": counted_by_part(connection, f"{each} = 'date'", values)}


def values_of(connection: sa.Connection, kind: str, facet: str, limited: str, values: Sequence[str]) -> Counts:
    """The values that most rows have."""
    rows = connection.exec_driver_sql(
        f"SELECT value, count(*) AS n FROM shown_facets WHERE kind = ? AND facet = ?{limited}"
        " GROUP BY value ORDER BY n DESC, value LIMIT ?",
        (kind, facet, *values, VALUES),
    )
    return [(value, n) for value, n in rows]


def dates(connection: sa.Connection, kind: str, facet: str, limited: str, values: Sequence[str]) -> Counts:
    """The months that rows have, the last first; the years where these are many."""
    return counted_by_part(
        connection, f"FROM shown_facets WHERE kind = ? AND facet = ?{limited}", (kind, facet, *values)
    )


def counted_by_part(connection: sa.Connection, each: str, values: Sequence[str]) -> Counts:
    """How many rows each month has of the dates that a question finds; the years where the months are many."""
    for length in (7, 4):
        rows = connection.exec_driver_sql(
            f"SELECT substr(value, 1, {length}) AS part, count(DISTINCT number) {each} GROUP BY 1 ORDER BY 1 DESC",
            tuple(values),
        ).all()
        if len(rows) <= MONTHS:
            break
    return [(part, n) for part, n in rows[:MONTHS]]


def limits(kind: str, chosen: Mapping[str, str], words: str) -> tuple[str, list[str]]:
    """The rows to which a facet's counts are limited, where anything else is chosen."""
    if not chosen and not words:
        return "", []
    if not words:
        return having(kind, chosen)
    where, values = condition(kind, chosen, words)
    return f" AND +number IN (SELECT number FROM shown WHERE {where})", values


def row_of(connection: sa.Connection, kind: str, ident: str) -> dict[str, Any] | None:
    """One row of a list."""
    told = connection.exec_driver_sql("SELECT told FROM shown WHERE kind = ? AND id = ?", (kind, ident)).scalar()
    return None if told is None else orjson.loads(told)


def story_of(connection: sa.Connection, link: str) -> int | None:
    """A story's number by its id."""
    question = (
        "SELECT joined.story FROM links JOIN linked ON linked.link = links.number"
        " JOIN joined ON joined.report = linked.member WHERE links.kind = 'story' AND links.link = ? LIMIT 1"
    )
    found: int | None = connection.exec_driver_sql(question, (link,)).scalar()
    return found


def told_of(connection: sa.Connection, story: int) -> tuple[str, bytes] | None:
    """What a story was made from, and what its page shows, packed."""
    question = "SELECT made_from, told FROM shown_stories WHERE story = ?"
    row = connection.exec_driver_sql(question, (story,)).first()
    return None if row is None else (row[0], row[1])


def packed(told: Mapping[str, Any]) -> bytes:
    """What a story's page shows, as it is kept."""
    return zstandard.compress(orjson.dumps(told))


def unpacked(kept: bytes) -> dict[str, Any]:
    """What a story's page shows, from what was kept."""
    told: dict[str, Any] = orjson.loads(zstandard.decompress(kept))
    return told


@dataclass(frozen=True, slots=True)
class Kin:
    """A report that is one text with another, or another version of its page."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    words: str  # hash of its words


def copies_of_report(connection: sa.Connection, report: str) -> tuple[str | None, list[Kin]]:
    """The story of a report, and its copies and versions in order of publication, itself among them."""
    question = (
        "SELECT j.report, r.title, r.publisher, r.published, r.url, j.words FROM joined j"
        " JOIN readings r ON r.number = j.reading WHERE j.copies = (SELECT copies FROM joined WHERE report = ?)"
        " ORDER BY j.moment, j.report"
    )
    link = (
        "SELECT links.link FROM linked JOIN links ON links.number = linked.link"
        " WHERE linked.kind = 'story' AND linked.member = ?"
    )
    story = connection.exec_driver_sql(link, (report,)).scalar()
    return story, [Kin(*row) for row in connection.exec_driver_sql(question, (report,))]


def readings_of_report(connection: sa.Connection, report: str) -> int:
    """How often a report was read; all but the last reading are superseded."""
    question = "SELECT count(*) FROM readings WHERE report = ?"
    found: int = connection.exec_driver_sql(question, (report,)).scalar_one()
    return found


def statements_by(connection: sa.Connection, person: str, skip: int, size: int) -> list[sa.Row[Any]]:
    """What somebody said, by whatever name, the last first."""
    question = (
        "SELECT DISTINCT s.id, s.words, s.act, s.kind, r.report, r.published, r.publisher, r.source, s.speaker,"
        " r.number FROM shown_people p JOIN readings r ON r.report = p.report AND +r.superseded = 0"
        " JOIN statements s ON s.reading = r.number AND s.speaker = p.name WHERE p.person = ?"
        " ORDER BY r.published DESC, r.number DESC LIMIT ? OFFSET ?"
    )
    return list(connection.exec_driver_sql(question, (person, size, skip)))


def keep_people(connection: sa.Connection, story: int, rows: Iterable[tuple[str, str, str, str]]) -> None:
    """Keep who the entities of a story's reports are."""
    keep_rows(
        connection,
        "INSERT OR REPLACE INTO shown_people (report, entity, name, person, story) VALUES (?, ?, ?, ?, ?)",
        [(*row, story) for row in rows],
    )


def people_called(connection: sa.Connection, name: str) -> list[str]:
    """Who goes by a name, those of most reports first."""
    question = "SELECT person FROM shown_people WHERE name = ? GROUP BY person ORDER BY count(*) DESC, person"
    return [row.person for row in connection.exec_driver_sql(question, (name,))]


def members_of_person(connection: sa.Connection, person: str, most: int) -> list[str]:
    """The entities that are somebody, each by its report and its id, the last first."""
    question = "SELECT report || ':' || entity AS member FROM shown_people WHERE person = ? ORDER BY story DESC LIMIT ?"
    return [row.member for row in connection.exec_driver_sql(question, (person, most))]


def forget_people(connection: sa.Connection, people: Iterable[str]) -> None:
    """Let the stories that tell of some people be made anew."""
    question = "SELECT DISTINCT story FROM shown_people WHERE person IN (SELECT value FROM json_each(?))"
    forget_stories(connection, [row.story for row in among(connection, question, people)])


def stories_of_reports(connection: sa.Connection, reports: Iterable[str]) -> dict[str, str]:
    """The ids of the stories of some reports."""
    question = (
        "SELECT linked.member, links.link FROM linked JOIN links ON links.number = linked.link"
        " WHERE linked.kind = 'story' AND linked.member IN (SELECT value FROM json_each(?))"
    )
    return dict(map(tuple, among(connection, question, reports)))
