"""Which figure another is a part of: "12 people, including three children", "five of the wounded"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.language.page import Page
from onrecord.reading.figures.belonging import may_hold
from onrecord.reading.figures.drafts import HARM, Draft
from onrecord.reading.figures.measure_words import book
from onrecord.reading.figures.people import is_person
from onrecord.reading.figures.populations import STATES

NO_WHOLE = frozenset(("money", "duration"))
PRONOUNS = frozenset(("them", "whom", "those", "these", "us", "which"))
# What may stand between the figure before and a part of it.
INCLUDING = re.compile(r"\b(?:including|includes?|included|among (?:them|whom|these|those))\b")
OF_WHOM = re.compile(r"\bof (?:whom|which)\b(?: (?:were|are|was|is|have|at least|about))?$")
OF_THOSE = re.compile(r"^(?:out )?of (?:these|those|them|the)\b")
ALIVE = frozenset("alive unharmed unhurt safe rescued survived".split())
OPENING_OF = re.compile(r"(?:but |and )?(?:out )?of(?: the| its| their| those| these)?")
AMONG_THE = re.compile(r"\bamong the ((?:\w+ ?){1,2})")
NAMED_WHOLE = re.compile(
    r"^the (dead|wounded|injured|missing|killed|victims|detainees|hostages) (?:include|included|were|are)\b"
)
ABOARD = frozenset("aboard board carrying carried carries".split())
AMONG_COUNTED = re.compile(r"\bamong (?:the|these|those|its|their) $", re.IGNORECASE)
HOW = frozenset("with fatally critically seriously badly severely slightly lightly".split())
MOST_LISTED = 8  # words between two parts of one whole


def find_wholes(page: Page, drafts: Sequence[Draft]) -> None:
    """Tell each draft which one it is part of."""
    for at, draft in enumerate(drafts):
        if draft.measure in NO_WHOLE:
            continue
        rules = (by_of, by_opening, by_lead, by_trail, in_list, by_itself)
        draft.whole = next((found for rule in rules if (found := rule(page, drafts, at)) is not None), None)
    for at, whole in by_sum(page, drafts).items():
        drafts[at].summed = True
        if drafts[at].whole is None:
            drafts[at].whole = whole


def earlier(page: Page, drafts: Sequence[Draft], at: int, sentences: int = 1) -> Iterator[int]:
    """The drafts before one that may be its whole, nearest first: no parts, no sums, no earlier counts."""
    sentence = page.words[drafts[at].quantity.first].sentence
    for number in range(at - 1, -1, -1):
        draft = drafts[number]
        if sentence - page.words[draft.quantity.first].sentence > sentences:
            return
        if draft.whole is None and may_be_whole(page, draft) and may_hold(page, draft, drafts[at]):
            yield number


def may_be_whole(page: Page, draft: Draft) -> bool:
    """Whether a count may be taken apart: no sum, no count of nobody, no earlier count, no "four fewer than"."""
    if draft.measure in NO_WHOLE or draft.down or draft.quantity.value == 0:
        return False
    words, end = page.words, draft.end()
    if [w.text.lower() for w in words[max(0, draft.start() - 2) : draft.start()]] == ["up", "from"]:
        return False
    return [w.text.lower() for w in words[end + 1 : end + 3]] not in (["fewer", "than"], ["more", "than"])


def measured(page: Page, drafts: Sequence[Draft], at: int, named: str) -> int | None:
    """The last figure before one that counts the dead, the wounded or whoever a word or two name."""
    forms = [form for word in named.split() for form in (word, word.removesuffix("s"))]
    measure = next((m for form in forms if (m := book().counted.get(form) or book().state.get(form))), None)
    for number in earlier(page, drafts, at, sentences=20):
        if drafts[number].measure == measure or (measure is None and drafts[number].measure in HARM):
            return number
    return None


def by_of(page: Page, drafts: Sequence[Draft], at: int) -> int | None:
    """Through "of them", "of the dead", "of the 16 traders"."""
    draft = drafts[at]
    of = draft.counted.of
    if of is None:
        return None
    for number in range(at + 1, min(at + 3, len(drafts))):
        if drafts[number].quantity.first <= of <= drafts[number].end():
            return number
    word = page.words[of]
    lower = word.text.lower()
    if (lower in book().counted or word.lemma in book().counted) and word.tag != "PRON":
        return measured(page, drafts, at, lower)
    if word.tag == "PRON" or lower in PRONOUNS:
        found = beside(page, drafts, at) or next(earlier(page, drafts, at), None)
        return taken_up(page, drafts, at) if found is None else found
    alike = [n for n in range(at) if drafts[n].noun(page) == word.lemma and may_be_whole(page, drafts[n])]
    return next((n for n in earlier(page, drafts, at, 20) if n in alike), alike[-1] if alike else None)


def taken_up(page: Page, drafts: Sequence[Draft], at: int) -> int | None:
    """The whole that "the dead" takes up before "of them": "all of the dead were civilians, three of them children"."""
    words, first = page.words, drafts[at].start()
    for number in range(first - 1, page.sentence(first).first, -1):
        lower = words[number].text.lower()
        if lower in book().counted and words[number - 1].text.lower() == "the":
            return measured(page, drafts, at, lower)
    return None


def beside(page: Page, drafts: Sequence[Draft], at: int) -> int | None:
    """The figure just before "of them" in its sentence, itself a part or not: "213 of the 252 men, 31 of them"."""
    draft, before = drafts[at], drafts[at - 1] if at else None
    if before is None or before.whole is None or not may_be_whole(page, before) or is_listed(page, before):
        return None
    least, most = before.quantity.value or before.quantity.bounds.low or 0, draft.quantity.value or 0
    same = page.words[before.start()].sentence == page.words[draft.start()].sentence
    return at - 1 if same and least > most else None


def is_listed(page: Page, draft: Draft) -> bool:
    """Whether a part is told with "of them" itself: what follows it so is another part of the same whole."""
    of = draft.counted.of
    return of is not None and page.words[of].text.lower() in PRONOUNS


def lead_of(page: Page, drafts: Sequence[Draft], at: int) -> str:
    """The words between a figure and the one before it in its sentence, or the sentence's beginning."""
    first = drafts[at].start()
    start = page.sentence(first).first
    if at and drafts[at - 1].end() >= start:
        start = drafts[at - 1].end() + 1
    return " ".join(w.text.lower() for w in page.words[start:first])


