"""Entities: who and what the report speaks of, each with every mention that stands for it."""

from __future__ import annotations

import re

from onrecord.language.page import Page
from onrecord.model.records import Entity, EntityType, Records
from onrecord.reading.cast import Mention, Referent
from onrecord.reading.coreference import read_cast

MEDIA = frozenset(
    "wire news times post herald gazette dispatch tribune radio tv television agency press courier chronicle "
    "telegraph mail journal magazine review broadcaster reuters afp ap bbc cnn weekly daily standard".split()
)
LAST_WORD: dict[str, tuple[EntityType, str | None]] = {
    **dict.fromkeys(
        "ministry government council cabinet department office embassy presidency kremlin".split(),
        ("government", "GOV"),
    ),
    **dict.fromkeys("parliament assembly senate congress".split(), ("government", "LEG")),
    **dict.fromkeys("court tribunal".split(), ("government", "JUD")),
    **dict.fromkeys(
        "army navy force forces brigade regiment battalion guard guards corps".split(), ("armed_force", "MIL")
    ),
    **dict.fromkeys("front militia brigades fighters resistance mujahideen".split(), ("armed_group", "REB")),
    **dict.fromkeys("police".split(), ("organisation", "COP")),
    **dict.fromkeys("party".split(), ("organisation", "PTY")),
    **dict.fromkeys("university school college academy".split(), ("organisation", "EDU")),
    **dict.fromkeys("hospital clinic".split(), ("organisation", "MED")),
    **dict.fromkeys("union league".split(), ("organisation", "LAB")),
    **dict.fromkeys("church mosque".split(), ("organisation", "REL")),
}


def find_entities(page: Page, records: Records) -> tuple[Entity, ...]:
    """The entities of a page, in the order of the text."""
    cast = read_cast(page, records.places)
    kept = sorted((r for r in cast.referents if r.mentions), key=lambda r: min(m.start for m in r.mentions))
    return tuple(entity(page, number, referent) for number, referent in enumerate(kept, 1))


def entity(page: Page, number: int, referent: Referent) -> Entity:
    """The entity of a referent."""
    mentions = sorted(referent.mentions, key=lambda m: (m.start, m.end))
    spans = tuple(dict.fromkeys(page.span(m.start, m.end) for m in mentions))
    kind, sector = type_of(referent)
    return Entity(f"n{number}", fullest(page, mentions), kind, spans, None, None, sector)


def fullest(page: Page, mentions: list[Mention]) -> str:
    """The fullest form: the longest name, else the first description."""
    names = [m for m in mentions if m.form == "name"]
    best = (
        max(names, key=lambda m: m.end - m.start)
        if names
        else next((m for m in mentions if m.form == "description"), mentions[0])
    )
    return re.sub(r"^[Tt]he (?=[A-Z])|['’]s?$", "", re.sub(r"\s+", " ", page.text[best.start : best.end]))


def type_of(referent: Referent) -> tuple[EntityType, str | None]:
    """Type and sector, from the names first, then from what the referent is called."""
    sector = referent.actor.sector if referent.actor else None
    if referent.kind in ("person", "place"):
        return ("person" if referent.kind == "person" else "place"), (sector if referent.kind == "person" else None)
    for name in referent.names:
        if name[-1] in MEDIA:
            return "media", "JRN"
        if name[-1] in LAST_WORD or name[0] in LAST_WORD:
            return LAST_WORD.get(name[-1]) or LAST_WORD[name[0]]
    if referent.actor and referent.actor.type not in ("person", "place"):
        return referent.actor.type, sector
    if referent.kind in ("organisation", "government", "armed_force", "armed_group", "media"):
        return referent.kind, sector  # type: ignore[return-value]
    return "group", sector
