"""Which names of several reports of one story are those of one person or body.

Two different full names are never one.  A name with a title is the bare one; a spelling of it too; a family name is
somebody of whom the full name is told where only one can be meant; an office is who holds it; a body's acronym is the
body.  What is likely and not sure stays apart, and each may be the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.codebook.actors import actors
from onrecord.codebook.first_names import first_names, gender_of
from onrecord.codebook.genders import gender_of_noun
from onrecord.codebook.tables import words
from onrecord.linking.spellings import HONORIFICS, PARTICLES, alike, likeness, name_parts, skeleton
from onrecord.reading.people.named import SMALL, TITLES, name_initials

LONGEST = 4  # words of a person's name; more are several names in a row
MANY = 5  # who may be meant; more tell nothing
INDEFINITE = frozenset("a an one another some former ex".split())
SLIGHT = SMALL | frozenset(("s",))
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
POSSESSIVE = re.compile(r"['’]s?$")
SHORT_FOR = {"un": "united nations", "us": "united states", "uk": "united kingdom", "eu": "european union"}
OFFICES = words("offices", "offices") | words("offices", "rulers") | frozenset(("minister", "secretary", "chancellor"))
RANKS = frozenset("prime vice first former acting deputy senior chief executive general".split())
CROWDS = ("s", "women", "men", "people", "children")  # how a word for many ends
ROLES = TITLES | HONORIFICS | {word for word, one in actors().items() if one.type == "person"}


@dataclass
class Form:
    """A name as the reports of a story have it."""

    name: str
    person: bool
    reports: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)  # as reports tell them

    @cached_property
    def words(self) -> list[str]:
        return WORD.findall(self.name.replace("\xad", ""))

    @cached_property
    def titled(self) -> int:
        """How many words of a person's name are a title and what goes with it."""
        plain = [word.lower().strip(".") for word in self.words]
        last = max((n for n, word in enumerate(plain[:-1]) if word in ROLES), default=-1)
        rest = self.words[last + 1 :]
        if last >= 0 and rest[0].lower() in SMALL and self.words[0][0].isupper():  # "Secretary of the Port Ada Quill"
            return next((n for n in range(last + 3, len(plain) - 1) if plain[n] in first_names()), last + 1)
        return last + 1

    @cached_property
    def core(self) -> str | None:
        """A person's name without its title; None where it is a description, or tells of several."""
        head, words = self.words[: self.titled], self.words[self.titled :]
        if not self.person or not words or len(words) > LONGEST or names_others(head):
            return None
        named = all(word[0].isupper() or word.lower() in PARTICLES for word in words)
        return " ".join(words) if named and words[-1].lower() not in ROLES else None

    @cached_property
    def full(self) -> bool:
        return self.core is not None and len(name_parts(self.core)) > 1

    @cached_property
    def offices(self) -> set[frozenset[str]]:
        """What the person is, by the title and by what reports tell."""
        told = {*self.roles, " ".join(self.words[: self.titled])}
        return {words for one in told if (words := content(one))}

    @cached_property
    def gender(self) -> str | None:
        """That of the title, else that of the first name."""
        title = (gender_of_noun(word.lower().strip(".")) for word in self.words[: self.titled])
        return next(filter(None, title), None) or (gender_of(name_parts(self.core or "")[0]) if self.full else None)

    @cached_property
    def keys(self) -> set[str]:
        """What two persons' names share where they are laid beside each other at all."""
        return {skeleton(part) for part in name_parts(self.core or "") if len(part) > 1}


def names_others(head: list[str]) -> bool:
    """Whether what stands before a name makes it that of another: "the son of Mayor", "Ada Quill and Mayor"."""
    small = [n for n, word in enumerate(head) if word.lower() in SMALL or "," in word]
    roles = [n for n, word in enumerate(head) if word.lower().strip(".") in ROLES]
    return bool(small) and (
        "and" in head or head[0].lower() in INDEFINITE or small[0] < roles[0] or small[0] < roles[-1]
    )


@dataclass(eq=False)
class Somebody:
    """All forms of one name."""

    forms: list[Form]

    @property
    def full(self) -> list[Form]:
        return [one for one in self.forms if one.full]

    @property
    def reports(self) -> set[str]:
        return {report for one in self.forms for report in one.reports}

    @property
    def offices(self) -> set[frozenset[str]]:
        return {office for one in self.forms for office in one.offices}

    @property
    def name(self) -> str:
        """What somebody goes by: the bare full name of most reports, else the name of most."""
        given = [(one.core if one.full and one.core else one.name, one) for one in self.forms]
        return min(given, key=lambda pair: (not pair[1].full, pair[0].isupper(), -len(pair[1].reports), pair[0]))[0]


