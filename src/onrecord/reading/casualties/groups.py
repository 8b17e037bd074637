"""Those harmed as they are told of together: lists of the dead, "was among the wounded", "they were named as"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.language.page import Page
from onrecord.model.records import Event, Measure
from onrecord.model.span import Span
from onrecord.reading.casualties.deeds import INTRANSITIVE, Deeds, ToldHarm
from onrecord.reading.casualties.people import People, Somebody
from onrecord.reading.casualties.traits import NUMBERS
from onrecord.reading.casualties.words import ADVERBS, BE, NEAR, listed

COUNTED = frozenset(("killed", "injured", "missing", "detained", "abducted"))
DETERMINERS = frozenset(
    "the those these all among other others its their his her two three four five six several many".split()
)
NAMING_REACH = 14  # words between those harmed and the "as" that names them
OF = frozenset(("'s", "’s", "'", "’", "of"))
THEY = frozenset(("they", "them"))
BACK = 2  # sentences before "they" in which those are told of whom it stands for

Group = tuple[
    Event | None, Measure, int, int
]  # the event that befell some people, what it did, its first and last word


@dataclass(frozen=True)
class Groups:
    """What a page tells of those harmed, of several at once."""

    deeds: Deeds

    @property
    def page(self) -> Page:
        return self.deeds.page

    @property
    def people(self) -> People:
        return self.deeds.people

    def of_those_harmed(self, number: int, measure: Measure) -> Iterator[ToldHarm]:
        """Those who are named as, or told to be among, "the dead", "the wounded", "the victims"."""
        people, words = self.people, self.page.words
        if number in self.deeds.trigger_words:
            return  # "shot dead Father Arce"
        one = people.at.get(number)
        bare = one is not None and one.first == number == one.last  # "held the mayor hostage"
        if one is not None and not bare and not self.is_owner(number, one):
            yield from self.deeds.told([one], measure, number, number)
        elif self.is_nominal(number):
            opener = self.opener_after(number)
            if opener is not None:
                found = people.listed(opener + 1, self.end_of_list(opener))
                yield from self.deeds.told(found, measure, number, number)
            verb = self.verb_of_belonging(number)
            if verb is not None and words[verb].sentence == words[number].sentence:
                yield from self.deeds.told(people.listed_before(verb), measure, number, number)

    def is_owner(self, number: int, one: Somebody) -> bool:
        """Whether a word in a mention tells of somebody else: "the victim's aunt", "a father of one of the hostages";
        or of no deed: "the victim of a mistake"."""
        return any(self.people.lower(n) in OF for n in range(one.first, one.last + 1) if n != number)

    def is_nominal(self, number: int) -> bool:
        """Whether "killed" or "dead" stands for people: "the dead", "those killed"."""
        word = self.page.words[number]
        before = self.people.lower(number - 1)
        opens = number - (before == "also") == self.page.sentence(number).first
        first = opens and self.people.lower(number + 1) in BE  # "Missing are ...", "Also killed were ..."
        return first or word.tag == "NOUN" or before in DETERMINERS or self.page.words[max(0, number - 1)].tag == "NUM"

    def opener_after(self, number: int) -> int | None:
        """The word after which those harmed are listed: "as", "include", a colon, "was" after "among the dead"."""
        people, sentence = self.people, self.page.sentence(number)
        naming = any(people.lower(n) in listed("naming") for n in range(max(sentence.first, number - NEAR), number))
        for n in range(number + 1, min(sentence.stop, number + NAMING_REACH)):
            lower = people.lower(n)
            naming = naming or lower in listed("naming")
            if lower in ("include", "includes", "included", "including", ":") or (lower == "as" and naming):
                return n
            direct = n == number + 1 and (lower in BE or (lower == "," and self.opens_sentence(number)))
            listing = people.opening(n + 1, sentence.stop) if direct else None
            if (lower in BE and self.is_among(number)) or (listing is not None and listing.named):
                return n
            if not self.may_stand_between(number, n):
                return None
        return None

    def opens_sentence(self, number: int) -> bool:
        """Whether a sentence begins with those harmed: "The victims, ...", not "For the victims, ..."."""
        first = self.page.sentence(number).first
        return all(self.page.words[n].tag in ("DET", "NUM", "ADJ", "NOUN") for n in range(first, number))

    def may_stand_between(self, number: int, n: int) -> bool:
        """Whether a word may stand between those harmed and the word after which they are listed."""
        word, lower = self.page.words[n], self.people.lower(n)
        if lower == ",":
            return self.people.lower(n + 1) in listed("naming")  # "the victims, named by the hospital as ..."
        if lower in listed("between") | listed("naming") or word.tag in ("PROPN", "ADP", "DET"):
            return True
        return (word.tag == "NOUN" and n > number + 1) or word.relation == "acl"

    def opener_after_who(self, event: Event, at: int) -> int | None:
        """The "was" behind a clause with "who" that names who suffered it, or the "as" behind "was named": "one of the
        two who died was Ada Quill"."""
        people, sentence = self.people, self.page.sentence(at)
        first = people.first_of(at)
        undergone = self.page.words[at].lemma in INTRANSITIVE or any(people.lower(n) in BE for n in range(first, at))
        if people.lower(first - 1) != "who" or not undergone or first - sentence.first > NAMING_REACH:
            return None
        last = self.page.word_at(event.trigger.end - 1)
        for n in range(last + 1, min(sentence.stop, last + NAMING_REACH)):
            if people.lower(n) in ("was", "were", "is", "are"):
                one = people.opening(n + 1, sentence.stop)
                return n if one is not None and one.named else self.naming_opener(n)
            if self.page.words[n].tag in ("VERB", "AUX", "SCONJ"):
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

    def is_among_them(self, number: int) -> bool:
        lower = self.people.lower
        return lower(number) in ("them", "whom") and lower(number - 1) in ("among", "amongst")

    def of_part(self, number: int) -> Iterator[ToldHarm]:
        """Those listed after "including", "among them" or a colon, as part of those harmed before in the sentence."""
        sentence = self.page.words[number].sentence
        near = self.deeds.by_sentence.get(sentence, ())
        before = [one for one in near if one[2] < number] or near[:1]  # "two men, including a guard, were killed"
        if before:
            event, measure, first = before[-1]
            start = self.page.words[number].start
            if "\n" in self.page.text[event.trigger.end : start]:
                return
            for figure in self.deeds.records.figures:
                if event.trigger.end < figure.span.start < start and figure.measure in COUNTED:
                    measure = figure.measure if figure.event in (None, event.id) else measure
            stop = self.end_of_list(number)
            found = self.people.listed(number + 1, self.people.first_of(first) if number < first < stop else stop)
            yield from self.deeds.told(found, measure, first, self.page.word_at(event.trigger.end - 1), event)

    def of_naming(self, number: int, opener: int) -> Iterator[ToldHarm]:
        """Those whom "they were named as ..." or "the soldiers were ..." lists, where such were told to be harmed."""
        place, count = self.page.words[number].sentence, self.count_at(number)
        if self.people.lower(number) in THEY or count:
            near = (self.by_sentence.get(at, ()) for at in range(place - 1, place - 1 - BACK, -1))
            told = [one for some in near for one in some[-1:] if not count or self.is_counted(one, count)]
        else:
            told = self.by_noun.get(self.page.words[number].lemma, [])
        own = [one for one in told if number < one[2] < opener]  # "the soldiers killed there were named as ..."
        before = own or [one for one in told if one[2] < number and not self.does_more(number, opener)]
        first = self.people.opening(opener + 1, self.page.sentence(number).stop)
        if before and first is not None and first.named:
            event, measure, at, last = before[0]
            found = self.people.listed(opener + 1, self.end_of_list(opener))
            yield from self.deeds.told(found, measure, at, last, event)

    def does_more(self, number: int, opener: int) -> bool:
        """Whether more than naming is told of people before the word that opens their list: "those who fired"."""
        between = range(number + 1, opener)
        return any(self.page.words[n].tag == "VERB" and self.people.lower(n) not in listed("naming") for n in between)

    def count_at(self, number: int) -> int | None:
        """How many "the two" and "all three" stand for, where no noun follows; None at other words."""
        after = self.page.words[number + 1 : number + 2]
        alone = after and (after[0].tag in ("AUX", "VERB") or after[0].text == "as")
        if self.people.lower(number - 1) not in ("the", "all") or not alone:
            return None
        return NUMBERS.get(self.people.lower(number))

    def is_counted(self, group: Group, count: int) -> bool:
        """Whether a figure says that so many people were harmed together."""
        event, measure, first, _ = group
        doers = [party.span for party in event.actors] if event else []
        return any(
            one.value == count and one.measure == measure and not any(map(one.span.overlaps, doers))
            and (one.event == event.id if event else self.page.word_at(one.span.start) == first)
            for one in self.deeds.records.figures
        )  # fmt: skip

    def is_several(self, number: int) -> bool:
        """Whether a word tells of several by what they are: "soldiers", "people"."""
        word = self.page.words[number]
        return word.tag == "NOUN" and (word.text.lower() != word.lemma or word.lemma == "people")

    @cached_property
    def told_of(self) -> list[tuple[Group, Span]]:
        """What befell people who are told of together, with the words for them: those of events, and those counted."""
        word_at, deeds = self.page.word_at, self.deeds.events
        found: list[tuple[Group, Span]] = [
            ((event, measure, first, word_at(event.trigger.end - 1)), party.span)
            for event, measure, first in deeds for party in event.recipients
        ]  # fmt: skip
        events = {event.id for event, _, _ in deeds}
        found += [
            ((None, one.measure, word_at(one.span.start), word_at(one.span.end - 1)), one.span)
            for one in self.deeds.records.figures
            if one.measure in COUNTED and one.event not in events and one.status == "confirmed"
        ]
        return found

    @cached_property
    def by_sentence(self) -> dict[int, list[Group]]:
        """What befell people, by the sentence in which they are told of."""
        out: dict[int, list[Group]] = {}
        for one, span in self.told_of:
            out.setdefault(self.page.words[self.page.word_at(span.start)].sentence, []).append(one)
        return out

    @cached_property
    def by_noun(self) -> dict[str, list[Group]]:
        """What befell people, by the noun in the plural that tells of them: "two soldiers", "the miners"."""
        out: dict[str, list[Group]] = {}
        for one, span in self.told_of:
            for number in self.page.words_in(span.start, span.end):
                if self.is_several(number):
                    out.setdefault(self.page.words[number].lemma, []).append(one)
        return out

    def naming_opener(self, number: int) -> int | None:
        """The word after which those are named who are told of together: "as" or "were", where there is one."""
        people, stop = self.people, min(self.page.sentence(number).stop, number + NAMING_REACH)
        naming = any(people.lower(n) in listed("naming") for n in range(max(0, number - NEAR), number))
        for n in range(number + 1, stop):
            lower = people.lower(n)
            naming = naming or lower in listed("naming")
            if lower == "as" and naming:
                return n
            if (
                lower in BE
                and not naming
                and n <= number + 2
                and people.opening(n + 1 + (people.lower(n + 1) == ":"), stop)
            ):
                return n + (people.lower(n + 1) == ":")
        return None
