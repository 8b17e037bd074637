"""Records on a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import PurePath

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model.view import EventView, FactView, FigureView, RecordView, StatementView
from onrecord.publishing import wording

HARMED = ("killed", "injured", "missing", "detained", "abducted", "displaced", "besieged", "affected")


def heading(view: RecordView) -> Text:
    """A report's date, outlet and title, and where it came from."""
    report = view.report
    text = Text()
    text.append(f"{(report.published or 'undated')[:10]}  ", style="cyan")
    text.append(report.title or PurePath(report.source).name, style="bold")
    origin = [report.publisher, PurePath(report.source).name if report.title else None]
    for part in filter(None, (" · ".join(filter(None, origin)), report.id)):
        text.append(f"\n            {part}", style="dim")
    return text


def brief(view: RecordView) -> RenderableType:
    """A report in a few lines: its heading, its figures of people, and how much else was read."""
    kinds = {"statement": view.statements, "event": view.events, "fact": view.facts}
    counts = [wording.number_of(cells, kind) for kind, cells in kinds.items()]
    lines: list[RenderableType] = [heading(view), Padding(Text(" · ".join(counts), style="dim"), (0, 0, 0, 12))]
    harmed = [figure for figure in view.figures if figure.measure in HARMED]
    lines += [Padding(figure_line(figure), (0, 0, 0, 12)) for figure in harmed]
    return Group(*lines)


def sayings(view: RecordView, speaker: str) -> RenderableType:
    """What somebody says in a report, and the figures that he or she gives, by a part of the name."""
    wanted = speaker.casefold()
    said = [one for one in view.statements if wanted in called(one)]
    given = [one for one in view.figures if wanted in (one.said_by or "").casefold()]
    lines = [*by_speaker(said), *map(figure_line, given)]
    return Group(heading(view), *(Padding(line, (0, 0, 0, 12)) for line in lines)) if lines else brief(view)


def called(statement: StatementView) -> str:
    """All that the speaker of a statement is called."""
    names = (statement.said_by, statement.speaker.name if statement.speaker else None)
    return " ".join(filter(None, names)).casefold()


def whole(view: RecordView) -> RenderableType:
    """A report's whole record, by kind."""
    parts = [(name, list(lines)) for name, lines in sections(view)]
    shown: list[RenderableType] = [heading(view)]
    for name, lines in parts:
        if lines:
            shown += [Text(f"\n{name}", style="bold underline"), *(Padding(line, (0, 0, 0, 2)) for line in lines)]
    return Group(*shown)


def sections(view: RecordView) -> Iterator[tuple[str, Iterator[RenderableType]]]:
    """The kinds of records in the order in which a desk asks for them."""
    yield "What happened", (Text(i.summary or i.subtype or i.type or "") for i in view.incidents)
    yield "Figures", map(figure_line, view.figures)
    yield "Who said what", by_speaker(view.statements)
    yield "Events", (event_line(event) for event in view.events)
    yield "Background", (Text(wording.background(fact)).append_text(decided(fact)) for fact in view.facts)
    yield "Places", (Text(f"{place.name} ({wording.where(place)})") for place in view.places)
    yield "Times", (Text(f"{time.span.text} → {wording.meant(time)}") for time in view.times)
    yield "Left open", (Text(wording.left_open(warning)) for warning in view.warnings)


def figure_line(figure: FigureView) -> Text:
    """A figure, what it counts, its words and who said it."""
    line = Text()
    line.append(wording.interval(figure), style="bold red")
    line.append(f" {wording.counted(figure)}  ")
    line.append(f"“{figure.span.text}”", style="italic")
    line.append(f" — {figure.said_by or 'the report itself'}", style="dim")
    remarks = wording.remarks_on_figure(figure)
    if remarks:
        line.append(f"; {remarks}", style="dim")
    return line.append_text(decided(figure))


def by_speaker(statements: Iterable[StatementView]) -> Iterator[RenderableType]:
    """Statements under the name of who made them, in the order of first speaking."""
    order: dict[str, int] = {}
    named = [(one.said_by or "somebody unnamed", one) for one in statements]
    for name, _ in named:
        order.setdefault(name, len(order))
    for name, group in groupby(sorted(named, key=lambda x: order[x[0]]), key=lambda x: x[0]):
        yield Text(name, style="bold")
        for _, one in group:
            words = Text(f"{wording.saying(one)}: ", style="dim")
            words.append(f"“{one.words}”", style="not dim italic")
            words.append_text(decided(one))
            yield Padding(words, (0, 0, 0, 2))


def event_line(event: EventView) -> Text:
    """An event's trigger and type, who did it to whom, and its circumstances."""
    line = Text(event.trigger.text, style="bold")
    line.append(f" {event.type or 'other'}  ", style="magenta")
    line.append(wording.doing(event))
    circumstances = wording.circumstances(event)
    if circumstances:
        line.append(f"  ({circumstances})", style="dim")
    return line.append_text(decided(event))


def decided(cell: StatementView | EventView | FigureView | FactView) -> Text:
    """A mark behind what somebody has decided on."""
    mark = cell.book.decided.get(cell.id)
    return Text(f"  ✓ {mark['action']}: {mark['who']}" if mark else "", style="green")


def tolls(views: Iterable[RecordView], measure: str = "killed") -> Table:
    """A toll as each report gave it: by date, with the words and who said it."""
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for column, options in (
        ("Date", {"no_wrap": True}),
        ("Outlet", {}),
        ("Toll", {"no_wrap": True}),
        ("Words", {}),
        ("Said by", {}),
    ):
        table.add_column(column, **options)  # type: ignore[arg-type]
    rows = [(view.report, figure) for view in views for figure in view.figures if figure.measure == measure]
    for report, figure in sorted(rows, key=lambda row: (row[0].published or "", row[0].id, row[1].span.start)):
        if figure.item.part_of is None and figure.status != "denied":
            said_by = figure.said_by or "the report itself"
            outlet = report.publisher or report.source
            table.add_row(
                (report.published or "")[:10], outlet, wording.interval(figure), f"“{figure.span.text}”", said_by
            )
    return table
