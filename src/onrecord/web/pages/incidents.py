"""Incidents: what happened, where, when, and what it cost."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.web.listing import List, list_page

router = APIRouter()
INCIDENTS = List(
    "incident", "Incidents", "incident",
    ("date", "place", "type", "speaker", "publisher", "certainty"),
    ("id", "story", "start", "end", "precision", "place", "country", "type", "what", "reports", "background", "counted",
     "shown", "best", "low", "high", "status", "voices"),
)  # fmt: skip


@router.get("/incidents")
def incidents(request: Request) -> Response:
    """The incidents of the record, the last first."""
    return list_page(request, INCIDENTS, "incidents.html.j2")
