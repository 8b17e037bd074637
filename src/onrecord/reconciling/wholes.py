"""Whether the parts of a figure add up to the whole."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import add

from onrecord.reconciling.series import Bounds, Entry
from onrecord.reconciling.why import worded


def adds_up(total: Entry, parts: Iterable[Entry], complete: bool = False) -> str | None:
    """What does not add up, in words; None where all is well, or may be.

    Parts may be fewer than the whole unless they are complete ("12 dead: 7 men and 5 women").

    >>> dead = Entry("harbour hospital", None, 12, 12, 12, "exact")
    >>> men, women = (Entry("harbour hospital", None, n, n, n, "exact") for n in (9, 5))
    >>> adds_up(dead, [men, women])
    'the parts make 14, more than the whole: 12'
    >>> adds_up(dead, [men]), adds_up(dead, [men], complete=True)
    (None, 'the parts make 9, fewer than the whole: 12')
    """
    whole = Bounds.of(total)
    bounds = [Bounds.of(part) for part in parts]
    if not bounds:
        return None
    made = reduce(add, bounds)
    if made.least > whole.most:
        return f"the parts make {worded(made)}, more than the whole: {worded(whole)}"
    if complete and made.most < whole.least:
        return f"the parts make {worded(made)}, fewer than the whole: {worded(whole)}"
    return None
