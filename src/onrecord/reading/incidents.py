"""Incidents of a page."""

from __future__ import annotations

from onrecord.language.page import Page
from onrecord.model.records import Incident, Records
from onrecord.reading.mentions import Mentions


def find_incidents(page: Page, records: Records, who: Mentions) -> tuple[Incident, ...]:
    """The incidents of a page, in the order of the text."""
    return ()
