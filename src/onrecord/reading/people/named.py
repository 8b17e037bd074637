"""A name on the page, and the words that lead to names or belong to none."""

from __future__ import annotations

from dataclasses import dataclass

TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. miss dr dr. prof prof. sir lady lord dame rev rev. fr fr. st hon hon. gen gen. lt lt. "
    "col col. maj maj. capt capt. cpl cpl. sgt sgt. pvt pvt. cmdr cmdr. adm adm. brig brig. gov gov. sen sen. rep "
    "rep. supt supt. insp insp. det det. amb amb. pres pres. president premier minister general colonel major "
    "captain lieutenant sergeant corporal admiral commander marshal brigadier commissioner governor senator mayor "
    "judge justice professor doctor king queen prince princess emperor pope bishop archbishop cardinal imam sheikh "
    "mme mlle señor señora herr frau dom don ayatollah father sister brother chancellor ambassador inspector "
    "superintendent lic lic. madam secretary".split()
)
SMALL = frozenset("a an and as at but by for from in into of on or out over the to up with".split())


@dataclass(frozen=True, slots=True)
class Named:
    """A name on the page: its first and last word, its kind, and its words in lower case without titles."""

    first: int
    last: int
    kind: str
    words: tuple[str, ...]


def name_initials(words: tuple[str, ...]) -> tuple[str, ...]:
    """The acronyms of a name of several words, with and without its small words.

    >>> name_initials(("front", "of", "the", "tides"))
    ('ft', 'fot')
    """
    if len(words) < 2:
        return ()
    content = [word for word in words if word not in SMALL]
    return "".join(w[0] for w in content), "".join(w[0] for w in words if w != "the")
