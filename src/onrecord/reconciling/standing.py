"""Which figures of a series stand: copies, a voice's own later figures, additions, and counts that rise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from onrecord.reconciling.series import Bounds, Claim, Entry, Standing


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry of a series with its standing, the rule that gave it that, and what its voice comes to with it: its own
    bounds, or the sum where it adds to what the voice gave before."""

    entry: Entry
    standing: Standing
    rule: str
    bounds: Bounds | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """A series with its standings, the claims that are current, and all that were made."""

    series: tuple[Placed, ...]
    current: tuple[Claim, ...]
    made: tuple[Claim, ...]


def take_stock(entries: Iterable[Entry], supersede: bool = True) -> Stand:
    """Where each entry of a series stands; without superseding all that were made are current."""
    entries = sorted(entries, key=by_place)
    out = [one for one in entries if is_out(one)]
    given = [one for one in entries if not is_out(one)]
    feared = [one for one in given if one.feared]
    made, additions = follow_voices(one for one in given if not one.feared)
    if not any(claim.first.is_confirmed for claim in made):  # what is feared is all there is
        feared = []
        made, additions = follow_voices(given)
    if supersede:
        rules = standings(made, dissenting(entries))
    else:
        rules = [(replace(claim, before=None), "reported") for claim in made]
    placed = [Placed(claim.first, standing(rule), rule, claim.bounds) for claim, rule in rules]
    placed += [Placed(one, "copy", "copy", claim.bounds) for claim in made for one in claim.tellings[1:]]
    placed += [Placed(one, "left_out", "not counted") for one in out]
    placed += [Placed(one, "left_out", "feared") for one in feared]
    placed += [Placed(one, "left_out", "added to nothing") for one in additions]
    current = tuple(claim for claim, rule in rules if standing(rule) == "current")
    return Stand(tuple(sorted(placed, key=lambda one: by_place(one.entry))), current, tuple(made))


def by_place(entry: Entry) -> tuple[Any, ...]:
    """The order of a series: time, report, place in the report; what else differs only so that no two are alike."""
    return entry.time, entry.report, entry.place, entry.voice, *rank(entry), Whole(entry)


class Whole:
    """An entry as it is compared by all that it tells, where anything is left to compare."""

    __slots__ = ("entry",)

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Whole) and repr(self.entry) == repr(other.entry)

    def __lt__(self, other: Whole) -> bool:
        return repr(self.entry) < repr(other.entry)

    __hash__ = None  # type: ignore[assignment]


def rank(entry: Entry) -> tuple[float, float]:
    bounds = Bounds.of(entry)
    return bounds.least, bounds.most


def is_out(entry: Entry) -> bool:
    """Whether an entry has no part in the series: another incident's, or a count that its own voice denies."""
    return entry.out or (entry.denial and bool(entry.value))


def standing(rule: str) -> Standing:
    return "current" if rule in ("current", "reported") else "superseded"


# one voice ------------------------------------------------------------------------------------------------------------


def follow_voices(entries: Iterable[Entry]) -> tuple[list[Claim], list[Entry]]:
    """The claims of all voices, each voice's in the order in which it made them, and the additions to nothing."""
    voices: dict[str, list[Entry]] = {}
    for entry in entries:
        voices.setdefault(entry.voice, []).append(entry)
    followed = [follow(told) for _, told in sorted(voices.items())]
    return [c for claims, _ in followed for c in claims], [one for _, additions in followed for one in additions]


def follow(entries: Iterable[Entry]) -> tuple[list[Claim], list[Entry]]:
    """One voice's figures in the order in which it first gave them, each with its tellings; and its additions to
    nothing.

    A figure that was given before says nothing new.  An addition makes a new figure with the one before it.
    """
    told: dict[tuple[Any, ...], list[Entry]] = {}
    made: list[tuple[Bounds, list[Entry]]] = []
    unfounded: list[list[Entry]] = []
    for entry in in_order(entries):
        bounds = Bounds.of(entry)
        key = (entry.additional, *bounds.told)
        if key in told:
            told[key].append(entry)
            continue
        told[key] = [entry]
        if entry.additional and not made:
            unfounded.append(told[key])
            continue
        if entry.additional:
            bounds = made[-1][0] + bounds
            told.setdefault((False, *bounds.told), told[key])
        made.append((bounds, told[key]))
    befores = [None, *(bounds for bounds, _ in made)]
    claims = [Claim(bounds, tuple(tellings), before) for (bounds, tellings), before in zip(made, befores, strict=False)]
    return claims, [one for tellings in unfounded for one in tellings]


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """A voice's entries as it gave them: of one time the reports by what they end with, the higher one last."""
    ordered = sorted(entries, key=by_place)
    reports = [list(told) for _, told in groupby(ordered, key=lambda one: (one.time, one.report))]
    return [one for told in sorted(reports, key=last_word) for one in told]


def last_word(report: Sequence[Entry]) -> tuple[Any, ...]:
    """Where a report comes among those of one time: by the last figure that it adds, what only adds to one last."""
    totals = list(dict.fromkeys(rank(one) for one in report if not one.additional))
    return report[0].time, not totals, totals[-1] if totals else (0, 0), -len(totals), report[0].report


# several voices ---------------------------------------------------------------------------------------------------


def standings(made: Sequence[Claim], dissent: frozenset[str]) -> list[tuple[Claim, str]]:
    """Each claim with the rule that says whether it is current."""
    latest = {claim.voice: claim for claim in made}

    def rule(claim: Claim) -> str:
        if latest[claim.voice] is not claim:
            return "own later figure"
        return "later higher figure" if claim.voice not in dissent and is_overtaken(claim, made) else "current"

    return [(claim, rule(claim)) for claim in made]


def dissenting(entries: Iterable[Entry]) -> frozenset[str]:
    """The voices that no other overtakes: those that deny the count, and parties that speak of what they are blamed
    for."""
    return frozenset(one.voice for one in entries if one.denial or one.party)


def is_overtaken(claim: Claim, made: Iterable[Claim]) -> bool:
    """Whether another voice's later, higher figure supersedes a claim that is not told again since."""
    return any(
        other.voice != claim.voice
        and other.said > claim.said
        and other.bounds.least > claim.bounds.least
        and not claim.told_since(other.said)
        for other in made
    )
