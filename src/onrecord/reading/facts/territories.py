"""Where a place lies, who holds it, as what it is recognised, and who most of its people are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.language.page import Page
from onrecord.model.records import FactStatus
from onrecord.model.span import Span
from onrecord.reading.facts.telling import ARTICLES, Teller, Told, relations
from onrecord.reading.statements.reported import subject_of

GREATER = frozenset(("country", "admin1", "admin2", "region"))
SUPPOSING = frozenset("could may might would should if unless can will".split())
UNTIL = re.compile(r"\buntil\b")
DENYING = frozenset("not n't n’t never no".split())
FEW = 6  # words that name whom somebody recognises
HOLDING = frozenset("control hold govern rule administer occupy own".split())
TAKING = frozenset("capture seize retake recapture overrun conquer reconquer".split())
GAINING = frozenset("take gain regain wrest win assume".split())  # control
KEEPING = frozenset("have keep retain maintain".split())  # control
HELD = frozenset(
    "controlled held governed administered ruled occupied owned run captured seized retaken recaptured overrun".split()
)
TOWNS = frozenset("town city village district province region territory island capital peninsula enclave".split())
NO_HOLDERS = ("person", "media")


def territories(teller: Teller) -> Iterator[Told]:
    """All that is told of where places lie and who holds them."""
    yield from located(teller)
    for number, word in enumerate(teller.page.words):
        lower = word.text.lower()
        if word.start < teller.page.opening:
            continue  # a headline says in short what somebody says below
        if lower == "control":
            yield from under_control(teller, number)
            yield from in_control(teller, number)
        elif lower == "hands":
            yield from in_hands(teller, number)
        elif lower in HELD:
            yield from held_by(teller, number)
        if word.tag == "VERB" and word.lemma in HOLDING | TAKING | GAINING | KEEPING:
            yield from holds(teller, number)
        elif word.lemma == "lose":
            yield from loses(teller, number)
        elif word.lemma == "fall":
            yield from falls(teller, number)
        elif word.lemma in ("recognise", "recognize"):
            yield from recognised(teller, number)
        elif lower == "majority":
            yield from majority(teller, number)


def is_denied(teller: Teller, number: int) -> bool:
    """Whether a word stands in what somebody denies: "denied that it had lost Port Quill"."""
    at = teller.page.words[number].start
    denied = (span for one in teller.records.statements if one.act == "deny" for span in one.content)
    return any(span.start <= at < span.end for span in denied)


# where a place lies ---------------------------------------------------------------------------------------------------


def located(teller: Teller) -> Iterator[Told]:
    """Of "Cork, southern Ireland", "Cobh in County Cork", "CORK, Ireland - " what lies in what."""
    page = teller.page
    names = [n for n in teller.names if n.kind == "place"]
    for inner in names:
        found = outer_of(teller, inner.last)
        if found is None:
            continue
        first, last, sure = found
        subject = teller.entity(inner.first, inner.last)
        thing = teller.entity(first, last)
        if subject is None or subject == thing or not (sure or lies_in(teller, inner.first, first)):
            continue
        yield Told(subject, "located_in", page.span_of(first, last), page.span_of(inner.first, last), thing)


def outer_of(teller: Teller, last: int) -> tuple[int, int, bool] | None:
    """First and last word of the place that the words after a name say it lies in; sure where they name its kind."""
    page = teller.page
    at = last + 1
    unit = relations()["units"]
    if teller.lower(at) in unit:
        at += 1  # "Djugu territory, in ..."
    comma = teller.lower(at) in (",", "(")
    at += comma
    inside = teller.lower(at) in ("in", "of")
    at += inside
    if not (comma or inside):
        return None
    sure = False
    leads = ARTICLES | relations()["directions"] | unit | {"of", "-"}
    while (at not in teller.openings and teller.lower(at) in leads) or is_demonym(teller, at):
        sure = sure or teller.lower(at) in unit or teller.lower(at) in relations()["directions"]
        at += 1
    name = next((n for n in teller.names if n.first == at and n.kind in ("place", "organisation")), None)
    if name is None or page.words[at].sentence != page.words[last].sentence:
        return None
    follows = teller.lower(name.last + 1)
    kind = bool({follows, teller.lower(name.last), teller.lower(name.first)} & unit)
    if name.kind == "organisation" and not kind:
        return None
    end = name.last
    dateline = page.text[page.words[end].end :].lstrip()[:1] in ("-", "–", "—", "(") and page.words[last].text.isupper()
    return at, end, sure or kind or dateline


def is_demonym(teller: Teller, number: int) -> bool:
    """Whether a word is the adjective of a country before another noun."""
    if number >= len(teller.page.words):
        return False
    place = teller.place_at.get(teller.page.words[number].start)
    return place is not None and place.demonym and teller.lower(number + 1) in relations()["units"]


def lies_in(teller: Teller, inner: int, outer: int) -> bool:
    """Whether the gazetteer agrees that one place lies in the other, or knows the outer as a country or a unit."""
    words = teller.page.words
    one, other = teller.place_at.get(words[inner].start), teller.place_at.get(words[outer].start)
    if other is None or other.kind not in GREATER:
        return False
    if one is None or one.country is None:
        return other.kind in ("country", "admin1") and teller.lower(outer - 1) == ","
    if one.kind == "country" or one.country != other.country:
        return False
    return other.kind == "country" or one.kind not in ("country", "admin1")


# who holds it --------------------------------------------------------------------------------------------------------


def place_before(teller: Teller, number: int) -> str | None:
    """The place whose clause it is: the subject of the verb, else the last place before it in the sentence or the one
    that "it" or "there" takes up."""
    page = teller.page
    for head in (number, *page.governors(number)):
        subject = page.child(head, "nsubj")
        if subject is not None and subject < number:
            found = teller.who.by_head.get(subject)
            if found is not None and teller.by_id[found].type == "place":
                return found
    return (
        last_place(teller, number)
        if teller.lower(page.sentence(number).first) in ("however", "it", "the", "but")
        else None
    )


def last_place(teller: Teller, number: int) -> str | None:
    """The last place spoken of as such before a word: in the sentence before, its subject."""
    name = next((n for n in reversed(teller.names) if n.kind == "place" and n.last < number), None)
    if name is None or teller.page.words[number].sentence - teller.page.words[name.first].sentence > 2:
        return None
    return teller.entity(name.first, name.last)


def holder(teller: Teller, at: int) -> tuple[int, int] | None:
    """The first and last word of who stands at a place in the text."""
    page = teller.page
    start = at + (teller.lower(at) in ARTICLES)
    end = start
    while end < page.sentence(min(at, len(page.words) - 1)).stop and (
        page.words[end].tag in ("NOUN", "PROPN", "ADJ")
        or (teller.lower(end) == "of" and end > start)
        or (page.words[end].text in ("'s", "’s"))
    ):
        end += 1
    named = {name.last for name in page.names}  # a people's name may be tagged as an adjective
    while end > start and page.words[end - 1].tag not in ("NOUN", "PROPN") and end - 1 not in named:
        end -= 1
    return (start, end - 1) if end > start else None


def controlled(teller: Teller, subject: str | None, at: int, first: int) -> Iterator[Told]:
    """That a place is controlled by who stands at some words."""
    found = holder(teller, at)
    if subject is None or found is None or teller.by_id[subject].type != "place":
        return
    page = teller.page
    thing = teller.entity(*found)
    if thing != subject:
        yield Told(subject, "controlled_by", page.span_of(*found), page.span_of(min(first, found[0]), found[1]), thing)


def held(teller: Teller, number: int) -> FactStatus | None:
    """Whether what a word tells is so, or was ("no longer controls", "was held until"); None where it is denied, or
    only supposed."""
    page = teller.page
    beside = {teller.lower(n) for n in (*page.children[number], number - 3, number - 2, number - 1)}
    if "longer" in beside:
        return "former"
    if beside & DENYING or beside & SUPPOSING or is_infinitive(teller, number):
        return None
    after = page.text[page.words[number].end : page.sentence(number).end]
    return "former" if beside & {"was", "were"} and UNTIL.search(after) else "current"


def is_infinitive(teller: Teller, number: int) -> bool:
    """Whether a verb tells only what somebody means to do: "wants to hold", "failed to capture"."""
    return "to" in (teller.lower(number - 1), *(teller.lower(n) for n in teller.page.children[number] if n < number))


def under_control(teller: Teller, number: int) -> Iterator[Told]:
    """Of "it is under the control of the Front" who holds it."""
    under = next((n for n in range(number - 1, number - 4, -1) if teller.lower(n) == "under"), None)
    if under is not None and teller.lower(number + 1) == "of":
        yield from controlled(teller, place_before(teller, number), number + 2, under)


def in_control(teller: Teller, number: int) -> Iterator[Told]:
    """Of "the Front is in full control of Port Quill" who holds it."""
    subject = subject_near(teller.page, number)
    if subject is not None and "in" in (teller.lower(number - 1), teller.lower(number - 2)):
        yield from held_since(teller, number, subject, [n for n in teller.page.children[number] if n > number])


def in_hands(teller: Teller, number: int) -> Iterator[Told]:
    """Of "Port Quill is in the hands of the Front" and "in rebel hands" who holds it."""
    page, town = teller.page, subject_near(teller.page, number)
    place = None if town is None else teller.who.by_head.get(town)
    status = held(teller, number)
    if place is None or town is None or not town < number or status is None or teller.by_id[place].type != "place":
        return
    if teller.lower(number + 1) == "of" and "in" in (teller.lower(number - 1), teller.lower(number - 2)):
        yield from (replace(one, status=status) for one in controlled(teller, place, number + 2, town))
    elif teller.lower(number - 2) == "in" and page.words[number - 1].tag in ("NOUN", "ADJ", "PROPN"):
        side = page.span_of(number - 1, number - 1)
        entity = teller.entity(number - 1, number - 1)
        yield Told(place, "controlled_by", side, page.span_of(town, number), entity, status)


def subject_near(page: Page, number: int) -> int | None:
    """The subject of a noun that is a predicate, or of the verb that it hangs on; a parse may tie it to the noun."""
    words, head = page.words, page.words[number].head
    own = subject_of(page, number)
    astray = (
        n for n in page.children[number] if n < number and words[n].relation == "nmod"
        and any(words[at].tag in ("VERB", "AUX") for at in range(n, number))
    )  # fmt: skip
    own = next(astray, None) if own is None else own
    return subject_of(page, head) if own is None and words[head].tag in ("VERB", "AUX") else own


def loses(teller: Teller, number: int) -> Iterator[Told]:
    """Of "the army lost Port Quill" and "lost control of it" who held it before."""
    page = teller.page
    objects = [n for n in page.children[number] if page.words[n].relation == "obj" and n > number]
    subject = subject_near(page, objects[0]) if objects else None
    if subject is not None and subject < number and not is_denied(teller, number):
        things = [n for n in page.children[objects[0]] if n > objects[0]]
        told = held_since(teller, number, subject, things if teller.lower(objects[0]) == "control" else objects[:1])
        yield from (replace(one, status="former", start=None) for one in told if one.status == "current")


def held_by(teller: Teller, number: int) -> Iterator[Told]:
    """Of "Port Quill, controlled by the Front" and "Front-held Port Quill" who holds it."""
    page = teller.page
    if teller.lower(number + 1) == "by":
        name = next((n for n in teller.names if n.kind == "place" and n.last in (number - 1, number - 2)), None)
        subject = teller.entity(name.first, name.last) if name else place_before(teller, number)
        if name is None and teller.lower(number - 1) == ",":
            return  # of "Cove, held by the Front" the reader does not know Cove for a place
        status = held(teller, number)
        told = controlled(teller, subject, number + 2, name.first if name else number)
        yield from (replace(one, status=status) for one in told if status is not None)
    elif teller.lower(number - 1) == "-" and number > 1:
        place = next((n for n in teller.names if n.kind == "place" and number < n.first <= number + 3), None)
        body = next((n for n in teller.names if n.last == number - 2), None)
        first, last = (body.first, body.last) if body else (number - 2, number - 2)
        if place is None or (body is None and teller.lower(last) not in ("rebel", "government")):
            return
        if any(page.words[n].tag not in ("NOUN", "ADJ", "ADP") for n in range(number + 1, place.first)):
            return
        subject = teller.entity(place.first, place.last)
        if subject is not None:
            span = page.span_of(first, place.last)
            yield Told(subject, "controlled_by", page.span_of(first, last), span, teller.entity(first, last))


def holds(teller: Teller, number: int) -> Iterator[Told]:
    """Of "the Front controls Port Quill and Port Nore" or "took control of them" who holds them; "no longer controls"
    tells who did."""
    page = teller.page
    objects = [n for n in page.children[number] if page.words[n].relation == "obj"]
    thing = next((n for n in objects if n > number), None)
    subject = subject_of(page, number)
    if subject is None:  # a parse may take for an object what stands before the verb
        subject = next((n for n in objects if n < number), None)
    if subject is None or thing is None or not subject < number:
        return
    if teller.lower(thing) == "control":
        things = [n for n in (*page.children[thing], *page.children[number]) if n > thing]
        yield from held_since(teller, number, subject, things)
    elif page.words[number].lemma not in GAINING | KEEPING:
        yield from held_since(teller, number, subject, [thing])


def falls(teller: Teller, number: int) -> Iterator[Told]:
    """Of "Port Quill fell to the Front" who holds it."""
    page = teller.page
    town = subject_of(page, number)
    victors = [n for n in page.children[number] if n > number and "to" in map(teller.lower, page.children[n])]
    if town is not None and victors:
        yield from held_since(teller, number, victors[0], [town])


def held_since(teller: Teller, number: int, subject: int, things: Iterable[int]) -> Iterator[Told]:
    """That somebody holds some places, as a verb says; since when, where it says how that came about."""
    page, body, status = teller.page, teller.who.by_head.get(subject), held(teller, number)
    came = page.words[number].lemma not in HOLDING | KEEPING
    if body is None or status is None or (came and teller.by_id[body].type in NO_HOLDERS):
        return
    span, day = holders_words(teller, subject), day_of(teller, number) if came else None
    for one in (n for thing in things for n in (thing, *page.children[thing]) if n == thing or is_beside(page, n)):
        at = place_told(teller, one)
        place = None if at is None else teller.who.by_head[at]
        if at is not None and place is not None and place != body:
            ends = (span.start, span.end, page.words[one].start, page.words[at].end)
            yield Told(place, "controlled_by", span, page.span(min(ends), max(ends)), body, status, day)


def holders_words(teller: Teller, head: int) -> Span:
    """The words that name who holds a place: the phrase, and all of the name that the parse may have cut ("M23")."""
    phrase, at = teller.page.phrase(head), teller.page.words[head].start
    mentions = teller.by_id[teller.who.by_head[head]].mentions
    ends = [phrase, *(one for one in mentions if one.start <= at < one.end)]
    return teller.page.span(min(one.start for one in ends), max(one.end for one in ends))


def is_beside(page: Page, number: int) -> bool:
    return page.words[number].relation == "conj"


def place_told(teller: Teller, number: int) -> int | None:
    """The word for the place that a word names, itself or by what it is: "Goma", "the town of Goma"."""
    page, heads = teller.page, teller.who.by_head
    named = [n for n in page.children[number] if teller.lower(n - 1) == "of"] if teller.lower(number) in TOWNS else []
    return next((n for n in (*named, number) if n in heads and teller.by_id[heads[n]].type == "place"), None)


def day_of(teller: Teller, number: int) -> str | None:
    """The day that stands beside a verb."""
    words = teller.page.words
    beside = [words[n].start for n in teller.page.children[number]]
    days = (time for time in teller.records.times if any(time.span.start <= at < time.span.end for at in beside))
    return next((day.start for day in days), None)


# what it is ----------------------------------------------------------------------------------------------------------


def recognised(teller: Teller, number: int) -> Iterator[Told]:
    """Of "the territory is recognised as part of Ireland" and "Ireland recognises it as a state" as what."""
    page = teller.page
    if held(teller, number) is None:
        return
    if teller.lower(number + 1) == "as":
        subject = place_before(teller, number) or last_place(teller, number)
        yield from known_as(teller, subject, number + 2, number)
        return
    at = next((n for n in range(number + 2, page.sentence(number).stop) if teller.lower(n) == "as"), None)
    body = teller.by_end.get(page.words[at - 1].end) if at else None
    if at and body and page.text[page.words[number].end : page.words[at - 1].end].count(" ") <= FEW:
        yield from known_as(teller, body, at + 1, number + 1)


def known_as(teller: Teller, subject: str | None, at: int, first: int) -> Iterator[Told]:
    """That something is recognised as what stands at some words."""
    found = holder(teller, at)
    if subject is None or found is None:
        return
    of = next((n for n in teller.names if found[0] <= n.first and n.last <= found[1]), None)
    thing = teller.entity(of.first, of.last) if of and of.first == found[0] else None  # no "part of Ireland"
    yield Told(subject, "recognised_as", teller.page.span_of(*found), teller.page.span_of(first, found[1]), thing)


def majority(teller: Teller, number: int) -> Iterator[Told]:
    """Of "the majority of the population there are fishermen" who."""
    page = teller.page
    stop = page.sentence(number).stop
    verb = next(
        (
            n
            for n in range(number + 1, min(stop, number + 9))
            if teller.lower(n) in ("is", "are", "was", "were", "consists", "consist", "comprises")
        ),
        None,
    )
    if verb is None or not {"population", "people", "inhabitants", "residents"} & {
        teller.lower(n) for n in range(number, verb)
    }:
        return
    found = holder(teller, verb + 1 + (teller.lower(verb + 1) == "of"))
    place = next((n for n in teller.names if n.kind == "place" and number < n.first < verb), None)
    subject = teller.entity(place.first, place.last) if place else last_place(teller, number)
    if found is not None and subject is not None:
        yield Told(subject, "majority", page.span_of(*found), page.span_of(number, found[1]), teller.entity(*found))
