"""Who takes part in an event: who did it, to whom or to what, and with what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model.records import Party
from onrecord.model.span import Span
from onrecord.reading.clauses import RELATIVES, Clauses
from onrecord.reading.lexicon import lexicon
from onrecord.reading.mentions import Mentions
from onrecord.reading.triggers import Trigger, kinds

SPEECH = frozenset(("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))
MISHAPS = frozenset(("ACCIDENT", "DISASTER"))
# verbs whose subject suffers what they name
SUFFERED = frozenset(("die", "lose", "perish", "drown", "succumb", "suffocate"))
INSTRUMENTS = frozenset(
    """bomb mine device explosive grenade rocket missile shell mortar gun rifle pistol machete knife stone brick bottle gas torpedo drone
    shot bullet round dynamite vest landmine sword axe baton cannon munition ied firebomb warhead shrapnel ammunition artillery
    cylinder petrol projectile gunfire shellfire""".split()
)
DEEDS = frozenset(
    """attack bombing blast explosion raid strike airstrike clash fighting violence shooting ambush fire shelling war conflict
    assault battle salvo accident crash quake earthquake flood storm fall""".split()
)
LIGHT = frozenset(
    """carry launch conduct stage hold mount perpetrate commit impose declare open order start begin lead make execute wage join
    suffer undertake call announce do plan prepare abandon end lift claim organise organize break""".split()
)
# of whose object a noun behind "for", "of" or "with" tells the deed: "sentenced him for the killing of two guards"
CHARGED = frozenset(
    """sentence convict jail imprison accuse blame charge arrest detain try indict fine execute hang suspect condemn acquit
    punish sanction prosecute guilty responsible""".split()
)
ON = frozenset(("on", "against", "at", "into", "upon", "toward", "towards", "over"))
OF = frozenset(("of", "on", "against", "at"))
TO = frozenset(("to", "on", "upon", "with", "from", "against"))
WITH = frozenset(("with",))
SIDES = frozenset(("between", "with"))


@dataclass(frozen=True, slots=True)
class Participants:
    """The parties to an event, and the words that name its weapons."""

    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    instruments: tuple[Span, ...] = ()


def participants(trigger: Trigger, clauses: Clauses, who: Mentions) -> Participants:
    """The participants of the event that a trigger names."""
    actors, done_to = of_noun(trigger, clauses) if trigger.noun else of_verb(trigger, clauses)
    page = clauses.page
    weapons = [n for n in (*actors, *done_to) if page.words[n].lemma in INSTRUMENTS]
    if not trigger.noun:
        weapons += [n for n in clauses.complements(trigger.head, WITH) if page.words[n].lemma in INSTRUMENTS]
    actors = [n for n in actors if n not in weapons and page.words[n].lemma not in DEEDS]
    done_to = [n for n in done_to if n not in weapons and n not in actors]
    people = [n for n in done_to if is_human(n, clauses, who)]
    return Participants(
        parties(actors, clauses, who),
        parties(people, clauses, who),
        parties([n for n in done_to if n not in people], clauses, who),
        tuple(dict.fromkeys(page.phrase(n) for n in weapons)),
    )


def of_verb(trigger: Trigger, clauses: Clauses) -> tuple[list[int], list[int]]:
    """Who does what a verb names, and to whom or what."""
    verb, words = trigger.head, clauses.page.words
    if trigger.type in MISHAPS or words[verb].lemma in SUFFERED:
        return [], list(clauses.objects(verb) or clauses.subjects(verb))
    if clauses.passive(verb):
        return clauses.agents(verb), list(clauses.objects(verb))
    actors, done_to = list(clauses.subjects(verb)), list(clauses.objects(verb))
    if trigger.type in SPEECH:
        return actors, clauses.complements(verb, TO) or done_to
    if not [n for n in done_to if words[n].lemma not in INSTRUMENTS]:
        done_to += clauses.complements(verb, ON | WITH | {"to"} if trigger.type in ("AID", "CONSULT") else ON | WITH)
    return actors, done_to


def of_noun(trigger: Trigger, clauses: Clauses) -> tuple[list[int], list[int]]:
    """Who does what a noun names, and to whom or what."""
    noun, words = trigger.head, clauses.page.words
    done_to = clauses.complements(noun, OF)
    if trigger.type in MISHAPS:
        return [], done_to
    actors = clauses.agents(noun) or clauses.complements(noun, SIDES)
    actors += [n for n in clauses.owners(noun) if is_body(n, clauses)]
    word, head = words[noun], words[words[noun].head]
    if not actors and word.relation in ("obj", "nsubj") and head.lemma in LIGHT and head.number != noun:
        passive = clauses.passive(head.number)
        actors = (
            clauses.agents(head.number)
            if passive
            else list(clauses.subjects(head.number))
            if word.relation == "obj"
            else []
        )
    if not actors and word.relation in ("obl", "nmod") and head.lemma in CHARGED:
        actors = list(clauses.objects(head.number))
    return [n for n in actors if n != noun], done_to


def is_body(number: int, clauses: Clauses) -> bool:
    """Whether a possessor can act: it is no day ("Tuesday's bombing")."""
    return clauses.page.words[number].text.lower() not in DAYS


DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow year week month january february march april may
    june july august september october november december night morning day weekend""".split()
)


def is_human(number: int, clauses: Clauses, who: Mentions) -> bool:
    """Whether a word stands for people."""
    page = clauses.page
    kind = clauses.name_kinds.get(number)
    if kind is not None and kind != "place":
        return True
    people = lexicon().classes["person"]
    return page.words[number].tag in ("NUM", "PRON") or not people.isdisjoint(kinds(number, page, clauses))


def parties(numbers: Iterable[int], clauses: Clauses, who: Mentions) -> tuple[Party, ...]:
    """The parties that some head words stand for, each once."""
    page, out = clauses.page, {}
    for number in numbers:
        if page.words[number].text.lower() in RELATIVES and page.words[number].tag == "PRON":
            continue
        span = page.phrase(number)
        out.setdefault((span.start, span.end), Party(who.at(span.start, span.end) or who.by_head.get(number), span))
    return tuple(out.values())
