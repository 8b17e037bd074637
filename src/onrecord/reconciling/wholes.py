"""Whether the parts of a figure add up to the whole."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import add

from onrecord.reconciling.figures import Reconciled
from onrecord.reconciling.series import Bounds, Entry
from onrecord.reconciling.why import worded


def adds_up(total: Entry | Reconciled, parts: Iterable[Entry | Reconciled], complete: bool = False) -> str | None:
    """What does not add up, in words; None where all is well, or may be.

    Parts may be fewer than the whole unless they are complete ("12 dead: 7 men and 5 women").

    >>> dead = Entry("harbour hospital", None, 12, 12, 12, "exact")
    >>> men, women = (Entry("harbour hospital", None, n, n, n, "exact") for n in (9, 5))
    >>> adds_up(dead, [men, women])
    'the parts make 14, more than the whole: 12'
    >>> adds_up(dead, [men]), adds_up(dead, [men], complete=True)
    (None, 'the parts make 9, fewer than the whole: 12')
    """
    whole = bounds_of(total)
    each = [bounds_of(part) for part in parts]
    if not each:
        return None
    made = reduce(add, each)
    if made.least > whole.most:
        return f"the parts make {worded(made)}, more than the whole: {worded(whole)}"
    if complete and made.most < whole.least:
        return f"the parts make {worded(made)}, fewer than the whole: {worded(whole)}"
    return None


def bounds_of(told: Entry | Reconciled) -> Bounds:
    """What an entry, or what a series comes to, allows."""
    return Bounds.of(told) if isinstance(told, Entry) else Bounds.between(told.best, told.low, told.high)
