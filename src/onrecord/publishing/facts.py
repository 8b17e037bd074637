"""Background facts across the reports of a story as objects: who holds what, as what it is recognised, who is what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypedDict

from onrecord.linking.copies import agencies_by_report, copies_of
from onrecord.linking.stories import stories_of
from onrecord.model.records import FactStatus
from onrecord.model.view import RecordView
from onrecord.publishing.linked import joined
from onrecord.publishing.people import people_in
from onrecord.reconciling.entries import Persons, facts_of
from onrecord.reconciling.facts import FactEntry, ReconciledFact, reconcile_facts
from onrecord.store.record_file import RecordFile

FIRST = ("controlled_by", "recognised_as", "majority", "role", "member_of")  # relations that are told before others
COLUMNS = "story subject relation object start end status voices said_by denied_by reports first last why".split()


class FactTold(TypedDict):
    """What one report tells of a fact; denied: its voice says that it is not so."""

    published: str | None
    said_by: str
    chain: list[str]
    denied: bool
    start: str | None
    end: str | None
    status: FactStatus | None
    report: str
    span: list[int] | None
    quote: str | None


class StoryFact(TypedDict):
    """A line of `onrecord facts --format jsonl`: a fact in all reports of a story that tell it.

    disputed: a voice denies it, or of what can be one at a time another voice names another.
    """

    story: str
    subject: str
    relation: str
    object: str
    start: str | None
    end: str | None
    status: FactStatus
    why: str
    independent_sources: int
    told: list[FactTold]


def facts_in(record: RecordFile, story: str | None = None) -> Iterator[StoryFact]:
    """The background facts of all stories of a record, or of one."""
    with joined(record) as known:
        agencies = agencies_by_report([group for group in copies_of(known) if group.reports])
        for one in stories_of(known):
            if story in (None, one.story):
                books = list(known.books({report.id for report in one.reports}).values())
                yield from story_facts(one.story, books, agencies, people_in(known, books).persons)


def story_facts(
    story: str, books: Iterable[RecordView], agencies: Mapping[str, str], persons: Persons
) -> list[StoryFact]:
    """What the reports of a story tell of its background: what is disputed first, then who holds what, then roles."""
    entries = facts_of((fact for book in books for fact in book.facts if fact.subject), agencies, persons)
    found = [fact_object(story, one) for one in reconcile_facts(entries)]
    return sorted(found, key=weight)


def weight(fact: StoryFact) -> tuple[bool, int, str]:
    at = FIRST.index(fact["relation"]) if fact["relation"] in FIRST else len(FIRST)
    return fact["status"] != "disputed", at, fact["subject"].lower()


def fact_object(story: str, fact: ReconciledFact) -> StoryFact:
    return {
        "story": story,
        "subject": fact.subject,
        "relation": fact.relation,
        "object": fact.object,
        "start": fact.start,
        "end": fact.end,
        "status": fact.status,
        "why": fact.why,
        "independent_sources": fact.independent_sources,
        "told": [told_object(one) for one in fact.tellings],
    }


def told_object(told: FactEntry) -> FactTold:
    span = told.span
    return {
        "published": told.published,
        "said_by": told.voice,
        "chain": list(told.chain),
        "denied": told.denied,
        "start": told.start,
        "end": told.end,
        "status": told.status,
        "report": told.report,
        "span": [span.start, span.end] if span else None,
        "quote": span.text if span else None,
    }


def row_of(fact: StoryFact) -> dict[str, object]:
    """A fact as a row of a table."""
    told = fact["told"]
    days = sorted(one["published"][:10] for one in told if one["published"])
    return {
        **fact,
        "voices": fact["independent_sources"],
        "said_by": "; ".join(dict.fromkeys(one["said_by"] for one in told if not one["denied"])),
        "denied_by": "; ".join(dict.fromkeys(one["said_by"] for one in told if one["denied"])),
        "reports": len({one["report"] for one in told}),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
    }
