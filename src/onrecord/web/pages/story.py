"""A story: what happened, and how sure are we?"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from typing import Any, cast
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from onrecord.publishing.incidents import COLUMNS as INCIDENT_COLUMNS
from onrecord.publishing.incidents import figure_rows
from onrecord.publishing.notes import Notes
from onrecord.publishing.shown import story_packed
from onrecord.publishing.story_page import parts_of_page, story_file, style_of
from onrecord.publishing.tables import write_rows
from onrecord.publishing.victims import COLUMNS, VictimsObject, rows_of
from onrecord.store.links import current_link
from onrecord.store.record_file import RecordFile
from onrecord.store.shown import unpacked
from onrecord.web.rendering import page, templates, the_record, the_story, words_at

router = APIRouter()
KEPT = 400  # bodies of pages


@router.get("/stories/{story}", response_class=HTMLResponse)
def story(request: Request, story: str) -> Response:
    """A story; one that has become a part of another leads there."""
    record = the_record(request)
    now = current_link(record, "story", story)
    if now != story:
        return RedirectResponse(f"/stories/{now}", 308)
    packed = story_packed(record, story)
    if packed is None:
        raise HTTPException(404, f"There is no story {story} in this record.")
    title, body = body_of(request, record, packed)
    return page(request, "story.html.j2", title=title, body=body)


def body_of(request: Request, record: RecordFile, packed: bytes) -> tuple[str, Markup]:
    """The title and the body of a story's page; those that were asked for last are kept."""
    kept: dict[bytes, tuple[str, Markup]] = request.app.state.bodies
    key = hashlib.sha256(packed).digest()
    if key not in kept:
        told = unpacked(packed)
        notes = Notes()
        template = templates().get_template("story_body.html.j2")
        shown = template.render(person_at=person_at, report_at=report_at, **parts_of_page(told, words_at, notes))
        reports = {report["id"]: report for one in told["incidents"] for report in one["reports"]}
        reports |= {one["id"]: one for first in told["reports"] for one in (first, *first["copies"])}
        found = list(notes.told(record.texts(notes.reports), reports))
        shown += templates().get_template("notes.html.j2").render(notes=found)
        while len(kept) >= KEPT:
            kept.pop(next(iter(kept)), None)
        kept[key] = told["title"], Markup(shown)
    return kept[key]


@router.get("/stories.css")
def look(request: Request) -> Response:
    """How stories look: the same as in the file that is made of one."""
    return Response(style_of("story.css"), media_type="text/css", headers={"Cache-Control": "max-age=3600"})


@router.get("/stories/{story}/file")
def one_file(request: Request, story: str) -> Response:
    """A story as one file that needs no other, to be kept and passed on."""
    record, told = the_record(request), the_story(request, story)
    reports = {one["id"] for first in told["reports"] for one in (first, *first["copies"])}
    reports |= {report["id"] for one in told["incidents"] for report in one["reports"]}
    return attached(story_file(told, record.books(reports)), "text/html", f"{story}.html")


@router.get("/stories/{story}/figures.csv")
def figures(request: Request, story: str) -> Response:
    """What the figures of a story's incidents come to, as CSV."""
    incidents = the_story(request, story)["incidents"]
    return as_csv((row for one in incidents for row in figure_rows(one)), INCIDENT_COLUMNS, f"{story}-figures.csv")


@router.get("/stories/{story}/victims.csv")
def victims(request: Request, story: str) -> Response:
    """Who was harmed in a story's incidents, one by one, as CSV."""
    told = [{**one, "incident": one["id"]} for one in the_story(request, story)["incidents"]]
    return as_csv((row for one in told for row in rows_of(cast(VictimsObject, one))), COLUMNS, f"{story}-victims.csv")


def as_csv(rows: Iterable[dict[str, Any]], columns: Sequence[str], name: str) -> Response:
    file = io.StringIO()
    write_rows(rows, columns, file)
    return attached(file.getvalue(), "text/csv", name)


def attached(text: str, kind: str, name: str) -> Response:
    """A file to be saved."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=f"{kind}; charset=utf-8", headers=headers)


def person_at(name: str) -> str:
    return f"/people/{quote(name, safe='')}"


def report_at(report: str) -> str:
    return f"/reports/{report}"
