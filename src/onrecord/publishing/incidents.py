"""Incidents across reports as the contract's objects: the series of each figure, what it comes to, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from onrecord.codebook.actors import actors
from onrecord.linking.joint import JointIncident
from onrecord.model.records import Perpetrator, Place
from onrecord.model.view import FigureView, RecordView
from onrecord.publishing.objects import DateObject, PlaceObject
from onrecord.publishing.parts import Key, ident, not_adding_up
from onrecord.publishing.wording import settled
from onrecord.reconciling.entries import entries_of
from onrecord.reconciling.figures import Reconciled, reconcile_figures, within
from onrecord.reconciling.standing import Placed
from onrecord.reconciling.voices import voice_in

EVERYBODY = frozenset(  # words for people that tell nobody from others
    "people person individual human being soul life body dead dying death casualty victim fatality toll total injury "
    "wounded injured killed arrest other more".split()
)
SINGULAR = {"children": "child", "women": "woman", "men": "man", "people": "people", "lives": "life", "bodies": "body"}
SLIGHT_WORDS = frozenset(
    "the a an of and or other others another in at on by to from as its his her their those".split()
)
PRECISION = {"country": "country", "continent": "country", "admin1": "admin1", "admin2": "admin2", "city": "city"}

OWNED = re.compile(r"(?:its|their|his|her) ", re.IGNORECASE)  # "its fighters"
OF_WHOM = re.compile(r" (?:of|from) (?:the )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*")

Population = frozenset[str]


def incident_object(
    incident: JointIncident, copy_groups: Mapping[str, str], agencies: Mapping[str, str], policy: str
) -> dict[str, Any]:
    """An incident across reports, as `onrecord incidents --format jsonl` writes it."""
    return {
        "id": incident.incident,
        "type": incident.type,
        "subtype": incident.subtype,
        "summary": incident.summary,
        "place": place_object(incident.place),
        "date": date_object(incident.start, incident.end),
        "background": incident.background,
        "story": incident.story,
        "reports": [
            {
                "id": book.report.id,
                "source": book.report.source,
                "publisher": book.report.publisher,
                "published": book.report.published,
                "copy_group": copy_groups.get(book.report.id),
            }
            for book in incident.reports
        ],
        "events": [f"{one.book.report.id}:{event}" for one in incident.incidents for event in one.item.events],
        "perpetrators": perpetrator_objects(incident),
        "figures": list(figure_objects(incident, agencies, policy)),
    }


def place_object(place: Place | None) -> PlaceObject | None:
    if place is None:
        return None
    precision = PRECISION.get(place.kind or "", "point")
    return {
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "admin1": place.admin1,
        "precision": precision,
    }


def perpetrator_objects(incident: JointIncident) -> list[dict[str, Any]]:
    """Who is said to have done it, in each report, how certainly and by whom it is said."""
    return [
        {
            "name": (name := doer_named(told.book, one)),
            "named": (one.entity is not None or name != one.span.text) and is_name(name),
            "certainty": one.certainty,
            "said_by": claim.said_by if (claim := told.book.statement(one.attribution)) else None,
            "report": told.book.report.id,
            "span": [one.span.start, one.span.end],
            "quote": one.span.text,
        }
        for told in incident.incidents
        if told.item.type == incident.type
        for one in told.item.perpetrators
    ]


def is_name(name: str) -> bool:
    """Whether a doer goes by a name, and not by a word for many at a sentence's opening: "Officers".

    >>> is_name("Tidewater Front"), is_name("Officers"), is_name("the rebels")
    (True, False, False)
    """
    common = name.lower() in actors() or name.lower().removesuffix("s") in actors()
    return any(map(str.isupper, name)) and not common


def doer_named(book: RecordView, doer: Perpetrator) -> str:
    """By what name a doer goes: "its fighters", of which their own side says that they did it or did not, by its."""
    entity, claim = book.entity(doer.entity), book.statement(doer.attribution)
    if OWNED.match(doer.span.text) and doer.certainty in ("denied", "claimed") and claim is not None:
        voice = voice_in(book.report, claim)
        if voice.kind == "body":
            return voice.name
    return entity.name if entity else doer.span.text


def date_object(start: date | None, end: date | None) -> DateObject:
    """A date with its precision: day, month or year.

    >>> date_object(date(2031, 3, 1), date(2031, 3, 31))
    {'start': '2031-03-01', 'end': '2031-03-31', 'precision': 'month'}
    """
    if start is None or end is None:
        return {"start": None, "end": None, "precision": None}
    days = (end - start).days
    precision = "day" if days <= 2 else "month" if days <= 31 else "year"
    return {"start": start.isoformat(), "end": end.isoformat(), "precision": precision}


# figures ------------------------------------------------------------------------------------------------------------


def figure_objects(incident: JointIncident, agencies: Mapping[str, str], policy: str) -> Iterator[dict[str, Any]]:
    """What each measure and population comes to; a series in which nothing stands is left out."""
    series: dict[Key, list[FigureView]] = {}
    apart = told_apart(incident.figures)
    for figure in incident.figures:
        whose = population_of(figure)
        if (figure.measure, whose) in apart:
            whose |= content(of_whom(figure))
        series.setdefault((figure.measure, whose), []).append(figure)
    told = {key: entries_of(figures, agencies) for key, figures in series.items()}
    found = {key: reconcile_figures(entries, policy) for key, entries in told.items()}
    standing = {key: one for key, one in found.items() if one.independent_sources}
    keys = {ident(figure): key for key, figures in series.items() for figure in figures}
    at = {(entry.report, entry.span): entry for entries in told.values() for entry in entries}
    entries = {ident(one): at[one.book.report.id, one.item.span] for one in incident.figures}
    faults = not_adding_up(incident.figures, keys, entries, standing)
    for key, one in standing.items():
        of_one = any((figure.measure, population_of(figure)) in apart for figure in series[key])
        yield figure_object(key[0], series[key], one, of_one) | {"not_adding_up": faults.get(key, [])}


def told_apart(figures: Iterable[FigureView]) -> set[tuple[str, Population]]:
    """The populations that one report counts by where they are from: "six residents of Cove and two of Cobh"."""
    told: dict[tuple[str, str, Population], set[str]] = {}
    for figure in figures:
        if (whose := population_of(figure)) and (of := of_whom(figure)):
            told.setdefault((figure.book.report.id, figure.measure, whose), set()).add(of)
    return {(measure, whose) for (_, measure, whose), some in told.items() if len(some) > 1}


def of_whom(figure: FigureView) -> str:
    """The words that say of where or what those counted are: "of Cove"; empty where there are none."""
    found = OF_WHOM.match(figure.book.text, figure.item.span.end)
    return found[0].strip() if found else ""


def population_of(figure: FigureView) -> Population:
    """Whom a figure counts, by the words that tell them from others; none for all people."""
    item = figure.item
    return content(item.population.label) if item.population else frozenset()


def content(label: str) -> Population:
    """The words of a population that tell it from others, in the singular.

    >>> sorted(content("Cove Fort dockers")), sorted(content("20 other people")), sorted(content("women"))
    (['cove', 'docker', 'fort'], [], ['woman'])
    """
    words = (SINGULAR.get(word, singular(word)) for word in re.findall(r"[^\W\d_]+", label.lower()))
    return frozenset(word for word in words if word not in EVERYBODY and word not in SLIGHT_WORDS)


def singular(word: str) -> str:
    if word.endswith("men") and len(word) > 4:
        return f"{word[:-3]}man"
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def figure_object(measure: str, figures: Iterable[FigureView], found: Reconciled, apart: bool) -> dict[str, Any]:
    """A reconciled figure with its series; apart: its population is told from others by where it is from."""
    known = {(one.book.report.id, one.item.span): one for one in figures}
    labels = [one.item.population.label for one in known.values() if one.item.population and population_of(one)]
    if labels and apart:
        labels = [f"{labels[0]} {of_whom(one)}".strip() for one in known.values()]
    return {
        "measure": measure,
        "population": labels[0] if labels else None,
        "best": found.best,
        "low": found.low,
        "high": found.high,
        "status": found.status,
        "why": found.why,
        "policy": found.policy,
        "independent_sources": found.independent_sources,
        "series": [entry_object(placed, known) for placed in found.series],
    }


def entry_object(placed: Placed, known: Mapping[tuple[str, Any], FigureView]) -> dict[str, Any]:
    """One entry of a series with its words and its standing."""
    entry, bounds = placed.entry, placed.bounds
    span = entry.span
    return {
        "published": entry.published,
        "value": entry.value,
        "low": entry.low,
        "high": entry.high,
        "precision": entry.precision,
        "said_by": entry.voice,
        "chain": list(entry.chain),
        "report": entry.report,
        "span": [span.start, span.end] if span else None,
        "quote": span.text if span else None,
        "comes_to": {"value": bounds.value, "low": bounds.low, "high": bounds.high} if bounds else None,
        "standing": placed.standing,
        "rule": placed.rule,
    }


# rows ---------------------------------------------------------------------------------------------------------------

COLUMNS = (
    "incident story start end place country admin1 lat lon type subtype background reports measure population shown "
    "best low high status voices why policy"
).split()


def figure_rows(incident: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A row a reconciled figure of an incident, one without figures where it has none; best lies within its bounds."""
    place = incident["place"] or {}
    known = {
        "incident": incident["id"], "start": incident["date"]["start"], "end": incident["date"]["end"],
        "place": place.get("name"), **{name: place.get(name) for name in ("country", "admin1", "lat", "lon")},
        **{name: incident[name] for name in ("story", "type", "subtype", "background")},
        "reports": len(incident["reports"]),
    }  # fmt: skip
    for one in incident["figures"]:
        told = {name: one[name] for name in ("measure", "population", "low", "high", "status", "why", "policy")}
        best = within(one["best"], one["low"], one["high"])
        yield {**known, **told, "shown": settled(one), "best": best, "voices": one["independent_sources"]}
    if not incident["figures"]:
        yield known
