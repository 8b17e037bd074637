"""The words that tell what a number measures, and a measure with the word that told it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from onrecord.codebook.tables import codebook
from onrecord.model.records import Measure

ROLES = ("patient", "subject", "doing", "counted", "state")
WEAK = frozenset(
    "prisoner inmate hostage captive refugee case patient detainee displaced evacuee deportee idp abductee "
    "remains".split()
)


@dataclass(frozen=True)
class Book:
    """The words of codebook/measures.toml, each with its measure, by what they are to the number."""

    patient: dict[str, Measure]
    subject: dict[str, Measure]
    doing: dict[str, Measure]
    counted: dict[str, Measure]
    state: dict[str, Measure]
    phrases: dict[str, list[tuple[tuple[str, ...], Measure]]]  # by their first word


@cache
def book() -> Book:
    """The measures of the codebook by word."""
    table = cast(dict[Measure, dict[str, Any]], codebook("measures"))
    roles = {role: {word: m for m, row in table.items() for word in row.get(role, "").split()} for role in ROLES}
    phrases: dict[str, list[tuple[tuple[str, ...], Measure]]] = {}
    for measure, row in table.items():
        for phrase in row.get("phrases", ()):
            words = tuple(phrase.split())
            phrases.setdefault(words[0], []).append((words, measure))
    return Book(**roles, phrases=phrases)


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure and the word that says so; None where no word does."""

    measure: Measure
    by: int | None
