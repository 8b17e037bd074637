"""Records in a newsroom's words, for the terminal and the page alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sized
from datetime import date, timedelta
from typing import Any

from onrecord.gazetteer.lookup import gazetteer
from onrecord.model.records import Place, Time, Warning
from onrecord.model.view import EventView, FactView, FigureView, StatementView
from onrecord.reconciling.figures import within

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


def settled(figure: Mapping[str, Any]) -> str:
    """What a reconciled figure comes to, in a newsroom's words; where nothing is settled, its bounds.

    >>> settled({"best": 12, "low": 9, "high": 12}), settled({"best": None, "low": 4, "high": 15})
    ('12', '4–15')
    >>> settled({"best": 4, "low": 4, "high": None}), settled({"best": None, "low": None, "high": None})
    ('at least 4', '?')
    >>> told = [{"standing": "current", "precision": "more_than", "comes_to": {"value": 60}}]
    >>> settled({"best": 61, "low": 61, "high": None, "series": told})
    'more than 60'
    >>> told = [{"standing": "current", "precision": "range", "comes_to": None}]
    >>> settled({"best": 30, "low": 30, "high": 40, "series": told})
    '30–40'
    """
    best, low, high = figure["best"], figure["low"], figure["high"]
    current = [one for one in figure.get("series", ()) if one["standing"] == "current"]
    told = {one["precision"] for one in current}
    values = [one["comes_to"]["value"] for one in current if one["comes_to"] and one["comes_to"]["value"] is not None]
    if high is None and low is not None and (best is None or best <= low):
        return f"more than {number(max(values))}" if told == {"more_than"} and values else f"at least {number(low)}"
    if low is None and high is not None and (best is None or best >= high):
        return f"fewer than {number(min(values))}" if told == {"fewer_than"} and values else f"up to {number(high)}"
    if told == {"range"} and low is not None and high is not None:
        return f"{number(low)}–{number(high)}"
    if best is not None:
        return f"about {number(best)}" if low is None and high is None else number(best)
    if low is None:
        return "?"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def with_bounds(figure: Mapping[str, Any]) -> str:
    """The same with its bounds where these are others: "112 (48–112)", "? (4–15)".

    >>> with_bounds({"best": 112, "low": 48, "high": 112}), with_bounds({"best": None, "low": 4, "high": None})
    ('112 (48–112)', '? (at least 4)')
    >>> with_bounds({"best": 9, "low": 4, "high": None}), with_bounds({"best": 61, "low": 61, "high": None})
    ('9 (4–…)', 'at least 61')
    >>> with_bounds({"best": 60, "low": 61, "high": None})
    'at least 61'
    """
    best, low, high = figure["best"], figure["low"], figure["high"]
    if best is None:
        return f"? ({settled(figure)})" if (low, high) != (None, None) else "?"
    ends = [end for end in (low, high) if end is not None]
    if all(end == within(best, low, high) for end in ends):
        return settled(figure)
    shown, bounds = settled(figure), "–".join(UNBOUNDED if end is None else number(end) for end in (low, high))
    return shown if shown == bounds else f"{shown} ({bounds})"


def dated(when: Mapping[str, Any]) -> str:
    """When an incident happened, as finely as it is known, as a table has it.

    >>> dated({"start": "2030-03-01", "end": "2030-03-31", "precision": "month"})
    '2030-03'
    >>> dated({"start": "2030-03-04", "end": "2030-03-04", "precision": "day"})
    '2030-03-04'
    >>> dated({"start": "2030-03-04", "end": "2030-03-06", "precision": "day"}), dated({"start": None, "end": None})
    ('2030-03-04 to 2030-03-06', 'undated')
    """
    start, end = when["start"], when.get("end")
    if start is None:
        return "undated"
    if end in (None, start):
        return str(start)
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first.year == last.year and first.day == 1 and (last + timedelta(days=1)).day == 1:
        if (first.month, last.month) == (1, 12):
            return f"{first.year}"
        if first.month == last.month:
            return f"{first:%Y-%m}"
    return f"{start} to {end}"


def counted(figure: FigureView) -> str:
    """What a figure counts: "killed, children", "duration, month"."""
    parts = [figure.measure, figure.population.label if figure.population else None, figure.unit]
    return ", ".join(part for part in parts if part)


def sureness(status: str) -> str | None:
    """How a report tells something: feared, denied ...; nothing where it says so plainly, which confirms nothing.

    >>> sureness("confirmed"), sureness("feared")
    (None, 'feared')
    """
    return None if status == "confirmed" else status


def remarks_on_figure(figure: FigureView) -> str:
    """What else is to be known of a figure: part of another, additional, feared or denied."""
    whole = figure.part_of
    remarks = [
        f"part of “{whole.span.text}”" if whole else None,
        figure.change.replace("_", " ") if figure.change != "total" else None,
        sureness(figure.status),
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
    """A time's day with the part of it that is meant, else its interval, else how long it is, else its words."""
    if time.start and time.start == time.end:
        part = PARTS_OF_DAY.get((time.value or "").rpartition("T")[2])
        return f"{time.start}, {part}" if part else time.start
    if time.start or time.end:
        return f"{time.start or UNBOUNDED} to {time.end or UNBOUNDED}"
    return (length(time.value) if time.value else None) or time.span.text


def meant(time: Time) -> str:
    """What a time's words mean; that it is not known where they could not be resolved."""
    return when(time) if time.resolved or time.start or time.end else "not resolved"


PARTS_OF_DAY = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}


