"""The application: one record file, its pages and its API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord import __version__
from onrecord.review.reviewed_file import ReviewedFile
from onrecord.web.keeping import Keeper, make_ready
from onrecord.web.pages import incidents, people, person, places, report, reports, search, stories, story
from onrecord.web.rendering import page

READING = (stories, story, incidents, reports, report, people, person, places, search)  # pages that are looked at
STATIC = Path(__file__).with_name("static")
POLICY = (  # nothing is fetched from elsewhere, and no script or style stands in a page
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
}  # fmt: skip


def create_app(path: Path) -> FastAPI:
    """The application over a record file; NotARecord where there is none."""
    record = ReviewedFile(path)
    make_ready(record)

    @asynccontextmanager
    async def open_as_long_as_it_runs(_: FastAPI) -> AsyncIterator[None]:
        keeper = Keeper(record)
        keeper.start()
        yield
        keeper.end()
        record.close()

    app = FastAPI(
        title="onrecord", version=__version__, lifespan=open_as_long_as_it_runs,
        docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",
    )  # fmt: skip
    app.state.record = record
    app.state.bodies = {}  # of the pages of stories that were asked for last
    app.state.counts = {}  # the counts of facets, for a few seconds
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for one in READING:
        app.include_router(one.router, include_in_schema=False)
    app.add_middleware(KeepToOurselves)
    app.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=4)
    app.exception_handler(HTTPException)(say_what_happened)
    return app


class KeepToOurselves:
    """Every answer tells the browser to run and fetch nothing that is not ours, and to tell nobody where it was."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


async def say_what_happened(request: Request, error: HTTPException) -> HTMLResponse:
    """A fault in one sentence, in place."""
    return page(request, "fault.html.j2", status=error.status_code, title="Not here", message=str(error.detail))
