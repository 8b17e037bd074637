"""A place on its way into places.db, with every key that it answers to, and our own tables of places."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.gazetteer.names import folded, sound, without_unit

HERE = Path(__file__).resolve().parent
NO_PLURAL = ("ese", "ish", "ch", "sh", "s", "x", "man", "men", "é", "è")
OFTEN_NAMED = 2000  # people; smaller places are not looked for by their sound
# Countries whose names come to English by more than one transliteration.
TRANSLITERATED = frozenset(
    "AFG ARE ARM AZE BGD BHR BLR BTN COM DJI DZA EGY ERI ESH ETH GEO IND IRN IRQ ISR JOR KAZ KGZ KHM KWT LAO LBN LBY "
    "LKA MAR MDV MKD MMR MNG MRT NPL OMN PAK PSE QAT RUS SAU SDN SOM SYR TCD THA TJK TKM TUN UKR UZB XKX YEM".split()
)


@dataclass
class Row:
    """A place on its way into the file."""

    id: int
    name: str
    kind: str
    lat: float | None = None
    lon: float | None = None
    radius: float | None = None
    country: str | None = None
    admin1: int | None = None
    admin2: int | None = None
    population: int = 0
    names: set[str] = field(default_factory=set)
    demonyms: set[str] = field(default_factory=set)

    def answers_to(self) -> Iterator[str]:
        """Every key the place answers to."""
        for key in {folded(name) for name in {self.name, *self.names}}:
            yield key
            if self.kind in ("admin1", "admin2") and (bare := without_unit(key)):
                yield bare

    def sounds(self) -> set[str]:
        """Its keys as they sound, where its country's names come to English by transliteration."""
        if self.kind == "country" or self.country not in TRANSLITERATED or self.population < OFTEN_NAMED:
            return set()
        return {s for s in map(sound, self.answers_to()) if len(s) > 2}

    def as_stored(self) -> tuple[Any, ...]:
        """Its line in the file; a point is stored in ten-thousandths of a degree, which takes half the room."""
        point = [None if degrees is None else round(degrees * 10_000) for degrees in (self.lat, self.lon)]
        units = (self.country, self.admin1, self.admin2)
        return self.id, self.name, self.kind, *point, self.radius, *units, self.population

    def demonym_keys(self) -> set[str]:
        """Its demonyms and their plurals."""
        plurals = {d + "s" for d in self.demonyms if not d.endswith(NO_PLURAL)}
        return {folded(demonym) for demonym in self.demonyms | plurals} - {
            folded(name) for name in {self.name, *self.names}
        }


def rows_of(name: str) -> dict[str, Any]:
    """One of our own tables."""
    return tomllib.loads((HERE / "rows" / f"{name}.toml").read_text(encoding="utf-8"))
