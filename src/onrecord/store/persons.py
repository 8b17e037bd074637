"""Who the entities of reports are, and what they said: looked up for the pages of people."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from onrecord.store.asking import among, keep_rows
from onrecord.store.shown import forget_stories

AT_ONCE = 100  # reports in which it is looked for what somebody says
TOLD_OF = (  # the cross joins keep SQLite to this order
    "SELECT r.number FROM shown_people p CROSS JOIN readings r ON r.report = p.report AND +r.superseded = 0"
    " WHERE p.person = ? ORDER BY r.published DESC, r.number DESC"
)
SAID_BY = (
    "SELECT DISTINCT s.id, s.words, s.act, s.kind, r.report, r.published, r.publisher, r.source, s.speaker, r.number"
    " FROM json_each(?) asked CROSS JOIN readings r ON r.number = asked.value"
    " CROSS JOIN statements s ON s.reading = r.number"
    " CROSS JOIN shown_people p ON p.report = r.report AND +p.name = s.speaker AND +p.person = ?"
    " ORDER BY r.published DESC, r.number DESC"
)


def statements_by(connection: sa.Connection, person: str, skip: int, size: int) -> list[sa.Row[Any]]:
    """What somebody said, by whatever name, the last first: of the last reports, as many as it takes."""
    rows = connection.exec_driver_sql(TOLD_OF, (person,))
    readings = list(dict.fromkeys(row.number for row in rows))
    found: list[sa.Row[Any]] = []
    for at in range(0, len(readings), AT_ONCE):
        asked = json.dumps(readings[at : at + AT_ONCE])
        found += connection.exec_driver_sql(SAID_BY, (asked, person))
        if len(found) >= skip + size:
            break
    return found[skip : skip + size]


def keep_people(connection: sa.Connection, story: int, rows: Iterable[tuple[str, str, str, str]]) -> None:
    """Keep who the entities of a story's reports are."""
    keep_rows(
        connection,
        "INSERT OR REPLACE INTO shown_people (report, entity, name, person, story) VALUES (?, ?, ?, ?, ?)",
        [(*row, story) for row in rows],
    )


def people_called(connection: sa.Connection, name: str) -> list[str]:
    """Who goes by a name, those of most reports first."""
    question = "SELECT person FROM shown_people WHERE name = ? GROUP BY person ORDER BY count(*) DESC, person"
    return [row.person for row in connection.exec_driver_sql(question, (name,))]


def members_of_person(connection: sa.Connection, person: str, most: int) -> list[str]:
    """The entities that are somebody, each by its report and its id, the last first."""
    question = "SELECT report || ':' || entity AS member FROM shown_people WHERE person = ? ORDER BY story DESC LIMIT ?"
    return [row.member for row in connection.exec_driver_sql(question, (person, most))]


def forget_people(connection: sa.Connection, people: Iterable[str]) -> None:
    """Let the stories that tell of some people be made anew."""
    question = "SELECT DISTINCT story FROM shown_people WHERE person IN (SELECT value FROM json_each(?))"
    forget_stories(connection, [row.story for row in among(connection, question, people)])
