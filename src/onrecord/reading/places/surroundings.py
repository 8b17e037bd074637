"""What stands around a place's name on a page, and whether that makes another name of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from onrecord.codebook.tables import words
from onrecord.gazetteer.lookup import Gazetteer, Listed
from onrecord.gazetteer.names import folded
from onrecord.language.page import Name, Page

TITLES = words("toponyms", "titles")
BEFORE_NO_PLACE = TITLES | words("toponyms", "namesakes")
OFFICES = TITLES | words("toponyms", "offices")
NOUNS_AFTER = words("toponyms", "nouns_after")
BUILT = words("toponyms", "built")
BODIES = words("toponyms", "bodies")
GOODS_AFTER = words("toponyms", "goods_after")
PLAYERS = words("toponyms", "players")
LANGUAGE_BEFORE = words("toponyms", "before_language")
NO_PLACES = words("toponyms", "no_places")
PLACE_BEFORE = words("toponyms", "before")
SHIPS = words("toponyms", "ships")
WITH_ARTICLE = words("toponyms", "with_article")
CALLED = words("toponyms", "called")
STANDING = frozenset("is was are were remains remained stays stayed fell lies".split())
HELD_IN = words("toponyms", "held_in")
TOLD_REACH = 7  # words after a name that tell how its town stands
LAND = frozenset(("city", "capital", "admin1", "admin2"))  # kinds of places that take no article


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
class Surroundings:
    """The words around the toponyms of a page."""

    page: Page
    gazetteer: Gazetteer

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

    def before(self, number: int) -> str:
        """The word before one, in small letters and without its point."""
        return self.page.words[number - 1].text.lower().rstrip(".") if number else ""

    def is_called_place(self, toponym: Toponym) -> bool:
        """Whether the words before a name say that it is a place's: "the town of Goma"."""
        return toponym.first > 1 and self.before(toponym.first) == "of" and self.before(toponym.first - 1) in CALLED

    def is_told_of_as_town(self, toponym: Toponym) -> bool:
        """Whether the words around a name say that it is a town's: "Goma, a town in the east", "Goma is under siege",
        "control of Goma"."""
        if self.before(toponym.first) == "of" and self.before(toponym.first - 1) in HELD_IN - {"hands"}:
            return True
        after = self.page.words[toponym.last + 1 : toponym.last + 1 + TOLD_REACH]
        if len(after) < 3 or after[0].sentence != self.page.words[toponym.last].sentence:
            return False
        lower = [word.text.lower() for word in after]
        if lower[0] == ",":
            return lower[1] in ("a", "an", "the") and not CALLED.isdisjoint(lower[2:4])
        standing = lower[0] in STANDING and not {"under", "in"}.isdisjoint(lower[1:4])
        return standing and not HELD_IN.isdisjoint(lower[2:])

    def in_dateline(self, toponym: Toponym) -> bool:
        """Whether a name in capitals opens a paragraph as a dateline does: "CORK, Ireland -", "CORK (Harbour Wire)"."""
        text = self.page.text
        if not toponym.name.isupper() or (toponym.start and text[toponym.start - 1] != "\n"):
            return False
        after = text[toponym.end : toponym.end + 3].lstrip()
        return after[:1] in ("-", "–", "—", "(") or (after[:1] == "," and after[2:3].isupper())

    @cached_property
    def agencies(self) -> frozenset[str]:
        """The acronyms on the page that are news agencies': "the state news agency SANA"."""
        words = self.page.words
        return frozenset(w.text for w in words if w.text.isupper() and self.before(w.number) == "agency")

    def is_trap(self, toponym: Toponym) -> bool:
        """Whether the words are somebody's surname, a part of a longer name, the outlet's own name, or a road."""
        if self.page.text[toponym.start : toponym.end].islower():
            return True  # "guinea corn", "a china cup"
        if toponym.name in self.agencies:
            return True
        if self.is_in_a_body(toponym) or self.is_team(toponym) or self.is_goods(toponym):
            return True
        if self.gazetteer.is_country(toponym.name):
            return self.goes_on(toponym.last) and self.page.words[toponym.last + 1].text.lower() not in OFFICES
        if self.in_dateline(toponym):
            return False
        if folded(toponym.name) in self.surnames or self.before(toponym.first) in BEFORE_NO_PLACE:
            return True
        if self.is_ship(toponym):
            return True
        if self.page.words[toponym.last].text.lower() in BUILT and not self.gazetteer.find(toponym.name):
            return True
        if self.page.text[toponym.start - 1 : toponym.start] == "(" and self.is_outlet(toponym):
            return True
        return self.goes_on(toponym.last) or self.is_tied(toponym.first)

    @cached_property
    def tells_of_ships(self) -> bool:
        """Whether a page tells of ships."""
        return any(word.lemma.lower() in SHIPS for word in self.page.words)

    @cached_property
    def ships(self) -> frozenset[str]:
        """The names on the page that are ships': they stand with an article, or behind the word for what they are."""
        words, named = self.page.words, range(1, len(self.page.words))
        return frozenset(
            folded(words[n].text)
            for n in named
            if words[n].text[:1].isupper() and (words[n - 1].text.lower() in SHIPS or self.takes_article(n))
        )

    def takes_article(self, number: int) -> bool:
        """Whether a name stands with an article that no town or province has, and describes nothing behind it: "the
        Cork", not "the Cork police"."""
        words, after = self.page.words, number + 1
        if words[number - 1].text.lower() != "the" or words[number].text.lower() in WITH_ARTICLE:
            return False
        if after < len(words) and (words[after].tag in ("NOUN", "PROPN", "ADJ") or words[after].text == "-"):
            return False
        found = self.gazetteer.find(words[number].text)
        return bool(found) and all(place.kind in LAND for place in found[:1])

    def is_ship(self, toponym: Toponym) -> bool:
        """Whether a place's name is that of a ship on this page: "the Cork", "the steamer Cork"; not "in Cork"."""
        if not self.tells_of_ships or self.before(toponym.first) in PLACE_BEFORE:
            return False
        return toponym.first == toponym.last and folded(toponym.name) in self.ships

    def is_team(self, toponym: Toponym) -> bool:
        """Whether a place's name stands for its team: "the Cork goalkeeper"."""
        after = self.page.words[toponym.last + 1 : toponym.last + 2]
        return bool(after) and after[0].lemma.lower() in PLAYERS and not self.gazetteer.is_country(toponym.name)

    def is_goods(self, toponym: Toponym) -> bool:
        """Whether a place's name only tells what kind of thing another is: "Cork hats"."""
        after = self.page.words[toponym.last + 1 : toponym.last + 2]
        return bool(after) and after[0].text in GOODS_AFTER

    def is_in_a_body(self, toponym: Toponym) -> bool:
        """Whether the words around make a body's name of it: "Onward Cork party"."""
        words, after = self.page.words, toponym.last + 1
        if after >= len(words) or words[after].text.lower() not in BODIES or not toponym.first:
            return False
        before = words[toponym.first - 1]
        return before.text[:1].isupper() and before.tag == "PROPN" and before.end + 1 == toponym.start

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

    def is_of_body(self, toponym: Toponym) -> bool:
        """Whether the place ends a body's name: "the Sons of Cork"."""
        words, first = self.page.words, toponym.first
        return first > 1 and words[first - 1].text == "of" and first - 2 in self.in_names

    def is_language(self, toponym: Toponym) -> bool:
        """Whether a people's adjective stands for its language: "in Irish", "speaks Irish"."""
        words, after = self.page.words, toponym.last + 1
        if self.before(toponym.first) not in LANGUAGE_BEFORE:
            return False
        return after == len(words) or words[after].tag not in ("NOUN", "PROPN", "ADJ")

    def is_common(self, number: int) -> bool:
        """Whether a word that is listed somewhere is no place when it stands alone."""
        word = self.page.words[number].text.lower()
        return word in NO_PLACES or word in NOUNS_AFTER or word in BUILT

    def is_alone(self, toponym: Toponym) -> bool:
        """Whether a toponym is such a word."""
        return toponym.first == toponym.last and self.is_common(toponym.first)
