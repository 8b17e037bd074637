"""The application: one record file, its pages and its API."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import sqlalchemy as sa
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord import __version__
from onrecord.review.reviewed_file import ReviewedFile
from onrecord.store.record_file import NotARecord
from onrecord.web.api import deciding, looking, pasting
from onrecord.web.aside import Reader
from onrecord.web.counting import Counting
from onrecord.web.keeping import Keeper, make_ready
from onrecord.web.pages import (
    adding,
    agreement,
    decide,
    happenings,
    incidents,
    paste,
    people,
    people_login,
    person,
    places,
    report,
    reports,
    review,
    same_person,
    search,
    stories,
    story,
)
from onrecord.web.people.accounts import Accounts
from onrecord.web.people.limits import Limits, TooOften
from onrecord.web.people.safety import READER, Needs, OurPagesAlone, Person
from onrecord.web.rendering import page
from onrecord.web.turns import InTurn

READING = (stories, story, incidents, reports, report, people, person, places, search)  # pages that are looked at
WORKING = (
    review,
    decide,
    adding,
    agreement,
    happenings,
    same_person,
    paste,
    people_login,
)  # pages on which something is done
PROGRAMS = (looking, deciding, pasting)  # the API
HOSTS = ("localhost", "127.0.0.1", "[::1]")
SESSION = 12 * 60 * 60  # seconds after which one logs in again
MOST_BYTES = 10_000_000  # of a request
STATIC = Path(__file__).with_name("static")
POLICY = (  # nothing is fetched from elsewhere, and no script or style stands in a page
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
}  # fmt: skip


def create_app(
    path: Path, accounts: Accounts | None = None, local: str = "you", hosts: Sequence[str] = (),
) -> FastAPI:  # fmt: skip
    """The application over a record file, for those who have accounts or one local user; NotARecord where there is
    none."""
    record = ReviewedFile(path)
    make_ready(record)
    reader, keeper = Reader(), Keeper(record)

    @asynccontextmanager
    async def open_as_long_as_it_runs(_: FastAPI) -> AsyncIterator[None]:
        keeper.start()
        yield
        keeper.end()
        reader.end()
        record.close()

    app = FastAPI(
        title="onrecord", version=__version__, lifespan=open_as_long_as_it_runs,
        docs_url=None, redoc_url=None, openapi_url=None,
    )  # fmt: skip
    app.state.record = record
    app.state.bodies = {}  # of the pages of stories that were asked for last
    app.state.counting = Counting()
    app.state.accounts, app.state.local = accounts, Person(local, "admin")
    app.state.limits, app.state.reader = Limits(), reader
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for one in READING:
        app.include_router(one.router, include_in_schema=False, dependencies=[Depends(READER)])
    for working in WORKING:
        app.include_router(guarded(working.router), include_in_schema=False)
    for program in PROGRAMS:
        app.include_router(guarded(program.router), prefix="/api")
    app.add_middleware(InTurn)
    app.add_middleware(ListsFollow, keeper=keeper)
    app.add_middleware(SameFile, path=path)
    app.add_middleware(SessionMiddleware, secret_key=accounts.secret if accounts else secrets.token_hex(),
                       session_cookie="onrecord", max_age=SESSION)  # fmt: skip
    app.add_middleware(OurPagesAlone)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*HOSTS, *hosts], www_redirect=False)
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=MOST_BYTES)
    app.add_middleware(FaultsAsPages)
    app.add_middleware(KeepToOurselves)
    app.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=4)
    for fault in FAULTS:
        app.exception_handler(fault)(say_what_happened)
    app.exception_handler(Exception)(say_that_it_failed)
    return app


def guarded(router: APIRouter) -> APIRouter:
    """A router of which each route says the role that it needs."""
    for route in router.routes:
        needed = [one for one in getattr(route, "dependencies", ()) if isinstance(one.dependency, Needs)]
        assert needed, f"{route} says no role"
    return router


class KeepToOurselves:
    """Every answer tells the browser to run and fetch nothing that is not ours, and to tell nobody where it was; what
    came by HTTPS goes by nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if scope["scheme"] == "https":
                    message["headers"] = [
                        (name, value + b"; secure" if name == b"set-cookie" else value)
                        for name, value in message["headers"]
                    ]
            await send(message)

        await self.app(scope, receive, send_with_headers)


