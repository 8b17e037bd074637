"""`onrecord timeline`: how the figures of a story moved, on the terminal or as an SVG."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.linked_options import Quiet, RecordPath
from onrecord.cli.opening import keep_apart, open_reviewed
from onrecord.cli.terminal import Exit, console_of, out, say, stop, writing
from onrecord.linking.stories import Story
from onrecord.publishing.drawing import timeline_svg
from onrecord.publishing.linked import POLICY, incidents_in, stories_in
from onrecord.publishing.timeline import Chart, Point, charts_of, day_and_hour
from onrecord.publishing.wording import dated
from onrecord.reconciling.figures import POLICIES
from onrecord.store.record_file import RecordFile

BAR = 20  # columns of a number's bar


def timeline(
    record: RecordPath,
    story: Annotated[str, typer.Argument(help="the story: its id, the beginning of one, or words of its title")],
    policy: Annotated[str, typer.Option(help=f"how figures are reconciled: {', '.join(POLICIES)}")] = POLICY,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="write an SVG to this file")] = None,
    quiet: Quiet = False,
) -> None:
    """Show how the figures of a story moved: who gave which number when, what is superseded, what they come to.

    With -o FILE.svg it is drawn: each voice's number with its interval, an arrow where that is open, and the band of
    what the figures come to.

    Example: onrecord timeline record.db "port of Tarbet" -o tarbet.svg
    """
    if policy not in POLICIES:
        stop(f"--policy {policy}: there is none of that name; name one of {', '.join(POLICIES)}", Exit.USAGE)
    keep_apart(record, output)
    with open_reviewed(record) as kept:
        found = the_story(kept, story, record)
        incidents = [one for one in incidents_in(kept, policy) if one["story"] == found.story]
    title = found.title or found.story
    if output:
        with writing(output) as file:
            file.write(timeline_svg(title, incidents))
        if not quiet:
            say(f"wrote {output}")
        return
    out.print(Text(title, style="bold"))
    told = [shown(one) for one in incidents if any(True for _ in charts_of(one))]
    for one in told:
        console_of(out.file).print(one)
    if not told and not quiet:
        say("no figure of people is told in this story")


def the_story(record: RecordFile, wanted: str, path: Path) -> Story:
    """The story that is meant; ends the program where there is none, or are several."""
    stories = list(stories_in(record))
    exact = [one for one in stories if one.story == wanted]
    found = exact or [
        one for one in stories if one.story.startswith(wanted) or wanted.lower() in (one.title or "").lower()
    ]
    if not found:
        stop(f"no story in the record fits {wanted!r}; `onrecord stories {path}` lists them", Exit.SOME_NOT_READ)
    if len(found) > 1:
        named = ", ".join(f"{one.story} ({one.title or 'no title'})" for one in found[:5])
        stop(f"{len(found)} stories fit {wanted!r}: {named}; name one by its id", Exit.USAGE)
    return found[0]


def shown(incident: dict[str, Any]) -> RenderableType:
    """An incident's charts, one under the other."""
    what = incident["subtype"] or (incident["type"] or "incident").lower()
    where = incident["place"]["name"] if incident["place"] else "place unknown"
    head = Text.assemble(
        (f"\n{dated(incident['date'])}  ", "cyan"), (f"{what}, {where}", "bold"),
        ("  told as the past" if incident["background"] else "", "dim"),
    )  # fmt: skip
    return Group(head, *(part for chart in charts_of(incident) for part in chart_lines(chart)))


def chart_lines(chart: Chart) -> Iterator[RenderableType]:
    """A count: what it comes to and why, then its numbers in the order of time."""
    yield Text.assemble((chart.shown, "bold red"), f" {chart.counted}  ", (f"({chart.status}) {chart.why}", "dim"))
    if not chart.moves:
        return
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True, width=BAR + 1)
    table.add_column(no_wrap=True)
    for point in chart.points:
        again = f" +{point.copies}" if point.copies else ""
        style = "" if point.standing == "current" else "dim"
        remark = point.standing.replace("_", " ") if point.standing != "current" else ""
        table.add_row(day_and_hour(point), point.voice + again, point.label, bar(point, chart), remark, style=style)
    yield Padding(table, (0, 0, 0, 2))


def bar(point: Point, chart: Chart) -> str:
    """A number and its interval on the chart's scale, before the band of what the figures come to.

    >>> told = Point(None, "police", 5, 5, None, False, False, "current", "a", "", 0)
    >>> bar(told, Chart("killed", 10, 10, 10, "single", "", (told,)))
    '          ●━━━━━━━━━▶'
    """

    def column(value: float) -> int:
        return round(value / chart.most * BAR)

    low, high = point.ends
    cells = [" "] * (BAR + 1)
    if chart.low is not None or chart.high is not None:
        for n in range(column(chart.low or 0), (BAR if chart.high is None else column(chart.high)) + 1):
            cells[n] = "░"
    for n in range(0 if low is None else column(low), (BAR if high is None else column(high)) + 1):
        cells[n] = "━"
    if low is None:
        cells[0] = "◀"
    if high is None:
        cells[BAR] = "▶"
    cells[column(point.dot)] = "●"
    return "".join(cells)
