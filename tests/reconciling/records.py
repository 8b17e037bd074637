"""Records told by hand: a report's text with what was read out of it, found by its words."""

from __future__ import annotations

from typing import Any

from onrecord.model.records import (
    Entity,
    EntityType,
    Event,
    Fact,
    FactObject,
    Figure,
    Party,
    ReaderInfo,
    Record,
    Records,
    Report,
    Statement,
)  # fmt: skip
from onrecord.model.span import Span
from onrecord.model.view import FigureView, RecordView
from onrecord.reconciling.voices import Voice, voice_of


class Told:
    """A report that is told piece by piece; every span is found in its text."""

    def __init__(self, text: str, publisher: str = "Cove Gazette", agency: str | None = None, **more: Any) -> None:
        given: dict[str, Any] = {
            "id": publisher, "source": f"{publisher}.txt", "url": None, "title": None, "publisher": publisher,
            "byline": (), "agency": agency, "dateline": None, "published": "2031-03-04T08:00:00Z", "updated": None,
            "fetched": None, "language": "en", "text": text, "text_sha256": "", "raw_sha256": "",
        }  # fmt: skip
        self.report = Report(**{**given, **more})
        self.entities: list[Entity] = []
        self.statements: list[Statement] = []
        self.facts: list[Fact] = []
        self.figures: list[Figure] = []
        self.events: list[Event] = []

    def span(self, words: str) -> Span:
        start = self.report.text.index(words)
        return Span(start, start + len(words), words)

    def entity(self, name: str, kind: EntityType, *mentions: str, sector: str | None = None) -> str:
        ident = f"n{len(self.entities)}"
        spans = tuple(self.span(words) for words in mentions or (name,))
        self.entities.append(Entity(ident, name, kind, spans, sector=sector))
        return ident

    def says(
        self,
        source: str | None,
        content: str,
        speaker: str | None = None,
        parent: str | None = None,
        cue: str | None = None,
    ) -> str:
        ident = f"s{len(self.statements)}"
        where, by = ((self.span(source),) if source else ()), ((self.span(cue),) if cue else ())
        told = (self.span(content),)
        self.statements.append(
            Statement(ident, "indirect", "said", told, cue=by, source=where, speaker=speaker, parent=parent)
        )
        return ident

    def fact(self, subject: str, relation: str, words: str, entity: str | None = None, **more: Any) -> None:
        span = self.span(words)
        given: dict[str, Any] = {"start": None, "end": None, "status": "current", **more}
        thing = FactObject(entity, words, span)
        self.facts.append(Fact(f"k{len(self.facts)}", subject, relation, thing, span=span, **given))

    def event(self, trigger: str, actor: str, words: str) -> str:
        ident = f"e{len(self.events)}"
        actors = (Party(actor, self.span(words)),)
        self.events.append(Event(ident, "ASSAULT", None, self.span(trigger), actors=actors))
        return ident

    def figure(self, words: str, number: int, statement: str | None = None, **more: Any) -> FigureView:
        given: dict[str, Any] = {
            "measure": "killed", "value": number, "low": number, "high": number, "precision": "exact",
            "rule": None, "unit": None, "population": None, "part_of": None, "change": "total",
            "status": "confirmed", **more,
        }  # fmt: skip
        ident = f"f{len(self.figures)}"
        self.figures.append(Figure(ident, span=self.span(words), statement=statement, **given))
        return self.view().figure(ident)

    def view(self) -> RecordView:
        kinds = ("entities", "statements", "facts", "figures", "events")
        records = Records(**{kind: tuple(getattr(self, kind)) for kind in kinds})
        return RecordView(Record(self.report, ReaderInfo("test", {}, ""), records))


def voice_in(told: Told, words: str, statement: str | None) -> Voice:
    """Whose voice nine that are counted so are."""
    return voice_of(told.figure(words, 9, statement))