class ListsFollow:
    """What was decided is in the lists as soon as they can be made anew."""

    def __init__(self, app: ASGIApp, keeper: Keeper) -> None:
        self.app, self.keeper = app, keeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)
        if scope["type"] == "http" and scope["method"] == "POST":
            self.keeper.wake()


class SameFile:
    """A record file that is replaced or taken away while it is served is neither shown nor decided on: what is open is
    not what lies there."""

    def __init__(self, app: ASGIApp, path: Path) -> None:
        self.app, self.path, self.file = app, path, file_at(path)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asks = scope["type"] == "http" and not scope["path"].startswith("/static/")
        if asks and file_at(self.path) != self.file:
            await PlainTextResponse(REPLACED, 503)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def file_at(path: Path) -> tuple[int, int] | None:
    """Which file lies at a path; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


class FaultsAsPages:
    """What a layer above the pages refuses in bare words - too large, from another site - is told as a page as well."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused: list[int] = []
        words: list[bytes] = []

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start" and is_bare(message):
                refused.append(message["status"])
            elif not refused:
                await send(message)
            else:
                words.append(message.get("body", b""))
                if not message.get("more_body"):
                    error = HTTPException(refused[0], b"".join(words).decode("utf-8", "replace"))
                    await (await say_what_happened(Request(scope), error))(scope, receive, send)

        await self.app(scope, receive, send_on)


def is_bare(message: Message) -> bool:
    """Whether an answer begins that refuses in plain text."""
    headers = MutableHeaders(raw=message["headers"])
    return message["status"] >= 400 and headers.get("content-type", "").startswith("text/plain")


REPLACED = "The record file was replaced or taken away while it is served; end `onrecord serve` and start it again."
FAULTS = (HTTPException, RequestValidationError, TooOften, NotARecord, sa.exc.DBAPIError)
FAILED = "The program failed at this; nothing was changed. What went wrong is told in the window in which it runs."
TITLES = {
    400: "Not understood", 401: "Log in first", 403: "Not for you", 413: "Too large", 422: "Not understood",
    429: "Too often", 503: "Not now",
}  # fmt: skip


async def say_what_happened(request: Request, error: Exception) -> Response:
    """A fault in one sentence, in place: a page for people, an object for programs."""
    status, message = in_words(error)
    headers = dict(getattr(error, "headers", None) or {})
    if status == 303:
        return Response(status_code=303, headers=headers)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": message}, status, headers)
    shown = page(request, "fault.html.j2", status=status, title=TITLES.get(status, "Not here"), message=message)
    shown.headers.update(headers)
    return shown


async def say_that_it_failed(request: Request, _: Exception) -> Response:
    """A fault of the program in one sentence; where it runs, all of it is told."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": FAILED}, 500, HEADERS)
    shown = page(request, "fault.html.j2", status=500, title="Our fault", message=FAILED)
    shown.headers.update(HEADERS)
    return shown


def in_words(error: Exception) -> tuple[int, str]:
    """The status of a fault, and what it is called."""
    if isinstance(error, HTTPException):
        return error.status_code, SHORT.get(str(error.detail), str(error.detail))
    if isinstance(error, TooOften):
        return 429, f"That is too often: {error}."
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        where = " ".join(str(part) for part in first["loc"] if part not in ("query", "body", "path"))
        return 422, f"{where or 'what was sent'}: {first['msg']}"
    if isinstance(error, sa.exc.DBAPIError) and "locked" in str(error.orig):
        return 503, "Another program keeps the record locked; wait until it is done, and try again."
    if isinstance(error, sa.exc.DBAPIError) and "readonly" in str(error.orig):
        return 503, "The record may only be read, so nothing was kept; serve a copy that may be written to."
    if isinstance(error, sa.exc.DBAPIError):
        return (
            503,
            f"The record cannot be read ({error.orig}); take it from a copy, or build it again from its sources.",
        )
    return 503, f"The record cannot be read: {error}."


AGAIN = "What was sent can't be read as a form; open the page again and repeat it."
SHORT = {
    "Invalid multipart data.": AGAIN, "Missing boundary in multipart.": AGAIN,
    "Content Too Large": f"What was sent is larger than {MOST_BYTES // 1_000_000} MB; send a part of it.",
    "Invalid host header": "The record is not served under this address; who serves it can name it with --known-as.",
    "Not Found": "There is no such page here.", "Method Not Allowed": "This can't be done with this address.",
}  # fmt: skip
