"""A person or group: what they said, in which roles, and what others say of the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.publishing.shown import story_shown
from onrecord.publishing.wording import settled
from onrecord.store.lists import row_of, rows_of
from onrecord.store.persons import people_called, statements_by
from onrecord.store.record_file import RecordFile
from onrecord.web.pages.story import person_at
from onrecord.web.people.safety import somebody, token_of
from onrecord.web.rendering import page, the_record

router = APIRouter()
NAMES = 12  # under which somebody's figures are looked for
SIZE = 30  # statements a page
STORIES = 6  # of those in which somebody gave figures, the last that are opened


@router.get("/people/{name:path}", response_class=HTMLResponse)
def person(request: Request, name: str, number: int = 1) -> Response:
    """A person or group, by whatever name reports tell of it; a name that is short for another leads there."""
    record = the_record(request)
    found = found_in(record, name, max(number, 1))
    if found is None:  # a voice that is no entity of any report: "police"
        with record.engine.connect() as connection:
            if not rows_of(connection, "story", {"speaker": name}, size=1).rows:
                raise HTTPException(404, f"Nobody in this record goes by the name {name}.")
        return RedirectResponse(f"/?speaker={quote(name, safe='')}", 307)
    if isinstance(found, str):
        return RedirectResponse(f"/people/{quote(found, safe='')}", 307)
    return shown(request, found)


def shown(request: Request, found: dict[str, Any], status: int = 200, fault: str = "") -> Response:
    """The page of a person; who may review can say who it is."""
    reader = somebody(request)
    may = reader.may("reviewer")
    return page(
        request, "person.html.j2", status, title=found["name"], person_at=person_at, fault=fault,
        token=token_of(request) if may else None, **found,
    )  # fmt: skip


def found_in(record: RecordFile, name: str, at: int = 1) -> dict[str, Any] | str | None:
    """What the record tells of somebody; another name where it is of somebody who goes by that; None where nothing."""
    with record.engine.connect() as connection:
        told = row_of(connection, "person", name)
        others = [one for one in people_called(connection, name) if one != name]
        if told is None and len(others) == 1:
            return others[0]
        statements = statements_by(connection, name, (at - 1) * SIZE, SIZE + 1)
        names = [name, *(told or {}).get("names", ())][:NAMES]
        rows = [row for one in names for row in rows_of(connection, "incident", {"speaker": one}, size=STORIES).rows]
    claimed = list({row["id"]: row for row in rows}.values())[:STORIES]
    if told is None and not statements and not claimed:
        return None
    stories = {one["story"]: story_shown(record, one["story"]) for one in claimed}
    incidents = {one["id"]: one for story in stories.values() if story for one in story["incidents"]}
    claims = [claim for one in claimed if one["id"] in incidents for claim in claims_in(incidents[one["id"]], names)]
    return {"name": name, "told": told or {}, "statements": statements[:SIZE], "claims": claims, "at": at,
            "more": len(statements) > SIZE,
            "unsure": [*dict.fromkeys([*(told or {}).get("unsure", ()), *others])]}  # fmt: skip


def claims_in(incident: Mapping[str, Any], names: Collection[str]) -> Iterator[dict[str, Any]]:
    """The figures that somebody gave for an incident, each beside what others say and what it comes to."""
    for figure in incident["figures"]:
        told = [one for one in figure["series"] if one["standing"] != "copy" and one["span"]]
        own = [one for one in told if one["said_by"] in names]
        if own:
            others = {one["said_by"]: one for one in told if one["said_by"] not in names}
            yield {"incident": incident, "figure": figure, "settled": settled(figure), "own": own,
                   "others": list(others.values())}  # fmt: skip
