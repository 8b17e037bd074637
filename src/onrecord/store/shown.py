"""What is kept for lists: a narrow row for each story, incident, report, person and place, and the facets by which they
are found.

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

STANDS = (  # what a story's rows have to be made from: its readings - a new one has a greater number - and decisions;
    # the number before them is of what rows hold, so that those of an older program are made anew
    "'4:' || count(*) || ':' || sum(reading) || ':' || max(reading) || ':'"
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


def ready(record: RecordFile) -> None:
    """Make the tables in a record that has none yet."""
    wanted = [*tables.LINKS, tables.decisions, *tables.STATE, *TABLES]
    with record.writing() as connection:
        tables.metadata.create_all(connection, tables=wanted)


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
