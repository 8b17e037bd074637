"""Incidents across reports, merged and split by people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from onrecord.model.decisions import COPIES, STORIES, Decision
from onrecord.publishing.shown import story_shown
from onrecord.review.across import merge_across, split_across
from onrecord.review.sheet import NotDecided
from onrecord.store.links import current_link, group_of
from onrecord.store.links import members_of as members_of_group
from onrecord.store.lists import row_of
from onrecord.web.pages.decide import MOST_WHY, Form, all_told, told
from onrecord.web.pages.review import sentence
from onrecord.web.people.safety import REVIEWER, note, somebody, token_of
from onrecord.web.rendering import page, the_record

router = APIRouter(dependencies=[Depends(REVIEWER)])
KINDS = {STORIES: "story", COPIES: "copies"}  # as links call them
Story = dict[str, Any]


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
    """Keep what is decided on the story, its incidents or its copies."""
    act = ACTS.get(told(form, "action"))
    if act is None:
        raise HTTPException(400, "There is nothing of that name to be decided.")
    try:
        made = act(request, story_at(request, story), form)
    except NotDecided as error:
        return happenings_page(request, story, 422, sentence(error))
    note(request, made.action, f"decision {made.number} on {made.name}")
    return RedirectResponse(f"/review/stories/{story}", 303)


def why_in(form: FormData) -> str | None:
    return told(form, "why")[:MOST_WHY] or None


def merge(request: Request, story: Story, form: FormData) -> Decision:
    """Incidents that are one, maybe one of another story among them."""
    incidents = {one["id"]: one for one in story["incidents"]}
    chosen = [incidents[one] for one in all_told(form, "incident") if one in incidents]
    elsewhere = told(form, "elsewhere").rpartition("#")[2].strip()
    chosen += [incident_at(request, elsewhere)] if elsewhere else []
    groups = {one["id"]: events_of(one) for one in chosen}
    return merge_across(the_record(request), somebody(request).name, groups, why=why_in(form))


def split(request: Request, story: Story, form: FormData) -> Decision:
    """An incident that is several."""
    incidents = {one["id"]: one for one in story["incidents"]}
    one = told(form, "incident")
    if one not in incidents:
        raise NotDecided("choose the incident that is to be split")
    apart = [event for some in all_told(form, "member") for event in some.split(" ")]
    parts = in_two(events_of(incidents[one]), apart)
    return split_across(the_record(request), somebody(request).name, one, parts, why=why_in(form))


def merge_stories(request: Request, story: Story, form: FormData) -> Decision:
    """Two stories that are one."""
    other = told(form, "story").partition("#")[0].rstrip("/").rpartition("/")[2].strip()
    groups = {one: reports_in(request, STORIES, one) for one in (story["story"], other)}
    return merge_across(the_record(request), somebody(request).name, groups, STORIES, why_in(form))


def leave_story(request: Request, story: Story, form: FormData) -> Decision:
    """Reports that are not of this story."""
    parts = in_two(reports_in(request, STORIES, story["story"]), all_told(form, "report"))
    return split_across(the_record(request), somebody(request).name, story["story"], parts, STORIES, why_in(form))


def no_copy(request: Request, story: Story, form: FormData) -> Decision:
    """Reports that are no copies."""
    chosen = all_told(form, "report")
    group = group_of(the_record(request), "copies", chosen[0]) if chosen else None
    if group is None:
        raise NotDecided("choose a report that is told to be a copy")
    parts = in_two(reports_in(request, COPIES, group), chosen)
    return split_across(the_record(request), somebody(request).name, group, parts, COPIES, why_in(form))


ACTS = {"merge": merge, "split": split, "merge_stories": merge_stories, "leave_story": leave_story, "no_copy": no_copy}


def in_two(members: Iterable[str], apart: Iterable[str]) -> list[list[str]]:
    """Members in two parts: those that stay, those that go."""
    going = set(apart)
    parts: list[list[str]] = [[], []]
    for one in members:
        parts[one in going].append(one)
    return parts


def reports_in(request: Request, kind: str, group: str) -> list[str]:
    """The reports of a story or of a group of copies; NotDecided where there is none."""
    found = members_of_group(the_record(request), KINDS[kind], group)
    if not found:
        raise NotDecided(f"there is no group {group} among the {kind} of this record")
    return found


def events_of(incident: dict[str, Any]) -> list[str]:
    return [event for one in members_of(incident) for event in one["events"]]
