"""What a report tells of people beside their names: roles, memberships, ages, nationalities."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reading.facts.roles_told import (
    CLOSING,
    NOMINAL,
    POSSESSIVES,
    Description,
    description_after,
    description_before,
    run_before,
    told_by,
)
from onrecord.reading.facts.telling import ARTICLES, Teller, Told, relations
from onrecord.reading.people.named import Named

OLDEST = 119
AGE_CLOSES = CLOSING | {"or", "from", "who", "when", "whose", "was", "is", "has", "had"}


def people_told(teller: Teller) -> Iterator[Told]:
    """All that is told of people in the words around their names, and in descriptions that stand for a name."""
    for name in teller.names:
        if name.kind not in ("person", "organisation"):
            continue
        first = without_title(teller, name)
        subject = teller.entity(first, name.last)
        if subject is None or not teller.is_person(subject):
            continue
        yield from before_name(teller, subject, first, name.last)
        yield from before_comma(teller, subject, first, name.last)
        yield from after_name(teller, subject, first, name.last)
        yield from of_body(teller, subject, first, name.last)
    yield from ages(teller)


def without_title(teller: Teller, name: Named) -> int:
    """The first word of a name proper, after the titles and roles that were taken into it."""
    first = name.first
    while first < name.last and is_title(teller, first):
        first += 1
    return first


def is_title(teller: Teller, number: int) -> bool:
    """Whether a word is a title or a role that may run into a name."""
    return teller.is_role(number) or teller.lower(number) in relations()["titles"]


def before_name(teller: Teller, subject: str, first: int, last: int) -> Iterator[Told]:
    """The description that runs into a name: "coast guard commander Ada Quill"."""
    role = first - 1
    while role > 0 and teller.lower(role) in relations()["titles"]:
        role -= 1
    start = run_before(teller, role)
    if start is not None and teller.is_role(role):
        yield from told_by(teller, subject, Description(start, role, role), (start, last))


def before_comma(teller: Teller, subject: str, first: int, last: int) -> Iterator[Told]:
    """The description before a comma and a name: "the mayor, Ada Quill", "a coalition spokesman, Colonel Quill"."""
    comma = first - 1
    while comma > 0 and is_title(teller, comma):
        comma -= 1
    if comma < 1 or teller.lower(comma) != ",":
        return
    found = description_before(teller, comma)
    if found is not None and is_listed(teller, found.first):
        return
    if found is not None and (teller.lower(last + 1) in CLOSING or teller.lower(found.first - 1) in ARTICLES):
        yield from told_by(teller, subject, found, (found.first, last))


def is_listed(teller: Teller, first: int) -> bool:
    """Whether a description follows a name and an age, and so is that one's: "Ada Quill, 34, a nurse, Tomas Lind"."""
    before = [teller.lower(n) for n in range(first - 1, first - 5, -1)]
    return before[0] in ARTICLES and before[1] == before[3] == "," and before[2].isdigit() and first - 5 in teller.named


def after_name(teller: Teller, subject: str, first: int, last: int) -> Iterator[Told]:
    """What follows a name between commas: an age, a description."""
    page = teller.page
    at = last + 2
    if teller.lower(last + 1) == "(" and is_age(teller, at) and teller.lower(at + 1) == ")":
        yield Told(subject, "age", page.span_of(at, at), page.span_of(first, at))
    if teller.lower(last + 1) != "," or at >= len(page.words):
        return
    at += teller.lower(at) == "aged"
    if is_age(teller, at) and teller.lower(at + 1) in AGE_CLOSES:
        yield Told(subject, "age", page.span_of(at, at), page.span_of(first, at))
        if teller.lower(at + 1) != ",":
            return
        at += 2
    found = description_after(teller, at) if at < len(page.words) else None
    if found is not None:
        yield from told_by(teller, subject, found, (first, found.last))


def is_age(teller: Teller, number: int) -> bool:
    """Whether a word is a number that may be somebody's age."""
    word = teller.lower(number)
    return word.isdigit() and 0 < int(word) <= OLDEST


