"""`onrecord serve`: the record as a page, on this machine or, with accounts, for others."""

from __future__ import annotations

import errno
import getpass
import ipaddress
import socket
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.terminal import Exit, say, stop
from onrecord.review.contract import unkeepable
from onrecord.store.record_file import NotARecord

LOOPBACK = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "::")


def serve(
    record: Annotated[Path, typer.Argument(help="the record file", metavar="record.db", show_default=False)],
    port: Annotated[int, typer.Option(help="the port to listen on; 0 takes a free one", min=0, max=65535)] = 8321,
    as_name: Annotated[
        str | None, typer.Option("--as", help="who decides; without it the system's user", metavar="NAME")
    ] = None,
    users: Annotated[
        Path | None, typer.Option(help="accounts, made with onrecord users: who looks has to log in", metavar="FILE")
    ] = None,
    host: Annotated[
        str, typer.Option(help="the address to listen on; one that others reach needs --users", metavar="ADDRESS")
    ] = LOOPBACK,
    known_as: Annotated[
        list[str] | None,
        typer.Option(help="a name by which browsers reach it, beside localhost and the address", metavar="NAME"),
    ] = None,
    proxy: Annotated[
        list[str] | None,
        typer.Option(help="the address of a proxy before it that speaks HTTPS with browsers", metavar="ADDRESS"),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="say nothing but errors")] = False,
) -> None:
    """Show a record as a page: look, check, correct.

    Only this machine reaches it, and who does is the one user; with --users people log in.

    Example: onrecord serve record.db
    """
    import uvicorn  # what serves takes half a second to load, which no other verb should wait for

    from onrecord.web.app import create_app
    from onrecord.web.people.accounts import Accounts, NoAccount

    if as_name is not None and (users or not as_name.strip()):
        stop("--as names the one local user; with --users people log in" if users else "--as needs a name", Exit.USAGE)
    if as_name is not None and unkeepable(as_name):
        stop("--as is no name that can be kept: write it in UTF-8", Exit.USAGE)
    reached_by_others(host, bool(users), bool(known_as), bool(proxy))
    try:
        accounts = Accounts(users) if users else None
        if accounts is not None and not accounts.all():
            stop(f"nobody has an account in {users}; make one with: onrecord users {users} add NAME", Exit.USAGE)
        app = create_app(record, accounts, (as_name or user_here()).strip()[:60], (host, *(known_as or ())))
    except (NotARecord, NoAccount) as error:
        stop(str(error), Exit.USAGE)
    with listening(host, port) as listener:
        if not quiet:
            shown = f"[{host}]" if ":" in host else host
            say(f"{record} is at http://{shown}:{listener.getsockname()[1]}/  (end with Ctrl-C)")
        # who asks, and whether by HTTPS, is taken from a proxy's word alone, and only from one that we know
        config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=bool(proxy),
                                forwarded_allow_ips=list(proxy or ()))  # fmt: skip
        uvicorn.Server(config).run([listener])


def reached_by_others(host: str, users: bool, named: bool, proxy: bool) -> None:
    """Ends the program where others would come in unasked or not at all; says so where passwords could be read."""
    if is_loopback(host):
        return
    if not users:
        stop(f"others would reach {host}: let them log in with --users FILE, or leave --host out", Exit.USAGE)
    if host in EVERYWHERE and not named:
        stop(f"{host} is every address of this machine: say by which name browsers reach it, with --known-as NAME",
             Exit.USAGE)  # fmt: skip
    if not proxy:
        say("passwords are sent as they are typed; where others can listen, put a proxy with HTTPS before it: --proxy")


def user_here() -> str:
    """The system's user."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container without an account
        return "you"


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; ends the program where the port is in use, or the address is not this machine's."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()  # from here on who asks is answered, if a moment later
    except OSError as error:
        listener.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            stop(
                f"port {port} is in use or not yours; take another with --port, or --port 0 for a free one", Exit.USAGE
            )
        if error.errno == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
            stop(f"{host} is no address of this machine; leave --host out, or name one that is", Exit.USAGE)
        raise
    return listener
