"""People and groups: who is told of."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.web.listing import List, list_page

router = APIRouter()
PEOPLE = List(
    "person", "People and groups", "person or group",
    ("type", "country", "date"),
    ("name", "type", "country", "roles", "statements", "reports", "stories", "mentions", "first", "last"),
)  # fmt: skip


@router.get("/people")
def people(request: Request) -> Response:
    """The people and groups of the record, those that say most first."""
    return list_page(request, PEOPLE, "people.html.j2")
