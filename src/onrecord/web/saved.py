"""What was just decided, said in a few words where one goes on, so that it can be taken back at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model.decisions import COPIES, STORIES, Decision
from onrecord.store.decisions import decisions_by
from onrecord.store.record_file import RecordFile
from onrecord.web.fields import Field

LAST = 20  # decisions of a person among which the one is that was just made
DIGITS = 12  # of a decision's number
MOST = 60  # characters of a cell's words
NOT_TOLD = ("id", "quotes", "decided")
DONE = {
    "confirm": "confirmed", "reject": "rejected", "unsure": "marked as unsure", "add": "added", "correct": "corrected"
}  # fmt: skip
MERGED = {STORIES: "the stories are one now", COPIES: "they are copies now"}
SPLIT = {STORIES: "the reports are a story of their own now", COPIES: "they count as no copies now"}


@dataclass(frozen=True, slots=True)
class Saved:
    """What was kept: in words, its number, and whether it took something back."""

    words: str
    number: int
    undone: bool = False


def saved(record: RecordFile, who: str, number: str) -> Saved | None:
    """What an address says was just decided by somebody; nothing where it was not, or not by him or her."""
    if not number.isdecimal() or len(number) > DIGITS:
        return None
    own = {one.number: one for one in decisions_by(record, who, LAST) if one.who == who}
    made = own.get(int(number))
    if made is None:
        return None
    if made.undoes is not None:
        before = own.get(made.undoes)
        return Saved(in_words(before) if before else f"decision {made.undoes}", made.number, undone=True)
    return Saved(in_words(made), made.number)


def in_words(made: Decision) -> str:
    """What a decision does, in a few words."""
    if made.action == "merge":
        return MERGED.get(made.kind, "they are one now")
    if made.action == "split":
        moved = isinstance(made.after, list) and any("into" in one for one in made.after)
        return SPLIT.get(made.kind, "it was moved to the other incident" if moved else "they are several now")
    told = "; ".join(changes(made.before, made.after)) if made.action == "correct" else ""
    return f"{DONE.get(made.action, made.action)}{quoted(made.before or made.after)}{f': {told}' if told else ''}"


def quoted(cell: Any) -> str:
    """The words of a cell, as they are told after what was done to it.

    >>> quoted({"quotes": {"span": "21 people"}}), quoted({"name": "Cove Fort"}), quoted({"quotes": {"span": None}})
    (' “21 people”', ' “Cove Fort”', '')
    """
    quotes = cell.get("quotes") or {} if isinstance(cell, dict) else {}
    given = [quotes.get(key) for key in ("span", "trigger", "content", "object.span")]
    given += [cell.get(key) for key in ("name", "summary", "message")] if isinstance(cell, dict) else []
    found = next((one for one in given if one and isinstance(one, str | list)), "")
    words = " … ".join(found) if isinstance(found, list) else found
    return f" “{words[:MOST]}{'…' if len(words) > MOST else ''}”" if words else ""


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """The fields that were changed, with what stood there and what stands there now.

    >>> list(changes({"value": 5, "low": 5, "unit": None}, {"value": 7, "low": 7, "unit": None}))
    ['number 5 → 7', 'at least 5 → 7']
    """
    for name, now in after.items():
        was = before.get(name)
        if name in NOT_TOLD or was == now:
            continue
        if all(one is None or isinstance(one, str | int | float) for one in (was, now)):
            yield f"{label(name)} {'—' if was is None else was} → {'—' if now is None else now}"
        else:
            yield f"{label(name)} changed"


def label(name: str) -> str:
    return Field(name, "words", "").label
