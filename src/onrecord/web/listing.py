"""A list as a page or as CSV: its rows, the facets by which they are found, and what would be found without one."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa
from fastapi import Request
from fastapi.responses import Response
from markupsafe import Markup

from onrecord.publishing.tables import harmless
from onrecord.store.facets import Counts, numbers_with, without
from onrecord.store.lists import PAGE, rows_of, total_of
from onrecord.web.counting import Counting, choice_of
from onrecord.web.rendering import page, templates, the_record

ALL = 100_000  # rows of a CSV at most
NAMES = {
    "date": "Date", "place": "Place", "type": "Type", "speaker": "Speaker", "publisher": "Publisher",
    "certainty": "Certainty", "country": "Country",
}  # fmt: skip


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
        if found.total and not found.rows:  # past the last page
            asked = replace(asked, page=ceil(found.total / PAGE))
            found = rows_of(connection, listed.kind, asked.chosen, asked.words, asked.page)
        facets = facets_shown(request, connection, listed, asked)
        without = [] if found.total else without_one(connection, listed, asked)
    return page(
        request, template, title=listed.title, listed=listed, asked=asked, found=found, facets=facets, without=without,
        names=NAMES, pages=ceil(found.total / PAGE), first=(asked.page - 1) * PAGE + 1,
        last=min(asked.page * PAGE, found.total),
    )  # fmt: skip


def facets_shown(request: Request, connection: sa.Connection, listed: List, asked: Asked) -> Markup:
    """The facets of a list, the same on all its pages."""
    counting: Counting = request.app.state.counting
    known, choice = counting.of(connection, listed.kind), choice_of(asked.chosen, asked.words)
    shown = known.shown.get(choice)
    if shown is None:
        among = numbers_with(connection, listed.kind, asked.words) if asked.words else None
        shown = facets_as_shown(listed, asked, known.facets.counts(listed.facets, asked.chosen, among))
        known.keep(choice, shown)
    return Markup(shown)


def facets_as_shown(listed: List, asked: Asked, counts: Mapping[str, Counts]) -> str:
    """Facets as a page has them."""
    listing: Any = templates().get_template("listing.html.j2").module
    return str(listing.facets(listed, asked, counts, NAMES))


def without_one(connection: sa.Connection, listed: List, asked: Asked) -> list[tuple[str, str, int]]:
    """For each choice what would be found without it: its name, the address, the number."""
    found: list[tuple[str, str, int]] = []
    for name in asked.chosen:
        others = without(asked.chosen, name)
        total = total_of(connection, listed.kind, others, asked.words)
        found.append((NAMES[name].lower(), asked.address(**{name: None}), total))
    if asked.words:
        total = total_of(connection, listed.kind, asked.chosen)
        found.append(("words", asked.address(words=None), total))
    return found


def csv_of(rows: Sequence[Mapping[str, Any]], listed: List) -> Response:
    """Rows as CSV; words that a spreadsheet would run as a formula have an apostrophe before them."""
    file = io.StringIO()
    written = csv.DictWriter(file, listed.columns, lineterminator="\n")
    written.writeheader()
    for row in rows:
        figures = row["figures"] if "shown" in listed.columns else ()  # a row a figure
        for told in [{**row, **one} for one in figures] or [dict(row)]:
            written.writerow(harmless({name: in_a_cell(told.get(name)) for name in listed.columns}))
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
