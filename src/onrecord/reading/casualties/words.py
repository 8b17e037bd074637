"""The codebook's words on casualties, each list loaded once."""

from __future__ import annotations

from functools import cache

from onrecord.codebook.tables import by_word, words
from onrecord.model.records import Event, Measure

BE = frozenset("was were is are be been remain remains remained went".split())
ADVERBS = frozenset(
    "still also later now reportedly feared presumed believed found declared pronounced confirmed".split()
)
NEAR = 6  # words around a harm in which it is told to be feared or not so
GRAVEST: tuple[Measure, ...] = ("killed", "missing", "abducted", "detained", "injured", "affected")


def listed(name: str) -> frozenset[str]:
    """One of the codebook's lists of words about casualties."""
    return words("casualties", "words", name)


@cache
def harmed() -> dict[str, Measure]:
    """What each word for those harmed says of them.

    >>> harmed()["wounded"], harmed()["victims"]
    ('injured', 'affected')
    """
    return {word: measure for measure in GRAVEST for word in words("casualties", "harmed", measure)}


@cache
def harms() -> dict[str, Measure]:
    """What each word for a deed says became of those it was done to."""
    return {
        word: measure for measure in reversed(GRAVEST) if measure != "affected"
        for word in words("casualties", "harms", measure)
    }  # fmt: skip


def statuses() -> dict[str, str]:
    """The status that each word gives."""
    return by_word("casualties", "statuses")


def harm_of(event: Event) -> Measure | None:
    """What an event's own words say became of those it was done to; None where they say nothing of it."""
    told = (event.how or "").removeprefix("trigger: ").replace(" + ", " ").split()
    whole = harms().get("_".join(told))
    found = whole or min((harms()[word] for word in told if word in harms()), key=GRAVEST.index, default=None)
    return found or ("abducted" if event.mode == "abduct" and "seize" in told else None)
