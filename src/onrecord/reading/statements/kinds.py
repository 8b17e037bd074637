"""Direct, indirect or mixed: how much of what is said stands in quotation marks."""

from __future__ import annotations

from onrecord.language.page import Quotation
from onrecord.model.records import StatementKind
from onrecord.reading.statements.quoting import Draft, Marks, Part

ALL_QUOTED = 0.95  # share of the letters in quotation marks: "that “we left”" is direct, too


def kind_of(marks: Marks, draft: Draft) -> StatementKind:
    """Direct: in quotation marks or in dialogue form; mixed: partly; else indirect."""
    if draft.dialogue or draft.follows:
        return "direct"
    outer = [q for part in draft.content for q in marks.touching(part) if not (draft.cue and holds(q, draft.cue[0]))]
    if not outer:
        return "indirect"
    letters = [
        any(q.start <= at < q.end for q in outer)
        for start, end in draft.content
        for at in range(start, end)
        if marks.page.text[at].isalnum()
    ]
    share = sum(letters) / len(letters) if letters else 0
    return "direct" if share >= ALL_QUOTED else "mixed" if share else "indirect"


def holds(quotation: Quotation, part: Part) -> bool:
    """Whether a part of the text lies in a quotation."""
    return quotation.start <= part[0] and part[1] <= quotation.end
