"""The gender of first names that only men or only women bear."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from onrecord.gazetteer.names import folded


@cache
def first_names() -> dict[str, str]:
    """Gender (m or f) by name, in lower case and without diacritics."""
    out: dict[str, str] = {}
    for line in (files("onrecord.codebook") / "first_names.txt").read_text(encoding="utf-8").splitlines():
        gender, *names = line.split()
        if gender != "#":
            out |= dict.fromkeys(names, gender)
    return out


def gender_of(first_name: str) -> str | None:
    """The gender of a first name, None where both bear it or the list doesn't have it.

    >>> gender_of("Nóra"), gender_of("Callum"), gender_of("Robin")
    ('f', 'm', None)
    """
    return first_names().get(folded(first_name))
