"""Who a noun stands for: type and PLOVER sector of the head nouns in actors.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.model.records import EntityType


@dataclass(frozen=True, slots=True)
class Actor:
    """What a head noun says of whom it stands for."""

    type: EntityType
    sector: str | None


@cache
def actors() -> dict[str, Actor]:
    """Head nouns by dictionary form.

    >>> actors()["gunman"], actors()["navy"].type
    (Actor(type='person', sector='UAF'), 'armed_force')
    """
    table = tomllib.loads((files("onrecord.codebook") / "actors.toml").read_text(encoding="utf-8"))
    types: dict[EntityType, dict[str, str]] = {**table["body"], **{k: table[k] for k in ("group", "place", "person")}}
    return {
        word: Actor(kind, None if sector == "-" else sector)
        for kind, sectors in types.items()
        for sector, words in reversed(sectors.items())
        for word in words.split()
    }
