"""The gender that titles and nouns give a person."""

from __future__ import annotations

MEN = frozenset(
    "mr sir lord king prince father brother son husband uncle grandfather man boy spokesman chairman businessman "
    "policeman nephew emperor pope bishop archbishop cardinal imam sheikh ayatollah grandson widower "
    "nobleman baron duke "
    "count monk salesman congressman serviceman fisherman actor waiter landlord groom boyfriend fiancé père don dom "
    "señor monsieur herr pan".split()
)
WOMEN = frozenset(
    "mrs ms miss lady dame queen princess mother sister daughter wife aunt grandmother woman girl "
    "spokeswoman chairwoman "
    "businesswoman policewoman niece widow madam granddaughter nun actress duchess baroness countess congresswoman "
    "servicewoman waitress landlady bride girlfriend fiancée midwife señora madame doña frau pani".split()
)


def gender_of_noun(word: str) -> str | None:
    """The gender that a title or noun gives, m or f.

    >>> gender_of_noun("mrs"), gender_of_noun("uncle"), gender_of_noun("minister")
    ('f', 'm', None)
    """
    return "m" if word in MEN else "f" if word in WOMEN else None
