"""`onrecord users`: who may log in where a record is served with --users."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from onrecord.cli.terminal import Exit, console_of, say, stop
from onrecord.web.people.accounts import Accounts, NoAccount


class Todo(StrEnum):
    add = "add"
    list = "list"
    remove = "remove"
    password = "password"
    role = "role"


class Role(StrEnum):
    reader = "reader"
    reviewer = "reviewer"
    admin = "admin"


def users(
    file: Annotated[Path, typer.Argument(help="the file of accounts", metavar="FILE", show_default=False)],
    todo: Annotated[Todo, typer.Argument(help="what to do", show_default=False)],
    name: Annotated[str | None, typer.Argument(help="whose account", metavar="NAME", show_default=False)] = None,
    role: Annotated[
        Role, typer.Option(help="reader looks, reviewer decides, admin also settles and takes back others' decisions")
    ] = Role.reader,
) -> None:
    """Keep the accounts of those who may log in to a served record.

    The password is asked for, or read from standard input, one line.

    Example: onrecord users people.db add Ada --role reviewer
    """
    try:
        accounts = Accounts(file, create=todo is Todo.add)
        if todo is Todo.list:
            tell(accounts)
            return
        if name is None:
            stop(f"say whose: onrecord users {file} {todo} NAME", Exit.USAGE)
        if todo is Todo.add:
            accounts.add(name, role, asked_password())
        elif todo is Todo.password:
            accounts.set_password(name, asked_password())
        elif todo is Todo.role:
            accounts.set_role(name, role)
        else:
            accounts.remove(name)
    except NoAccount as error:
        stop(str(error), Exit.USAGE)
    done = {Todo.add: f"may log in as {role}", Todo.password: "has a new password", Todo.role: f"is {role} now",
            Todo.remove: "may log in no more"}  # fmt: skip
    accounts.note("the command line", str(todo), name)
    say(f"{name} {done[todo]}")


def tell(accounts: Accounts) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for column in ("Name", "Role"):
        table.add_column(column)
    for one in accounts.all():
        table.add_row(one.name, one.role)
    console_of(sys.stdout).print(table)


def asked_password() -> str:
    """The password that is typed twice at a terminal, or stands on a line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    typed: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return typed
