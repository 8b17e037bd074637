"""Review for programs: what waits, what was decided, deciding, taking back, agreement; who asks."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request

from onrecord.model.decisions import HAPPENINGS, PERSONS
from onrecord.review.across import merge_across, split_across
from onrecord.review.agreement import agreement, disagreements
from onrecord.review.carrying import lines_out
from onrecord.review.deciding import Answer as Said
from onrecord.review.deciding import decide, undo
from onrecord.review.questions import in_words
from onrecord.review.queue import Asked, asked, number_waiting, waiting
from onrecord.review.sheet import NotDecided
from onrecord.store.decisions import decisions_in
from onrecord.store.queued import REASONS, Filter
from onrecord.store.shown import story_of
from onrecord.web.api.answers import FAULTS, as_lines, lines
from onrecord.web.api.models import Answer, Form, Login, Merge, Number, Size, Split, Undo, Value, Who
from onrecord.web.pages.happenings import all_members, incident_at, reports_in
from onrecord.web.pages.people_login import WRONG, let_in
from onrecord.web.pages.review import BLIND_REASONS, sentence
from onrecord.web.pages.same_person import MEMBERS
from onrecord.web.pages.same_person import members_in as members_of_somebody
from onrecord.web.people.safety import ANYONE, READER, REVIEWER, note, somebody
from onrecord.web.rendering import the_record

router = APIRouter(responses=FAULTS, tags=["review"])
MAY = [Depends(REVIEWER)]
ALL = -1  # as SQLite has it


@router.get("/queue", dependencies=MAY, response_model=dict[str, Any])
def queue(
    request: Request, story: Value = None, report: Value = None, kind: Value = None, blind: bool = False,
    page: Number = 1, size: Annotated[int, Query(ge=1, le=50)] = 20, format: Form = "json",
) -> Any:  # fmt: skip
    """What waits for you, what matters most first, each as a question with the sentence it is about."""
    record, person = the_record(request), somebody(request)
    number = None
    if story:
        with record.engine.connect() as connection:
            number = story_of(connection, story)
        if number is None:
            raise HTTPException(404, f"There is no story {story} in this record.")
    chosen = Filter(number, report, kind, person.name, blind)
    rows = [card(one, blind) for one in asked(record, waiting(record, chosen, page, size), person.name, blind)]
    if as_lines(request, format):
        return lines(rows)
    return {"left": number_waiting(record, chosen), "page": page, "rows": rows}


def card(one: Asked, blind: bool) -> dict[str, Any]:
    """A question with what it is about."""
    hidden = blind and one.item.rank in BLIND_REASONS
    return {
        "report": one.item.report, "kind": one.item.kind, "cell": one.item.cell, "name": one.item.name,
        "reason": None if hidden else REASONS[one.item.rank] or None, "question": in_words(one.question),
        "sentence": {"span": [one.sentence.start, one.sentence.end], "words": one.sentence.text},
        "spans": [[span.start, span.end] for span in one.spans], "shown": one.cell, "read": one.read,
        "mark": one.mark,
        "decisions": [asdict(each) for each in one.decisions],
    }  # fmt: skip


@router.get("/decisions", dependencies=[Depends(READER)], response_model=dict[str, Any])
def decisions(request: Request, page: Number = 1, size: Size = 30, format: Form = "json") -> Any:
    """All decisions in the order in which they were made, as `onrecord decisions` writes them."""
    record = the_record(request)
    if as_lines(request, format):
        return lines(lines_out(record))
    found = list(islice(lines_out(record), (page - 1) * size, page * size))
    return {"page": page, "rows": found}


@router.post("/decisions", dependencies=MAY, status_code=201, response_model=dict[str, Any])
def decided(request: Request, answer: Answer) -> Any:
    """Decide on a cell."""
    person = somebody(request)
    said = Said(
        person.name, answer.action, answer.report, answer.kind, tuple(answer.cells), answer.after, answer.why,
        answer.blind, answer.settles, person.may("admin"), answer.seen,
    )  # fmt: skip
    return kept(request, lambda record: decide(record, said))


@router.post("/undo", dependencies=MAY, status_code=201, response_model=dict[str, Any])
def undone(request: Request, asked: Undo) -> Any:
    """Take a decision back: your own, or as an admin anyone's."""
    person = somebody(request)
    return kept(request, lambda record: undo(record, person.name, asked.number, person.may("admin")))


@router.post("/merges", dependencies=MAY, status_code=201, response_model=dict[str, Any])
def merged(request: Request, asked: Merge) -> Any:
    """Let incidents across reports, stories, copies or people be one."""
    person = somebody(request)
    groups = {one: members_in(request, asked.kind, one) for one in asked.groups}
    return kept(request, lambda record: merge_across(record, person.name, groups, asked.kind, asked.why))


@router.post("/splits", dependencies=MAY, status_code=201, response_model=dict[str, Any])
def parted(request: Request, asked: Split) -> Any:
    """Let an incident across reports, a story, a group of copies or a person be several."""
    person = somebody(request)
    members = set(members_in(request, asked.kind, asked.group, ALL))
    strange = [member for part in asked.parts for member in part if member not in members]
    if strange:
        raise HTTPException(409, f"{strange[0]} is not of {asked.group}; name members that it has.")
    return kept(
        request, lambda record: split_across(record, person.name, asked.group, asked.parts, asked.kind, asked.why)
    )


def members_in(request: Request, kind: str, group: str, most: int = MEMBERS) -> list[str]:
    """The members of a group of reports, of an incident, or of a person as many as that."""
    try:
        if kind == HAPPENINGS:
            incident = incident_at(request, group)
            return list(dict.fromkeys([*all_members(the_record(request), incident), *incident["events"]]))
        if kind == PERSONS:
            return members_of_somebody(the_record(request), group, most)
        return reports_in(request, kind, group)
    except NotDecided as error:
        raise HTTPException(404, sentence(error)) from error


def kept(request: Request, act: Any) -> dict[str, Any]:
    """What was kept; 409 with the reason where it can't be."""
    try:
        made = act(the_record(request))
    except NotDecided as error:
        raise HTTPException(409, sentence(error)) from error
    note(request, made.action, f"decision {made.number} on {made.name} of {made.report}")
    return asdict(made)


@router.get("/agreement", dependencies=MAY, response_model=dict[str, Any])
def agreed(request: Request, blind: bool = False) -> Any:
    """Krippendorff's alpha by kind, and where people disagree."""
    made = decisions_in(the_record(request))
    apart = [asdict(one) for one in disagreements(made)]
    return {"kinds": [asdict(one) for one in agreement(made, blind)], "disagreements": apart}


@router.get("/session", dependencies=[Depends(READER)], response_model=Who)
def who(request: Request) -> Any:
    """Who you are here."""
    person = somebody(request)
    return Who(name=person.name, role=person.role)


@router.post("/session", dependencies=[Depends(ANYONE)], response_model=Who)
def log_in(request: Request, login: Login) -> Any:
    """Log in: the answer sets a cookie, which is sent with what is asked later."""
    if request.app.state.accounts is None:
        return who(request)
    found = let_in(request, login.name, login.password)
    if found is None:
        raise HTTPException(401, WRONG)
    return Who(name=found.name, role=found.role)
