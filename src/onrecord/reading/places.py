"""Places of a page."""

from __future__ import annotations

from onrecord.language.page import Page
from onrecord.model.records import Place, Records


def find_places(page: Page, records: Records) -> tuple[Place, ...]:
    """The places of a page, in the order of the text."""
    return ()
