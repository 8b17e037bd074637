"""Codebooks as tables, each loaded once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def codebook(name: str) -> dict[str, Any]:
    """The codebook of a name."""
    return tomllib.loads((files("onrecord.codebook") / f"{name}.toml").read_text("utf-8"))


@cache
def words(name: str, *path: str) -> frozenset[str]:
    """The words of one list of a codebook."""
    value: Any = codebook(name)
    for key in path:
        value = value[key]
    return frozenset(str(value).split())


@cache
def by_word(name: str, table: str) -> dict[str, str]:
    """For each word of a table's lists the key it stands under; of several the last."""
    return {word: key for key, listed in codebook(name)[table].items() for word in listed.split()}
