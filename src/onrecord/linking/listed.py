"""Reports as a record lists them: what is known of each without opening it, and what it was joined to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

import sqlalchemy as sa

from onrecord.model.records import Report
from onrecord.store.asking import among

LISTED = (
    "SELECT j.report, r.source, r.title, r.publisher, r.published, r.url, j.agency, j.words"
    " FROM joined j JOIN readings r ON r.number = j.reading"
)
IN = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Listed:
    """A report without its text."""

    id: str
    source: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    agency: str | None  # whose dispatch it says it is
    words: str  # hash of its words

    @property
    def outlet(self) -> str:
        return outlet_of(self)


def outlet_of(report: Listed | Report) -> str:
    """Who publishes a report; a report that doesn't say stands for itself."""
    return report.publisher or (urlsplit(report.url).hostname if report.url else None) or report.id


def listed(connection: sa.Connection, reports: Iterable[str]) -> dict[str, Listed]:
    """Some reports by their ids."""
    return {row[0]: Listed(*row) for row in among(connection, f"{LISTED} WHERE j.report {IN}", reports)}


def grouped(connection: sa.Connection, kind: str) -> Iterator[tuple[str, int, list[Listed]]]:
    """The groups of a kind, copies or story, each with its id, its number and its reports in order of publication; the
    group that began first comes first."""
    first = f"OVER (PARTITION BY j.{kind} ORDER BY j.moment, j.report)"
    question = (
        f"{LISTED.replace(' FROM', f', links.link, j.{kind} FROM', 1)}"
        " JOIN linked ON linked.kind = ? AND linked.member = j.report JOIN links ON links.number = linked.link"
        f" ORDER BY FIRST_VALUE(j.moment) {first}, FIRST_VALUE(j.report) {first}, j.moment, j.report"
    )
    rows = connection.exec_driver_sql(question, (kind,))
    for (link, number), told in groupby(rows, key=lambda row: (row[-2], row[-1])):
        yield link, number, [Listed(*row[:-2]) for row in told]
