"""Review: is this right?  The queue, the cell that is asked about with its words, and its form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.model.decisions import Decision
from onrecord.review.cells import KINDS, Cell, names_by_id, own_words
from onrecord.review.deciding import last_own, parties
from onrecord.review.joining import PARTS
from onrecord.review.queue import Asked, asked, number_waiting, waiting
from onrecord.review.sheet import NotDecided, Sheet, sheet_of
from onrecord.store import queued
from onrecord.store.decisions import decisions_by
from onrecord.store.queued import DISPUTED, REASONS, STALE, Filter, Item
from onrecord.store.record_file import RecordFile
from onrecord.store.shown import story_of
from onrecord.web.fields import PROGRAMS, Field, fields_of, first_and_more
from onrecord.web.pages.report import SIGNS
from onrecord.web.people.safety import REVIEWER, person_of, somebody, token_of
from onrecord.web.rendering import page, the_record
from onrecord.web.saved import saved

router = APIRouter(dependencies=[Depends(REVIEWER)])
SIZE = 12  # cells of the queue that are shown
AROUND = 330  # characters of the text before and after the sentence
GONE = "There is no such cell any more: it was taken away, or what it stood on was. Here is what comes next."
BREAK = 300.0  # seconds between two decisions after which somebody was away
PACE = 30  # decisions from which the pace is taken
WORDS = {
    "statements": "statement", "events": "event", "figures": "figure", "facts": "fact", "places": "place",
    "times": "time", "entities": "person or group", "incidents": "incident", "casualties": "person harmed",
    "warnings": "left open",
}  # fmt: skip  # of each kind, what one is called
MARKS = {kind: sign for kind, (sign, _, _) in SIGNS.items()} | {"incidents": "▲", "casualties": "☻", "warnings": "?"}
HUES = {kind: hue for kind, (_, hue, _) in SIGNS.items()} | {
    "incidents": "event",
    "casualties": "entity",
    "warnings": "",
}
BLIND_REASONS = (DISPUTED, STALE, queued.UNSURE_OF, queued.LATER)  # what tells of others, or of the program's doubt


@dataclass(frozen=True, slots=True)
class Desk:
    """What is reviewed: the address's filters, and who does it."""

    story: str
    report: str
    kind: str
    blind: bool
    page: int
    who: str

    def address(self, item: Item | None = None, /, **more: str | int | None) -> str:
        """The address of the same desk, with an item or other changes."""
        told = {"story": self.story, "report": self.report, "kind": self.kind, "blind": "1" if self.blind else "",
                "page": self.page if self.page > 1 else "", "item": key_of(item) if item else ""} | more  # fmt: skip
        kept = {name: value for name, value in told.items() if value}
        return f"/review?{urlencode(kept)}" if kept else "/review"


@dataclass(frozen=True, slots=True)
class Shift:
    """A way to move an end of the words by a word: what it does, its key, and where the words are then."""

    does: str
    key: str
    span: str


def key_of(item: Item) -> str:
    """By what an item is asked for: its report and its name."""
    return f"{item.report}:{item.name}"


@router.get("/review", response_class=HTMLResponse)
def review(
    request: Request, story: str = "", report: str = "", kind: str = "", blind: str = "", item: str = "",
    cell: str = "", page: int = 1, span: str = "", edit: str = "", done: str = "",
) -> Response:  # fmt: skip
    """The queue, and the question on one cell of it."""
    desk = Desk(story, report, kind if kind in KINDS else "", bool(blind), min(max(page, 1), 10_000),
                somebody(request).name)  # fmt: skip
    key = item or key_by_id(the_record(request), report, cell, desk)
    return desk_page(request, desk, key, span=span, edit=bool(edit or span), done=done)


def key_by_id(record: RecordFile, report: str, cell: str, desk: Desk) -> str:
    """The key of a cell of a report by its id, as a link from the report's page has it."""
    if not (report and cell):
        return ""
    sheet = sheet_asked(record, report, desk)
    name = sheet.reviewed.names.get(cell) or name_of_gone(sheet, cell)
    if name is None:
        raise HTTPException(404, f"There is no record {cell} in this report any more.")
    return f"{report}:{name}"


def name_of_gone(sheet: Sheet, cell: str) -> str | None:
    """The name of what somebody decided on and is not shown any more."""
    read = names_by_id({kind: sheet.read.get(kind, []) for kind in KINDS}).get(cell)
    return next((one.name for one in reversed(sheet.decisions) if one.cell == cell or one.name == read), None)


