"""What the verbs that tell of a whole record write, a line an object: the contract's shapes, and ours beside them.

Offsets are half-open, in code points of the report that is named beside them.
"""

from __future__ import annotations

from typing import TypedDict

from onrecord.model.records import Certainty, EventType, Measure, Precision
from onrecord.publishing.parts import NotAddingUp
from onrecord.reconciling.series import Number, Standing, Status


class NamedReport(TypedDict):
    """A report by its id and where it was taken from."""

    id: str
    source: str


class StoryObject(TypedDict):
    """A line of `onrecord stories --format jsonl`."""

    story: str
    title: str | None
    reports: list[NamedReport]


class ParagraphQuotes(TypedDict):
    """The words of a paragraph that was taken over, here and where it came from."""

    span: str
    from_span: str


class ParagraphObject(TypedDict):
    """A paragraph that stands in another report too."""

    report: str
    span: list[int]
    from_report: str
    from_span: list[int]
    quotes: ParagraphQuotes


class CopyObject(TypedDict):
    """A line of `onrecord copies --format jsonl`; kind: exact, near, version or paragraphs."""

    copy_group: str
    kind: str
    agency: str | None
    reports: list[NamedReport]
    paragraphs: list[ParagraphObject]


class PlaceObject(TypedDict):
    """Where an incident happened; precision: point, city, admin2, admin1 or country."""

    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: str


class DateObject(TypedDict):
    """When an incident happened, inclusive; precision: day, month or year."""

    start: str | None
    end: str | None
    precision: str | None


class ToldReport(NamedReport):
    """A report that tells of an incident, and the group of copies that it is in."""

    publisher: str | None
    published: str | None
    copy_group: str | None


class PerpetratorObject(TypedDict):
    """Who is said to have done it, in one report; named: by a name, not by a description."""

    name: str
    named: bool
    certainty: Certainty
    said_by: str | None
    report: str
    span: list[int]
    quote: str


class BoundsObject(TypedDict):
    """A number with the least and the most that its words allow."""

    value: Number | None
    low: Number | None
    high: Number | None


class EntryObject(TypedDict):
    """One telling of a figure; comes_to: what its voice gives with it, the sum where it adds to an earlier one."""

    published: str | None
    value: Number | None
    low: Number | None
    high: Number | None
    precision: Precision
    said_by: str
    chain: list[str]
    report: str
    span: list[int] | None
    quote: str | None
    comes_to: BoundsObject | None
    standing: Standing
    rule: str


class FigureObject(TypedDict):
    """What a count of an incident comes to, by a named policy, and the series that it comes from."""

    measure: Measure
    population: str | None
    best: Number | None
    low: Number | None
    high: Number | None
    status: Status
    why: str
    policy: str
    independent_sources: int
    series: list[EntryObject]
    not_adding_up: list[NotAddingUp]


class IncidentObject(TypedDict):
    """A line of `onrecord incidents --format jsonl`: one happening in all reports that tell it."""

    id: str
    type: EventType | None
    subtype: str | None
    summary: str | None
    place: PlaceObject | None
    date: DateObject
    background: bool
    story: str
    reports: list[ToldReport]
    events: list[str]
    perpetrators: list[PerpetratorObject]
    figures: list[FigureObject]
