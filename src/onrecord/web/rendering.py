"""Pages made from templates; everything that comes from a report is escaped."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader

from onrecord.publishing import wording
from onrecord.publishing.shown import story_shown
from onrecord.publishing.straight import straight
from onrecord.store.links import current_link
from onrecord.store.record_file import RecordFile
from onrecord.web.people.safety import person_of, token_of


@cache
def templates() -> Environment:
    loader = ChoiceLoader([PackageLoader("onrecord.web"), PackageLoader("onrecord.publishing")])
    made = Environment(loader=loader, autoescape=True, finalize=straight, trim_blocks=True, lstrip_blocks=True,
                       auto_reload=False)  # fmt: skip
    made.globals.update(wording=wording, words_at=words_at)
    return made


def words_at(report: str, start: int, end: int) -> str:
    """The address of some words."""
    return f"/reports/{report}?words={start}-{end}#w{start}"


def page(request: Request, template: str, status: int = 200, **told: Any) -> HTMLResponse:
    """A page, with what every page shows of the record and of who looks at it."""
    person = person_of(request)
    name = the_record(request).path.name if person else ""
    known = {"request": request, "record_name": name, "person": person,
             "accounts": request.app.state.accounts is not None, "token_of": token_of}  # fmt: skip
    return HTMLResponse(templates().get_template(template).render({**known, **told}), status)


def the_record(request: Request) -> RecordFile:
    """The record that is shown."""
    record: RecordFile = request.app.state.record
    return record


def the_story(request: Request, story: str) -> dict[str, Any]:
    """A story with all that its page shows; one that has become a part of another is that one.  404 where none is."""
    record = the_record(request)
    found = story_shown(record, current_link(record, "story", story))
    if found is None:
        raise HTTPException(404, f"There is no story {story} in this record.")
    return found
