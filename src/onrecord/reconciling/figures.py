"""Many reports' figures of one count, reconciled by a named policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

from onrecord.reconciling.series import Entry, Number, Status
from onrecord.reconciling.sides import Outcome, greatest_high, lay_side_by_side, least_low, voices
from onrecord.reconciling.standing import Placed, Stand, take_stock
from onrecord.reconciling.why import say_why


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What a series comes to, why, by which policy, and where each of its entries stands."""

    best: Number | None
    low: Number | None
    high: Number | None
    status: Status
    why: str
    policy: str
    independent_sources: int
    series: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """A way to come from a series to a number: whether figures supersede each other, what is made of those that
    stand, and the words that say so."""

    settle: Callable[[Stand], Outcome]
    supersede: bool = True
    words: str = ""


def reconcile_figures(series: Iterable[Entry], policy: str = "latest-majority") -> Reconciled:
    """What all figures of one incident, measure and population come to; the order in which they come never matters.

    >>> told = [Entry("harbour hospital", "2031-03-04T08:00:00Z", 9, 9, 9, "exact"),
    ...         Entry("port authority", "2031-03-04T12:00:00Z", 12, 12, None, "at_least"),
    ...         Entry("harbour hospital", "2031-03-05", 14, 14, 14, "exact")]
    >>> found = reconcile_figures(told)
    >>> found.best, found.status, found.independent_sources, [one.standing for one in found.series]
    (14, 'single', 1, ['superseded', 'superseded', 'current'])
    >>> found.why
    'One voice, the harbour hospital (14, raised from 9).'

    ValueError where no policy has that name.
    """
    if policy not in POLICIES:
        raise ValueError(f"no policy {policy!r}; there are {', '.join(POLICIES)}")
    chosen = POLICIES[policy]
    stand = take_stock(series, chosen.supersede)
    found = chosen.settle(stand)
    why = say_why(stand.current, found, chosen.words)
    sources = len(voices(stand.current))
    return Reconciled(found.best, found.low, found.high, found.status, why, policy, sources, stand.series)


def latest_majority(stand: Stand) -> Outcome:
    """What most of the current voices agree on."""
    return lay_side_by_side(stand.current)


def conservative(stand: Stand) -> Outcome:
    """The least low bound of all current voices, of those that give one."""
    least = min((claim.bounds.low for claim in stand.current if claim.bounds.low is not None), default=None)
    found = lay_side_by_side(stand.current)
    low = found.low if found.low is None or least is None else min(found.low, least)
    return replace(found, best=least, low=low)


def highest_official(stand: Stand) -> Outcome:
    """The highest figure that a government or a hospital has given; none where neither has given one."""
    given = [claim for claim in stand.made if claim.first.official and claim.value is not None]
    found = lay_side_by_side(stand.current)
    if not given:
        return replace(found, best=None)
    highest = max(given, key=lambda claim: (claim.value or 0, claim.bounds.least, claim.bounds.most, claim.said))
    return replace(found, best=highest.value, low=highest.bounds.low, high=highest.bounds.high)


def all_reported(stand: Stand) -> Outcome:
    """Everything that was ever reported, from the least to the most."""
    found = lay_side_by_side(stand.current)
    if not stand.current:
        return found
    return replace(found, low=least_low(stand.current), high=greatest_high(stand.current))


def within(best: Number | None, low: Number | None, high: Number | None) -> Number | None:
    """A number where it lies between two bounds, else the nearest of them: the best of "more than 60" is shown as 61.

    >>> within(60, 61, None), within(12, 9, 15), within(None, 4, 9)
    (61, 12, None)
    """
    if best is None:
        return None
    best = best if low is None else max(best, low)
    return best if high is None else min(best, high)


POLICIES = MappingProxyType(
    {
        "latest-majority": Policy(latest_majority),
        "conservative": Policy(conservative, words="The least that a current voice gives"),
        "highest-official": Policy(highest_official, words="The highest that a government or hospital has given"),
        "all-reported": Policy(all_reported, supersede=False, words="All that was reported"),
    }
)
