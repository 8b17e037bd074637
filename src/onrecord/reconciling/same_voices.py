"""Which voices of several reports are one: "the ministry", "health ministry", "Ministry of Health"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from onrecord.codebook.actors import bodies
from onrecord.reconciling.offices import name_words, names_body, words
from onrecord.reconciling.voices import Kind, Voice

ALIKE: dict[Kind, str] = {"agency": "press", "outlet": "press"}
NONE: Mapping[frozenset[str], str] = MappingProxyType({})
SHORT = re.compile(r"\b(?:[Tt]he |['’]s )((?:[a-z][\w-]+ ){1,3}[a-z][\w-]+),? \(?([A-Z]{2,}[A-Za-z]*|[Aa]l-[A-Z]\w+)\b")
OWNED = re.compile(r"^.*['’]s ")
TEXTS = 500  # of which is kept what they call bodies: a story's are asked for again and again
GROUPS = frozenset(
    "group committee commission organisation association network union council collective society league federation "
    "foundation monitor observatory".split()
)
INSURGENT = frozenset("liberation resistance salvation independence".split())  # no state's army or police is called so


def same_names(voices: Iterable[Voice], short: Mapping[frozenset[str], str] = NONE) -> dict[tuple[str, str], str]:
    """For each voice's kind and name the one name by which the voice goes in all reports of an incident.

    A name with fewer words is short for one that has them all, where there is only one such; an acronym for the name
    with these initials.  Unnamed sources go by their own names alone.  short: by the words that describe a body the
    short name which reports put behind them.

    >>> told = [Voice(name, "body", ()) for name in ("ministry", "Ministry of Health", "health ministry", "army")]
    >>> sorted(set(same_names(told).values()))
    ['Ministry of Health', 'army']
    """
    voices = list(voices)
    keys = {(ALIKE.get(voice.kind, voice.kind), voice.name) for voice in voices}
    names: dict[str, list[str]] = {}
    for kind, name in sorted(keys):
        names.setdefault(kind, []).append(name)
    found = {(kind, name): name if kind == "unnamed" else fullest(name, names[kind]) for kind, name in keys}
    for (kind, name), full in list(found.items()):
        if kind == "body" and (acronym := short.get(name_words(OWNED.sub("", full)))) is not None:
            called = [one for of, one in found if of == kind and name_words(one) == name_words(acronym)]
            found[kind, name] = found[kind, min(called)] if called else acronym
    for name, same in one_person(voices).items():
        found["body", name] = found["body", same]
    for kind, name in sorted(keys):
        if kind in ("body", "unnamed") and (named := named_otherwise(name, names.get("body", ()))):
            found[kind, name] = found["body", named]
    for name in names.get("person", ()):
        if body := speaks_elsewhere_for(name, voices):
            found["person", name] = found["body", body]
    press = {name: found["press", name] for name in names.get("press", ())}
    return {
        (kind, name): next((full for one, full in press.items() if kind == "body" and is_same(one, told)), told)
        for (kind, name), told in found.items()
    }


def short_names(texts: Iterable[str]) -> dict[frozenset[str], str]:
    """The short names that reports put behind what describes a body, by the words that describe it, where that is one:
    of "the disaster agency BPBD" BPBD."""
    found: dict[frozenset[str], set[str]] = {}
    for described, acronym in {pair for text in texts for pair in short_in(text)}:
        found.setdefault(name_words(described), set()).add(acronym)
    return {words: names.pop() for words, names in found.items() if len(names) == 1}


@lru_cache(TEXTS)
def short_in(text: str) -> frozenset[tuple[str, str]]:
    """The same of one report."""
    told = (match.groups() for match in SHORT.finditer(text))
    return frozenset((described, acronym) for described, acronym in told if names_body(described))


def one_person(voices: Iterable[Voice]) -> dict[str, str]:
    """For each body the first for which the same person speaks elsewhere: "the governor", "the head of the regional
    administration", both Ada Quill."""
    spoken: dict[str, set[str]] = {}
    for voice in voices:
        if voice.kind == "body" and len(voice.chain) > 2 and is_persons(voice.chain[-2]):
            spoken.setdefault(voice.chain[-2], set()).add(voice.name)
    return {name: min(names) for names in spoken.values() for name in names if len(names) > 1}


