"""What a person is asked of a cell: one question in words, to be answered from the marked sentence with yes or no."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from onrecord.linking.scenes import sentence_at
from onrecord.model.span import Span
from onrecord.model.view import RecordView
from onrecord.publishing.wording import circumstances, interval, names, sureness, when

OPEN, CLOSE = "⟦", "⟧"
LONGEST = 1200  # characters of a passage that are shown
SAYS = {
    (False, "said"): "said", (False, "written"): "wrote",
    (False, "thought"): "thought", (False, "intended"): "means to say",
    (True, "said"): "did not say", (True, "written"): "did not write",
    (True, "thought"): "did not think", (True, "intended"): "does not mean to say",
}  # fmt: skip
NO_ONE = "somebody who is not named"

# How a cell of each kind is asked about: the question, the words that are marked, and what sort of its kind it is.
Ask = tuple[Callable[[Any], str], Callable[[Any], Iterable[Span]], Callable[[Any], str | None]]
ASKED: dict[str, Ask] = {
    "statements": (
        lambda s: f"Are the marked words what {s.said_by or NO_ONE} {SAYS[s.negated, s.mode]}?",
        lambda s: s.content or s.cue,
        lambda s: s.kind,
    ),
    "entities": (
        lambda n: f"Do the marked words stand for {n.name}, and is that {article(n.type)}{of_sector(n.sector)}?",
        lambda n: n.mentions[:1],
        lambda n: n.type,
    ),
    "events": (
        lambda e: (
            f"Do the marked words tell of {article(e.type or 'event')}: {told(done(e), circumstances(e)) or 'no more'}?"
        ),
        lambda e: (e.trigger,),
        lambda e: e.type,
    ),
    "figures": (
        lambda f: (
            f"Do the marked words say: {interval(f)} ({told(f.measure, whom(f), sureness(f.status))}){by(f.said_by)}?"
        ),
        lambda f: (f.span,),
        lambda f: f.measure,
    ),
    "facts": (
        lambda k: (
            f"Do the marked words say of {k.subject.name}: {kind(k.relation)} “{k.object.text}”"
            f"{f' ({k.status})' if k.status not in (None, 'current') else ''}?"
        ),
        lambda k: (k.span,),
        lambda k: k.relation,
    ),
    "places": (
        lambda p: f"Is the marked place {told(p.name, p.kind, p.admin1, p.country, point(p))}?",
        lambda p: p.mentions[:1],
        lambda p: p.kind,
    ),
    "times": (
        lambda t: f"Do the marked words mean {when(t)} ({t.type.lower()})?",
        lambda t: (t.span,),
        lambda t: t.type,
    ),
    "incidents": (
        lambda i: f"Do the marked words tell of one happening: {(i.summary or i.type or 'an incident').rstrip('.')}?",
        lambda i: tuple(event.trigger for event in i.events),
        lambda i: i.type,
    ),
    "casualties": (
        lambda v: f"Does the report tell that {harmed(v)} was {told(*(one.measure for one in v.harms))}?",
        lambda v: (v.span, v.harms[0].span),
        lambda v: v.harms[0].measure,
    ),
}


def question(type: str, cell: Any) -> str:
    """The question on a cell, on one line."""
    return " ".join(ASKED[type][0](cell).split())


def marked(type: str, cell: Any, view: RecordView) -> str:
    """The sentences of a cell's words, with these marked.

    >>> mark("Police said so.", 0, [Span(0, 6, "Police")])
    '⟦Police⟧ said so.'
    """
    spans = sorted(ASKED[type][1](cell))
    first, last = sentence_at(view.text, spans[0]), sentence_at(view.text, spans[-1])
    start, end = min(first.start, spans[0].start), max(last.end, *(span.end for span in spans))
    shown = mark(view.text[start:end], start, spans)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"


def mark(text: str, start: int, spans: Iterable[Span]) -> str:
    """A text that begins at an offset, with brackets around some spans; those within others stay unmarked."""
    out, at = "", 0
    for span in spans:
        if span.start - start >= at:
            out += text[at : span.start - start] + OPEN + text[span.start - start : span.end - start] + CLOSE
            at = span.end - start
    return " ".join((out + text[at:]).split())


def before(type: str, cell: Any, view: RecordView) -> str:
    """The words that stand before a cell's sentence in its paragraph and the one before, for who "she" is."""
    first = sentence_at(view.text, min(ASKED[type][1](cell))).start
    return " ".join(view.text[max(0, first - LONGEST // 2) : first].split())


def told(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def done(event: Any) -> str:
    """By whom something was done, and to whom, as far as the record has it."""
    by, to = (names(one.name for one in parties) for parties in (event.actors, (*event.recipients, *event.targets)))
    return told(by and f"done by {by}", to and f"done to {to}")


def article(word: str) -> str:
    return f"{'an' if word[0].lower() in 'aeiou' else 'a'} {kind(word)}"


def kind(word: str) -> str:
    return word.replace("_", " ")


def of_sector(sector: str | None) -> str:
    return f" of the sector {sector}" if sector else ""


def counted(figure: Any) -> str:
    """What a figure counts, and how it is told where that is not plainly."""
    return told(figure.measure, whom(figure), sureness(figure.status))


def whom(figure: Any) -> str | None:
    counted: str | None = figure.population.label if figure.population else figure.unit
    return counted


def by(voice: str | None) -> str:
    return f", according to {voice}" if voice else ""


def point(place: Any) -> str | None:
    return f"{place.lat:.2f}, {place.lon:.2f}" if place.lat is not None else None


def harmed(casualty: Any) -> str:
    """A person who was harmed, with all traits that are told."""
    known = (casualty.age, casualty.sex, casualty.role, casualty.status)
    name = casualty.name or casualty.description
    return told(name.value if name else casualty.span.text, *(trait.value for trait in known if trait))
