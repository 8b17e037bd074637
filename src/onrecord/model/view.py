"""A record to work with: ids replaced by what they stand for.

`view.statements[0].speaker.name` reads better than a lookup in entities[]; every other field of a record is as the
contract has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from onrecord.model import json
from onrecord.model.records import (
    Casualty,
    Entity,
    Event,
    Fact,
    Figure,
    Incident,
    Party,
    Place,
    Record,
    Report,
    Statement,
    Time,
    Warning,
)  # fmt: skip
from onrecord.model.span import Span


@dataclass(frozen=True)
class PartyView:
    """A participant or addressee: its words, and the entity they stand for."""

    entity: Entity | None
    span: Span

    @property
    def name(self) -> str:
        """The entity's name, else the words."""
        return self.entity.name if self.entity else self.span.text


@dataclass(frozen=True)
class Cell:
    """What all views share: the record's own fields, by name."""

    item: Any
    book: RecordView

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name in ("item", "book"):
            raise AttributeError(name)
        return getattr(self.item, name)

    def parties(self, parties: tuple[Party, ...]) -> tuple[PartyView, ...]:
        return tuple(PartyView(self.book.entity(party.entity), party.span) for party in parties)


class StatementView(Cell):
    """A statement with its speaker, addressees, time and the statement it stands inside."""

    item: Statement

    @property
    def content(self) -> tuple[Span, ...]:
        return self.item.content

    @property
    def words(self) -> str:
        """The content's words."""
        return " ".join(span.text for span in self.item.content)

    @property
    def speaker(self) -> Entity | None:
        return self.book.entity(self.item.speaker)

    @property
    def said_by(self) -> str | None:
        """The speaker's name, else the source's words, else None."""
        return self.speaker.name if self.speaker else next((span.text for span in self.item.source), None)

    @property
    def addressees(self) -> tuple[PartyView, ...]:
        return self.parties(self.item.addressees)

    @property
    def time(self) -> Time | None:
        return self.book.time(self.item.time)

    @property
    def parent(self) -> StatementView | None:
        return self.book.statement(self.item.parent)


class Situated(Cell):
    """A cell that has a place and a time."""

    @property
    def place(self) -> Place | None:
        return self.book.place(self.item.place)

    @property
    def time(self) -> Time | None:
        return self.book.time(self.item.time)


class EventView(Situated):
    """An event with its participants, place, time, figures and who says so."""

    item: Event

    @property
    def actors(self) -> tuple[PartyView, ...]:
        return self.parties(self.item.actors)

    @property
    def recipients(self) -> tuple[PartyView, ...]:
        return self.parties(self.item.recipients)

    @property
    def targets(self) -> tuple[PartyView, ...]:
        return self.parties(self.item.targets)

    @property
    def attribution(self) -> StatementView | None:
        return self.book.statement(self.item.attribution)

    @property
    def figures(self) -> tuple[FigureView, ...]:
        return tuple(self.book.figure(ident) for ident in self.item.figures)


class FigureView(Situated):
    """A figure with who said it, what it counts, where and when."""

    item: Figure

    @property
    def statement(self) -> StatementView | None:
        return self.book.statement(self.item.statement)

    @property
    def said_by(self) -> str | None:
        """Who said it; None where the report says it in its own voice."""
        return self.statement.said_by if self.statement else None

    @property
    def event(self) -> EventView | None:
        return self.book.event(self.item.event)

    @property
    def part_of(self) -> FigureView | None:
        return None if self.item.part_of is None else self.book.figure(self.item.part_of)


class FactView(Cell):
    """A background fact with its subject."""

    item: Fact

    @property
    def subject(self) -> Entity | None:
        return self.book.entity(self.item.subject)

    @property
    def statement(self) -> StatementView | None:
        return self.book.statement(self.item.statement)


class IncidentView(Cell):
    """An incident with its events, place and figures."""

    item: Incident

    @property
    def events(self) -> tuple[EventView, ...]:
        return tuple(event for ident in self.item.events if (event := self.book.event(ident)))

    @property
    def figures(self) -> tuple[FigureView, ...]:
        return tuple(self.book.figure(ident) for ident in self.item.figures)

    @property
    def place(self) -> Place | None:
        return self.book.place(self.item.place)


class CasualtyView(Cell):
    """A person harmed, with the statement of each harm."""

    item: Casualty

    def statement(self, number: int) -> StatementView | None:
        """The statement that tells one of the harms."""
        return self.book.statement(self.item.harms[number].statement)


class RecordView:
    """A report and its records, tied to each other."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.decided: dict[str, dict[str, Any]] = {}  # who decided on a cell, what and when, by its id
        self.reviewed = False  # whether any decision counts in it

    def __repr__(self) -> str:
        counts = f"{len(self.statements)} statements, {len(self.events)} events, {len(self.figures)} figures"
        return f"<{type(self).__name__} {self.report.source}: {counts}>"

    @property
    def report(self) -> Report:
        return self.record.report

    @property
    def text(self) -> str:
        return self.report.text

    @property
    def title(self) -> str | None:
        return self.report.title

    @property
    def entities(self) -> tuple[Entity, ...]:
        return self.record.records.entities

    @property
    def places(self) -> tuple[Place, ...]:
        return self.record.records.places

    @property
    def times(self) -> tuple[Time, ...]:
        return self.record.records.times

    @property
    def warnings(self) -> tuple[Warning, ...]:
        return self.record.records.warnings

    @cached_property
    def statements(self) -> tuple[StatementView, ...]:
        return tuple(StatementView(item, self) for item in self.record.records.statements)

    @cached_property
    def events(self) -> tuple[EventView, ...]:
        return tuple(EventView(item, self) for item in self.record.records.events)

    @cached_property
    def figures(self) -> tuple[FigureView, ...]:
        return tuple(FigureView(item, self) for item in self.record.records.figures)

    @cached_property
    def facts(self) -> tuple[FactView, ...]:
        return tuple(FactView(item, self) for item in self.record.records.facts)

    @cached_property
    def incidents(self) -> tuple[IncidentView, ...]:
        return tuple(IncidentView(item, self) for item in self.record.records.incidents)

    @cached_property
    def casualties(self) -> tuple[CasualtyView, ...]:
        return tuple(CasualtyView(item, self) for item in self.record.records.casualties)

    @cached_property
    def by_id(self) -> dict[str, Any]:
        """Every record that has an id, by it."""
        views = (self.statements, self.events, self.figures, self.facts, self.incidents, self.casualties)
        return {
            **{view.item.id: view for kind in views for view in kind},
            **{item.id: item for kind in (self.entities, self.places, self.times) for item in kind},
        }

    def entity(self, ident: str | None) -> Entity | None:
        return None if ident is None else self.by_id[ident]

    def statement(self, ident: str | None) -> StatementView | None:
        return None if ident is None else self.by_id[ident]

    def event(self, ident: str | None) -> EventView | None:
        return None if ident is None else self.by_id[ident]

    def figure(self, ident: str) -> FigureView:
        found: FigureView = self.by_id[ident]
        return found

    def place(self, ident: str | None) -> Place | None:
        return None if ident is None else self.by_id[ident]

    def time(self, ident: str | None) -> Time | None:
        return None if ident is None else self.by_id[ident]

    def to_dict(self) -> dict[str, Any]:
        """The record as the output contract's object; a cell on which people decided says so."""
        made = json.as_json(self.record)
        if self.decided:
            for kind in (some for some in made.values() if isinstance(some, list)):
                for cell in kind:
                    if mark := self.decided.get(cell.get("id", "")):
                        cell["decided"] = mark
        return made
