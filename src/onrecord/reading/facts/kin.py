"""Whose kin somebody is: "his sister Ada", "Quill's wife, Nora", "Rosa Quill, whose son Owen"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reading.facts.roles_told import POSSESSIVES
from onrecord.reading.facts.telling import ARTICLES, Teller, Told, relations

OWNERS = frozenset("his her their my our your".split())


def kin(teller: Teller) -> Iterator[Told]:
    """All ties of kin that are told by a possessive and a name."""
    page = teller.page
    for number, word in enumerate(page.words):
        if word.tag != "NOUN" or word.lemma not in relations()["kin"] or word.lemma not in (word.text.lower(),):
            continue
        owner = owner_before(teller, number)
        if owner is None:
            continue
        first, last = owner
        named = named_after(teller, number)
        subject = teller.entity(*named) if named else teller.who.by_head.get(number)
        whose = whose_kin(teller, first, last)
        if subject is None or whose is None or subject == whose or teller.by_id[subject].type != "person":
            continue
        end = named[1] if named else number
        yield Told(subject, "kin_of", page.span_of(first, number), page.span_of(first, end), whose)


def owner_before(teller: Teller, number: int) -> tuple[int, int] | None:
    """The words of the possessive before a noun: "his", "Quill's", "whose"."""
    at = number - 1
    while at > 0 and teller.page.words[at].tag == "ADJ":
        at -= 1
    if teller.lower(at) in OWNERS or teller.lower(at) == "whose":
        return at, at
    if teller.lower(at) in POSSESSIVES:
        name = next((n for n in teller.names if n.last == at - 1), None)
        return (name.first, name.last) if name is not None and name.kind == "person" else None
    return None


def whose_kin(teller: Teller, first: int, last: int) -> str | None:
    """The entity of a possessive; of "whose" the person told of just before it, else the last one named in
    its sentence."""
    if teller.lower(first) != "whose":
        found = teller.entity(first, last)
        return found if found is not None and teller.by_id[found].type == "person" else None
    page = teller.page
    beside = teller.by_end.get(page.words[first - 1 - (teller.lower(first - 1) == ",")].end) if first > 1 else None
    if teller.is_person(beside):
        return beside
    opening = page.sentence(first).first
    before = next((n for n in reversed(teller.names) if n.kind == "person" and opening <= n.last < first), None)
    return None if before is None else teller.entity(before.first, before.last)


def named_after(teller: Teller, number: int) -> tuple[int, int] | None:
    """The name that follows a noun of kin, with or without a comma."""
    at = number + 1 + (teller.lower(number + 1) == ",")
    name = next((n for n in teller.names if n.first == at and n.kind == "person"), None)
    return (name.first, name.last) if name is not None and teller.lower(at) not in ARTICLES else None
