"""Who is told to have been harmed: in events, in lists of the dead, in "is missing", in "is in a grave condition"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.language.page import Page
from onrecord.model.records import Measure
from onrecord.reading.casualties.deeds import Deeds, ToldHarm
from onrecord.reading.casualties.groups import THEY, Groups
from onrecord.reading.casualties.people import People, Somebody
from onrecord.reading.casualties.words import ADVERBS, BE, NEAR, harmed, listed

GRAVE = frozenset("critical serious stable grave".split())
HURTS = frozenset("injuries burns wounds fractures injury burn wound".split())
SUFFER = frozenset("suffered sustained survived treated suffering".split())
PARTS = frozenset("including include includes included :".split())
STATES: dict[str, Measure] = {"dead": "killed", "missing": "missing", "unaccounted": "missing"}
BODIES = frozenset("body remains bodies".split())
FOUND = frozenset("found recovered discovered pulled identified".split())
FOUND_REACH = 25  # words between "the body of" and that it was found


@dataclass(frozen=True)
class Harms:
    """All that a page tells of harm to single people."""

    deeds: Deeds
    groups: Groups

    @property
    def page(self) -> Page:
        return self.deeds.page

    @property
    def people(self) -> People:
        return self.deeds.people

    def all(self) -> Iterator[ToldHarm]:
        """Each harm to each person, in no order; one may be told twice."""
        yield from self.deeds.of_events()
        for event, measure, at in self.deeds.events:
            opener = self.groups.opener_after_who(event, at)
            if opener is not None:
                found = self.people.listed(opener + 1, self.page.sentence(opener).stop)
                yield from self.deeds.told(found, measure, at, self.page.word_at(event.trigger.end - 1), event)
        nouns = self.groups.by_noun
        for number, word in enumerate(self.page.words):
            lower = word.text.lower()
            if lower in harmed():
                yield from self.groups.of_those_harmed(number, harmed()[lower])
            counted = self.groups.count_at(number) is not None
            if lower in THEY or counted or (word.lemma in nouns and self.groups.is_several(number)):
                opener = self.groups.naming_opener(number)
                if opener is not None:
                    yield from self.groups.of_naming(number, opener)
            if lower in STATES:
                yield from self.of_state(number, STATES[lower])
            elif lower in HURTS or (lower == "condition" and self.people.lower(number - 1) in GRAVE):
                yield from self.of_wounds(number)
            elif self.deeds.is_violent_death(number):
                found = self.subjects(self.people.first_of(number))
                yield from self.deeds.told(found, "killed", number, number)
            elif lower == "held":
                yield from self.of_held(number)
            elif lower in BODIES:
                yield from self.of_body(number)
            elif lower in PARTS or self.groups.is_among_them(number):
                yield from self.groups.of_part(number)

    def of_state(self, number: int, measure: Measure) -> Iterator[ToldHarm]:
        """Those who are told to be missing or dead: "is still missing", "was found dead"."""
        first = self.page.sentence(number).first
        at = number - 1
        while at > first and self.people.lower(at) in ADVERBS | listed("feared") | {"be", "been", "to", "have", "had"}:
            at -= 1
        if at >= first and self.people.lower(at) in BE:
            yield from self.deeds.told(self.people.listed_before(at), measure, number, number)

    def of_wounds(self, number: int) -> Iterator[ToldHarm]:
        """Those who are told to have suffered injuries, or to be in a critical condition."""
        first = self.page.sentence(number).first
        condition = self.people.lower(number) == "condition"
        for n in range(number - 1, max(first, number - NEAR), -1):
            if self.people.lower(n) in SUFFER or (condition and self.people.lower(n) in BE):
                found = self.subjects(n - (self.people.lower(n - 1) in BE))
                yield from self.deeds.told(found, "injured", number, number)
                return

    def subjects(self, verb: int) -> list[Somebody]:
        """Those before a verb, or before the one that is joined to it: "survived the crash and is in a ..."."""
        found = self.people.listed_before(verb)
        if found or self.people.lower(verb - 1) != "and":
            return found
        first = self.page.sentence(verb).first
        other = next((n for n in range(verb - 1, first, -1) if self.page.words[n].tag == "VERB"), None)
        return [] if other is None else self.people.listed_before(other)

    def of_held(self, number: int) -> Iterator[ToldHarm]:
        """Those who are told to be held: taken, where the report tells that people were taken, else detained."""
        at = number
        while self.people.lower(at - 1) in BE | ADVERBS | {"being"}:
            at -= 1
        if at < number:
            taken = any(measure == "abducted" for _, measure, _ in self.deeds.events)
            found = self.people.listed_before(at)
            yield from self.deeds.told(found, "abducted" if taken else "detained", number, number)

    def of_body(self, number: int) -> Iterator[ToldHarm]:
        """Whose body is told to have been found: "the body of Helena Cruz was found", "her body was recovered"."""
        stop = min(self.page.sentence(number).stop, number + FOUND_REACH)
        if any(self.people.lower(n) in FOUND for n in range(number + 1, stop)):
            yield from self.deeds.told(self.whose(number), "killed", number, number)

    @cached_property
    def owners(self) -> dict[int, Somebody]:
        """The people by the word after their possessive."""
        return {one.last + 2: one for one in self.people.at.values() if self.people.owns(one)}

    def whose(self, number: int) -> list[Somebody]:
        """Whose something is: "the body of Cruz", "Cruz's body", "her body"."""
        if self.people.lower(number + 1) == "of":
            one = self.people.opening(number + 2, self.page.sentence(number).stop)
        else:
            one = self.owners.get(number) or self.people.at.get(number - 1)
        return [one] if one is not None else []
