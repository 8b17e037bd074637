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
