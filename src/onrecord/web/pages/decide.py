"""What a person decides, as forms send it: kept, and on to the next."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from onrecord.review.cells import KINDS, Cell
from onrecord.review.deciding import Answer, decide, hidden, undo
from onrecord.review.joining import PARTS
from onrecord.review.sheet import Changed, DecidedAlready, NotDecided, sheet_of
from onrecord.store.decisions import decisions_in
from onrecord.store.queued import item_named
from onrecord.store.record_file import RecordFile
from onrecord.web.fields import Unfit, changes_in
from onrecord.web.pages.review import GONE, Desk, desk_page, item_at, sentence
from onrecord.web.people.safety import REVIEWER, Person, form_of, note, somebody
from onrecord.web.rendering import the_record

router = APIRouter(dependencies=[Depends(REVIEWER)])
Form = Annotated[FormData, Depends(form_of)]
MOST_WHY = 2000  # characters of a reason


def told(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def all_told(form: FormData, name: str) -> list[str]:
    return [one for one in form.getlist(name) if isinstance(one, str) and one]


def as_shown(form: FormData) -> str | None:
    """The mark of the cell as the page showed it; None where whoever sends the form does not tell."""
    return told(form, "seen") if "seen" in form else None


def given_in(form: FormData) -> dict[str, str]:
    """The fields of the cell in a form, by their paths."""
    return {key[2:]: value for key, value in form.items() if key.startswith("f:") and isinstance(value, str)}


def local(address: str) -> str:
    """An address of ours, whatever a form says."""
    parts = urlsplit(address)
    ours = not parts.scheme and not parts.netloc and address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if ours and address.isprintable() else "/review"


def desk_of(address: str, who: str) -> Desk:
    """The desk that an address is of."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    number = asked.get("page", "1")
    return Desk(
        asked.get("story", ""), asked.get("report", ""), asked.get("kind", ""), bool(asked.get("blind")),
        int(number) if number.isdecimal() and len(number) < 6 else 1, who,
    )  # fmt: skip


@router.post("/review/decide")
def decided(request: Request, form: Form) -> Response:
    """Keep what somebody says of a cell, and go on; what can't be kept is said in place."""
    record, person = the_record(request), somebody(request)
    here, onward, key = local(told(form, "here")), local(told(form, "onward")), told(form, "item")
    desk = desk_of(here, person.name)
    try:
        answer = replace(answer_of(record, form, key, desk, person), seen=as_shown(form))
        made = decide(record, answer)
    except DecidedAlready:  # the form was sent twice
        return RedirectResponse(onward, 303)
    except Changed as error:  # what was typed was meant for what is not there any more
        return desk_page(request, desk, key, 422, sentence(error), {"why": told(form, "why")})
    except (NotDecided, Unfit) as error:
        return desk_page(request, desk, key, 422, sentence(error), given_in(form) | {"why": told(form, "why")},
                         edit=told(form, "action") == "correct")  # fmt: skip
    note(request, answer.action, f"decision {made.number} on {made.name} of {made.report}")
    return RedirectResponse(with_done(onward, made.number), 303)


def with_done(address: str, number: int) -> str:
    """An address that says what was just decided."""
    path, _, query = address.partition("#")[0].partition("?")
    asked = [one for one in query.split("&") if one and not one.startswith("done=")]
    return f"{path}?{'&'.join([*asked, f'done={number}'])}"


def answer_of(record: RecordFile, form: FormData, key: str, desk: Desk, person: Person) -> Answer:
    """What a form says of a cell."""
    item = item_at(record, key)
    if item is None:
        raise NotDecided(GONE)
    sheet = sheet_of(record, item.report, desk.who, desk.blind)
    ident = next((one for one in sheet.cells(item.kind) if sheet.name(item.kind, one) == item.name), item.name)
    cell = sheet.cells(item.kind).get(ident)
    action, why = told(form, "action"), told(form, "why")[:MOST_WHY] or None
    cells: tuple[str, ...] = (ident,)
    after: Any = None
    if action == "reject" and why is None:
        raise NotDecided("a rejection needs a reason, in a few words")
    if action == "correct":
        after = changes_in(item.kind, given_in(form), cell)
    elif action == "merge":
        cells += tuple(all_told(form, "with"))
    elif action == "split":
        after = split_of(item.kind, cell, all_told(form, "part"), told(form, "name"))
    elif action == "settle":
        shown = cell if cell is not None else hidden(sheet, item.kind).get(item.name)
        return settled(
            record, form, Answer(person.name, "confirm", item.report, item.kind, cells, why=why), shown, person
        )
    elif action not in ("confirm", "reject", "unsure"):
        raise NotDecided("choose what to do: confirm, correct, reject or unsure")
    return Answer(person.name, action, item.report, item.kind, cells, after, why, desk.blind)  # type: ignore[arg-type]


def split_of(kind: str, cell: Cell | None, chosen: list[str], name: str) -> list[dict[str, Any]]:
    """The parts into which a cell is split: what is left, and what was chosen."""
    if cell is None or kind not in PARTS:
        raise NotDecided(f"{kind} can't be split")
    key = PARTS[kind]
    taken = [one for one in cell[key] if (one if isinstance(one, str) else f"{one[0]}-{one[1]}") in chosen]
    left = [one for one in cell[key] if one not in taken]
    if not taken or not left:
        raise NotDecided("choose what is to be apart; something has to be left")
    return [{key: left}, {key: taken} | ({"name": name} if name and kind != "incidents" else {})]


def settled(record: RecordFile, form: FormData, answer: Answer, cell: Cell | None, person: Person) -> Answer:
    """The answer by which one of several decisions is to hold."""
    number = told(form, "number")
    one = next((each for each in decisions_in(record, answer.report) if str(each.number) == number), None)
    if one is None or one.kind != answer.kind:
        raise NotDecided("choose whose decision is to hold")
    action, after = one.action, None
    if action in ("correct", "add") and cell is not None:
        known = KINDS[one.kind].__dataclass_fields__.keys() - {"id"}
        after = {name: value for name, value in one.after.items() if name in known and value != cell.get(name)}
        action = "correct" if after else "confirm"
    return Answer(
        answer.who, action, answer.report, answer.kind, answer.cells, after or None, answer.why, settles=True,
        admin=person.may("admin"),
    )  # fmt: skip


@router.post("/review/undo")
def undone(request: Request, form: Form) -> Response:
    """Take a decision back."""
    person, here = somebody(request), local(told(form, "here"))
    number = told(form, "number")
    try:
        made = undo(the_record(request), person.name, int(number) if number.isdecimal() and len(number) < 12 else 0,
                    person.may("admin"))  # fmt: skip
    except DecidedAlready:
        return RedirectResponse(here, 303)
    except NotDecided as error:
        return desk_page(request, desk_of(here, person.name), "", 422, sentence(error))
    note(request, "undo", f"decision {made.undoes} on {made.name} of {made.report}")
    address = here
    if made.report and urlsplit(here).path == "/review" and listed(the_record(request), made.report, made.name):
        address = desk_of(here, person.name).address(item=f"{made.report}:{made.name}")
    return RedirectResponse(with_done(address, made.number), 303)


def listed(record: RecordFile, report: str, name: str) -> bool:
    """Whether a cell is in the queue, waiting or not: what was added and taken back is not."""
    with record.engine.connect() as connection:
        return item_named(connection, report, name) is not None
