"""The readers, in order: each takes the page and the records read so far, and returns those of its own kind."""

from __future__ import annotations

from dataclasses import replace

from onrecord.language.encoder import Encoder
from onrecord.language.lay_out import lay_out
from onrecord.language.page import Page
from onrecord.model.records import ReaderInfo, Record, Records, Report
from onrecord.reading.casualties.casualties import find_casualties
from onrecord.reading.events.events import find_events
from onrecord.reading.events.incidents import find_incidents
from onrecord.reading.events.ties import tie
from onrecord.reading.facts.facts import find_facts
from onrecord.reading.figures.figures import find_figures
from onrecord.reading.people.entities import find_entities
from onrecord.reading.people.mentions import Mentions
from onrecord.reading.places.places import find_places
from onrecord.reading.statements.statements import find_statements
from onrecord.reading.times.times import find_times
from onrecord.reading.warnings import find_warnings


def read_page(page: Page) -> Records:
    """All records of a page."""
    records = Records(times=find_times(page))
    records = replace(records, places=find_places(page, records))
    records = replace(records, entities=find_entities(page, records))
    who = Mentions.of(page, records.entities)
    records = replace(records, statements=find_statements(page, records, who))
    records = replace(records, figures=find_figures(page, records, who))
    records = replace(records, events=find_events(page, records, who))
    records = replace(records, facts=find_facts(page, records, who))
    records = tie(page, records, who)
    records = replace(records, incidents=find_incidents(page, records, who))
    records = replace(records, casualties=find_casualties(page, records))
    return replace(records, warnings=find_warnings(page, records))


def read_report(report: Report, encoder: Encoder, reader: ReaderInfo) -> Record:
    """The record of a report."""
    return Record(report, reader, read_page(lay_out(report, encoder)))
