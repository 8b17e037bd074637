"""`onrecord demo`: a record of the example reports, the first thing a newcomer sees."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.rule import Rule

from onrecord.cli.build import build_record
from onrecord.cli.opening import open_record
from onrecord.cli.rendering import brief, tolls, whole
from onrecord.cli.tally import Tally
from onrecord.cli.terminal import Exit, out, say, stop
from onrecord.cli.timeline import shown
from onrecord.engine.shard import make_ready
from onrecord.publishing.linked import incidents_in
from onrecord.sources import SourceOptions

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SHOWN_WHOLE = "02-17-lightkeeper"  # the example whose whole record is shown


def demo(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="keep the record here")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="no progress bar")] = False,
) -> None:
    """Build a record of the example reports, on the loss of the USS Maine in 1898, and show it.

    Example: onrecord demo -o maine.db
    """
    if not EXAMPLES.is_dir():
        stop("the example reports are missing; mend with: pip install --force-reinstall onrecord", Exit.MISSING)
    make_ready()
    with tempfile.TemporaryDirectory() as folder:
        path = output or Path(folder) / "maine.db"
        with open_record(path, create=True) as record:
            counts = Tally(None, quiet)
            build_record(record, [str(EXAMPLES)], SourceOptions(), 1, counts)
            views = sorted(record.views(), key=lambda view: view.report.published or "")
            happened = max(incidents_in(record), key=lambda one: len(one["reports"]), default=None)
        out.print(Rule("The reports, and what was read in each"))
        for view in views:
            out.print(brief(view))
        out.print(Rule("One report's record, whole"))
        out.print(whole(next((v for v in views if SHOWN_WHOLE in v.report.source), views[0])))
        out.print(Rule("The toll of the Maine, as each report gave it"))
        out.print(tolls(views))
        if happened:
            out.print(Rule("What all reports come to: the same voice counted once, and what is not settled"))
            out.print(shown(happened))
    if output:
        say(f"\nThe record is kept in {output}; look around with: onrecord show {output}")
