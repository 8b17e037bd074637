"""What waits for review: a narrow row a cell, so that no record has to be opened to say what comes next.

All of it is made from the readings and the decisions and can be made anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from onrecord.store import tables
from onrecord.store.asking import keep_rows

DISPUTED, UNRESOLVED, RANGE, STALE, UNSURE_OF, HIGH, REST, LATER, SECOND = range(9)
REJECTED_ALONE = 2  # decided, but by one person who took it away: others are still asked
REASONS = {
    DISPUTED: "reviewers disagree", UNRESOLVED: "reports disagree", RANGE: "reports differ",
    STALE: "a new reading says otherwise", UNSURE_OF: "the reading is unsure", HIGH: "people counted", REST: "",
    LATER: "somebody was unsure", SECOND: "one person rejected it",
}  # fmt: skip
RANK = (
    f"CASE WHEN disputed THEN {DISPUTED} WHEN disagreement THEN disagreement WHEN stale THEN {STALE}"
    f" WHEN unsure THEN {LATER} ELSE base END"
)
BLIND = "CASE WHEN disagreement THEN disagreement ELSE base END"


def number(name: str, **options: Any) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, **options)


def flag(name: str) -> sa.Column[int]:
    return number(name, server_default="0")


items = sa.Table(
    "review_items",
    tables.metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    tables.text("report", nullable=False),
    tables.text("kind", nullable=False),
    tables.text("cell", nullable=False),
    tables.text("name", nullable=False),
    number("start"),
    number("base"),  # what it is by itself
    sa.Column("score", sa.REAL, nullable=False),  # of equals the greatest comes first
    flag("disagreement"),  # of the reports on the figure: UNRESOLVED, RANGE or none
    flag("decided"),
    flag("disputed"),
    flag("stale"),
    flag("unsure"),
    sa.Column("waits", sa.Integer, sa.Computed("decided = 0 OR stale OR disputed", persisted=False)),
    sa.Column("rank", sa.Integer, sa.Computed(RANK, persisted=False)),
    sa.Column("blind", sa.Integer, sa.Computed(BLIND, persisted=False)),
    sa.UniqueConstraint("report", "name"),
    sa.Index("review_rejected", "number", sqlite_where=sa.text(f"decided = {REJECTED_ALONE}")),
    sa.Index("review_in_order", "waits", "rank", sa.text("score DESC"), "number"),
    sa.Index("review_of_kind", "kind", "waits", "rank", sa.text("score DESC"), "number"),
    sa.Index("review_blind", "blind", sa.text("score DESC"), "number"),
    sa.Index("review_blind_of_kind", "kind", "blind", sa.text("score DESC"), "number"),
    sqlite_strict=True,
)
listed = sa.Table(  # which reading of a report its rows were made from
    "review_listed",
    tables.metadata,
    tables.text("report", primary_key=True),
    number("reading", unique=True),
    sqlite_strict=True,
)
answered = sa.Table(  # who has decided on what, unsure or not
    "review_answered",
    tables.metadata,
    tables.text("who", primary_key=True),
    tables.text("report", primary_key=True),
    tables.text("name", primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
disagreements = sa.Table(  # figures of incidents on which reports disagree
    "review_disagreements",
    tables.metadata,
    tables.text("report", primary_key=True),
    sa.Column("start", sa.Integer, primary_key=True),
    sa.Column("story", sa.Integer, primary_key=True, index=True),
    number("weight"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
TABLES = (items, listed, answered, disagreements)
MOST = 10_000  # cells that are counted: nobody reviews more at a sitting
COLUMNS = "report kind cell name start base score disagreement decided disputed stale unsure".split()


@dataclass(frozen=True, slots=True)
class Item:
    """A cell that waits for review, and what makes it wait."""

    number: int
    report: str
    kind: str
    cell: str
    name: str
    rank: int

    @property
    def reason(self) -> str:
        return REASONS[self.rank]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which cells are asked for; None asks for all.  who and blind: those that this person has not answered."""

    story: int | None = None
    report: str | None = None
    kind: str | None = None
    who: str | None = None
    blind: bool = False


def ready(connection: sa.Connection) -> None:
    """Make the tables where there are none."""
    tables.metadata.create_all(connection, tables=[tables.decisions, *TABLES])


def is_ready(connection: sa.Connection) -> bool:
    found = "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'review_items')"
    return bool(connection.exec_driver_sql(found).scalar())


def unlisted(connection: sa.Connection, most: int) -> list[int]:
    """Readings whose cells are not listed yet."""
    question = (
        "SELECT number FROM readings WHERE superseded = 0 AND NOT EXISTS"
        " (SELECT 1 FROM review_listed WHERE review_listed.reading = readings.number) ORDER BY number LIMIT ?"
    )
    return [row.number for row in connection.exec_driver_sql(question, (most,))]


def forget(connection: sa.Connection, report: str) -> None:
    """Let the cells of a report be listed anew; they stand as they are until then."""
    connection.exec_driver_sql("DELETE FROM review_listed WHERE report = ?", (report,))


