"""Incidents of a page: the events of one report that are one happening."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from onrecord.codebook.tables import codebook, words
from onrecord.language.page import Page
from onrecord.model.records import DateRange, Event, Figure, Incident, Party, Perpetrator, Place, Records, Stage, Time
from onrecord.reading.events.blame import find_blamed
from onrecord.reading.events.harm import objects, perpetrators, trigger_words, victims
from onrecord.reading.events.lead import Lead
from onrecord.reading.people.mentions import Mentions

# types whose events are happenings; acts of speech are none
MATERIAL = frozenset(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "ACCIDENT", "DISASTER"))
MISHAPS = frozenset(("ACCIDENT", "DISASTER"))
STAGES: dict[str, Stage] = {"attempted": "attempted", "threatened": "threatened", "planned": "threatened"}
SILENT = frozenset(("hypothetical",))  # what is only supposed is no happening
TOWNS = frozenset(("city", "capital"))
NEAR = 4  # sentences over which an event without a time or place of its own still belongs to the one before
VAGUE = frozenset(("kill", "attack", "hit", "injure", "wound", "hurt", "strike", "killing"))


@dataclass
class Group:
    """Events that are taken for one happening, as they are gathered."""

    events: list[Event]
    sentence: int
    times: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    blamed: list[Perpetrator] = field(default_factory=list)

    def add(self, event: Event, sentence: int) -> None:
        self.events.append(event)
        self.sentence = max(self.sentence, sentence)
        self.times |= {event.time} if event.time else set()
        self.places |= {event.place} if event.place else set()


@cache
def subtypes() -> tuple[dict[str, str], dict[str, str]]:
    """The plain words for what happened, by mode and by the word that named it."""
    table = codebook("incidents")["subtypes"]
    return table["modes"], table["words"]


def find_incidents(page: Page, records: Records, who: Mentions) -> tuple[Incident, ...]:
    """The incidents of a page, in the order of the text."""
    groups: list[Group] = []
    figures = {f.id: f for f in records.figures}
    for event in records.events:
        if event.type not in MATERIAL or event.modality in SILENT:
            continue
        sentence = page.words[page.word_at(event.trigger.start)].sentence
        told = replace(event, time=None) if is_late_death(event, page) else event
        apart = [g for g in groups if is_set_elsewhere(told, g, page, records)]
        home = next((g for g in reversed(groups) if g not in apart and belongs(told, sentence, g, records)), None)
        if home is None:
            home = Group([], sentence)
            groups.append(home)
        home.add(told if home.events else event, sentence)
    for number, perpetrator in find_blamed(page, records, who):
        home = told_before(page.words[number].start, groups)
        if home is not None:
            home.blamed.append(perpetrator)
    lead = Lead.of(page, records)
    return tuple(incident_of(f"i{n}", group, figures, page, records, lead) for n, group in enumerate(groups, 1))


def is_late_death(event: Event, page: Page) -> bool:
    """Whether somebody died of what had been done before, on a day of its own: "died of his wounds on Sunday"."""
    number = page.word_at(event.trigger.start)
    if page.words[number].lemma not in ("die", "succumb"):
        return False
    rest = (page.words[n].text.lower() for n in range(number + 1, page.sentence(number).stop))
    return not words("casualties", "words", "wounds").isdisjoint(rest)


def told_before(offset: int, groups: Sequence[Group]) -> Group | None:
    """The attack last told of before an offset, no past one where the news is one too."""
    before = [
        (event.background, -event.trigger.start, number)
        for number, group in enumerate(groups)
        for event in group.events
        if event.type == "ASSAULT" and stage(event) == "accomplished" and event.trigger.start < offset
    ]
    return groups[min(before)[2]] if before else None


def belongs(event: Event, sentence: int, group: Group, records: Records) -> bool:
    """Whether an event is part of the happening that a group of events tells of."""
    first = group.events[0]
    if family(event) != family(first) or event.background != first.background or stage(event) != stage(first):
        return False
    if event.time and group.times and not same_time(event.time, group.times, records):
        return False
    if event.place and group.places and not same_place(event.place, group.places, records):
        return False
    if is_another_deed(event, group):
        return False
    agreed = (event.time and group.times) or (event.place and group.places)
    return bool(agreed) or sentence - group.sentence <= (NEAR if is_taken_up(event) or not event.time else 1)


def is_set_elsewhere(event: Event, group: Group, page: Page, records: Records) -> bool:
    """Whether an event is set on a day and away from the town that a report comes from, in a later paragraph than a
    happening that is set nowhere: that is the town's."""
    if not (event.time and event.place) or group.times or group.places:
        return False
    if "\n" not in page.text[group.events[-1].trigger.end : event.trigger.start]:
        return False
    line = page.text[page.opening : page.dateline]
    town = next((one for one in records.places if any(m.start == page.opening for m in one.mentions)), None)
    return town is not None and line != "" and "(" not in line and not same_place(event.place, (town.id,), records)