def by_opening(page: Page, drafts: Sequence[Draft], at: int) -> int | None:
    """Through a whole that opens the sentence: "Of the 252 dockers 213 came up", "Out of 40 boats, nine sank"."""
    if not at or drafts[at - 1].measure in NO_WHOLE:
        return None
    whole, words = drafts[at - 1], page.words
    first = page.sentence(whole.start()).first
    lead = " ".join(w.text.lower() for w in words[first : whole.start()])
    follows = [w.text.lower() for w in words[whole.end() + 1 : drafts[at].start()]]
    return at - 1 if OPENING_OF.fullmatch(lead) and set(follows) <= STATES | {","} else None


def by_lead(page: Page, drafts: Sequence[Draft], at: int) -> int | None:
    """Through what stands before it: "including", "among them", "of whom", "among the dead were"."""
    lead = lead_of(page, drafts, at)
    if not any(word in lead for word in ("among", "of", "includ", "were", "are")):
        return None
    if at and AMONG_COUNTED.search(
        page.text, page.sentence(drafts[at].start()).start, page.words[drafts[at - 1].start()].start
    ):
        return at - 1
    if (among := AMONG_THE.search(lead)) is not None:
        return measured(page, drafts, at, among[1])
    if (called := NAMED_WHOLE.match(lead)) is not None:
        return measured(page, drafts, at, called[1])
    if INCLUDING.search(lead) or OF_WHOM.search(lead):
        goes_back = lead.startswith(("among", "they ", "these ", "those "))
        return next(earlier(page, drafts, at, int(goes_back)), None)
    leading = page.words[drafts[at].start() - len(lead.split()) : drafts[at].start()]
    told = any(w.tag == "VERB" and w.text.lower() not in STATES and w.relation not in ("amod", "acl") for w in leading)
    if (of_those := OF_THOSE.search(lead)) is not None and len(leading) < MOST_LISTED and not told:
        named = next((w for w in lead[of_those.end() :].split() if w in book().counted), None)
        return measured(page, drafts, at, named) if named else next(earlier(page, drafts, at), None)
    return None


