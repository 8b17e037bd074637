"""Facts of a page: roles, memberships, ages, nationalities and kin of people; where a place lies and who holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from onrecord.language.page import Page
from onrecord.model.records import Fact, FactObject, Records
from onrecord.reading.facts.kin import kin
from onrecord.reading.facts.people_told import people_told
from onrecord.reading.facts.predicates import predicates
from onrecord.reading.facts.telling import Teller, Told
from onrecord.reading.facts.territories import territories
from onrecord.reading.people.mentions import Mentions
from onrecord.reading.people.mentions import Told as ToldBy

CLAIMED = frozenset(("controlled_by", "recognised_as"))  # told again by whoever else says it
SINCE, UNTIL = (re.compile(rf",? {word} (?:the |early |late |about )?$") for word in ("since", "until"))


def find_facts(page: Page, records: Records, who: Mentions) -> tuple[Fact, ...]:
    """The facts of a page, in the order of the text."""
    teller = Teller(page, records, who)
    beside = list(people_told(teller))
    told = [*beside, *predicates(teller, beside), *kin(teller), *territories(teller)]
    said = ToldBy(page, records.statements)
    return tuple(fact(number, one, teller, said) for number, one in enumerate(distinct(told, said), 1))


def distinct(told: Iterable[Told], said: ToldBy) -> list[Told]:
    """What is told, in the order of the text: of each subject, relation and object once, of what is claimed once for
    each statement."""
    seen: dict[tuple[str, str, str, str | None], Told] = {}
    for one in sorted(told, key=lambda t: (t.span, t.object)):
        statement = said.innermost(one.span) if one.relation in CLAIMED else None
        key = (one.subject, one.relation, one.entity or one.object.text.casefold(), statement.id if statement else None)
        seen.setdefault(key, one)
    return list(seen.values())


def fact(number: int, told: Told, teller: Teller, said: ToldBy) -> Fact:
    """The fact of what is told."""
    statement = said.innermost(told.span)
    return Fact(
        id=f"k{number}",
        subject=told.subject,
        relation=told.relation,
        object=FactObject(told.entity, told.object.text, told.object),
        start=told.start or day_after(SINCE, told, teller, "start"),
        end=told.end or day_after(UNTIL, told, teller, "end"),
        status=told.status,
        span=told.span,
        statement=statement.id if statement else None,
    )


def day_after(mark: re.Pattern[str], told: Told, teller: Teller, end: Literal["start", "end"]) -> str | None:
    """The day that follows what is told: "since February 2031"."""
    for time in teller.records.times:
        if time.span.start >= told.span.end and mark.fullmatch(teller.page.text, told.span.end, time.span.start):
            return time.start if end == "start" else time.end
    return None
