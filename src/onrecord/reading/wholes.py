"""Which figure another is a part of: "12 people, including three children", "five of the wounded"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.language.page import Page
from onrecord.reading.drafts import HARM, Draft
from onrecord.reading.measures import book

PART_LEADS = (("including",), ("among", "them"), ("among", "whom"), ("of", "whom"), ("among", "those"), ("includes",),
              ("of", "which"), ("of", "these"), ("of", "those"), ("of", "them"), ("among", "the"))  # fmt: skip
NO_WHOLE = frozenset(("money", "duration"))


def find_whole(page: Page, drafts: Sequence[Draft], at: int) -> int | None:
    """The number of the draft that a draft is part of."""
    return by_of(page, drafts, at) or by_lead(page, drafts, at)


def by_of(page: Page, drafts: Sequence[Draft], at: int) -> int | None:
    """Through "of them", "of the dead", "of the 16 traders", "of those displaced"."""
    draft = drafts[at]
    of = draft.counted.of
    if of is None:
        return None
    word = page.words[of]
    lower = word.text.lower()
    for other, one in enumerate(drafts):
        if (
            other != at
            and one.quantity.first <= of <= max(one.counted.last, one.quantity.last)
            and one.quantity.first > draft.quantity.core[1]
        ):
            return other
    measure = book().counted.get(lower)
    back = [n for n in range(at - 1, -1, -1) if drafts[n].measure not in NO_WHOLE]
    if measure is not None:
        return next((n for n in back if drafts[n].measure == measure and drafts[n].whole is None), None)
    if word.tag == "PRON" or lower in ("them", "whom", "those", "these", "us", "which"):
        return next((n for n in back if near(page, drafts[n], draft)), None)
    return next((n for n in back if drafts[n].noun(page) == word.lemma), None)


def near(page: Page, whole: Draft, part: Draft) -> bool:
    """Whether a figure stands in the same sentence as another or in the one before it, and is no part itself."""
    between = page.words[part.quantity.first].sentence - page.words[whole.quantity.first].sentence
    return between <= 1 and whole.whole is None and whole.quantity.value != 0


def by_lead(page: Page, drafts: Sequence[Draft], at: int) -> int | None:
    """Through what stands before it: "including", "among them", "of whom"; or after a part of the same whole."""
    draft, words = drafts[at], page.words
    start = page.sentence(draft.quantity.first).first
    lead = [w.text.lower() for w in words[max(start, draft.quantity.first - 8) : draft.quantity.first]]
    back = [n for n in range(at - 1, -1, -1) if drafts[n].measure not in NO_WHOLE and drafts[n].quantity.value != 0]
    for length in range(len(lead)):
        tail = lead[len(lead) - length - 1 :]
        if any(tuple(tail[: len(p)]) == p for p in PART_LEADS):
            if any(drafts[n].quantity.first > draft.quantity.first - length - 1 for n in back):
                break
            if tail[:2] == ["among", "the"] or tail[:2] == ["of", "those"]:
                return among(page, drafts, at, back)
            same = [
                n
                for n in back
                if drafts[n].whole is None
                and words[drafts[n].quantity.first].sentence == words[draft.quantity.first].sentence
            ]
            return next(iter(same), None)
        if words[draft.quantity.first - length - 1].tag == "VERB" and tail[0] not in (
            "including",
            "includes",
            "was",
            "were",
            "are",
            "killed",
            "injured",
            "those",
        ):
            break
    trail = [w.text.lower() for w in words[draft.end() + 1 : draft.end() + 6]]
    if trail[:2] == ["among", "them"]:
        return next((n for n in back if drafts[n].whole is None), None)
    for length in range(3):
        if trail[length : length + 2] == ["among", "the"]:
            return among(page, drafts, at, back, trail[length + 2 : length + 4])
    return listed(page, drafts, at)


def among(page: Page, drafts: Sequence[Draft], at: int, back: list[int], names: list[str] | None = None) -> int | None:
    """The whole of "among the dead are", "were among the wounded": the last figure of that measure."""
    draft = drafts[at]
    start = page.sentence(draft.quantity.first).first
    names = names or [w.text.lower() for w in page.words[start : draft.quantity.first]]
    measure = next((book().counted[n] for n in names if n in book().counted), None)
    if measure is None:
        return next((n for n in back if drafts[n].measure in HARM and drafts[n].whole is None), None)
    return next((n for n in back if drafts[n].measure == measure and drafts[n].whole is None), None)


def listed(page: Page, drafts: Sequence[Draft], at: int) -> int | None:
    """The whole of the part just before it in a list ("including two nuns and three priests")."""
    if at == 0 or drafts[at - 1].whole is None:
        return None
    draft, previous = drafts[at], drafts[at - 1]
    between = page.words[previous.end() + 1 : draft.quantity.first]
    if draft.own_measure and draft.measure != previous.measure:
        return None
    texts = [w.text.lower() for w in between]
    if any(w.tag in ("VERB", "AUX") for w in between) or ";" in texts or "." in texts or len(texts) > 8:
        return None
    return previous.whole if {",", "and"} & set(texts) else None


def by_sum(drafts: Sequence[Draft]) -> dict[int, int]:
    """Runs of two or more exact counts after a count that they add up to: each is part of it."""
    out: dict[int, int] = {}
    for whole, one in enumerate(drafts):
        if not isinstance(one.quantity.value, int) or one.measure in NO_WHOLE or one.quantity.value < 3 or whole in out:
            continue
        rest, parts = one.quantity.value, []
        for at in range(whole + 1, min(whole + 7, len(drafts))):
            part = drafts[at]
            if part.measure in NO_WHOLE or part.quantity.bounds.precision != "exact" or not part.quantity.value:
                break
            rest -= int(part.quantity.value)
            parts.append(at)
            if rest == 0 and len(parts) > 1:
                out |= dict.fromkeys(parts, whole)
            if rest <= 0:
                break
    return out
