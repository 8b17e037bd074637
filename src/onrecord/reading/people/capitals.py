"""Names of bodies that the encoder cuts short or misses: well-known ones, a report's own outlet, and runs of words with
a capital that end with a body's noun."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.codebook.actors import actors, bodies
from onrecord.codebook.tables import codebook, words
from onrecord.language.page import Page
from onrecord.reading.people.named import TITLES, Named
from onrecord.sources.datelines import find_dateline

IN_A_NAME = frozenset("PROPN NOUN ADJ ADP X VERB".split())


def named_bodies(page: Page) -> Iterator[Named]:
    """The well-known bodies, the outlet that a report comes from, and who wrote it, wherever they are named."""
    report, found = page.report, find_dateline(page.text, page.report.title)
    outlets = {report.publisher, report.agency, found.agency if found else None} - {None}
    for kind, forms in (("organisation", {*codebook("known_bodies")["names"], *outlets}), ("person", report.byline)):
        for form in forms:
            for match in re.finditer(rf"\b{re.escape(str(form))}\b", page.text) if len(form.split()) > 1 else ():
                inside = page.words_in(*match.span())
                if kind == "person" and any(is_office(page, n) for n in inside):
                    continue  # "By a Staff Correspondent"
                yield Named(inside[0], inside[-1], kind, lowered(page, inside[0], inside[-1]))


def runs_of_capitals(page: Page, titled: frozenset[int]) -> Iterator[Named]:
    """Runs of words with a capital, numbers between them, that end with a body's noun: "the March 23 Movement"."""
    tagged = {name.first for name in page.names}
    for word in page.words:
        if word.text.lower() not in bodies() or word.number in titled or not has_capital(page, word.number):
            continue
        first = word.number
        while (
            first
            and goes_with(page, first - 1)
            and (has_capital(page, first - 1) or page.words[first - 1].tag == "NUM")
        ):
            first -= 1
        while first < word.number and first not in tagged and (page.words[first].tag == "NUM" or is_loose(page, first)):
            first += 1
        if first < word.number:
            yield Named(first, word.number, "organisation", lowered(page, first, word.number))


def is_loose(page: Page, number: int) -> bool:
    """Whether a word that opens a run of capitals is no part of a name: a day or a month but for "the March 23
    Movement", and a word with a capital only because a sentence opens with it."""
    word, before = page.words[number], page.words[number - 1] if number else None
    opens = before is None or before.sentence != word.sentence
    if word.text.lower() in words("toponyms", "no_places"):
        return not opens and before is not None and before.tag != "DET"
    return opens and word.tag != "PROPN"


def end_of_capitals(page: Page, last: int, taken: frozenset[int]) -> int:
    """The last word of a body's name that the encoder cuts short: it goes on over all words with a capital, up to a
    name of another kind; where these lead to a title it is whole ("Harbour Wire | Chief Editor")."""
    end = last
    while end + 1 < len(page.words) and goes_with(page, end) and end + 1 not in taken and has_capital(page, end + 1):
        end += 1
    cut = end + 1 < len(page.words) and goes_with(page, end) and (end + 1 in taken or is_office(page, end + 1))
    return last if cut and page.words[end + 1].text[0].isupper() else end


def has_capital(page: Page, number: int) -> bool:
    """Whether a word may be part of a body's name by its capital; the first of a sentence has one in any case."""
    word = page.words[number]
    return word.text[0].isupper() and word.tag in IN_A_NAME and not is_office(page, number)


def is_office(page: Page, number: int) -> bool:
    """Whether a word is a title or a role, which stands beside a name."""
    low = page.words[number].text.lower()
    actor = actors().get(low)
    return low in TITLES or (actor is not None and actor.type == "person")


def goes_with(page: Page, number: int) -> bool:
    """Whether a word and the next stand in one sentence with a blank alone between them."""
    one, other = page.words[number : number + 2]
    return one.sentence == other.sentence and page.text[one.end : other.start] == " "


def lowered(page: Page, first: int, last: int) -> tuple[str, ...]:
    """The words of a name in lower case."""
    return tuple(word.text.lower() for word in page.words[first : last + 1] if word.text[0].isalnum())
