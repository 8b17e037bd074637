"""The language of a text, told from its words: what pages declare is often wrong."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from py3langid.langid import MODEL_FILE, LanguageIdentifier

ENOUGH = 4000  # characters that tell a language
SURE = 0.5  # the least probability at which a text in Latin letters is taken for another language: names tell none
ENGLISH = frozenset(
    "the of and to in a that is was for on with as by at from his her he she it they are were be been has have had not "
    "but an who said which their after this will would about when or its more than there out up one".split()
)
ENGLISH_SHARE = 0.24  # of the words of English news a third and more are these, of other languages hardly one in ten
NOT_A_LANGUAGE = frozenset({"zxx", "pcm"})  # numbers and names; Nigerian Pidgin, which it takes some headlines for


def identify(text: str) -> str:
    """The BCP 47 tag of a text's language.

    >>> identify("Three dockers were killed on the quay."), identify("Drei Hafenarbeiter starben am Kai.")
    ('en', 'de')
    """
    sample = middle(text)
    words = re.findall(r"[^\W\d_]+", sample.casefold())
    if not words or (words_in_latin(words) and share_of_english(words) >= ENGLISH_SHARE):
        return "en"
    tag, probability = identifier().rank(sample)[0]
    unsure = words_in_latin(words) and probability < SURE
    return "en" if tag in NOT_A_LANGUAGE or unsure else str(tag)


def middle(text: str) -> str:
    """Enough of a text to tell its language, from a third on: the start is often a menu or a credit."""
    if len(text) <= ENOUGH:
        return text
    return text[len(text) // 3 :][:ENOUGH]


def share_of_english(words: list[str]) -> float:
    return sum(word in ENGLISH for word in words) / len(words)


def words_in_latin(words: list[str]) -> bool:
    return sum(word[0] < "\u0250" for word in words) > len(words) / 2


def language_name(tag: str) -> str:
    """The English name of a language.

    >>> language_name("xh"), language_name("pt-BR")
    ('Xhosa', 'Portuguese')
    """
    return str(Locale("en").languages.get(tag.split("-")[0], tag))


@cache
def identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
