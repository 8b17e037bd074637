"""Names joined to referents: surnames to full names, acronyms to what they stand for, titles to who bears them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.codebook.actors import actors
from onrecord.codebook.first_names import gender_of
from onrecord.codebook.genders import gender_of_noun
from onrecord.language.page import Page
from onrecord.reading.people.cast import Cast, Referent
from onrecord.reading.people.named import TITLES, Named, name_initials

LEADS = frozenset("compound amod det nmod flat punct nummod conj cc case".split())
NOT_BEFORE_A_NAME = frozenset(',“”"()[]:;—–')
UNITS = frozenset("year month week day hour minute per cent dollar euro side part".split())


@dataclass(frozen=True, slots=True)
class Placed:
    """A name with what leads to it: the first word of it all, the role nouns in it, and whose name it is."""

    name: Named
    first: int
    roles: tuple[int, ...]
    referent: Referent


def place_names(cast: Cast, names: list[Named]) -> list[Placed]:
    """Each name with its referent; longer names are joined first."""
    known: list[Placed] = []
    for name in sorted(names, key=lambda n: (-len(n.words), n.first)):
        referent = same_referent(name, cast.referents, known) or cast.new(Referent(name.kind))
        if name.words not in referent.names:
            referent.names.append(name.words)
        first, roles = (
            before_name(cast.page, name) if referent.kind == "person" else (article_before(cast.page, name), ())
        )
        placed = Placed(name, first, roles, referent)
        known.append(placed)
        if referent.kind == "person":
            learn_gender(cast.page, placed)
    return sorted(known, key=lambda one: one.first)


def learn_gender(page: Page, placed: Placed) -> None:
    """What title, role and first name say of a person's gender."""
    referent, name = placed.referent, placed.name
    before = [page.words[n].text.lower() for n in range(max(0, name.first - 2), name.first)] + [
        page.words[n].lemma for n in placed.roles
    ]
    told = next((g for word in before if (g := gender_of_noun(word.rstrip(".")))), None)
    if told is None and referent.gender is None and len(name.words) > 1:
        told = gender_of(name.words[0])
    if told:
        referent.gender, referent.sure = told, True


def same_referent(name: Named, referents: list[Referent], known: list[Placed]) -> Referent | None:
    """The referent that a name is a form of; of several of one surname the one named last before it."""
    fitting = [r for r in referents if any(is_form_of(name, r.kind, words) for words in r.names)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    exact = [r for r in fitting if name.words in r.names and any(len(words) > 1 for words in r.names)]
    if len(exact) == 1:
        return exact[0]
    before = [one for one in known if one.referent in fitting and one.name.first < name.first]
    return max(before, key=lambda one: one.name.first).referent if before else fitting[0]


def is_form_of(name: Named, kind: str, known: tuple[str, ...]) -> bool:
    """Whether a name is a form of a longer or equal one of somebody of a kind."""
    words = name.words
    if words == known:
        return True
    if (kind == "person") != (name.kind == "person"):
        return False
    if kind == "person":
        if len(words) == 1:
            return words[0] in (known[-1], known[0])
        return words[-1] == known[-1] and (set(words) <= set(known) or set(known) <= set(words))
    if "place" in (kind, name.kind):
        return False
    if len(words) == 1 and len(words[0]) > 1 and words[0] in name_initials(known):
        return True
    return len(known) > len(words) and (known[-len(words) :] == words or known[: len(words)] == words)


def article_before(page: Page, name: Named) -> int:
    """The first word of a name with the article before it."""
    before = name.first - 1
    same = before >= 0 and page.words[before].sentence == page.words[name.first].sentence
    return before if same and page.words[before].text.lower() == "the" else name.first


def before_name(page: Page, name: Named) -> tuple[int, tuple[int, ...]]:
    """The first word of a person's name with the role before it, and the numbers of the role nouns.

    "Health Minister Nora Tiernan" begins at Health, and Minister is the role.
    """
    at = name.first - 1
    if at > 0 and page.words[at].text == ".":
        at -= 1
    if at < 0 or page.words[at].sentence != page.words[name.first].sentence or not is_role(page, at, name):
        return name.first, ()
    first = at
    while first and leads(page, first - 1, name):
        first -= 1
    while page.words[first].tag in ("PUNCT", "PART", "ADP", "CCONJ", "SYM") and first < at:
        first += 1
    roles = [n for n in range(first, at + 1) if page.words[n].lemma in actors() and page.words[n].tag != "ADJ"]
    return first, tuple(roles[-1:]) or (at,)


def is_role(page: Page, number: int, name: Named) -> bool:
    """Whether the word before a name is a title or a noun that says who its bearer is, and hangs together with it."""
    word = page.words[number]
    text = word.text.lower()
    if text in TITLES or text.rstrip(".") in TITLES:
        return True
    actor = actors().get(word.lemma) or actors().get(text)
    if actor is not None:
        return actor.type == "person" and text == word.lemma
    inside = range(name.first, name.last + 1)
    if word.head not in inside and all(page.words[n].head != number for n in inside):
        return False
    return word.tag == "NOUN" and word.text.isalpha() and text == word.lemma and text not in UNITS


def leads(page: Page, number: int, name: Named) -> bool:
    """Whether a word goes on leftwards what leads to a name."""
    word = page.words[number]
    holds = word.tag in ("NOUN", "PROPN", "ADJ") and any(
        page.words[n].head == number for n in range(number + 1, name.first)
    )
    return (
        word.sentence == page.words[name.first].sentence
        and (holds or (number < word.head <= name.last and word.relation in LEADS))
        and word.tag not in ("ADP", "VERB", "SCONJ")
        and word.text not in NOT_BEFORE_A_NAME
        and not (word.tag == "NUM" and ":" in word.text)
    )


def words_of_names(placed: list[Placed]) -> Iterator[int]:
    """The numbers of the words that names and what leads to them take up, but for possessors in them."""
    for one in placed:
        yield from range(one.name.first, one.name.last + 1)
        yield from one.roles