def sheet_asked(record: RecordFile, report: str, desk: Desk) -> Sheet:
    try:
        return sheet_of(record, report, desk.who, desk.blind)
    except NotDecided as error:
        raise HTTPException(404, sentence(error)) from error


def sentence(error: Exception) -> str:
    """A reason as a sentence."""
    told = str(error)
    return f"{told[:1].upper()}{told[1:]}."


def filter_of(record: RecordFile, desk: Desk) -> Filter:
    """What the desk asks of the queue."""
    number = None
    if desk.story:
        with record.engine.connect() as connection:
            number = story_of(connection, desk.story)
        if number is None:
            raise HTTPException(404, f"There is no story {desk.story} in this record.")
    return Filter(number, desk.report or None, desk.kind or None, desk.who, desk.blind)


def desk_page(
    request: Request, desk: Desk, key: str, status: int = 200, fault: str = "", given: Mapping[str, str] | None = None,
    span: str = "", edit: bool = False, done: str = "",
) -> Response:  # fmt: skip
    """The desk with a cell on it; `given` is what was typed and could not be kept, `fault` why."""
    record = the_record(request)
    chosen = filter_of(record, desk)
    items = waiting(record, chosen, desk.page, SIZE)
    if not items and desk.page > 1:
        desk = replace(desk, page=1)
        items = waiting(record, chosen, 1, SIZE)
    one = item_at(record, key) if key else next(iter(items), None)
    if key and one is None:
        return desk_page(request, desk, "", 404 if status == 200 else status, GONE)
    listed = items if one is None or key_of(one) in map(key_of, items) else [one, *items]
    try:
        queue = asked(record, listed, desk.who, desk.blind)
    except NotDecided as error:
        raise HTTPException(404, sentence(error)) from error
    left = number_waiting(record, chosen)
    own = decisions_by(record, desk.who, PACE * 2)
    told: dict[str, Any] = {"here": desk.address(), "saved": saved(record, desk.who, done)}
    if one is not None:
        card = next(each for each in queue if key_of(each.item) == key_of(one))
        told |= card_told(record, desk, card, given, span)
        told |= neighbours(desk, listed, one, left)
    return page(
        request, "review.html.j2", status, title="Review", desk=desk, queue=queue, one=one, key_of=key_of, left=left,
        most=queued.MOST, pace=pace(own, left), last=last_own(own, desk.who), fault=fault, given=given or {},
        edit=edit or bool(fault), kinds=WORDS, marks=MARKS, hues=HUES, reasons=reasons(desk),
        token=token_of(request), person=person_of(request), **told,
    )  # fmt: skip


def item_at(record: RecordFile, key: str) -> Item | None:
    """The item of a key, whether it waits or not."""
    report, _, name = key.partition(":")
    with record.engine.connect() as connection:
        return queued.item_named(connection, report, name) if queued.is_ready(connection) else None


def reasons(desk: Desk) -> dict[int, str]:
    """Why cells wait, as far as the person may know."""
    return {rank: "" if desk.blind and rank in BLIND_REASONS else told for rank, told in REASONS.items()}


def neighbours(desk: Desk, items: Sequence[Item], one: Item, left: int) -> dict[str, Any]:
    """Where one goes on to, and back to."""
    keys = [key_of(item) for item in items]
    at = keys.index(key_of(one))
    after = items[at + 1] if at + 1 < len(items) else None
    more = left > desk.page * SIZE
    onward = desk.address(after) if after else desk.address(page=desk.page + 1) if more else desk.address(page=None)
    back = desk.address(items[at - 1]) if at else desk.address(page=desk.page - 1) if desk.page > 1 else None
    return {"onward": onward, "back": back, "here": desk.address(one), "at": at}


def pace(own: Sequence[Decision], left: int) -> str:
    """How long what is left takes at the pace of the last decisions; nothing where there are too few.

    >>> pace([], 30)
    ''
    """
    made = sorted(datetime.fromisoformat(one.made) for one in own)[-PACE:]
    gaps = [(b - a).total_seconds() for a, b in pairwise(made)]
    gaps = [gap for gap in gaps if gap < BREAK]
    if len(gaps) < 4:
        return ""
    minutes = left * median(gaps) / 60
    if minutes < 1:
        return "less than a minute at your pace"
    return (
        f"about {minutes:.0f} minutes at your pace" if minutes < 100 else f"about {minutes / 60:.0f} hours at your pace"
    )


