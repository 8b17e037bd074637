"""Who is told to have been harmed: in events, in lists of the dead, in "was among the wounded" and "is missing"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.language.page import Page
from onrecord.model.records import Event, FigureStatus, Measure, Records
from onrecord.reading.casualties.people import People, Somebody
from onrecord.reading.casualties.words import harm_of, harmed, listed

HARMING = frozenset(("ASSAULT", "COERCE", "ACCIDENT", "DISASTER", "PROTEST"))
NOT_DONE = frozenset(("planned", "threatened", "hypothetical", "attempted"))
COUNTED = frozenset(("killed", "injured", "missing", "detained", "abducted"))
BE = frozenset("was were is are be been remain remains remained went".split())
DETERMINERS = frozenset(
    "the those these all among other its their his her two three four five six several many".split()
)
ADVERBS = frozenset(
    "still also later now reportedly feared presumed believed found declared pronounced confirmed".split()
)
GRAVE = frozenset("critical serious stable grave".split())
HURTS = frozenset("injuries burns wounds fractures injury burn wound".split())
SUFFER = frozenset("suffered sustained survived treated suffering".split())
NAMING_REACH = 14  # words between those harmed and the "as" that names them
NEAR = 6  # words around a harm in which it is told to be feared or not so
ANY = 99
OF = frozenset(("'s", "’s", "'", "’", "of"))
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
class Harms:
    """All that a page tells of harm to single people."""

    page: Page
    records: Records
    people: People

    def all(self) -> Iterator[ToldHarm]:
        """Each harm to each person, in no order; one may be told twice."""
        yield from self.of_events()
        for number in range(len(self.page.words)):
            lower = self.people.lower(number)
            if lower in harmed():
                yield from self.of_those_harmed(number, harmed()[lower])
            if lower in ("missing", "dead", "unaccounted"):
                yield from self.of_state(number, "killed" if lower == "dead" else "missing")
            elif lower in HURTS or (lower == "condition" and self.people.lower(number - 1) in GRAVE):
                yield from self.of_wounds(number)
            elif lower in ("including", "include", "includes", "included", ":") or self.is_among_them(number):
                yield from self.of_part(number)
            elif lower == "as" and self.people.naming_before(number) is not None:
                yield from self.of_naming(number)

    # events ----------------------------------------------------------------------------------------------------------

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
        if self.page.words[number].lemma not in PASSING:
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

    def recipients(self, event: Event, at: int) -> list[Somebody]:
        """The people to whom an event was done."""
        people, found = self.people, list[Somebody]()
        for party in event.recipients or (event.actors if people.is_undergoing(event) else ()):
            inside = self.page.words_in(party.span.start, party.span.end)
            if not inside:
                continue
            one = people.among(inside[0], inside[-1])
            found += [one] if one else []
            if inside[0] > at:
                found += people.listed(inside[0], self.page.sentence(at).stop)
            else:
                run = people.listed_before(self.first_of(at))
                known = any(one is not None and other.entity == one.entity for other in run)
                loose = one is None and party.span.text.lower() not in LOOSE and len(run) <= self.counted(event)
                found += run if known or loose else []
        for party in event.targets:
            inside = self.page.words_in(party.span.start, party.span.end)
            one = (people.opening(inside.start, inside.stop) or people.apposed(inside)) if inside else None
            found += [one] if one else []
        if not event.recipients and not found and self.page.words[at].tag == "VERB":
            found = self.beside(at, self.page.word_at(event.trigger.end - 1))
        return list({one.entity: one for one in reversed(found)}.values())[::-1]

    def beside(self, verb: int, last: int) -> list[Somebody]:
        """Those just behind a verb, or before a passive one, to which the parse gives nobody."""
        first = self.first_of(verb)
        if any(self.people.lower(n) in BE for n in range(first, verb)):
            return self.people.listed_before(first)
        stop = self.page.sentence(verb).stop
        return self.people.listed(last + 1, stop) if self.people.opening(last + 1, stop) else []

    def first_of(self, verb: int) -> int:
        """The first of a verb's own words: "were" of "were later killed"."""
        while verb > 0 and self.page.words[verb - 1].tag in ("AUX", "ADV", "PART"):
            verb -= 1
        return verb

    def counted(self, event: Event) -> float:
        """How many an event befell, as far as a figure says so."""
        values = [one.value or 0 for one in self.records.figures if one.id in event.figures]
        return max(values, default=ANY)

    def harmed_before(self, at: int) -> list[Somebody]:
        """Who was hurt earlier in the sentence of a death that the parse gives nobody: "was shot and later died"."""
        before = [one for one in self.by_sentence.get(self.page.words[at].sentence, ()) if one[2] < at]
        return [who for event, _, first in before[-1:] for who in self.recipients(event, first)]

    # those harmed, together ------------------------------------------------------------------------------------------

    def of_those_harmed(self, number: int, measure: Measure) -> Iterator[ToldHarm]:
        """Those who are named as, or told to be among, "the dead", "the wounded", "the victims"."""
        people, words = self.people, self.page.words
        one = people.at.get(number)
        bare = one is not None and one.first == number == one.last  # "held the mayor hostage"
        if one is not None and not bare and not self.is_owner(number, one):
            yield from self.told([one], measure, number, number)
        elif self.is_nominal(number):
            opener = self.opener_after(number)
            if opener is not None:
                found = people.listed(opener + 1, self.end_of_list(opener))
                yield from self.told(found, measure, number, number)
            verb = self.verb_of_belonging(number)
            if verb is not None and words[verb].sentence == words[number].sentence:
                yield from self.told(people.listed_before(verb), measure, number, number)

    def is_owner(self, number: int, one: Somebody) -> bool:
        """Whether a word in a mention tells of somebody else: "the victim's aunt", "a father of one of the hostages";
        or of no deed: "the victim of a mistake"."""
        return any(self.people.lower(n) in OF for n in range(one.first, one.last + 1) if n != number)

    def is_nominal(self, number: int) -> bool:
        """Whether "killed" or "dead" stands for people: "the dead", "those killed"."""
        word = self.page.words[number]
        before = self.people.lower(number - 1)
        return word.tag == "NOUN" or before in DETERMINERS or self.page.words[max(0, number - 1)].tag == "NUM"

    def opener_after(self, number: int) -> int | None:
        """The word after which those harmed are listed: "as", "include", a colon, "was" after "among the dead"."""
        people, sentence = self.people, self.page.sentence(number)
        naming = any(people.lower(n) in listed("naming") for n in range(max(sentence.first, number - NEAR), number))
        for n in range(number + 1, min(sentence.stop, number + NAMING_REACH)):
            lower = people.lower(n)
            naming = naming or lower in listed("naming")
            if lower in ("include", "includes", "included", "including", ":") or (lower == "as" and naming):
                return n
            if lower in BE and self.is_among(number):
                return n
            if lower not in listed("between") | listed("naming") and self.page.words[n].tag not in (
                "PROPN",
                "ADP",
                "DET",
            ):
                return None
        return None

    def is_among(self, number: int) -> bool:
        """Whether "among" stands before those harmed, at the head of the sentence or of a clause."""
        first = self.page.sentence(number).first
        return any(self.people.lower(n) in ("among", "amongst") for n in range(max(first, number - NEAR), number))

    def verb_of_belonging(self, number: int) -> int | None:
        """The verb or comma before "among the dead" and "one of the victims", left of which its subject stands."""
        people, first = self.people, self.page.sentence(number).first
        for n in range(number - 1, max(first, number - NEAR), -1):
            of_one = people.lower(n) == "of" and people.lower(n - 1) == "one"
            if people.lower(n) in ("among", "amongst") or of_one:
                before = n - 1 - of_one
                while before > first and people.lower(before) in ADVERBS | listed("naming") | {"as"}:
                    before -= 1
                if people.lower(before) in BE or people.lower(before) == ",":
                    while before - 1 > first and people.lower(before - 1) in BE | ADVERBS:
                        before -= 1
                    return before
                return None
        return None

    def end_of_list(self, opener: int) -> int:
        """The word after a list: its sentence's end, or that of the lines under a colon, up to an empty line."""
        stop, words, text = self.page.sentence(opener).stop, self.page.words, self.page.text
        if stop - 1 != opener or self.people.lower(opener) != ":":
            return stop
        blank = text.find("\n\n", words[opener].end + 2)
        return self.page.words_in(words[opener].end, blank if blank > 0 else len(text)).stop

    # states ----------------------------------------------------------------------------------------------------------

    def of_state(self, number: int, measure: Measure) -> Iterator[ToldHarm]:
        """Those who are told to be missing or dead: "is still missing", "was found dead"."""
        first = self.page.sentence(number).first
        at = number - 1
        while at > first and self.people.lower(at) in ADVERBS | listed("feared") | {"be", "been", "to", "have", "had"}:
            at -= 1
        if at >= first and self.people.lower(at) in BE:
            found = self.people.listed_before(at)
            yield from self.told(found, measure, number, number)

    def of_wounds(self, number: int) -> Iterator[ToldHarm]:
        """Those who are told to have suffered injuries, or to be in a critical condition."""
        first = self.page.sentence(number).first
        for n in range(number - 1, max(first, number - NEAR), -1):
            if self.people.lower(n) in SUFFER or (
                self.people.lower(number) == "condition" and self.people.lower(n) in BE
            ):
                found = self.people.listed_before(n - (self.people.lower(n - 1) in BE))
                yield from self.told(found, "injured", number, number)
                return

    def is_among_them(self, number: int) -> bool:
        lower = self.people.lower
        return lower(number) in ("them", "whom") and lower(number - 1) in ("among", "amongst")

    def of_part(self, number: int) -> Iterator[ToldHarm]:
        """Those listed after "including", "among them" or a colon, as part of those harmed before in the sentence."""
        sentence = self.page.words[number].sentence
        before = [one for one in self.by_sentence.get(sentence, ()) if one[2] < number]
        if before:
            event, measure, first = before[-1]
            start = self.page.words[number].start
            for figure in self.records.figures:
                if event.trigger.end < figure.span.start < start and figure.measure in COUNTED:
                    measure = figure.measure if figure.event in (None, event.id) else measure
            found = self.people.listed(number + 1, self.end_of_list(number))
            yield from self.told(found, measure, first, self.page.word_at(event.trigger.end - 1), event)

    def of_naming(self, number: int) -> Iterator[ToldHarm]:
        """Those whom "they were named as ..." lists: whoever the sentence before tells to have been harmed."""
        sentence = self.page.sentence(number)
        plural = any(self.people.lower(n) in ("they", "them") for n in range(sentence.first, number))
        place = self.page.words[number].sentence
        if not plural:
            return
        for told in range(place - 1, max(-1, place - 3), -1):
            if told in self.by_sentence:
                event, measure, first = self.by_sentence[told][-1]
                found = self.people.listed(number + 1, sentence.stop)
                yield from self.told(found, measure, first, self.page.word_at(event.trigger.end - 1), event)
                return

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
        """Whether a sentence says that reports are false."""
        lower = {self.people.lower(n) for n in range(first, stop)}
        return bool(lower & listed("rumour") and lower & (listed("false") | {"denied"}))
