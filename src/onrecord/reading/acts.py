"""What a statement does: by its cue, else by its own words; whether the saying is denied, and how it was said."""

from __future__ import annotations

import re
from functools import cache

from onrecord.language.page import Page
from onrecord.model.records import Act, StatementMode
from onrecord.reading.channels import written_labels
from onrecord.reading.codebooks import codebook
from onrecord.reading.cues import cues
from onrecord.reading.quoting import Draft

NOT = frozenset("not n't never neither nor no hardly".split())


@cache
def words_do() -> tuple[tuple[Act, re.Pattern[str]], ...]:
    """The codebook's acts by the words themselves."""
    rows = codebook("acts")["words"]
    return tuple((row["act"], re.compile(rf"\b(?:{row['pattern']})\b", re.IGNORECASE)) for row in rows)


def act_of(page: Page, draft: Draft) -> Act:
    """What a statement does: its cue says so, or its words."""
    lemma = page.words[draft.verb].lemma if draft.verb is not None else ""
    act = cues().act.get(lemma, "state")
    if lemma == "call" and draft.verb is not None and called_on(page, draft.verb):
        return "appeal"
    if act != "state":
        return act
    return act_of_words(" ".join(page.text[start:end] for start, end in draft.content))


def called_on(page: Page, verb: int) -> bool:
    """Whether a cue is "call on" or "call for"."""
    return verb + 1 < len(page.words) and page.words[verb + 1].text in ("on", "upon", "for")


def act_of_words(text: str) -> Act:
    """What some words do by themselves.

    >>> act_of_words("We call on both sides to hold their fire")
    'appeal'
    >>> act_of_words("Who gave the order?")
    'ask'
    """
    if text.rstrip(" ”\"'’»").endswith("?"):
        return "ask"
    return next((act for act, pattern in words_do() if pattern.search(text)), "state")


def denies_saying(page: Page, draft: Draft) -> bool:
    """Whether the cue denies that something was said: "has not confirmed", "declined to say"."""
    if draft.verb is None:
        return False
    lemma = page.words[draft.verb].lemma
    words = [page.words[n] for part in draft.cue for n in page.words_in(*part)]
    lemmas = {word.lemma for word in words}
    if lemmas & cues().denied["refusing"] and lemmas & cues().denied["saying"]:
        return True
    first = words[0].number if words else draft.verb
    around = {page.words[n].text.lower() for n in page.children[draft.verb]} | {word.text.lower() for word in words}
    before = {page.words[n].text.lower() for n in range(max(0, first - 1), first)}
    negated = any(w in NOT or w.endswith(("n't", "n’t")) for w in around | before)
    return lemma in cues().denied["saying"] and (negated or "yet to" in " ".join(w.text for w in words))


def mode_of(page: Page, draft: Draft, channel: str | None) -> StatementMode:
    """How it was meant: said, written, thought or intended."""
    lemma = page.words[draft.verb].lemma if draft.verb is not None else ""
    mode = cues().mode.get(lemma)
    if mode in ("written", "thought", "intended"):
        return mode  # type: ignore[return-value]
    return "written" if channel in written_labels() else "said"
