"""Facts of a page."""

from __future__ import annotations

from onrecord.language.page import Page
from onrecord.model.records import Fact, Records
from onrecord.reading.mentions import Mentions


def find_facts(page: Page, records: Records, who: Mentions) -> tuple[Fact, ...]:
    """The facts of a page, in the order of the text."""
    return ()
