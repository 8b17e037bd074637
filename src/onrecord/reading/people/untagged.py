"""Names that the encoder does not tag: surnames and acronyms again, toponyms, capitalised sources."""

from __future__ import annotations

from onrecord.codebook.actors import actors
from onrecord.language.page import Page
from onrecord.model.records import Place
from onrecord.reading.people.capitals import goes_with, has_capital
from onrecord.reading.people.named import SMALL, TITLES, Named, name_initials


def echoes(page: Page, names: list[Named]) -> list[Named]:
    """Single words that repeat the surname of somebody named in full, or the last word or acronym of a body's name."""
    taken = {number for name in names for number in range(name.first, name.last + 1)}
    people = {name.words[-1] for name in names if name.kind == "person" and len(name.words) > 1}
    bodies = {name.words[-1]: name.kind for name in names if name.kind == "organisation" and len(name.words) > 1}
    short = {
        initials: name.kind for name in names if name.kind == "organisation" for initials in name_initials(name.words)
    }
    out = []
    for word in page.words:
        if word.number in taken or not word.text[0].isupper() or word.tag not in ("PROPN", "NOUN", "X", "ADJ"):
            continue
        low = word.text.lower()
        after_article = word.number and page.words[word.number - 1].text.lower() == "the"
        if low in people:
            out.append(Named(word.number, word.number, "person", (low,)))
        elif (low in bodies and after_article and low not in SMALL) or (word.text.isupper() and low in short):
            out.append(Named(word.number, word.number, "organisation", (low,)))
    return out


def toponyms(page: Page, names: list[Named], places: tuple[Place, ...]) -> list[Named]:
    """The places of the page that the encoder tags as no name."""
    taken = {number for name in names for number in range(name.first, name.last + 1)}
    out = []
    for span in (m for place in places if place.country and not place.demonym for m in place.mentions):
        inside = page.words_in(span.start, span.end)
        if inside and taken.isdisjoint(inside):
            first = inside[0] + (page.words[inside[0]].text.lower() == "the" and len(inside) > 1)
            words = (word for word in page.words[first : inside[-1] + 1] if word.text[0].isalnum())
            out.append(Named(first, inside[-1], "place", tuple(word.text.lower() for word in words)))
            taken.update(inside)
    return [name for name in out if name.words and page.words[name.first].text[0].isupper()]


def unnamed_sources(page: Page, names: list[Named]) -> list[Named]:
    """The sources of attributions that are capitalised like names, though the encoder tags none there."""
    taken = {number for name in names for number in range(name.first, name.last + 1)}
    words, out = page.words, []
    for head in {page.head(*source) for one in page.attributions for source in one.source}:
        if head is None or head in taken or not is_proper(page, head):
            continue
        if words[head].text.lower() in TITLES and head + 1 in taken:
            continue  # "Dr. Ada Quill", of whose name the encoder tags but "Ada Quill"
        first = last = head
        while first and first - 1 not in taken and is_capitalised(page, first - 1, first):
            first -= 1
        while last + 1 < len(words) and last + 1 not in taken and goes_with(page, last) and has_capital(page, last + 1):
            last += 1
        run = Named(first, last, "organisation", tuple(word.text.lower() for word in words[first : last + 1]))
        if not any(word in actors() for word in run.words) and len(words[first].text) > 1:
            out.append(run)
            taken.update(range(first, last + 1))
    return out


def is_proper(page: Page, number: int) -> bool:
    """Whether a word has a capital as a name's part: it is tagged so, a word with a capital leads to it that is no
    title, or a preposition with one follows ("Fishers Without Nets")."""
    word, after = page.words[number], page.words[number + 1 : number + 2]
    if word.tag == "PROPN" or not has_capital(page, number):
        return word.tag == "PROPN" and word.text[0].isupper()
    led = number > 0 and goes_with(page, number - 1) and has_capital(page, number - 1)
    return led or bool(after and after[0].tag == "ADP" and has_capital(page, number + 1))


def is_capitalised(page: Page, number: int, beside: int) -> bool:
    """Whether a word with a capital goes with the one beside it in a name."""
    word, other = page.words[number], page.words[beside]
    tied = word.tag == "PROPN" or (has_capital(page, number) and word.relation in ("amod", "compound"))
    return word.text[0].isupper() and tied and word.sentence == other.sentence
