"""Records made for tests of linking: invented reports kept in a file, as a build keeps them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from onrecord.linking.copies import CopyGroup, copies_of, reuses_of
from onrecord.linking.incidents import Told, join_incidents
from onrecord.linking.joining import groups_of, join_new, when
from onrecord.linking.joint import JointIncident, incidents_of
from onrecord.linking.scenes import scenes_of
from onrecord.linking.stories import Story, stories_of
from onrecord.model.records import ReaderInfo, Record, Report
from onrecord.store.links import give_ids
from onrecord.store.record_file import RecordFile
from onrecord.store.writing import Capture
from tests.linking import told as made


@contextmanager
def empty_record() -> Iterator[RecordFile]:
    with tempfile.TemporaryDirectory() as folder, RecordFile(Path(folder) / "record.db", create=True) as record:
        yield record


def keep(record: RecordFile, reports: Iterable[Report | made.Told]) -> None:
    """Keep reports, in that order, with what they tell."""
    for one in reports:
        told = one.view.record if isinstance(one, made.Told) else Record(one, ReaderInfo("test", {}, ""))
        raw = told.report.id.encode()
        hashed = replace(told.report, raw_sha256=sha256(raw).hexdigest())
        record.add([Capture(replace(told, report=hashed), raw, "text/plain")])


def find_copies(reports: Iterable[Report]) -> tuple[CopyGroup, ...]:
    with empty_record() as record:
        keep(record, reports)
        join_new(record)
        return (*copies_of(record), *reuses_of(record))


def find_stories(reports: Iterable[Report]) -> tuple[Story, ...]:
    with empty_record() as record:
        keep(record, reports)
        join_new(record)
        return tuple(stories_of(record))


def join(*told: made.Told) -> tuple[JointIncident, ...]:
    """The incidents of some reports, all of which are one story."""
    ordered = sorted(told, key=lambda one: (when(one.report.published), one.report.id))
    with empty_record() as record:
        keep(record, ordered)
        join_new(record)
        with record.writing() as connection:
            connection.exec_driver_sql("DELETE FROM scenes")
            connection.exec_driver_sql("UPDATE joined SET story = 1")
            scenes = {(1, one.report.id): [Told.of(scene) for scene in scenes_of(one.view)] for one in ordered}
            touched = join_incidents(connection, scenes, {})
            give_ids(connection, "incident", groups_of(connection, "incident", touched))
        return tuple(incidents_of(record, Story("story", 1, "", ())))
