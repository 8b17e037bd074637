"""A progress bar with throughput and time left, on a terminal only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from onrecord.cli.terminal import people
from onrecord.sources import count_inputs


@contextmanager
def progress(inputs: list[str], quiet: bool) -> Iterator[Callable[[int], None]]:
    """Draws the bar and gives what moves it on by so many reports; nothing is drawn where nobody looks."""
    if quiet or not people.is_terminal:
        yield lambda reports: None
        return
    total = count_inputs(inputs)
    columns = (
        TextColumn("reading"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeElapsedColumn() if total is None else TimeRemainingColumn(),
        TextColumn("so far" if total is None else "left"),
    )
    with Progress(*columns, console=people, transient=True) as bar:
        task = bar.add_task("reading", total=total, speed="")

        def advance(reports: int) -> None:
            bar.advance(task, reports)
            speed = bar.tasks[task].speed
            bar.update(task, speed=f"{speed:.1f} reports/s" if speed else "")

        yield advance
