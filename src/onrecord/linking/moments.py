"""When a report was published, for putting reports in order and measuring how far apart they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time

from onrecord.model.records import Report

DAY = 86_400.0  # seconds
NEVER = datetime.max.replace(tzinfo=UTC)  # an undated report comes after all others: it can't be shown to be older


def moment(published: str | None) -> datetime:
    """When something was published: a day without an hour at its end, an unknown time at the end of all.

    >>> sorted(["2031-03-05T01:00:00Z", "2031-03-04", "2031-03-04T09:00:00+01:00"], key=moment)
    ['2031-03-04T09:00:00+01:00', '2031-03-04', '2031-03-05T01:00:00Z']
    """
    try:
        when = datetime.fromisoformat(published or "")
    except ValueError:
        return NEVER
    if len(published or "") <= len("2031-03-04"):
        when = datetime.combine(when, time.max)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def in_order(reports: Iterable[Report]) -> list[Report]:
    """Reports in the order of publication; the order in which they come doesn't matter."""
    return sorted(reports, key=lambda one: (moment(one.published), one.id))


def day_of(published: str | None) -> float | None:
    """When something was published, in days; None where that is not known."""
    when = moment(published)
    return None if when == NEVER else when.timestamp() / DAY
