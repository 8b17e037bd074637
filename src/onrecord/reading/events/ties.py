"""What ties the records of a page: which figure counts which event, who asserts or denies what, when and where."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from functools import cache

from onrecord.codebook.tables import codebook
from onrecord.language.page import Page
from onrecord.language.stretches import Stretches
from onrecord.model.records import Event, Figure, Records
from onrecord.reading.events.settings import Settings
from onrecord.reading.people.mentions import Mentions

OVER_YEARS = re.compile(
    r"[^,;.]{0,40}\b(?:in (?:the|this|that) (?:\w+ )?(?:war|conflict|insurgency|rebellion|uprising|unrest)"
    r"|since (?:\w+ )?(?:19|20)\d\d|in (?:recent|the past|the last) (?:\w+ )?years|over the (?:past|last) \w+ years)\b"
)


@cache
def measure_words() -> dict[str, str]:
    """The measure of a figure that each word for a deed names."""
    return {word: measure for measure, words in codebook("incidents")["measures"].items() for word in words.split()}


def tie(page: Page, records: Records, who: Mentions) -> Records:
    """The same records with figures tied to events, and both to statements, places and times."""
    settings = Settings.of(page, records)
    events = carry_on([situate(event, page, settings) for event in records.events], page, settings)
    figures = tie_figures(page, events, list(records.figures))
    by_id = {e.id: e for e in events}
    by_event: dict[str, list[str]] = defaultdict(list)
    for figure in figures:
        if figure.event is not None:
            by_event[figure.event].append(figure.id)
    return replace(
        records,
        events=tuple(replace(e, figures=tuple(by_event[e.id])) for e in events),
        figures=tuple(settle(f, by_id) for f in figures),
    )


def situate(event: Event, page: Page, settings: Settings) -> Event:
    """The event with its time and place, and whether it is told as the past."""
    head = page.head(event.trigger.start, event.trigger.end)
    if head is None:
        return event
    time = settings.time(event, head)
    past = settings.is_past(time) or (event.modality == "happened" and is_of_a_war(page, head))
    return replace(event, time=time, place=settings.place(event, head), background=past)


def is_of_a_war(page: Page, head: int) -> bool:
    """Whether a deed is counted over a whole war or more: "thousands have died in the war", "have been killed since
    2019"."""
    if not any(page.words[n].lemma == "have" and page.words[n].relation == "aux" for n in page.children[head]):
        return False
    sentence = page.sentence(head)
    return OVER_YEARS.match(page.text, page.words[head].end, sentence.end) is not None


def carry_on(events: list[Event], page: Page, settings: Settings) -> list[Event]:
    """The events; those without a time go on with the past that a time at the head of a sentence opened."""
    out: list[Event] = []
    paragraph, past = -1, False
    ends = [mark.start() for mark in re.finditer("\n", page.text)]
    for event in events:
        number = bisect_left(ends, event.trigger.start)
        past = past and number == paragraph
        paragraph = number
        if event.time is not None:
            past = event.background and settings.opens(event)
        head = page.head(event.trigger.start, event.trigger.end)
        going_on = past and head is not None and event.modality == "happened" and settings.is_bygone(head)
        out.append(replace(event, background=event.background or going_on))
    return out


def tie_figures(page: Page, events: list[Event], figures: list[Figure]) -> list[Figure]:
    """The figures with the event each counts; a part counts what its whole does."""
    parties = Stretches((p.span.start, p.span.end, e) for e in events for p in (*e.recipients, *e.targets))
    by_sentence: dict[int, list[Event]] = defaultdict(list)
    for one in events:
        by_sentence[sentence_at(page, one.trigger.start)].append(one)
    found = {f.id: counted_event(f, parties, by_sentence[sentence_at(page, f.span.start)]) for f in figures}
    whole = {f.id: f.part_of for f in figures}
    out = []
    for figure in figures:
        event, above = found[figure.id], figure.part_of
        while event is None and above is not None:
            event, above = found[above], whole[above]
        out.append(replace(figure, event=event))
    return out


def sentence_at(page: Page, offset: int) -> int:
    """The number of the sentence at an offset."""
    return page.words[page.word_at(offset)].sentence


def counted_event(figure: Figure, parties: Stretches[Event], beside: list[Event]) -> str | None:
    """The id of the event that a figure counts: its participants hold the figure, or its word, in the same sentence,
    fits the measure."""
    if figure.measure in ("duration", "money"):
        return None
    for event in parties.touching(figure.span.start, figure.span.end):
        if fits(figure, event):
            return event.id
    near = [e for e in beside if counts(figure, e)]
    return min(near, key=lambda e: abs(e.trigger.start - figure.span.start)).id if near else None


def counts(figure: Figure, event: Event) -> bool:
    """Whether an event's word names what a figure's measure counts."""
    return figure.measure in measures(event)


def fits(figure: Figure, event: Event) -> bool:
    """Whether an event may be what a figure counts: nothing about its word says otherwise."""
    named = measures(event)
    return not named or figure.measure in named or figure.measure in ("other", "affected", "weapons")


def measures(event: Event) -> set[str]:
    """The measures that the words of an event's trigger name."""
    words = (event.how or "").removeprefix("trigger: ").split(" + ")[0].split() + event.trigger.text.lower().split()
    known = measure_words()
    return {known[word] for word in words if word in known}


def settle(figure: Figure, events: dict[str, Event]) -> Figure:
    """The figure with the place and time of its event, where it has none of its own."""
    event = events.get(figure.event or "")
    if event is None:
        return figure
    return replace(figure, place=figure.place or event.place, time=figure.time or event.time)
