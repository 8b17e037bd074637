"""Who a noun stands for: type and PLOVER sector of the head nouns in actors.toml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.codebook.tables import codebook
from onrecord.model.records import EntityType


@dataclass(frozen=True, slots=True)
class Actor:
    """What a head noun says of whom it stands for."""

    type: EntityType
    sector: str | None


def listed(types: Mapping[EntityType, Mapping[str, str]]) -> dict[str, Actor]:
    """The words of a table by type and sector; of several entries the first counts."""
    rows: Iterable[tuple[EntityType, str, str]] = (
        (kind, sector, word)
        for kind, sectors in types.items()
        for sector, words in sectors.items()
        for word in words.split()
    )
    out: dict[str, Actor] = {}
    for kind, sector, word in rows:
        out.setdefault(word, Actor(kind, None if sector == "-" else sector))
    return out


@cache
def actors() -> dict[str, Actor]:
    """Head nouns by dictionary form.

    >>> actors()["gunman"], actors()["navy"].type
    (Actor(type='person', sector='UAF'), 'armed_force')
    """
    kinds: dict[EntityType, dict[str, str]] = {kind: codebook("actors")[kind] for kind in ("person", "group", "place")}
    return listed({**kinds, **codebook("actors")["body"]})


@cache
def bodies() -> dict[str, Actor]:
    """The words of a name that tell what sort of body bears it.

    >>> bodies()["ministry"].sector, bodies()["gazette"].type
    ('GOV', 'media')
    """
    return listed(codebook("actors")["body"]) | listed(codebook("actors")["named"])
