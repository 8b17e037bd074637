"""What one figure takes over from another: the measure and the population that its own words leave out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.language.page import Page
from onrecord.reading.figures.drafts import HARM, Draft
from onrecord.reading.figures.people import is_person
from onrecord.reading.statements.tolls import COUNTS, HOLDING

SURVIVING = frozenset("survive escape flee".split())
RELEASING = frozenset("release free rescue save spare acquit".split())
ELIDING = frozenset("acknowledge confirm admit concede report claim cite count give say".split())
IDENTIFYING = frozenset("identify confirm name report recover bury find count verify believe feel say".split())
SAYING = frozenset("say add report tell".split())
LISTED = 6  # words between two of a list
UNHARMED = frozenset("unharmed unhurt safe alive well free uninjured".split())
SAVED = frozenset("saved rescued survivors unharmed living".split())
SAVED_REACH = 5  # words of "the number of the saved"


def take_over(page: Page, drafts: Sequence[Draft], at: int) -> None:
    """Give a part the measure and, without a noun, the population of its whole; and a number that is left bare those of
    the figure it is told with."""
    draft = drafts[at]
    if draft.measure in ("money", "duration"):
        return
    if counts_the_saved(page, draft):
        return
    bare = draft.counted.noun is None or draft.counted.of == draft.counted.noun
    if bare and draft.start() and page.words[draft.start() - 1].lemma in RELEASING:
        draft.own_measure = True  # "detained 14 and released nine"
    goes_on = not bare and not draft.own_measure and draft.whole is None
    if goes_on and (is_listed_with(page, drafts, at) or is_told_on_with(page, drafts, at)):
        bare = not has_predicate(page, draft)
    if draft.own_measure and draft.measure in HARM and draft.whole is None and is_one_of_things(page, drafts, at):
        draft.measure, draft.population = "other", drafts[at - 1].population
        return
    if draft.measure == "detained" and is_held(page, draft) and are_hostages(page, draft, drafts[:at]):
        draft.measure = "abducted"  # "12 hostages were freed; eight are still held"
    other = drafts[draft.whole] if draft.whole is not None else previous(page, drafts, at) if bare else None
    other = other or taken_up(page, drafts, at) or added_to(page, drafts, at)
    if other is None:
        return
    told_apart = draft.whole is not None and (draft.summed or not fares_otherwise(page, draft))
    told_with = draft.whole is None and other.measure in (*HARM, "weapons") and not has_predicate(page, draft)
    if not draft.own_measure and (told_apart or told_with):
        draft.measure = other.measure
    if draft.population is None and bare and other.population is not None and draft.quantity.value != 0:
        draft.population = other.population


def previous(page: Page, drafts: Sequence[Draft], at: int) -> Draft | None:
    """The figure before another in its sentence that counts people or things and is part of none."""
    if drafts[at].counted.of is not None:
        return None
    sentence = page.words[drafts[at].quantity.first].sentence
    for draft in reversed(drafts[:at]):
        if page.words[draft.quantity.first].sentence != sentence:
            return None
        if draft.measure not in ("money", "duration") and draft.whole is None:
            return draft
    return None


def taken_up(page: Page, drafts: Sequence[Draft], at: int) -> Draft | None:
    """The figure of an earlier sentence that "put it at 53" or "down from 49" speaks of."""
    draft = drafts[at]
    noun, earlier = draft.noun(page), (d for d in reversed(drafts[:at]) if may_be_taken_up(d))
    eliding = not draft.own_measure and elides(page, draft.start())
    if eliding and noun is not None:  # "held to 57 students"
        return next((d for d in earlier if d.noun(page) == noun), None)
    lead = {w.text.lower() for w in page.words[max(0, draft.start() - 3) : draft.start()]}
    if not (draft.down or eliding or {"it", "at"} <= lead or {"up", "from"} <= lead):
        return None
    return next(earlier, None)


def may_be_taken_up(draft: Draft) -> bool:
    """Whether a count of people harmed may be spoken of again as "it" or "its figure": no part, no count of nobody."""
    return draft.measure in HARM and draft.whole is None and draft.quantity.value != 0


def added_to(page: Page, drafts: Sequence[Draft], at: int) -> Draft | None:
    """The figure of the sentence before that "another 40" adds to, or that "the first dozen" are of."""
    draft = drafts[at]
    bare = draft.counted.noun is None and draft.counted.of is None
    if not at or not bare or not (draft.quantity.more or asks_for(page, draft.start())):
        return None
    other = drafts[at - 1]
    near = page.words[draft.start()].sentence - page.words[other.start()].sentence
    return other if near <= 1 and other.measure not in ("money", "duration") else None


def asks_for(page: Page, first: int) -> bool:
    """Whether a bare number is what somebody wants of what was counted before: "had asked for twelve"."""
    before = [w.lemma for w in page.words[max(0, first - 2) : first]]
    return before in (["ask", "for"], ["call", "for"]) or before[-1:] in (["want"], ["need"], ["promise"], ["get"])


def elides(page: Page, first: int) -> bool:
    """Whether what stands before a bare number leaves out what it counts: "acknowledged six", "held to 48", "its count
    stood at 17"."""
    before = page.words[max(page.sentence(first).first, first - 6) : first]
    if before and (before[-1].lemma in ELIDING or [w.lemma for w in before[-2:]] == ["speak", "of"]):
        return True
    if before and any(
        w.lemma in HOLDING and before[-1].text.lower() in HOLDING[w.lemma].split() for w in before[-2:-1]
    ):
        return True
    last = max((n for n, w in enumerate(before) if w.tag == "PUNCT"), default=-1)
    return any(w.lemma in COUNTS or w.lemma == "number" for w in before[last + 1 :])


