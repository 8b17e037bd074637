"""Records as one self-contained HTML page: the text with its highlights, and a panel of the records beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import IO, Any

from jinja2 import Environment, PackageLoader

from onrecord.model.span import Span
from onrecord.model.view import RecordView
from onrecord.publishing import wording
from onrecord.publishing.straight import straight

KINDS = ("statements", "figures", "events", "places", "times", "entities", "facts")  # what is marked in the text


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text between two marks, with the kinds and the cells that cover it."""

    start: int
    text: str
    kinds: tuple[str, ...]
    cells: tuple[str, ...]


def page_of(views: Iterable[RecordView], title: str = "onrecord") -> str:
    """The page of one report or of several."""
    return environment().get_template("page.html.j2").render(views=list(views), title=title)


def write_page(views: Iterable[RecordView], file: IO[str], title: str = "onrecord") -> None:
    """The same, written as it is made, so that no more than one record is held at a time."""
    file.writelines(environment().get_template("page.html.j2").generate(views=views, title=title))


def stretches(view: RecordView, asked: Iterable[int] = ()) -> Iterator[Stretch]:
    """The text of a report cut where any highlight begins or ends, so that highlights may overlap, and where asked."""
    opening, closing = marks(view)
    text = view.text
    cuts = sorted({0, len(text), *opening, *closing, *asked})
    active: dict[tuple[str, str], int] = {}
    for start, end in pairwise(cuts):
        for mark in closing.get(start, ()):
            active[mark] -= 1
            if not active[mark]:
                del active[mark]
        for mark in opening.get(start, ()):
            active[mark] = active.get(mark, 0) + 1
        marked = {kind for kind, _ in active}
        kinds = tuple([kind for kind in KINDS if kind in marked])
        yield Stretch(start, text[start:end], kinds, tuple(ident for _, ident in active))


Marks = dict[int, list[tuple[str, str]]]


def marks(view: RecordView) -> tuple[Marks, Marks]:
    """Where the highlights of each cell open and close, as (kind, id)."""
    opening: Marks = {}
    closing: Marks = {}
    for kind in KINDS:
        for cell in getattr(view, kind):
            for span in spans_of(kind, cell):
                opening.setdefault(span.start, []).append((kind, cell.id))
                closing.setdefault(span.end, []).append((kind, cell.id))
    return opening, closing


def spans_of(kind: str, cell: Any) -> tuple[Span, ...]:
    """The words of a cell that are marked in the text."""
    if kind == "statements":
        return (*cell.content, *cell.cue, *cell.source)
    if kind == "events":
        return (cell.trigger,)
    if kind == "entities":
        return () if cell.type == "place" else tuple(cell.mentions)  # a place is marked as one
    return tuple(cell.mentions) if kind == "places" else (cell.span,)


@cache
def environment() -> Environment:
    """Jinja's environment; everything that comes from a report is escaped."""
    made = Environment(
        loader=PackageLoader("onrecord.publishing"), autoescape=True, finalize=straight, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.globals.update(stretches=stretches, wording=wording)
    return made
