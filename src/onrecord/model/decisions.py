"""What a person decided about a cell of a record: kept beside the reading, never in it."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any, Literal

Action = Literal["confirm", "correct", "reject", "unsure", "add", "merge", "split", "undo"]
# kinds of decisions on what reports come to together, which belong to no one report
HAPPENINGS, STORIES, COPIES, PERSONS = "happenings", "stories", "copies", "people"
ACROSS = (HAPPENINGS, STORIES, COPIES, PERSONS)
WORDS = r"[0-9]{1,9}-[0-9]{1,9}"
NAME = re.compile(f"([a-z]+):((?:{WORDS}(?:,{WORDS})*)?):(.*)", re.DOTALL)  # kind, offsets, what else tells a cell


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what about which cell, when and why; `before` is what that person saw, `after` what is to be.

    A cell's name is its kind and its own words' offsets, as the reading had them where it was first decided on: that is
    how it is known again in a later reading, whatever its id.  `names` are those of the cells that it refers to.
    """

    made: str  # ISO, UTC
    who: str
    action: Action
    kind: str
    report: str | None = None
    text_sha256: str | None = None
    reading: str | None = None
    cell: str | None = None
    name: str = ""
    before: Any = None  # a list of cells for a merge
    after: Any = None  # a list of cells for a split
    names: dict[str, str] = field(default_factory=dict)
    seen: str | None = None  # hash of the cell as the reading had it then
    why: str | None = None
    blind: bool = False  # made without sight of the decisions of others
    settles: bool = False  # an adjudication: it counts over what others decided
    undoes: int | None = None
    number: int = 0  # in the order in which they were made in this record; 0 before it is kept
    id: str = ""  # the same in every record into which it is carried

    @property
    def reports(self) -> list[str]:
        """The report that it is about; of one on incidents across reports those that it names."""
        return [self.report] if self.report else sorted({one.split(" ", 1)[0] for one in self.names.values()})


def is_name(name: Any, kinds: Container[str], size: float = float("inf")) -> bool:
    """Whether this is the name of a cell of one of some kinds, at words of a text of that size.

    >>> is_name("figures:3-9:killed", ("figures",), 20), is_name("figures:3-9", ("figures",), 20)
    (True, False)
    >>> is_name("events:3-9:", ("figures",), 20), is_name("figures:3-99:killed", ("figures",), 20)
    (False, False)
    """
    match = NAME.fullmatch(name) if isinstance(name, str) else None
    if match is None or match[1] not in kinds:
        return False
    spans = [one.split("-") for one in match[2].split(",") if one]
    return all(int(start) < int(end) <= size for start, end in spans)