def by_trail(page: Page, drafts: Sequence[Draft], at: int) -> int | None:
    """Through what stands after it: "two engineers were among the dead"."""
    end = end_of_run(page, drafts, at)
    stop = page.sentence(end).stop
    trail = " ".join(w.text.lower() for w in page.words[end + 1 : min(end + 6, stop)])
    if "among" not in trail:
        return None
    if re.match(r"(?:\w+ ){0,2}among (?:them|these|those)\b", trail):
        return next(earlier(page, drafts, at), None)
    among = re.match(r"(?:\w+ ){0,2}among the ((?:\w+ ?){1,2})", trail)
    return measured(page, drafts, at, among[1]) if among else None


def end_of_run(page: Page, drafts: Sequence[Draft], at: int) -> int:
    """The last word of a count and those that "and" joins to it: "two men and a boy were among the dead"."""
    end = drafts[at].end()
    for other in drafts[at + 1 :]:
        if [w.text.lower() for w in page.words[end + 1 : other.start()]] not in (["and"], [","], [",", "and"]):
            break
        end = other.end()
    return end


def in_list(page: Page, drafts: Sequence[Draft], at: int) -> int | None:
    """The whole of the part just before it in a list ("including two nuns and three priests")."""
    if at == 0 or drafts[at - 1].whole is None:
        return None
    draft, previous = drafts[at], drafts[at - 1]
    assert previous.whole is not None
    if draft.quantity.more:
        return None
    if draft.own_measure and draft.measure != drafts[previous.whole].measure:
        return None
    if page.words[draft.start()].sentence != page.words[previous.end()].sentence:
        return None
    if is_listed(page, previous) and draft.counted.noun is None and draft.counted.of is None:
        return None if page.words[draft.end() + 1].tag == "ADP" else previous.whole
    between = page.words[previous.end() + 1 : draft.start()]
    texts = {w.text.lower() for w in between}
    if len(between) > MOST_LISTED or ";" in texts or any(w.tag == "VERB" for w in between):
        return None
    return previous.whole if {",", "and"} & texts else None


def by_itself(page: Page, drafts: Sequence[Draft], at: int) -> int | None:
    """A bare number that opens a clause of its own after a larger count: "… 22 men; 11 are brought up"."""
    draft = drafts[at]
    value = draft.quantity.value
    if draft.counted.noun is not None or draft.counted.of is not None or not value or draft.quantity.more:
        return None
    first = draft.start()
    if (told_on := goes_on(page, drafts, at)) is not None:
        return told_on
    if (
        first
        and page.words[first - 1].text == ","
        and any(w.text.lower() in HOW for w in page.words[draft.end() + 1 :][:1])
    ):
        return next((n for n in earlier(page, drafts, at, 0) if (drafts[n].quantity.value or 0) > value), None)
    if [w.text.lower() for w in page.words[max(0, first - 2) : first]] == ["the", "other"]:
        return the_others(page, drafts, at)
    opens = first == page.sentence(first).first or page.words[first - 1].text in (";", ":")
    after = page.words[draft.end() + 1] if draft.end() + 1 < len(page.words) else None
    if not opens or after is None or not (after.tag in ("VERB", "AUX", "ADV") or after.text == ","):
        return None
    for number in earlier(page, drafts, at):
        whole = drafts[number]
        least = whole.quantity.value or whole.quantity.bounds.low or 0
        same = page.words[whole.quantity.first].sentence == page.words[first].sentence
        trail = {w.text.lower() for w in page.words[draft.end() + 1 : draft.end() + 6]}
        if whole.measure == "killed" and (trail & ALIVE or (draft.own_measure and draft.measure != "killed")):
            return None  # "34 are dead; seven are missing", "seven were pulled out alive"
        people = value == 1 and whole.counted.noun is not None and is_person(page, whole.counted.noun)
        people = people or is_aboard(page, whole)
        return number if least > value and (whole.measure in HARM or same or people) else None
    return None


