"""The people of a page as they stand in lists: "Amina Yusuf, 34, a nurse; Tomas Berg, 12; and the driver of a bus"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from onrecord.language.page import Page
from onrecord.model.records import Event, Records
from onrecord.model.span import Span
from onrecord.reading.casualties.words import listed

SEPARATORS = frozenset((",", ";", ":", "and", "&", "–", "—", "•", "(", ")", "*", "·"))
LINKS = frozenset(
    (";", "and", "&", "•", "–", "—", "*", "·")
)  # that join people, where a comma may set off a description
RELATIVE = frozenset("who whose whom which that when where after while as because before although".split())
LEADING = frozenset(
    ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART")
)  # what may stand before a person's own words
LEADING_MARKS = frozenset(("-", ".", "'s", "’s", "'", "’", '"', "“"))
MARKS_OF_OWNERS = frozenset(("'s", "’s", "'", "’"))
POSSESSIVES = frozenset("his her their its my our your".split())
OPENING_REACH = 9  # words of a list's item within which its person stands
NAMING_REACH = 7  # words between "named" and "as"
DESCRIPTIONS = 4  # parts in a row that only describe the last person
VERBAL = frozenset(("VERB", "AUX"))
TRANSITIVE = frozenset("wound injure kill".split())  # verbs that are participles where they have no object
LOOSE = frozenset(("ADP", "ADV", "SCONJ"))  # what follows a verb in place of an object
ATTRIBUTIVE = frozenset(("acl", "amod", "compound"))


@dataclass(frozen=True, slots=True)
class Somebody:
    """A mention of one person: its first and last word, the entity it stands for, and whether that has a name."""

    first: int
    last: int
    entity: str
    pronoun: bool
    named: bool


@dataclass(frozen=True)
class People:
    """Where a page mentions single people, and who stands in its lists."""

    page: Page
    records: Records

    @cached_property
    def at(self) -> dict[int, Somebody]:
        """The mention that each word belongs to; of several the longest."""
        words, found = self.page.words, []
        for entity in self.records.entities:
            if entity.type != "person":
                continue
            mentions = [inside for m in entity.mentions if (inside := self.before_whose(m))]
            pronouns = [len(one) == 1 and words[one[0]].tag in ("PRON", "DET") for one in mentions]
            called = [words[one[-1]].text[0].isupper() for one in mentions]
            named = any(name and not pronoun for name, pronoun in zip(called, pronouns, strict=True))
            found += [
                Somebody(inside[0], inside[-1], entity.id, pronoun, named)
                for inside, pronoun in zip(mentions, pronouns, strict=True)
            ]
        found.sort(key=lambda one: one.last - one.first)
        return {number: one for one in found for number in range(one.first, one.last + 1)}

    def before_whose(self, mention: Span) -> range:
        """The words of a mention, without a clause of whose kin was harmed: "a nurse" of "a nurse whose son"."""
        inside = self.page.words_in(mention.start, mention.end)
        return range(inside.start, next((n for n in inside[1:] if self.lower(n) == "whose"), inside.stop))

    @cached_property
    def speaking(self) -> frozenset[int]:
        """The words of those who are said to speak."""
        spans = (span for one in self.records.statements for span in one.source)
        return frozenset(n for span in spans for n in self.page.words_in(span.start, span.end))

    def lower(self, number: int) -> str:
        """A word in lower case; nothing beyond the page's edges."""
        return self.page.words[number].text.lower() if 0 <= number < len(self.page.words) else ""

    def among(self, first: int, last: int) -> Somebody | None:
        """The person whom some words stand for: the mention of their head, else the last name in them."""
        words = self.page.words
        head = self.page.head(words[first].start, words[last].end)
        if head is not None and head in self.at and not self.owns(self.at[head]):
            return self.at[head]
        inside = [self.at[n] for n in range(first, last + 1) if n in self.at]
        return next((one for one in inside if one.named and not self.owns(one)), None)

    def owns(self, one: Somebody) -> bool:
        """Whether somebody is only told of as whose something is, or in another's name: "Berg's aunt", "Berg girls"."""
        last = self.page.words[one.last]
        if self.lower(one.last + 1) in MARKS_OF_OWNERS and one.last + 2 < len(self.page.words):
            return True
        head = self.at.get(last.head)
        return last.relation == "compound" and last.head > one.last and (head is None or head.entity != one.entity)

    def is_undergoing(self, event: Event) -> bool:
        """Whether who stands before a deed is the one it was done to: "the judge killed by a bomb", "a man
        wounded on Monday", "her murder"."""
        last = self.page.word_at(event.trigger.end - 1)
        start = event.trigger.start
        before = [one.span for one in event.actors if one.span.end <= start]
        owner = any(
            self.page.text[span.end : start].strip() in MARKS_OF_OWNERS or span.text.lower() in POSSESSIVES
            for span in before
        )
        word = self.page.words[last]
        noun = owner and word.tag == "NOUN"
        joined = any(not self.page.text[span.end : start].strip() for span in before)
        objectless = word.lemma in TRANSITIVE and self.page.words[min(last + 1, len(self.page.words) - 1)].tag in LOOSE
        participle = joined and (word.relation == "acl" or objectless) and not word.text.endswith("ing")
        return bool(before) and not event.recipients and (noun or participle or self.lower(last + 1) == "by")

    def first_of(self, verb: int) -> int:
        """The first of a verb's own words: "were" of "were later killed"."""
        words = self.page.words
        while verb > 0 and (words[verb - 1].tag in ("AUX", "ADV", "PART") or is_adverb(words[verb - 1].text)):
            verb -= 1
        return verb

    def naming_before(self, number: int) -> int | None:
        """The verb before an "as" that names somebody: "named", "were identified by the police"."""
        first = self.page.sentence(number).first
        near = range(number - 1, max(first - 1, number - 1 - NAMING_REACH), -1)
        return next((n for n in near if self.lower(n) in listed("naming")), None)

    # lists -----------------------------------------------------------------------------------------------------------

    def listed(self, first: int, stop: int) -> list[Somebody]:
        """The people in a list that goes on to the right, until a clause of its own begins."""
        return list(self.read(self.parts(first, stop)))

    def listed_before(self, stop: int) -> list[Somebody]:
        """The people in a list that ends before a word; of several not joined by "and" the last alone."""
        first = self.page.sentence(stop).first
        first = max((n for n in range(first, stop) if self.lower(n) == "whose"), default=first)
        opened = next((n + 1 for n in range(stop - 1, first, -1) if n in self.openings), first)
        return self.run_before(opened, stop) or (self.run_before(first, stop) if opened > first else [])

    def run_before(self, first: int, stop: int) -> list[Somebody]:
        """The people in a list between two words, after the last clause before it."""
        parts = self.parts(first, stop)
        begin = next((n for n in range(len(parts) - 1, -1, -1) if self.is_clause(*parts[n])), -1) + 1
        found = list(self.read(parts[begin:]))
        joined = [
            any(self.lower(n) in LINKS for n in range(one.last + 1, other.first)) for one, other in pairwise(found)
        ]
        return found if any(joined) else found[-1:]

    @cached_property
    def openings(self) -> frozenset[int]:
        """The words after which what somebody says begins: "said", and "that" behind it."""
        cues = (span for one in self.records.statements for span in one.cue)
        said = {n for span in cues for n in self.page.words_in(span.start, span.end)}
        return frozenset(said | {one.number for one in self.page.words if one.tag == "SCONJ" and one.lemma == "that"})

    def read(self, parts: list[tuple[int, int]]) -> Iterator[Somebody]:
        """The people whom the parts of a list open with; what describes the one before is passed over."""
        before: Somebody | None = None
        idle = 0
        for first, stop in parts:
            if self.is_clause(first, stop) or idle > DESCRIPTIONS:
                return
            one = self.opening(first, stop)
            describes = one is not None and before is not None and before.named and not one.named
            if one is None or (describes and self.lower(first - 1) == ","):
                idle += 1
                continue
            idle = 0
            if before is None or one.entity != before.entity:
                yield one
            before = one

    def parts(self, first: int, stop: int) -> list[tuple[int, int]]:
        """The stretches of words between commas, semicolons and "and"."""
        out, at = [], first
        for number in range(first, stop):
            if self.lower(number) in SEPARATORS or self.is_dash(number):
                if number > at:
                    out.append((at, number))
                at = number + 1
        return [*out, (at, stop)] if stop > at else out

    def is_dash(self, number: int) -> bool:
        """Whether a hyphen stands free, as before the lines of a list."""
        words = self.page.words
        return words[number].text == "-" and (number == 0 or words[number - 1].end < words[number].start)

    def opening(self, first: int, stop: int) -> Somebody | None:
        """The person with whom a part of a list begins; None where it begins with anything else."""
        number = first
        while number < min(stop, first + OPENING_REACH):
            one = self.at.get(number)
            if one is not None and one.first >= first and not one.pronoun:
                if not self.owns(one):
                    return None if number in self.speaking else one
                number = one.last + 1
            word = self.page.words[number]
            if word.tag not in LEADING and word.text not in LEADING_MARKS:
                return None
            number += 1
        return None

    def apposed(self, inside: range) -> Somebody | None:
        """The person who is named after a comma in some words: "a passer-by, Nora Tiernan"."""
        near = (self.at.get(n) for n in inside if self.lower(n - 1) == "," and n > inside.start)
        return next((one for one in near if one is not None and one.named and not self.owns(one)), None)

    def is_clause(self, first: int, stop: int) -> bool:
        """Whether a part of a list has a verb of its own, and not one that describes somebody."""
        for number in range(first, stop):
            word = self.page.words[number]
            if word.text.lower() in RELATIVE:
                return False
            if word.tag in VERBAL and word.relation not in ATTRIBUTIVE:
                return True
        return False


def is_adverb(text: str) -> bool:
    """Whether a word has an adverb's form, however it is tagged."""
    return text.islower() and text.endswith("ly")
