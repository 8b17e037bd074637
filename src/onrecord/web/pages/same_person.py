"""People across reports, merged and split by people."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.model.decisions import PERSONS
from onrecord.review.across import merge_across, split_across
from onrecord.review.sheet import NotDecided
from onrecord.store.persons import members_of_person
from onrecord.store.record_file import RecordFile
from onrecord.web.pages.decide import MOST_WHY, Form, all_told, told
from onrecord.web.pages.person import found_in, shown
from onrecord.web.pages.review import sentence
from onrecord.web.people.safety import REVIEWER, note, somebody
from onrecord.web.rendering import the_record

router = APIRouter(dependencies=[Depends(REVIEWER)])
MEMBERS = 200  # that a decision names: it holds for all others of the name too


@router.post("/people/{name:path}")
def joined(request: Request, name: str, form: Form) -> Response:
    """Keep who is one person, and who is several."""
    record, reader = the_record(request), somebody(request)
    why = told(form, "why")[:MOST_WHY] or None
    try:
        if told(form, "action") == "merge":
            groups = {one: members_in(record, one) for one in (name, told(form, "other").strip())}
            made = merge_across(record, reader.name, groups, PERSONS, why)
        else:
            parts: list[list[str]] = [[], []]
            apart = set(all_told(form, "report"))
            for member in members_in(record, name):
                parts[member.partition(":")[0] in apart].append(member)
            made = split_across(record, reader.name, name, parts, PERSONS, why)
    except NotDecided as error:
        found = found_in(record, name)
        return shown(request, found, 422, sentence(error)) if isinstance(found, dict) else Response(status_code=404)
    note(request, made.action, f"decision {made.number} on {made.name}")
    return RedirectResponse(f"/people/{quote(name, safe='')}", 303)


def members_in(record: RecordFile, person: str, most: int = MEMBERS) -> list[str]:
    """The entities that are somebody, the last of them; NotDecided where nobody goes by the name."""
    with record.engine.connect() as connection:
        found = members_of_person(connection, person, most)
    if not found:
        raise NotDecided(f"nobody in this record goes by the name {person}")
    return found