@dataclass(frozen=True)
class Together:
    """For each name what somebody goes by, and who may be the same."""

    names: Mapping[str, str]
    unsure: Mapping[str, tuple[str, ...]]


def same_in_story(forms: Iterable[Form]) -> Together:
    """Which names are one person's or body's in a story.

    >>> told = [Form("Mayor Ada Quill", True, {"a"}), Form("Ada Quill", True, {"b"}), Form("Mayor Quill", True, {"c"}),
    ...         Form("Lena Quill", True, {"d"}), Form("PWC", False, {"a"}), Form("Port Workers' Council", False, {"b"})]
    >>> found = same_in_story(told)
    >>> found.names["Mayor Ada Quill"], found.names["Mayor Quill"], found.unsure["Mayor Quill"]
    ('Ada Quill', 'Ada Quill', ())
    >>> found.names["PWC"]
    "Port Workers' Council"
    """
    given = sorted(forms, key=lambda one: (-len(one.words), one.name))
    people = [one for one in given if one.person]
    found = full_names([one for one in people if one.full])
    unsure: list[tuple[Somebody, Somebody]] = []
    known = list(found)
    for one in (one for one in people if not one.full):
        meant, maybe = (by_family_name if one.core else by_office)(one, known)
        if meant is not None:
            meant.forms.append(one)
        else:
            found.append(Somebody([one]))
            unsure += [(found[-1], other) for other in maybe]
    unsure += [(one, other) for n, one in enumerate(known) for other in known[n + 1 :] if near(one, other)]
    found += same_bodies([one for one in given if not one.person])
    named = {one: one.name for one in found}
    return Together(
        {form.name: named[one] for one in found for form in one.forms}, maybe_one(named, unsure),
    )  # fmt: skip


def maybe_one(
    named: Mapping[Somebody, str], unsure: Iterable[tuple[Somebody, Somebody]]
) -> dict[str, tuple[str, ...]]:  # fmt: skip
    """By the names that people go by those of others who may be the same, where these are few."""
    found: dict[str, set[str]] = {form.name: set() for one in named for form in one.forms}
    found |= {name: set() for name in named.values()}
    for one, other in unsure:
        if named[one] != named[other]:
            found[named[one]].add(named[other])
            found[named[other]].add(named[one])
    return {name: tuple(sorted(others)) if len(others) <= MANY else () for name, others in found.items()}


def content(told: str) -> frozenset[str]:
    """The words of an office or a body that tell it from others.

    >>> sorted(content("the harbour master of Cove's port"))
    ['cove', 'harbour', 'master', 'port']
    """
    words = (POSSESSIVE.sub("", word.lower()).strip(".").replace(".", "") for word in WORD.findall(told))
    return frozenset(word for word in words if word and word not in SLIGHT)


# people -------------------------------------------------------------------------------------------------------------


def full_names(forms: Iterable[Form]) -> list[Somebody]:
    """Full names, each with its spellings; a name is never that of two who differ from each other."""
    found: list[Somebody] = []
    by_key: dict[str, list[Somebody]] = {}
    for one in forms:
        near_by = dict.fromkeys(other for key in sorted(one.keys) for other in by_key.get(key, ()))
        same = [other for other in near_by if all(is_one(one, form) for form in other.forms)]
        if len(same) == 1:
            same[0].forms.append(one)
        else:
            found.append(Somebody([one]))
        for key in one.keys:
            by_key.setdefault(key, []).append(same[0] if len(same) == 1 else found[-1])
    return found


def is_one(one: Form, other: Form) -> bool:
    """Whether two full names are one: the same, one spelling of the other in another report, or one with a word before
    it of somebody in the same office."""
    if one.gender and other.gender and one.gender != other.gender:
        return False
    told = likeness(one.core or "", other.core or "")
    if told == "same":
        return True
    if one.reports & other.reports:
        return False
    return told == "variant" or (ends(one, other) and bool(one.offices & other.offices))


def ends(one: Form, other: Form) -> bool:
    """Whether one name is the end of another: "Lai Berg" and "Alhaji Lai Berg"."""
    mine, yours = sorted((name_parts(one.core or ""), name_parts(other.core or "")), key=len)
    return len(mine) > 1 and yours[-len(mine) :] == mine


