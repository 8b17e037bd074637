"""Through what something was said: the words by the cue that name a medium."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from onrecord.codebook.tables import by_word, codebook, words
from onrecord.language.page import Page
from onrecord.model.records import Channel
from onrecord.reading.statements.cues import cue_lemma, cues
from onrecord.reading.statements.quoting import Draft, Part, trim

SENT = frozenset(("message", "letter", "e-mail", "telephone call"))  # count for more than the outlet they go to
PHRASE = 6  # words at most between a preposition and the medium it leads to


@cache
def written_labels() -> frozenset[str]:
    """The labels of written media."""
    return frozenset(codebook("channels")["written"]["labels"].strip().split("|"))


def channel_of(page: Page, draft: Draft, told: Sequence[Part]) -> Channel | None:
    """The channel of a draft: whom it tells, its source, what its sentence says of it, or its verb."""
    if draft.verb is None:
        return None
    return (
        next((found for found in of_sentence(page, draft) if found.label in SENT), None)
        or next((found for part in told if (found := of_outlet(page, part))), None)
        or next((found for part in draft.source if (found := of_document(page, part))), None)
        or next(of_sentence(page, draft), None)
        or of_verb(page, draft.verb)
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
    on_air = next((word.text.lower() for word in inside if word.text.lower() in ("radio", "television", "tv")), "")
    label = table.get(on_air) or table.get(page.words[head].text.lower()) or table.get(inside[-1].text.lower())
    medium = by_word("channels", "medium").get(page.words[head].lemma)
    label = label or (medium if medium in ("press conference", "press briefing", "radio broadcast") else None)
    return Channel(label, page.span(*told)) if label else None


def of_document(page: Page, source: Part) -> Channel | None:
    """The document that speaks: "the letter begins"; an account that posts."""
    if page.text[source[0]] == "@":
        return Channel("social media post", page.span(*source))
    first = page.text[slice(*source)].split(",")[0]
    inside = page.words_in(source[0], source[0] + len(first))
    head = page.head(*source)
    for number in dict.fromkeys((head, *reversed(inside))):
        if number is not None and page.words[number].tag == "NOUN":
            label = by_word("channels", "medium").get(page.words[number].lemma)
            if label == "news agency" and not is_news_agency(page, number):
                continue
            if label and (number == head or number == inside[-1]):
                return Channel(label, page.phrase(number))
    return None


def is_news_agency(page: Page, number: int) -> bool:
    """Whether an agency is one that sends news, and not that of a state or the United Nations."""
    return page.words[number].lemma != "agency" or page.words[number - 1].text.lower() in ("news", "press", "wire")


def of_sentence(page: Page, draft: Draft) -> Iterator[Channel]:
    """The media that the sentence of a cue names outside of what is said: "in a statement", "on Twitter"."""
    assert draft.verb is not None
    sentence = page.sentence(draft.verb)
    for number in range(sentence.first, sentence.stop):
        if any(start <= page.words[number].start < end for start, end in draft.content):
            continue
        if label := medium_at(page, number):
            yield Channel(label, page.phrase(number))


def medium_at(page: Page, number: int) -> str | None:
    """The label of the medium that a word names after a preposition; None where it names none."""
    word, table = page.words[number], by_word("channels", "medium")
    label = table.get(word.text.lower()) or table.get(word.lemma)
    if label == "news agency" and not is_news_agency(page, number):
        return None
    if not label or word.tag not in ("NOUN", "PROPN", "SYM", "X", "ADJ", "NUM"):
        return None
    if word.relation in ("compound", "flat", "amod", "nmod") and word.head == number + 1:
        return None  # "statement" in "a statement issuer" names another thing
    first = number
    while (
        first
        and page.words[first - 1].tag in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART")
        and (number - first < PHRASE)
    ):
        first -= 1
    before = page.words[first - 1].text.lower() if first else ""
    if word.text.lower() == "x" and not (before == "on" and first == number):
        return None
    return label if before in words("channels", "before", "words") else None


def written_before(page: Page, draft: Draft, by_head: dict[int, str], speaker: str) -> Channel | None:
    """The post or letter that a sentence before says is the speaker's, for what the speaker "writes"."""
    if draft.verb is None or cues().mode.get(cue_lemma(page.words[draft.verb])) != "written":
        return None
    for sentence in reversed(page.sentences[: page.words[draft.verb].sentence]):
        inside = range(sentence.first, sentence.stop)
        if any(by_head.get(n) == speaker for n in inside):
            labels = {n: label for n in inside if (label := medium_at(page, n)) in written_labels()}
            if labels:
                number, label = next(iter(labels.items()))
                return Channel(str(label), page.phrase(number))
    return None


def without_medium(page: Page, draft: Draft) -> Draft:
    """The draft with the medium that ends its reported words cut off."""
    last = draft.content[-1]
    cut = last if last in page.quoted else before_medium(page, last)
    return draft if cut == last else replace(draft, content=(*draft.content[:-1], cut))


def before_medium(page: Page, part: Part) -> Part:
    """Reported words without the medium that ends them: "called it a lie | in a tweet on Sunday"."""
    inside = page.words_in(*part)
    for number in inside[1:]:
        word = page.words[number]
        if word.text.lower() in ("in", "on", "by") and page.text[word.start - 2] in ",”’\"'":
            medium = next(
                (n for n in range(number + 1, min(number + 1 + PHRASE, inside[-1] + 1)) if medium_at(page, n)), 0
            )
            if medium and not any(page.words[n].text in '“"‘,' for n in range(number, medium)):
                return trim(page.text, (part[0], page.words[number - 1].end))
    return part
