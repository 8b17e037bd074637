"""Through what something was said: the words by the cue that name a medium."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.language.page import Page
from onrecord.model.records import Channel
from onrecord.reading.codebooks import by_word, codebook, words
from onrecord.reading.quoting import Draft, Part

LISTENERS = frozenset(("obj", "iobj", "obl", "nsubj", "ccomp", "xcomp"))


@cache
def written_labels() -> frozenset[str]:
    """The labels of written media."""
    return frozenset(codebook("channels")["written"]["labels"].strip().split("|"))


def channel_of(page: Page, draft: Draft, told: Sequence[Part]) -> Channel | None:
    """The channel of a draft: its verb, whom it tells, its source, or what its sentence says of it."""
    if draft.verb is None:
        return None
    return (
        of_verb(page, draft.verb)
        or next((found for part in told if (found := of_outlet(page, part))), None)
        or next((found for part in draft.source if (found := of_document(page, part))), None)
        or next(of_sentence(page, draft), None)
    )


def of_verb(page: Page, verb: int) -> Channel | None:
    """The medium that a verb is: "tweeted"."""
    word = page.words[verb]
    label = by_word("channels", "verb").get(word.lemma)
    return Channel(label, page.span(word.start, word.end)) if label else None


def of_outlet(page: Page, told: Part) -> Channel | None:
    """The outlet that something is told to: "told Harbour Radio"."""
    table = by_word("channels", "outlet")
    inside = [page.words[n] for n in page.words_in(*told)]
    head = page.head(*told)
    if head is None:
        return None
    label = table.get(page.words[head].text.lower()) or table.get(inside[-1].text.lower())
    if label is None and any(word.text.lower() in ("radio", "television", "tv") for word in inside):
        label = table[next(w.text.lower() for w in inside if w.text.lower() in ("radio", "television", "tv"))]
    medium = by_word("channels", "medium").get(page.words[head].lemma)
    label = label or (medium if medium in ("press conference", "press briefing", "radio broadcast") else None)
    return Channel(label, page.span(*told)) if label else None


def of_document(page: Page, source: Part) -> Channel | None:
    """The document that speaks: "the letter begins"."""
    head = page.head(*source)
    label = by_word("channels", "medium").get(page.words[head].lemma) if head is not None else None
    if head is None or label is None or page.words[head].tag != "NOUN":
        return None
    return Channel(label, page.phrase(head))


def of_sentence(page: Page, draft: Draft) -> Iterator[Channel]:
    """The media that the sentence of a cue names outside of what is said: "in a statement", "on Twitter"."""
    assert draft.verb is not None
    sentence = page.sentence(draft.verb)
    for number in range(sentence.first, sentence.stop):
        word = page.words[number]
        label = by_word("channels", "medium").get(word.text.lower()) or by_word("channels", "medium").get(word.lemma)
        if not label or word.tag not in ("NOUN", "PROPN", "SYM", "X", "ADJ", "NUM"):
            continue
        if any(start <= word.start < end for start, end in draft.content):
            continue
        if word.relation in ("compound", "flat", "amod") and word.head > number:
            continue
        if word.text.lower() == "x" and page.words[number - 1].text.lower() != "on":
            continue
        cases = {page.words[n].lemma for n in page.children[number] if page.words[n].relation == "case"}
        before = page.words[number - 1].text.lower() if number else ""
        if cases & words("channels", "before", "words") or before in words("channels", "before", "words"):
            yield Channel(label, page.phrase(number))
