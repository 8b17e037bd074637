"""A blind random sample of a record's cells, for a person to judge: as many of each stratum as can be."""

from __future__ import annotations

import csv
import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import IO, Any

from onrecord.evaluation.questions import ASKED, before, marked, question
from onrecord.model.view import RecordView
from onrecord.publishing.tables import harmless

BLIND = "order question before marked judgement note".split()  # what the person who judges looks at
KEPT = "stratum drawn_from type source report cell seed".split()  # by which the answers are counted
COLUMNS = [*BLIND, *KEPT]
UNKNOWN = "not known"

# The strata that cells are drawn from, by the name of what tells them apart.
STRATA: dict[str, Callable[[str, Any, RecordView], str | None]] = {
    "type": lambda type, cell, view: type,
    "kind": lambda type, cell, view: f"{type}: {ASKED[type][2](cell) or UNKNOWN}",
    "publisher": lambda type, cell, view: view.report.publisher,
    "month": lambda type, cell, view: (view.report.published or "")[:7],
    "report": lambda type, cell, view: view.report.source,
}


@dataclass
class Stratum:
    """The cells of one stratum with the smallest lots, and how many it has in all."""

    size: int = 0
    drawn: list[tuple[int, dict[str, Any]]] = field(default_factory=list)  # a heap, the greatest lot first

    def offer(self, lot: int, row: Callable[[], dict[str, Any]], most: int) -> None:
        """Take a cell where its lot is among the smallest; its row is made only then."""
        self.size += 1
        if len(self.drawn) < most:
            heapq.heappush(self.drawn, (-lot, row()))
        elif -lot > self.drawn[0][0]:
            heapq.heapreplace(self.drawn, (-lot, row()))


def draw_sample(views: Iterable[RecordView], number: int, by: str, seed: int) -> list[dict[str, Any]]:
    """The rows of a sample of so many cells, in an order that tells nothing.

    A cell's lot hangs on the seed, its report and its id alone, so that the order of reports never matters.  Memory
    holds as many rows of each stratum as are asked for, whatever the record's size.
    """
    strata: dict[str, Stratum] = {}
    for view in views:
        for type, cell in cells_of(view):
            stratum = STRATA[by](type, cell, view) or UNKNOWN
            lot = lot_of(seed, view.report.id, cell.id)
            strata.setdefault(stratum, Stratum()).offer(lot, lambda: row_of(type, cell, view), number)  # noqa: B023
    shares = shares_of({name: stratum.size for name, stratum in strata.items()}, number)
    chosen = [
        (-lot, {**row, "stratum": name, "drawn_from": stratum.size, "seed": seed})
        for name, stratum in strata.items()
        for lot, row in sorted(stratum.drawn, key=lambda one: -one[0])[: shares[name]]
    ]
    rows = [row for _, row in sorted(chosen, key=lambda one: one[0])]
    return [{**row, "order": at} for at, row in enumerate(rows, 1)]


def cells_of(view: RecordView) -> Iterator[tuple[str, Any]]:
    """The cells of a record that a person can be asked about, each with its type."""
    for type, (_, spans, _) in ASKED.items():
        yield from ((type, cell) for cell in getattr(view, type) if spans(cell))


def lot_of(seed: int, report: str, cell: str) -> int:
    """A number that is as good as drawn by lot, and the same wherever it is drawn."""
    return int.from_bytes(blake2b(f"{seed} {report} {cell}".encode(), digest_size=8).digest())


def shares_of(sizes: dict[str, int], number: int) -> dict[str, int]:
    """How many are drawn of each stratum: as many of each as can be, in all the number that is asked for.

    >>> shares_of({"facts": 3, "figures": 50, "times": 40}, 21)
    {'facts': 3, 'times': 9, 'figures': 9}
    """
    shares: dict[str, int] = {}
    left = number
    for at, name in enumerate(sorted(sizes, key=lambda one: (sizes[one], one))):
        shares[name] = min(sizes[name], left // (len(sizes) - at))
        left -= shares[name]
    return shares


def row_of(type: str, cell: Any, view: RecordView) -> dict[str, Any]:
    """A cell's row, without anything that the program thinks of how sure it is."""
    return {
        "question": question(type, cell),
        "before": before(type, cell, view),
        "marked": marked(type, cell, view),
        "judgement": "",
        "note": "",
        "type": type,
        "source": view.report.source,
        "report": view.report.id,
        "cell": cell.id,
    }


def write_sample(rows: Iterable[dict[str, Any]], file: IO[str]) -> None:
    """A sample as CSV of which a spreadsheet runs nothing."""
    written = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    written.writeheader()
    written.writerows(harmless(row) for row in rows)
