"""Whom and what an incident hurt, and who is said to have done it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from onrecord.codebook.actors import actors
from onrecord.codebook.tables import codebook
from onrecord.language.page import Page
from onrecord.model.records import DamagedObject, Entity, Event, Figure, Party, Perpetrator, Records, Victim

# of several accounts of one doer the one that binds the teller most counts
CERTAINTIES = ("fact", "claimed", "alleged", "reported", "suspected", "denied")
HARMING = frozenset(("ASSAULT", "COERCE", "ACCIDENT", "DISASTER", "PROTEST", "SANCTION"))
CIVIL = frozenset("MED JRN EDU BUS AGR LAB REL REF SOC NGO CVL".split())  # sectors that carry no arms
ANYBODY = frozenset(("people", "public", "crowd"))  # civilians in some uses, and nobody told in others
RUIN = frozenset(("destroyed", "damaged", "burned"))  # what becomes of things alone


@cache
def effects() -> dict[str, str]:
    """The effect that each word of a trigger names."""
    return {word: effect for effect, words in codebook("incidents")["effects"].items() for word in words.split()}


@cache
def victim_types() -> dict[str, str]:
    """The type of victim that each noun names."""
    return {word: kind for kind, words in codebook("incidents")["victims"].items() for word in words.split()}


def trigger_words(event: Event) -> Iterator[str]:
    """The dictionary forms that named an event, the whole expression first."""
    words = (event.how or "").removeprefix("trigger: ").split(" + ")[0].split()
    yield "_".join(words)
    yield from words


def effect_of(event: Event) -> str | None:
    """What an event's word says became of those it was done to."""
    known = effects()
    return next((known[word] for word in trigger_words(event) if word in known), None)


def perpetrators(events: Sequence[Event], blamed: Sequence[Perpetrator] = ()) -> tuple[Perpetrator, ...]:
    """Who is said to have done it, each once, by the account that binds its teller most."""
    best: dict[str, Perpetrator] = {}
    doers = [
        Perpetrator(actor.entity, actor.span, event.certainty, event.attribution)
        for event in events
        for actor in filter(can_do_harm, event.actors)
    ]
    for found in (*doers, *blamed):
        key = found.entity or found.span.text.casefold()
        if key not in best or rank(found) < rank(best[key]):
            best[key] = found
    return tuple(best.values())


def can_do_harm(party: Party) -> bool:
    """Whether a party is somebody: who is told of as such, or has a word for people or bodies."""
    if party.entity is not None:
        return True
    words = party.span.text.lower().split()
    return any(form in actors() for word in words for form in (word, word.removesuffix("s"), singular(word)))


def rank(perpetrator: Perpetrator) -> int:
    return CERTAINTIES.index(perpetrator.certainty)


def victims(events: Iterable[Event], figures: Sequence[Figure], page: Page, records: Records) -> tuple[Victim, ...]:
    """Whom it hurt: those that events were done to, and those that its figures count."""
    entities = {e.id: e for e in records.entities}
    out: dict[tuple[int, str | None], Victim] = {}
    for figure in figures:
        counted: str = figure.measure
        if (
            counted not in ("other", "affected", "weapons", "duration", "money")
            and figure.value != 0
            and figure.change != "down_from"
        ):
            label = figure.population.label if figure.population else "people"
            exact = int(figure.value) if figure.precision == "exact" and figure.value is not None else None
            victim = Victim(None, label, victim_type(label), exact, figure.id, counted, figure.span)
            out[figure.span.start, counted] = victim
    told: dict[int, list[Victim]] = defaultdict(list)  # by each word
    for victim in out.values():
        note(told, victim, page)
    for event in events:
        effect = effect_of(event)
        effect = None if effect in RUIN else effect
        for party in event.recipients:
            inside = page.words_in(party.span.start, party.span.end)
            if any(v.effect in (effect, None) for n in inside for v in told[n]):
                continue
            victim = named_victim(party, effect, page, entities)
            if out.setdefault((party.span.start, effect), victim) is victim:
                note(told, victim, page)
    return tuple(sorted(out.values(), key=lambda v: (v.span.start, v.effect or "")))


def note(told: dict[int, list[Victim]], victim: Victim, page: Page) -> None:
    """Notes a victim by each word that stands for it."""
    for number in page.words_in(victim.span.start, victim.span.end):
        told[number].append(victim)


def named_victim(party: Party, effect: str | None, page: Page, entities: dict[str, Entity]) -> Victim:
    """A victim that no figure counts."""
    entity = entities.get(party.entity or "")
    head = page.head(party.span.start, party.span.end)
    word = None if head is None else page.words[head]
    name = entity.name if entity is not None and entity.type == "person" else None
    label = None if word is None or name is not None or word.tag in ("PRON", "NUM") else word.text
    one = name is not None or (word is not None and word.tag == "NOUN" and is_single(word.number, page))
    return Victim(name, label, victim_type(label or ""), 1 if one else None, None, effect, party.span)


def is_single(number: int, page: Page) -> bool:
    """Whether a noun is one thing: "a" or "one" stands before it."""
    return any(page.words[n].text.lower() in ("a", "an", "one") for n in page.children[number])


def victim_type(label: str) -> str | None:
    """The type of victim that a label names; None where it does not tell ("14 people").

    >>> victim_type("two farmers"), victim_type("Three policemen"), victim_type("at least 14 people")
    ('civilian', 'police', None)
    """
    known, who = victim_types(), actors()
    words = [w for word in label.lower().split() for w in (word, word.removesuffix("s"), singular(word))]
    if found := next((known[word] for word in words if word in known), None):
        return found
    return (
        "civilian" if any(word in who and who[word].sector in CIVIL for word in words if word not in ANYBODY) else None
    )


def singular(word: str) -> str:
    return word.removesuffix("men") + "man" if word.endswith("men") else word


def objects(events: Iterable[Event], page: Page, records: Records) -> tuple[DamagedObject, ...]:
    """The things it hit."""
    entities = {e.id: e for e in records.entities}
    out: dict[str, DamagedObject] = {}
    for event in events:
        for party in event.targets:
            head = page.head(party.span.start, party.span.end)
            if head is None or event.type not in HARMING:
                continue
            entity = entities.get(party.entity or "")
            named = page.words[head].tag == "PROPN"
            effect = effect_of(event)
            found = DamagedObject(
                entity.name if entity is not None and named else None,
                None if named else compound(head, page),
                1 if is_single(head, page) else None,
                effect if effect in RUIN else None,
                party.span,
            )
            out.setdefault(party.entity or page.words[head].lemma, found)
    return tuple(out.values())


def compound(head: int, page: Page) -> str:
    """A noun with the nouns that stand before it ("grain terminal")."""
    parts = [n for n in page.children[head] if page.words[n].relation == "compound" and n < head]
    return " ".join(page.words[n].text for n in (*parts, head))
