"""Reads a pasted text or an uploaded file and shows its record; nothing of it is kept."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData, UploadFile

from onrecord.model.reading_back import from_json
from onrecord.model.view import RecordView
from onrecord.web.aside import MOST_BYTES, MOST_CHARACTERS, NotTaken, Pasted, Reader
from onrecord.web.pages.decide import Form, told
from onrecord.web.pages.report import SIGNS, cells, runs, strip
from onrecord.web.people.limits import READINGS, Limits
from onrecord.web.people.safety import READER, somebody, token_of
from onrecord.web.rendering import page

router = APIRouter(dependencies=[Depends(READER)])
STATUS = {"too_large": 413, "busy": 503, "too_long": 503}


@router.get("/paste", response_class=HTMLResponse)
def paste(request: Request) -> Response:
    """The form."""
    return paste_page(request)


def paste_page(request: Request, status: int = 200, fault: str = "", text: str = "") -> Response:
    return page(request, "paste.html.j2", status, title="Paste", fault=fault, text=text, token=token_of(request),
                most=MOST_CHARACTERS, megabytes=MOST_BYTES // 1_000_000)  # fmt: skip


@router.post("/paste", response_class=HTMLResponse)
def pasted(request: Request, form: Form) -> Response:
    """The record of what was pasted, as a report's page."""
    text = told(form, "text")
    try:
        made = read_for(request, pasted_in(form, text))
    except NotTaken as error:
        return paste_page(request, STATUS.get(error.code, 422), f"This was not read: {error}.", text[:MOST_CHARACTERS])
    view = RecordView(from_json(made))
    panel = list(cells(view, ""))
    return page(
        request, "report.html.j2", title=view.title or "A pasted text", view=view, report=view.report, signs=SIGNS,
        runs=list(runs(view, [], panel)), panel=panel, counts=Counter(one.kind for one in panel),
        strip=list(strip(view)), known=(None, []), readings=1, pasted=True,
    )  # fmt: skip


def pasted_in(form: FormData, text: str) -> Pasted:
    """What a form brings: the file where there is one, else the text."""
    file = form.get("file")
    known = {name: told(form, name)[:200] or None for name in ("published", "publisher", "title")}
    if isinstance(file, UploadFile) and file.filename:
        file.file.seek(0)
        return Pasted(file.filename[-100:], file.file.read(MOST_BYTES + 1), **known)
    if not text:
        raise NotTaken("empty", "there was neither a text nor a file; paste a report, or choose its file")
    return Pasted("pasted.txt", text.replace("\r\n", "\n").encode("utf-8", "replace"), **known)


def read_for(request: Request, given: Pasted) -> dict[str, object]:
    """The record of a text, as often as one may ask for it."""
    limits: Limits = request.app.state.limits
    limits.count(READINGS, somebody(request).name)
    reader: Reader = request.app.state.reader
    return reader.read(given)
