"""The timeline of a story as an SVG: each voice's number over time with its interval, and the reconciled band.

An open interval ends in an arrow; what is superseded is faded; what is left out of the series is hollow.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count, groupby
from math import ceil
from typing import Any

from markupsafe import Markup

from onrecord.publishing.page import environment
from onrecord.publishing.timeline import Chart, Point, charts_of
from onrecord.publishing.wording import number
from onrecord.reconciling.series import NEVER

# all lengths in px
LEFT = 56  # beside the plot: the scale
LINE = 16  # a line of small text
PLOT = 150  # the least height of a plot
BESIDE = 7  # between dots of one moment
WRAP = 104  # characters of a sentence under a plot
OPEN = 16  # how far an open end reaches beyond its dot


@dataclass(frozen=True, slots=True)
class Size:
    """How wide a drawing is, how much of that the names of the voices take, and how many characters fit there."""

    width: int
    names: int
    letters: int

    @property
    def right(self) -> int:
        """Where the plot ends."""
        return self.width - self.names


WIDE, NARROW = Size(760, 232, 32), Size(400, 132, 16)


@dataclass(frozen=True, slots=True)
class Mark:
    """A point where it is drawn: x, y, the ends of its interval, and where its name is written, if it is."""

    point: Point
    x: float
    y: float
    top: float
    bottom: float
    open_above: bool
    open_below: bool
    name: str | None
    name_y: float


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart with everything on it where it is drawn, from its own top left corner."""

    chart: Chart
    heading: str
    height: float
    plot_top: float
    plot_bottom: float
    marks: tuple[Mark, ...]
    paths: tuple[str, ...]  # each voice's line from number to number
    band: tuple[float, float] | None  # top and bottom of what the figures come to
    best_y: float | None
    ticks: tuple[tuple[float, str], ...]
    dates: tuple[tuple[float, str], ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """An incident where it is drawn: its charts, and in a line each what has nothing to draw."""

    incident: dict[str, Any]
    top: float
    panels: list[tuple[float, Panel]]
    single: list[tuple[float, list[str]]]
    bottom: float


def timeline_svg(title: str, incidents: Iterable[dict[str, Any]]) -> str:
    """The timeline of a story's incidents, each an object as `onrecord incidents` writes it."""
    blocks: list[Block] = []
    top = 56.0
    for incident in incidents:
        if charts := list(charts_of(incident)):
            blocks.append(block_of(incident, charts, top))
            top = blocks[-1].bottom
    drawn = environment().get_template("timeline.svg.j2")
    return drawn.render(
        title=title, blocks=blocks, width=WIDE.width, height=round(top + 24), left=LEFT, right=WIDE.right
    )


def chart_svg(
    chart: Chart, words_at: Callable[[str, int, int], str], note: Callable[[str, int, int], int], size: Size = WIDE
) -> Markup:
    """One chart for a page, in the page's own style, each dot a link to its words, with the number of their note."""
    drawn = environment().get_template("chart.svg.j2")
    panel = panel_of(chart, size)
    return Markup(drawn.render(p=panel, width=size.width, left=LEFT, right=size.right, words_at=words_at, note=note))


def block_of(incident: dict[str, Any], charts: Iterable[Chart], top: float) -> Block:
    """An incident's charts one under the other."""
    block = Block(incident, top, [], [], top + 38)
    y = block.bottom
    for chart in charts:
        if chart.moves:
            panel = panel_of(chart)
            block.panels.append((y, panel))
            y += panel.height
        else:
            lines = textwrap.wrap(f"{chart.shown} {chart.counted} — {chart.why}", WRAP)
            block.single.append((y, lines))
            y += LINE * len(lines) + 6
    return replace(block, bottom=y + 18)


def panel_of(chart: Chart, size: Size = WIDE) -> Panel:
    """A chart laid out."""
    last = last_words(chart.points)
    plot_top = 34.0
    plot_bottom = plot_top + max(PLOT, LINE * len(last) + 10)
    scale = Scale(chart, plot_top, plot_bottom, size)
    named = names_apart({point: scale.y(point.dot) for point in last}, plot_top, plot_bottom)
    marks = tuple(scale.mark(point, x, named.get(point)) for point, x in scale.places(chart.points))
    why = tuple(textwrap.wrap(chart.why, WRAP))
    return Panel(
        chart=chart,
        heading=f"{chart.shown} {chart.counted}",
        height=plot_bottom + 26 + LINE * len(why) + 18,
        plot_top=plot_top,
        plot_bottom=plot_bottom,
        marks=marks,
        paths=tuple(lines_of(marks)),
        band=scale.band(),
        best_y=None if chart.best is None else scale.y(chart.best),
        ticks=tuple((scale.y(value), number(value)) for value in steps(scale.most)),
        dates=tuple(scale.dates()),
        why=why,
    )


def last_words(points: Sequence[Point]) -> list[Point]:
    """The last number of each voice: where its name is written."""
    last = {point.voice: point for point in points if point.standing != "left_out"}
    for point in points:
        last.setdefault(point.voice, point)
    return list(last.values())


class Scale:
    """Where times and numbers lie on a plot."""

    def __init__(self, chart: Chart, top: float, bottom: float, size: Size = WIDE) -> None:
        self.chart, self.top, self.bottom, self.size = chart, top, bottom, size
        self.most = steps(chart.most)[-1]
        dated = [point.time for point in chart.points if point.time != NEVER]
        self.first, self.last = min(dated, default=NEVER), max(dated, default=NEVER)

    def x(self, time: datetime) -> float:
        """A time's x; what is undated stands at the left, and where there is one time only all stands in the middle."""
        room = self.size.right - LEFT - 44
        if self.last == self.first:
            return LEFT + 22 + room / 2
        share = max(time - self.first, timedelta()) / (self.last - self.first)
        return LEFT + 22 + share * room

    def y(self, value: float) -> float:
        return self.bottom - value / self.most * (self.bottom - self.top)

    def places(self, points: Sequence[Point]) -> Iterator[tuple[Point, float]]:
        """Each point with its x; those of one moment stand side by side."""
        for time, told in groupby(points, key=lambda point: point.time):
            together = list(told)
            for n, point in enumerate(together):
                yield point, self.x(time) + (n - (len(together) - 1) / 2) * BESIDE

    def mark(self, point: Point, x: float, name_y: float | None) -> Mark:
        low, high = point.ends
        y = self.y(point.dot)
        named = None if name_y is None else shortened(f"{point.voice} {point.label}", self.size.letters)
        return Mark(
            point, x, y,
            top=y - OPEN if high is None else self.y(high),
            bottom=min(y + OPEN, self.bottom) if low is None else self.y(low),
            open_above=high is None,
            open_below=low is None,
            name=named,
            name_y=name_y or y,
        )  # fmt: skip

    def band(self) -> tuple[float, float] | None:
        """What the figures come to; up to the top of the plot where it is open above, down to its foot where below."""
        low, high = self.chart.low, self.chart.high
        if low is None and high is None:
            return None
        return self.top if high is None else self.y(high), self.bottom if low is None else self.y(low)

    def dates(self) -> Iterator[tuple[float, str]]:
        """The days on which something was told, as many as have room; hours where all is told within two days."""
        if self.first == NEVER:
            return
        form = "%d %b %H:%M" if self.last - self.first < timedelta(days=2) else "%d %b"
        if self.first.year != self.last.year:
            form = "%d %b %Y"
        written = -1000.0
        for point in self.chart.points:
            x = self.x(point.time)
            if point.time != NEVER and x - written > 96:
                written = x
                yield x, f"{point.time:{form}}".lstrip("0")


def names_apart(wanted: dict[Point, float], top: float, bottom: float) -> dict[Point, float]:
    """Where the names stand so that none covers another, each as near as can be to its dot."""
    ordered = sorted(wanted, key=lambda point: wanted[point])
    placed: list[float] = []
    for point in ordered:
        placed.append(max(wanted[point], placed[-1] + LINE if placed else top))
    limit = bottom
    for n in range(len(placed) - 1, -1, -1):
        placed[n] = min(placed[n], limit)
        limit = placed[n] - LINE
    return dict(zip(ordered, placed, strict=True))


def lines_of(marks: Sequence[Mark]) -> Iterator[str]:
    """The path of each voice that gave more than one number."""
    for voice in dict.fromkeys(mark.point.voice for mark in marks):
        own = [mark for mark in marks if mark.point.voice == voice and mark.point.standing != "left_out"]
        if len(own) > 1:
            yield "M" + " L".join(f"{mark.x:.1f},{mark.y:.1f}" for mark in own)


def steps(most: float) -> list[int]:
    """A few round numbers from 0 to the least that is not below the largest.

    >>> steps(21), steps(1), steps(112), steps(3)
    ([0, 10, 20, 30], [0, 1], [0, 50, 100, 150], [0, 1, 2, 3])
    """
    sizes = (lead * 10**power for power in count() for lead in (1, 2, 5))
    size = next(size for size in sizes if size * 4 >= most)
    return [n * size for n in range(ceil(most / size) + 1)]


def shortened(name: str, letters: int) -> str:
    """A voice's name and number, cut where it has no room, the number kept."""
    if len(name) <= letters:
        return name
    voice, _, label = name.rpartition(" ")
    return f"{voice[: letters - len(label) - 2].rstrip()}… {label}"
