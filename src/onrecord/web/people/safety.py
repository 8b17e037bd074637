"""Who asks and what they may do, and where what is written must come from."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlsplit

from fastapi import HTTPException, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.datastructures import FormData, Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.web.people.accounts import ROLES, Accounts, Role
from onrecord.web.people.limits import WRITES, Limits

SAFE = ("GET", "HEAD", "OPTIONS")
MOST_BYTES = 12_000_000  # of a request: a page with its pictures, a scanned leaflet
FIELDS = 2000  # of a form
LARGEST_FIELD = 4_000_000  # bytes of a field that is no file: a text of a million letters
FOREIGN = "This was sent from another page than ours, and is not kept; open the page again and repeat it."


@dataclass(frozen=True, slots=True)
class Person:
    """Who looks."""

    name: str
    role: Role

    def may(self, role: str) -> bool:
        """Whether somebody may what a role may."""
        return role == "anyone" or ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Needs:
    """The role that a route needs, declared with it: `dependencies=[Depends(Needs("reviewer"))]`."""

    role: Literal["anyone", "reader", "reviewer", "admin"]

    def __call__(self, request: Request) -> None:
        """Let the request pass, or refuse it."""
        if self.role != "anyone":
            self.check(request, person_of(request))
        if request.method not in SAFE:
            if request.url.path.startswith("/api/") and not is_json(request.headers):
                raise HTTPException(415, "send JSON, with the header Content-Type: application/json")
            who = person_of(request)
            limits: Limits = request.app.state.limits
            limits.count(WRITES, who.name if who else address_of(request))

    def check(self, request: Request, person: Person | None) -> None:
        """HTTPException where somebody is not known, or may not."""
        if person is None:
            if request.url.path.startswith("/api/") or request.method not in SAFE:
                raise HTTPException(401, "Log in first.")
            asked = quote(request.url.path + (f"?{request.url.query}" if request.url.query else ""))
            raise HTTPException(303, "Log in first.", headers={"Location": f"/login?to={asked}"})
        if not person.may(self.role):
            note(request, "refused", f"{request.method} {request.url.path} needs a {self.role}")
            raise HTTPException(403, f"This needs the role of {'an' if self.role == 'admin' else 'a'} {self.role}, and "
                                     f"{person.name} is a {person.role}; ask an admin.")  # fmt: skip


READER, REVIEWER, ADMIN, ANYONE = Needs("reader"), Needs("reviewer"), Needs("admin"), Needs("anyone")


def person_of(request: Request) -> Person | None:
    """Who asks: the one local user, or who is logged in and still has the account and the password of then."""
    if "session" not in request.scope:  # refused before anybody was looked up
        return None
    accounts: Accounts | None = request.app.state.accounts
    if accounts is None:
        local: Person = request.app.state.local
        return local
    found = accounts.named(request.session.get("name", ""))
    if found is None or not secrets.compare_digest(found.stamp, str(request.session.get("stamp", ""))):
        return None
    return Person(found.name, found.role)


def somebody(request: Request) -> Person:
    """Who asks, on a route that needs somebody."""
    person = person_of(request)
    if person is None:
        raise HTTPException(401, "Log in first.")
    return person


def note(request: Request, what: str, told: str = "", who: str | None = None) -> None:
    """Keep in the audit log what somebody did, where there are accounts."""
    accounts: Accounts | None = request.app.state.accounts
    if accounts is not None:
        person = None if who else person_of(request)
        accounts.note(who or (person.name if person else ""), what, told, address_of(request))


def address_of(request: Request) -> str:
    return request.client.host if request.client else ""


# where a form comes from --------------------------------------------------------------------------------------------


def token_of(request: Request) -> str:
    """The token that a form of this session carries."""
    token: str = request.session.setdefault("token", secrets.token_urlsafe(24))
    return masked(token)


def masked(token: str) -> str:
    """A token under a mask that is another each time: pages are packed, and how small a page gets that repeats what was
    asked must not tell what else stands in it.

    >>> masked("a token") == masked("a token"), unmasked(masked("a token"))
    (False, b'a token')
    """
    mask = secrets.token_bytes(len(token))
    return urlsafe_b64encode(mask + laid_over(token.encode(), mask)).decode()


def unmasked(given: str) -> bytes:
    """The token under a mask; of what is none something that is no token."""
    try:
        raw = urlsafe_b64decode(given.encode())
    except ValueError:
        return b""
    return laid_over(raw[len(raw) // 2 :], raw[: len(raw) // 2])


def laid_over(token: bytes, mask: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(token, mask, strict=False))


async def form_of(request: Request) -> AsyncIterator[FormData]:
    """What a form of ours sent; HTTPException where it is not ours."""
    async with request.form(max_files=1, max_fields=FIELDS, max_part_size=LARGEST_FIELD) as form:
        given, kept = form.get("token"), request.session.get("token")
        if not isinstance(given, str) or not kept or not secrets.compare_digest(unmasked(given), str(kept).encode()):
            raise HTTPException(403, FOREIGN)
        yield form


def is_json(headers: Headers) -> bool:
    """Whether a body says that it is JSON, which no form of another page can send."""
    return headers.get("content-type", "").split(";")[0].strip().lower() == "application/json"


class OurPagesAlone:
    """Refuses what is written from another site."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE and is_foreign(Headers(scope=scope)):
            await refusal(scope, 403, FOREIGN)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def refusal(scope: Scope, status: int, message: str) -> Response:
    if scope["path"].startswith("/api/"):
        return JSONResponse({"error": message}, status)
    return PlainTextResponse(message, status)


def is_foreign(headers: Headers) -> bool:
    """Whether a browser says that a request comes from another site."""
    origin = headers.get("origin")
    if origin is not None:
        try:
            return urlsplit(origin).netloc != headers.get("host", "")
        except ValueError:  # no address at all
            return True
    return headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
