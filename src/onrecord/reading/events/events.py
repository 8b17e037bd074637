"""Events of a page: the words that name a deed, with who did it to whom, how surely, and who says so."""

from __future__ import annotations

from onrecord.language.page import Page
from onrecord.model.records import Certainty, Event, Modality, Records, Statement
from onrecord.model.span import Span
from onrecord.reading.events.clauses import Clauses
from onrecord.reading.events.modality import is_negated, modality
from onrecord.reading.events.participants import FIRST_PERSON, SPEECH, Cast
from onrecord.reading.events.senses import make_sense
from onrecord.reading.events.triggers import Trigger, find_triggers
from onrecord.reading.people.mentions import Mentions, Told


def find_events(page: Page, records: Records, who: Mentions) -> tuple[Event, ...]:
    """The events of a page, in the order of the text."""
    clauses = Clauses(page)
    cast = Cast.of(page, clauses, records, who)
    told = Told(page, records.statements)
    out: list[Event] = []
    for trigger in make_sense(find_triggers(page, clauses), page, clauses):
        if trigger.head in cast.dated:
            continue  # the month of March
        span = page.span_of(trigger.first, trigger.last)
        statement = teller(trigger, span, clauses, records, told)
        if statement is None and is_negated(trigger, clauses):
            continue  # what the report itself says did not happen is no event
        parties = cast.participants(trigger)
        how = modality(trigger, clauses, statement)
        out.append(
            Event(
                id=f"e{len(out) + 1}",
                type=trigger.type,
                mode=trigger.mode,
                trigger=span,
                actors=parties.actors,
                recipients=parties.recipients,
                targets=parties.targets,
                instruments=parties.instruments,
                modality=how,
                attribution=None if statement is None else statement.id,
                certainty=certainty(statement, how, trigger, clauses),
                how=trigger.how if trigger.type is not None else None,
            )
        )
    return tuple(out)


def teller(trigger: Trigger, span: Span, clauses: Clauses, records: Records, told: Told) -> Statement | None:
    """The statement that tells of an event; what "we" ask, promise or threaten is done by saying it."""
    statement = told.innermost(span)
    if statement is not None and trigger.type in SPEECH and statement.kind == "direct" and not trigger.noun:
        words = clauses.page.words
        if any(words[n].text.lower() in FIRST_PERSON for n in clauses.subjects(trigger.head)):
            return next((s for s in records.statements if s.id == statement.parent), None)
    return statement


def certainty(statement: Statement | None, how: Modality, trigger: Trigger, clauses: Clauses) -> Certainty:
    """How surely an event is told."""
    if how == "denied":
        return "denied"
    above = {clauses.page.words[n].lemma for n in clauses.page.governors(trigger.head)}
    if "suspect" in above:
        return "suspected"
    if "responsibility" in above:
        return "claimed"
    if statement is None:
        return "alleged" if above & {"accuse", "blame"} else "fact"
    words = clauses.page.words
    if statement.act == "accuse" or words[words[trigger.head].head].lemma == "blame":
        return "alleged"
    cue = " ".join(span.text.lower() for span in statement.cue)
    return "claimed" if "claim" in cue else "suspected" if "suspect" in cue else "reported"
