"""Incidents across reports, merged and split by people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from onrecord.linking.scenes import Scene, scenes_of
from onrecord.model.decisions import COPIES, STORIES, Decision
from onrecord.publishing import wording
from onrecord.publishing.shown import story_shown
from onrecord.review.across import merge_across, split_across
from onrecord.review.sheet import NotDecided
from onrecord.store.links import group_of
from onrecord.store.links import members_of as members_of_group
from onrecord.store.lists import row_of, rows_of
from onrecord.store.record_file import RecordFile
from onrecord.web.pages.decide import MOST_WHY, Form, all_told, told
from onrecord.web.pages.review import sentence
from onrecord.web.people.safety import REVIEWER, note, somebody, token_of
from onrecord.web.rendering import page, the_record, the_story
from onrecord.web.saved import saved

router = APIRouter(dependencies=[Depends(REVIEWER)])
KINDS = {STORIES: "story", COPIES: "copies"}  # as links call them
Story = dict[str, Any]
CHOICES = 300  # incidents of the whole record, the last ones, that are offered


@router.get("/review/stories/{story}", response_class=HTMLResponse)
def happenings(request: Request, story: str, done: str = "") -> Response:
    """The incidents of a story, to be merged and split."""
    return happenings_page(request, story, done=done)


def happenings_page(request: Request, story: str, status: int = 200, fault: str = "", done: str = "") -> Response:
    record, told = the_record(request), the_story(request, story)
    members = {one["id"]: members_of(record, one) for one in told["incidents"]}
    with record.engine.connect() as connection:
        known = rows_of(connection, "incident", {}, size=CHOICES).rows
    return page(
        request, "happenings.html.j2", status, title="Incidents", story=told, fault=fault, known=known,
        members={ident: some for ident, some in members.items() if len(some) > 1},
        saved=saved(record, somebody(request).name, done), here=f"/review/stories/{story}", token=token_of(request),
    )  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class Member:
    """What a report tells of an incident in one go, or one figure of it, and the members for which that stands."""

    report: dict[str, Any]
    words: str
    value: str
    inner: bool = False  # a figure of what is told before it


def members_of(record: RecordFile, incident: Mapping[str, Any]) -> list[Member]:
    """What an incident is joined of: of each report what it tells in one go, and each figure."""
    events = set(incident["events"])
    series = [one for figure in incident["figures"] for one in figure["series"] if one["span"]]
    counted = {(one["report"], *one["span"]) for one in series}
    books = record.books([one["id"] for one in incident["reports"]])
    told = ((one, scene) for one in incident["reports"] for scene in scenes_of(books[one["id"]]))
    return [member for report, scene in told for member in members_in(report, scene, events, counted)]


def members_in(
    report: dict[str, Any], scene: Scene, events: Collection[str], counted: Collection[tuple[Any, ...]]
) -> Iterator[Member]:
    """A scene with those of its events and figures that are of the incident."""
    ident = report["id"]
    own = [f"{ident}:{event}" for one in scene.incidents for event in one.item.events]
    own = [one for one in own if one in events]
    figures = [one for one in scene.figures if (ident, one.item.span.start, one.item.span.end) in counted]
    if not (own or figures):
        return
    summaries = [one.item.summary for one in scene.incidents if one.item.summary]
    words = summaries[0] if summaries and own else ", ".join(one.item.span.text for one in figures)
    yield Member(report, words or "what it tells", " ".join([*own, *(f"{ident}:{one.item.id}" for one in figures)]))
    if own or len(figures) > 1:
        for one in figures:
            counts = f"{wording.interval(one)} {wording.counted(one)}"
            yield Member(report, f"{counts}: {one.item.span.text}", f"{ident}:{one.item.id}", inner=True)


@router.post("/review/stories/{story}")
def joined(request: Request, story: str, form: Form) -> Response:
    """Keep what is decided on the story, its incidents or its copies."""
    act = ACTS.get(told(form, "action"))
    if act is None:
        raise HTTPException(400, "There is nothing of that name to be decided.")
    try:
        made = act(request, the_story(request, story), form)
    except NotDecided as error:
        return happenings_page(request, story, 422, sentence(error))
    note(request, made.action, f"decision {made.number} on {made.name}")
    return RedirectResponse(f"/review/stories/{story}?done={made.number}", 303)


def why_in(form: FormData) -> str | None:
    return told(form, "why")[:MOST_WHY] or None


def merge(request: Request, story: Story, form: FormData) -> Decision:
    """Incidents that are one, maybe one of another story among them."""
    incidents = {one["id"]: one for one in story["incidents"]}
    chosen = [incidents[one] for one in all_told(form, "incident") if one in incidents]
    elsewhere = told(form, "elsewhere").rpartition("#")[2].strip()
    chosen += [incident_at(request, elsewhere)] if elsewhere else []
    groups = {one["id"]: all_members(the_record(request), one) for one in chosen}
    return merge_across(the_record(request), somebody(request).name, groups, why=why_in(form))


def split(request: Request, story: Story, form: FormData) -> Decision:
    """An incident that is several."""
    incident = next((one for one in story["incidents"] if one["id"] == told(form, "incident")), None)
    if incident is None:
        raise NotDecided("choose the incident that is to be split")
    record = the_record(request)
    apart = [member for some in all_told(form, "member") for member in some.split(" ")]
    parts = in_two(all_members(record, incident), apart)
    if not parts[1]:
        raise NotDecided("choose what tells of another incident")
    if not parts[0]:
        raise NotDecided("that is all of it; merge it with the other incident instead")
    other = told(form, "into").rpartition("#")[2].strip()
    into = {other: all_members(record, incident_at(request, other))} if other else None
    return split_across(record, somebody(request).name, incident["id"], parts, why=why_in(form), into=into)


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


def all_members(record: RecordFile, incident: Mapping[str, Any]) -> list[str]:
    """All that an incident is joined of."""
    return list(dict.fromkeys(one for member in members_of(record, incident) for one in member.value.split(" ")))
