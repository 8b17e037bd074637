"""Casualties: each single person who is told to have been harmed, named or described, with what is told of him or her.

Those who did the harm are none, nor those who speak of it, nor who is told of as whose mother or friend somebody was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.language.page import Page
from onrecord.model.records import Casualty, Entity, Harm, Measure, Records, Trait
from onrecord.model.span import Span
from onrecord.reading.casualties.broods import one_of_them, several
from onrecord.reading.casualties.deeds import Deeds, ToldHarm
from onrecord.reading.casualties.groups import Groups
from onrecord.reading.casualties.people import People, Somebody
from onrecord.reading.casualties.told_harms import Harms
from onrecord.reading.casualties.traits import Traits
from onrecord.reading.casualties.words import GRAVEST, harm_of, listed
from onrecord.reading.people.mentions import Told

DEEDS = frozenset(("killed", "injured", "abducted"))
SOMEBODY = ("a ", "an ", "one ", "another ")  # how words begin that tell of somebody for the first time
DOER = "doer"  # for whoever is named as the one who did it


def find_casualties(page: Page, records: Records) -> tuple[Casualty, ...]:
    """The casualties of a page, in the order of the text."""
    if not page.words:
        return ()
    people = People(page, records)
    deeds = Deeds(page, records, people)
    harms = list(Harms(deeds, Groups(deeds)).all())
    if not harms and not records.figures:
        return ()
    desk = Desk(page, records, people, Traits(page, records), Told(page, records.statements))
    return desk.casualties(harms)


@dataclass(frozen=True)
class Desk:
    """Puts what is told of each person together."""

    page: Page
    records: Records
    people: People
    traits: Traits
    statements: Told

    def casualties(self, harms: list[ToldHarm]) -> tuple[Casualty, ...]:
        """The casualties that some harms make, each person once."""
        same = self.named_as()
        doers = self.perpetrators() | {name for name, who in same.items() if who == DOER}
        doers |= {same[one] for one in doers if one in same} | {one for one, other in same.items() if other in doers}
        by_person: dict[tuple[str, int], list[ToldHarm]] = {}
        for harm in harms:
            person = same.get(harm.who.entity, harm.who.entity)
            if person not in doers:
                apart = harm.who.first if self.is_two(self.entity(person)) else 0
                by_person.setdefault((person, apart), []).append(harm)
        found = [self.casualty(person, told, same) for (person, _), told in by_person.items()]
        found = [one for one in found if one.harms and self.is_somebody(one)]
        found += self.of_several(harms, found)
        found.sort(key=lambda one: (one.span.start, one.span.end))
        for sentence, wrong in self.traits.corrections:
            self.correct(found, sentence, wrong)
        return tuple(replace(one, id=f"v{number}") for number, one in enumerate(found, 1))

    def is_somebody(self, one: Casualty) -> bool:
        """Whether a casualty is told from others: by a name, or a description that says more than "a victim"."""
        return one.name is not None or any((one.age, one.sex, one.role, one.status))

    def correct(self, found: list[Casualty], sentence: Span, wrong: Trait) -> None:
        """Note an age that was told before, with whom its sentence names, else with whoever was last told of by age."""
        named = [
            n for n, one in enumerate(found)
            if one.entity and any(map(sentence.holds, self.named_mentions(self.entity(one.entity))))
        ]  # fmt: skip
        aged = [n for n, one in enumerate(found) if one.age is not None and one.age.span.start < sentence.end]
        known = named or sorted(aged, key=lambda n: getattr(found[n].age, "span", sentence).start)
        if known and (age := found[known[-1]].age) != wrong:
            right = None if age is not None and age.value == wrong.value and age.span.start >= sentence.start else age
            found[known[-1]] = replace(found[known[-1]], age=right, earlier_age=wrong)

    def named_mentions(self, entity: Entity) -> tuple[Span, ...]:
        """The mentions of somebody that are names."""
        return tuple(span for span in entity.mentions if self.traits.proper(span) is not None)

    def perpetrators(self) -> set[str]:
        """The entities that did harm, or are called by a word for those who do."""
        done = {
            party.entity for event in self.records.events if harm_of(event) in DEEDS and event.certainty != "denied"
            for party in event.actors
            if party.entity and not self.is_speaking(party.span) and not self.people.is_undergoing(event)
            and {one.entity for one in event.recipients} != {party.entity}
        }  # fmt: skip
        return (done | {one.entity for one in self.called}) - self.mistaken

    def is_speaking(self, span: Span) -> bool:
        """Whether some words are those of who is said to tell it: "killing five people, the governor said"."""
        return not self.people.speaking.isdisjoint(self.page.words_in(span.start, span.end))

    @cached_property
    def called(self) -> list[Somebody]:
        """The mentions with a word for those who do harm: "the bomber", not "the bomber's mother"."""
        return [
            one for number, one in self.people.at.items()
            if self.page.words[number].lemma.lower() in listed("perpetrators")
            and not self.people.owns(one) and self.is_head(number, one)
        ]  # fmt: skip

    @cached_property
    def mistaken(self) -> set[str]:
        """The entities in which a doer and the one to whom he did it are taken for one."""
        return {
            one.entity for event in self.records.events if harm_of(event) in DEEDS
            for party in event.recipients
            for number in self.page.words_in(party.span.start, party.span.end)
            if (one := self.people.at.get(number)) and not one.pronoun and not self.people.owns(one)
            and any(one.entity == actor.entity for actor in event.actors)
        }  # fmt: skip

    def is_head(self, number: int, one: Somebody) -> bool:
        """Whether a word says what a mention's person is, rather than whose he or she is: "the bomber's mother"."""
        rest = [self.people.lower(n) for n in range(number + 1, one.last + 1)]
        return not any(word in ("'s", "’s", "'", "’") for word in rest)

    def named_as(self) -> dict[str, str]:
        """Names that a report gives to somebody it has told of: "the man was identified as Omar Said"."""
        found = dict(self.apposed())
        for number, word in enumerate(self.page.words):
            verb = self.people.naming_before(number) if word.text == "as" else None
            if verb is None:
                continue
            before = self.people.listed_before(self.people.first_of(verb)) or self.pronoun_before(number)
            after = self.people.listed(number + 1, self.page.sentence(number).stop)
            if len(before) == len(after) == 1 and after[0].named:
                if before[0] in self.called:
                    found[after[0].entity] = DOER
                elif not before[0].named:
                    found[after[0].entity] = before[0].entity
        return {name: who for name, who in found.items() if name != who}

    def apposed(self) -> Iterator[tuple[str, str]]:
        """Names whose role, as the facts have it, stands in words taken for somebody else: "a guard, Nils Aker"."""
        for fact in self.records.facts:
            if fact.relation == "role":
                inside = self.page.words_in(fact.object.span.start, fact.object.span.end)
                one = self.people.at.get(inside[-1]) if inside else None
                telling = one is not None and one.first in self.people.speaking
                if one and not telling and not one.named and not one.pronoun and one.entity != fact.subject:
                    yield fact.subject, one.entity

    def pronoun_before(self, number: int) -> list[Somebody]:
        """Whom the pronoun in "named him as" and "he was named as" stands for."""
        first = self.page.sentence(number).first
        near = (self.people.at.get(n) for n in range(number - 1, first - 1, -1))
        return [one for one in near if one is not None and one.pronoun][:1]

    def casualty(self, person: str, told: list[ToldHarm], same: dict[str, str]) -> Casualty:
        """One person with all harms told of him or her; what is told under a name given later counts too."""
        entities = [self.own(person, told), *(self.entity(name) for name, who in same.items() if who == person)]
        told.sort(key=lambda one: (one.who.first, one.first))
        traits = self.traits
        return Casualty(
            id="",
            span=self.page.span_of(told[0].who.first, told[0].who.last),
            entity=next((one.id for one in reversed(entities) if traits.name(one)), person),
            name=next((found for one in entities if (found := traits.name(one))), None),
            description=next((found for one in entities if (found := traits.description(one))), None),
            age=next((found for one in entities if (found := traits.age(one))), None),
            earlier_age=None,
            sex=next((found for one in entities if (found := traits.sex(one))), None),
            role=next((found for one in entities if (found := traits.role(one))), None),
            status=next((found for one in entities if (found := traits.status(one))), None),
            harms=tuple(self.harms(told)),
        )

    def own(self, person: str, told: list[ToldHarm]) -> Entity:
        """The person's entity; the words of the harm alone where it is taken for somebody else.

        So it is where one who was killed, or told of as "a guard", speaks or acts by a fuller name, or has two ages.
        """
        entity = self.entity(person)
        if person in self.mistaken:
            doing = {(one.first, one.last) for one in self.called}
            spans = [self.page.span_of(*words) for words in doing]
            return replace(entity, mentions=tuple(span for span in entity.mentions if span not in spans))
        mentions = [(one.measure, self.page.span_of(one.who.first, one.who.last)) for one in told]
        here = [span for measure, span in mentions if measure == "killed" or span.text.lower().startswith(SOMEBODY)]
        full = any(len(name.text.split()) > 1 for span in here if (name := self.traits.proper(span)))
        acting = any(span.overlaps(doer) for span in self.named_mentions(entity) for doer in self.doers)
        if self.is_two(entity):
            here = [self.page.span_of(one.who.first, one.who.last) for one in told]
        elif not (here and acting and not full):
            killed = any(one.measure == "killed" for one in told)
            return replace(entity, mentions=tuple(self.without_doers(entity))) if killed else entity
        return replace(entity, mentions=tuple(dict.fromkeys(here)))

    def without_doers(self, entity: Entity) -> Iterator[Span]:
        """The mentions of somebody killed, without descriptions of who speaks or acts: "the coroner said"."""
        for span in entity.mentions:
            if self.traits.proper(span) is not None or not any(span.overlaps(doer) for doer in self.doers):
                yield span

    def is_two(self, entity: Entity) -> bool:
        """Whether two people are taken for one: two ages are told, and neither puts the other right, or two sexes."""
        ages = {int(age.value) for age in self.traits.ages(entity) if age.value.isdigit()}
        wrong = {int(age.value) for _, age in self.traits.corrections if age.value.isdigit()}
        sexes = {self.traits.sex_of(span) for span in self.traits.spoken(entity)} - {None}
        return len(sexes) > 1 or (len(ages) > 1 and max(ages) - min(ages) > 1 and not ages & wrong)

    @cached_property
    def doers(self) -> list[Span]:
        """The words for those who are said to speak or to do something."""
        spoken = [span for one in self.records.statements for span in one.source]
        return spoken + [party.span for one in self.records.events for party in one.actors]

    def entity(self, ident: str) -> Entity:
        return self.by_id[ident]

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        return {one.id: one for one in self.records.entities}

    def harms(self, told: list[ToldHarm]) -> Iterator[Harm]:
        """The harms to one person, each measure and status once, the gravest first."""
        found: dict[tuple[Measure, str], Harm] = {}
        for one in told:
            if one.measure != "detained" or not self.is_suspected(one):
                made = self.harm(one)
                found.setdefault((made.measure, made.status), made)
        yield from sorted(found.values(), key=lambda one: (GRAVEST.index(one.measure), one.status, one.span.start))

    def harm(self, told: ToldHarm) -> Harm:
        """A harm with the incident it belongs to and the statement that tells it."""
        span = self.page.span_of(told.first, told.last)
        event = told.event
        incident = next((one.id for one in self.records.incidents if event and event.id in one.events), None)
        return Harm(self.measure(told), span, told.status, event.id if event else None, incident, self.told_in(told))

    def measure(self, told: ToldHarm) -> Measure:
        """What became of somebody; a victim was killed where the report tells of nobody who was otherwise harmed."""
        if told.measure != "affected":
            return told.measure
        others = {measure for event in self.records.events if (measure := harm_of(event))} & DEEDS
        return "killed" if others == {"killed"} else "affected"

    def is_suspected(self, told: ToldHarm) -> bool:
        """Whether an arrest is told as the law's answer to a deed, and nobody's harm."""
        sentence = self.page.sentence(told.first)
        lower = (self.people.lower(n) for n in range(sentence.first, sentence.stop))
        deeds = any(harm_of(event) in DEEDS for event in self.records.events)
        return deeds or any(word in listed("suspicion") for word in lower)

    def told_in(self, told: ToldHarm) -> str | None:
        """The statement that tells a harm: the one around its words or the name, else that of who named the dead."""
        for number in ((told.first, told.last), (told.who.first, told.who.last)):
            if found := self.statements.innermost(self.page.span_of(*number)):
                return found.id
        sentence = self.page.sentence(told.who.first)
        for statement in self.records.statements:
            cue = next((one for one in statement.cue if sentence.start <= one.start < sentence.end), None)
            if cue is not None and statement.source and cue.text.lower().split()[-1] in listed("naming"):
                return statement.id
        return (
            told.event.attribution
            if told.event and told.event.trigger.start == self.page.words[told.first].start
            else None
        )

    def of_several(self, harms: list[ToldHarm], found: list[Casualty]) -> Iterator[Casualty]:
        """Those told apart by age alone, who stand where others are told to have been harmed, or are counted so."""
        for one in (*several(self.page), *one_of_them(self.page)):
            near = [told for told in harms if self.is_near(one.group, told)]
            if near:
                nearest = min(near, key=lambda told: abs(self.page.words[told.first].start - one.group.start))
                harm: Harm | None = self.harm(nearest)
            else:
                harm = self.counted(one.group)
            if harm is not None:
                who = Trait(f"one of {one.group.text}", one.group)
                yield Casualty("", one.age.span, None, None, who, one.age, None, one.sex, None, None, (harm,))

    def counted(self, group: Span) -> Harm | None:
        """The harm to a group's people that a figure tells where it counts them: "one of the children"."""
        for figure in self.records.figures:
            if figure.measure in GRAVEST and figure.measure != "affected" and figure.span.overlaps(group):
                incident = next((one.id for one in self.records.incidents if figure.event in one.events), None)
                return Harm(figure.measure, figure.span, figure.status, figure.event, incident, figure.statement)
        return None

    def is_near(self, group: Span, told: ToldHarm) -> bool:
        """Whether somebody harmed is told of in the sentence of a group."""
        return self.page.words[self.page.word_at(group.start)].sentence == self.page.words[told.who.first].sentence
