"""Reports: what was read."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.web.listing import List, list_page

router = APIRouter()
REPORTS = List(
    "report", "Reports", "report",
    ("date", "publisher", "place", "type", "speaker", "certainty"),
    ("id", "title", "publisher", "published", "agency", "source", "story", "place", "figure", "statements", "events",
     "figures", "voices", "copies"),
)  # fmt: skip


@router.get("/reports")
def reports(request: Request) -> Response:
    """The reports of the record, the newest first."""
    return list_page(request, REPORTS, "reports.html.j2")
