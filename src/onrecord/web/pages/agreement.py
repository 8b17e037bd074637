"""How far two people agree, and where they do not: each disagreement with what settles it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.model.decisions import Decision
from onrecord.review.agreement import Disagreement, agreement, disagreements
from onrecord.review.deciding import parties
from onrecord.review.queue import Asked, asked
from onrecord.review.sheet import NotDecided
from onrecord.store import queued
from onrecord.store.decisions import decisions_in
from onrecord.store.record_file import RecordFile
from onrecord.web.pages.review import HUES, MARKS, WORDS, key_of
from onrecord.web.people.safety import REVIEWER, token_of
from onrecord.web.rendering import page, the_record

router = APIRouter(dependencies=[Depends(REVIEWER)])
SHOWN = 40  # disagreements that are shown, those that are not settled first


@dataclass(frozen=True, slots=True)
class Apart:
    """A disagreement as it is shown."""

    card: Asked
    decisions: tuple[Decision, ...]
    settled: Decision | None
    parties: set[str]


@router.get("/review/agreement", response_class=HTMLResponse)
def agreed(request: Request, blind: str = "") -> Response:
    """Krippendorff's alpha by kind, and the disagreements."""
    record = the_record(request)
    made = decisions_in(record)
    found = sorted(disagreements(made), key=lambda one: one.settled is not None)
    return page(
        request, "agreement.html.j2", title="Agreement", rows=agreement(made, bool(blind)), number=len(found),
        open=sum(one.settled is None for one in found), apart=shown(record, found[:SHOWN], made), blind=bool(blind),
        kinds=WORDS, marks=MARKS, hues=HUES, key_of=key_of, token=token_of(request),
    )  # fmt: skip


def shown(record: RecordFile, found: Sequence[Disagreement], made: Sequence[Decision]) -> list[Apart]:
    """Disagreements with the questions that they are about."""
    apart = []
    with record.engine.connect() as connection:
        ready = queued.is_ready(connection)
        items = [queued.item_named(connection, one.report, one.name) if ready else None for one in found]
    for one, item in zip(found, items, strict=True):
        try:
            if item is not None:
                apart.append(Apart(asked(record, [item])[0], one.decisions, one.settled, parties_in(made, one)))
        except NotDecided:
            continue  # its report is no longer in the record
    return apart


def parties_in(made: Sequence[Decision], apart: Disagreement) -> set[str]:
    return parties((one for one in made if one.report == apart.report), apart.name)
