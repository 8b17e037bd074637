"""Makes the pictures of the README: the demo on a terminal (SVG) and a report's page (PNG).

python docs/pictures.py        needs Chromium for the page
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from rich.console import Console

from onrecord.cli.demo import EXAMPLES, SHOWN_WHOLE
from onrecord.cli.rendering import brief, tolls, whole
from onrecord.engine.run import read_inputs
from onrecord.model.view import RecordView
from onrecord.publishing.page import page_of
from onrecord.sources import open_reports
from onrecord.store.writing import Capture

DOCS = Path(__file__).resolve().parent
BROWSER = (
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
)


def terminal(views: list[RecordView], shown: RecordView) -> None:
    """The demo's parts as a picture of a terminal of 80 columns."""
    with open("/dev/null", "w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=80, file=nowhere, highlight=False, force_terminal=True)
        console.print("[bold]$ onrecord demo[/bold]\n")
        for view in views[:3]:
            console.print(brief(view))
        console.print("[dim]...[/dim]\n")
        console.rule("The toll of the Maine, as each report gave it")
        console.print(tolls(views))
    (DOCS / "terminal.svg").write_text(console.export_svg(title="onrecord"), encoding="utf-8")
    with open("/dev/null", "w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=80, file=nowhere, highlight=False, force_terminal=True)
        console.print("[bold]$ onrecord show maine.db lightkeeper[/bold]\n")
        console.print(whole(shown))
    (DOCS / "report.svg").write_text(console.export_svg(title="onrecord"), encoding="utf-8")


def page(shown: RecordView) -> None:
    """A report's page as a browser shows it."""
    browser = shutil.which(BROWSER[0])
    if browser is None:
        raise SystemExit("there is no chromium; install it from the system's packages to make the page's picture")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(page_of([shown], shown.title or ""), encoding="utf-8")
        options = [f"--user-data-dir={folder}/profile", "--window-size=1280,1100", f"--screenshot={DOCS / 'page.png'}"]
        subprocess.run([browser, *BROWSER[1:], *options, path.as_uri()], check=True, capture_output=True)


def main() -> None:
    told = read_inputs(open_reports([str(EXAMPLES)]))
    views = [RecordView(one.record) for one in told if isinstance(one, Capture)]
    views.sort(key=lambda view: view.report.published or "")
    shown = next(view for view in views if SHOWN_WHOLE in view.report.source)
    terminal(views, shown)
    page(shown)


if __name__ == "__main__":
    main()
