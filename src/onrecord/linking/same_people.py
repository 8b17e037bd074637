"""Whether two reports tell of one person: by names, by descriptions, by circumstances."""

from __future__ import annotations

from typing import Literal

from rapidfuzz import fuzz

from onrecord.linking.harmed import Told, value
from onrecord.linking.spellings import likeness, name_parts

Fit = Literal["same", "maybe", "other"]
BIRTHDAY = 1  # years by which two ages of one person differ, told on different days
GROWN, YOUNG, CHILD = frozenset(("man", "woman")), frozenset(("boy", "girl", "child", "toddler", "baby")), 17
WORD_FOR_WORD = 90  # of 100: sentences that are one, as copies have them
VAGUE = frozenset(("affected",))


def apart(one: Told, other: Told) -> bool:
    """Whether two full names are those of two people."""
    return bool(one.full and other.full and likeness(one.name or "", other.name or "") == "other")


def clash(one: Told, other: Told) -> bool:
    """Whether what is told of two people can't be true of one."""
    sexes = {sex for sex in (one.likely_sex, other.likely_sex) if sex}
    return (
        len(sexes) > 1
        or grown_and_not(one, other)
        or grown_and_not(other, one)
        or (ages_clash(one, other) and not same_full_name(one, other))
    )


def grown_and_not(one: Told, other: Told) -> bool:
    """Whether one is called a man or a child, and the other's age is that of the other."""
    if other.age is None or one.noun is None:
        return False
    return (one.noun in GROWN and other.age < CHILD) or (one.noun in YOUNG and other.age > CHILD + BIRTHDAY)


def ages_clash(one: Told, other: Told) -> bool:
    """Whether two ages are too far apart, and neither report corrects the other's."""
    if one.age is None or other.age is None or abs(one.age - other.age) <= BIRTHDAY:
        return False
    wrong = {value(one.item.earlier_age), value(other.item.earlier_age)}
    return not wrong & {str(one.age), str(other.age)}


def same_full_name(one: Told, other: Told) -> bool:
    return one.full and other.full and likeness(one.name or "", other.name or "") in ("same", "variant")


def compared(one: Told, other: Told) -> Fit:
    """Whether two reports tell of one person, nothing that they tell being against it."""
    if one.name and other.name:
        return by_name(one, other)
    if not (one.harms & other.harms or (one.harms | other.harms) & VAGUE) or (
        one.whose and other.whose and one.whose != other.whose
    ):
        return "other"
    if one.name or other.name:
        return by_description(one, other)
    return by_circumstances(one, other)


def by_name(one: Told, other: Told) -> Fit:
    """By two names: one name is one person; a spelling of it too; short for it where nobody else has it; what is only
    near it needs the same age or role."""
    found = likeness(one.name or "", other.name or "")
    agreed = agree(one.age, other.age) or same_role(one, other)
    if found == "other":
        return "other"
    if ages_clash(one, other):
        return "maybe"
    if found in ("same", "variant", "short"):
        return "same"
    return "same" if agreed and one.full and other.full and same_family(one, other) else "maybe"


def same_family(one: Told, other: Told) -> bool:
    """Whether at least one word of two names that are near each other is the same."""
    return not set(name_parts(one.name or "")).isdisjoint(name_parts(other.name or ""))


def by_description(one: Told, other: Told) -> Fit:
    """By a name and a description: age and role together tell; "the driver" tells the one driver who is named."""
    if same_role(one, other) and (agree(one.age, other.age) or one.definite or other.definite):
        return "same"
    if agree(one.age, other.age) or same_role(one, other) or agree(one.status, other.status):
        return "maybe"
    bare = other if one.name else one  # "a man" may be any man who is named
    return "maybe" if bare.age is None and bare.role is None and agree(one.likely_sex, other.likely_sex) else "other"


def by_circumstances(one: Told, other: Told) -> Fit:
    """By two descriptions: the same age with the same role or noun, the same definite role, or the same sentence."""
    if agree(one.described, other.described) and fuzz.ratio(one.sentence, other.sentence) >= WORD_FOR_WORD:
        return "same"
    if one.age is not None or other.age is not None:
        nouns = agree(one.noun, other.noun) or same_role(one, other)
        return ("same" if nouns else "maybe") if agree(one.age, other.age) else "other" if both(one, other) else "maybe"
    if same_role(one, other):
        return "same" if one.definite and other.definite else "maybe"
    return "maybe" if agree(one.noun, other.noun) else "other"


def same_role(one: Told, other: Told) -> bool:
    """Whether one role says what the other does, or more: "nurse" and "ward nurse", but not the drivers of two cars."""
    if one.role is None or other.role is None:
        return False
    mine, yours = set(one.role.split()), set(other.role.split())
    return one.role.split()[-1] == other.role.split()[-1] and (mine <= yours or yours <= mine)


def both(one: Told, other: Told) -> bool:
    return one.age is not None and other.age is not None


def agree(one: object, other: object) -> bool:
    """Whether both are told and the same."""
    return one is not None and one == other
