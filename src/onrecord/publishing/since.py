"""What has changed in a record since a day: new reports, versions of pages, figures that moved, new denials."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal, TypedDict

from onrecord.linking.copies import agencies_by_report, copies_of
from onrecord.linking.joint import JointIncident, incidents_of
from onrecord.linking.listed import Listed
from onrecord.linking.moments import day_of
from onrecord.linking.stories import Story, stories_of
from onrecord.linking.versions import Difference, What, denials_of, denied, differences, versions_among
from onrecord.model.records import EventType, Measure
from onrecord.model.span import Span
from onrecord.model.view import RecordView
from onrecord.publishing.incidents import figure_objects
from onrecord.publishing.linked import POLICY, joined
from onrecord.reconciling.series import Number, Status
from onrecord.store.record_file import RecordFile

SETTLED = ("best", "low", "high", "status")


class FromReport(TypedDict):
    """The report that brought a change."""

    report: str
    source: str
    publisher: str | None
    published: str | None


class ReportChange(FromReport):
    """A new report; new_story: all reports of its story are new."""

    change: Literal["report"]
    title: str | None
    story: str
    new_story: bool


class DifferenceQuotes(TypedDict):
    """The words of a difference, in the version before and in the one after."""

    before_span: str | None
    after_span: str | None


class DifferenceObject(TypedDict):
    """What a version of a page says otherwise than the one before it."""

    what: What
    of: str | None
    before: str | None
    after: str | None
    before_span: list[int] | None
    after_span: list[int] | None
    quotes: DifferenceQuotes


class VersionChange(FromReport):
    """A new version of a page, and what it says otherwise than the one before it."""

    change: Literal["version"]
    from_report: str
    from_published: str | None
    differences: list[DifferenceObject]


class SettledObject(TypedDict):
    """What a figure comes to."""

    best: Number | None
    low: Number | None
    high: Number | None
    status: Status


class FigureChange(TypedDict):
    """A figure of an incident that comes to another end than in older reports; before: null where it is new."""

    change: Literal["figure"]
    incident: str
    story: str
    type: EventType | None
    subtype: str | None
    place: str | None
    date: str | None
    measure: Measure
    population: str | None
    before: SettledObject | None
    after: SettledObject
    why: str
    policy: str


class DenialQuotes(TypedDict):
    """The words of a denial."""

    content: list[str]


class DenialChange(FromReport):
    """What somebody denies in a new report and in none before it."""

    change: Literal["denial"]
    story: str
    said_by: str | None
    statement: str
    content: list[list[int]]
    quotes: DenialQuotes


ChangeObject = ReportChange | VersionChange | FigureChange | DenialChange  # a line of `onrecord changes --format jsonl`


def changes_in(record: RecordFile, since: str, policy: str = POLICY) -> Iterator[dict[str, Any]]:
    """What reports published since a day have brought: an object a report, a version, a figure that moved and a new
    denial, story by story.  An undated report is not told: nobody knows whether it is new.

    Only stories that have a new report are opened.
    """
    day = day_of(f"{since}T00:00:00Z")
    assert day is not None, since
    with joined(record) as known:
        groups = list(copies_of(known))
        agencies = agencies_by_report(groups)
        before = {later.id: earlier for group in groups for earlier, later in versions_among(group)}
        told: set[str] = set()  # an incident of several stories is told once
        for story in stories_of(known):
            fresh = {one.id for one in story.reports if is_since(one.published, day)}
            if fresh:
                books = known.books({one.id for one in story.reports})
                yield from new_reports(story, fresh)
                yield from new_versions(known, story, fresh, before)
                incidents = [one for one in incidents_of(known, story) if one.incident not in told]
                told |= {one.incident for one in incidents}
                for incident in incidents:
                    yield from moved_figures(incident, day, agencies, policy)
                yield from new_denials(story, fresh, books)


def is_since(published: str | None, day: float) -> bool:
    when = day_of(published)
    return when is not None and when >= day


def new_reports(story: Story, fresh: set[str]) -> Iterator[dict[str, Any]]:
    for one in story.reports:
        if one.id in fresh:
            yield {"change": "report", **named(one), "title": one.title, "story": story.story,
                   "new_story": all(other.id in fresh for other in story.reports)}  # fmt: skip


def new_versions(
    record: RecordFile, story: Story, fresh: set[str], before: Mapping[str, Listed]
) -> Iterator[dict[str, Any]]:
    """The new versions of pages, with what they say otherwise than those before them."""
    for later in story.reports:
        earlier = before.get(later.id)
        if later.id in fresh and earlier is not None:
            books = record.books((earlier.id, later.id))
            found = differences(books[earlier.id], books[later.id])
            yield {"change": "version", **named(later), "from_report": earlier.id, "from_published": earlier.published,
                   "differences": [difference_object(one) for one in found]}  # fmt: skip


def difference_object(one: Difference) -> dict[str, Any]:
    return {
        "what": one.what, "of": one.of, "before": one.before, "after": one.after,
        "before_span": offsets(one.before_span), "after_span": offsets(one.after_span),
        "quotes": {"before_span": one.before_span and one.before_span.text,
                   "after_span": one.after_span and one.after_span.text},
    }  # fmt: skip


def moved_figures(
    incident: JointIncident, day: float, agencies: Mapping[str, str], policy: str
) -> Iterator[dict[str, Any]]:
    """The figures of an incident that come to something else than what older reports alone came to."""
    old = tuple(one for one in incident.figures if not is_since(one.book.report.published, day))
    if len(old) == len(incident.figures):
        return
    was = {counted(one): one for one in figure_objects(replace(incident, figures=old), agencies, policy)}
    for now in figure_objects(incident, agencies, policy):
        then = was.get(counted(now))
        if then is None or any(then[key] != now[key] for key in SETTLED):
            yield {
                "change": "figure", "incident": incident.incident, "story": incident.story,
                "type": incident.type, "subtype": incident.subtype,
                "place": incident.place.name if incident.place else None,
                "date": incident.start.isoformat() if incident.start else None,
                "measure": now["measure"], "population": now["population"],
                "before": then and {key: then[key] for key in SETTLED}, "after": {key: now[key] for key in SETTLED},
                "why": now["why"], "policy": policy,
            }  # fmt: skip


def counted(figure: Mapping[str, Any]) -> tuple[str, str | None]:
    return figure["measure"], figure["population"]


def new_denials(story: Story, fresh: set[str], books: Mapping[str, RecordView]) -> Iterator[dict[str, Any]]:
    """What somebody denies in a new report and in none before it."""
    known: set[tuple[str, str]] = set()
    for report in story.reports:
        for one in denials_of(books[report.id]):
            if report.id in fresh and denied(one) not in known:
                spans = one.content
                yield {"change": "denial", **named(report), "story": story.story, "said_by": one.said_by,
                       "statement": one.id, "content": [offsets(span) for span in spans],
                       "quotes": {"content": [span.text for span in spans]}}  # fmt: skip
            known.add(denied(one))


def named(report: Listed) -> dict[str, Any]:
    return {"report": report.id, "source": report.source, "publisher": report.publisher, "published": report.published}


def offsets(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
