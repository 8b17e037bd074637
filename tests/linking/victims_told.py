"""Victims of invented reports: each read through the whole chain, all of one incident, and one for the past."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord.evaluation.corpora import report_of
from onrecord.language.encoder import encoder
from onrecord.linking.joint import JointIncident
from onrecord.model.records import ReaderInfo
from onrecord.model.view import RecordView
from onrecord.publishing.victims import VictimsObject, victims_objects
from onrecord.reading.readers import read_report

NEWS, PAST = "news", "past"


@cache
def view(text: str, number: int) -> RecordView:
    """What is read of a text, as the report of an outlet of its own, a day after the one before."""
    known = {"published": f"2031-03-{4 + number:02}", "publisher": f"Outlet {number}"}
    return RecordView(read_report(report_of(f"report {number}", text, **known), encoder(), ReaderInfo("test", {}, "")))


def joint(views: Sequence[RecordView], background: bool) -> JointIncident:
    """All that reports tell of as news, or as the past, as one incident."""
    incidents = tuple(one for book in views for one in book.incidents if one.background == background)
    reports = tuple(book for book in views if not background or any(one.book is book for one in incidents))
    name = PAST if background else NEWS
    return JointIncident(name, "story", None, None, None, None, None, None, background, reports, incidents, ())


def victims_of(views: Sequence[RecordView]) -> dict[str, VictimsObject]:
    """The victims of the news and of the past in some reports."""
    found = victims_objects([joint(views, False), joint(views, True)], {})
    return {one["incident"]: one for one in found}
