"""Several people who are told apart by their ages alone: "two brothers aged 6 and 9"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.language.page import Page
from onrecord.model.records import Trait
from onrecord.model.span import Span
from onrecord.reading.casualties.traits import AGE, NUMBERS, SEVERAL, in_digits

BROOD = re.compile(
    rf"\b((?:his |her |their |the |all )?({'|'.join(NUMBERS)}|\d) (?:\w+ )?"
    rf"(brothers|sisters|boys|girls|children|siblings|cousins|sons|daughters|men|women)),? "
    rf"(?:both )?aged ({AGE}(?:, {AGE})*,? and {AGE})\b",
    re.IGNORECASE,
)

ONE_OF = re.compile(
    rf"\b[Oo]ne of ((?:the|those|his|her|their) (?:\w+ )?(?:{'|'.join(SEVERAL)}|children|dead|victims|wounded|injured)"
    rf"|them) (?:was|were|is) an? ({AGE})[- ]year[- ]old (boy|girl|man|woman)\b(?!,? (?:named|called|[A-Z]))"
)


@dataclass(frozen=True, slots=True)
class OneOfSeveral:
    """One of several people whom a report only tells by their ages."""

    group: Span
    age: Trait
    sex: Trait | None


def one_of_them(page: Page) -> Iterator[OneOfSeveral]:
    """The people of a page who are told by their age out of a group: "one of the children was a nine-year-old boy"."""
    for found in ONE_OF.finditer(page.text):
        age, noun = page.span(*found.span(2)), page.span(*found.span(3))
        sex = Trait("male" if noun.text in ("boy", "man") else "female", noun)
        yield OneOfSeveral(page.span(*found.span(1)), Trait(in_digits(age.text) or "", age), sex)


def several(page: Page) -> Iterator[OneOfSeveral]:
    """The people of a page who are told apart by age alone, as many as are counted."""
    for found in BROOD.finditer(page.text):
        ages = [(m.start() + found.start(4), m.end() + found.start(4)) for m in re.finditer(AGE, found[4], re.I)]
        if in_digits(found[2]) != str(len(ages)):
            continue
        group = page.span(*found.span(1))
        noun = page.span(*found.span(3))
        sex = SEVERAL.get(noun.text.lower())
        for start, end in ages:
            age = Trait(in_digits(page.text[start:end]) or "", page.span(start, end))
            yield OneOfSeveral(group, age, Trait(sex, noun) if sex else None)
