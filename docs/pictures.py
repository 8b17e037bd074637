"""Makes the pictures of the documentation from the example reports: the terminal and a timeline (SVG), the pages (PNG).

python docs/pictures.py        needs Chromium for the pages
"""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

import uvicorn
from playwright.sync_api import Browser, sync_playwright
from rich.console import Console

from onrecord.cli.demo import EXAMPLES, SHOWN_WHOLE
from onrecord.cli.rendering import brief, whole
from onrecord.cli.timeline import shown
from onrecord.engine.run import read_inputs
from onrecord.publishing.drawing import timeline_svg
from onrecord.publishing.linked import incidents_in, stories_in
from onrecord.publishing.shown import begin, refresh
from onrecord.sources import open_reports
from onrecord.store.lists import rows_of
from onrecord.store.record_file import Choice, RecordFile
from onrecord.store.writing import Capture
from onrecord.web.app import create_app

DOCS = Path(__file__).resolve().parent
PAGES = DOCS / "pages"
LOOKS = (("light", 1200, "light"), ("dark", 1200, "dark"), ("phone", 390, "light"))  # name, width in px, colours
PAPER = ("story", "report")  # pages that are shown as they are printed too
TALLEST = 1700  # px: what is below is more of the same


def terminal(record: RecordFile) -> None:
    """The demo's parts as a picture of a terminal of 80 columns."""
    views = sorted(record.views(), key=lambda view: view.report.published or "")
    happened = max(incidents_in(record), key=lambda one: len(one["reports"]))
    with open("/dev/null", "w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=80, file=nowhere, highlight=False, force_terminal=True)
        console.print("[bold]$ onrecord demo[/bold]\n")
        for view in views[:2]:
            console.print(brief(view))
        console.print("[dim]...[/dim]\n")
        console.rule("What all reports come to")
        console.print(shown(happened))
    (DOCS / "terminal.svg").write_text(console.export_svg(title="onrecord"), encoding="utf-8")
    with open("/dev/null", "w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=80, file=nowhere, highlight=False, force_terminal=True)
        console.print("[bold]$ onrecord show maine.db lightkeeper[/bold]\n")
        console.print(whole(next(view for view in views if SHOWN_WHOLE in view.report.source)))
    (DOCS / "report.svg").write_text(console.export_svg(title="onrecord"), encoding="utf-8")
    story = happened["story"]
    title = next(one.title for one in stories_in(record) if one.story == story) or story
    told = [one for one in incidents_in(record) if one["story"] == story]
    (DOCS / "timeline.svg").write_text(timeline_svg(title, told), encoding="utf-8")


def addresses(record: RecordFile) -> dict[str, str]:
    """The pages that are shown, by the names of their pictures."""
    happened = max(incidents_in(record), key=lambda one: len(one["reports"]))
    (report,) = record.records(Choice(report=SHOWN_WHOLE))
    with record.engine.connect() as connection:
        person = rows_of(connection, "person", {}, size=1).rows[0]["name"]
        place = next(one for one in rows_of(connection, "place", {}).rows if one["incidents"])
    return {
        "stories": "/", "story": f"/stories/{happened['story']}", "report": f"/reports/{report.report.id}",
        "incidents": "/incidents", "reports": "/reports", "people": "/people", "person": f"/people/{quote(person)}",
        "places": "/places", "place": f"/places/{quote(place['id'])}", "search": "/search?q=Maine",
        "review": "/review", "paste": "/paste",
    }  # fmt: skip


def pages(path: Path) -> None:
    """Each page in light, in dark and as wide as a phone."""
    with RecordFile(path) as record:
        begin(record)
        refresh(record)
        wanted = addresses(record)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(path), log_level="warning"))
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for name, address in wanted.items():
                picture(browser, name, f"http://127.0.0.1:{listener.getsockname()[1]}{address}")
            browser.close()
        server.should_exit = True
        thread.join()


def picture(browser: Browser, name: str, address: str) -> None:
    for look, width, colours in LOOKS:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=colours, bypass_csp=True)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
        clip = {"x": 0, "y": 0, "width": width, "height": height}
        page.screenshot(path=PAGES / f"{name}-{look}.png", full_page=True, clip=clip)  # type: ignore[arg-type]
        if look == "light" and name in PAPER:
            page.emulate_media(media="print")
            page.set_viewport_size({"width": 794, "height": 1123})  # a sheet of A4
            page.add_style_tag(content="body { padding: 16mm 15mm }")  # the margins that a printer leaves
            page.screenshot(path=PAGES / f"{name}-paper.png")
        context.close()


def main() -> None:
    PAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(shutil.copytree(EXAMPLES, Path(folder) / "reports").parent)  # so that no path of this machine is shown
        path = Path(folder) / "maine.db"
        with RecordFile(path, create=True) as record:
            record.add(one for one in read_inputs(open_reports(["reports"])) if isinstance(one, Capture))
            terminal(record)
        pages(path)


if __name__ == "__main__":
    main()
