"""The dictionary form of a word."""

from __future__ import annotations

from functools import lru_cache

from simplemma import lemmatize

INFLECTED = frozenset(("VERB", "AUX", "NOUN", "ADJ", "ADV", "PRON"))


@lru_cache(maxsize=50_000)
def lemma_of(form: str, tag: str) -> str:
    """The lemma of a form in lower case; of names and numbers the form itself."""
    lower = form.lower()
    return str(lemmatize(lower, lang="en")) if tag in INFLECTED else lower