def of_body(teller: Teller, subject: str, first: int, last: int) -> Iterator[Told]:
    """The body or country that a name is of: "Ada Quill of the Civil Hospital", "Quill, of the guild"."""
    page = teller.page
    at = last + 1
    at += 2 * (teller.lower(at) == "," and is_age(teller, at + 1))
    at += teller.lower(at) == ","
    if teller.lower(at) not in ("of", "from") or at + 1 >= len(page.words):
        return
    start = at + 1 + (teller.lower(at + 1) in ARTICLES)
    named = next((n for n in teller.names if n.first == start), None)
    place = teller.place_at.get(page.words[start].start) if start < len(page.words) else None
    if place is not None and place.kind == "country" and (named is None or named.kind == "place"):
        end = named.last if named else start
        span = page.span_of(start, end)
        yield Told(subject, "nationality", span, page.span_of(first, end), teller.entity(start, end))
    elif teller.lower(at) == "of" and (named is None or named.kind != "person"):
        body = end_of_body(teller, start, page.sentence(last).stop)
        if body is not None and not (named is not None and named.kind == "place" and named.last == body):
            span = page.span_of(start, body)
            yield Told(subject, "member_of", span, page.span_of(first, body), teller.entity(start, body))


def end_of_body(teller: Teller, start: int, stop: int) -> int | None:
    """The last word of the noun phrase that begins at a word."""
    words = teller.page.words
    end = start
    while end < stop and (words[end].tag in NOMINAL or words[end].text in POSSESSIVES):
        end += 1
    return end - 1 if end > start and words[end - 1].tag in ("NOUN", "PROPN") else None


# ages ----------------------------------------------------------------------------------------------------------------


def ages(teller: Teller) -> Iterator[Told]:
    """Ages in "the 34-year-old", "a 17-year-old, Ada Quill", "she was 91"."""
    page = teller.page
    for number in range(1, len(page.words)):
        lower = teller.lower(number)
        if lower == "-" and teller.lower(number + 1) in ("year", "month") and teller.lower(number + 3) == "old":
            first, last = number - 1, number + 3
            subject = aged(teller, first, last) if is_age(teller, first) else None
            if subject is not None and teller.is_person(subject):
                words = first if teller.lower(number + 1) == "year" else number + 1
                yield Told(subject, "age", page.span_of(first, words), page.span_of(first, last))
        elif lower in ("was", "is") and is_age(teller, number + 1) and is_told_age(teller, number + 2):
            subject = teller.who.by_head.get(number - 1) or teller.entity(number - 1, number - 1)
            if subject is not None and teller.is_person(subject):
                yield Told(subject, "age", page.span_of(number + 1, number + 1), page.span_of(number - 1, number + 1))


def is_told_age(teller: Teller, number: int) -> bool:
    """Whether what follows "she was 91" leaves it an age."""
    return teller.lower(number) in (".", ",", ";", "when") or (
        teller.lower(number) == "years" and teller.lower(number + 1) == "old"
    )


def aged(teller: Teller, first: int, last: int) -> str | None:
    """Who a "34-year-old" is: the name after it or before it, else whom the phrase stands for."""
    people = [n for n in teller.names if n.kind == "person"]
    after = next((n for n in people if last < n.first <= last + 6), None)
    if after is not None and all(is_link(teller, n) for n in range(last + 1, after.first)):
        return teller.entity(after.first, after.last)
    before = next((n for n in reversed(people) if n.last < first), None)
    if before is not None and teller.lower(before.last + 1) == "," and before.last + 3 >= first:
        return teller.entity(before.first, before.last)
    head = last
    while head + 1 < len(teller.page.words) and teller.page.words[head + 1].tag == "NOUN":
        head += 1
    return teller.entity(first, head) or teller.entity(first, last)


def is_link(teller: Teller, number: int) -> bool:
    """Whether a word may stand between "17-year-old" and the name: "farmer", a comma."""
    return teller.page.words[number].tag in NOMINAL or teller.lower(number) == ","
