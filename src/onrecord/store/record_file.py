"""A record file: one SQLite file that keeps reports, their readings and the bytes they came from."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Any

import orjson
import sqlalchemy as sa
import zstandard

from onrecord.model.reading_back import from_json
from onrecord.model.records import ReaderInfo, Record, Report
from onrecord.model.view import RecordView
from onrecord.store import tables
from onrecord.store.asking import among
from onrecord.store.fulltext import FullText, Hit
from onrecord.store.writing import Capture, add_reading, reading_key


class NotARecord(Exception):
    """A file that is not a record, or one of another version; the message says which and what to do."""


class DamagedRecord(NotARecord):
    """A record of which a part cannot be read any more."""


UNREADABLE = (ValueError, KeyError, TypeError, zstandard.ZstdError)  # what is kept is no record, or nothing at all
CACHE = 8_192  # KiB of a record kept in memory by each connection: a small record fills it as a large one does
OPENED = 32  # readings that are fetched at once
PACKED = "SELECT number, record FROM readings WHERE number IN (SELECT value FROM json_each(?))"
CURRENT = (  # the plus keeps SQLite from looking through all that is not superseded
    "SELECT number FROM readings WHERE report IN (SELECT value FROM json_each(?)) AND +superseded = 0 ORDER BY number"
)
TEXTS = "SELECT report, record FROM readings WHERE report IN (SELECT value FROM json_each(?)) AND +superseded = 0"
REPORT = '"report": '  # in a reading's JSON what comes after it is the report, without its records
SceneOf = tuple[str, str, Sequence[str]]  # an incident or a person, a report that tells of it, the parts that do
DECODER = json.JSONDecoder()
PATIENCE = 30.0  # seconds to wait for another writer: a batch of the largest reports takes less
PAUSE = 0.05  # seconds before a file that another program uses is asked for again


@dataclass(frozen=True, slots=True)
class Choice:
    """Which reports are asked for; None asks for all."""

    report: str | None = None  # an id, the beginning of one, or a part of the source or the title
    speaker: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    type: str | None = None
    by_date: bool = False  # in the order of publication, else as they were kept
    reports: tuple[str, ...] = ()  # these, by their ids


class RecordFile:
    """An open record file.  Writing is a transaction a batch: what `add` has returned from is on the disk."""

    def __init__(self, path: Path, create: bool = False) -> None:
        if path.is_dir():
            raise NotARecord(f"{path} is a folder; name the record file in it")
        if not create and not path.is_file():
            raise NotARecord(f"there is no record at {path}; make one with: onrecord build INPUT... -o {path}")
        if create and not path.absolute().parent.is_dir():
            raise NotARecord(f"there is no folder {path.parent} to keep {path.name} in; make it first")
        self.path = path
        self.engine = sa.create_engine("sqlite://", creator=lambda: connect(path), poolclass=sa.pool.QueuePool)
        try:
            self.open(create)
        except sa.exc.DatabaseError as error:
            self.engine.dispose()
            if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
                raise  # a record that finds no room is one all the same
            raise no_record(path, error) from error
        except NotARecord:
            self.engine.dispose()
            raise

    def open(self, create: bool) -> None:
        """Create the tables of a new file; refuse one of another version."""
        with self.engine.connect() as connection:
            names = set(sa.inspect(connection).get_table_names())
        if not names and create:
            self.create()
        elif "about" not in names:
            raise NotARecord(f"{self.path} is not a record, though SQLite can open it; name another file")
        with self.engine.connect() as connection:
            version = connection.scalar(sa.select(tables.about.c.value).where(tables.about.c.key == "schema"))
        if version != str(tables.SCHEMA_VERSION):
            newer = str(version).isdecimal() and int(str(version)) > tables.SCHEMA_VERSION
            raise NotARecord(
                f"{self.path} is a record of version {version}, this program reads version {tables.SCHEMA_VERSION}; "
                + ("take a newer onrecord" if newer else "build it again from its sources")
                + ", or use the program that made it"
            )

    def create(self) -> None:
        """The tables, where no other program is quicker; in WAL mode, so that readers and a writer don't wait."""
        with self.writing() as connection:
            tables.metadata.create_all(connection)
            FullText(connection).create()
            about = sa.insert(tables.about).prefix_with("OR IGNORE")
            connection.execute(about.values(key="schema", value=str(tables.SCHEMA_VERSION)))
        self.let_read_and_write()

    def let_read_and_write(self) -> None:
        """Set WAL mode, for which SQLite itself waits for nobody: another build of the record may be writing."""
        for left in range(round(PATIENCE / PAUSE), -1, -1):
            try:
                with self.engine.connect() as connection:
                    connection.exec_driver_sql("PRAGMA journal_mode = WAL")
                return
            except sa.exc.OperationalError as error:
                if not left or getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                sleep(PAUSE)

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that no other writer comes between, from its first question on."""
        with self.engine.begin() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> RecordFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # writing

    def has(self, report: Report, reader: ReaderInfo) -> bool:
        """Whether this very reading is kept already."""
        wanted = sa.select(tables.readings.c.number).where(tables.readings.c.key == reading_key(report, reader))
        with self.engine.connect() as connection:
            return connection.scalar(wanted) is not None

    def add(self, batch: Iterable[Capture]) -> int:
        """Keep a batch in one transaction; how many readings are new."""
        with self.writing() as connection:
            return sum(add_reading(connection, capture) for capture in batch)

    def refuse(self, source: str, code: str, message: str, language: str | None) -> None:
        """Keep why an input was refused or failed."""
        row = {"source": source, "code": code, "message": message, "language": language}
        with self.writing() as connection:
            connection.execute(sa.insert(tables.refused).prefix_with("OR REPLACE"), row)

    # reading

    def records(self, choice: Choice | None = None, superseded: bool = False) -> Iterator[Record]:
        """The records chosen, in the order in which they were kept."""
        for made in self.documents(choice, superseded):
            yield from_json(made)

    def views(self, choice: Choice | None = None) -> Iterator[RecordView]:
        """The same, ids replaced by what they stand for."""
        return map(RecordView, self.records(choice))

    def documents(self, choice: Choice | None = None, superseded: bool = False) -> Iterator[dict[str, Any]]:
        """The records chosen, as the contract's objects."""
        with self.engine.connect() as connection:
            numbers = [row.number for row in connection.execute(chosen_readings(choice or Choice(), superseded))]
        yield from self.opened(numbers)

    def readings(self, numbers: Iterable[int], without: Iterable[str] = ()) -> Iterator[Record]:
        """Readings by their numbers, in that order, without kinds of records that nobody asks for."""
        left_out: dict[str, Any] = {kind: [] for kind in without}
        for made in self.opened(numbers):
            yield from_json(made | left_out)

    def books(self, reports: Iterable[str]) -> dict[str, RecordView]:
        """Records of reports, by their ids."""
        with self.engine.connect() as connection:
            numbers = [row.number for row in among(connection, CURRENT, reports)]
        return {book.report.id: book for book in map(RecordView, self.readings(numbers))}

    def texts(self, reports: Iterable[str]) -> dict[str, str]:
        """The texts of reports, by their ids."""
        with self.engine.connect() as connection:
            packed = list(map(tuple, among(connection, TEXTS, reports)))
        unpack = zstandard.ZstdDecompressor().decompress
        try:
            return {report: report_in(unpack(record))["text"] for report, record in packed}
        except UNREADABLE as error:
            raise DamagedRecord(f"a reading of {self.path} is damaged: {error}") from error

    def opened(self, numbers: Iterable[int]) -> Iterator[dict[str, Any]]:
        """Readings by their numbers, as the contract's objects."""
        wanted = list(numbers)
        unpack = zstandard.ZstdDecompressor().decompress
        with self.engine.connect() as connection:
            for at in range(0, len(wanted), OPENED):
                some = wanted[at : at + OPENED]
                packed = dict(map(tuple, among(connection, PACKED, some)))
                for number in some:
                    try:
                        made: dict[str, Any] = orjson.loads(unpack(packed[number]))
                    except UNREADABLE as error:
                        raise DamagedRecord(f"reading {number} of {self.path} is damaged: {error}") from error
                    yield made

    def decided_among(self, reports: Iterable[str]) -> set[str]:
        """The reports whose records are as people decided: as read, none."""
        return set()

    def incidents_decided(self, scenes: Sequence[SceneOf]) -> list[str]:
        """To which incident each of some scenes belongs: as read, to the one to which it was joined."""
        return [link for link, _, _ in scenes]

    def people_decided(self, entities: Sequence[SceneOf]) -> list[str]:
        """Who each of some entities is: as read, who it was found to be."""
        return [person for person, _, _ in entities]

    def figures_parted(self, reports: Collection[str]) -> dict[str, set[str]]:
        """By report the figures on which people decided apart from what they stand with: none in a bare record."""
        return {}

    def incidents_merged(self) -> set[str]:
        """Incidents that were merged with others, maybe of other stories."""
        return set()

    def holds(self, choice: Choice) -> bool:
        """Whether any report fits."""
        with self.engine.connect() as connection:
            return connection.scalar(chosen_readings(choice, False).limit(1)) is not None

    def capture(self, raw_sha256: str) -> tuple[bytes, str] | None:
        """The bytes that a report was taken from, and their media type."""
        wanted = sa.select(tables.captures.c.raw, tables.captures.c.media_type)
        with self.engine.connect() as connection:
            row = connection.execute(wanted.where(tables.captures.c.raw_sha256 == raw_sha256)).first()
        try:
            return (zstandard.decompress(row.raw), row.media_type) if row else None
        except UNREADABLE as error:
            raise DamagedRecord(f"the bytes {raw_sha256} in {self.path} are damaged: {error}") from error

    def search(self, words: str, limit: int = 20, marks: tuple[str, str] = ("[", "]")) -> list[Hit]:
        """Reports and statements that hold all the words, best first."""
        with self.engine.connect() as connection:
            return FullText(connection).search(words, limit, marks)

    def count(self) -> dict[str, int]:
        """How many reports, superseded readings, statements, events, figures and refusals are kept."""
        kinds = {"statements": tables.statements, "events": tables.events, "figures": tables.figures}
        with self.engine.connect() as connection:
            current = tables.readings.c.superseded == 0

            def number(table: sa.Table, *conditions: sa.ColumnElement[bool]) -> int:
                return connection.scalar(sa.select(sa.func.count()).select_from(table).where(*conditions)) or 0

            of_current = {
                name: number(kind.join(tables.readings, kind.c.reading == tables.readings.c.number), current)  # type: ignore[arg-type]
                for name, kind in kinds.items()
            }
            return {
                "reports": number(tables.readings, current),
                "superseded": number(tables.readings, ~current),
                **of_current,
                "refused": number(tables.refused),
            }


