"""How far two people agree: Krippendorff's alpha by kind, and where they do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import krippendorff
import numpy as np

from onrecord.model.decisions import ACROSS, Decision
from onrecord.review.force import WHOLE, Standing, outcome, standings


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far people agree on a kind of cells: on how many two or more decided, on how many all came to the same.

    alpha is None where it is not defined: nobody decided on the same cell, or all of it came to one and the same.
    """

    kind: str
    people: int
    cells: int
    agreed: int
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A cell on which people came to different ends, and what settled it, if anything did."""

    report: str
    name: str
    decisions: tuple[Decision, ...]
    settled: Decision | None


def shared(decisions: Iterable[Decision]) -> list[Standing]:
    """The cells on which two or more people decided, one report after the other.

    What settles a disagreement, and what was not sure, is no judgement of the cell by itself.
    """
    by_report: dict[str, list[Decision]] = {}
    for one in decisions:
        settling = one.settles and one.undoes is None
        if one.report and one.kind not in ACROSS and one.action not in WHOLE and not settling:
            by_report.setdefault(one.report, []).append(one)
    found = (one for some in by_report.values() for one in standings(some).values())
    return [one for one in found if len(one.decided) > 1]


def agreement(decisions: Iterable[Decision], blind: bool = False) -> list[Agreement]:
    """How far people agree, by kind; with `blind` only what was decided without sight of the decisions of others."""
    by_kind: dict[str, list[Standing]] = {}
    for one in shared(one for one in decisions if one.blind or not blind):
        by_kind.setdefault(one.last[0].kind, []).append(one)
    return [of_kind(kind, some) for kind, some in sorted(by_kind.items())]


def of_kind(kind: str, cells: list[Standing]) -> Agreement:
    """How far people agree on cells of a kind; each end to which a cell can come is a value of its own."""
    people = sorted({one.who for cell in cells for one in cell.decided})
    ends = [ends_of(cell) for cell in cells]
    values = sorted({end for cell in ends for end in cell.values()})
    numbers = {end: float(at) for at, end in enumerate(values)}
    table = np.array([[numbers.get(cell.get(who, ""), np.nan) for cell in ends] for who in people])
    alpha = float(krippendorff.alpha(table, level_of_measurement="nominal")) if len(values) > 1 else None
    return Agreement(kind, len(people), len(cells), sum(len(set(cell.values())) == 1 for cell in ends), alpha)


def ends_of(cell: Standing) -> dict[str, str]:
    """To what each person's decision on a cell comes, as a value that cells share: right, wrong, or right with these
    changes; who confirms what another has changed comes to the same as that one."""
    changed = {outcome(one) for one in cell.decided if one.action not in ("confirm", "reject")}
    found = {one.who: outcome(one) for one in cell.decided}
    return {one.who: end if (end := found[one.who]) in changed else one.action for one in cell.decided}


def disagreements(decisions: Iterable[Decision]) -> list[Disagreement]:
    """Where people came to different ends, settled or not."""
    kept = list(decisions)
    by_report: dict[str, list[Decision]] = {}
    for one in kept:
        by_report.setdefault(one.report or "", []).append(one)
    settled = {(report, name): one.force for report, some in by_report.items() for name, one in standings(some).items()}
    return [
        Disagreement(report, one.name, one.decided, settled[report, one.name])
        for one in shared(kept)
        if len({outcome(each) for each in one.decided}) > 1 and (report := one.last[0].report or "") is not None
    ]
