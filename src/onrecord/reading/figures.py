"""Figures of a page."""

from __future__ import annotations

from onrecord.language.page import Page
from onrecord.model.records import Figure, Records
from onrecord.reading.mentions import Mentions


def find_figures(page: Page, records: Records, who: Mentions) -> tuple[Figure, ...]:
    """The figures of a page, in the order of the text."""
    return ()
