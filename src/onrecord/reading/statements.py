"""Statements of a page."""

from __future__ import annotations

from onrecord.language.page import Page
from onrecord.model.records import Records, Statement
from onrecord.reading.mentions import Mentions


def find_statements(page: Page, records: Records, who: Mentions) -> tuple[Statement, ...]:
    """The statements of a page, in the order of the text."""
    return ()
