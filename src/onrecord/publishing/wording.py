"""Records in a newsroom's words, for the terminal and the page alike."""

from __future__ import annotations

from collections.abc import Iterable, Sized

from onrecord.model.records import Place, Time, Warning
from onrecord.model.view import EventView, FactView, FigureView, StatementView

UNBOUNDED = "…"


def number(value: float) -> str:
    """A number with separators and no needless decimals.

    >>> number(1200000), number(1.5)
    ('1,200,000', '1.5')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def interval(figure: FigureView) -> str:
    """The least and the most that a figure's words allow: "at least 14" ≥ 14, "nearly 200" ≤ 199, "about 40" ~40."""
    if figure.precision == "about" and figure.value is not None:
        return f"~{number(figure.value)}"
    if figure.high is None:
        return "unknown" if figure.low is None else f"≥ {number(figure.low)}"
    if figure.low is None:
        return f"≤ {number(figure.high)}"
    return number(figure.low) if figure.low == figure.high else f"{number(figure.low)}–{number(figure.high)}"


def counted(figure: FigureView) -> str:
    """What a figure counts: "killed, children", "duration, month"."""
    parts = [figure.measure, figure.population.label if figure.population else None, figure.unit]
    return ", ".join(part for part in parts if part)


def remarks_on_figure(figure: FigureView) -> str:
    """What else is to be known of a figure: part of another, additional, feared or denied."""
    whole = figure.part_of
    remarks = [
        f"part of “{whole.span.text}”" if whole else None,
        figure.change.replace("_", " ") if figure.change != "total" else None,
        figure.status if figure.status != "confirmed" else None,
    ]
    return "; ".join(remark for remark in remarks if remark)


def saying(statement: StatementView) -> str:
    """How something was said: "denied, in an interview, to reporters"."""
    cue = " … ".join(span.text for span in statement.item.cue) or f"({statement.act})"
    parts = [cue]
    if statement.item.channel:
        parts.append(f"via {statement.item.channel.label}")
    if statement.addressees:
        parts.append("to " + ", ".join(one.span.text for one in statement.addressees))
    if statement.parent:
        parts.append(f"as told by {statement.parent.said_by or 'somebody unnamed'}")
    return ", ".join(parts)


def doing(event: EventView) -> str:
    """Who did what to whom: "police → the crowd"."""
    actors = names(one.name for one in event.actors)
    others = names(one.name for one in (*event.recipients, *event.targets))
    return f"{actors or '…'} → {others}" if others else actors


def circumstances(event: EventView) -> str:
    """Where and when, how sure, and who says so."""
    parts = [
        event.place.name if event.place else None,
        when(event.time) if event.time else None,
        event.modality if event.modality != "happened" else None,
        event.certainty if event.certainty not in ("fact", event.modality) else None,
        f"according to {event.attribution.said_by}" if event.attribution and event.attribution.said_by else None,
        "background" if event.background else None,
    ]
    return ", ".join(part for part in parts if part)


def when(time: Time) -> str:
    """A time's interval, else its value, else its words."""
    if time.start and time.start == time.end:
        return time.start
    if time.start or time.end:
        return f"{time.start or UNBOUNDED} to {time.end or UNBOUNDED}"
    return time.value or time.span.text


def where(place: Place) -> str:
    """A place with its country and, where it has one, its point."""
    parts = [place.kind, place.country, f"{place.lat:.2f}, {place.lon:.2f}" if place.lat is not None else None]
    return ", ".join(part for part in parts if part) or "not in the gazetteer"


def background(fact: FactView) -> str:
    """A fact as subject, relation and object: "Callum Rehn · member of · the Tidewater Front (former)"."""
    status = f" ({fact.status})" if fact.status not in (None, "current") else ""
    subject = fact.subject.name if fact.subject else UNBOUNDED
    return f"{subject} · {fact.relation.replace('_', ' ')} · {fact.object.text}{status}"


def left_open(warning: Warning) -> str:
    """What was left open, with the words that it is about."""
    if warning.span is None:
        return warning.message
    words = " ".join(warning.span.text.split())
    return f"{warning.message}: “{words[:60]}{'…' if len(words) > 60 else ''}”"


def number_of(items: Sized, one: str) -> str:
    """A count with its noun.

    >>> number_of([1], "fact"), number_of([], "fact")
    ('1 fact', '0 facts')
    """
    return f"{len(items)} {one}{'' if len(items) == 1 else 's'}"


def names(parts: Iterable[str]) -> str:
    """Some names in a row, each once."""
    return ", ".join(dict.fromkeys(parts))
