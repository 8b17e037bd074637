"""What a person is asked of a cell: "Does this say that **2 children were killed**, according to **Rehn**?" """

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.model.view import Cell

SAYS = {"said": "said", "written": "wrote", "thought": "thought", "intended": "means to say"}
HARMED = frozenset("killed injured missing detained abducted displaced besieged affected".split())
LONGEST = 160  # characters of a cell's words that a question repeats


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a question; strong ones are what it is about."""

    text: str
    strong: bool = False


def question(kind: str, view: Any, cell: dict[str, Any]) -> tuple[Words, ...]:
    """The question on a cell; `view` has what its ids stand for, None where it is not in the record as shown."""
    if view is None or kind not in ASKED:
        return plain_question(kind, cell)
    return tuple(one if isinstance(one, Words) else Words(one) for one in ASKED[kind](view))


def in_words(asked: tuple[Words, ...]) -> str:
    """A question on one line, what it is about between asterisks.

    >>> in_words((Words("Are there "), Words("2 children", True), Words("?")))
    'Are there **2 children**?'
    """
    return "".join(f"**{one.text}**" if one.strong else one.text for one in asked)


def plain_question(kind: str, cell: dict[str, Any]) -> tuple[Words, ...]:
    """What is asked of a cell that stands for itself: a warning, or one that was taken away."""
    if kind == "warnings":
        return (Words("The reading left this open: "), strong(cell.get("message", "")), Words(". Is that right?"))
    return (Words(f"Is this one of the {kind} of this report?"),)


def strong(text: str | None) -> Words:
    words = " ".join((text or "").split())
    return Words(words if len(words) <= LONGEST else f"{words[:LONGEST]}…", True)


def figure(one: Cell) -> Iterator[Words | str]:
    words = one.span.text if one.population is None else told_once(one.span.text, one.population.label)
    if one.measure in HARMED:
        verb = "was" if one.value == 1 else "were"
        yield "Does this say that "
        yield strong(f"{words} {verb} {'not ' if one.status == 'denied' else ''}{one.measure}")
    else:
        yield "Does this give the amount " if one.measure == "money" else f"Does this give a figure ({one.measure}), "
        yield strong(words)
    if one.status == "feared":
        yield ", as is feared"
    yield from according_to(one.said_by)


def told_once(words: str, label: str) -> str:
    """A figure's words with those whom it counts, where they are not in them.

    >>> told_once("14", "dockers"), told_once("14 dockers", "dockers")
    ('14 dockers', '14 dockers')
    """
    return words if label.lower() in words.lower() else f"{words} {label}"


def according_to(voice: str | None) -> Iterator[Words | str]:
    if voice:
        yield ", according to "
        yield strong(voice)
    yield "?"


def statement(one: Cell) -> Iterator[Words | str]:
    yield "Is this what "
    yield strong(one.said_by or "somebody unnamed")
    yield f" {'did not say' if one.negated else SAYS[one.mode]}: "
    yield strong(one.words)
    yield "?"


def event(one: Cell) -> Iterator[Words | str]:
    yield "Does "
    yield strong(one.trigger.text)
    yield " tell of "
    yield strong((one.type or "something that happened").lower().replace("_", " "))
    by, to = (", ".join(party.name for party in some) for some in (one.actors, (*one.recipients, *one.targets)))
    if by:
        yield " by "
        yield strong(by)
    if to:
        yield " to "
        yield strong(to)
    if one.modality != "happened":
        yield f", {one.modality}"
    yield from according_to(one.attribution.said_by if one.attribution else None)


def fact(one: Cell) -> Iterator[Words | str]:
    yield "Does this say of "
    yield strong(one.subject.name if one.subject else "…")
    yield f": {one.relation.replace('_', ' ')} "
    yield strong(one.object.text)
    yield "?"


def place(one: Any) -> Iterator[Words | str]:
    yield "Is this place "
    yield strong(", ".join(part for part in (one.name, one.admin1, one.country) if part))
    yield "?"


def entity(one: Any) -> Iterator[Words | str]:
    yield "Do these words stand for "
    yield strong(one.name)
    yield f", {'an' if one.type[0] in 'aeiou' else 'a'} {one.type.replace('_', ' ')}?"


def time(one: Any) -> Iterator[Words | str]:
    yield "Does "
    yield strong(one.span.text)
    yield " mean "
    ends = one.start if one.start == one.end else f"{one.start or '…'} to {one.end or '…'}"
    yield strong(ends or one.value or "a time that is not known")
    yield "?"


def incident(one: Cell) -> Iterator[Words | str]:
    yield "Is this one happening: "
    yield strong((one.summary or one.subtype or one.type or "an incident").rstrip("."))
    yield "?"


def casualty(one: Cell) -> Iterator[Words | str]:
    yield "Does this say that "
    yield strong(one.name.value if one.name else one.span.text)
    yield " was "
    yield strong(", ".join(dict.fromkeys(harm.measure for harm in one.harms)) or "harmed")
    yield "?"


ASKED: dict[str, Callable[[Any], Iterator[Words | str]]] = {
    "figures": figure, "statements": statement, "events": event, "facts": fact, "places": place, "entities": entity,
    "times": time, "incidents": incident, "casualties": casualty,
}  # fmt: skip
