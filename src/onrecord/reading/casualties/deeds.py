"""What harms people, as events tell it: those whom a deed befell, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.codebook.genders import gender_of_noun
from onrecord.language.page import Page
from onrecord.model.records import Event, FigureStatus, Measure, Records
from onrecord.reading.casualties.people import People, Somebody
from onrecord.reading.casualties.words import BE, NEAR, harm_of, listed

HARMING = frozenset(("ASSAULT", "COERCE", "ACCIDENT", "DISASTER", "PROTEST"))
NOT_DONE = frozenset(("planned", "threatened", "hypothetical", "attempted"))
ANY = 99  # people whom an event befell that no figure counts
LOOSE = frozenset("those they them who whom that all both others".split())
PASSING = frozenset("die dead death pass".split())
NEXT = 3  # words before a harm within which "not" denies it
INTRANSITIVE = frozenset("die perish drown succumb".split())


@dataclass(frozen=True, slots=True)
class ToldHarm:
    """A harm on its way: whom it befell, the words that tell it, and the event that it is."""

    who: Somebody
    measure: Measure
    first: int
    last: int
    event: Event | None
    status: FigureStatus


@dataclass(frozen=True)
class Deeds:
    """The deeds of a page that harm people, and those whom each befell."""

    page: Page
    records: Records
    people: People

    @cached_property
    def events(self) -> list[tuple[Event, Measure, int]]:
        """The events that harm people, with what they do and the first word that tells them."""
        found: list[tuple[Event, Measure, int]] = []
        for event in self.records.events:
            measure = harm_of(event) if event.type in HARMING else None
            if measure is not None and event.modality not in NOT_DONE and not self.is_natural(event):
                at = self.page.word_at(event.trigger.start)
                fatal = measure == "injured" and "fatally" in (self.people.lower(at - 1), self.people.lower(at + 1))
                found.append((event, "killed" if fatal else measure, at))
        return found

    @cached_property
    def by_sentence(self) -> dict[int, list[tuple[Event, Measure, int]]]:
        """The harming events of each sentence."""
        out: dict[int, list[tuple[Event, Measure, int]]] = {}
        for one in self.events:
            out.setdefault(self.page.words[one[2]].sentence, []).append(one)
        return out

    def is_natural(self, event: Event) -> bool:
        """Whether a death is nobody's deed and no accident: the report says so, or tells of no such thing with it."""
        number = self.page.word_at(event.trigger.start)
        sentence = self.page.sentence(number)
        if any(self.people.lower(n) in listed("natural") for n in range(sentence.first, sentence.stop)):
            return True
        if self.page.words[number].lemma not in PASSING or any(
            self.people.lower(n) in listed("wounds") for n in range(sentence.first, sentence.stop)
        ):
            return False
        together = next((one.events for one in self.records.incidents if event.id in one.events), ())
        return not any(one.id in together and self.is_deed(one) for one in self.records.events)

    def is_deed(self, event: Event) -> bool:
        """Whether an event says more than that somebody died, or counts who did."""
        word = self.page.words[self.page.word_at(event.trigger.start)].lemma
        return event.type in HARMING and (word not in PASSING or bool(event.figures))

    def of_events(self) -> Iterator[ToldHarm]:
        """Those whom events befell, with the lists that they open or close."""
        for event, measure, at in self.events:
            last = self.page.word_at(event.trigger.end - 1)
            found = self.recipients(event, at)
            if not found and self.page.words[at].lemma in INTRANSITIVE:
                found = self.harmed_before(at)
            yield from self.told(found, measure, at, last, event)

    @cached_property
    def triggers(self) -> frozenset[int]:
        """The first words of all events."""
        return frozenset(self.page.word_at(one.trigger.start) for one in self.records.events)

    @cached_property
    def trigger_words(self) -> frozenset[int]:
        """The words by which harming events of more than one word are told."""
        spans = [event.trigger for event, _, _ in self.events]
        inside = (self.page.words_in(span.start, span.end) for span in spans)
        return frozenset(number for words in inside if len(words) > 1 for number in words)

    def is_violent_death(self, number: int) -> bool:
        """Whether somebody is told to have died, in no event, of what others did or of an accident."""
        if self.page.words[number].lemma != "die" or number in self.triggers:
            return False
        sentence = self.page.sentence(number)
        return any(self.people.lower(n) in listed("wounds") for n in range(sentence.first, sentence.stop))

    def recipients(self, event: Event, at: int) -> list[Somebody]:
        """The people to whom an event was done."""
        people, found = self.people, list[Somebody]()
        for party in event.recipients or (event.actors if people.is_undergoing(event) else ()):
            inside = self.page.words_in(party.span.start, party.span.end)
            if not inside or party.span.text.lower().endswith(("self", "selves")):
                continue
            one = people.among(inside[0], inside[-1])
            found += [one] if one else []
            if inside[0] > at:
                found += people.listed(inside[0], self.page.sentence(at).stop)
            else:
                run = people.listed_before(self.people.first_of(at))
                known = any(one is not None and other.entity == one.entity for other in run)
                loose = one is None and party.span.text.lower() not in LOOSE and len(run) <= self.counted(event)
                found += run if known or loose else []
        for party in event.targets:
            inside = self.page.words_in(party.span.start, party.span.end)
            one = (people.opening(inside.start, inside.stop) or people.apposed(inside)) if inside else None
            found += [one] if one else []
            if one is None and inside and inside[0] > at and gender_of_noun(self.page.words[inside[-1]].lemma):
                found += people.listed(inside[0], self.page.sentence(at).stop)  # "killing the groom, Anton Reyes"
        if not event.recipients and not found and self.page.words[at].tag != "NOUN":
            found = self.beside(at, self.page.word_at(event.trigger.end - 1))
        return list({one.entity: one for one in reversed(found)}.values())[::-1]

    def beside(self, verb: int, last: int) -> list[Somebody]:
        """Those just behind a verb, or before a passive one, to which the parse gives nobody."""
        first = self.people.first_of(verb)
        if any(self.people.lower(n) in BE for n in range(first, verb)):
            return self.people.listed_before(first)
        stop = self.page.sentence(verb).stop
        return self.people.listed(last + 1, stop) if self.people.opening(last + 1, stop) else []

    def counted(self, event: Event) -> float:
        """How many an event befell, as far as a figure says so."""
        values = [one.value or 0 for one in self.records.figures if one.id in event.figures]
        return max(values, default=ANY)

    def harmed_before(self, at: int) -> list[Somebody]:
        """Who was hurt earlier in the sentence of a death that the parse gives nobody: "was shot and later died"."""
        before = [one for one in self.by_sentence.get(self.page.words[at].sentence, ()) if one[2] < at]
        return [who for event, _, first in before[-1:] for who in self.recipients(event, first)]

    # how sure --------------------------------------------------------------------------------------------------------

    def told(
        self, found: Iterable[Somebody], measure: Measure, first: int, last: int, event: Event | None = None
    ) -> Iterator[ToldHarm]:
        """A harm to each of some people."""
        event = event or self.event_at(first, measure)
        status = self.status(first, last, event)
        for one in found:
            yield ToldHarm(one, measure, first, last, event, status)

    def event_at(self, number: int, measure: Measure) -> Event | None:
        """The event that a word of no event of its own speaks of: one of its sentence, else the last of its kind
        told before it, else the first after it."""
        own = [e for e, m, _ in self.by_sentence.get(self.page.words[number].sentence, ()) if m == measure]
        if own:
            return own[0]
        alike = [(e, at) for e, m, at in self.events if measure in (m, "affected")]
        alike = alike or [(e, at) for e, _, at in self.events if not e.background]
        return next((e for e, at in reversed(alike) if at < number), alike[0][0] if alike else None)

    def status(self, first: int, last: int, event: Event | None) -> FigureStatus:
        """Whether a harm is told as so, as feared or as not so."""
        sentence = self.page.sentence(first)
        near = range(max(sentence.first, first - NEAR), min(sentence.stop, last + NEAR))
        own = event is not None and event.trigger.start == self.page.words[first].start
        if own and event is not None and "denied" in (event.modality, event.certainty):
            return "denied"
        if any(self.people.lower(n) in listed("negations") for n in near if first - NEXT <= n < first):
            return "denied"
        if self.is_rumour(sentence.first, sentence.stop):
            return "denied"
        return "feared" if any(self.people.lower(n) in listed("feared") for n in near if n <= first) else "confirmed"

    def is_rumour(self, first: int, stop: int) -> bool:
        """Whether a sentence says that reports are false: "reports of ... are untrue", "denied rumours that"."""
        lower = [self.people.lower(n) for n in range(first, stop)]
        rumours = [n for n, word in enumerate(lower) if word in listed("rumour")]
        return any(listed("false").intersection(lower[n:]) or "denied" in lower[max(0, n - NEXT) : n] for n in rumours)