def length(value: str) -> str | None:
    """How long a TIMEX3 duration is, in words; None where its value is no plain duration.

    >>> length("P3D"), length("PT1H"), length("PXW"), length("2031-W09")
    ('3 days', '1 hour', 'some weeks', None)
    """
    parted = re.fullmatch(r"P(T?)(\d+(?:\.\d+)?|X)([YMWDHS])", value)
    unit = UNITS.get(parted[1] + parted[3]) if parted else None
    if parted is None or unit is None:
        return None
    return f"1 {unit}" if parted[2] == "1" else f"{'some' if parted[2] == 'X' else parted[2]} {unit}s"


def where(place: Place) -> str:
    """A place with its country and, where it has one, its point."""
    parts = [place.kind, place.country, f"{place.lat:.2f}, {place.lon:.2f}" if place.lat is not None else None]
    return ", ".join(part for part in parts if part) or "not in the gazetteer"


def place_kind(kind: str | None) -> str:
    """What kind of place it is, in words.

    >>> place_kind("admin1"), place_kind(None)
    ('province', 'place')
    """
    return {"admin1": "province", "admin2": "district", None: "place"}.get(kind, kind or "place").replace("_", " ")


def place_told(kind: str | None, country: str | None) -> str:
    """What a place is and where.

    >>> place_told("admin1", "FRA"), place_told("country", "FRA"), place_told(None, None)
    ('province, France', 'country', 'not in the gazetteer')
    """
    parts = [place_kind(kind) if kind else None, land(country) if country and kind != "country" else None]
    return ", ".join(part for part in parts if part) or "not in the gazetteer"


def land(code: str) -> str:
    """The name of a country by its code, ISO 3166-1 alpha-3.

    >>> land("IRL"), land("XXX")
    ('Ireland', 'XXX')
    """
    found = gazetteer().countries.get(code)
    return found.name if found else code


def days(first: str | None, last: str | None = None) -> str:
    """A day, or the time from one to another, as a newspaper writes it.

    >>> days("2031-03-04"), days("2031-03-04", "2031-03-06"), days("2031-03-30", "2031-04-02"), days(None)
    ('4 March 2031', '4–6 March 2031', '30 March – 2 April 2031', 'undated')
    >>> days("2031-03-01", "2031-03-31"), days("2031-01-01", "2031-12-31"), days("2030-12-31", "2031-01-01")
    ('March 2031', '2031', '31 December 2030 – 1 January 2031')
    """
    if not first:
        return "undated"
    try:
        start, end = date.fromisoformat(first[:10]), date.fromisoformat((last or first)[:10])
    except ValueError:  # no day of the calendar: as it was given
        return first
    if start == end:
        return f"{end.day} {end:%B %Y}"
    if start.year != end.year:
        return f"{start.day} {start:%B %Y} – {end.day} {end:%B %Y}"
    whole = start.day == 1 and (end + timedelta(days=1)).day == 1
    if whole and (start.month, end.month) == (1, 12):
        return f"{end.year}"
    if start.month == end.month:
        return f"{end:%B %Y}" if whole else f"{start.day}–{end.day} {end:%B %Y}"
    return f"{start.day} {start:%B} – {end.day} {end:%B %Y}"


def moment(time: str | None) -> str:
    """A day with its hour, as far as it is known.

    >>> moment("2031-03-04T09:30:00+01:00"), moment("2031-03-04"), moment(None)
    ('4 March 2031, 09:30', '4 March 2031', 'undated')
    """
    return f"{days(time)}, {time[11:16]}" if time and len(time) > 15 else days(time)


def month(value: str) -> str:
    """A month, a year or a day as a list offers it.

    >>> month("2031-03"), month("2031"), month("2031-03-04")
    ('March 2031', '2031', '4 March 2031')
    """
    if re.fullmatch(r"\d{4}-\d\d", value):
        return f"{date.fromisoformat(f'{value}-01'):%B %Y}"
    return days(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else value


def how_surely(certainty: str, said_by: str | None) -> str:
    """How sure a claim is, and by whom it is made.

    >>> how_surely("alleged", "police"), how_surely("fact", "police"), how_surely("fact", None)
    ('alleged by police', 'stated by police', 'stated as a fact')
    """
    if certainty == "fact" and not said_by:
        return "stated as a fact"
    return f"{'stated' if certainty == 'fact' else certainty}{f' by {said_by}' if said_by else ''}"


RELATIONS = {
    "role": "is", "member_of": "belongs to", "controlled_by": "is controlled by", "recognised_as": "is recognised as",
    "located_in": "lies in", "part_of": "is part of", "kin_of": "is kin of", "nationality": "is from", "age": "is aged",
    "majority": "has a majority of",
}  # fmt: skip


def related(relation: str) -> str:
    """A relation as the verb between subject and object.

    >>> related("controlled_by"), related("allied_with")
    ('is controlled by', 'allied with')
    """
    return RELATIONS.get(relation, relation.replace("_", " "))


def lasting(fact: Mapping[str, Any]) -> str:
    """Whether a fact across reports holds, and since and until when.

    >>> lasting({"status": "former", "start": None, "end": "2031-03-04"})
    'former, until 2031-03-04'
    """
    parts = [
        fact["status"] if fact["status"] != "current" else "",
        f"since {fact['start']}" if fact["start"] else "",
        f"until {fact['end']}" if fact["end"] else "",
    ]
    return ", ".join(filter(None, parts))


def voiced(fact: Mapping[str, Any]) -> str:
    """Who says a fact across reports, and who denies it: "Harbour Wire, police; denied by the Front"."""
    saying = dict.fromkeys(one["said_by"] for one in fact["told"] if not one["denied"])
    denying = dict.fromkeys(one["said_by"] for one in fact["told"] if one["denied"])
    return "; ".join(filter(None, (", ".join(saying), f"denied by {', '.join(denying)}" if denying else "")))


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
