"""Statements that a rule over the parse finds: those inside others, and those that the encoder missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.language.page import Page
from onrecord.reading.cues import cues
from onrecord.reading.quoting import Draft, Part, trim

HELPERS = ("aux", "advmod", "cop")
NEGATIONS = frozenset("not n't never neither nor n’t".split())


def find_reported(page: Page, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """A draft for each cue with a content that no draft has yet."""
    taken = {n for draft in drafts for part in draft.cue for n in page.words_in(*part)}
    for word in page.words:
        if word.number in taken or word.tag not in ("VERB", "ADV", "ADP"):
            continue
        if word.tag == "VERB":
            found = said_by_verb(page, word.number)
        elif word.lemma in cues().rule["hearsay"]:
            found = hearsay(page, word.number)
        else:
            found = None
        if found:
            yield found


def said_by_verb(page: Page, verb: int) -> Draft | None:
    """What a verb of saying says, by the parse."""
    content = content_of(page, verb)
    if content is None:
        return None
    source = source_of(page, verb)
    return Draft((content,), (cue_of(page, verb),), (source,) if source else (), verb)


def content_of(page: Page, verb: int) -> Part | None:
    """The clause, the infinitive, the deed or the thing that a cue takes."""
    lemma = page.words[verb].lemma
    rule = cues().rule
    for child in page.children[verb]:
        relation = page.words[child].relation
        marks = {page.words[n].lemma for n in page.children[child] if page.words[n].relation in ("mark", "case")}
        if lemma in rule["clause"] and relation == "ccomp" and child > verb:
            return after(page, verb, child)
        if lemma in rule["infinitive"] and relation in ("xcomp", "ccomp") and "to" in marks and child > verb:
            return after(page, verb, child)
        if lemma in rule["deed"] and relation in ("advcl", "obl") and marks & {"of", "for"} and child > verb:
            return after(page, verb, child, 1)
        if lemma in rule["thing"] and relation in ("obj", "xcomp") and child > verb:
            return after(page, verb, child)
    return None


def after(page: Page, verb: int, head: int, skip: int = 0) -> Part | None:
    """The words that hang on a head after a verb, without the marks at their ends and the first `skip` words."""
    words = [n for n in page.subtree(head) if n > verb][skip:]
    if not words:
        return None
    part = trim(page.text, (page.words[words[0]].start, page.words[words[-1]].end))
    return part if part[0] < part[1] else None


def cue_of(page: Page, verb: int) -> Part:
    """A verb with its auxiliaries and negation, as far as they stand together."""
    first = verb
    while first > 0 and page.words[first - 1].head == verb and page.words[first - 1].relation in HELPERS:
        first -= 1
    return page.words[first].start, page.words[verb].end


def source_of(page: Page, verb: int) -> Part | None:
    """The subject of a verb in the active voice, its own or that of the verb it goes on from."""
    if any(page.words[n].relation == "aux" and page.words[n].lemma == "be" for n in page.children[verb]):
        return None
    subject = page.child(verb, "nsubj")
    if subject is None and page.words[verb].relation in ("conj", "advcl", "xcomp"):
        subject = page.child(page.words[verb].head, "nsubj")
    if subject is None:
        return None
    span = page.phrase(subject)
    return span.start, span.end


def hearsay(page: Page, adverb: int) -> Draft | None:
    """What "reportedly" or "allegedly" cuts in two: the clause without it."""
    head = page.words[adverb].head
    inside = page.subtree(head, without=("conj", "parataxis")) if head != adverb else []
    before = [n for n in inside if n < adverb]
    later = [n for n in inside if n > adverb]
    parts = [
        trim(page.text, (page.words[words[0]].start, page.words[words[-1]].end)) for words in (before, later) if words
    ]
    parts = [part for part in parts if part[0] < part[1]]
    word = page.words[adverb]
    return Draft(tuple(parts), ((word.start, word.end),), (), adverb) if parts else None
