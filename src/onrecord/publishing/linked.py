"""What a record file comes to across its reports: copies, stories and incidents, as the contract's objects.

Reports that have come since it was last asked for are joined to the others first.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from onrecord.linking.copies import CopyGroup, agencies_by_report, copies_of, reuses_of
from onrecord.linking.joining import collector_at_rest, join_new
from onrecord.linking.joint import incidents_of
from onrecord.linking.listed import Listed
from onrecord.linking.stories import Story, stories_of
from onrecord.publishing.incidents import incident_object
from onrecord.store.record_file import RecordFile

POLICY = "latest-majority"


@contextmanager
def joined(record: RecordFile) -> Iterator[RecordFile]:
    """A record whose reports are joined to each other; where it can't be written to, a copy of it."""
    try:
        join_new(record)
    except sa.exc.OperationalError as error:
        if "readonly" not in str(error.orig):
            raise
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "record.db"
            shutil.copyfile(record.path, path)
            with type(record)(path) as copy:
                join_new(copy)
                yield copy
        return
    yield record


def copies_in(record: RecordFile) -> Iterator[CopyGroup]:
    """All that is copied in a record."""
    with joined(record) as known:
        yield from copies_of(known)
        yield from reuses_of(known)


def stories_in(record: RecordFile) -> Iterator[Story]:
    """The stories of a record."""
    with joined(record) as known:
        yield from stories_of(known)


def incidents_in(record: RecordFile, policy: str = POLICY) -> Iterator[dict[str, Any]]:
    """The incidents of a record across its reports, each with its figures reconciled by a policy."""
    with joined(record) as known:
        copies = list(copies_of(known))
        copy_groups = {one.id: group.copy_group for group in copies for one in group.reports}
        agencies = agencies_by_report(copies)
        for story in stories_of(known):
            with collector_at_rest():
                own = (one for one in incidents_of(known, story) if one.story == story.story)
                found = [incident_object(one, copy_groups, agencies, policy) for one in own]
            yield from found


def story_object(story: Story) -> dict[str, Any]:
    """A story, as `onrecord stories --format jsonl` writes it."""
    return {"story": story.story, "title": story.title, "reports": [named(one) for one in story.reports]}


def copy_object(group: CopyGroup) -> dict[str, Any]:
    """A group of copies, as `onrecord copies --format jsonl` writes it."""
    return {
        "copy_group": group.copy_group,
        "kind": group.kind,
        "agency": group.agency,
        "reports": [named(one) for one in group.reports],
        "paragraphs": [
            {
                "report": one.report,
                "span": [one.span.start, one.span.end],
                "from_report": one.from_report,
                "from_span": [one.from_span.start, one.from_span.end],
                "quotes": {"span": one.span.text, "from_span": one.from_span.text},
            }
            for one in group.paragraphs
        ],
    }


def named(report: Listed) -> dict[str, str]:
    return {"id": report.id, "source": report.source}
