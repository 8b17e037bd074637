"""Questions about many values at once: one statement, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson
import sqlalchemy as sa


def among(connection: sa.Connection, question: str, values: Iterable[Any], *more: Any) -> Iterator[Any]:
    """The rows that answer a question of the form "... IN (SELECT value FROM json_each(?))", with what more it asks."""
    asked = sorted(set(values))
    if asked:
        yield from connection.exec_driver_sql(question, (orjson.dumps(asked).decode(), *more))


def keep_rows(connection: sa.Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Run a statement for each of some rows, where there are any."""
    kept = list(rows)
    if kept:
        connection.exec_driver_sql(statement, kept)
