"""Whether those whom one number counts can be part of those whom another does: children are no part of the fighters."""

from __future__ import annotations

from onrecord.codebook.tables import by_word
from onrecord.language.page import Page
from onrecord.reading.figures.drafts import Draft


def may_hold(page: Page, whole: Draft, part: Draft) -> bool:
    """Whether nothing that is told of a whole and its part says that they are others.

    "26 men, four of them minors" and "12 rebels, three of them children" say so, and "12 women, including three
    girls" too.
    """
    one, other = kind(whole), kind(part)
    if one is None or other is None:
        return True
    told = part.counted.of is not None or by_word("belonging", "sexes").get(other) is not None
    if differ("sexes", one, other) or (differ("ages", one, other) and not told):
        return False
    apart = page.words[whole.start()].sentence != page.words[part.start()].sentence
    return not (apart and differ("arms", one, other))


def kind(draft: Draft) -> str | None:
    """The noun of those counted; None where none or several are told."""
    words = draft.population.label.lower().split() if draft.population else []
    return words[-1] if words and "and" not in words else None


def differ(table: str, one: str, other: str) -> bool:
    """Whether two nouns say two things of age, sex or arms."""
    known = by_word("belonging", table)
    return None not in (known.get(one), known.get(other)) and known[one] != known[other]
