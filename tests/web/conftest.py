"""What the tests of the pages share: a served record, and a browser where the system has one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from onrecord.store.record_file import RecordFile
from onrecord.store.writing import Capture
from onrecord.web.app import create_app

AXE = Path(__file__).with_name("axe.min.js")  # axe-core 4.14.1, Mozilla Public License 2.0


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """The address at which a record is served."""
    server = uvicorn.Server(uvicorn.Config(create_app(path), port=0, log_level="error"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def address(maine: list[Capture], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the record of the example reports is served, which no test changes."""
    path = tmp_path_factory.mktemp("served") / "maine.db"
    with RecordFile(path, create=True) as record:
        record.add(maine)
    with serving(path) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from the system's packages; without one the tests that need it are left out."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium on this machine: what needs a browser is not tested")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab of a browser, in which nothing may go wrong but what is told in place, and nothing come from elsewhere."""
    context = browser.new_context()
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda told: None if told.type not in ("error", "warning") or "422" in told.text
            else faults.append(told.text))  # fmt: skip
    page.on("request", lambda asked: None if "//127.0.0.1" in asked.url or asked.url.startswith(("data:", "file:"))
            else faults.append(asked.url))  # fmt: skip
    yield page
    context.close()
    assert not faults