def counts_the_saved(page: Page, draft: Draft) -> bool:
    """Whether a number is that of those who came to no harm: "put the number of the saved at nearly 100"."""
    before = [w.text.lower() for w in page.words[page.sentence(draft.start()).first : draft.start()]]
    at = next((n for n in range(len(before) - 1, -1, -1) if before[n] in COUNTS or before[n] == "number"), None)
    return not draft.own_measure and at is not None and not SAVED.isdisjoint(before[at : at + SAVED_REACH])


def are_hostages(page: Page, draft: Draft, before: Sequence[Draft]) -> bool:
    """Whether those who are held were abducted: others were before, or the sentence speaks of hostages."""
    sentence = page.sentence(draft.start())
    here = page.text[sentence.start : sentence.end].lower()
    return "hostage" in here or any(one.measure == "abducted" for one in before)


def is_held(page: Page, draft: Draft) -> bool:
    """Whether nothing but "held" says that those counted are not free."""
    return draft.by is not None and page.words[draft.by].lemma == "hold"


def leave_to_parts(page: Page, drafts: Sequence[Draft]) -> None:
    """Take from a whole what is told of its part alone: "two of the three attackers were killed"."""
    for draft in drafts:
        if draft.whole is None or draft.counted.of is None:
            continue
        whole = drafts[draft.whole]
        inside = whole.quantity.first <= draft.counted.of <= whole.end()
        if inside and whole.by is not None and page.child(whole.by, "nsubj") == draft.quantity.core[1]:
            whole.measure, whole.own_measure, whole.by = "other", False, None


def is_listed_with(page: Page, drafts: Sequence[Draft], at: int) -> bool:
    """Whether people go on a list of those harmed: "the dead are four women, two men and a boy"."""
    draft, before = drafts[at], drafts[at - 1] if at else None
    if before is None or before.measure not in HARM or draft.counted.of is not None or draft.counted.noun is None:
        return False
    between = {w.text.lower() for w in page.words[before.end() + 1 : draft.start()]}
    return bool(between) and between <= {",", "and"} and is_person(page, draft.counted.noun)


def is_told_on_with(page: Page, drafts: Sequence[Draft], at: int) -> bool:
    """Whether a sentence ends with who was harmed too: "nine women were killed, it says, and two children"."""
    draft, before = drafts[at], drafts[at - 1] if at else None
    if before is None or before.measure not in HARM or draft.counted.noun is None or draft.end() + 1 >= len(page.words):
        return False
    between = page.words[before.end() + 1 : draft.start()]
    ends = page.words[draft.end() + 1].text in (".", ";")
    if not ends or not between or between[-1].text.lower() != "and" or between[0].sentence != between[-1].sentence:
        return False
    verbs = [w for w in between if w.tag == "VERB" and w.number != before.by]
    return is_person(page, draft.counted.noun) and all(w.lemma in SAYING for w in verbs)


def is_one_of_things(page: Page, drafts: Sequence[Draft], at: int) -> bool:
    """Whether a bare number opens the sentence after things were counted: "Five boats lay there. One was hit"."""
    draft, before = drafts[at], drafts[at - 1] if at else None
    if before is None or before.counted.noun is None or draft.counted.noun is not None or draft.counted.of is not None:
        return False
    sentence = page.sentence(draft.start())
    follows = page.words[before.start()].sentence == page.words[draft.start()].sentence - 1
    things = before.measure == "other" and not is_person(page, before.counted.noun)
    return follows and things and draft.start() == sentence.first


def take_from_list(page: Page, drafts: Sequence[Draft]) -> None:
    """Give the first of a list that counts the same people of several places what is told at its end: "nine dockers of
    Cove, four dockers of Cobh and two dockers of Youghal had died"."""
    for draft, after in reversed(list(pairwise(drafts))):
        if draft.own_measure or draft.whole is not None or draft.noun(page) is None or after.measure not in HARM:
            continue
        between = [w.tag for w in page.words[draft.end() + 1 : after.start()]]
        same = draft.noun(page) == after.noun(page) and is_person(page, draft.counted.noun or 0)
        if same and len(between) <= LISTED and not {"VERB", "AUX"} & set(between) and "ADP" in between:
            draft.measure, draft.own_measure = after.measure, True


def fares_otherwise(page: Page, draft: Draft) -> bool:
    """Whether a verb tells of a part what the whole did not suffer: "12 of those have escaped"."""
    after = page.words[draft.end() + 1 : draft.end() + 5]
    verb = next((w for w in after if w.tag == "VERB"), None)
    if any(w.lemma in SURVIVING for w in after[:2]):
        return True
    if [w.tag for w in after[:1]] != ["AUX"]:
        return False
    return (verb is not None and verb.lemma not in IDENTIFYING) or any(w.text.lower() in UNHARMED for w in after[:3])


def has_predicate(page: Page, draft: Draft) -> bool:
    """Whether a verb of its own follows a number: "11 are brought up"."""
    following = page.words[draft.end() + 1 : draft.end() + 4]
    if any(w.text.lower() in ("expected", "likely") for w in following):
        return False  # "another 3,400 are expected"
    after = [w.tag for w in following]
    return after[:1] == ["VERB"] or (after[:1] == ["AUX"] and "VERB" in after)
