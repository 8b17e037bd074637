"""Stories: what is there?"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.web.listing import List, list_page

router = APIRouter()
STORIES = List(
    "story", "Stories", "story",
    ("date", "place", "type", "speaker", "publisher", "certainty"),
    ("id", "title", "first", "last", "place", "what", "figures", "reports", "voices", "unresolved"),
)  # fmt: skip


@router.get("/")
def stories(request: Request) -> Response:
    """The stories of the record, the newest first."""
    return list_page(request, STORIES, "stories.html.j2")
