"""`onrecord serve`: the record as a page, on this machine."""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.terminal import Exit, say, stop
from onrecord.store.record_file import NotARecord

LOOPBACK = "127.0.0.1"


def serve(
    record: Annotated[Path, typer.Argument(help="the record file", metavar="record.db", show_default=False)],
    port: Annotated[int, typer.Option(help="the port to listen on; 0 takes a free one", min=0, max=65535)] = 8321,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="say nothing but errors")] = False,
) -> None:
    """Show a record as a page: look, check, correct.

    Only this machine reaches it.

    Example: onrecord serve record.db
    """
    import uvicorn  # what serves takes half a second to load, which no other verb should wait for

    from onrecord.web.app import create_app

    try:
        app = create_app(record)
    except NotARecord as error:
        stop(str(error), Exit.USAGE)
    with listening(LOOPBACK, port) as listener:
        if not quiet:
            say(f"{record} is at http://{LOOPBACK}:{listener.getsockname()[1]}/  (end with Ctrl-C)")
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run([listener])


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; ends the program where the port is in use."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            stop(
                f"port {port} is in use or not yours; take another with --port, or --port 0 for a free one", Exit.USAGE
            )
        raise
    return listener
