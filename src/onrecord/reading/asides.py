"""Relative clauses that tell what is known: who denies bombing "the market, where 14 people died" denies no deaths."""

from __future__ import annotations

from onrecord.language.page import Page

RELATIVES = frozenset("where which who whom whose that when".split())
KNOWN = frozenset(
    "the this that these those its his her their".split()
)  # before a noun that stands for something known


def is_aside(page: Page, number: int, first: int) -> bool:
    """Whether a word stands in a relative clause that opens after another word, and tells of what is known."""
    words = page.words
    above = {number, *page.governors(number)}
    for at in range(number - 1, first, -1):
        if words[at].text.lower() == "that" and words[at - 1].tag == "CCONJ":
            return False  # "and that": what is denied goes on
        if words[at].text.lower() in RELATIVES and opens_aside(page, at):
            clause = next((n for n in (words[at].head, words[words[at].head].head) if words[n].tag == "VERB"), None)
            if clause is not None and clause > at and clause in above:
                return True
    return False


def opens_aside(page: Page, number: int) -> bool:
    """Whether a relative word stands behind a comma, or behind a noun of something known ("the market where")."""
    words = page.words
    before = number - (words[number - 1].tag == "ADP") - 1
    if before < 1 or words[number].tag == "SCONJ":
        return False
    if words[before].text == ",":
        return words[number].text.lower() != "that"
    if words[before].tag not in ("NOUN", "PROPN"):
        return False
    return words[before].tag == "PROPN" or any(words[n].text.lower() in KNOWN for n in page.children[before])
