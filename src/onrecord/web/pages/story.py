"""A story: what happened, and how sure are we?"""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.publishing.shown import story_shown
from onrecord.publishing.story_page import parts_of_page, style_of
from onrecord.store.links import current_link
from onrecord.web.rendering import page, the_record

router = APIRouter()


@router.get("/stories/{story}", response_class=HTMLResponse)
def story(request: Request, story: str) -> Response:
    """A story; one that has become a part of another leads there."""
    record = the_record(request)
    now = current_link(record, "story", story)
    if now != story:
        return RedirectResponse(f"/stories/{now}", 308)
    told = story_shown(record, story)
    if told is None:
        raise HTTPException(404, f"There is no story {story} in this record.")
    return page(request, "story.html.j2", title=told["title"], person_at=person_at, report_at=report_at,
                **parts_of_page(told, words_at))  # fmt: skip


@router.get("/stories.css")
def look(request: Request) -> Response:
    """How stories look: the same as in the file that is made of one."""
    return Response(style_of("story.css"), media_type="text/css", headers={"Cache-Control": "max-age=3600"})


def person_at(name: str) -> str:
    return f"/people/{quote(name, safe='')}"


def report_at(report: str) -> str:
    return f"/reports/{report}"


def words_at(report: str, start: int, end: int) -> str:
    """The address of some words."""
    return f"/reports/{report}?words={start}-{end}#w{start}"
