"""A story for people to read: what its page is made of, and the page as one self-contained file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from onrecord.linking.scenes import sentence_at
from onrecord.model.span import Span
from onrecord.model.view import RecordView
from onrecord.publishing.drawing import NARROW, chart_svg
from onrecord.publishing.mapping.map import BORDERS, map_svg
from onrecord.publishing.page import environment
from onrecord.publishing.story import day, settled
from onrecord.publishing.timeline import Chart, charts_of
from onrecord.publishing.victims import TRAITS, value_of

Words = Callable[[str, int, int], str]
SAID = 5  # statements of a voice that are shown at once
DOERS = 8  # that are shown
VOICES = 8  # columns that are shown at once


@dataclass(frozen=True, slots=True)
class Toll:
    """A count of an incident as it is shown: the number, how sure it is, and its chart where there is one to draw."""

    shown: str
    counted: str
    status: str
    range: str | None
    voices: int
    why: str
    chart: Markup | None
    small: Markup | None  # the same for a phone
    best: str | None
    href: str | None


def parts_of_page(told: Mapping[str, Any], words_at: Words, charts: bool = True) -> dict[str, Any]:
    """What the page of a story is made of; `words_at` gives the address of some words."""
    incidents = [incident_shown(one, words_at, charts) for one in told["incidents"]]
    return {
        "story": told,
        "days": day_range(told["first"], told["last"]),
        "news": [one for one in incidents if not one["background"]],
        "past": [one for one in incidents if one["background"]],
        "unresolved": [(one, toll) for one in incidents for toll in one["tolls"] if toll.status == "unresolved"],
        "map": map_svg(told["places"], words_at), "borders": BORDERS,
        "said": SAID, "columns": VOICES, "words_at": words_at, "value_of": value_of, "traits": TRAITS,
    }  # fmt: skip


def day_range(first: str | None, last: str | None) -> str:
    """From which day to which a story was told.

    >>> day_range("2031-03-04", "2031-03-06"), day_range("2031-03-04", "2031-03-04"), day_range(None, None)
    ('4 March 2031 to 6 March 2031', '4 March 2031', 'undated')
    """
    return day(date.fromisoformat(first), date.fromisoformat(last or first)) if first else "undated"


def incident_shown(one: Mapping[str, Any], words_at: Words, charts: bool) -> dict[str, Any]:
    """An incident with its counts of people, those of all first."""
    figures = {(figure["measure"], figure["population"]): figure for figure in one["figures"]}
    found = []
    for chart in charts_of(dict(one)):
        measure, _, population = chart.counted.partition(", ")
        found.append(toll(chart, figures[measure, population or None], words_at, charts))
    return {**one, "tolls": found, "doers": doers_once(one["perpetrators"])[:DOERS]}


def doers_once(told: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those who are said to have done it, named ones first, each once for each who says so and how surely."""
    found = {(one["name"].lower(), one["certainty"], one["said_by"]): one for one in reversed(told)}
    in_order = list(found.values())[::-1]
    return sorted(in_order, key=lambda one: not one["named"])


def toll(chart: Chart, figure: Mapping[str, Any], words_at: Words, charts: bool) -> Toll:
    """A count as it is shown."""
    draws = charts and chart.moves
    last = next((point for point in reversed(chart.points) if point.standing == "current" and point.span), None)
    bounds = settled({**figure, "best": None})
    return Toll(
        shown=settled(figure), counted=chart.counted, status=chart.status,
        range=bounds if figure["best"] is not None and figure["low"] != figure["high"] else None,
        voices=figure["independent_sources"], why=chart.why,
        chart=chart_svg(chart, words_at) if draws else None,
        small=chart_svg(chart, words_at, NARROW) if draws else None,
        best=settled(figure) if figure["best"] is not None else None,
        href=words_at(last.report, *last.span) if last and last.span else None,
    )  # fmt: skip


# one file -----------------------------------------------------------------------------------------------------------


def story_file(told: Mapping[str, Any], books: Mapping[str, RecordView]) -> str:
    """A story as one file that needs no other: its figures, charts and map, and the sentences they stand on."""
    notes = Notes(books)
    parts = parts_of_page(told, notes.words_at)
    body = environment().get_template("story_body.html.j2").render(**parts)
    style = style_of("story.css") + style_of("story_file.css")
    page = environment().get_template("story_file.html.j2")
    return page.render(title=told["title"], body=Markup(body), style=Markup(style), notes=list(notes.told()), told=told)


@cache
def style_of(name: str) -> str:
    """A stylesheet that ships with the program."""
    return files("onrecord.publishing").joinpath("templates", name).read_text(encoding="utf-8")


class Notes:
    """The sentences that a file's cells stand on, each once, in the order in which they are asked for."""

    def __init__(self, books: Mapping[str, RecordView]) -> None:
        self.books = books
        self.asked: dict[tuple[str, int, int], int] = {}

    def words_at(self, report: str, start: int, end: int) -> str:
        """The address of a note in the file."""
        return f"#note-{self.asked.setdefault((report, start, end), len(self.asked) + 1)}"

    def told(self) -> Iterator[dict[str, Any]]:
        """Each note: the sentence with its words marked, and the report."""
        for (ident, start, end), number in self.asked.items():
            book = self.books[ident]
            around = sentence_at(book.text, Span.of(book.text, start, end))
            yield {
                "number": number, "report": book.report, "before": book.text[around.start : start],
                "words": book.text[start:end], "after": book.text[end : max(around.end, end)],
            }  # fmt: skip
