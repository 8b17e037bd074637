"""Records as tables: a row a cell, one table a kind, for CSV and Parquet."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from onrecord.model.view import PartyView, RecordView
from onrecord.publishing.wording import sureness

Row = dict[str, Any]
UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029]")  # controls and ends of lines that JSON leaves as they are

TRAITS = ("name", "description", "age", "sex", "role", "status")  # of a person who was harmed

# What a table can't hold and JSONL can: every mention but the first, candidates, the spans of participants.
COLUMNS: dict[str, Callable[[Any], Row]] = {
    "statements": lambda s: {
        "kind": s.kind,
        "mode": s.mode,
        "act": s.act,
        "negated": s.negated,
        "speaker": s.said_by,
        "addressees": names(s.addressees),
        "channel": s.item.channel and s.item.channel.label,
        "inside": s.item.parent,
        "words": s.words,
        "start": s.content[0].start if s.content else None,
        "end": s.content[-1].end if s.content else None,
    },
    "events": lambda e: {
        "type": e.type,
        "mode": e.mode,
        "actors": names(e.actors),
        "recipients": names(e.recipients),
        "targets": names(e.targets),
        "place": e.place and e.place.name,
        "country": e.place and e.place.country,
        "date_start": e.time and e.time.start,
        "date_end": e.time and e.time.end,
        "modality": e.modality,
        "certainty": e.certainty,
        "said_by": e.attribution and e.attribution.said_by,
        "background": e.background,
        **where(e.trigger),
    },
    "figures": lambda f: {
        **same(f, "measure value low high precision rule unit"),
        "population": f.population and f.population.label,
        "part_of": f.item.part_of,
        "change": f.change,
        "status": sureness(f.status),
        "said_by": f.said_by,
        "event": f.item.event,
        **where(f.span),
    },
    "facts": lambda k: {
        "subject": k.subject and k.subject.name,
        "relation": k.relation,
        "object": k.object.text,
        "status": k.status,
        "from": k.item.start,
        "to": k.item.end,
        **where(k.span),
    },
    "entities": lambda n: {
        **same(n, "name type sector country"),
        "mentions": len(n.mentions),
        **where(n.mentions[0]),
    },
    "places": lambda p: {
        **same(p, "name kind country admin1 lat lon radius_km geonames confidence"),
        **where(p.mentions[0]),
    },
    "times": lambda t: {"type": t.type, "value": t.value, "from": t.start, "to": t.end, **where(t.span)},
    "incidents": lambda i: {
        **same(i, "type subtype stage"),
        "date_start": i.date.start,
        "date_end": i.date.end,
        "place": i.place and i.place.name,
        "background": i.background,
        "events": "; ".join(i.item.events),
        "summary": i.summary,
    },
    "casualties": lambda v: {
        **{name: trait.value if (trait := getattr(v, name)) else None for name in TRAITS},
        "harms": "; ".join(harm.measure for harm in v.harms),
        "harm_status": sureness(v.harms[0].status),
        "incident": v.harms[0].incident,
        **where(v.span),
    },
}


def same(cell: Any, fields: str) -> Row:
    """The fields that a table has as the record has them."""
    return {name: getattr(cell, name) for name in fields.split()}


def names(parties: Iterable[PartyView]) -> str | None:
    """The names of participants in one cell."""
    return "; ".join(party.name for party in parties) or None


def where(span: Any) -> Row:
    """A cell's words and their offsets."""
    return {"words": span.text, "start": span.start, "end": span.end}


def rows_of(view: RecordView) -> Iterator[tuple[str, Row]]:
    """(table, row) of a record; the first table is that of the reports."""
    report = view.report
    known = same(report, "id source url title publisher agency published language text_sha256 raw_sha256")
    yield "reports", {**known, "byline": "; ".join(report.byline) or None}
    for kind, columns in COLUMNS.items():
        for cell in getattr(view, kind):
            mark = view.decided.get(cell.id)
            decided = f"{mark['action']} by {mark['who']}, {mark['made'][:10]}" if mark else None
            yield kind, {"report": report.id, "id": cell.id, **columns(cell), "decided": decided}


