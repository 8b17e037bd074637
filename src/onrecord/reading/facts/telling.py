"""What the readers of facts share: who stands at some words, and a fact on its way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from onrecord.codebook.actors import actors
from onrecord.codebook.tables import codebook
from onrecord.language.page import Page
from onrecord.model.records import Entity, FactStatus, Place, Records
from onrecord.model.span import Span
from onrecord.reading.people.mentions import Mentions
from onrecord.reading.people.named import Named
from onrecord.reading.people.names import find_names

ARTICLES = frozenset("the a an its his her their our my this another one own".split())


ROLE_ENDINGS = ("ist", "ician", "man", "woman", "master", "mistress", "keeper", "maker", "eer", "smith", "monger")


@cache
def relations() -> dict[str, frozenset[str]]:
    """The words of codebook/relations.toml."""
    table = codebook("relations")
    return {name: frozenset(words.split()) for name, words in table.items()}


@dataclass(frozen=True, slots=True)
class Told:
    """A fact on its way: its subject's entity, the relation, the words of its object, and the words that tell it."""

    subject: str
    relation: str
    object: Span
    span: Span
    entity: str | None = None
    status: FactStatus | None = "current"
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True)
class Teller:
    """A page with its records, as the readers of facts ask it."""

    page: Page
    records: Records
    who: Mentions

    @cached_property
    def names(self) -> list[Named]:
        """The names of the page."""
        return find_names(self.page)

    @cached_property
    def named(self) -> set[int]:
        """The words that belong to a name."""
        return {number for name in self.names for number in range(name.first, name.last + 1)}

    @cached_property
    def openings(self) -> set[int]:
        """The first words of names."""
        return {name.first for name in self.names}

    @cached_property
    def bodies(self) -> set[int]:
        """The words that belong to the name of a body."""
        kinds = ("organisation", "group")
        return {number for name in self.names if name.kind in kinds for number in range(name.first, name.last + 1)}

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.records.entities}

    @cached_property
    def by_end(self) -> dict[int, str]:
        """The entity of the longest mention that ends at an offset."""
        ends = sorted((len(m), m.end, e.id) for e in self.records.entities for m in e.mentions)
        return {end: entity for _, end, entity in ends}

    @cached_property
    def place_at(self) -> dict[int, Place]:
        """The places by where a mention begins."""
        return {m.start: place for place in self.records.places for m in place.mentions}

    def entity(self, first: int, last: int) -> str | None:
        """The entity that the words from first to last stand for."""
        words = self.page.words
        start, end = words[first].start, words[last].end
        return self.who.at(start, end) or self.by_end.get(end)

    def lower(self, number: int) -> str:
        """A word in lower case; nothing beyond the page's edges."""
        return self.page.words[number].text.lower() if 0 <= number < len(self.page.words) else ""

    def is_role(self, number: int) -> bool:
        """Whether a word is a noun for what one does or is."""
        word = self.page.words[number]
        lower = word.text.lower()
        known = actors().get(lower) or actors().get(word.lemma)
        if (known is not None and known.type == "person") or lower in relations()["roles"]:
            return True
        return word.tag in ("NOUN", "PROPN") and lower == word.text and lower.endswith(ROLE_ENDINGS)

    def is_official(self, number: int) -> bool:
        """Whether a role is held for a state: a country before it is whom one serves."""
        known = actors().get(self.page.words[number].lemma)
        return known is not None and known.sector in ("GOV", "LEG", "MIL", "COP")

    def is_person(self, entity: str | None) -> bool:
        """Whether an entity is a person."""
        return entity is not None and self.by_id[entity].type == "person"

    def is_body(self, entity: str) -> bool:
        """Whether an entity is one that people belong to."""
        return self.by_id[entity].type not in ("person", "place", "group")
