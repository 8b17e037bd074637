"""How a reading is written into a record file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
import zstandard

from onrecord.model.json import as_json
from onrecord.model.records import ReaderInfo, Record, Report
from onrecord.model.view import RecordView
from onrecord.store import tables
from onrecord.store.fulltext import Entry, FullText

FOUND_BY = (tables.statements, tables.events, tables.figures, tables.places)


@dataclass(frozen=True, slots=True)
class Capture:
    """A report's record with the bytes that the report was taken from."""

    record: Record
    raw: bytes
    media_type: str


def reading_key(report: Report, reader: ReaderInfo) -> str:
    """What makes two readings the same: the report's bytes, text and metadata, and the program and models that read
    it; not where it lay, nor the runtime."""
    what = {**asdict(report), "source": None, "reader": [reader.version, sorted(reader.models.items())]}
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()


def add_reading(connection: sa.Connection, capture: Capture) -> bool:
    """Keep one reading; False where it was kept already."""
    record, report = capture.record, capture.record.report
    key = reading_key(report, record.reader)
    if connection.scalar(sa.select(tables.readings.c.number).where(tables.readings.c.key == key)) is not None:
        return False
    keep_bytes(connection, report.raw_sha256, capture)
    supersede(connection, report.id)
    connection.execute(sa.delete(tables.refused).where(tables.refused.c.source == report.source))  # it was mended
    row = sa.insert(tables.readings).values(
        report=report.id, key=key, superseded=0, source=report.source, url=report.url, title=report.title,
        publisher=report.publisher, published=report.published, raw_sha256=report.raw_sha256,
        record=zstandard.compress(json.dumps(as_json(record), ensure_ascii=False).encode()),
    )  # fmt: skip
    keep_rows(connection, connection.execute(row.returning(tables.readings.c.number)).scalar_one(), RecordView(record))
    return True


def keep_bytes(connection: sa.Connection, raw_sha256: str, capture: Capture) -> None:
    row = {"raw_sha256": raw_sha256, "media_type": capture.media_type, "raw": zstandard.compress(capture.raw)}
    connection.execute(sa.insert(tables.captures).prefix_with("OR IGNORE"), row)


def supersede(connection: sa.Connection, report: str) -> None:
    """Mark what was read of a report before as superseded; it stays, but no search finds it."""
    current = (tables.readings.c.report == report) & (tables.readings.c.superseded == 0)
    for number in connection.scalars(sa.select(tables.readings.c.number).where(current)).all():
        FullText(connection).drop(number)
        connection.execute(sa.update(tables.readings).where(tables.readings.c.number == number).values(superseded=1))


def keep_rows(connection: sa.Connection, number: int, view: RecordView) -> None:
    """The rows by which a reading is found."""
    rows: dict[sa.Table, list[dict[str, Any]]] = {
        tables.statements: [
            {"id": s.id, "speaker": s.said_by, "kind": s.kind, "act": s.act, "words": s.words} for s in view.statements
        ],
        tables.events: [
            {
                "id": e.id, "type": e.type, "modality": e.modality, "place": e.place.name if e.place else None,
                "start": e.time.start if e.time else None, "end": e.time.end if e.time else None,
                "words": e.trigger.text,
            }
            for e in view.events
        ],
        tables.figures: [
            {
                "id": f.id, "measure": f.measure, "value": f.value, "low": f.low, "high": f.high, "said_by": f.said_by,
                "words": f.span.text,
            }
            for f in view.figures
        ],
        tables.places: [
            {"id": p.id, "name": p.name, "country": p.country, "lat": p.lat, "lon": p.lon} for p in view.places
        ],
    }  # fmt: skip
    for table, kept in rows.items():
        if kept:
            connection.execute(sa.insert(table), [{"reading": number, **row} for row in kept])
    title = view.title or ""
    said = [Entry(s.id, s.said_by or "", s.words) for s in view.statements]
    FullText(connection).add(number, [Entry(None, title, view.text), *said])


def keep_rows_anew(connection: sa.Connection, number: int, view: RecordView) -> None:
    """Let a reading be found by other rows, because people decided on it."""
    for table in FOUND_BY:
        connection.execute(sa.delete(table).where(table.c.reading == number))
    FullText(connection).drop(number)
    keep_rows(connection, number, view)
