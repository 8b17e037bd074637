"""Times of a page."""

from __future__ import annotations

from onrecord.language.page import Page
from onrecord.model.records import Time


def find_times(page: Page) -> tuple[Time, ...]:
    """The times of a page, in the order of the text."""
    return ()
