"""The words of a page that name events, told by the codebook's lexicon and by what they are done to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.language.page import Page, Word
from onrecord.model.records import EventType
from onrecord.reading.events.clauses import NOMINAL, Clauses
from onrecord.reading.events.lexicon import Entry, lexicon

REACH = 6  # words that may stand between a verb and its particle ("set 62 shelters alight")
# particles that tell more than their verb: "left six people dead", "took the mayor hostage"
TELLING = frozenset("dead hostage hostages prisoner captive alight ablaze guilty responsible accountable".split())


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that name an event, its head word, and what the codebook makes of it."""

    first: int
    last: int
    head: int
    type: EventType | None
    mode: str | None
    how: str
    noun: bool


def find_triggers(page: Page, clauses: Clauses) -> list[Trigger]:
    """The triggers of a page in the order of the text; no word belongs to two."""
    out: list[Trigger] = []
    taken: set[int] = set()
    for word in page.words:
        if word.number in taken:
            continue
        found = trigger_at(word, page, clauses)
        if found is not None:
            out.append(found)
            taken.update(range(found.first, found.last + 1))
    return out


def trigger_at(word: Word, page: Page, clauses: Clauses) -> Trigger | None:
    """The trigger that a word opens, or None."""
    form = word.text.lower()
    words = lexicon()
    if form in words.nouns and (noun := noun_trigger(word, form, page, clauses)) is not None:
        return noun
    if form in words.verbs and verbal(word, page):
        return next((t for e in words.verbs[form] if (t := verb_trigger(e, word, page, clauses)) is not None), None)
    return None


def verbal(word: Word, page: Page) -> bool:
    """Whether a word is used as a verb: one, or the participle of one, or a gerund."""
    follows = page.words[word.number + 1] if word.number + 1 < len(page.words) else word
    if page.words[word.number - 1].text.lower() == "the" and follows.tag not in ("NOUN", "PROPN", "ADJ"):
        return False  # "two of the abducted"
    attributive = word.relation == "amod" and page.words[word.number - 1].tag in ("DET", "ADJ", "NUM", "ADP", "PART")
    if attributive and follows.tag in ("NOUN", "PROPN", "ADJ") and follows.text not in TELLING:
        return False  # "a frozen account": the news is another
    if word.tag == "VERB":
        return word.relation != "case" or word.text.lower().endswith("ing") is False
    if word.tag == "ADJ":
        return word.text.lower().endswith(("ed", "en", "hurt", "shot")) and word.relation != "amod"
    return word.tag == "NOUN" and word.text.lower().endswith("ing") and word.relation not in ("compound", "amod")


def verb_trigger(entry: Entry, word: Word, page: Page, clauses: Clauses) -> Trigger | None:
    """The trigger that an entry finds at a verb: its further words stand behind it, its object is of its classes."""
    last = word.number
    if len(entry.words) > 1:
        at = particles(entry.words[1:], word.number, page)
        if at is None:
            return None
        if at[-1] - word.number == len(at) or entry.words[-1] in TELLING:
            last = at[-1]
    if entry.classes and not object_fits(entry.classes, word.number, page, clauses):
        return None
    if entry.subject and not subject_fits(entry.subject, word.number, page, clauses):
        return None
    if entry.near and not stands_near(entry.near, word.number, page):
        return None
    return Trigger(word.number, last, word.number, entry.type, entry.mode, entry.how, False)


def particles(asked: tuple[str, ...], number: int, page: Page) -> list[int] | None:
    """The numbers of the words that must stand behind a verb, in order; None where one is missing."""
    telling = asked[-1] in TELLING
    stop = min(page.sentence(number).stop, number + 1 + REACH * (1 + telling) + len(asked))
    ends = ";.:" if telling else ",;.:"
    at, out = number + 1, []
    for want in asked:
        while at < stop and page.words[at].text.lower() != want:
            if page.words[at].tag == "VERB" or page.words[at].text in ends or page.words[at].tag == "SCONJ":
                return None
            at += 1
        if at >= stop:
            return None
        out.append(at)
        at += 1
    return out


def object_fits(classes: tuple[str, ...], number: int, page: Page, clauses: Clauses) -> bool:
    """Whether what a verb is done to, or its subject where it has no object, belongs to each of some classes."""
    objects = list(clauses.objects(number)) or list(clauses.subjects(number))
    found = {lemma for n in objects for lemma in kinds(n, page, clauses)}
    known = lexicon().classes
    return all(not found.isdisjoint(known[c]) or any(is_named(c, n, clauses) for n in objects) for c in classes)


