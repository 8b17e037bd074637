"""A person or group: what they said, in which roles, and what others say of the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.publishing.shown import story_shown
from onrecord.publishing.story import settled
from onrecord.store.lists import row_of, rows_of, statements_by
from onrecord.web.rendering import page, the_record

router = APIRouter()
SIZE = 30  # statements a page
STORIES = 6  # of those in which somebody gave figures, the last that are opened


@router.get("/people/{name:path}", response_class=HTMLResponse)
def person(request: Request, name: str, number: int = 1) -> Response:
    """A person or group; the statements are those of the reports in which it goes by this name."""
    record = the_record(request)
    at = max(number, 1)
    with record.engine.connect() as connection:
        told = row_of(connection, "person", name)
        statements = statements_by(connection, name, (at - 1) * SIZE, SIZE + 1)
        claimed = rows_of(connection, "incident", {"speaker": name}, size=STORIES).rows
    if told is None and not statements and not claimed:
        raise HTTPException(404, f"Nobody in this record goes by the name {name}.")
    stories = {one["story"]: story_shown(record, one["story"]) for one in claimed}
    incidents = {one["id"]: one for story in stories.values() if story for one in story["incidents"]}
    claims = [claim for one in claimed if one["id"] in incidents for claim in claims_in(incidents[one["id"]], name)]
    return page(
        request, "person.html.j2", title=name, name=name, told=told or {}, statements=statements[:SIZE], claims=claims,
        at=at, more=len(statements) > SIZE,
    )  # fmt: skip


def claims_in(incident: Mapping[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """The figures that somebody gave for an incident, each beside what others say and what it comes to."""
    for figure in incident["figures"]:
        told = [one for one in figure["series"] if one["standing"] != "copy" and one["span"]]
        own = [one for one in told if one["said_by"] == name]
        if own:
            others = {one["said_by"]: one for one in told if one["said_by"] != name}
            yield {"incident": incident, "figure": figure, "settled": settled(figure), "own": own,
                   "others": list(others.values())}  # fmt: skip