# The columns of each table, in order, and the type of those that hold no text.
TABLES: dict[str, str] = {
    "reports": "id source url title publisher agency published language text_sha256 raw_sha256 byline",
    "statements": (
        "report id kind mode act negated:bool speaker addressees channel inside words start:int end:int decided"
    ),
    "events": (
        "report id type mode actors recipients targets place country date_start date_end modality certainty said_by "
        "background:bool words start:int end:int decided"
    ),
    "figures": (
        "report id measure value:float low:float high:float precision rule unit population part_of change "
        "status said_by event words start:int end:int decided"
    ),
    "facts": "report id subject relation object status from to words start:int end:int decided",
    "entities": "report id name type sector country mentions:int words start:int end:int decided",
    "places": (
        "report id name kind country admin1 lat:float lon:float radius_km:float geonames:int confidence:float words "
        "start:int end:int decided"
    ),
    "times": "report id type value from to words start:int end:int decided",
    "casualties": f"report id {' '.join(TRAITS)} harms harm_status incident words start:int end:int decided",
    "incidents": "report id type subtype stage date_start date_end place background:bool events summary decided",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how what a spreadsheet runs begins
ROWS = 20_000  # rows a table holds before they are written: a group of Parquet


def columns_of(table: str) -> dict[str, str]:
    """The columns of a table with their types: text, int, float or bool.

    >>> list(columns_of("times").items())[-2:]
    [('end', 'int'), ('decided', 'text')]
    """
    parted = (column.partition(":") for column in TABLES[table].split())
    return {name: kind or "text" for name, _, kind in parted}


def harmless(row: Row) -> Row:
    """The row with an apostrophe before each text that a spreadsheet would run as a formula.

    >>> harmless({"title": "=HYPERLINK(...)", "lon": -3.7})
    {'title': "'=HYPERLINK(...)", 'lon': -3.7}
    """
    return {
        name: f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell for name, cell in row.items()
    }


def write_rows(rows: Iterable[Row], columns: Sequence[str], file: IO[str]) -> None:
    """Rows as CSV, with the names of their columns."""
    written = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
    written.writeheader()
    written.writerows(map(harmless, rows))


def write_csv(views: Iterable[RecordView], folder: Path) -> list[Path]:
    """A CSV file a kind in a folder, with the names of its columns where a record holds none; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        written: dict[str, csv.DictWriter[str]] = {}
        for table in TABLES:
            file = files.enter_context(open(folder / f"{table}.csv", "w", encoding="utf-8", newline=""))
            written[table] = csv.DictWriter(file, list(columns_of(table)))
            written[table].writeheader()
        for view in views:
            for table, row in rows_of(view):
                written[table].writerow(harmless(row))
    return [folder / f"{table}.csv" for table in TABLES]


def write_parquet(views: Iterable[RecordView], folder: Path) -> list[Path]:
    """A Parquet file a kind in a folder, of the same types whatever it holds; the files written.

    Needs pyarrow (the extra `parquet`).  Memory does not grow with the record.
    """
    import pyarrow
    from pyarrow import parquet

    types = {"text": pyarrow.string(), "int": pyarrow.int64(), "float": pyarrow.float64(), "bool": pyarrow.bool_()}
    schemas = {
        table: pyarrow.schema([(name, types[kind]) for name, kind in columns_of(table).items()]) for table in TABLES
    }
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        written = {
            table: files.enter_context(parquet.ParquetWriter(folder / f"{table}.parquet", schema, compression="zstd"))
            for table, schema in schemas.items()
        }
        rows: dict[str, list[Row]] = {table: [] for table in TABLES}

        def write(table: str) -> None:
            floats = [name for name, kind in columns_of(table).items() if kind == "float"]
            for row in rows[table]:
                row.update({name: float(row[name]) for name in floats if row[name] is not None})
            written[table].write_table(pyarrow.Table.from_pylist(rows[table], schemas[table]))
            rows[table].clear()

        for view in views:
            for table, row in rows_of(view):
                rows[table].append(row)
                if len(rows[table]) >= ROWS:
                    write(table)
        for table in TABLES:
            write(table)
    return [folder / f"{table}.parquet" for table in TABLES]


def json_line(made: dict[str, Any]) -> str:
    """One record as a line of JSONL: no character in it ends a line, or commands a terminal.

    >>> json_line({"title": "Quay\\u2028closed\\x9b2J"})
    '{"title": "Quay\\\\u2028closed\\\\u009b2J"}'
    """
    line = json.dumps(made, ensure_ascii=False, allow_nan=False)
    return UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", line)
