"""Documents that speak for somebody: "the letter warns" is said by who wrote the letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.language.page import Page
from onrecord.reading.statements.cues import cues

DOCUMENTS = frozenset(
    "letter report memo cable communiqué communique statement note post tweet message filing petition memoir diary "
    "leaflet email e-mail telegram submission article column essay op-ed manifesto pamphlet notice".split()
)

WRITING = frozenset("write sign publish send circulate issue".split())


def authors_of_documents(page: Page, by_head: Mapping[int, str]) -> dict[int, str]:
    """For the head word of each document whose author the report tells: the author's entity.

    "In a letter Quill asked for time ... The letter warns": Quill's, both times.
    """
    known: dict[str, str] = {}
    out: dict[int, str] = {}
    writer: str | None = None
    for word in page.words:
        if word.lemma in WRITING and word.tag == "VERB":
            subject = page.child(word.number, "nsubj")
            writer = by_head.get(subject, writer) if subject is not None else writer
        if word.tag == "NOUN" and word.lemma in DOCUMENTS:
            told = next((by_head[n] for n in makers(page, word.number) if n in by_head), None)
            definite = any(page.words[n].text.lower() == "the" for n in page.children[word.number])
            author = told or known.get(word.lemma) or (writer if definite else None)
            if author:
                known[word.lemma] = out[word.number] = author
    return out


def makers(page: Page, number: int) -> Iterator[int]:
    """The words that may tell who made a document: its possessor, by or from whom it is, who says something in it."""
    words = page.words
    for child in page.children[number]:
        if words[child].relation in ("nmod", "nmod:poss", "obl"):
            marks = {words[n].text.lower() for n in page.children[child]}
            if marks & {"by", "from", "'s", "’s"} or words[child].tag == "PRON":
                yield child
    verb = words[words[number].head]
    if words[number].relation == "obl" and verb.lemma in cues().act:
        subject = page.child(verb.number, "nsubj")
        if subject is not None:
            yield subject
