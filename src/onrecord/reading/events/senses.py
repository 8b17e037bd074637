"""What a trigger means where it stands: play with words, a labour dispute, an accident's dead, a threat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile
from typing import cast

from onrecord.language.page import Page
from onrecord.model.records import EventType
from onrecord.reading.events.clauses import Clauses
from onrecord.reading.events.lexicon import lexicon, word_list
from onrecord.reading.events.play import FORCEFUL, is_figurative, is_idiom, playful_sentences
from onrecord.reading.events.triggers import Trigger, kinds

PLAYERS_DO = frozenset(f"trigger: {deed}" for deed in ("rescue", "save + person", "surrender", "withdraw + force"))
IN_EARNEST = frozenset(f"trigger: {deed}" for deed in ("arrest", "detain", "imprison", "jail", "sentence", "deport"))
VIOLENT = frozenset(("ASSAULT", "ACCIDENT", "DISASTER"))
MISHAPS = frozenset(("ACCIDENT", "DISASTER"))
DYING = frozenset(("die", "perish", "succumb", "suffocate", "death"))
HARM = word_list("participants", "harm")
SAYING = frozenset(("AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"))
AIMED = frozenset(("at", "on", "against", "toward", "towards"))
CAUSE_REACH = 3  # sentences back in which a mishap still explains the dead


def make_sense(found: list[Trigger], page: Page, clauses: Clauses) -> list[Trigger]:
    """The triggers that name events in earnest, each with the type that its surroundings give it."""
    playful = playful_sentences(found, page, clauses)
    causes = Causes(found, page)
    heads = {t.head for t in found if not t.noun}
    forced = {page.words[t.head].head for t in found if t.type in ("ASSAULT", "COERCE", "SANCTION")}
    out: list[Trigger] = []
    for trigger in found:
        if is_play(labour(trigger, page, clauses) or trigger, playful, page):
            continue
        if (trigger.type in FORCEFUL and is_figurative(trigger, clauses)) or is_idiom(trigger, page):
            continue
        if is_taken_up_by_verb(trigger, heads, page):
            continue
        sensed = by_mishap(trigger, out, causes, page, clauses)
        sensed = blast(sensed, found, page)
        sensed = labour(sensed, page, clauses)
        sensed = captor(sensed, page, clauses)
        sensed = missile(sensed, page, clauses)
        sensed = threat(sensed, forced)
        sensed = uttered(sensed, page, clauses)
        if sensed is not None:
            out.append(sensed)
    return out


def is_play(trigger: Trigger, playful: dict[int, frozenset[str]], page: Page) -> bool:
    """Whether a trigger is of those that its sentence plays with."""
    if trigger.type not in playful.get(page.words[trigger.head].sentence, ()) or trigger.how in IN_EARNEST:
        return False
    return trigger.type in FORCEFUL or trigger.how in PLAYERS_DO


# causes --------------------------------------------------------------------------------------------------------------


def by_mishap(trigger: Trigger, before: list[Trigger], causes: Causes, page: Page, clauses: Clauses) -> Trigger | None:
    """A trigger of death, injury or ruin with the type of what caused it; None for a death of no known cause."""
    lemma = trigger.how.removeprefix("trigger: ").split()[0]
    if not trigger.noun and (mishap := of_nature(trigger, lemma, page, clauses)) is not None:
        return replace(trigger, type=mishap, mode=None)
    if trigger.type != "ASSAULT" or (trigger.noun and lemma != "death") or lemma not in HARM:
        return trigger
    cause = cause_of(trigger, before, causes, page, clauses)
    if cause in MISHAPS:
        return replace(trigger, type=cast(EventType, cause), mode=None)
    return None if cause is None and lemma in DYING else trigger


def of_nature(trigger: Trigger, lemma: str, page: Page, clauses: Clauses) -> EventType | None:
    """The type of what water, wind or cold did, or of what a thing set alight; None for what people did."""
    passive = clauses.passive(trigger.head)
    doers = clauses.agents(trigger.head) if passive else clauses.subjects(trigger.head)
    known = lexicon().classes
    if trigger.type in FORCEFUL and any(page.words[n].lemma in known["nature"] for n in doers):
        return "DISASTER"
    if trigger.mode != "primitive" or lemma not in ("set", "burn") or not doers:
        return None
    return "ACCIDENT" if any(page.words[n].lemma in known["spark"] for n in doers) else None


class Causes:
    """The triggers of a page that may have done harm, by their head words and by their sentences."""

    def __init__(self, found: Iterable[Trigger], page: Page) -> None:
        self.by_head: dict[int, tuple[int, Trigger]] = {}
        self.by_sentence: dict[int, list[Trigger]] = defaultdict(list)
        for number, one in enumerate(found):
            if one.type in VIOLENT and not is_harm(one):
                self.by_head.setdefault(one.head, (number, one))
                self.by_sentence[page.words[one.head].sentence].append(one)


def cause_of(trigger: Trigger, before: list[Trigger], causes: Causes, page: Page, clauses: Clauses) -> str | None:
    """The type of what a harm comes from: its subject or agent, else an event in its sentence or shortly before."""
    doers = {*clauses.subjects(trigger.head), *clauses.agents(trigger.head)}
    doing = [causes.by_head[n] for n in doers - {trigger.head} if n in causes.by_head]
    if doing:
        return min(doing, key=lambda one: one[0])[1].type
    sentence = page.words[trigger.head].sentence
    here = [t for t in causes.by_sentence.get(sentence, ()) if t.head != trigger.head]
    if here:
        ahead = [t for t in here if t.head < trigger.head]
        return (ahead[-1] if ahead else here[0]).type
    dying = page.words[trigger.head].lemma in DYING
    active = doers and not clauses.passive(trigger.head) and not dying
    if active and not any(page.words[n].tag == "PRON" for n in doers):
        return "ASSAULT"
    late = takewhile(lambda t: sentence - page.words[t.head].sentence <= CAUSE_REACH, reversed(before))
    return next((t.type for t in late if t.type in VIOLENT), None)


def is_harm(trigger: Trigger) -> bool:
    return (not trigger.noun or trigger.how == "trigger: death of") and trigger.how.removeprefix("trigger: ").split()[
        0
    ] in HARM


def blast(trigger: Trigger | None, found: list[Trigger], page: Page) -> Trigger | None:
    """An explosion with its type: an accident where the report tells of no attack."""
    if trigger is None or trigger.how not in (
        "trigger: explosion",
        "trigger: blast",
        "trigger: explode",
        "trigger: blow up",
    ):
        return trigger
    attacks = sum(t.type == "ASSAULT" and not is_harm(t) and t.how != trigger.how for t in found)
    if attacks and attacks >= sum(t.type in MISHAPS for t in found):
        return trigger
    if any(w.lemma in ("bomb", "bomber", "suicide", "militant", "terrorist", "device") for w in page.words):
        return trigger
    return replace(trigger, type="ACCIDENT", mode=None)


# other senses --------------------------------------------------------------------------------------------------------


def labour(trigger: Trigger | None, page: Page, clauses: Clauses) -> Trigger | None:
    """A strike with its type: workers' or warplanes'."""
    if trigger is None or trigger.how != "trigger: strike" or not trigger.noun:
        return trigger
    sentence = page.sentence(trigger.head)
    words = {page.words[n].text.lower() for n in range(sentence.first, sentence.stop)}
    if words.isdisjoint(lexicon().classes["labour"]):
        return trigger
    return replace(trigger, type="PROTEST", mode="strike")


def captor(trigger: Trigger | None, page: Page, clauses: Clauses) -> Trigger | None:
    """A seizing of people with its type: an abduction where the captors hold no office; a camp's holding is none."""
    if trigger is None or trigger.type != "COERCE" or trigger.noun or trigger.mode not in ("arrest", "seize"):
        return trigger
    known = lexicon().classes
    doers = {
        k for n in (*clauses.subjects(trigger.head), *clauses.agents(trigger.head)) for k in kinds(n, page, clauses)
    }
    if clauses.passive(trigger.head):
        doers = {k for n in clauses.agents(trigger.head) for k in kinds(n, page, clauses)}
    if trigger.how == "trigger: hold + person" and not clauses.passive(trigger.head):
        counted = all(page.words[n].tag == "NUM" for n in clauses.objects(trigger.head))
        if counted or not doers.isdisjoint(known["place"] | known["camp"]):
            return None  # a camp that holds so many
    if trigger.how.endswith(("+ suspect", "+ person", "prisoner")) and not doers.isdisjoint(known["outlaw"]):
        return replace(trigger, type="ASSAULT", mode="abduct")
    return trigger


