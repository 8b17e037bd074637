"""The gazetteer: which places a name may stand for, and which country or region a demonym means."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from onrecord.gazetteer.names import folded, is_spoken_alike, sound, without_unit

FILE = Path(__file__).resolve().parent / "places.db"
FIELDS = "id, name, kind, lat / 10000.0, lon / 10000.0, radius, country, admin1, admin2, population"
OF_KEY = f"SELECT {FIELDS} FROM place WHERE id IN (SELECT place FROM {{}} WHERE key = ?) ORDER BY population DESC, id"
BY_NAME, BY_SOUND = OF_KEY.format("name"), OF_KEY.format("sound")
BY_ID = f"SELECT {FIELDS} FROM place WHERE id = ?"
SHORTEST = 3  # consonants by which a name is told from others
UNITS = ("admin1", "admin2", "region")


@dataclass(frozen=True, slots=True)
class Listed:
    """A place as the gazetteer lists it.  `admin1` and `admin2` are ids of the units it lies in; a country or a
    continent has no point."""

    id: int
    name: str
    kind: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    country: str | None
    admin1: int | None
    admin2: int | None
    population: int

    @property
    def geonames(self) -> int | None:
        """Its GeoNames id; rows of our own have none."""
        return self.id if self.id > 0 else None


class Gazetteer:
    """The file, opened for reading alone, with what was asked before kept at hand."""

    def __init__(self, file: Path = FILE) -> None:
        self.base = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    @lru_cache(maxsize=1 << 15)  # noqa: B019 - one gazetteer lives as long as its process
    def named(self, key: str) -> tuple[Listed, ...]:
        """The places of a key, the most populous first."""
        return tuple(Listed(*row) for row in self.base.execute(BY_NAME, (key,)))

    @lru_cache(maxsize=1 << 12)  # noqa: B019
    def sounding_like(self, name: str) -> tuple[Listed, ...]:
        """The places whose name may be another transliteration of a name; only for one that `find` doesn't know.

        >>> "Al Ḩudaydah" in {place.name for place in gazetteer().sounding_like("Hodeidah")}
        True
        """
        key = folded(name)
        bare = without_unit(key) or key
        heard = sound(bare)
        if len(heard) < SHORTEST:
            return ()
        found = (Listed(*row) for row in self.base.execute(BY_SOUND, (heard,)))
        return tuple(one for one in found if is_spoken_alike(bare, without_unit(folded(one.name)) or folded(one.name)))

    def find(self, name: str) -> tuple[Listed, ...]:
        """The places that a name may stand for, the most populous first.

        >>> [(place.kind, place.country) for place in gazetteer().find("Ireland")][:1]
        [('country', 'IRL')]

        Where the words say that it is a unit ("Cork county"), the units of the full and of the bare name.
        """
        key = folded(name)
        found = self.named(key)
        bare = without_unit(key)
        if bare is not None:
            if "republic" in key and bare in self.country_keys:
                return self.named(bare)
            units = tuple(place for place in self.named(bare) if place.kind in UNITS and place not in found)
            found = tuple(place for place in found if place.kind in UNITS) + units or found or self.named(bare)
        return found

    @lru_cache(maxsize=1 << 12)  # noqa: B019
    def place(self, ident: int) -> Listed | None:
        """The place of an id."""
        row = self.base.execute(BY_ID, (ident,)).fetchone()
        return Listed(*row) if row else None

    @cached_property
    def countries(self) -> dict[str, Listed]:
        """The countries by ISO 3166-1 alpha-3."""
        rows = self.base.execute(f"SELECT {FIELDS} FROM place WHERE kind = 'country'")
        return {place.country or "": place for place in (Listed(*row) for row in rows)}

    @cached_property
    def demonyms(self) -> dict[str, Listed]:
        """The place of each demonym's key; a country before a region."""
        rows = self.base.execute(
            f"SELECT key, {FIELDS} FROM demonym JOIN place ON place = id ORDER BY kind <> 'country', population"
        )
        out: dict[str, Listed] = {}
        for key, *row in rows:
            out.setdefault(key, Listed(*row))
        return out

    @cached_property
    def country_keys(self) -> frozenset[str]:
        """The keys of the countries' names."""
        return frozenset(key for (key,) in self.base.execute("SELECT key FROM land"))

    def is_country(self, name: str) -> bool:
        """Whether a name may stand for a country."""
        return folded(name) in self.country_keys

    def demonym(self, word: str) -> Listed | None:
        """The country or region whose people or adjective a word is.

        >>> gazetteer().demonym("Irishmen").name
        'Ireland'
        """
        return self.demonyms.get(folded(word))

    def country_of_demonym(self, word: str) -> str | None:
        """The ISO 3166-1 alpha-3 code of a demonym's country."""
        place = self.demonym(word)
        return place.country if place else None

    def country(self, name: str) -> str | None:
        """The ISO 3166-1 alpha-3 code of the country of a name.

        >>> gazetteer().country("Britain"), gazetteer().country("the U.S."), gazetteer().country("Cork")
        ('GBR', 'USA', None)
        """
        return next((place.country for place in self.find(name) if place.kind == "country"), None)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships, opened once a process."""
    return Gazetteer()
