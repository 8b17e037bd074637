"""How often: an attempt to log in, a write, a reading; counted in memory, by a moving window."""

from __future__ import annotations

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

LOGINS = parse("10/minute")  # of one address, and of one name
WRITES = parse("300/minute")  # of one person: faster than anybody reads
READINGS = parse("20/minute")  # pasted texts of one person
WORDS = {LOGINS: "tried to log in", WRITES: "written", READINGS: "pasted texts"}


class TooOften(Exception):
    """Something that was done too often; the message says what to do."""


class Limits:
    """The counts of one server."""

    def __init__(self) -> None:
        self.window = MovingWindowRateLimiter(MemoryStorage())

    def count(self, item: RateLimitItem, who: str) -> None:
        """Count one more; TooOften where that is too many."""
        if not self.window.hit(item, WORDS[item], who):
            raise TooOften(f"you have {WORDS[item]} more than {item.amount} times in a minute; wait a minute")