def missile(trigger: Trigger | None, page: Page, clauses: Clauses) -> Trigger | None:
    """The firing of a missile with its type: a show of force where it is aimed at nothing."""
    if trigger is None or not trigger.how.startswith("trigger: fire + heavy"):
        return trigger
    fired = any(page.words[n].lemma in ("missile", "rocket", "satellite") for n in clauses.objects(trigger.head))
    if not fired or clauses.complements(trigger.head, AIMED):
        return trigger
    return replace(trigger, type="MOBILIZE", mode="weapons")


def uttered(trigger: Trigger | None, page: Page, clauses: Clauses) -> Trigger | None:
    """An act of speech that somebody does: a warning that threatens, no bidding to the reader ("Thank you")."""
    if trigger is None or trigger.noun or trigger.type not in SAYING:
        return trigger
    text = page.words[trigger.head].text
    base = text.lower() == trigger.how.removeprefix("trigger: ").split()[0]
    bidding = base and not clauses.subjects(trigger.head) and not clauses.infinitive(trigger.head)
    if bidding and page.words[trigger.head].relation != "conj":
        return None
    if trigger.how == "trigger: warn":
        sentence = page.sentence(trigger.head)
        words = {page.words[n].lemma for n in range(sentence.first, sentence.stop)}
        return None if words.isdisjoint(lexicon().classes["menace"]) else trigger
    return trigger


def threat(trigger: Trigger | None, forced: set[int]) -> Trigger | None:
    """A vow with its type: to do violence is to threaten."""
    if trigger is None or trigger.how not in ("trigger: vow", "trigger: swear", "trigger: promise"):
        return trigger
    forceful = trigger.head in forced
    return replace(trigger, type="THREATEN", mode=None) if forceful and trigger.how != "trigger: promise" else trigger


def is_taken_up_by_verb(trigger: Trigger, verbs: set[int], page: Page) -> bool:
    """Whether a fire is what another trigger starts or sets."""
    word = page.words[trigger.head]
    return trigger.how == "trigger: fire" and trigger.noun and word.head in verbs and (word.relation == "obj")
