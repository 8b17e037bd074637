"""Which decisions are in force.

1. What was undone does not count; an undo that was itself undone does not undo.
2. Of each person the last decision on a cell counts; one who is unsure decides nothing.
3. Where all who decided on a cell come to the same, that is in force.
4. Where they do not, none counts over the reading until somebody settles it.
5. What was settled last is in force, whatever was decided by others before or after.
6. Every merge and split counts that was not undone, in the order in which they were made.
7. What does not say what it is about, or what it comes to, does not count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model.decisions import ACROSS, Decision, is_name
from onrecord.review.cells import hash_of
from onrecord.store.decisions import active, sha256

WHOLE = ("merge", "split")  # what is decided on cells together
REJECTED = "rejected"
FAULTS = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError)  # of what was decided, not of a program


@dataclass(frozen=True, slots=True)
class Standing:
    """What was decided on one cell: by each person last, and what is in force of it."""

    name: str
    last: tuple[Decision, ...]  # one a person, in the order in which they were made
    force: Decision | None

    @property
    def decided(self) -> tuple[Decision, ...]:
        """Without those who are unsure."""
        return tuple(one for one in self.last if one.action != "unsure")

    @property
    def disputed(self) -> bool:
        """Whether people disagree, and nobody has settled it."""
        return self.force is None and len(self.decided) > 1


def outcome(decision: Decision) -> str:
    """What a decision comes to: two that come to the same agree."""
    if decision.action == "reject":
        return REJECTED
    if decision.kind in ACROSS or decision.action in WHOLE:
        return sha256(decision.after)
    return hash_of(decision.kind, decision.after, decision.names)


def can_count(decision: Decision) -> bool:
    """Whether a decision on a single cell says what it is about and what it comes to."""
    seen = decision.action == "add" or (isinstance(decision.before, dict) and bool(decision.before))
    if not seen or not is_name(decision.name, (decision.kind,)):
        return False
    try:
        return decision.action == "unsure" or bool(outcome(decision))
    except FAULTS:
        return False


def standings(decisions: Iterable[Decision]) -> dict[str, Standing]:
    """What was decided on single cells, by their names."""
    by_name: dict[str, list[Decision]] = {}
    for one in active(decisions):
        if one.action not in WHOLE and can_count(one):
            by_name.setdefault(one.name, []).append(one)
    return {name: standing(name, some) for name, some in by_name.items()}


def standing(name: str, decisions: list[Decision]) -> Standing:
    """What decisions on one cell come to."""
    by_person = {one.who: one for one in decisions}
    last = tuple(sorted(by_person.values(), key=lambda one: one.number))
    settled = [one for one in decisions if one.settles and one.action != "unsure"]
    if settled:
        return Standing(name, last, settled[-1])
    sure = [one for one in last if one.action != "unsure"]
    agreed = sure and len({outcome(one) for one in sure}) == 1
    return Standing(name, last, sure[-1] if agreed else None)


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that count over the reading, in the order in which they were made."""
    kept = list(decisions)
    single = [one.force for one in standings(kept).values() if one.force]
    return sorted([*single, *(one for one in active(kept) if one.action in WHOLE)], key=lambda one: one.number)