# the card -----------------------------------------------------------------------------------------------------------


def card_told(
    record: RecordFile, desk: Desk, card: Asked, given: Mapping[str, str] | None, span: str
) -> dict[str, Any]:  # fmt: skip
    """What the card of a cell shows, and what its form holds."""
    sheet = sheet_asked(record, card.item.report, desk)
    text = sheet.read["report"]["text"]
    kind, cell = card.item.kind, card.cell
    choices = choices_of(sheet)
    listed = fields_of(kind, cell, text, choices, desk.blind) if cell else []
    first, more = first_and_more(kind, [one for one in listed if not one.rare])
    spans = [(one.start, one.end) for one in card.spans]
    lit = span_asked(span, text) or (spans[0] if spans else None)
    typed = given or ({path_of_words(kind): f"{lit[0]}-{lit[1]}"} if span and lit else {})
    around = context(text, (card.sentence.start, card.sentence.end), [lit, *spans[1:]] if lit else spans)
    disputed = len({one.who for one in card.decisions if one.action != "unsure"}) > 1 and card.force is None
    return {
        "card": card, "fields": first, "more": more, "rare": [one for one in listed if one.rare], "typed": typed,
        "around": around, "lit": lit, "report": sheet.read["report"],
        "shifts": shifts(text, lit) if lit and cell else [],
        "own": path_of_words(kind), "stale": card.item.name in sheet.reviewed.stale, "disputed": disputed,
        "read_words": differences(kind, cell, card.read, text, choices, desk.blind) if card.read and cell else [],
        "parties": parties(sheet.decisions, card.item.name),
        "others": others_of(sheet, kind, cell), "parts": parts_of(sheet, kind, cell), "parted_by": PARTS.get(kind),
        "settling": [settling(one, card.read or cell, kind, text, choices) for one in card.decisions
                     if one.action != "unsure"] if disputed else [],
    }  # fmt: skip


def path_of_words(kind: str) -> str:
    """The field that holds a cell's own words."""
    return {"statements": "content", "events": "trigger", "entities": "mentions", "places": "mentions",
            "facts": "object.span"}.get(kind, "span")  # fmt: skip


def choices_of(sheet: Sheet) -> dict[str, list[tuple[str, str]]]:
    """The cells of a report by kind, as one chooses among them."""
    by_id = {one["id"]: one for one in sheet.reviewed.made["events"]}
    text = sheet.read["report"]["text"]
    return {
        kind: [(ident, f"{named(kind, one, by_id, text)} · {ident}") for ident, one in sheet.cells(kind).items()]
        for kind in KINDS if kind != "warnings"
    }  # fmt: skip


def named(kind: str, cell: Cell, by_id: Mapping[str, Cell], text: str) -> str:
    """What a cell is called where one chooses it."""
    if isinstance(cell.get("name"), str):
        return str(cell["name"])
    spans = own_words(kind, cell, by_id)
    words = " ".join(" … ".join(text[start:end] for start, end in spans).split())
    return words[:60] + ("…" if len(words) > 60 else "")


def span_asked(span: str, text: str) -> tuple[int, int] | None:
    """The words that an address asks for."""
    start, _, end = span.partition("-")
    if start.isdecimal() and end.isdecimal() and len(span) < 20 and int(start) < int(end) <= len(text):
        return int(start), int(end)
    return None


def shifts(text: str, span: tuple[int, int]) -> list[Shift]:
    """The ways to move the ends of some words by a word."""
    start, end = span
    ways = (
        ("start ←", "[", word_before(text, start), end), ("start →", "{", word_after(text, start), end),
        ("end ←", "}", start, word_end_before(text, end)), ("end →", "]", start, word_end_after(text, end)),
    )  # fmt: skip
    return [Shift(does, key, f"{a}-{b}") for does, key, a, b in ways if a < b and (a, b) != span]


def word_before(text: str, at: int) -> int:
    """Where the word before an offset begins.

    >>> word_before("12 dead men", 8), word_after("12 dead men", 0), word_end_after("12 dead men", 2)
    (3, 3, 7)
    """
    while at and not text[at - 1].isalnum():
        at -= 1
    while at and text[at - 1].isalnum():
        at -= 1
    return at


