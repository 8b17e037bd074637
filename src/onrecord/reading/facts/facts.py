"""Facts of a page: roles, memberships, ages, nationalities and kin of people; where a place lies and who holds it."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.language.page import Page
from onrecord.model.records import Fact, FactObject, Records
from onrecord.reading.facts.kin import kin
from onrecord.reading.facts.people_told import people_told
from onrecord.reading.facts.predicates import predicates
from onrecord.reading.facts.telling import Teller, Told
from onrecord.reading.facts.territories import territories
from onrecord.reading.people.mentions import Mentions
from onrecord.reading.people.mentions import Told as ToldBy


def find_facts(page: Page, records: Records, who: Mentions) -> tuple[Fact, ...]:
    """The facts of a page, in the order of the text."""
    teller = Teller(page, records, who)
    beside = list(people_told(teller))
    told = [*beside, *predicates(teller, beside), *kin(teller), *territories(teller)]
    said = ToldBy(page, records.statements)
    return tuple(fact(number, one, said) for number, one in enumerate(distinct(told), 1))


def distinct(told: Iterable[Told]) -> list[Told]:
    """What is told, in the order of the text: of each subject, relation and object once."""
    seen: dict[tuple[str, str, str], Told] = {}
    for one in sorted(told, key=lambda t: (t.span, t.object)):
        seen.setdefault((one.subject, one.relation, one.entity or one.object.text.casefold()), one)
    return list(seen.values())


def fact(number: int, told: Told, said: ToldBy) -> Fact:
    """The fact of what is told."""
    statement = said.innermost(told.span)
    return Fact(
        id=f"k{number}",
        subject=told.subject,
        relation=told.relation,
        object=FactObject(told.entity, told.object.text, told.object),
        start=told.start,
        end=told.end,
        status=told.status,
        span=told.span,
        statement=statement.id if statement else None,
    )
