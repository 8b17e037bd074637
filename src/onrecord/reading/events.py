"""Events of a page."""

from __future__ import annotations

from onrecord.language.page import Page
from onrecord.model.records import Event, Records
from onrecord.reading.mentions import Mentions


def find_events(page: Page, records: Records, who: Mentions) -> tuple[Event, ...]:
    """The events of a page, in the order of the text."""
    return ()
