"""What a reader of the record should know was skipped, guessed or left open."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.language.page import Page
from onrecord.model.records import Place, Records, Warning

FACILITIES = ("port", "harbour", "harbor", "airport")  # kinds that stand at their town's point


def find_warnings(page: Page, records: Records) -> tuple[Warning, ...]:
    """The warnings of a page: quotations never closed, times and places left open, places that stand for another."""
    return (*unclosed(page), *open_times(records), *(found for place in records.places for found in about_place(place)))


def unclosed(page: Page) -> Iterator[Warning]:
    for quotation in page.quotations:
        if not quotation.closed and quotation.start < quotation.end:
            words = page.span(quotation.start, quotation.end)
            yield Warning("unclosed_quotation", "no mark closes this quotation in its paragraph", words)


def open_times(records: Records) -> Iterator[Warning]:
    for time in records.times:
        if not time.resolved and time.value is None:
            yield Warning("unresolved_time", "nothing says what day this is counted from", time.span)


def about_place(place: Place) -> Iterator[Warning]:
    if place.lat is None and place.country is None and place.geonames is None:
        yield Warning("unknown_place", "the gazetteer has no place of this name", place.mentions[0])
    elif place.kind in FACILITIES and place.geonames is None:
        message = f"the {place.kind} has no entry of its own in the gazetteer; it stands at the town's point"
        yield Warning("place_from_city", message, place.mentions[0])
