"""What a reader of the record should know was skipped, guessed or left open."""

from __future__ import annotations

from onrecord.language.page import Page
from onrecord.model.records import Records, Warning


def find_warnings(page: Page, records: Records) -> tuple[Warning, ...]:
    """The warnings of a page: quotations never closed, times left unresolved."""
    unclosed = [
        Warning("unclosed_quotation", "no mark closes this quotation in its paragraph", page.span(q.start, q.end))
        for q in page.quotations
        if not q.closed and q.start < q.end
    ]
    unresolved = [
        Warning("unresolved_time", "nothing says what day this is counted from", time.span)
        for time in records.times
        if not time.resolved and time.value is None
    ]
    return (*unclosed, *unresolved)
