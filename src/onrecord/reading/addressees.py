"""To whom something was said: who is told, asked, urged or warned, called on or written to."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.language.page import Page
from onrecord.reading.codebooks import codebook, words
from onrecord.reading.quoting import Draft, Part

NOMINAL = frozenset("NOUN PROPN PRON NUM".split())
OPENS_PHRASE = frozenset("DET NOUN PROPN PRON ADJ NUM".split())
NOBODY = frozenset("that this it what why how who whom whether which where when nothing something anything so".split())


def addressed(page: Page, draft: Draft) -> tuple[Part, ...]:
    """Whom a draft's cue addresses, else whom its own words call on."""
    found: list[Part] = []
    if draft.verb is not None:
        found = [*addressees_of(page, draft.verb), *sent_to(page, draft)]
    return tuple(dict.fromkeys(found or called_on(page, draft)))


def called_on(page: Page, draft: Draft) -> Iterator[Part]:
    """Whom the words themselves call on: "I ask the council to ..."."""
    for start, end in draft.content:
        for number in page.words_in(start, end):
            word = page.words[number]
            if word.tag == "VERB" and word.text == word.lemma and first_person(page, number):
                yield from addressees_of(page, number)


def first_person(page: Page, verb: int) -> bool:
    """Whether the subject of a verb is I or we."""
    subject = page.child(verb, "nsubj")
    return subject is not None and page.words[subject].text.lower() in words("addressees", "first_person")


def sent_to(page: Page, draft: Draft) -> Iterator[Part]:
    """To whom the letter or statement is sent that the cue's sentence names."""
    assert draft.verb is not None
    sentence = page.sentence(draft.verb)
    for number in range(sentence.first, sentence.stop):
        word = page.words[number]
        if word.lemma not in words("addressees", "sent") or any(a <= word.start < b for a, b in draft.content):
            continue
        for child in page.children[number]:
            cases = [page.words[n].lemma for n in page.children[child] if page.words[n].relation == "case"]
            if page.words[child].relation in ("nmod", "obl") and "to" in cases:
                yield from listed(page, child)


def addressees_of(page: Page, verb: int) -> Iterator[Part]:
    """Whom a verb addresses."""
    lemma = page.words[verb].lemma
    if is_passive(page, verb):
        subject = page.child(verb, "nsubj")
        if subject is not None and lemma in words("addressees", "told") | words("addressees", "asked"):
            yield from listed(page, subject)
        return
    if lemma in words("addressees", "told") | words("addressees", "asked"):
        head = phrase_after(page, verb)
        if head is not None and (lemma in words("addressees", "told") or asks_them(page, head)):
            yield from listed(page, head)
            return
    yield from by_preposition(page, verb, lemma)


def is_passive(page: Page, verb: int) -> bool:
    """Whether a verb is in the passive voice: "was told"."""
    return page.words[verb].text.lower().endswith(("ed", "told")) and any(
        page.words[n].relation == "aux" and page.words[n].lemma == "be" for n in page.children[verb]
    )


def phrase_after(page: Page, verb: int) -> int | None:
    """The head of the noun phrase that stands right after a verb."""
    number = verb + 1
    if number >= len(page.words) or page.words[number].tag not in OPENS_PHRASE:
        return None
    seen = {number}
    while (head := page.words[number].head) > number and head not in seen and page.words[head].tag in NOMINAL:
        seen.add(head)
        number = head
    if page.words[number].tag not in NOMINAL or page.words[number].text.lower() in NOBODY:
        return None
    return number


def asks_them(page: Page, head: int) -> bool:
    """Whether what is asked of them follows a phrase, so that it names who, not what."""
    after = page.word_at(page.phrase(head).end - 1) + 1
    following = page.words[after].text.lower() if after < len(page.words) else ""
    return following in words("addressees", "clause", "words") or following in (",", ":", "“", '"', "‘", "")


def by_preposition(page: Page, verb: int, lemma: str) -> Iterator[Part]:
    """Whom a verb addresses with "to", "on", "with": "appealed to the council"."""
    for child in page.children[verb]:
        word = page.words[child]
        if child < verb or word.relation not in ("obl", "obj", "nmod") or word.tag not in NOMINAL:
            continue
        for case in page.children[child]:
            listed_verbs = codebook("addressees")["with"].get(page.words[case].lemma, "").split()
            if page.words[case].relation == "case" and lemma in listed_verbs:
                yield from listed(page, child)


def listed(page: Page, head: int) -> Iterator[Part]:
    """A phrase and those listed with it: "my fans, the mayors and the press" are three."""
    for number in (head, *(n for n in page.children[head] if page.words[n].relation == "conj")):
        span = page.phrase(number)
        if span.text.lower() not in NOBODY:
            yield span.start, span.end
