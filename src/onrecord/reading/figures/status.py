"""Whether a figure is confirmed, feared or denied, and whether it is what another came down from."""

from __future__ import annotations

from onrecord.language.page import Page
from onrecord.model.records import FigureStatus
from onrecord.reading.asides import is_aside
from onrecord.reading.figures.drafts import Draft

TELLING = frozenset("say claim put add insist maintain count state".split())  # what follows them is not denied
MAYBE = frozenset(("may", "might", "could"))
DOUBT = frozenset(("perhaps", "possibly", "maybe", "feared", "presumed"))
DENIALS = frozenset(("deny", "refute", "dispute"))


def is_down(page: Page, draft: Draft, before: Draft | None) -> bool:
    """Whether a number is the earlier, higher count of "down from 38", "revised from 38 to 31", "put back to 31 from
    38"; before: the one told before it."""
    first = draft.start()
    if before is not None and is_moved(page, before, draft):
        return (before.quantity.value or 0) < (draft.quantity.value or 0)
    start = page.sentence(first).first
    lead = [w.text.lower() for w in page.words[max(start, first - 3) : first]]
    if lead[-1:] != ["from"]:
        return False
    return "down" in lead or (
        any(
            w.lemma in ("lower", "revise", "cut", "reduce", "fall", "drop")
            for w in page.words[max(start, first - 14) : first]
        )
        and "up" not in lead
    )


def is_moved(page: Page, draft: Draft, after: Draft) -> bool:
    """Whether a count has come to one number from the one after it: "to 31 from 38", "to 15 men from 17"."""
    words = page.words
    to = draft.start() and words[draft.start() - 1].text.lower() == "to"
    return bool(to) and [w.text.lower() for w in words[draft.end() + 1 : after.start()]] == ["from"]


def status_of(page: Page, draft: Draft) -> FigureStatus:
    """Whether a figure is confirmed, feared or denied."""
    first = draft.start()
    if is_denied(page, first):
        return "denied"
    words = page.words
    span = range(first, draft.end() + 1)
    if any(words[n].text.lower() in DOUBT for n in span) or words[max(0, first - 1)].text.lower() in DOUBT:
        return "feared"
    top = draft.counted.top(draft.quantity)
    for number in (draft.by if draft.by is not None else top, *page.governors(top)):
        word = words[number]
        if word.lemma == "fear" and number < first:
            return "feared"
        if word.tag in ("VERB", "ADJ", "NOUN") and any(
            words[n].text.lower() in MAYBE and words[n].relation == "aux" and not is_negated(page, n)
            for n in page.children[number]
        ):
            return "feared"
        if number != top and word.tag == "VERB":
            break
    trail = words[draft.end() + 1 : draft.end() + 5]
    if draft.measure == "missing" and [w.text.lower() for w in trail[-2:]] == ["and", "feared"]:
        return "confirmed"  # "19 are missing and feared dead"
    maybe = [w.number for w in words[draft.end() + 1 : draft.end() + 3] if w.text.lower() in MAYBE]
    before = [w.text.lower() for w in words[max(0, first - 2) : first]]
    if any(not is_negated(page, n) for n in maybe) or (before[-1:] == ["be"] and before[0] in MAYBE):
        return "feared"
    if any(w.text.lower() in ("feared", "presumed") for w in trail):
        return "feared"
    lead = words[max(page.sentence(first).first, first - 4) : first]
    return "feared" if any(w.lemma == "fear" for w in lead) else "confirmed"


def is_negated(page: Page, number: int) -> bool:
    """Whether "could" is said of what was not so: "could not be traced"; "may not live" is a fear."""
    return page.words[number].text.lower() == "could" and page.words[
        min(number + 1, len(page.words) - 1)
    ].text.lower() in ("not", "n't", "n’t", "no")


def is_another_clause(page: Page, number: int) -> bool:
    """Whether what stands behind a comma tells something else: "and that ..." goes on with what is denied."""
    lower = page.words[number].text.lower()
    return lower in ("but", "saying") or (lower == "and" and page.words[number + 1].text.lower() != "that")


def is_denied(page: Page, number: int) -> bool:
    """Whether a word stands in what is denied: after "denied that", in the same clause."""
    sentence = page.sentence(number)
    for at in range(number - 1, max(sentence.first, number - 20) - 1, -1):
        word = page.words[at]
        if (
            word.text in (";", ":", "but")
            or (word.tag == "VERB" and word.lemma in TELLING)
            or (word.text == "," and is_another_clause(page, at + 1))
        ):
            return False
        if word.lemma in DENIALS and word.tag in ("VERB", "NOUN"):
            lead = [w.text.lower() for w in page.words[max(sentence.first, at - 3) : at]]
            return not {"not", "nor", "neither"} & set(lead) and not is_aside(page, number, at)
    return False
