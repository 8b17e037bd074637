"""What else is known of a report: its story, its copies and versions, how often it was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.store.asking import among


@dataclass(frozen=True, slots=True)
class Kin:
    """A report that is one text with another, or another version of its page."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    words: str  # hash of its words


def copies_of_report(connection: sa.Connection, report: str) -> tuple[str | None, list[Kin]]:
    """The story of a report, and its copies and versions in order of publication, itself among them."""
    question = (
        "SELECT j.report, r.title, r.publisher, r.published, r.url, j.words FROM joined j"
        " JOIN readings r ON r.number = j.reading WHERE j.copies = (SELECT copies FROM joined WHERE report = ?)"
        " ORDER BY j.moment, j.report"
    )
    link = (
        "SELECT links.link FROM linked JOIN links ON links.number = linked.link"
        " WHERE linked.kind = 'story' AND linked.member = ?"
    )
    story = connection.exec_driver_sql(link, (report,)).scalar()
    return story, [Kin(*row) for row in connection.exec_driver_sql(question, (report,))]


def readings_of_report(connection: sa.Connection, report: str) -> int:
    """How often a report was read; all but the last reading are superseded."""
    question = "SELECT count(*) FROM readings WHERE report = ?"
    found: int = connection.exec_driver_sql(question, (report,)).scalar_one()
    return found


def stories_of_reports(connection: sa.Connection, reports: Iterable[str]) -> dict[str, str]:
    """The ids of the stories of some reports."""
    question = (
        "SELECT linked.member, links.link FROM linked JOIN links ON links.number = linked.link"
        " WHERE linked.kind = 'story' AND linked.member IN (SELECT value FROM json_each(?))"
    )
    return dict(map(tuple, among(connection, question, reports)))
