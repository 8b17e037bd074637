"""A report as a person is shown it for review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.model.decisions import Decision
from onrecord.review.applying import Reviewed, apply_decisions
from onrecord.review.cells import KINDS, Cell, names_of
from onrecord.review.reviewed_file import reading_keys
from onrecord.store.decisions import decisions_in, sha256
from onrecord.store.record_file import Choice, RecordFile


class NotDecided(ValueError):
    """A decision that can't be kept: what is wrong with it and what would do."""


class Changed(NotDecided):
    """A decision on a cell that is not any more as the person was shown it."""


class DecidedAlready(NotDecided):
    """What somebody has decided so already: a form that was sent twice."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report as a person is shown it for review."""

    read: dict[str, Any]  # the bare reading
    reading: str
    reviewed: Reviewed  # in blind mode with the person's own decisions alone
    decisions: tuple[Decision, ...]  # all that the person may know of

    def cells(self, kind: str) -> dict[str, Cell]:
        """What is shown of a kind, by id; warnings by name."""
        listed = {name: self.reviewed.made[name] for name in KINDS}
        if kind == "warnings":
            found = ((name, *place) for name, place in names_of(listed).items())
            return {name: listed[of][at] for name, of, at in found if of == kind}
        return {one["id"]: one for one in listed[kind]}

    def name(self, kind: str, ident: str) -> str:
        """The name of a cell that is shown."""
        return ident if kind == "warnings" else self.reviewed.names[ident]


def mark_of(cell: Cell | None) -> str:
    """By what one sees whether a cell is still as somebody was shown it."""
    return "" if cell is None else sha256({key: value for key, value in cell.items() if key != "decided"})[:16]


def sheet_of(record: RecordFile, report: str, who: str | None = None, blind: bool = False) -> Sheet:
    """A report as a person is shown it; NotDecided where the record has no such report."""
    made = next(RecordFile.documents(record, Choice(reports=(report,))), None)
    if made is None:
        raise NotDecided(f"there is no report {report} in the record")
    decisions = [one for one in decisions_in(record, report) if not blind or one.who == who]
    key = reading_keys(record, [report])[report]
    found = apply_decisions(made, decisions, key)
    return Sheet(made, key, found, tuple(one for one in decisions if one.number not in found.skipped))