def no_record(path: Path, error: sa.exc.DatabaseError) -> NotARecord:
    """Why a file can't be opened as a record, and what would do."""
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # SQLite's primary result code
    if code == sqlite3.SQLITE_NOTADB:
        return NotARecord(f"{path} is not a record but a file of another kind; if it is a report, make a record of it "
                          f"with: onrecord build {path} -o record.db")  # fmt: skip
    if code == sqlite3.SQLITE_CORRUPT:
        return DamagedRecord(f"{path} is damaged; take it from a copy, or build it again from its sources")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return NotARecord(f"another program keeps {path} locked; wait until it is done, or end it")
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY):
        return NotARecord(f"{path} or its folder may not be used; have it opened for you, or take a copy of it")
    return NotARecord(f"{path} is not a record, though SQLite can open it ({error.orig}); name another file")


def report_in(made: bytes) -> dict[str, Any]:
    """The report in a reading's JSON; what was read in it, six times as long, is not looked at.

    >>> report_in(b'{"format": 1, "report": {"text": "Two died."}, "entities": []}')
    {'text': 'Two died.'}
    """
    written = made.decode()
    found: dict[str, Any]
    found, _ = DECODER.raw_decode(written, written.index(REPORT) + len(REPORT))
    return found


def connect(path: Path) -> sqlite3.Connection:
    """A connection on which SQLAlchemy begins transactions, and a commit is on the disk.

    A record where nothing can be written, on a read-only disk, is opened as one that nobody changes.
    """
    folder = path.absolute().parent
    if path.is_file() and not os.access(folder, os.W_OK) and not Path(f"{path}-wal").exists():
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    made = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    made.execute("PRAGMA synchronous = FULL")
    made.execute("PRAGMA foreign_keys = ON")
    made.execute(f"PRAGMA cache_size = -{CACHE}")
    return made


def chosen_readings(choice: Choice, superseded: bool) -> sa.Select[tuple[int]]:
    """The numbers of the readings that a choice asks for."""
    kept = tables.readings.c
    order = (kept.published, kept.number) if choice.by_date else (kept.number,)
    query = sa.select(kept.number).order_by(*order)
    if not superseded:
        query = query.where(kept.superseded == 0)
    if choice.report:
        part = choice.report
        query = query.where(
            kept.report.startswith(part, autoescape=True)
            | kept.source.icontains(part, autoescape=True)
            | kept.title.icontains(part, autoescape=True)
        )
    if choice.reports:
        query = query.where(kept.report.in_(choice.reports))
    if choice.since:
        query = query.where(kept.published >= choice.since)
    if choice.until:
        query = query.where(kept.published < choice.until + "~")  # the whole of the last day
    asked = (
        (tables.statements, tables.statements.c.speaker, choice.speaker),
        (tables.places, tables.places.c.name, choice.place),
        (tables.events, tables.events.c.type, choice.type),
    )
    for table, column, words in asked:
        if words:
            found = sa.select(table.c.reading).where(column.icontains(words, autoescape=True))
            query = query.where(kept.number.in_(found))
    return query
