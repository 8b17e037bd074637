"""A list as a page or as CSV: its rows, the facets by which they are found, and what would be found without one."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from time import monotonic
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa
from fastapi import Request
from fastapi.responses import Response

from onrecord.publishing.tables import harmless
from onrecord.store.shown import PAGE, counts_of, rows_of
from onrecord.web.rendering import page, the_record

ALL = 100_000  # rows of a CSV at most
FRESH = 30.0  # seconds for which counts are not made anew
KEPT = 500  # counts that are kept
NAMES = {
    "date": "Date", "place": "Place", "type": "Type", "speaker": "Speaker", "publisher": "Publisher",
    "certainty": "Certainty", "country": "Country",
}  # fmt: skip


Counts = dict[str, list[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class List:
    """A kind of list: what it is called, its facets and the columns of its CSV."""

    kind: str
    title: str
    one: str  # what a row is
    facets: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a list by its address."""

    path: str
    chosen: Mapping[str, str]
    words: str
    page: int

    def address(self, page: int = 1, /, **changes: str | None) -> str:
        """The address of the same list with other choices; None takes one away."""
        asked = {**self.chosen, **({"words": self.words} if self.words else {}), **changes}
        kept = {name: value for name, value in asked.items() if value}
        if page > 1:
            kept["page"] = str(page)
        return f"{self.path}?{urlencode(kept)}" if kept else self.path

    @property
    def csv(self) -> str:
        return self.address(format="csv")


def asked_of(request: Request, listed: List) -> Asked:
    """What a request asks of a list; what is no facet of it is left out."""
    told = request.query_params
    number = told.get("page", "1")
    return Asked(
        request.url.path,
        {name: told[name] for name in listed.facets if told.get(name)},
        told.get("words", "").strip()[:200],
        max(int(number), 1) if number.isdecimal() and len(number) < 7 else 1,
    )


def list_page(request: Request, listed: List, template: str) -> Response:
    """A list as a page, or as CSV where `?format=csv` asks for it."""
    asked = asked_of(request, listed)
    with the_record(request).engine.connect() as connection:
        if request.query_params.get("format") == "csv":
            found = rows_of(connection, listed.kind, asked.chosen, asked.words, size=ALL)
            return csv_of(found.rows, listed)
        found = rows_of(connection, listed.kind, asked.chosen, asked.words, asked.page)
        counts = counted(request, connection, listed, asked.chosen, asked.words)
        without = [] if found.total else without_one(connection, listed, asked)
    return page(
        request, template, title=listed.title, listed=listed, asked=asked, found=found, counts=counts, without=without,
        names=NAMES, pages=ceil(found.total / PAGE), first=(asked.page - 1) * PAGE + 1,
        last=min(asked.page * PAGE, found.total),
    )  # fmt: skip


def counted(request: Request, connection: sa.Connection, listed: List, chosen: Mapping[str, str], words: str) -> Counts:
    """The counts of the facets, those of a chosen one as if it were not chosen; made anew when a few seconds old."""
    counts = kept_counts(request, connection, listed, chosen, words)
    for facet in chosen:
        others = {name: value for name, value in chosen.items() if name != facet}
        counts = counts | {facet: kept_counts(request, connection, listed, others, words)[facet]}
    return counts


def kept_counts(
    request: Request, connection: sa.Connection, listed: List, chosen: Mapping[str, str], words: str
) -> Counts:
    """The counts of all facets under a choice."""
    kept: dict[Any, tuple[float, Counts]] = request.app.state.counts
    key = (listed.kind, words, tuple(sorted(chosen.items())))
    if (old := kept.get(key)) and monotonic() - old[0] < FRESH:
        return old[1]
    counts = counts_of(connection, listed.kind, listed.facets, chosen, words)
    if len(kept) >= KEPT:
        kept.clear()
    kept[key] = (monotonic(), counts)
    return counts


def without_one(connection: sa.Connection, listed: List, asked: Asked) -> list[tuple[str, str, int]]:
    """For each choice what would be found without it: its name, the address, the number."""
    found: list[tuple[str, str, int]] = []
    for name in asked.chosen:
        others = {other: value for other, value in asked.chosen.items() if other != name}
        total = rows_of(connection, listed.kind, others, asked.words, size=0).total
        found.append((NAMES[name].lower(), asked.address(**{name: None}), total))
    if asked.words:
        total = rows_of(connection, listed.kind, asked.chosen, size=0).total
        found.append(("words", asked.address(words=None), total))
    return found


def csv_of(rows: Sequence[Mapping[str, Any]], listed: List) -> Response:
    """Rows as CSV; words that a spreadsheet would run as a formula have an apostrophe before them."""
    file = io.StringIO()
    written = csv.DictWriter(file, listed.columns, lineterminator="\n")
    written.writeheader()
    written.writerows(harmless({name: in_a_cell(row.get(name)) for name in listed.columns}) for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{listed.kind}.csv"'}
    return Response(file.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def in_a_cell(value: Any) -> Any:
    """A value as a cell of a table has it.

    >>> in_a_cell([{"counted": "killed", "shown": "12", "status": "agreed"}]), in_a_cell(["mayor", "priest"])
    ('12 killed (agreed)', 'mayor; priest')
    """
    if isinstance(value, list):
        return "; ".join(
            f"{one['shown']} {one['counted']} ({one['status']})" if isinstance(one, dict) else str(one) for one in value
        )
    return value