def is_another_deed(event: Event, group: Group) -> bool:
    """Whether an event has other doers and others whom it befell than all that a group tells, and no time or place that
    ties it to them."""
    if event.time or event.place or not event.actors:
        return False
    doers = {party_key(p) for e in group.events for p in e.actors}
    befell = {party_key(p) for e in group.events for p in (*e.recipients, *e.targets)}
    own = {party_key(p) for p in (*event.recipients, *event.targets)}
    apart = doers.isdisjoint(map(party_key, event.actors)) and befell.isdisjoint(own)
    return bool(doers and befell and own) and apart and doers.isdisjoint(own)


def party_key(party: Party) -> str:
    return party.entity or party.span.text.casefold()


def family(event: Event) -> str | None:
    return "MISHAP" if event.type in MISHAPS else event.type


def stage(event: Event) -> Stage:
    """How far a deed went; one that is denied is told of as done."""
    return STAGES.get(event.modality, "accomplished")


def is_taken_up(event: Event) -> bool:
    """Whether an event's word takes up one that was told before ("the attack")."""
    return not event.actors and not event.recipients and not event.targets


def same_time(time: str, times: Iterable[str], records: Records) -> bool:
    """Whether a time lies in one of others, or one of them in it."""
    known = {t.id: t for t in records.times}
    return any(overlap(known[time], known[other]) for other in times)


def overlap(one: Time, other: Time) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return True
    return one.start[:10] <= other.end[:10] and other.start[:10] <= one.end[:10]


def same_place(place: str, places: Iterable[str], records: Records) -> bool:
    """Whether a place is one of others, or one holds the other: a country, a province."""
    known = {p.id: p for p in records.places}
    return place in places or any(holds(known[place], known[o]) or holds(known[o], known[place]) for o in places)


def holds(whole: Place, part: Place) -> bool:
    """Whether a place may lie in another one, that is a country or a province."""
    if whole.country is None or whole.country != part.country:
        return False
    if whole.kind in ("country", "continent"):
        return True
    return whole.kind not in TOWNS and whole.admin1 is not None and whole.admin1 == part.admin1


def incident_of(
    ident: str, group: Group, figures: dict[str, Figure], page: Page, records: Records, lead: Lead | None
) -> Incident:
    """The incident that a group of events makes; what the lead tells of took place where it was filed."""
    counted = list(dict.fromkeys(f for e in group.events for f in e.figures))
    told = [figures[f] for f in counted]
    first = group.events[0]
    kind, subtype = first.type, subtype_of(group.events)
    doers = perpetrators(group.events, group.blamed)
    hurt = victims(group.events, told, page, records)
    place = next((e.place for e in group.events if e.place), None)
    if place is None and lead is not None and not first.background and lead.holds(group.events):
        place = lead.place
    date = date_of(group.events, records)
    return Incident(
        id=ident,
        events=tuple(e.id for e in group.events),
        type=kind,
        subtype=subtype,
        stage=stage(first),
        date=date,
        place=place,
        weapons=tuple(dict.fromkeys(weapon(page, i.start, i.end) for e in group.events for i in e.instruments)),
        perpetrators=doers,
        victims=hurt,
        objects=objects(group.events, page, records),
        figures=tuple(counted),
        background=first.background,
        summary=summary(
            subtype or (kind or "").lower(), place, date, [v.name or v.span.text for v in hurt if v.effect], records
        ),
    )


def weapon(page: Page, start: int, end: int) -> str:
    """The plain word for a weapon."""
    head = page.head(start, end)
    return page.text[start:end].lower() if head is None else page.words[head].lemma


def subtype_of(events: Sequence[Event]) -> str | None:
    """The plain word for what happened: the first that its events' modes or words give, vague words last."""
    modes, words = subtypes()
    named = [modes.get(e.mode or "") or telling(e, words) for e in events]
    vague = [words[w] for e in events for w in trigger_words(e) if w in words]
    return next((name for name in (*named, *vague) if name is not None), None)


def telling(event: Event, words: dict[str, str]) -> str | None:
    """The plain word that an event's own word gives, where that is not vague."""
    return next((words[w] for w in trigger_words(event) if w in words and w not in VAGUE), None)


def date_of(events: Iterable[Event], records: Records) -> DateRange:
    """The narrowest of the times that a happening's events have."""
    known = {t.id: t for t in records.times}
    times = [known[e.time] for e in events if e.time]
    spans = [(t.start, t.end) for t in times if t.start is not None and t.end is not None]
    if not spans:
        return DateRange(None, None)
    start, end = min(spans, key=lambda s: (s[0][:10] != s[1][:10], len(s[0]) < 10))
    return DateRange(start[:10], end[:10])


def summary(what: str, place: str | None, date: DateRange, hurt: Sequence[str], records: Records) -> str:
    """One sentence made of the incident's own cells.

    >>> summary("bombing", None, DateRange("2031-03-03", "2031-03-03"), ["at least 14 people"], Records())
    'Bombing on 2031-03-03: at least 14 people.'
    """
    where = next((f" in {p.name}" for p in records.places if p.id == place), "")
    when = (
        ""
        if date.start is None
        else f" on {date.start}"
        if date.start == date.end
        else f" from {date.start} to {date.end}"
    )
    whom = ": " + "; ".join(hurt) if hurt else ""
    return f"{what[:1].upper()}{what[1:]}{where}{when}{whom}."
