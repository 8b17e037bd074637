"""Entities: who and what the report speaks of, each with every mention that stands for it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.codebook.actors import Actor, actors, bodies
from onrecord.language.page import Page
from onrecord.model.records import Entity, EntityType, Place, Records
from onrecord.model.span import Span
from onrecord.reading.people.cast import Mention, Referent
from onrecord.reading.people.coreference import read_cast

STATE = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY"))  # sectors of a state's own bodies and people


def find_entities(page: Page, records: Records) -> tuple[Entity, ...]:
    """The entities of a page, in the order of the text."""
    cast = read_cast(page, records.places)
    lands = Lands(records.places)
    found = [entity(page, referent, lands) for referent in cast.referents if referent.mentions]
    unique = {(one.type, one.mentions): one for one in found}
    ordered = sorted(unique.values(), key=lambda one: (one.mentions[0].start, -one.mentions[0].end))
    return tuple(
        Entity(f"n{number}", one.name, one.type, one.mentions, None, one.country, one.sector)
        for number, one in enumerate(ordered, 1)
    )


class Lands:
    """The countries of a report's places, by where these are mentioned."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.mentions = sorted((m.start, m.end, p.country) for p in places if p.country for m in p.mentions)
        self.starts = [start for start, _, _ in self.mentions]
        countries = {country for _, _, country in self.mentions}
        self.only = next(iter(countries)) if len(countries) == 1 else None

    def inside(self, span: Span) -> str | None:
        """The country of the first place that is mentioned inside a span."""
        at = bisect_left(self.starts, span.start)
        found = self.mentions[at : at + 1]
        return found[0][2] if found and found[0][1] <= span.end else None


def entity(page: Page, referent: Referent, lands: Lands) -> Entity:
    """The entity of a referent, without its number."""
    mentions = sorted(referent.mentions, key=lambda m: (m.start, m.end))
    spans = tuple(dict.fromkeys(page.span(m.start, m.end) for m in mentions))
    kind, sector = type_of(referent)
    told = next(
        (country for m in mentions if m.form != "pronoun" and (country := lands.inside(page.span(m.start, m.end)))),
        None,
    )
    country = told or (lands.only if sector in STATE else None)
    return Entity("", fullest(page, mentions), kind, spans, None, country, sector)


def fullest(page: Page, mentions: list[Mention]) -> str:
    """The fullest form: the longest name, in capitals only where it never stands otherwise, else the first
    description."""
    names = [m for m in mentions if m.form == "name"]
    descriptions = [m for m in mentions if m.form == "description"]
    best = (
        max(names, key=lambda m: (m.end - m.start, not page.text[m.start : m.end].isupper()))
        if names
        else (descriptions or mentions)[0]
    )
    form = re.sub(r"\s+", " ", page.text[best.start : best.end])
    return re.sub(r"^[Tt]he (?=[A-Z])|['’]s$", "", form)


def type_of(referent: Referent) -> tuple[EntityType, str | None]:
    """Type and sector: what a description says of it, else what its name says, else what the encoder took it for."""
    if referent.kind == "place":
        return "place", None
    if referent.kind == "person":
        return "person", sector_of_person(referent)
    actor = referent.actor if referent.actor and referent.actor.type != "person" else None
    named = next((found for name in referent.names if (found := body_of(name))), None)
    best = actor if actor and actor.sector else named or actor
    if referent.names and referent.kind == "government" and best is None:
        return "government", "GOV"
    if best is not None and best.type not in ("person", "place"):
        return best.type, best.sector
    sector = referent.actor.sector if referent.actor else None
    return ("organisation" if referent.kind == "organisation" else "group"), sector


def body_of(name: tuple[str, ...]) -> Actor | None:
    """What sort of body a name tells of, by its last word, else by its first ("Ministry of Works")."""
    return bodies().get(name[-1]) or (bodies().get(name[0]) if len(name) > 1 else None)


def sector_of_person(referent: Referent) -> str | None:
    """The sector of a person's roles: that of the body they belong to ("police chief"), else that of the noun."""
    for lemma, said in referent.roles.items():
        known = [actors()[word] for word in sorted(said) if word in actors()]
        body = next((one for one in known if one.type != "person"), None)
        own = actors().get(lemma)
        if body and body.sector and body.type != "place" and (own is None or own.sector in (None, "GOV", "MIL")):
            return body.sector
        if own and own.sector:
            return own.sector
    return None
