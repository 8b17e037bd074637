"""What is found, as people decided: the rows by which a reading is found are made from it as reviewed."""

from __future__ import annotations

import sqlalchemy as sa

from onrecord.review.reviewed_file import view_of, with_decisions
from onrecord.store import tables
from onrecord.store.decisions import has_decisions
from onrecord.store.record_file import RecordFile
from onrecord.store.writing import keep_rows_anew

STALE = (  # readings that are found as they were read, or as other decisions made them
    "SELECT r.number, r.report, d.n FROM (SELECT report, count(*) AS n FROM decisions WHERE report IS NOT NULL"
    " GROUP BY report) d JOIN readings r ON r.report = d.report AND +r.superseded = 0"
    " LEFT JOIN found_as f ON f.reading = r.number WHERE f.decisions IS NOT d.n"
)
KNOWN = "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'found_as')"


def find_as_decided(record: RecordFile) -> int:
    """Let reports be found by what people decided on them; of how many the rows were made anew.

    It is done again where a decision came or a later reading has taken the place of that on which it was made.
    """
    with record.engine.connect() as connection:
        if not has_decisions(connection):
            return 0
        known = connection.exec_driver_sql(KNOWN).scalar()
    if not known:
        with record.writing() as connection:
            tables.metadata.create_all(connection, tables=[tables.found_as])
    with record.engine.connect() as connection:
        stale = connection.exec_driver_sql(STALE).all()
    for row in stale:
        make_anew(record, row)
    return len(stale)


def make_anew(record: RecordFile, row: sa.Row[tuple[int, str, int]]) -> None:
    """Make the rows of one reading."""
    (reviewed,) = with_decisions(record, list(record.opened([row.number])))
    with record.writing() as connection:
        keep_rows_anew(connection, row.number, view_of(reviewed))
        kept = "INSERT OR REPLACE INTO found_as (reading, decisions) VALUES (?, ?)"
        connection.exec_driver_sql(kept, (row.number, row.n))
