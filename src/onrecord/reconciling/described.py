"""What somebody who speaks is called: a name of his own, a description, what an unnamed source goes by."""

from __future__ import annotations

import re

from onrecord.codebook.actors import actors
from onrecord.model.records import Entity
from onrecord.reconciling.offices import bare

PRONOUNS = frozenset("he she it they we i who his her its their him them this that you these those us which".split())
INDEFINITE = ("a ", "an ", "one ", "two ", "three ", "some ", "several ", "another ", "many ")
COUNTED = re.compile(r"^(?:two|three|four|several|some|many|other|another|one|local|senior|unnamed) ", re.IGNORECASE)
NAMELESS = 5  # words that an unnamed source goes by


def is_described(name: str) -> bool:
    """Whether a name is a description: "a guest", "its director"."""
    return name.split(" ")[0].lower() in PRONOUNS | {"a", "an", "the", "one", "two", "some", "several", "another"}


def is_indefinite(name: str) -> bool:
    return name.lower().startswith(INDEFINITE)


def is_person(speaker: Entity) -> bool:
    """Whether a speaker is a person with a name of his own."""
    parts = speaker.name.split()
    if speaker.type != "person" or is_described(speaker.name):
        return False
    return any(part[0].isupper() and one_of(part.lower()) not in actors() for part in parts)


def is_proper(name: str) -> bool:
    """Whether a source is a name of several words that no list knows: "Doctors Without Frontiers"."""
    parts = bare(name).split()
    return len(parts) > 1 and "," not in name and all(part[0].isupper() for part in parts)


def possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def nameless(phrase: str) -> str:
    """What an unnamed source goes by: "a docker at the third quay, who was there" as docker at the third quay."""
    found = COUNTED.sub("", bare(phrase.split(",")[0].split(" who ")[0]))
    first, *rest = found.split()[:NAMELESS] or ["source"]
    first = first if first.isupper() or first[0].isdigit() else first[0].lower() + first[1:]
    return " ".join([*map(one_of, [first, *rest])])


def one_of(word: str) -> str:
    """The singular of a word for people, so that "officials" and "an official" of one outlet are one source."""
    for ending in ("es", "s"):
        if word.endswith(ending) and word.removesuffix(ending) in actors():
            return word.removesuffix(ending)
    return word
