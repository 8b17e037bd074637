"""What the record holds, for programs: lists, stories, reports, people, places, search, the whole record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, Response

from onrecord.store.kin import stories_of_reports
from onrecord.store.lists import row_of, rows_of
from onrecord.store.persons import people_called, statements_by
from onrecord.store.record_file import Choice, RecordFile
from onrecord.web.api.answers import FAULTS, as_lines, lines
from onrecord.web.api.models import Form, Hit, Hits, Ident, Number, Rows, Size, Value, Words
from onrecord.web.people.safety import READER
from onrecord.web.rendering import the_record, the_story

router = APIRouter(dependencies=[Depends(READER)], responses=FAULTS, tags=["the record"])
TOGETHER = 500  # rows that are asked for at once where all are sent


@router.get("/openapi.json", include_in_schema=False)
def schema(request: Request) -> JSONResponse:
    """What the API takes and gives."""
    app: FastAPI = request.app
    return JSONResponse(app.openapi())


def listed(
    request: Request, kind: str, chosen: Mapping[str, str | None], words: str, page: int, size: int, form: str
) -> Any:  # fmt: skip
    """A list: a page of it as an object, or all of it as lines."""
    record = the_record(request)
    facets = {name: value for name, value in chosen.items() if value}
    if as_lines(request, form):
        return lines(all_rows(record, kind, facets, words))
    with record.engine.connect() as connection:
        found = rows_of(connection, kind, facets, words, page, size)
    return Rows(total=found.total, page=page, rows=found.rows)


def all_rows(record: RecordFile, kind: str, chosen: Mapping[str, str], words: str) -> Iterator[dict[str, Any]]:
    page = 1
    while True:
        with record.engine.connect() as connection:
            found = rows_of(connection, kind, chosen, words, page, TOGETHER)
        yield from found.rows
        if len(found.rows) < TOGETHER:
            return
        page += 1


@router.get("/stories", response_model=Rows)
def stories(
    request: Request, date: Value = None, place: Value = None, type: Value = None, speaker: Value = None,
    publisher: Value = None, certainty: Value = None, words: Words = "", page: Number = 1, size: Size = 30,
    format: Form = "json",
) -> Any:  # fmt: skip
    """The stories, the newest first."""
    chosen = {"date": date, "place": place, "type": type, "speaker": speaker, "publisher": publisher,
              "certainty": certainty}  # fmt: skip
    return listed(request, "story", chosen, words, page, size, format)


@router.get("/stories/{story}", response_model=dict[str, Any])
def story(request: Request, story: Ident) -> Any:
    """A story with all that its page shows; one that has become a part of another is that one."""
    return the_story(request, story)


@router.get("/incidents", response_model=Rows)
def incidents(
    request: Request, date: Value = None, place: Value = None, type: Value = None, speaker: Value = None,
    publisher: Value = None, certainty: Value = None, words: Words = "", page: Number = 1, size: Size = 30,
    format: Form = "json",
) -> Any:  # fmt: skip
    """The incidents across reports; a story has them with their figures whole."""
    chosen = {"date": date, "place": place, "type": type, "speaker": speaker, "publisher": publisher,
              "certainty": certainty}  # fmt: skip
    return listed(request, "incident", chosen, words, page, size, format)


@router.get("/reports", response_model=Rows)
def reports(
    request: Request, date: Value = None, place: Value = None, type: Value = None, speaker: Value = None,
    publisher: Value = None, certainty: Value = None, words: Words = "", page: Number = 1, size: Size = 30,
    format: Form = "json",
) -> Any:  # fmt: skip
    """The reports, the newest first."""
    chosen = {"date": date, "place": place, "type": type, "speaker": speaker, "publisher": publisher,
              "certainty": certainty}  # fmt: skip
    return listed(request, "report", chosen, words, page, size, format)


@router.get("/reports/{report}", response_model=dict[str, Any])
def report(request: Request, report: Ident, as_read: bool = False) -> Any:
    """The record of a report, as people decided, or with `as_read` as it was read."""
    record = the_record(request)
    choice = Choice(reports=(report,))
    found = next(RecordFile.documents(record, choice) if as_read else record.documents(choice), None)
    if found is None:
        raise HTTPException(404, f"There is no report {report} in this record.")
    return found


@router.get("/record", responses={200: {"content": {"application/jsonl": {}}, "description": "a record a line"}})
def whole(request: Request, as_read: bool = False) -> Response:
    """The whole record, an object a report, streamed as lines."""
    record = the_record(request)
    return lines(RecordFile.documents(record) if as_read else record.documents())


@router.get("/people", response_model=Rows)
def people(
    request: Request, type: Value = None, country: Value = None, date: Value = None, words: Words = "",
    page: Number = 1, size: Size = 30, format: Form = "json",
) -> Any:  # fmt: skip
    """People and groups, those that say most first."""
    return listed(request, "person", {"type": type, "country": country, "date": date}, words, page, size, format)


@router.get("/people/{name:path}", response_model=dict[str, Any])
def person(request: Request, name: Ident, page: Number = 1, size: Size = 30) -> Any:
    """A person or group, by whatever name reports tell of it, with its statements, the last first."""
    with the_record(request).engine.connect() as connection:
        known = row_of(connection, "person", name)
        called = people_called(connection, name)
        who = name if known or len(called) != 1 else called[0]
        told = row_of(connection, "person", who)
        said = statements_by(connection, who, (page - 1) * size, size)
    if told is None and not said:
        raise HTTPException(404, f"Nobody in this record goes by the name {name}.")
    return {"name": who, **(told or {}), "said": [dict(one._mapping) for one in said]}


@router.get("/places", response_model=Rows)
def places(
    request: Request, type: Value = None, country: Value = None, date: Value = None, words: Words = "",
    page: Number = 1, size: Size = 30, format: Form = "json",
) -> Any:  # fmt: skip
    """The places, those that most reports name first."""
    return listed(request, "place", {"type": type, "country": country, "date": date}, words, page, size, format)


@router.get("/places/{place:path}", response_model=dict[str, Any])
def place(request: Request, place: Ident) -> Any:
    """A place, by its GeoNames number or its name."""
    with the_record(request).engine.connect() as connection:
        told = row_of(connection, "place", place)
    if told is None:
        raise HTTPException(404, f"No report of this record names a place {place}.")
    return told


@router.get("/search", response_model=Hits)
def search(request: Request, q: Words, size: Size = 30, format: Form = "json") -> Any:
    """Reports and statements that hold all the words, best first."""
    record = the_record(request)
    hits = record.search(q.strip(), size)
    with record.engine.connect() as connection:
        known = stories_of_reports(connection, {hit.report for hit in hits})
    found = [Hit(report=one.report, source=one.source, title=one.title, statement=one.statement, snippet=one.snippet,
                 story=known.get(one.report)) for one in hits]  # fmt: skip
    return lines(one.model_dump() for one in found) if as_lines(request, format) else Hits(hits=found)