def the_others(page: Page, drafts: Sequence[Draft], at: int) -> int | None:
    """The whole of which "the other six" are what an earlier part leaves."""
    before = next((d for d in reversed(drafts[:at]) if d.measure not in NO_WHOLE), None)
    near = before is not None and page.words[drafts[at].start()].sentence - page.words[before.start()].sentence <= 1
    return before.whole if before is not None and near else None


def is_aboard(page: Page, whole: Draft) -> bool:
    """Whether a count is of all who were aboard: what is told of fewer next is told of some of them."""
    words = page.words
    beside = {
        w.text.lower()
        for w in (*words[max(0, whole.start() - 3) : whole.start()], *words[whole.end() + 1 : whole.end() + 4])
    }
    return bool(beside & ABOARD)


def goes_on(page: Page, drafts: Sequence[Draft], at: int) -> int | None:
    """The whole of a bare part before a number that goes on after it: "11 are brought up, ten die and one is lost"."""
    first = drafts[at].start()
    last = next((d for d in reversed(drafts[:at]) if d.measure not in NO_WHOLE), None)
    if last is None or last.counted.noun is not None:
        return None
    opens = last.start() == page.sentence(first).first and is_listed(page, last)  # "eight of these ..., two ..."
    if last.counted.of is not None and not (opens or last.whole is None):
        return None
    same = page.words[first].sentence == page.words[last.end()].sentence
    return last.whole if same and page.words[first - 1].text in (",", "and") else None


def by_sum(page: Page, drafts: Sequence[Draft]) -> dict[int, int]:
    """Runs of exact counts in one sentence after a count that they add up to: each is part of it."""
    out: dict[int, int] = {}
    for whole, one in enumerate(drafts):
        if not isinstance(one.quantity.value, int) or one.measure in NO_WHOLE or one.quantity.value < 3 or whole in out:
            continue
        rest, parts = one.quantity.value, []
        for at in range(whole + 1, min(whole + 7, len(drafts))):
            part = drafts[at]
            if not part.quantity.value or not may_add_up(page, one, part, drafts[whole + 1]):
                break
            rest -= int(part.quantity.value)
            parts.append(at)
            if rest == 0 and (len(parts) > 2 or (len(parts) == 2 and has_colon(page, one, drafts[whole + 1]))):
                out |= dict.fromkeys(parts, whole)
            if rest <= 0:
                break
        if len(parts) > 1 and is_taken_apart(page, one, [drafts[at] for at in parts]):
            out |= dict.fromkeys(parts, whole)
    return out


def is_taken_apart(page: Page, whole: Draft, parts: Sequence[Draft]) -> bool:
    """Whether what follows a colon is all a list of people, be their sum right or wrong: "12 dead: 7 men, 3 women"."""
    first, last = parts[0], parts[-1]
    same = page.words[whole.end()].sentence == page.words[last.end()].sentence
    if not same or page.words[first.start() - 1].text != ":" or whole.measure not in HARM:
        return False
    if any(part.own_measure and part.measure != whole.measure for part in parts):
        return False
    if not all(part.counted.noun is not None and is_person(page, part.counted.noun) for part in parts):
        return False
    return all(
        {w.text.lower() for w in page.words[one.end() + 1 : other.start()]} <= {",", "and"}
        for one, other in pairwise(parts)
    )


def has_colon(page: Page, whole: Draft, part: Draft) -> bool:
    """Whether a colon leads from a count to the first of its parts."""
    between = page.words[whole.end() + 1 : part.start()]
    return len(between) <= MOST_LISTED and any(w.text == ":" for w in between)


def may_add_up(page: Page, whole: Draft, part: Draft, first: Draft) -> bool:
    """Whether a count may be one of a list that takes a whole apart."""
    words = page.words
    sentence = words[part.quantity.first].sentence
    return (
        part.measure not in NO_WHOLE
        and part.quantity.bounds.precision == "exact"
        and not part.quantity.more
        and sentence == words[first.quantity.first].sentence
        and sentence - words[whole.quantity.first].sentence <= 1
        and not (part.own_measure and whole.own_measure and part.measure != whole.measure)
    )