def is_persons(way: str) -> bool:
    """Whether a step of a chain is somebody's full name."""
    parts = way.split()
    return len(parts) > 1 and all(part[0].isupper() and part.lower() not in bodies() for part in parts)


def named_otherwise(name: str, bodies_named: Iterable[str]) -> str | None:
    """The one body with a name of its own that a description may stand for: of "AFP's doctors' group" the Cove
    Doctors' Committee."""
    described = name.split("'s ", 1)[-1] if any(map(str.isupper, name.split("'s ", 1)[0])) else name
    if any(map(str.isupper, described)) or not is_association(described):
        return None
    own = name_words(described) - GROUPS
    found = {name_words(one): one for one in bodies_named if one != name and is_association(one) and has_name(one)}
    fit = [one for words, one in found.items() if own & words]
    return fit[0] if len(fit) == 1 else None


def is_association(name: str) -> bool:
    """Whether a name's head is a word for people who have joined: a committee, a network."""
    return bool(GROUPS & name_words(name))


def has_name(body: str) -> bool:
    return sum(part[0].isupper() for part in body.split()) > 1


def speaks_elsewhere_for(person: str, voices: Iterable[Voice]) -> str | None:
    """The one body for which somebody of a name, two words of it at least, speaks in other reports; of a rank and a
    surname the surname is enough: "Commander Oar" of Ben Oar, the police commander."""
    own, parts = name_words(person), person.split()
    surname = (
        name_words(parts[-1]) if len(parts) == 2 and parts[0].lower() in words("ranks") | words("offices") else None
    )
    told = {
        voice.name
        for voice in voices
        if voice.kind == "body"
        for way in voice.chain[:-1]
        if len(own & name_words(way)) > 1 or (surname is not None and surname == name_words(way.split()[-1]))
    }
    return told.pop() if len(told) == 1 else None


def name_in_all(voice: Voice, names: dict[tuple[str, str], str]) -> str:
    """The name by which a voice goes in all reports."""
    return names[ALIKE.get(voice.kind, voice.kind), voice.name]


def fullest(name: str, names: Iterable[str]) -> str:
    """The fullest name that a name is short for; itself where that is not one."""
    longer = [other for other in names if is_short_for(name, other)]
    most = [one for one in longer if not any(is_short_for(one, other) for other in longer)]
    if len({name_words(one) for one in most}) != 1:
        most = [name]
    same = [other for other in names if name_words(other) == name_words(most[0])]
    return min(same, key=lambda one: (-len(one), one))


def is_same(outlet: str, body: str) -> bool:
    """Whether a body publishes under its own name, or one that is short for it; but police are no "Police Gazette"."""
    if name_words(outlet) == name_words(body) or (body.isupper() and body == initials(outlet)):
        return True
    known = [found for word in outlet.lower().split() if (found := bodies().get(word.strip(",")))]
    return bool(known) and all(one.type != "media" for one in known) and name_words(body) < name_words(outlet)


def is_short_for(name: str, other: str) -> bool:
    """Whether a name says less of the same: "hospital" and "harbour hospital", "PA" and "Port Authority"."""
    if name.isupper() and name == initials(other):
        return True
    return name_words(name) < name_words(other) and (
        not INSURGENT & name_words(other) or bool(INSURGENT & name_words(name)) or any(map(str.isupper, name))
    )


def initials(name: str) -> str:
    """The initials of a name's capitalised words; of one word none."""
    found = re.findall(r"\b[A-Z]", name)
    return "".join(found) if len(found) > 1 and " " in name else ""
