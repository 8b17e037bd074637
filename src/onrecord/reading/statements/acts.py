"""What a statement does: by its cue, else by its own words; whether the saying is denied, and how it was said."""

from __future__ import annotations

import re
from functools import cache

from onrecord.codebook.tables import codebook, words
from onrecord.language.page import Page
from onrecord.model.records import Act, StatementMode
from onrecord.reading.statements.channels import written_labels
from onrecord.reading.statements.cues import cue_lemma, cues
from onrecord.reading.statements.quoting import OPENING, Draft, Part

NEAR = 5  # words between a cue and its negation
NOBODY = ("neither ", "none ", "nobody ", "no ")
NOT = frozenset("not n't never neither nor no hardly".split())


@cache
def words_do() -> tuple[tuple[Act, re.Pattern[str]], ...]:
    """The codebook's acts by the words themselves."""
    rows = codebook("acts")["words"]
    return tuple((row["act"], re.compile(rf"\b(?:{row['pattern']})\b", re.IGNORECASE)) for row in rows)


def act_of(page: Page, draft: Draft) -> Act:
    """What a statement does: its cue says so, or its words."""
    text = " ".join(page.text[start:end] for start, end in draft.content)
    if draft.verb is not None:
        word = page.words[draft.verb]
        following = page.words[draft.verb + 1].text if draft.verb + 1 < len(page.words) else ""
        act = act_of_cue(cue_lemma(word), following, text)
        if act != "state":
            return act
    if any(is_order(page, draft, part) for part in draft.content):
        return "demand"
    return act_of_words(text)


def act_of_cue(lemma: str, following: str, text: str) -> Act:
    """What a cue does with what follows it: "called on" appeals, "called it a lie" condemns."""
    if lemma == "call":
        if following in ("on", "upon", "for"):
            return "appeal"
        return "praise" if words("acts", "praise", "words") & set(re.findall(r"\w+", text.lower())) else "condemn"
    if lemma == "rule" and following == "out":
        return "reject"
    if lemma == "tell" and text.startswith(("to ", "not to ")):
        return "demand"
    if lemma == "swear":
        return "promise" if re.search(r"\b(?:to|will|would)\b", text) else "state"
    if lemma == "insist" and (following == "on" or re.match(r"that (?:\w+ ){1,4}(?:be|stay|go|leave|stop)\b", text)):
        return "demand"
    return cues().act.get(lemma, "state")


def is_order(page: Page, draft: Draft, part: Part) -> bool:
    """Whether quoted words open with an imperative: "Go home"."""
    if draft.cue and page.text[part[0] - 1] not in OPENING and not draft.dialogue:
        return False
    inside = [n for n in page.words_in(*part) if page.words[n].text.lower() not in ("then", "so", "and", "now", "but")]
    if not inside:
        return False
    first = page.words[inside[0]]
    return first.tag == "VERB" and first.text.lower() == first.lemma and page.child(first.number, "nsubj") is None


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
    if any(f"{page.text[slice(*part)]} ".lower().startswith(NOBODY) for part in draft.source):
        return True
    lemma = cue_lemma(page.words[draft.verb])
    inside = [page.words[n] for part in draft.cue for n in page.words_in(*part)]
    lemmas = {word.lemma for word in inside}
    if lemmas & words("cues", "denied", "refusing"):
        opening = [page.words[n].lemma for n in page.words_in(*draft.content[0])[:2]]
        lemmas |= set(opening[1:] if opening[:1] == ["to"] else ())  # "declined | to comment on the claim"
        if lemmas & words("cues", "denied", "infinitive"):
            return True
    if lemma not in words("cues", "denied", "saying") and (lemma in cues().mode or lemma not in cues().act):
        return False
    first = inside[0].number if inside else draft.verb
    beside = [n for n in page.children[draft.verb] if 0 < draft.verb - n < NEAR and not in_content(page, draft, n)]
    around = [*inside, *(page.words[n] for n in (*beside, *range(max(0, first - 1), first)))]
    forms = [word.text.lower() for word in around]
    return any(form in NOT or form.endswith(("n't", "n’t")) for form in forms) or "yet to" in " ".join(forms)


def in_content(page: Page, draft: Draft, number: int) -> bool:
    """Whether a word is among those said."""
    return any(start <= page.words[number].start < end for start, end in draft.content)


def mode_of(page: Page, draft: Draft, channel: str | None) -> StatementMode:
    """How it was meant: said, written, thought or intended; what is quoted is not only thought."""
    mode = cues().mode.get(cue_lemma(page.words[draft.verb])) if draft.verb is not None else None
    quoted = draft.dialogue or page.text[draft.start - 1 : draft.start] in tuple(OPENING)
    if mode and (mode == "written" or not quoted):
        return mode
    return "written" if channel in written_labels() else "said"
