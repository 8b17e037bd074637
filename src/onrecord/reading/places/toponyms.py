"""Which words of a page name a place: what the tagger says, corrected and completed by the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from onrecord.codebook.tables import words
from onrecord.gazetteer.lookup import Listed
from onrecord.gazetteer.names import folded
from onrecord.language.page import Name
from onrecord.reading.places.surroundings import Surroundings, Toponym

BEFORE_A_PLACE = words("toponyms", "before")
BEFORE_NO_BODY = BEFORE_A_PLACE | words("toponyms", "maybe_before")
MAYBE_BEFORE_A_PLACE = BEFORE_NO_BODY | words("toponyms", "joining")
UNITS_AFTER = words("toponyms", "units_after")
LINKS = words("toponyms", "links")
DASH = re.compile(r"\s[-–—]\s")
KOREAS = {"North": "North Korea", "South": "South Korea"}
TAKEN = words("toponyms", "taken")
TOWN, LARGE, METROPOLIS = 10_000, 100_000, 1_000_000  # people
LONGEST = 4  # words by which a name is drawn out to a longer one that is listed


@dataclass(frozen=True)
class Toponyms(Surroundings):
    """The toponyms of a page, found in one walk over its words."""

    def all(self) -> list[Toponym]:
        """Every toponym, in the order of the text."""
        tagged = {name.first: name for name in self.page.names}
        out, number = [], 0
        while number < len(self.page.words):
            name = tagged.get(number)
            found = list(self.of_name(name)) if name else list(self.of_word(number))
            out += found
            number = max([t.last + 1 for t in found] + [name.last + 1 if name else number + 1])
        return sorted([*out, *self.echoes(out)], key=lambda t: t.start)

    def echoes(self, found: list[Toponym]) -> Iterator[Toponym]:
        """The names tagged as a body's or a person's that are those of places found elsewhere on the page."""
        known = {folded(t.name) for t in found if t.demonym is None}
        taken = {number for t in found for number in range(t.first, t.last + 1)}
        for name in self.page.names:
            first, last = self.trimmed(name)
            if first > last or first in taken or name.kind not in ("person", "organisation"):
                continue
            again = self.toponym(first, last)
            same = folded(again.name) in known and folded(again.name) not in self.peoples_words
            if same and not (self.is_trap(again) or self.is_of_body(again) or self.is_alone(again)):
                yield replace(again, sure=False)

    def of_name(self, name: Name) -> Iterator[Toponym]:
        """The toponyms that a tagged name is or holds."""
        first, last = self.trimmed(name)
        if first > last:
            return
        whole = self.drawn_out(first, last)
        if self.is_alone(whole):
            yield from self.korea(first)
            return
        if whole.demonym is not None:
            if not self.is_language(whole):
                yield whole
        elif name.kind == "place" or self.in_dateline(whole) or self.is_called_place(whole):
            if not self.is_trap(whole):
                yield self.with_unit(whole)
        else:
            yield from self.hidden(name, whole)

    def trimmed(self, name: Name) -> tuple[int, int]:
        """First and last word of a name without article, final 's, marks and what follows a dash."""
        first, last, words = name.first, name.last, self.page.words
        dashes = [n for n in range(first + 1, last) if DASH.match(self.page.text, words[n].start - 1)]
        last = min([last, *(n - 1 for n in dashes)])
        while first <= last and words[first].text.lower() in ("the", "a", "an"):
            first += 1
        while last >= first and (words[last].text in ("'s", "’s") or not words[last].text[0].isalnum()):
            last -= 1
        return first, last

    def hidden(self, name: Name, whole: Toponym) -> Iterator[Toponym]:
        """The place that a name tagged as a body or a person is after all, or the demonym that opens a description."""
        known = self.is_known_person(whole) if name.kind == "person" else self.is_known_body(whole)
        if known and not self.is_trap(whole) and not self.is_of_body(whole):
            yield self.with_unit(replace(whole, sure=False))
            return
        opening = self.drawn_out(whole.first, whole.first)
        described = opening.last < whole.last and self.page.words[opening.last + 1].text[:1].islower()
        if opening.demonym is not None and (described or name.kind == "person"):
            yield opening

    def of_word(self, number: int) -> Iterator[Toponym]:
        """The toponym that begins at an untagged word: a demonym, a dateline's town, or a name that is listed."""
        word = self.page.words[number]
        if not word.text[:1].isupper() or len(word.text) < 2 or word.tag == "DET":
            return
        yield from self.korea(number)
        toponym = self.drawn_out(number, number)
        if toponym.demonym is not None:
            if not self.is_language(toponym):
                yield toponym
        elif self.in_dateline(toponym) and not self.is_trap(toponym):
            yield toponym
        elif word.tag == "PROPN" and word.relation != "flat" and not (self.is_alone(toponym) or self.is_trap(toponym)):
            unit = self.with_unit(toponym)
            if unit.last > toponym.last and self.page.words[unit.last].text[0].islower():
                yield unit
            elif self.is_known(toponym) and not self.is_of_body(toponym):
                yield replace(unit, sure=False)

    def korea(self, number: int) -> Iterator[Toponym]:
        """The Korea that "the North" or "the South" is on a page that speaks of Korea."""
        word, words = self.page.words[number], self.page.words
        if word.text not in KOREAS:
            return
        alone = number + 1 == len(words) or not words[number + 1].text[:1].isupper()
        if "Korea" in self.page.text and self.before(number) == "the" and alone:
            yield Toponym(number, number, word.start, word.end, KOREAS[word.text])

    def is_known(self, toponym: Toponym) -> bool:
        """Whether a name is a country or a capital, or is listed and follows a word that places do."""
        found = self.gazetteer.find(toponym.name)
        if not found:
            return False
        if any(place.kind in ("country", "capital") for place in found):
            return True
        before = self.before(toponym.first)
        if before in MAYBE_BEFORE_A_PLACE or (is_town(found) and (before in TAKEN or self.is_told_of_as_town(toponym))):
            return True
        if before == "the":
            return any(place.kind in ("river", "sea", "mountain", "desert", "strait") for place in found)
        return found[0].population >= LARGE

    def is_known_body(self, toponym: Toponym) -> bool:
        """Whether a name tagged as a body's is a country, a large town's own name, or any listed place after "in"."""
        found = self.gazetteer.find(toponym.name)
        if self.before(toponym.first) in BEFORE_NO_BODY or (is_town(found) and self.is_told_of_as_town(toponym)):
            return bool(found)
        key = folded(toponym.name)
        return any(p.kind == "country" or (p.population >= LARGE and folded(p.name) == key) for p in found)

    def is_known_person(self, toponym: Toponym) -> bool:
        """Whether a name tagged as a person's is nobody's, and a country, a capital or, after "in", a listed place."""
        if any(folded(self.page.words[n].text) in self.peoples_words for n in range(toponym.first, toponym.last + 1)):
            return False
        found = self.gazetteer.find(toponym.name)
        before = self.before(toponym.first)
        if before in BEFORE_A_PLACE or (is_town(found) and (before in TAKEN or self.is_told_of_as_town(toponym))):
            return bool(found)
        return any(place.kind in ("country", "capital") or place.population >= METROPOLIS for place in found)

    def toponym(self, first: int, last: int) -> Toponym:
        """The toponym from one word to another, with the point of an abbreviation that is listed with it."""
        start, end = self.page.words[first].start, self.page.words[last].end
        name = self.page.text[start:end]
        if first == last and self.page.text[end : end + 1] == "." and self.gazetteer.named(folded(name + ".")):
            name, end = name + ".", end + 1
        demonym = None if self.gazetteer.is_country(name) else self.gazetteer.demonym(name)
        return Toponym(first, last, start, end, name, demonym)

    def drawn_out(self, first: int, last: int) -> Toponym:
        """The toponym of some words, drawn out to the compound or the longest listed name that they are a part of."""
        best, joined = self.toponym(first, last), last
        while self.is_joined(joined):
            joined += 2
        if joined > last:
            compound = self.toponym(first, joined)
            if compound.demonym or self.gazetteer.find(compound.name) or not self.gazetteer.find(best.name):
                best, last = compound, joined
        for stop in self.ends_after(last):
            longer = self.toponym(first, stop)
            if longer.demonym is not None or self.gazetteer.find(longer.name):
                best = longer
        return best

    def is_joined(self, last: int) -> bool:
        """Whether a hyphen ties the next word to this one as in a name: "Asur-Kale", "Asur-i-Kale", no "Asur-based"."""
        words, text = self.page.words, self.page.text
        if last + 2 >= len(words) or text[words[last].end : words[last + 2].start] != "-":
            return False
        after = words[last + 2]
        return after.text[:1].isupper() or text[after.end : after.end + 1] == "-"

    def ends_after(self, last: int) -> Iterator[int]:
        """The last words of the longer names that may begin here: capital words, and the small ones that tie them."""
        words, stop = self.page.words, last + 1
        while stop < len(words) and stop - last <= LONGEST and words[stop].start - words[stop - 1].end <= 1:
            text = words[stop].text
            if text[:1].isupper():
                yield stop
            elif text not in LINKS and text != "-":
                return
            stop += 1

    def with_unit(self, toponym: Toponym) -> Toponym:
        """The toponym with the word after it that says what unit it is: "Cork county"."""
        words, last = self.page.words, toponym.last + 1
        if last < len(words) and words[last].text.lower() in UNITS_AFTER and words[last].start == toponym.end + 1:
            wider = self.toponym(toponym.first, last)
            return wider if toponym.sure else replace(wider, sure=False)
        return toponym


def is_town(found: Iterable[Listed]) -> bool:
    """Whether one of the places of a name is larger than a village."""
    return any(place.population >= TOWN for place in found)