def keep_items(
    connection: sa.Connection, report: str, rows: Iterable[Mapping[str, Any]], people: Iterable[tuple[str, str]]
) -> None:
    """Keep a report's rows, and who has answered which, in place of those that it had."""
    weights = weights_of(connection, report)
    for table in ("review_items", "review_answered"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE report = ?", (report,))
    filled = [row | {"report": report, "disagreement": weights.get(row["start"], 0) * (row["kind"] == "figures")}
              for row in map(dict, rows)]  # fmt: skip
    keep_rows(
        connection,
        f"INSERT OR IGNORE INTO review_items ({', '.join(COLUMNS)}) VALUES (?{', ?' * (len(COLUMNS) - 1)})",
        [tuple(row[column] for column in COLUMNS) for row in filled],
    )
    insert = "INSERT OR IGNORE INTO review_answered (who, report, name) VALUES (?, ?, ?)"
    keep_rows(connection, insert, [(who, report, name) for who, name in people])
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO review_listed (report, reading)"
        " SELECT report, number FROM readings WHERE report = ? AND +superseded = 0",
        (report,),
    )


def weights_of(connection: sa.Connection, report: str) -> dict[int, int]:
    """Where figures of a report stand on which reports disagree."""
    question = "SELECT start, min(weight) FROM review_disagreements WHERE report = ? GROUP BY start"
    return dict(map(tuple, connection.exec_driver_sql(question, (report,))))


def keep_disagreements(connection: sa.Connection, story: int, found: Iterable[tuple[str, int, int]]) -> None:
    """Keep where figures of a story stand - report, offset - on which its reports disagree, and how much."""
    if not is_ready(connection):
        return
    rows = sorted(set(found))
    question = "SELECT DISTINCT report FROM review_disagreements WHERE story = ?"
    touched = {row.report for row in connection.exec_driver_sql(question, (story,))}
    connection.exec_driver_sql("DELETE FROM review_disagreements WHERE story = ?", (story,))
    keep_rows(
        connection,
        "INSERT OR IGNORE INTO review_disagreements (report, start, story, weight) VALUES (?, ?, ?, ?)",
        [(report, start, story, weight) for report, start, weight in rows],
    )
    weight = (
        "coalesce((SELECT min(weight) FROM review_disagreements d WHERE d.report = review_items.report"
        " AND d.start = review_items.start), 0)"
    )
    connection.exec_driver_sql(
        f"UPDATE review_items SET disagreement = {weight} WHERE +kind = 'figures'"  # the plus: not through all figures
        f" AND report IN (SELECT value FROM json_each(?)) AND disagreement != {weight}",
        (json.dumps(sorted(touched | {row[0] for row in rows})),),
    )


# asking -------------------------------------------------------------------------------------------------------------


def conditions(chosen: Filter, second: bool = False) -> tuple[str, list[Any]]:
    """The condition under which rows are asked for, and its values; second: what one person rejected, for others."""
    few = "+" if chosen.report or chosen.story is not None else ""  # keeps SQLite from the order of all that waits
    parts: list[str] = []
    values: list[Any] = []
    if chosen.kind:
        parts.append(f"{few}kind = ?")
        values.append(chosen.kind)
    if chosen.report:
        parts.append("report = ?")
        values.append(chosen.report)
    if chosen.story is not None:
        parts.append("report IN (SELECT report FROM joined WHERE story = ?)")
        values.append(chosen.story)
    if second:
        parts.append(f"decided = {REJECTED_ALONE} AND +waits = 0")
    elif not chosen.blind:
        parts.append(f"{few}waits = 1")
    if second or chosen.blind:
        parts.append(
            "NOT EXISTS (SELECT 1 FROM review_answered a WHERE a.who = ? AND a.report = review_items.report"
            " AND a.name = review_items.name)"
        )
        values.append(chosen.who or "")
    return " AND ".join(parts), values


def waiting(connection: sa.Connection, chosen: Filter, skip: int, size: int) -> Iterator[Item]:
    """Some of what waits, in order of weight; last what one person rejected, for those who have not decided on it."""
    where, values = conditions(chosen)
    rank = "blind" if chosen.blind else "rank"
    few = "+" if chosen.report or chosen.story is not None else ""
    question = (
        f"SELECT number, report, kind, cell, name, {rank} FROM review_items WHERE {where}"
        f" ORDER BY {few}{rank}, score DESC, number LIMIT ? OFFSET ?"
    )
    found = [Item(*row) for row in connection.exec_driver_sql(question, (*values, size, skip))]
    yield from found
    if chosen.who and not chosen.blind and len(found) < size:
        where, values = conditions(chosen, second=True)
        question = (
            f"SELECT number, report, kind, cell, name, {SECOND} FROM review_items WHERE {where}"
            " ORDER BY number LIMIT ? OFFSET ?"
        )
        before = max(skip - counted(connection, chosen), 0) if skip and not found else 0
        for row in connection.exec_driver_sql(question, (*values, size - len(found), before)):
            yield Item(*row)


def number_waiting(connection: sa.Connection, chosen: Filter) -> int:
    """How many wait; MOST where these are as many or more."""
    second = counted(connection, chosen, second=True) if chosen.who and not chosen.blind else 0
    return min(counted(connection, chosen) + second, MOST)


def counted(connection: sa.Connection, chosen: Filter, second: bool = False) -> int:
    where, values = conditions(chosen, second)
    found: int = connection.exec_driver_sql(
        f"SELECT count(*) FROM (SELECT 1 FROM review_items WHERE {where} LIMIT {MOST})", tuple(values)
    ).scalar_one()
    return found


def item_named(connection: sa.Connection, report: str, name: str) -> Item | None:
    """The row of one cell, whether it waits or not."""
    question = "SELECT number, report, kind, cell, name, rank FROM review_items WHERE report = ? AND name = ?"
    row = connection.exec_driver_sql(question, (report, name)).first()
    return None if row is None else Item(*row)
