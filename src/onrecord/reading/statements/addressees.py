"""To whom something was said: who is told, asked, urged or warned, called on or written to."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.codebook.tables import codebook, words
from onrecord.language.page import Page
from onrecord.reading.statements.cues import cue_lemma
from onrecord.reading.statements.quoting import Draft, Part

NOMINAL = frozenset("NOUN PROPN PRON NUM".split())
OPENS_PHRASE = frozenset("DET NOUN PROPN PRON ADJ NUM".split())
OPENS_QUOTATION = frozenset('“«„"')
REACH = 4  # words between a cue and the preposition before whom it addresses
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
        if number + 1 < sentence.stop and page.words[number + 1].text == "to":
            head = phrase_after(page, number + 1)
            if head is not None:
                yield from listed(page, head)


def addressees_of(page: Page, verb: int) -> Iterator[Part]:
    """Whom a verb addresses."""
    lemma = cue_lemma(page.words[verb])
    if is_passive(page, verb):
        subject = page.child(verb, "nsubj")
        if subject is not None and lemma in words("addressees", "told") | words("addressees", "asked"):
            yield from listed(page, subject)
        return
    if lemma in words("addressees", "told") | words("addressees", "asked"):
        head = phrase_after(page, verb)
        if head is not None and (lemma in words("addressees", "told") or asks_them(page, verb, head)):
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


def asks_them(page: Page, verb: int, head: int) -> bool:
    """Whether what is asked of them follows a phrase, so that it names who, not what."""
    after = page.word_at(page.phrase(head).end - 1) + 1
    if any(page.words[n].relation in ("xcomp", "ccomp") and n > head for n in page.children[verb]):
        return True
    following = page.words[after].text.lower() if after < len(page.words) else ""
    return following in words("addressees", "clause", "words") or following in (",", ":", "“", '"', "‘", "")


def by_preposition(page: Page, verb: int, lemma: str) -> Iterator[Part]:
    """Whom a verb addresses with "to", "on", "with": "appealed to the council"."""
    table = codebook("addressees")["with"]
    for number in range(verb + 1, min(verb + REACH, page.sentence(verb).stop)):
        word = page.words[number]
        if word.text in OPENS_QUOTATION or word.tag in ("VERB", "SCONJ", "CCONJ"):
            return
        if lemma in table.get(word.text, "").split():
            head = phrase_after(page, number)
            if head is not None:
                yield from listed(page, head)
            return


def listed(page: Page, head: int) -> Iterator[Part]:
    """A phrase and those listed with it: "my fans, the mayors and the press" are three."""
    for number in (head, *(n for n in page.children[head] if page.words[n].relation == "conj")):
        span = page.phrase(number)
        if span.text.lower() not in NOBODY:
            yield span.start, span.end
