"""What a number measures by the verb before it, or by the one that governs it in the parse."""

from __future__ import annotations

from onrecord.language.lemmas import lemma_of
from onrecord.language.page import Page
from onrecord.model.records import Measure
from onrecord.reading.figures.harm import harms, has_object, is_participle, is_passive, patient
from onrecord.reading.figures.measure_words import Reading, book
from onrecord.reading.figures.numbers import Quantity
from onrecord.reading.figures.people import is_whoever
from onrecord.reading.figures.populations import Counted

SPLIT: dict[tuple[str, str], Measure] = {
    ("picked", "off"): "killed",
    ("took", "out"): "killed",
    ("taken", "out"): "killed",
    ("cut", "down"): "killed",
    ("blew", "up"): "killed",
    ("drove", "out"): "displaced",
    ("driven", "out"): "displaced",
    ("forced", "out"): "displaced",
    ("locked", "up"): "detained",
    ("led", "away"): "detained",
    ("carried", "off"): "abducted",
    ("marched", "off"): "abducted",
    ("shot", "dead"): "killed",
    ("gunned", "down"): "killed",
    ("mowed", "down"): "killed",
    ("mown", "down"): "killed",
    ("dragged", "off"): "detained",
    ("rounded", "up"): "detained",
}  # verbs whose second word stands before their object
SEARCHING = frozenset(("search", "look", "searching", "hunt"))


def before(page: Page, quantity: Quantity, counted: Counted) -> Reading | None:
    """By the verb just before ("killing 12", "shot dead 23", "the killing of two")."""
    words = page.words
    start = page.sentence(quantity.first).first
    at = quantity.first - 1
    if at > start and (words[at - 1].text.lower(), words[at].text.lower()) in SPLIT:
        split = SPLIT[words[at - 1].text.lower(), words[at].text.lower()]
        return Reading(split, at - 1) if is_whoever(page, counted) else None
    while at >= start and (
        words[at].tag in ("DET", "ADV") or words[at].text.lower() in ("its", "their", "of", "the", "her", "his")
    ):
        at -= 1
    if at < start:
        return None
    word = words[at]
    lower = word.text.lower()
    if word.tag == "VERB" and word.lemma in book().patient and not is_passive(page, at) and harms(page, at, counted):
        return Reading("killed" if words[at - 1].text.lower() == "fatally" else patient(page, at), at)
    if at == quantity.first - 1 and word.tag in ("ADJ", "NOUN") and lower.endswith(("ed", "ing")):
        untagged = book().patient.get(lemma_of(lower, "VERB"))  # a verb that the tagger took for something else
        if untagged is not None:
            return Reading(untagged, at)
    trail = [w.text.lower() for w in words[counted.last + 1 : counted.last + 3]]
    if word.lemma == "take" and takes_away(trail) and is_whoever(page, counted):
        return Reading("abducted", at)
    if word.tag == "VERB" and at < quantity.first - 0 and words[quantity.first - 1].text.lower() != "of":
        return lost(page, at, counted)
    if words[quantity.first - 1].text.lower() == "for" and words[quantity.first - 2].lemma in SEARCHING:
        return Reading("missing", quantity.first - 2)
    if words[quantity.first - 1].text.lower() == "of" and lower in book().doing:
        return Reading(book().doing[lower], at)
    return None


def takes_away(trail: list[str]) -> bool:
    """Whether what follows those who were taken says that they were led off: "with them", "into the bush"."""
    return trail in (["with", "them"], ["with", "him"]) or (trail[:1] == ["into"] and trail != ["into", "custody"])


def lost(page: Page, verb: int, counted: Counted) -> Reading | None:
    """An army that lost two men, or lost two: they are dead."""
    if page.words[verb].lemma != "lose" or not is_whoever(page, counted):
        return None
    if counted.noun is None and page.words[min(counted.last + 1, len(page.words) - 1)].text.lower() in (
        "out",
        "to",
        "of",
    ):
        return None  # "losing 94 out of 162 games"
    return Reading("killed", verb)


def governed(page: Page, top: int, quantity: Quantity) -> Reading | None:
    """By the parse: the verb whose object or passive subject it is, or the noun it hangs on."""
    words = page.words
    if words[top].relation == "nummod" and words[top].head < top:
        return None  # "21 wounded, three of them critically": the parse ties it to another's noun
    counted = Counted(top if words[top].tag in ("NOUN", "PROPN") else None, None, top)
    for child in page.children[top]:
        word = words[child]
        if word.relation != "acl" or child < top or word.sentence != words[top].sentence or is_of_others(page, child):
            continue
        if word.lemma in book().subject:
            return Reading(book().subject[word.lemma], child)
        if word.lemma in book().patient and is_participle(page, child) and harms(page, child, counted):
            return Reading(patient(page, child), child)
    seen = {top}
    for _ in range(4):
        word = words[top]
        head = word.head
        governor = words[head]
        if head in seen or governor.sentence != word.sentence:
            return None
        seen.add(head)
        if word.relation == "obj" and governor.tag == "VERB":
            if governor.lemma in book().patient and harms(page, head, counted):
                return Reading(patient(page, head), head)
            return lost(page, head, counted)
        if word.relation == "nsubj" and governor.tag in ("VERB", "ADJ", "NOUN"):
            if governor.text.lower() in book().state and not has_object(page, head):
                return Reading(book().state[governor.text.lower()], head)
            if governor.lemma in book().subject:
                return Reading(book().subject[governor.lemma], head)
            if governor.lemma in book().patient and is_passive(page, head) and harms(page, head, counted):
                return Reading(patient(page, head), head)
            return None
        if word.relation == "nmod":
            doing = book().doing.get(governor.lemma) or book().doing.get(governor.text.lower())
            if doing is not None and top > head:
                return Reading(doing, head) if is_whoever(page, counted) else None
            if governor.tag not in ("NUM", "PRON", "DET"):
                return None
        elif word.relation == "obl" and is_together(page, top) and is_passive(page, head):
            if governor.lemma in book().patient:
                return Reading(patient(page, head), head)
            return None
        elif word.relation not in ("conj", "appos", "nummod", "compound", "flat"):
            return None
        top = head
    return None


def is_of_others(page: Page, verb: int) -> bool:
    """Whether a clause that hangs on a noun tells of others than it: "44 passengers, 12 of whom died"."""
    return any(w.text.lower() in ("whom", "which") for w in page.words[page.words[verb].head : verb])


def is_together(page: Page, number: int) -> bool:
    """Whether a noun is told of with "(together) with": it suffers what the subject does."""
    return any(page.words[n].text.lower() == "with" for n in page.children[number] if page.words[n].relation == "case")
