"""Versions of one page: what a later one says otherwise than the one before it, record against record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.linking.copies import CopyGroup
from onrecord.linking.listed import Listed
from onrecord.linking.scenes import PEOPLE
from onrecord.model.span import Span
from onrecord.model.view import FigureView, RecordView, StatementView

What = Literal[
    "figure moved", "figure added", "figure dropped",
    "attribution added", "attribution dropped", "attribution changed",
    "denial added", "denial dropped", "voice added", "voice dropped",
]  # fmt: skip
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
Key = tuple[str, str | None]  # measure, population


@dataclass(frozen=True, slots=True)
class Difference:
    """What one version says otherwise than the other: of what, before and after, with the words on either side."""

    what: What
    of: str | None
    before: str | None
    after: str | None
    before_span: Span | None = None
    after_span: Span | None = None


def versions_among(group: CopyGroup) -> Iterator[tuple[Listed, Listed]]:
    """The versions of each outlet's page among reports that are one text, each with the one before it."""
    by_outlet: dict[str, list[Listed]] = {}
    for one in group.reports:
        by_outlet.setdefault(one.outlet, []).append(one)
    for told in by_outlet.values():
        yield from ((one, other) for one, other in pairwise(told) if one.words != other.words)


def differences(before: RecordView, after: RecordView) -> tuple[Difference, ...]:
    """What a later version says otherwise: figures, who is named for them, denials, voices."""
    return (
        *differing_figures(figures_of(before), figures_of(after)),
        *differing_denials(denials_of(before), denials_of(after)),
        *differing_voices(voices_of(before), voices_of(after)),
    )


# figures ------------------------------------------------------------------------------------------------------------


def figures_of(book: RecordView) -> dict[Key, list[FigureView]]:
    """A report's figures of people by what they count, in the order of the text."""
    found: dict[Key, list[FigureView]] = {}
    for one in sorted(book.figures, key=lambda figure: figure.item.span.start):
        if one.measure in PEOPLE and one.item.change != "down_from":
            found.setdefault((one.measure, one.population.label.lower() if one.population else None), []).append(one)
    return found


def differing_figures(before: dict[Key, list[FigureView]], after: dict[Key, list[FigureView]]) -> Iterator[Difference]:
    """What has become of each count: the first new figure is what the first that is gone has become."""
    for key in dict.fromkeys((*before, *after)):
        of = ", ".join(filter(None, key))
        old, new = before.get(key, []), after.get(key, [])
        gone = [one for one in old if bounds(one) not in set(map(bounds, new))]
        come = [one for one in new if bounds(one) not in set(map(bounds, old))]
        if gone and come:
            yield difference("figure moved", of, gone[0], come[0])
            yield from differing_attribution(of, gone[0], come[0])
        elif come:
            yield difference("figure added", of, None, come[0])
        elif gone:
            yield difference("figure dropped", of, gone[0], None)
        elif old and new:
            yield from differing_attribution(of, old[0], new[0])


def differing_attribution(of: str, old: FigureView, new: FigureView) -> Iterator[Difference]:
    """Who is named for a figure, where that is somebody else now, or nobody."""
    if old.said_by and not new.said_by:
        yield Difference("attribution dropped", of, old.said_by, None, old.item.span, new.item.span)
    elif new.said_by and not old.said_by:
        yield Difference("attribution added", of, None, new.said_by, old.item.span, new.item.span)
    elif old.said_by and new.said_by and plain(old.said_by) != plain(new.said_by):
        yield Difference("attribution changed", of, old.said_by, new.said_by, old.item.span, new.item.span)


def difference(what: What, of: str, old: FigureView | None, new: FigureView | None) -> Difference:
    before, after = old.item.span if old else None, new.item.span if new else None
    return Difference(what, of, before.text if before else None, after.text if after else None, before, after)


def bounds(figure: FigureView) -> tuple[object, ...]:
    item = figure.item
    return item.value, item.low, item.high, item.status


# denials and voices -------------------------------------------------------------------------------------------------


def denials_of(book: RecordView) -> list[StatementView]:
    """What somebody denies."""
    return [one for one in book.statements if one.act == "deny" and not one.item.negated]


def differing_denials(before: Sequence[StatementView], after: Sequence[StatementView]) -> Iterator[Difference]:
    for one in new_among(after, before):
        yield Difference("denial added", one.said_by, None, one.words, None, one.content[0])
    for one in new_among(before, after):
        yield Difference("denial dropped", one.said_by, one.words, None, one.content[0], None)


def new_among(denials: Sequence[StatementView], known: Sequence[StatementView]) -> list[StatementView]:
    """The denials that are none of those known."""
    said = set(map(denied, known))
    return [one for one in denials if denied(one) not in said]


def denied(statement: StatementView) -> tuple[str, str]:
    """What is denied by whom, for telling it from other denials; the same with another number is the same."""
    return plain(statement.said_by or ""), NUMBER.sub("#", plain(statement.words))


def voices_of(book: RecordView) -> dict[str, str]:
    """Whom a report has speak, by name."""
    return {plain(said_by): said_by for one in book.statements if (said_by := one.said_by) and one.speaker}


def differing_voices(before: dict[str, str], after: dict[str, str]) -> Iterator[Difference]:
    yield from (Difference("voice added", None, None, name) for key, name in after.items() if key not in before)
    yield from (Difference("voice dropped", None, name, None) for key, name in before.items() if key not in after)


def plain(words: str) -> str:
    """Words for comparing: without case, article and spaces.

    >>> plain("The  Harbour Police"), plain("harbour police")
    ('harbour police', 'harbour police')
    """
    return " ".join(words.lower().split()).removeprefix("the ")
