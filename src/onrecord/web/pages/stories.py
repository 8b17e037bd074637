"""Stories: what is there?"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.publishing.linked import stories_in
from onrecord.web.rendering import page, the_record

router = APIRouter()


@router.get("/", response_class=HTMLResponse)
def stories(request: Request) -> HTMLResponse:
    """The stories of the record, the newest first."""
    found = list(stories_in(the_record(request)))
    return page(request, "stories.html.j2", title="Stories", stories=found)
