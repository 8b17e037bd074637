"""Lists as pages ask for them: their rows under what is chosen, and how many rows each value of a facet has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa

PAGE = 30  # rows a page
VALUES = 12  # of a facet, those that most rows have
FEW = 2000  # rows whose facets are looked up by row
MONTHS = 18  # months that are offered one by one; more are offered as years
Counts = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a list: how many rows there are in all, and those of the page."""

    total: int
    rows: list[dict[str, Any]]


def rows_of(
    connection: sa.Connection, kind: str, chosen: Mapping[str, str], words: str = "", page: int = 1, size: int = PAGE
) -> Found:
    """A page of a list's rows."""
    where, values = condition(kind, chosen, words)
    total = connection.exec_driver_sql(f"SELECT count(*) FROM shown WHERE {where}", tuple(values)).scalar_one()
    question = f"SELECT told FROM shown WHERE {where} ORDER BY sort DESC, number DESC LIMIT ? OFFSET ?"
    rows = connection.exec_driver_sql(question, (*values, size, (page - 1) * size))
    return Found(total, [orjson.loads(told) for (told,) in rows])


def row_of(connection: sa.Connection, kind: str, ident: str) -> dict[str, Any] | None:
    """One row of a list."""
    told = connection.exec_driver_sql("SELECT told FROM shown WHERE kind = ? AND id = ?", (kind, ident)).scalar()
    return None if told is None else orjson.loads(told)


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
