"""A story for people to read: what its page is made of, and the page as one self-contained file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from onrecord.model.view import RecordView
from onrecord.publishing.drawing import NARROW, chart_svg
from onrecord.publishing.facts import StoryFact
from onrecord.publishing.mapping.map import BORDERS, map_svg
from onrecord.publishing.notes import Notes
from onrecord.publishing.page import environment
from onrecord.publishing.story import words_of
from onrecord.publishing.timeline import Chart, charts_of
from onrecord.publishing.victims import TRAITS, value_of
from onrecord.publishing.wording import days, settled, with_bounds

Words = Callable[[str, int, int], str]
SAID = 5  # statements of a voice that are shown at once
DOERS = 8  # that are shown
VOICES = 8  # columns that are shown at once
SUBJECTS = 12  # of background facts that are shown at once


@dataclass(frozen=True, slots=True)
class Toll:
    """A count of an incident as it is shown: the number, how sure it is, and its chart where there is one to draw."""

    shown: str
    counted: str
    status: str
    range: str | None
    voices: int
    why: str
    best: str | None
    words: Mapping[str, Any] | None  # those of the last that stands
    chart: Callable[[], Markup] | None  # drawn where it stands on the page, so that notes are numbered in its order
    small: Callable[[], Markup] | None  # the same for a phone
    faults: Sequence[Mapping[str, Any]]  # where its parts do not add up
    ident: str = ""  # where the voices that make it up are told
    voiced: tuple[Mapping[str, Any], ...] = ()  # what each of them says that stands


def parts_of_page(told: Mapping[str, Any], words_at: Words, notes: Notes) -> dict[str, Any]:
    """What the page of a story is made of; `words_at` gives the address of some words, `notes` the number of theirs."""
    incidents = [incident_shown(one, words_at, notes) for one in told["incidents"]]
    return {
        "story": told,
        "days": days(told["first"], told["last"]),
        "news": [one for one in incidents if not one["background"]],
        "past": [one for one in incidents if one["background"]],
        "unresolved": [(one, toll) for one in incidents for toll in one["tolls"] if toll.status == "unresolved"],
        "disputes": disputes(told["facts"]), "subjects": by_subject(told["facts"]), "named": SUBJECTS,
        "map": lambda: map_svg(told["places"], words_at), "borders": BORDERS, "note": notes.number,
        "said": SAID, "columns": VOICES, "words_at": words_at, "value_of": value_of, "traits": TRAITS,
    }  # fmt: skip


def incident_shown(one: Mapping[str, Any], words_at: Words, notes: Notes) -> dict[str, Any]:
    """An incident with its counts of people, those of all first."""
    figures = {(figure["measure"], figure["population"]): figure for figure in one["figures"]}
    found: list[Toll] = []
    for chart in charts_of(dict(one)):
        measure, _, population = chart.counted.partition(", ")
        made = toll(chart, figures[measure, population or None], words_at, notes)
        found.append(replace(made, ident=f"voices-{one['id']}-{len(found) + 1}"))
    return {**one, "tolls": found, "doers": doers_once(one["perpetrators"])[:DOERS]}


def doers_once(told: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those who are said to have done it, named ones first, each once for each who says so and how surely."""
    found = {(one["name"].lower(), one["certainty"], one["said_by"]): one for one in reversed(told)}
    in_order = list(found.values())[::-1]
    return sorted(in_order, key=lambda one: not one["named"])


def toll(chart: Chart, figure: Mapping[str, Any], words_at: Words, notes: Notes) -> Toll:
    """A count as it is shown."""
    bounds = settled({**figure, "best": None, "series": ()})
    return Toll(
        shown=settled(figure), counted=chart.counted, status=chart.status,
        range=bounds if figure["best"] is not None and "(" in with_bounds(figure) else None,
        voices=figure["independent_sources"], why=chart.why,
        best=settled(figure) if figure["best"] is not None else None, words=words_of(figure),
        voiced=tuple(one for one in figure["series"] if one["standing"] == "current" and one["span"]),
        chart=partial(chart_svg, chart, words_at, notes.number) if chart.moves else None,
        small=partial(chart_svg, chart, words_at, notes.number, NARROW) if chart.moves else None,
        faults=figure["not_adding_up"],
    )  # fmt: skip


# background ---------------------------------------------------------------------------------------------------------


def by_subject(facts: Iterable[StoryFact]) -> list[tuple[str, list[StoryFact]]]:
    """The background facts of a story, all of one subject together."""
    found: dict[str, list[StoryFact]] = {}
    for fact in facts:
        found.setdefault(fact["subject"], []).append(fact)
    return list(found.items())


def disputes(facts: Iterable[StoryFact]) -> list[list[StoryFact]]:
    """What is disputed, the competing claims of one question together."""
    found: dict[tuple[str, str], list[StoryFact]] = {}
    for fact in facts:
        if fact["status"] == "disputed":
            found.setdefault((fact["subject"], fact["relation"]), []).append(fact)
    return list(found.values())


# one file -----------------------------------------------------------------------------------------------------------


def story_file(told: Mapping[str, Any], books: Mapping[str, RecordView]) -> str:
    """A story as one file that needs no other: its figures, charts and map, and the sentences they stand on."""
    notes = Notes()
    reports = {ident: book.report for ident, book in books.items()}
    parts = parts_of_page(told, notes.address, notes)
    body = environment().get_template("story_body.html.j2").render(captured=reports, **parts)
    found = list(notes.told({ident: book.text for ident, book in books.items()}, reports))
    style = style_of("story.css") + style_of("story_file.css")
    page = environment().get_template("story_file.html.j2")
    return page.render(title=told["title"], body=Markup(body), style=Markup(style), notes=found, told=told)


@cache
def style_of(name: str) -> str:
    """A stylesheet that ships with the program."""
    return files("onrecord.publishing").joinpath("templates", name).read_text(encoding="utf-8")
