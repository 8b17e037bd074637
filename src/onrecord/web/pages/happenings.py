"""Incidents across reports, merged and split by people."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.publishing.shown import story_shown
from onrecord.review.deciding import merge_happenings, split_happening
from onrecord.review.sheet import NotDecided
from onrecord.store.links import current_link
from onrecord.store.shown import row_of
from onrecord.web.pages.decide import MOST_WHY, Form, all_told, told
from onrecord.web.pages.review import sentence
from onrecord.web.people.safety import REVIEWER, note, somebody, token_of
from onrecord.web.rendering import page, the_record

router = APIRouter(dependencies=[Depends(REVIEWER)])


@router.get("/review/stories/{story}", response_class=HTMLResponse)
def happenings(request: Request, story: str) -> Response:
    """The incidents of a story, to be merged and split."""
    return happenings_page(request, story)


def happenings_page(request: Request, story: str, status: int = 200, fault: str = "") -> Response:
    told = story_at(request, story)
    several = any(len(members_of(one)) > 1 for one in told["incidents"])
    return page(request, "happenings.html.j2", status, title="Incidents", story=told, fault=fault,
                several=several, members=members_of, token=token_of(request))  # fmt: skip


def story_at(request: Request, story: str) -> dict[str, Any]:
    record = the_record(request)
    found = story_shown(record, current_link(record, "story", story))
    if found is None:
        raise HTTPException(404, f"There is no story {story} in this record.")
    return found


def incident_at(request: Request, incident: str) -> dict[str, Any]:
    """An incident of any story; NotDecided where there is none."""
    record = the_record(request)
    with record.engine.connect() as connection:
        row = row_of(connection, "incident", incident)
    story = story_shown(record, row["story"]) if row else None
    found = next((one for one in story["incidents"] if one["id"] == incident), None) if story else None
    if found is None:
        raise NotDecided(f"there is no incident {incident} in this record")
    return dict(found)


def members_of(incident: dict[str, Any]) -> list[dict[str, Any]]:
    """What an incident is joined of: of each report the events, as `report:event`."""
    by_report: dict[str, list[str]] = {}
    for event in incident["events"]:
        by_report.setdefault(event.partition(":")[0], []).append(event)
    named = {one["id"]: one for one in incident["reports"]}
    return [{"report": named.get(report, {"id": report}), "events": some} for report, some in by_report.items()]


@router.post("/review/stories/{story}")
def joined(request: Request, story: str, form: Form) -> Response:
    """Keep a merge or a split."""
    record, person = the_record(request), somebody(request)
    incidents = {one["id"]: one for one in story_at(request, story)["incidents"]}
    elsewhere = told(form, "elsewhere").rpartition("#")[2].strip()
    why = told(form, "why")[:MOST_WHY] or None
    try:
        if told(form, "action") == "merge":
            chosen = [incidents[one] for one in all_told(form, "incident") if one in incidents]
            chosen += [incident_at(request, elsewhere)] if elsewhere else []
            made = merge_happenings(record, person.name, {one["id"]: events_of(one) for one in chosen}, why)
        else:
            one = told(form, "incident")
            if one not in incidents:
                raise NotDecided("choose the incident that is to be split")
            apart = [event for some in all_told(form, "member") for event in some.split(" ")]
            events = events_of(incidents[one])
            parts = [[e for e in events if e not in apart], [e for e in events if e in apart]]
            made = split_happening(record, person.name, one, parts, why)
    except NotDecided as error:
        return happenings_page(request, story, 422, sentence(error))
    note(request, made.action, f"decision {made.number} on {made.name}")
    return RedirectResponse(f"/review/stories/{story}", 303)


def events_of(incident: dict[str, Any]) -> list[str]:
    return [event for one in members_of(incident) for event in one["events"]]
