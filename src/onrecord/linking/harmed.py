"""People as one report tells of them who were harmed: what they are compared by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from onrecord.codebook.first_names import gender_of
from onrecord.linking.moments import moment
from onrecord.linking.scenes import sentence_at
from onrecord.linking.spellings import name_parts, skeleton
from onrecord.model.records import Casualty, Trait
from onrecord.model.view import CasualtyView

SEXES = {"m": "male", "f": "female"}


@dataclass(frozen=True)
class Told:
    """A person as one report tells of him or her."""

    view: CasualtyView
    home: str | None  # the incident

    @property
    def item(self) -> Casualty:
        return self.view.item

    @property
    def report(self) -> str:
        return self.view.book.report.id

    @cached_property
    def name(self) -> str | None:
        return value(self.item.name)

    @cached_property
    def full(self) -> bool:
        """Whether a first and a family name are told."""
        return self.name is not None and len(name_parts(self.name)) > 1

    @cached_property
    def age(self) -> int | None:
        told = value(self.item.age)
        return int(told) if told and told.isdigit() else None

    @cached_property
    def sex(self) -> str | None:
        return value(self.item.sex)

    @cached_property
    def likely_sex(self) -> str | None:
        """The sex that is told, else that of the first name: it keeps people apart and is never written down."""
        return self.sex or (SEXES.get(gender_of(name_parts(self.name or "")[0]) or "") if self.full else None)

    @cached_property
    def role(self) -> str | None:
        return (value(self.item.role) or "").lower() or None

    @cached_property
    def status(self) -> str | None:
        return value(self.item.status)

    @cached_property
    def described(self) -> str | None:
        return (value(self.item.description) or "").lower() or None

    @cached_property
    def noun(self) -> str | None:
        """The last word of what describes somebody: "boy", "driver"."""
        told = value(self.item.description) or value(self.item.role)
        return told.lower().removeprefix("one of ").split(" of ")[0].split(" aged ")[0].split()[-1] if told else None

    @cached_property
    def whose(self) -> str | None:
        """The last word that tells of what somebody is the driver, the owner or the like."""
        _, of, rest = (value(self.item.description) or "").partition(" of ")
        return rest.split()[-1].lower() if of and not rest[:1].isdigit() else None

    @cached_property
    def definite(self) -> bool:
        return (value(self.item.description) or "").lower().startswith("the ")

    @cached_property
    def harms(self) -> frozenset[str]:
        return frozenset(one.measure for one in self.item.harms)

    @cached_property
    def sentence(self) -> str:
        return sentence_at(self.view.book.text, self.item.span).text.strip()

    @cached_property
    def profile(self) -> tuple[object, ...]:
        """All that is looked at when people are compared."""
        known = (self.name, self.age, value(self.item.earlier_age), self.sex, self.role, self.status, self.described)
        return (*known, self.harms, None if self.name else self.sentence)

    @cached_property
    def keys(self) -> frozenset[str]:
        """What somebody must share with another to be compared with him or her at all."""
        parts = [f"name {skeleton(part)}" for part in name_parts(self.name or "") if len(part) > 1]
        nouns = [f"noun {word.split()[-1]}" for word in (self.role, self.noun) if word]
        numbers = [f"age {self.age}"] if self.age is not None else []
        numbers += [f"status {self.status}"] if self.status else []
        bare = self.name is not None or (self.age is None and self.role is None)
        return frozenset((*parts, *nouns, *numbers, *([f"sex {self.likely_sex}"] if bare and self.likely_sex else ())))

    @property
    def order(self) -> tuple[Any, ...]:
        """Those of whom more is known come first, then by publication."""
        known = (not self.full, self.name is None, self.age is None, self.role is None)
        return (*known, *self.place)

    @cached_property
    def place(self) -> tuple[Any, ...]:
        """Where it is told, reports in order of publication."""
        return moment(self.view.book.report.published), self.report, self.item.span.start, self.item.id


def value(trait: Trait | None) -> str | None:
    return None if trait is None else trait.value