def near(one: Somebody, other: Somebody) -> bool:
    """Whether two people with full names may be one, which a person has to say."""
    if one.reports & other.reports or not one.forms[0].keys & other.forms[0].keys:
        return False
    mine, yours = one.forms[0], other.forms[0]
    if mine.gender and yours.gender and mine.gender != yours.gender:
        return False
    return likeness(mine.core or "", yours.core or "") in ("near", "variant", "short") or ends(mine, yours)


def by_family_name(one: Form, known: Iterable[Somebody]) -> tuple[Somebody | None, list[Somebody]]:
    """Who is meant by a lone name, and who may be: the only one of the name, if nothing that is told is against it.

    By a first name alone, or the family's that comes first, nobody is known unless the office is told as well.
    """
    part = name_parts(one.core or "")[:1]
    if not part or len(part[0]) < 2:
        return None, []
    having = [other for other in known if any(is_part(part[0], form) for form in other.full) and fits(one, other)]
    holding = [other for other in having if any(mine <= yours for mine in one.offices for yours in other.offices)]
    if len(holding) == 1:
        return holding[0], []
    everybody = [other for other in known if any(is_part(part[0], form) for form in other.full)]
    last = [other for other in having if any(part[0] == name_parts(form.core or "")[-1] for form in other.full)]
    if len(everybody) == len(last) == 1 and not (is_office(one) and last[0].offices):
        return last[0], []
    return None, having


def is_part(part: str, form: Form) -> bool:
    return any(alike(part, other) in ("same", "variant") for other in name_parts(form.core or ""))


def fits(one: Form, other: Somebody) -> bool:
    """Whether a report's lone name may be somebody's: told apart in no report, and of no other gender."""
    genders = {form.gender for form in other.full} - {None}
    return not one.reports & other.reports and (one.gender is None or genders <= {one.gender})


def is_office(one: Form) -> bool:
    """Whether the title before a name tells an office, not only how one is spoken to."""
    return any(word not in HONORIFICS or len(office) > 1 for office in one.offices for word in office)


def by_office(one: Form, known: Iterable[Somebody]) -> tuple[Somebody | None, list[Somebody]]:
    """Who is meant by an office and its body, "the police chief in Cove": the only one who holds it."""
    told = content(one.name)
    if one.words[0].lower() in INDEFINITE or not told & OFFICES or not told - OFFICES - RANKS:
        return None, []
    holding = [other for other in known if told in other.offices and not one.reports & other.reports]
    return (holding[0], []) if len(holding) == 1 else (None, holding)


# bodies -------------------------------------------------------------------------------------------------------------


def same_bodies(forms: Iterable[Form]) -> list[Somebody]:
    """Bodies and groups: by the same words, and by an acronym that stands for one of them alone."""
    by_words: dict[tuple[str, ...], Somebody] = {}
    found: list[Somebody] = []
    acronyms: list[Form] = []
    for one in forms:
        if len(one.words) == 1 and one.name.isupper() and len(one.name) > 2:
            acronyms.append(one)
            continue
        key = body_words(one.name) if is_body(one.name) else (one.name,)
        if key in by_words:
            by_words[key].forms.append(one)
        else:
            found.append(Somebody([one]))
            by_words[key] = found[-1]
    for one in acronyms:
        meant = [other for other in found if any(stands_for(one.name, form) for form in other.forms)]
        if len(meant) == 1:
            meant[0].forms.append(one)
        else:
            found.append(Somebody([one]))
    return found


def is_body(name: str) -> bool:
    """Whether a name is that of one body: "the port authority", not "experts", whoever they are.

    >>> is_body("the port authority"), is_body("Experts"), is_body("Cove dockers")
    (True, False, True)
    """
    bare = name.removeprefix("the ").removeprefix("The ")
    return any(map(str.isupper, bare[1:])) or not bare.lower().endswith(CROWDS) or (" " in bare and bare[0].isupper())


def body_words(name: str) -> tuple[str, ...]:
    """The words of a body's name in whatever way they are written.

    >>> body_words("the U.N. Port Council"), body_words("United Nations Port Council")
    (('united', 'nations', 'port', 'council'), ('united', 'nations', 'port', 'council'))
    """
    words = (POSSESSIVE.sub("", word.lower()).strip(".").replace(".", "") for word in WORD.findall(name))
    written = " ".join(SHORT_FOR.get(word, word) for word in words)
    return tuple(written.removeprefix("the ").split())


def stands_for(acronym: str, form: Form) -> bool:
    """Whether an acronym has the initials of a name."""
    words = tuple(word.lower() for word in form.words if word.lower() != "the")
    return form.name != form.name.lower() and acronym.lower() in name_initials(words)
