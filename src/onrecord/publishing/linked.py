"""What a record file comes to across its reports: copies, stories and incidents, as the contract's objects.

The groups are found anew each time, from all reports, so that they never depend on the order in which these came; the
ids that they were given before are kept in the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from onrecord.linking.copies import CopyGroup, agencies_by_report, find_copies
from onrecord.linking.incidents import JointIncident, find_joint_incidents
from onrecord.linking.stories import Story, find_stories
from onrecord.model.records import Report
from onrecord.publishing.incidents import incident_object
from onrecord.store.links import keep_links
from onrecord.store.record_file import Choice, RecordFile

POLICY = "latest-majority"


def reports_in(record: RecordFile) -> list[Report]:
    """All reports of a record."""
    return [one.report for one in record.records()]


def copies_in(record: RecordFile, reports: Iterable[Report] | None = None) -> list[CopyGroup]:
    """All that is copied in a record, with the ids that it has there."""
    found = find_copies(reports_in(record) if reports is None else reports)
    ids = keep_links(
        record, "copies", [(one.copy_group, [report.id for report in one.reports]) for one in found if one.reports]
    )
    return [replace(one, copy_group=ids.get(one.copy_group, one.copy_group)) for one in found]


def stories_in(record: RecordFile, reports: Iterable[Report] | None = None) -> list[Story]:
    """The stories of a record, with the ids that they have there."""
    found = find_stories(reports_in(record) if reports is None else reports)
    ids = keep_links(record, "stories", [(one.story, [report.id for report in one.reports]) for one in found])
    return [replace(one, story=ids[one.story]) for one in found]


def incidents_in(record: RecordFile, policy: str = POLICY) -> Iterator[dict[str, Any]]:
    """The incidents of a record across its reports, each with its figures reconciled by a policy."""
    reports = reports_in(record)
    copies = copies_in(record, reports)
    copy_groups = {one.id: group.copy_group for group in copies for one in group.reports}
    for story in stories_in(record, reports):
        found = joint_incidents(record, story)
        for one in found:
            yield incident_object(one, copy_groups, agencies_by_report(copies), policy)


def joint_incidents(record: RecordFile, story: Story) -> list[JointIncident]:
    """The incidents of a story, with the ids that they have in the record; only its reports are opened."""
    books = record.views(Choice(reports=tuple(one.id for one in story.reports)))
    found = find_joint_incidents(story, books)
    ids = keep_links(record, "incidents", [(one.incident, members_of(one)) for one in found])
    return [replace(one, incident=ids[one.incident]) for one in found]


def members_of(incident: JointIncident) -> list[str]:
    """What an incident is made of: incidents of reports, else figures."""
    parts = incident.incidents or incident.figures
    return [f"{one.book.report.id}:{one.item.id}" for one in parts]


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
                "report": one.report.id,
                "span": [one.span.start, one.span.end],
                "from_report": one.from_report.id,
                "from_span": [one.from_span.start, one.from_span.end],
                "quotes": {"span": one.span.text, "from_span": one.from_span.text},
            }
            for one in group.paragraphs
        ],
    }


def named(report: Report) -> dict[str, str]:
    return {"id": report.id, "source": report.source}
