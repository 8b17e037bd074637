"""The lead of a report under a dateline: what it tells of, and says not where, took place where it was filed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.codebook.actors import actors
from onrecord.language.page import Page
from onrecord.model.records import Event, Records
from onrecord.reading.events.settings import DATELINE

COMPASS = frozenset("north south east west northeast northwest southeast southwest".split())
ANOTHER = frozenset("a an another other neighbouring neighboring nearby northern southern eastern western".split())


@dataclass(frozen=True, slots=True)
class Lead:
    """The first paragraph of a report, and the town of the dateline before it."""

    start: int
    end: int
    place: str

    @classmethod
    def of(cls, page: Page, records: Records) -> Lead | None:
        """The lead of a page; None where the town of the dateline is not spoken of, or the lead speaks of other places.

        A report from a capital often tells of places far away, and then speaks of the capital no more.
        """
        dateline = DATELINE.match(page.text, page.opening)
        if dateline is None or "(" in dateline[0]:
            return None  # an agency's dateline names its bureau
        end = page.text.find("\n", dateline.end())
        lead = (dateline.end(), len(page.text) if end < 0 else end)
        town = next(
            (p for p in records.places if p.kind == "city" and any(m.start == page.opening for m in p.mentions)), None
        )
        if town is None or len(town.mentions) < 2 or is_elsewhere(page, records, town.id, *lead):
            return None
        return cls(*lead, town.id)

    def holds(self, events: Iterable[Event]) -> bool:
        """Whether any of some events is told in the lead."""
        return any(self.start <= event.trigger.start < self.end for event in events)


def is_elsewhere(page: Page, records: Records, town: str, start: int, end: int) -> bool:
    """Whether a stretch of text speaks of another place, by its name or as "a village", "the northern province"."""
    for place in records.places:
        inside = any(start <= mention.start < end for mention in place.mentions)
        if inside and place.id != town and not place.demonym and place.kind not in ("country", "continent"):
            return True
    for number in page.words_in(start, end):
        if page.words[number].text.lower() in COMPASS:
            return True
        actor = actors().get(page.words[number].lemma)
        if actor is not None and actor.type == "place" and page.words[number].tag == "NOUN":
            before = {page.words[n].text.lower() for n in page.children[number] if n < number}
            if before & ANOTHER:
                return True
    return False
