"""Places: where."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.publishing.mapping.map import BORDERS, map_svg
from onrecord.store.lists import row_of, rows_of
from onrecord.web.listing import List, list_page
from onrecord.web.rendering import page, the_record, words_at

router = APIRouter()
PLACES = List(
    "place", "Places", "place",
    ("type", "country", "date"),
    ("name", "kind", "country", "lat", "lon", "radius_km", "geonames", "incidents", "reports", "stories", "first",
     "last"),
)  # fmt: skip


@router.get("/places")
def places(request: Request) -> Response:
    """The places of the record, those that most reports name first."""
    return list_page(request, PLACES, "places.html.j2")


@router.get("/places/{place:path}", response_class=HTMLResponse)
def place(request: Request, place: str) -> Response:
    """A place: where it is, what happened there, and the last reports that name it."""
    with the_record(request).engine.connect() as connection:
        told = row_of(connection, "place", place)
        if told is None:
            raise HTTPException(404, f"No report of this record names a place {place}.")
        incidents = rows_of(connection, "incident", {"place": told["name"]})
        reports = rows_of(connection, "report", {"place": told["name"]}, size=10)
    map = map_svg([told], lambda *_: f"/reports?place={quote(told['name'])}") if told["reports"] else None
    return page(request, "place.html.j2", title=told["name"], place=told, incidents=incidents, reports=reports, map=map,
                borders=BORDERS, words_at=words_at)  # fmt: skip
