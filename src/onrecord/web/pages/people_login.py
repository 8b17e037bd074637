"""Coming in and going out, and for an admin what was done by whom."""

from __future__ import annotations

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.web.pages.decide import Form, local, told
from onrecord.web.people.accounts import Account, Accounts
from onrecord.web.people.limits import LOGINS, Limits
from onrecord.web.people.safety import ADMIN, ANYONE, address_of, note, person_of, token_of
from onrecord.web.rendering import page

router = APIRouter()
WRONG = "This name and this password don’t fit; try again, or ask an admin for a new password."


@router.get("/login", response_class=HTMLResponse, dependencies=[Depends(ANYONE)])
def login_page(request: Request, to: str = "/") -> Response:
    """The form to come in."""
    if person_of(request) is not None:
        return RedirectResponse(local(to), 303)
    return page(request, "login.html.j2", title="Log in", to=local(to), token=token_of(request), fault="", name="")


@router.post("/login", dependencies=[Depends(ANYONE)])
def login(request: Request, form: Form) -> Response:
    """Let somebody come in."""
    name, password, to = told(form, "name"), form.get("password", ""), local(told(form, "to"))
    if request.app.state.accounts is None:
        return RedirectResponse(to, 303)
    found = let_in(request, name, password if isinstance(password, str) else "")
    if found is None:
        return page(
            request, "login.html.j2", 401, title="Log in", to=to, token=token_of(request), fault=WRONG, name=name
        )
    return RedirectResponse(to, 303)


def let_in(request: Request, name: str, password: str) -> Account | None:
    """Begin a session of somebody whose name and password fit; None where they don't."""
    accounts: Accounts = request.app.state.accounts
    limits: Limits = request.app.state.limits
    limits.count(LOGINS, f"from {address_of(request)}")
    limits.count(LOGINS, f"as {name[:60]}")
    found = accounts.let_in(name[:60], password)
    note(request, "login" if found else "login failed", who=name or "nobody")
    if found is not None:
        request.session.clear()
        request.session.update(name=found.name, stamp=found.stamp)
    return found


@router.post("/logout", dependencies=[Depends(ANYONE)])
def logout(request: Request, form: Form) -> Response:
    """End a session, and all others of the same person: a cookie that was copied is of no use any more."""
    note(request, "logout")
    accounts: Accounts | None = request.app.state.accounts
    person = person_of(request)
    if accounts is not None and person is not None:
        accounts.end_sessions(person.name)
    request.session.clear()
    return RedirectResponse("/login" if request.app.state.accounts else "/", 303)


@router.get("/audit", response_class=HTMLResponse, dependencies=[Depends(ADMIN)])
def audit(request: Request) -> Response:
    """What was done last."""
    accounts: Accounts | None = request.app.state.accounts
    if accounts is None:
        raise HTTPException(404, "There are no accounts, so nobody’s doings are kept apart from the decisions.")
    return page(request, "audit.html.j2", title="What was done", noted=accounts.noted(), people=accounts.all())
