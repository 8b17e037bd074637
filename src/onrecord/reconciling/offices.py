"""For which body somebody speaks, as the words that tell who he is have it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from onrecord.codebook.actors import bodies

LEAD = re.compile(r"^(?:the|a|an|its|his|her|their) ", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?$")


@cache
def table() -> dict[str, Any]:
    return loads((files("onrecord.codebook") / "offices.toml").read_text("utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(table()[name].split())


@cache
def pattern(form: str) -> re.Pattern[str]:
    """A pattern with the lists that it names in angle brackets put in."""
    lists = {
        name: "(?:" + "|".join(sorted(words(name), key=len, reverse=True)) + ")s?"
        for name in ("spokesmen", "offices", "parts", "rulers")
    }
    lists["any"] = f"(?:{lists['spokesmen']}|{lists['offices']})"
    lists["few"] = r"(?:[\w.-]+ ){0,3}?"
    for name, words_of in lists.items():
        form = form.replace(f"<{name}>", words_of)
    return re.compile(form, re.IGNORECASE)


OWNER = r"(?:^|, )(?P<body>[^,]+?)['’]s? <few>(?:<any>|<parts>)\b"
ITS = r"(?:^|, )(?P<body>its|their|his|her) <few>(?:<any>|<parts>)\b"
OF = r"\b(?:<any>|<parts>) (?:in charge )?(?:of|for|at|from|with) (?P<body>[^,]+)"
BEFORE = r"(?:^|, )(?P<body>[^,]+?) <any>\b"
SPOKESMAN = r"(?:^|, )(?P<body>[^,]+?) <spokesmen>\b"
MINISTER = re.compile(r"(?P<what>(?:[\w-]+ )*)ministers?\b(?: (?:of|for) (?P<of>(?:[\w-]+ ?){1,3}))?", re.IGNORECASE)
RULER = r"(?P<whose>(?:[A-Z][\w-]+ )*)\b(?P<ruler><rulers>)\b(?P<of> of [^,]+)?"


def speaks_for(phrase: str) -> str | None:
    """The body for which somebody so described speaks, in the phrase's own words where it can be.

    >>> speaks_for("Ben Oar, a spokesman for the port authority"), speaks_for("its director")
    ('the port authority', 'its')
    >>> speaks_for("the harbour hospital's director, Ada Quill"), speaks_for("senior ministry officials")
    ('the harbour hospital', 'ministry')
    >>> speaks_for("Health Minister Nora Tiernan"), speaks_for("a security official"), speaks_for("Ada Quill")
    ('Health ministry', None, None)
    """
    for form in (OWNER, ITS, OF):
        found = pattern(form).search(phrase)
        if found:
            return found["body"].strip()
    if minister := MINISTER.search(phrase):
        return ministry(minister)
    for form in (SPOKESMAN, BEFORE):
        found = pattern(form).search(phrase)
        body = without_rank(found["body"]) if found else ""
        if body and (form is SPOKESMAN or names_body(body)):
            return body
    return None


def ministry(found: re.Match[str]) -> str:
    """The ministry of a minister: of a prime minister the government."""
    what = without_rank(found["what"].strip())
    if what.lower().endswith("prime"):
        return f"{what[: -len('prime')]}government".strip()
    of = without_rank((found["of"] or "").strip())
    return f"{what or of} ministry".strip()


def without_rank(words_before: str) -> str:
    """The words before an office without those that name no body."""
    parts = words_before.split()
    while parts and parts[0].lower() in words("ranks"):
        parts = parts[1:]
    return " ".join(parts)


def names_body(phrase: str) -> bool:
    """Whether a phrase ends in a word for a body: "the harbour police", "Peers of the Hospital"."""
    head = re.split(r" (?:of|for|in|at) ", phrase.lower())[0].split()
    return bool(head) and (head[-1] in bodies() or head[-1].removesuffix("s") in bodies())


def ruler_told(phrase: str) -> str | None:
    """The office that is a voice by itself: "the governor of Munster", "President Oar".

    >>> ruler_told("Ada Quill, the mayor of Cobh"), ruler_told("Governor Ben Oar"), ruler_told("the docker")
    ('mayor of Cobh', 'governor', None)
    """
    found = pattern(RULER).search(phrase)
    if not found:
        return None
    whose = without_rank(" ".join(w for w in found["whose"].split() if w[0].isupper()))
    return f"{whose} {found['ruler'].lower()}{found['of'] or ''}".strip()


def bare(name: str) -> str:
    """A name without its article and possessive.

    >>> bare("The health ministry"), bare("the Front's")
    ('health ministry', 'Front')
    """
    return POSSESSIVE.sub("", LEAD.sub("", name.strip()))


@cache
def name_words(name: str) -> frozenset[str]:
    """The words by which a name is told from others.

    >>> sorted(name_words("the Ministry of Health")) == sorted(name_words("health minister"))
    True
    """
    found = re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", name.casefold()))
    same = table()["same"]
    return frozenset(same.get(word, word) for word in found if word not in words("idle")) or frozenset(found)
