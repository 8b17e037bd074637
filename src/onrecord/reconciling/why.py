"""The sentence that says why a series comes to what it comes to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.reconciling.series import Bounds, Claim, Number
from onrecord.reconciling.sides import Outcome

ADDRESS = re.compile(r"/|\w\.\w")  # of a file or a page, where no publisher is known
ARTICLES = ("the ", "a ", "an ", "its ", "his ", "her ", "their ")


def say_why(current: Sequence[Claim], found: Outcome, policy: str = "") -> str:
    """One sentence with the voices' names: "The ministry (19) and Harbour Wire's docker (at least 17) agree; ..."."""
    claims = sorted(current, key=lambda claim: (claim.said, claim.voice))
    inside = [claim for claim in claims if claim in found.agreeing]
    outside = [claim for claim in claims if claim not in found.agreeing]
    if not claims:
        sentence = "No figure stands"
    elif found.status == "single":
        sentence = f"One voice, {named(inside[0])}{told_in(inside[0])}"
    elif found.status == "unresolved":
        sentence = f"{'; '.join(saying(claim) for claim in claims)}: no majority agrees"
    else:
        sentence = "; ".join([f"{in_a_row(named(claim) for claim in inside)} agree", *map(saying, outside)])
    whole = f"{policy}: {sentence}" if policy else sentence
    return f"{whole[0].upper()}{whole[1:]}."


def named(claim: Claim) -> str:
    """A voice with its figure: "the harbour hospital (14, raised from 9)"."""
    return f"{with_article(claim.voice)} ({figure(claim)}{moved(claim)})"


def saying(claim: Claim) -> str:
    """What a voice does: "the army says 6", "the army denies any"."""
    verb = (
        " denies any" if claim.first.denial else f" {'fears' if claim.first.feared else 'says'} {worded(claim.bounds)}"
    )
    return f"{with_article(claim.voice)}{verb}{moved(claim)}"


def figure(claim: Claim) -> str:
    if claim.first.denial:
        return "denies any"
    return f"feared: {worded(claim.bounds)}" if claim.first.feared else worded(claim.bounds)


def moved(claim: Claim) -> str:
    """From what a voice raised or lowered its figure."""
    before = claim.before
    if before is None or before.least == claim.bounds.least:
        return ""
    return f", {'raised' if before.least < claim.bounds.least else 'lowered'} from {worded(before)}"


def told_in(claim: Claim) -> str:
    """In how many reports a single voice's figure is told, where there are several."""
    reports = len({one.report for one in claim.tellings})
    return f", told in {reports} reports" if reports > 1 else ""


def with_article(voice: str) -> str:
    """A voice's name as it stands in a sentence.

    >>> with_article("health ministry"), with_article("Ada Quill"), with_article("reports/march-4.txt")
    ('the health ministry', 'Ada Quill', 'reports/march-4.txt')
    """
    lower = voice == voice.lower() and not voice.startswith(ARTICLES) and not ADDRESS.search(voice)
    return f"the {voice}" if lower else voice


def worded(bounds: Bounds) -> str:
    """Bounds in words.

    >>> worded(Bounds(1200, 1200, None, 1200, 1200)), worded(Bounds(None, 10, 15, 10, 15))
    ('at least 1,200', '10 to 15')
    """
    value, low, high = bounds.value, bounds.low, bounds.high
    if low is None and high is None:
        return "a number not told" if value is None else f"about {written(value)}"
    if low is None or high is None:
        return f"at most {written(high)}" if high is not None else f"at least {written(low)}"
    return written(low) if low == high else f"{written(low)} to {written(high)}"


def written(number: Number | None) -> str:
    if number is None:
        return ""
    return f"{number:,.0f}" if number == int(number) else f"{number:,}"


def in_a_row(parts: Iterable[str]) -> str:
    """Names in a row: "A, B and C"."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
