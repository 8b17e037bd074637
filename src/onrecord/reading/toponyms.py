"""Which words of a page name a place: what the tagger says, corrected and completed by the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.gazetteer.lookup import Gazetteer, Listed
from onrecord.gazetteer.names import folded
from onrecord.language.page import Name, Page

BEFORE_A_PLACE = frozenset("in at near outside around across throughout inside within".split())
MAYBE_BEFORE_A_PLACE = BEFORE_A_PLACE | frozenset(
    "from to of off into between and or toward towards over via through north south east west northern southern "
    "eastern western central downtown for on".split()
)
TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady colonel major captain lieutenant sergeant judge senator commander professor prof "
    "reverend rev sheikh pope col gen lt capt sgt maj sen rep gov president minister general king queen prince "
    "princess chief sheriff".split()
)
# A capital noun that may follow a place's name without making it part of another name: "Clare River", "Cork Mayor".
NOUNS_AFTER = frozenset(
    "province state district county region governorate oblast department city town village valley island islands "
    "river lake mountain mountains peninsula strip desert coast bay strait camp prefecture division municipality raion "
    "border republic territory highlands delta plateau basin archipelago metropolitan area airport port mayor governor".split()
)
UNITS_AFTER = frozenset(
    "province state district county region governorate oblast department prefecture division municipality raion "
    "regency canton island islands river valley peninsula archipelago".split()
)
ROADS = frozenset(
    "street road avenue boulevard highway square lane drive bridge station stadium gate park centre center hall "
    "building tower plaza mall school university college hospital church prison".split()
)
LINKS = frozenset("de del de la las los al el of and do da dos du des le les i e 's ’s".split())  # inside names
# Capital words that are in the gazetteer and never the place when they stand alone.
NO_PLACES = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday north south east west central northern southern eastern western god internet "
    "union most of police along many reading male nation mission liberal media independence man region hill "
    "section congress federal first free bell tour time metro christmas air chapel patrol".split()
)
LANGUAGE_BEFORE = frozenset("in speak speaks spoke speaking spoken learn learned write written fluent".split())
DASH = re.compile(r"\s[-–—]\s")
KOREAS = {"north": "North Korea", "south": "South Korea"}
LONGEST = 4  # words by which a name is drawn out to a longer one that is listed


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place, and the name to look up; `sure` where the tagger or a dateline says that it is one."""

    first: int
    last: int
    start: int
    end: int
    name: str
    demonym: Listed | None = None
    sure: bool = True


