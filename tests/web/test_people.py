"""Accounts and roles: who may what, on every route; sessions, limits, the audit log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.routing import Mount
from typer.testing import CliRunner
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from onrecord.cli.main import app as command_line
from onrecord.store.record_file import RecordFile
from onrecord.web.app import PROGRAMS, READING, WORKING, create_app
from onrecord.web.people.accounts import ROLES, Accounts, NoAccount
from onrecord.web.people.safety import READER, Needs, unmasked

PASSWORD = "nine blue herons"


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Accounts:
    kept = Accounts(tmp_path_factory.mktemp("people") / "people.db", create=True)
    for role in ROLES:
        kept.add(role, role, PASSWORD)
    return kept


@pytest.fixture
def client(record: RecordFile, accounts: Accounts) -> Iterator[TestClient]:
    with TestClient(create_app(record.path, accounts), base_url="http://localhost") as made:
        yield made


def routes() -> list[tuple[str, str, str]]:
    """Each route: method, path, and the role that it says it needs."""
    found: list[tuple[str, str, str]] = []
    for modules, prefix in ((READING, ""), (WORKING, ""), (PROGRAMS, "/api")):
        for module in modules:
            for route in module.router.routes:
                assert isinstance(route, APIRoute)
                said = [one.dependency.role for one in route.dependencies if isinstance(one.dependency, Needs)]
                role = max(said, key=lambda one: ("anyone", *ROLES).index(one)) if said else READER.role
                path = re.sub(r"\{[^}]+\}", "x", prefix + route.path)
                found += [(method, path, role) for method in sorted(route.methods or ())]
    return found


def served(routes: Iterable[Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """All routes that an application answers, whoever added them: method, path."""
    for route in routes:
        if isinstance(route, APIRoute):
            yield from ((method, re.sub(r"\{[^}]+\}", "x", prefix + route.path)) for method in route.methods or ())
        elif (router := getattr(route, "original_router", None)) is not None:  # as FastAPI keeps one that is included
            yield from served(router.routes, prefix + route.include_context.prefix)
        elif not isinstance(route, Mount):
            yield "", f"{prefix}{route}"


def test_no_route_is_forgotten(record: RecordFile) -> None:
    app = create_app(record.path)
    assert sorted(served(app.routes)) == sorted((method, path) for method, path, _ in routes())
    mounted = [one.path for one in app.routes if isinstance(one, Mount)]
    assert mounted == ["/static"]  # what looks the same for everybody


def log_in(client: TestClient, name: str, password: str = PASSWORD) -> int:
    client.cookies.clear()
    token = re.search(r'name="token" value="([^"]+)"', client.get("/login").text)
    assert token
    told = {"token": token[1], "name": name, "password": password, "to": "/reports"}
    return int(client.post("/login", data=told, follow_redirects=False).status_code)


def ask(client: TestClient, method: str, path: str) -> int:
    more: dict[str, Any] = {"json": {}} if path.startswith("/api/") and method == "POST" else {}
    return int(client.request(method, path, follow_redirects=False, **more).status_code)


def test_every_route_refuses_who_is_not_in(client: TestClient) -> None:
    asked = routes()
    assert len(asked) > 40
    for method, path, role in asked:
        status = ask(client, method, path)
        if role == "anyone":
            assert status not in (401, 303), path
        else:
            assert status in (401, 303), f"{method} {path}: {status}"


@pytest.mark.parametrize("role", ROLES)
def test_every_route_refuses_the_wrong_role(client: TestClient, role: str) -> None:
    assert log_in(client, role) == 303
    for method, path, needed in routes():
        if needed == "anyone":
            continue
        status = ask(client, method, path)
        may = ROLES.index(role) >= ROLES.index(needed)
        if may and method == "GET":
            assert status not in (401, 403), f"{role}: {method} {path}: {status}"
        elif not may:
            assert status == 403, f"{role}: {method} {path}: {status}"


def test_the_roles_are_those_that_are_meant() -> None:
    told = {(method, path): role for method, path, role in routes()}
    assert told["GET", "/audit"] == "admin"
    assert {role for (_, path), role in told.items() if path.startswith("/review")} == {"reviewer"}
    assert told["POST", "/api/decisions"] == "reviewer"
    assert told["GET", "/"] == told["GET", "/api/stories"] == "reader"
    assert {path for (_, path), role in told.items() if role == "anyone"} == {"/login", "/logout", "/api/session"}


def test_a_wrong_password_is_refused_and_noted(client: TestClient, accounts: Accounts) -> None:
    assert log_in(client, "admin", "a wrong password") == 401
    assert log_in(client, "nobody at all") == 401
    assert log_in(client, "admin") == 303
    assert [one.what for one in accounts.noted(3)] == ["login", "login failed", "login failed"]
    assert "login failed" in client.get("/audit").text


def test_what_is_packed_with_what_was_asked_tells_nothing_of_the_token(client: TestClient) -> None:
    def token(address: str) -> str:
        found = re.search(r'name="token" value="([^"]+)"', client.get(address).text)
        assert found
        return found[1]

    shown = [token("/login") for _ in range(9)]
    pieces = [{one[at : at + 6] for at in range(len(one) - 5)} for one in shown]
    assert not set.intersection(*pieces)
    assert len({unmasked(one) for one in shown}) == 1  # and each of them holds
    told = {"name": "reader", "password": PASSWORD, "to": "/reports"}
    for wrong in ("", "x", "é", shown[0][:-4], shown[0].swapcase(), "A" * len(shown[0])):
        assert client.post("/login", data={"token": wrong, **told}).status_code == 403, wrong
    assert client.post("/login", data={"token": shown[0], **told}, follow_redirects=False).status_code == 303


def test_cookies_are_for_the_server_alone(client: TestClient) -> None:
    client.get("/login")
    token = re.search(r'name="token" value="([^"]+)"', client.get("/login").text)
    assert token
    told = {"token": token[1], "name": "reader", "password": PASSWORD, "to": "//else.example"}
    answer = client.post("/login", data=told, follow_redirects=False)
    assert answer.headers["location"] == "/review"
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "samesite=lax" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize(
    ("proxy", "scheme", "secure"),
    [("10.1.1.1", "https", True), ("10.1.1.1", "http", False), ("10.9.9.9", "https", False)],
)
def test_cookies_go_by_https_alone_where_a_proxy_that_we_know_says_so(
    record: RecordFile, accounts: Accounts, proxy: str, scheme: str, secure: bool
) -> None:
    app: Any = create_app(record.path, accounts)
    app = ProxyHeadersMiddleware(app, trusted_hosts=["10.1.1.1"])  # as uvicorn has it
    client = TestClient(app, base_url="http://localhost", client=(proxy, 5))
    answer = client.get("/login", headers={"X-Forwarded-Proto": scheme, "X-Forwarded-For": "203.0.113.9"})
    assert ("secure" in answer.headers["set-cookie"].lower()) is secure


def test_a_new_password_ends_what_was_begun_with_the_old(record: RecordFile, tmp_path: Path) -> None:
    kept = Accounts(tmp_path / "people.db", create=True)
    kept.add("Ada", "reviewer", PASSWORD)
    with TestClient(create_app(record.path, kept), base_url="http://localhost") as client:
        assert log_in(client, "Ada") == 303
        assert client.get("/api/session").json() == {"name": "Ada", "role": "reviewer"}
        kept.set_password("Ada", "ten green herons")
        assert client.get("/api/session").status_code == 401
        assert client.post("/api/session", json={"name": "Ada", "password": "ten green herons"}).status_code == 200
        kept.remove("Ada")
        assert client.get("/api/session").status_code == 401


def test_who_goes_out_leaves_no_cookie_that_lets_in(client: TestClient, accounts: Accounts) -> None:
    client.post("/api/session", json={"name": "reviewer", "password": PASSWORD})
    copied = dict(client.cookies)
    token = re.search(r'name="token" value="([^"]+)"', client.get("/review").text)
    assert token
    assert client.post("/logout", data={"token": token[1]}, follow_redirects=False).status_code == 303
    client.cookies.clear()
    client.cookies.update(copied)
    assert client.get("/review", follow_redirects=False).headers["location"].startswith("/login")
    assert client.get("/api/session").status_code == 401


def test_a_record_is_no_file_of_accounts(record: RecordFile) -> None:
    done = CliRunner().invoke(command_line, ["users", str(record.path), "list"])
    assert done.exit_code == 2
    with record.engine.connect() as connection:
        assert not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name IN ('accounts', 'audit')").all()


def test_an_origin_that_is_no_address_is_foreign(client: TestClient) -> None:
    assert client.post("/review/decide", headers={"Origin": "http://[::1"}).status_code == 403


def test_guessing_is_slowed_down(record: RecordFile, tmp_path: Path) -> None:
    kept = Accounts(tmp_path / "people.db", create=True)
    with TestClient(create_app(record.path, kept), base_url="http://localhost") as client:
        told = {"name": "Ada", "password": "guess"}
        statuses = [client.post("/api/session", json=told).status_code for _ in range(12)]
    assert statuses[:10] == [401] * 10
    assert statuses[10:] == [429, 429]


def test_accounts_are_kept_from_the_command_line(tmp_path: Path) -> None:
    file = str(tmp_path / "people.db")

    def run(*words: str, typed: str = "") -> tuple[int, str]:
        told = CliRunner().invoke(command_line, ["users", file, *words], input=typed)
        return told.exit_code, told.output

    assert "there are no accounts" in run("list")[1]
    assert run("add", "Ada", "--role", "reviewer", typed=f"{PASSWORD}\n")[0] == 0
    assert (tmp_path / "people.db").stat().st_mode & 0o077 == 0
    assert "already" in run("add", "Ada", typed=f"{PASSWORD}\n")[1]
    assert "10 to 200 characters" in run("add", "Bo", typed="short\n")[1]
    assert "reviewer" in run("list")[1]
    assert run("role", "Ada", "--role", "admin")[0] == 0
    assert run("password", "Ada", typed="ten green herons\n")[0] == 0
    assert Accounts(Path(file)).let_in("Ada", "ten green herons") is not None
    assert run("remove", "Ada")[0] == 0
    assert run("remove", "Ada")[0] == 2
    (tmp_path / "other.txt").write_text("not accounts, and longer than a header of SQLite" * 9)
    with pytest.raises(NoAccount, match="cannot use"):
        Accounts(tmp_path / "other.txt")
