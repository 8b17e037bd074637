"""Records as tables: a row a cell, one table a kind, for CSV and Parquet."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from onrecord.model.view import PartyView, RecordView

Row = dict[str, Any]

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
        **same(f, "change status said_by"),
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
            yield kind, {"report": report.id, "id": cell.id, **columns(cell)}


def write_csv(views: Iterable[RecordView], folder: Path) -> list[Path]:
    """A CSV file a kind in a folder; the files written."""
    written: dict[str, Any] = {}
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        for view in views:
            for kind, row in rows_of(view):
                if kind not in written:
                    file = files.enter_context(open(folder / f"{kind}.csv", "w", encoding="utf-8", newline=""))
                    written[kind] = csv.DictWriter(file, list(row))
                    written[kind].writeheader()
                written[kind].writerow(row)
    return [folder / f"{kind}.csv" for kind in written]


def write_parquet(views: Iterable[RecordView], folder: Path) -> list[Path]:
    """A Parquet file a kind in a folder; the files written.  Needs pyarrow (the extra `parquet`)."""
    import pyarrow
    from pyarrow import parquet

    folder.mkdir(parents=True, exist_ok=True)
    rows: dict[str, list[Row]] = {}
    for view in views:
        for kind, row in rows_of(view):
            rows.setdefault(kind, []).append(row)
    for kind, kept in rows.items():
        parquet.write_table(pyarrow.Table.from_pylist(kept), folder / f"{kind}.parquet", compression="zstd")
    return [folder / f"{kind}.parquet" for kind in rows]


def json_line(made: dict[str, Any]) -> str:
    """One record as a line of JSONL."""
    return json.dumps(made, ensure_ascii=False, allow_nan=False)
