"""Full-text search over reports and statements: one small interface, FTS5 behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

CREATE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5("
    'reading UNINDEXED, id UNINDEXED, title, body, tokenize = "unicode61 remove_diacritics 2")'
)
SEARCH = sa.text(
    "SELECT words.reading, words.id, readings.report, readings.source, readings.title, "
    "readings.publisher, readings.published, "
    "snippet(words, 3, :open, :close, ' … ', 16) AS snippet "
    "FROM words JOIN readings ON readings.number = words.reading WHERE words MATCH :query AND words.rowid >= :since "
    "ORDER BY rank LIMIT :limit"
)
RANKED = 1000  # hits that are put in order, the newest: to weigh all of a common word takes a search its time
SINCE = sa.text("SELECT rowid FROM words WHERE words MATCH :query ORDER BY rowid DESC LIMIT 1 OFFSET :ranked")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is searched: a whole report (id None) or one statement of it."""

    reading: int
    id: str | None
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found: where, and the words around it with the found ones marked."""

    report: str
    source: str
    title: str | None
    statement: str | None
    snippet: str
    publisher: str | None = None
    published: str | None = None


class FullText:
    """The index of a record file."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection

    def create(self) -> None:
        self.connection.execute(sa.text(CREATE))

    def add(self, entries: Iterable[Entry]) -> None:
        rows = [{"reading": e.reading, "id": e.id, "title": e.title, "body": e.body} for e in entries]
        if rows:
            insert = "INSERT INTO words (reading, id, title, body) VALUES (:reading, :id, :title, :body)"
            self.connection.execute(sa.text(insert), rows)

    def drop(self, reading: int) -> None:
        """Forget a reading that another has superseded."""
        self.connection.execute(sa.text("DELETE FROM words WHERE reading = :reading"), {"reading": reading})

    def search(self, words: str, limit: int, marks: tuple[str, str]) -> list[Hit]:
        """The best hits for some words, all of which must stand in them; "quoted words" stand together.

        Of very many hits only the newest are put in order.
        """
        query = match_query(words)
        if not query:
            return []
        since = self.connection.scalar(SINCE, {"query": query, "ranked": RANKED}) or 0
        asked = {"query": query, "since": since, "limit": limit, "open": marks[0], "close": marks[1]}
        rows = self.connection.execute(SEARCH, asked)
        return [
            Hit(row.report, row.source, row.title, row.id, row.snippet, row.publisher, row.published) for row in rows
        ]


def match_query(words: str) -> str:
    """FTS5's query for words as people type them: every word quoted, so that none is an operator.

    >>> match_query('blockade of "Havana harbour"')
    '"blockade" "of" "Havana harbour"'
    """
    found = re.findall(r'"([^"]+)"|([^\s"]+)', words)
    terms = [re.sub(r"[^\w\s]+", " ", phrase or word).strip() for phrase, word in found]
    return " ".join(f'"{term}"' for term in terms if term)
