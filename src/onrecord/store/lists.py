"""Lists as pages ask for them: their rows under what is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa

PAGE = 30  # rows a page


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
    question = f"SELECT told FROM shown WHERE {where} ORDER BY sort DESC, number DESC LIMIT ? OFFSET ?"
    rows = connection.exec_driver_sql(question, (*values, size, (page - 1) * size))
    return Found(total_of(connection, kind, chosen, words), [orjson.loads(told) for (told,) in rows])


def row_of(connection: sa.Connection, kind: str, ident: str) -> dict[str, Any] | None:
    """One row of a list."""
    told = connection.exec_driver_sql("SELECT told FROM shown WHERE kind = ? AND id = ?", (kind, ident)).scalar()
    return None if told is None else orjson.loads(told)


def total_of(connection: sa.Connection, kind: str, chosen: Mapping[str, str], words: str = "") -> int:
    """How many rows of a list there are under what is chosen; without words facets alone tell."""
    if chosen and not words:
        each = [having(kind, facet, value) for facet, value in chosen.items()]
        counted = f"(SELECT DISTINCT number FROM ({' INTERSECT '.join(question for question, _ in each)}))"
        values = [value for _, some in each for value in some]
    else:
        where, values = condition(kind, chosen, words)
        counted = f"shown WHERE {where}"
    total: int = connection.exec_driver_sql(f"SELECT count(*) FROM {counted}", tuple(values)).scalar_one()
    return total


def condition(kind: str, chosen: Mapping[str, str], words: str = "") -> tuple[str, list[str]]:
    """The condition under which a row of a list is asked for, and its values."""
    where, values = "kind = ?", [kind]
    for facet, value in chosen.items():
        numbers, more = having(kind, facet, value)
        where += f" AND number IN ({numbers})"
        values += more
    if words:
        where += " AND told LIKE ? ESCAPE '\\'"
        escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        values.append(f"%{escaped}%")
    return where, values


def having(kind: str, facet: str, value: str) -> tuple[str, list[str]]:
    """The question for the rows that have a value of a facet, and its values; a date is a year, a month or a day."""
    question = "SELECT number FROM shown_facets WHERE kind = ? AND facet = ? AND value"
    if facet == "date":
        return f"{question} >= ? AND value < ?", [kind, facet, value, f"{value}~"]
    return f"{question} = ?", [kind, facet, value]
