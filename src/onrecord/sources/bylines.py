"""The names in a byline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from onrecord.codebook.tables import codebook

BETWEEN = re.compile(r"\s*(?:,|;|\||&|•|·|\band\b|\bwith\b|\n)\s*")
LEAD = re.compile(
    r"^(?:(?:written|posted|reported|published|reporting|story|words|text|analysis|opinion|report)\s+)?by\b:?\s*"
    r"|^authors?:\s*",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"\s+(?:in|from|at|for)\s+[A-Z].*$|\s*\(.*?\)|\s*@\w+|\s+\S+@\S+|\s*(?:\s[-–—]\s|[|/]).*$|\s+(?:is|was)\s.*$"
    r"|\s+(?:published|updated|posted|follow|on|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b.*$",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?:|www\.|/|@\S+\.\w")
NO_NAME = frozenset("you admin administrator author unknown editor null none undefined anonymous staff guest".split())
JOBS = frozenset(
    "correspondent reporter reporters editor editors producer writer columnist columnists journalist contributor chief "
    "bureau editor-at-large director analyst host anchor presenter phd md jr sr".split()
)


def names_in(given: str) -> list[str]:
    """The names in what a page gives as its author; a job counts only where nobody is named.

    >>> names_in("By Ada Quill, AP Sports Writer, Ben Oar and Harbour Wire")
    ['Ada Quill', 'Ben Oar', 'Harbour Wire']
    >>> names_in("https://wire.example/people/ada"), names_in("ada-quill"), names_in("Lena Ost-Marek")
    ([], ['Ada Quill'], ['Lena Ost-Marek'])
    >>> names_in("Harbour staff reporter"), names_in("Tom Reed Associated Press")
    (['Harbour staff reporter'], ['Tom Reed', 'Associated Press'])
    """
    given = LEAD.sub("", " ".join(given.split()))
    if ADDRESS.search(given):
        return []
    names = [name for one in BETWEEN.split(given) for name in with_agency(name_of(one))]
    people = [name for name in names if name.split()[-1].casefold().strip(".") not in JOBS]
    return people or [name for name in names if " " in name]


def with_agency(name: str | None) -> list[str]:
    """A name, and the agency that is written behind it without a comma."""
    parts = name.split() if name else []
    for size in (1, 2, 3):
        if len(parts) - size > 1 and agency_among([" ".join(parts[-size:])]):
            return [" ".join(parts[:-size]), " ".join(parts[-size:])]
    return [name] if name else []


def name_of(part: str) -> str | None:
    """One name, tidied; None for what is none: a date, an address, a sentence."""
    name = TAIL.sub("", LEAD.sub("", part.strip(" .,:*"))).strip(" .,:*")
    if re.fullmatch(r"[a-z]+(?:-[a-z]+){1,3}", name):
        name = name.replace("-", " ").title()  # how content systems write a person in addresses
    if not 1 <= len(name.split()) <= 6 or re.search(r"\d", name) or name.casefold() in NO_NAME:
        return None
    return name if name[0].isalpha() and not name[0].islower() else None


@cache
def agencies() -> frozenset[str]:
    table = codebook("agencies")
    return frozenset(name.casefold() for name in table["agencies"])


def agency_among(names: Iterable[str]) -> str | None:
    """The first of the names that is a news agency's.

    >>> agency_among(["Ada Quill", "Reuters"])
    'Reuters'
    """
    return next((name for name in names if name.casefold().removeprefix("the ") in agencies()), None)
