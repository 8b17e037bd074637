"""Adds a record that was missed: the words in the text, and the form of its kind."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.review.contract import completed
from onrecord.review.deciding import Answer, decide
from onrecord.review.sheet import NotDecided, Sheet, sheet_of
from onrecord.web.fields import Unfit, changes_in, fields_of, first_and_more
from onrecord.web.harmed import asked, casualty_in
from onrecord.web.pages.decide import MOST_WHY, Form, given_in, told
from onrecord.web.pages.review import HUES, MARKS, WORDS, choices_of, context, path_of_words, sentence, span_asked
from onrecord.web.people.safety import REVIEWER, note, somebody, token_of
from onrecord.web.rendering import page, the_record

router = APIRouter(dependencies=[Depends(REVIEWER)])
ADDED = {kind: word for kind, word in WORDS.items() if kind not in ("warnings",)}
FIGURE = {"measure": "killed", "precision": "exact", "change": "total", "status": "confirmed"}  # what most are
WHOLE = 60_000  # characters of a text that is shown whole, so that words can be selected in it


@router.get("/review/add", response_class=HTMLResponse)
def adding(request: Request, report: str, kind: str = "figures", start: str = "", end: str = "") -> Response:
    """The form of a kind, over the text."""
    return add_page(request, report, kind if kind in ADDED else "figures", f"{start}-{end}" if start and end else "")


def add_page(
    request: Request, report: str, kind: str, span: str, status: int = 200, fault: str = "",
    given: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    sheet = sheet_or_404(request, report)
    text = sheet.read["report"]["text"]
    lit = span_asked(span, text)
    own = words_of(kind)
    choices = choices_of(sheet)
    cell = completed(kind, {}) | (FIGURE if kind == "figures" else {})
    asked_for = [one for one in fields_of(kind, cell, text, choices, blind=True) if not one.rare]
    first, more = first_and_more(kind, asked_for)
    shown = context(text, lit or (0, min(len(text), WHOLE)), [lit] if lit else [])
    if len(text) <= WHOLE:
        shown = type(shown)(0, tuple(pieces(text, lit)))
    typed = dict(given or {}) or ({own: f"{lit[0]}-{lit[1]}"} if lit else {})
    plain = asked(sheet, choices) if kind == "casualties" else {}
    return page(
        request, "add_harmed.html.j2" if plain else "add.html.j2", status, **plain,
        title="Add a record", report=sheet.read["report"], kind=kind, kinds=ADDED,
        marks=MARKS, hues=HUES, fields=first, more=more, own=own, around=shown, lit=lit, typed=typed, fault=fault,
        token=token_of(request),
    )  # fmt: skip


def words_of(kind: str) -> str:
    """The field that takes the words which were selected: of a fact all that tell it."""
    return "span" if kind == "facts" else path_of_words(kind)


def pieces(text: str, lit: tuple[int, int] | None) -> list[tuple[str, bool, bool]]:
    if lit is None:
        return [(text, False, False)]
    return [(text[: lit[0]], False, False), (text[lit[0] : lit[1]], False, True), (text[lit[1] :], False, False)]


def sheet_or_404(request: Request, report: str) -> Sheet:
    try:
        return sheet_of(the_record(request), report)
    except NotDecided as error:
        raise HTTPException(404, sentence(error)) from error


@router.post("/review/add")
def added(request: Request, form: Form) -> Response:
    """Keep a record that was missed, and show it in its report."""
    record, person = the_record(request), somebody(request)
    report, kind, given = told(form, "report"), told(form, "kind"), given_in(form)
    sheet = sheet_or_404(request, report)
    if kind not in ADDED:
        raise HTTPException(422, f"There is no kind of record called {kind[:40]!r}.")
    try:
        after = casualty_in(sheet, given) if kind == "casualties" else changes_in(kind, given, None)
        why = told(form, "why")[:MOST_WHY] or None
        made = decide(record, Answer(person.name, "add", report, kind, (), after, why))
    except (NotDecided, Unfit) as error:
        return add_page(request, report, kind, given.get(words_of(kind), ""), 422, sentence(error), given)
    note(request, "add", f"decision {made.number} on {made.name} of {report}")
    spans = made.name.split(":", 2)[1].split(",")[0]
    return RedirectResponse(f"/reports/{report}?words={spans}&done={made.number}#w{spans.split('-')[0]}", 303)