def subject_fits(asked: str, number: int, page: Page, clauses: Clauses) -> bool:
    """Whether the subject of a verb in the active belongs to a class, and what it does is done to no person."""
    known = lexicon().classes
    found = {lemma for n in clauses.subjects(number) for lemma in kinds(n, page, clauses)}
    if clauses.passive(number) or found.isdisjoint(known[asked]):
        return False
    return not any(lemma in known["person"] for n in clauses.objects(number) for lemma in kinds(n, page, clauses))


def stands_near(asked: str, number: int, page: Page) -> bool:
    """Whether a word of a class stands not far behind a verb."""
    known = lexicon().classes[asked]
    stop = min(page.sentence(number).stop, number + 2 * REACH)
    return any(page.words[n].lemma in known or page.words[n].text.lower() in known for n in range(number + 1, stop))


def kinds(number: int, page: Page, clauses: Clauses) -> Iterator[str]:
    """The words that tell what a noun is: itself, and what it counts ("two battalions", "a couple of cooks")."""
    word = page.words[number]
    if word.tag != "PROPN" or word.text.islower():
        yield word.lemma
    if word.tag != "PROPN" or word.text.islower() or word.number == page.sentence(number).first:
        yield word.text.lower()
    for n in page.children[number]:
        child = page.words[n]
        if child.tag == "PROPN":
            continue
        if child.relation in ("compound", "flat", "appos", "conj", "amod") or (child.relation == "nmod" and n > number):
            yield child.lemma
            yield child.text.lower()


def is_named(asked: str, number: int, clauses: Clauses) -> bool:
    """Whether a word belongs to a class by its form: a bare number or a person's name for people, a name for places."""
    kind = clauses.name_kinds.get(number)
    if asked == "person":
        return clauses.page.words[number].tag == "NUM" or kind == "person"
    if asked == "party":
        return kind is not None
    return asked in ("place", "state") and kind == "place"


def noun_trigger(word: Word, form: str, page: Page, clauses: Clauses) -> Trigger | None:
    """The trigger that a noun opens, or None where it is part of a name or tells what kind of thing another is."""
    for entry in lexicon().nouns[form]:
        last = word.number + len(entry.words) - 1
        if last >= len(page.words) or not all(
            page.words[word.number + i].text.lower() in (want, want + "s") for i, want in enumerate(entry.words[1:], 1)
        ):
            continue
        if entry.words[-1] in ("of", "to", "for", "on", "against"):
            last = word.number
        head = page.words[last]
        if entry.classes and not told_of(entry.classes, head.number, page, clauses):
            continue
        if not nominal(word, head, len(entry.words) > 1, page):
            return None
        return Trigger(word.number, last, last, entry.type, entry.mode, entry.how, True)
    return None


def told_of(classes: tuple[str, ...], number: int, page: Page, clauses: Clauses) -> bool:
    """Whether whom or what a noun's deed was done to belongs to each of some classes ("the release of two nurses")."""
    concerned = [*clauses.complements(number, frozenset(("of", "for"))), *clauses.owners(number)]
    found = {lemma for n in concerned for lemma in kinds(n, page, clauses)}
    known = lexicon().classes
    return all(not found.isdisjoint(known[c]) or any(is_named(c, n, clauses) for n in concerned) for c in classes)


def nominal(first: Word, head: Word, several: bool, page: Page) -> bool:
    """Whether a word is used as a noun of its own."""
    gerund = (
        head.tag == "VERB" and head.relation in ("obl", "nmod", "nsubj", "obj") and head.text.lower().endswith("ing")
    )
    if head.tag not in ("NOUN", "PROPN") and not gerund and not (several and head.tag in NOMINAL):
        return False
    if head.tag == "PROPN" and head.text[:1].isupper() and not opens(first.number, page):
        return False
    follows = page.words[head.number + 1] if head.number + 1 < len(page.words) else None
    if follows is None or head.relation != "compound":
        return True
    joined = follows.tag in ("NOUN", "PROPN") and follows.sentence == head.sentence
    return not (joined and follows.lemma not in lexicon().classes["doing"])


def opens(number: int, page: Page) -> bool:
    """Whether a word opens its sentence, or stands behind the dash of a dateline or a colon."""
    return number == page.sentence(number).first or page.words[number - 1].text in ("-", "–", "—", ":", "“", '"')
