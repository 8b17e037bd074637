"""Current figures laid side by side: whether they agree, and on what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.reconciling.series import Claim, Number, Status


@dataclass(frozen=True, slots=True)
class Outcome:
    """What several voices come to, and which of their claims have a number in common."""

    best: Number | None
    low: Number | None
    high: Number | None
    status: Status
    agreeing: tuple[Claim, ...] = ()


def lay_side_by_side(claims: Sequence[Claim]) -> Outcome:
    """Single, agreed, a range with a majority, or unresolved."""
    if not claims:
        return Outcome(None, None, None, "unresolved")
    if len(voices(claims)) == 1:
        last = claims[-1]
        return Outcome(last.value, last.bounds.low, last.bounds.high, "single", (last,))
    agreeing = majority(claims)
    inside = voices(agreeing)
    best, low, high = common(agreeing)
    if len(agreeing) == len(claims):
        return Outcome(best, low, high, "agreed", agreeing)
    low, high = least_low(claims), greatest_high(claims)
    if len(inside) > len(voices(claims) - inside):
        return Outcome(best, low, high, "range", agreeing)
    return Outcome(None, low, high, "unresolved")


def voices(claims: Iterable[Claim]) -> frozenset[str]:
    return frozenset(claim.voice for claim in claims)


def majority(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of most voices that share a number; of equally many the ones that go on latest, then the higher."""
    sets = [(point, tuple(c for c in claims if c.bounds.allow(point))) for point in {c.bounds.least for c in claims}]
    return max(sets, key=lambda s: (len(voices(s[1])), max(c.said for c in s[1]), s[0]))[1]


def common(claims: Sequence[Claim]) -> tuple[Number | None, Number | None, Number | None]:
    """Best, low and high of claims that share a number."""
    low = max((c.bounds.low for c in claims if c.bounds.low is not None), default=None)
    high = min((c.bounds.high for c in claims if c.bounds.high is not None), default=None)
    best = most_stated(claims)
    if best is None:
        best = high if low is None else low
    if best is not None and low is not None:
        best = max(best, low)
    if best is not None and high is not None:
        best = min(best, high)
    return best, low, high


def most_stated(claims: Iterable[Claim]) -> Number | None:
    """The value that most voices state; of a tie the one first said latest, then the higher."""
    stated: dict[Number, list[Claim]] = {}
    for claim in claims:
        if claim.bounds.value is not None:
            stated.setdefault(claim.bounds.value, []).append(claim)
    return max(stated, key=lambda v: (len(voices(stated[v])), min(c.said for c in stated[v]), v), default=None)


def least_low(claims: Iterable[Claim]) -> Number | None:
    """The least low, None where one has none."""
    lows = [claim.bounds.low for claim in claims]
    return None if None in lows else min(low for low in lows if low is not None)


def greatest_high(claims: Iterable[Claim]) -> Number | None:
    """The greatest high, None where one has none."""
    highs = [claim.bounds.high for claim in claims]
    return None if None in highs else max(high for high in highs if high is not None)
