"""The words that name events: read from the codebook once, and looked up by the form a word has in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from onrecord.codebook.tables import codebook
from onrecord.model.records import EventType

TABLES = ("events_violence", "events_politics")
NO_MODE = "any"
NO_TYPE = "NONE"
VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Entry:
    """What names an event: its words in order, what its object, subject or surroundings must be, its type and mode."""

    words: tuple[str, ...]
    classes: tuple[str, ...]
    subject: str | None
    near: str | None
    type: EventType | None
    mode: str | None

    @property
    def how(self) -> str:
        asked = [name for name in (*self.classes, self.subject, self.near) if name is not None]
        return "trigger: " + " + ".join((" ".join(self.words), *asked))

    @property
    def exacting(self) -> int:
        """How much the entry asks for: words count for more than objects, and these for more than subjects."""
        return 10 * len(self.words) + 2 * len(self.classes) + (self.subject is not None) + (self.near is not None)


@dataclass(frozen=True)
class Lexicon:
    """Verbs and nouns by each form of their first word, the most exacting entries first."""

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]
    classes: dict[str, frozenset[str]]


@cache
def word_list(table: str, name: str) -> frozenset[str]:
    """One of the codebook's lists of words.

    >>> "unless" in word_list("modality", "conditions")
    True
    """
    return frozenset(codebook(table)[name].split())


@cache
def lexicon() -> Lexicon:
    """All words of the codebook that name events.

    >>> [entry.type for entry in lexicon().verbs["kidnapped"]]
    ['ASSAULT']
    >>> lexicon().nouns["ceasefires"][0].mode
    'ceasefire'
    """
    verbs: dict[str, list[Entry]] = defaultdict(list)
    nouns: dict[str, list[Entry]] = defaultdict(list)
    for table in TABLES:
        for kind, modes in codebook(table).items():
            for mode, words in modes.items():
                for entry in entries(words.get("verbs", ""), kind, mode):
                    for form in verb_forms(entry.words[0]):
                        verbs[form].append(entry)
                for entry in entries(words.get("nouns", ""), kind, mode):
                    for form in noun_forms(entry.words[0]):
                        nouns[form].append(entry)
    return Lexicon(exacting_first(verbs), exacting_first(nouns), classes())


def exacting_first(table: dict[str, list[Entry]]) -> dict[str, tuple[Entry, ...]]:
    return {form: tuple(sorted(found, key=lambda e: -e.exacting)) for form, found in table.items()}


def entries(words: str, kind: str, mode: str) -> Iterator[Entry]:
    """The entries of a table's cell."""
    named = cast(EventType, kind) if kind != NO_TYPE else None
    for item in words.split():
        item, _, near = item.partition("~")
        item, _, subject = item.partition("@")
        word, *asked = item.split("+")
        yield Entry(
            tuple(word.split("_")),
            tuple(asked),
            subject or None,
            near or None,
            named,
            None if mode == NO_MODE else mode,
        )


def classes() -> dict[str, frozenset[str]]:
    """The classes of things, each with the words of those it takes in."""
    table = codebook("event_objects")
    own = {name: frozenset(row["words"].split()) for name, row in table.items()}
    return {name: own[name].union(*(own[also] for also in row.get("also", "").split())) for name, row in table.items()}


@cache
def irregular() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """The irregular forms by dictionary form, and the verbs that double their last letter."""
    table = codebook("irregular_verbs")
    rows = [line.split() for line in table["forms"].strip().splitlines()]
    return {row[0]: tuple(row[1:]) for row in rows}, frozenset(table["doubled"].split())


def verb_forms(verb: str) -> set[str]:
    """All forms of a verb.

    >>> sorted(verb_forms("bomb"))
    ['bomb', 'bombed', 'bombing', 'bombs']
    >>> sorted(verb_forms("beat"))
    ['beat', 'beaten', 'beating', 'beats']
    """
    known, doubled = irregular()
    stem = verb
    if verb.endswith("e") and not verb.endswith("ee"):
        stem = verb[:-1]
    elif doubles(verb) or verb in doubled:
        stem = verb + verb[-1]
    elif verb.endswith("c"):
        stem = verb + "k"
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    past = verb + "d" if verb.endswith("e") else stem + "ed"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        third, past = verb[:-1] + "ies", verb[:-1] + "ied"
    return {verb, third, stem + "ing", *known.get(verb, (past,))}


def doubles(verb: str) -> bool:
    """Whether a verb of one syllable ends in a single consonant after a single vowel."""
    short = sum(letter in VOWELS for letter in verb) == 1
    return short and len(verb) > 2 and verb[-1] not in VOWELS + "wxy" and verb[-2] in VOWELS


def noun_forms(noun: str) -> set[str]:
    """Singular and plural of a noun.

    >>> sorted(noun_forms("casualty"))
    ['casualties', 'casualty']
    """
    if noun.endswith("y") and noun[-2] not in VOWELS:
        return {noun, noun[:-1] + "ies"}
    return {noun, noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")}