@dataclass(frozen=True)
class Toponyms:
    """The toponyms of a page, found in one walk over its words."""

    page: Page
    gazetteer: Gazetteer

    def all(self) -> list[Toponym]:
        """Every toponym, in the order of the text."""
        tagged = {name.first: name for name in self.page.names}
        out, number = [], 0
        while number < len(self.page.words):
            name = tagged.get(number)
            found = list(self.of_name(name)) if name else list(self.of_word(number))
            out += found
            number = max([t.last + 1 for t in found] + [name.last + 1 if name else number + 1])
        return out

    # what the tagger says ---------------------------------------------------------------------------------------------

    def of_name(self, name: Name) -> Iterator[Toponym]:
        """The toponyms that a tagged name is or holds."""
        first, last = self.trimmed(name)
        if first > last:
            return
        if first == last and self.is_common(first):
            yield from self.korea(first)
            return
        whole = self.drawn_out(first, last)
        if whole.demonym is not None:
            if not self.is_language(whole):
                yield whole
        elif name.kind == "place" or self.in_dateline(whole):
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

    def is_common(self, number: int) -> bool:
        """Whether a word that is listed somewhere is no place when it stands alone."""
        word = self.page.words[number].text.lower()
        return word in NO_PLACES or word in NOUNS_AFTER or word in ROADS

    def is_alone(self, toponym: Toponym) -> bool:
        """Whether a toponym is such a word."""
        return toponym.first == toponym.last and self.is_common(toponym.first)

    def hidden(self, name: Name, whole: Toponym) -> Iterator[Toponym]:
        """The place that a name tagged as a body or a person is after all, or the demonym that opens a description."""
        known = self.is_known_person(whole) if name.kind == "person" else self.is_known(whole)
        if known and not self.is_trap(whole) and not self.is_of_body(whole):
            yield self.with_unit(self.unsure(whole))
            return
        opening = self.drawn_out(whole.first, whole.first)
        described = opening.last < whole.last and self.page.words[opening.last + 1].text[:1].islower()
        if opening.demonym is not None and (described or name.kind == "person"):
            yield opening

    def is_of_body(self, toponym: Toponym) -> bool:
        """Whether the place ends a body's name: "the Sons of Cork"."""
        words, first = self.page.words, toponym.first
        return first > 1 and words[first - 1].text == "of" and first - 2 in self.in_names

    # what it leaves out -----------------------------------------------------------------------------------------------

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
        elif word.tag == "PROPN" and not self.is_alone(toponym) and not self.is_trap(toponym):
            unit = self.with_unit(toponym)
            if unit.last > toponym.last and self.page.words[unit.last].text[0].islower():
                yield unit
            elif self.is_known(toponym) and not self.is_of_body(toponym):
                yield self.unsure(unit)

    def is_language(self, toponym: Toponym) -> bool:
        """Whether a people's adjective stands for its language: "in Irish", "speaks Irish"."""
        words, after = self.page.words, toponym.last + 1
        if self.before(toponym.first) not in LANGUAGE_BEFORE:
            return False
        return after == len(words) or words[after].tag not in ("NOUN", "PROPN", "ADJ")

    def korea(self, number: int) -> Iterator[Toponym]:
        """The Korea that "the North" or "the South" is on a page that speaks of Korea."""
        word, words = self.page.words[number], self.page.words
        if word.text not in ("North", "South"):
            return
        alone = number + 1 == len(words) or not words[number + 1].text[:1].isupper()
        if "Korea" in self.page.text and self.before(number) == "the" and alone:
            yield Toponym(number, number, word.start, word.end, KOREAS[word.text.lower()])

    def is_known(self, toponym: Toponym) -> bool:
        """Whether a name is a country or a capital, or is listed and follows a word that places do."""
        found = self.gazetteer.find(toponym.name)
        if not found:
            return False
        if any(place.kind in ("country", "capital") for place in found):
            return True
        before = self.before(toponym.first)
        if before in MAYBE_BEFORE_A_PLACE:
            return True
        if before == "the":
            return any(place.kind in ("river", "sea", "mountain", "desert", "strait") for place in found)
        return found[0].population >= 100_000

    def is_known_person(self, toponym: Toponym) -> bool:
        """Whether a name tagged as a person's is nobody's, and a country, a capital or, after "in", a listed place."""
        if any(folded(self.page.words[n].text) in self.peoples_words for n in range(toponym.first, toponym.last + 1)):
            return False
        found = self.gazetteer.find(toponym.name)
        if self.before(toponym.first) in BEFORE_A_PLACE:
            return bool(found)
        return any(place.kind in ("country", "capital") for place in found)

    # the words around -------------------------------------------------------------------------------------------------

    @cached_property
    def in_names(self) -> frozenset[int]:
        """The numbers of the words of bodies' and people's names."""
        others = [name for name in self.page.names if name.kind in ("organisation", "person")]
        return frozenset(number for name in others for number in range(name.first, name.last + 1))

    @cached_property
    def full_names(self) -> list[Name]:
        """The people's names of several words, but for places that the tagger took for people."""
        people = [n for n in self.page.names if n.kind == "person" and n.first < n.last]
        return [n for n in people if not self.gazetteer.find(self.page.text[n.start : n.end])]

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last words of the full names of people on the page, folded."""
        return frozenset(folded(self.page.words[n.last].text) for n in self.full_names)

    @cached_property
    def peoples_words(self) -> frozenset[str]:
        """All words of the full names of people on the page, folded."""
        words = self.page.words
        return frozenset(
            folded(words[k].text) for n in self.full_names for k in range(n.first, n.last + 1) if len(words[k].text) > 2
        )

    def toponym(self, first: int, last: int) -> Toponym:
        """The toponym from one word to another, with the point of an abbreviation that is listed with it."""
        start, end = self.page.words[first].start, self.page.words[last].end
        name = self.page.text[start:end]
        if first == last and self.page.text[end : end + 1] == "." and self.gazetteer.named(folded(name + ".")):
            name, end = name + ".", end + 1
        demonym = None if self.gazetteer.is_country(name) else self.gazetteer.demonym(name)
        return Toponym(first, last, start, end, name, demonym)

    def unsure(self, toponym: Toponym) -> Toponym:
        """The same toponym, which the tagger doesn't vouch for."""
        return Toponym(toponym.first, toponym.last, toponym.start, toponym.end, toponym.name, toponym.demonym, False)

    def drawn_out(self, first: int, last: int) -> Toponym:
        """The toponym of some words, drawn out to the compound or the longest listed name that they are a part of."""
        while self.is_joined(last):
            last += 2 if self.page.text[self.page.words[last].end] == "-" else 1
        best = self.toponym(first, last)
        for stop in self.ends_after(last):
            longer = self.toponym(first, stop)
            if longer.demonym is not None or self.gazetteer.find(longer.name):
                best = longer
        return best

    def is_joined(self, last: int) -> bool:
        """Whether a hyphen ties the next word to this one."""
        words = self.page.words
        return last + 2 < len(words) and self.page.text[words[last].end : words[last + 2].start] == "-"

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
            return wider if toponym.sure else self.unsure(wider)
        return toponym

    def before(self, number: int) -> str:
        """The word before one, in small letters and without its point."""
        return self.page.words[number - 1].text.lower().rstrip(".") if number else ""

    def in_dateline(self, toponym: Toponym) -> bool:
        """Whether a name in capitals opens a paragraph as a dateline does: "CORK, Ireland -", "CORK (Harbour Wire)"."""
        text = self.page.text
        if not toponym.name.isupper() or (toponym.start and text[toponym.start - 1] != "\n"):
            return False
        after = text[toponym.end : toponym.end + 3].lstrip()
        return after[:1] in ("-", "–", "—", "(") or (after[:1] == "," and after[2:3].isupper())

    def is_trap(self, toponym: Toponym) -> bool:
        """Whether the words are somebody's surname, a part of a longer name, the outlet's own name, or a road."""
        if self.gazetteer.is_country(toponym.name):
            return self.goes_on(toponym.last) and self.is_tied(toponym.first)
        if self.in_dateline(toponym):
            return False
        if folded(toponym.name) in self.surnames or self.before(toponym.first) in TITLES:
            return True
        if self.page.words[toponym.last].text.lower() in ROADS and not self.gazetteer.find(toponym.name):
            return True
        if self.page.text[toponym.start - 1 : toponym.start] == "(" and self.is_outlet(toponym):
            return True
        return self.goes_on(toponym.last) or self.is_tied(toponym.first)

    def is_outlet(self, toponym: Toponym) -> bool:
        """Whether a name is that of the report's publisher or agency."""
        report, name = self.page.report, folded(toponym.name)
        return any(name in folded(outlet) for outlet in (report.publisher, report.agency) if outlet)

    def goes_on(self, last: int) -> bool:
        """Whether a longer name goes on after a word: "Clare" in "Clare Fast Lines"."""
        words = self.page.words
        if last + 1 >= len(words) or self.page.text[words[last].end : words[last + 1].start] != " ":
            return False
        word = words[last + 1]
        if words[last].sentence != word.sentence or not word.text[:1].isupper() or word.tag != "PROPN":
            return False
        return word.text.lower() not in NOUNS_AFTER and self.gazetteer.demonym(word.text) is None

    def is_tied(self, first: int) -> bool:
        """Whether a word ends a longer name: "Cork" in "Athletic Cork"."""
        words = self.page.words
        if not first or self.page.text[words[first - 1].end : words[first].start] != " ":
            return False
        word = words[first - 1]
        if not word.text[:1].isupper() or word.tag != "PROPN" or word.sentence != words[first].sentence:
            return False
        return first - 1 in self.in_names and self.gazetteer.demonym(word.text) is None
