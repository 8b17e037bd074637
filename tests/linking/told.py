"""Records of invented reports, told piece by piece: what happened when and where, and whom it befell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from onrecord.model.records import (
    DateRange,
    Entity,
    EntityType,
    Event,
    EventType,
    Fact,
    FactObject,
    Figure,
    Incident,
    Measure,
    Place,
    Population,
    ReaderInfo,
    Record,
    Records,
    Statement,
    Time,
)  # fmt: skip
from onrecord.model.span import Span
from onrecord.model.view import RecordView
from tests.linking.reports import report

PLACES = {
    "Cove Fort": (51.85, -8.28, "city", "IRL", "Munster"),
    "Oakley": (52.66, -8.62, "city", "IRL", "Munster"),
    "Tarn": (43.93, 2.15, "city", "FRA", "Occitanie"),
    "Ireland": (None, None, "country", "IRL", None),
}


class Told:
    """A report with its records; every span is found in its text."""

    def __init__(self, ident: str, text: str, publisher: str = "Cove Gazette", **more: Any) -> None:
        self.report = report(ident, text, publisher, **more)
        self.events: list[Event] = []
        self.figures: list[Figure] = []
        self.incidents: list[Incident] = []
        self.statements: list[Statement] = []
        self.times: list[Time] = []
        self.places: list[Place] = []
        self.entities: list[Entity] = []
        self.facts: list[Fact] = []

    def span(self, words: str) -> Span:
        start = self.report.text.index(words)
        return Span(start, start + len(words), words)

    def entity(self, name: str, type: EntityType = "person", role: str | None = None) -> str:
        """Somebody who is told of by name, once, and as what."""
        ident = f"n{len(self.entities)}"
        self.entities.append(Entity(ident, name, type, (self.span(name),)))
        if role:
            words = self.span(role)
            self.facts.append(
                Fact(f"k{ident}", ident, "role", FactObject(None, role, words), None, None, "current", words)
            )
        return ident

    def says(self, speaker: str, words: str) -> Told:
        """A statement of somebody who is told of."""
        known = {one.name: one.id for one in self.entities}
        ident = known.get(speaker) or self.entity(speaker)
        self.statements.append(
            Statement(f"s{len(self.statements)}", "indirect", "said", (self.span(words),), speaker=ident)
        )
        return self

    def time(self, words: str, start: str, end: str | None = None) -> str:
        ident = f"t{len(self.times)}"
        self.times.append(Time(ident, self.span(words), "DATE", start, start, end or start, None, True))
        return ident

    def place(self, name: str) -> str:
        lat, lon, kind, country, admin1 = PLACES[name]
        self.places.append(
            Place(f"p{len(self.places)}", name, (), kind, False, lat, lon, None, country, admin1, None, 1.0)
        )
        return self.places[-1].id

    def incident(
        self,
        trigger: str,
        *figures: str,
        type: EventType = "ASSAULT",
        day: str | None = None,
        place: str | None = None,
        background: bool = False,
    ) -> Told:
        """An incident of one event, with the figures "MEASURE: WORDS" that count it."""
        event, where = f"e{len(self.events)}", self.place(place) if place else None
        counted = [self.figure(one, event) for one in figures]
        when = self.time(trigger, day) if day else None
        self.events.append(
            Event(event, type, None, self.span(trigger), time=when, background=background, figures=tuple(counted))
        )
        self.incidents.append(
            Incident(
                f"i{len(self.incidents)}", (event,), type, trigger, "accomplished", DateRange(day, day), where, (), (),
                (), (), tuple(counted), background, f"{trigger}.",
            )
        )  # fmt: skip
        return self

    def figure(self, told: str, event: str | None = None, said_by: str | None = None, **more: Any) -> str:
        """A figure "MEASURE: WORDS", of a population where the words have a noun other than people."""
        measure, words = told.split(": ")
        kind: Measure = measure  # type: ignore[assignment]
        span, number = self.span(words), int(re.search(r"\d+", words)[0])  # type: ignore[index]
        noun = words.split()[-1]
        whom = None if noun == "people" or noun.isdigit() else Population(noun, self.span(noun))
        statement = None
        if said_by:
            statement = f"s{len(self.statements)}"
            self.statements.append(Statement(statement, "indirect", "said", (span,), source=(self.span(said_by),)))
        given: dict[str, Any] = {"part_of": None, "change": "total", "status": "confirmed", "statement": statement}
        ident = f"f{len(self.figures)}"
        self.figures.append(
            Figure(
                ident, kind, number, number, number, "exact", None, None, whom, span=span, event=event,
                **(given | more),
            )
        )  # fmt: skip
        return ident

    @property
    def view(self) -> RecordView:
        kinds = ("entities", "statements", "events", "figures", "facts", "incidents", "times", "places")
        records = Records(**{kind: tuple(getattr(self, kind)) for kind in kinds})
        return RecordView(Record(self.report, ReaderInfo("test", {}, ""), records))


def quotes(figures: Sequence[Any]) -> list[str]:
    """The words of figures."""
    return [one.item.span.text for one in figures]