def word_after(text: str, at: int) -> int:
    while at < len(text) and text[at].isalnum():
        at += 1
    while at < len(text) and not text[at].isalnum():
        at += 1
    return at


def word_end_after(text: str, at: int) -> int:
    while at < len(text) and not text[at].isalnum():
        at += 1
    while at < len(text) and text[at].isalnum():
        at += 1
    return at


def word_end_before(text: str, at: int) -> int:
    while at and text[at - 1].isalnum():
        at -= 1
    while at and not text[at - 1].isalnum():
        at -= 1
    return at


@dataclass(frozen=True, slots=True)
class Around:
    """The text around a sentence: its offset, and its stretches with whether each is the sentence's, and marked."""

    start: int
    runs: tuple[tuple[str, bool, bool], ...]


def context(text: str, inner: tuple[int, int], spans: Sequence[tuple[int, int]]) -> Around:
    """The paragraphs around a sentence, cut at line breaks or words."""
    first, last = min([inner[0], *(a for a, _ in spans)]), max([inner[1], *(b for _, b in spans)])
    if last - first > 6 * AROUND:  # words far apart: the first of them
        spans, first, last = [s for s in spans if s[0] < inner[0] + 3 * AROUND], inner[0], inner[1]
        last = max([last, *(b for _, b in spans)])
    begin, end = max(first - AROUND, 0), min(last + AROUND, len(text))
    begin = text.find(" ", begin, first) + 1 or begin if begin else 0
    end = max(text.rfind(" ", last, end), last) if end < len(text) else end
    return Around(begin, tuple(cut(text, begin, end, inner, spans)))


def cut(
    text: str, begin: int, end: int, inner: tuple[int, int], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, bool, bool]]:  # fmt: skip
    at = sorted({begin, end, *(min(max(cut, begin), end) for pair in (inner, *spans) for cut in pair)})
    for a, b in pairwise(at):
        yield text[a:b], inner[0] <= a and b <= inner[1], any(s <= a and b <= e for s, e in spans)


def differences(
    kind: str, cell: Cell, read: Cell, text: str, choices: Mapping[str, Any], blind: bool
) -> list[tuple[str, str, str]]:  # fmt: skip
    """Where two readings of a cell differ: the field, as it is now, as the reading has it."""
    now = {one.path: one for one in fields_of(kind, cell, text, choices, blind)}
    then = {one.path: one for one in fields_of(kind, read, text, choices, blind)}
    return [
        (label_of(path, now, then), shown(now.get(path)), shown(then.get(path)))
        for path in now | then if path.split(".")[0] not in PROGRAMS and shown(now.get(path)) != shown(then.get(path))
    ]  # fmt: skip


def label_of(path: str, *some: Mapping[str, Field]) -> str:
    return next(one[path].label for one in some if path in one)


def shown(field: Field | None) -> str:
    """A field's value for people."""
    if field is None or not field.shown:
        return "—"
    return field.words or dict(field.options).get(field.shown, field.shown)


def settling(
    one: Decision, cell: Cell | None, kind: str, text: str, choices: Mapping[str, Any]
) -> dict[str, Any]:  # fmt: skip
    """A decision that an adjudicator can let hold: what it makes of the cell."""
    apart = differences(kind, one.after, cell, text, choices, False) if one.after and cell else []
    return {"decision": one, "apart": apart}


def others_of(sheet: Sheet, kind: str, cell: Cell | None) -> list[tuple[str, str]]:
    """The cells with which this one can be merged."""
    if kind not in PARTS or cell is None:
        return []
    return [(ident, name) for ident, name in choices_of(sheet)[kind] if ident != cell["id"]]


def parts_of(sheet: Sheet, kind: str, cell: Cell | None) -> list[tuple[str, str]]:
    """The parts of which a cell can be split: mentions with their words, or events."""
    if kind not in PARTS or cell is None or len(cell[PARTS[kind]]) < 2:
        return []
    if kind == "incidents":
        return [(ident, name) for ident, name in choices_of(sheet)["events"] if ident in cell["events"]]
    text = sheet.read["report"]["text"]
    return [(f"{a}-{b}", f"{text[max(a - 25, 0) : a]}[{text[a:b]}]{text[b : b + 25]}") for a, b in cell["mentions"]]
