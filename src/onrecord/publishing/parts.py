"""Where the parts of a count do not add up to their whole: in one report, or in what all reports come to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from onrecord.linking.scenes import sentence_at
from onrecord.model.view import FigureView
from onrecord.reconciling.figures import Reconciled
from onrecord.reconciling.series import Bounds, Entry
from onrecord.reconciling.wholes import adds_up, bounds_of
from onrecord.reconciling.why import in_a_row, worded

ALL_TOLD = re.compile(r":|[–—]| - ")  # after a whole: what follows are all its parts ("12 dead: 7 men and 5 women")
SOME_TOLD = re.compile(r"\b(?:includ|among|at least|of (?:them|those|whom))", re.IGNORECASE)

AGE_OR_SEX = frozenset("man men woman women child children boy boys girl girls baby babies infant infants".split())

Key = tuple[str, frozenset[str]]  # a series: its measure and its population


class Quoted(TypedDict):
    """The words of a count."""

    report: str
    span: list[int]
    quote: str


class NotAddingUp(TypedDict):
    """Parts that make more, or fewer, than their whole: why, and the words of the whole and of the parts."""

    why: str
    figures: list[Quoted]


@dataclass(frozen=True)
class Breakdown:
    """A count with parts of it that one sentence tells: "the 12 dead, among them four women and five children"."""

    whole: FigureView
    parts: tuple[FigureView, ...]

    @property
    def is_complete(self) -> bool:
        """Whether the parts are said to be all there are."""
        whole, first = self.whole.item.span, self.parts[0].item.span
        between = self.whole.book.text[whole.end : first.start]
        return "\n" not in between and bool(ALL_TOLD.search(between)) and not SOME_TOLD.search(between)


def breakdowns(figures: Iterable[FigureView]) -> list[Breakdown]:
    """The breakdowns that reports give, in the order of the figures."""
    found: dict[tuple[str, str, int], list[FigureView]] = {}
    wholes: dict[tuple[str, str, int], FigureView] = {}
    for figure in figures:
        whole = figure.part_of
        if whole is not None and whole.item.change != "additional":
            sentence = sentence_at(figure.book.text, figure.item.span)
            key = (figure.book.report.id, whole.item.id, sentence.start)
            wholes[key] = whole
            found.setdefault(key, []).append(figure)
    return [Breakdown(wholes[key], tuple(side_by_side(parts))) for key, parts in found.items()]


def side_by_side(parts: Sequence[FigureView]) -> list[FigureView]:
    """The first of some parts and those that may be added to it: no parts of parts ("15 soldiers, nine officers among
    them"), and people either by age and sex or by what they are."""
    first, *others = parts
    told = [first]
    for one in others:
        between = one.book.text[told[-1].item.span.end : one.item.span.start]
        own = one.book.text[one.item.span.start : one.item.span.end]
        if SOME_TOLD.search(between) or SOME_TOLD.search(own):
            break
        if by_age_or_sex(one) == by_age_or_sex(first):
            told.append(one)
    return told


def by_age_or_sex(figure: FigureView) -> bool:
    """Whether a part counts men, women, children."""
    return bool(AGE_OR_SEX & set(label(figure).lower().split()))


def not_adding_up(
    figures: Iterable[FigureView],
    series: Mapping[tuple[str, str], Key],
    entries: Mapping[tuple[str, str], Entry],
    come_to: Mapping[Key, Reconciled],
) -> dict[Key, list[NotAddingUp]]:
    """By the series of a whole what does not add up.

    series, entries: by a report's and a figure's id its series and its entry; come_to: what each series comes to.
    """
    found: dict[Key, list[NotAddingUp]] = {}
    told = [one for one in breakdowns(figures) if ident(one.whole) in series]
    for one in told:
        parts = [entries[ident(part)] for part in one.parts]
        if why := adds_up(entries[ident(one.whole)], parts, one.is_complete):
            outlet = one.whole.book.report.publisher or one.whole.book.report.source
            counted = counts(one.parts, map(bounds_of, parts))
            found.setdefault(series[ident(one.whole)], []).append(fault(one, f"{outlet} counts {counted}: {why}."))
    for one in across(told, series):
        whole, keys = series[ident(one.whole)], [series[ident(part)] for part in one.parts]
        if whole not in come_to or not come_to.keys() >= set(keys) or whole in found:
            continue
        parts_come_to = [come_to[key] for key in keys]
        if why := adds_up(come_to[whole], parts_come_to):
            counted = counts(one.parts, map(bounds_of, parts_come_to))
            found.setdefault(whole, []).append(fault(one, f"{counted}: {why}."))
    return found


def across(told: Iterable[Breakdown], series: Mapping[tuple[str, str], Key]) -> Iterator[Breakdown]:
    """Each breakdown into other series than the whole's own, once, those of fewest parts first."""
    seen: set[tuple[Key, frozenset[Key]]] = set()
    for one in sorted(told, key=lambda one: len(one.parts)):
        whole = series[ident(one.whole)]
        keys = [series[ident(part)] for part in one.parts]
        if whole not in keys and len(set(keys)) == len(keys) and (whole, frozenset(keys)) not in seen:
            seen.add((whole, frozenset(keys)))
            yield one


def fault(told: Breakdown, why: str) -> NotAddingUp:
    return {"why": why, "figures": [quoted(one) for one in (told.whole, *told.parts)]}


def quoted(figure: FigureView) -> Quoted:
    span = figure.item.span
    return {"report": figure.book.report.id, "span": [span.start, span.end], "quote": span.text}


def counts(parts: Sequence[FigureView], bounds: Iterable[Bounds]) -> str:
    """The parts in words: "9 women and at least 5 children"."""
    return in_a_row(f"{worded(one)} {label(part)}" for part, one in zip(parts, bounds, strict=True))


def label(figure: FigureView) -> str:
    """Whom a part counts, or what happened to them."""
    return figure.item.population.label if figure.item.population else figure.measure


def ident(figure: FigureView) -> tuple[str, str]:
    return figure.book.report.id, figure.item.id
