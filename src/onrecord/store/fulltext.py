"""Full-text search over reports and statements: one small interface, FTS5 behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.store.asking import keep_rows

CREATE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5("
    'reading UNINDEXED, id UNINDEXED, title, body, tokenize = "unicode61 remove_diacritics 2")'
)
CREATE_PLACES = (  # where the rows of a reading stand: to look for them among all takes long
    "CREATE TABLE IF NOT EXISTS words_of (reading INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL)"
    " STRICT"
)
SEARCH = sa.text(
    "SELECT words.reading, words.id, readings.report, readings.source, readings.title, "
    "readings.publisher, readings.published, (SELECT speaker FROM statements"
    " WHERE statements.reading = words.reading AND statements.id = words.id) AS speaker, "
    "snippet(words, 3, :open, :close, ' … ', 16) AS snippet "
    "FROM words JOIN readings ON readings.number = words.reading WHERE words MATCH :query AND words.rowid >= :since "
    "ORDER BY rank LIMIT :limit"
)
RANKED = 1000  # hits that are put in order, the newest: to weigh all of a common word takes a search its time
SINCE = sa.text("SELECT rowid FROM words WHERE words MATCH :query ORDER BY rowid DESC LIMIT 1 OFFSET :ranked")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is searched: a whole report (id None) or one statement of it."""

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
    speaker: str | None = None  # who says the statement


class FullText:
    """The index of a record file."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection

    def create(self) -> None:
        for made in (CREATE, CREATE_PLACES):
            self.connection.exec_driver_sql(made)

    def add(self, reading: int, entries: Iterable[Entry]) -> None:
        """Let a reading be found by some entries."""
        self.create()
        rows = [(reading, one.id, one.title, one.body) for one in entries]
        keep_rows(self.connection, "INSERT INTO words (reading, id, title, body) VALUES (?, ?, ?, ?)", rows)
        last = self.connection.exec_driver_sql("SELECT max(rowid) FROM words").scalar_one()
        place = "INSERT OR REPLACE INTO words_of (reading, first, last) VALUES (?, ?, ?)"
        self.connection.exec_driver_sql(place, (reading, last - len(rows) + 1, last))

    def drop(self, reading: int) -> None:
        """Forget a reading, because another has superseded it or people decided on it."""
        self.create()
        places = "SELECT first, last FROM words_of WHERE reading = ?"
        found = self.connection.exec_driver_sql(places, (reading,)).first()
        where, values = ("rowid BETWEEN ? AND ?", tuple(found)) if found else ("reading = ?", (reading,))
        self.connection.exec_driver_sql(f"DELETE FROM words WHERE {where}", values)
        self.connection.exec_driver_sql("DELETE FROM words_of WHERE reading = ?", (reading,))

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
            Hit(row.report, row.source, row.title, row.id, row.snippet, row.publisher, row.published, row.speaker)
            for row in rows
        ]


def match_query(words: str) -> str:
    """FTS5's query for words as people type them: every word quoted, so that none is an operator.

    >>> match_query('blockade of "Havana harbour"')
    '"blockade" "of" "Havana harbour"'
    """
    found = re.findall(r'"([^"]+)"|([^\s"]+)', words)
    terms = [re.sub(r"[^\w\s]+", " ", phrase or word).strip() for phrase, word in found]
    return " ".join(f'"{term}"' for term in terms if term)
