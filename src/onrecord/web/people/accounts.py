"""Accounts in a file of their own: names, roles, hashes of passwords, the secret of sessions, and who did what when."""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

Role = Literal["reader", "reviewer", "admin"]  # each may what those before it may
ROLES: tuple[Role, ...] = get_args(Role)
SHORTEST, LONGEST = 10, 200  # characters of a password
LONGEST_NAME = 60
PATIENCE = 5.0  # seconds to wait for another who writes
MADE = """
CREATE TABLE IF NOT EXISTS accounts
  (name TEXT PRIMARY KEY, role TEXT NOT NULL, hash TEXT NOT NULL, made TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS ended (name TEXT PRIMARY KEY, times INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS audit
  (number INTEGER PRIMARY KEY AUTOINCREMENT, made TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
   told TEXT NOT NULL, address TEXT NOT NULL) STRICT;
CREATE TRIGGER IF NOT EXISTS audit_stays_update BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;
CREATE TRIGGER IF NOT EXISTS audit_stays_delete BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;
"""
LOOKED_UP = "SELECT accounts.name, role, hash, coalesce(times, 0) FROM accounts LEFT JOIN ended USING (name)"


class NoAccount(ValueError):
    """What can't be done with an account, or with a file of accounts, in one sentence."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may come in."""

    name: str
    role: Role
    hash: str
    ended: int = 0  # how often all sessions were ended

    @property
    def stamp(self) -> str:
        """What a session holds of the account: where the password was changed, or somebody went out, older ones end."""
        return hashlib.sha256(f"{self.hash} {self.ended}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Noted:
    """A line of the audit log."""

    made: str
    who: str
    what: str
    told: str
    address: str


@cache
def hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def nobody() -> str:
    """The hash of no one's password: an unknown name takes as long to refuse as a wrong password."""
    return hasher().hash(secrets.token_hex())


class Accounts:
    """The accounts of a file."""

    def __init__(self, path: Path, create: bool = False) -> None:
        if not create and not path.is_file():
            raise NoAccount(f"there are no accounts at {path}; make one with: onrecord users {path} add NAME")
        if create and not path.exists():
            try:
                os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))  # nobody else may read hashes
            except OSError as error:
                raise NoAccount(f"cannot make {path}: {(error.strerror or str(error)).lower()}") from error
        self.path = path
        try:
            with self.connected() as connection:
                if is_record(connection):
                    raise NoAccount(f"{path} is a record, not a file of accounts; name another file")
                connection.executescript(MADE)
                row = ("secret", secrets.token_hex(32))
                connection.execute("INSERT OR IGNORE INTO about VALUES (?, ?)", row)
                self.secret = str(connection.execute("SELECT value FROM about WHERE key = 'secret'").fetchone()[0])
        except sqlite3.Error as error:
            raise NoAccount(f"cannot use {path} as a file of accounts: {error}") from error

    @contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=PATIENCE)) as connection, connection:
            yield connection

    def all(self) -> list[Account]:
        """All accounts, by name."""
        with self.connected() as connection:
            rows = connection.execute(f"{LOOKED_UP} ORDER BY accounts.name").fetchall()
        return [Account(*row) for row in rows]

    def named(self, name: str) -> Account | None:
        """The account of a name."""
        with self.connected() as connection:
            row = connection.execute(f"{LOOKED_UP} WHERE accounts.name = ?", (name,)).fetchone()
        return None if row is None else Account(*row)

    def add(self, name: str, role: str, password: str) -> None:
        """Let somebody come in."""
        row = (checked_name(name), checked_role(role), hashed(password), now())
        try:
            with self.connected() as connection:
                connection.execute("INSERT INTO accounts VALUES (?, ?, ?, ?)", row)
        except sqlite3.IntegrityError as error:
            raise NoAccount(f"there is an account {name} already; change its password, or take another name") from error

    def change(self, name: str, column: Literal["role", "hash"], value: str) -> None:
        with self.connected() as connection:
            done = connection.execute(f"UPDATE accounts SET {column} = ? WHERE name = ?", (value, name))
        if not done.rowcount:
            raise NoAccount(f"there is no account {name}")

    def set_password(self, name: str, password: str) -> None:
        """Change a password; whoever is in with the old one is out."""
        self.change(name, "hash", hashed(password))

    def end_sessions(self, name: str) -> None:
        """Let whoever is in as somebody be out, wherever a cookie of theirs was copied to."""
        count = "INSERT INTO ended VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET times = times + 1"
        with self.connected() as connection:
            connection.execute(count, (name,))

    def set_role(self, name: str, role: str) -> None:
        self.change(name, "role", checked_role(role))

    def remove(self, name: str) -> None:
        """Let somebody come in no more."""
        with self.connected() as connection:
            done = connection.execute("DELETE FROM accounts WHERE name = ?", (name,))
        if not done.rowcount:
            raise NoAccount(f"there is no account {name}")

    def let_in(self, name: str, password: str) -> Account | None:
        """The account of a name and its password; None where they do not fit."""
        found = self.named(name)
        try:
            hasher().verify(found.hash if found else nobody(), password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return None
        return found

    def note(self, who: str, what: str, told: str = "", address: str = "") -> None:
        """Keep that somebody did something."""
        with self.connected() as connection:
            row = (now(), who[:LONGEST_NAME], what, told[:500], address)
            connection.execute("INSERT INTO audit (made, who, what, told, address) VALUES (?, ?, ?, ?, ?)", row)

    def noted(self, most: int = 200) -> list[Noted]:
        """What was done last, the latest first."""
        with self.connected() as connection:
            question = "SELECT made, who, what, told, address FROM audit ORDER BY number DESC LIMIT ?"
            return [Noted(*row) for row in connection.execute(question, (most,))]


def is_record(connection: sqlite3.Connection) -> bool:
    """Whether a file holds reports: accounts have no place among what is passed on."""
    question = "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'readings')"
    return bool(connection.execute(question).fetchone()[0])


def checked_name(name: str) -> str:
    if not name.strip() or name != name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise NoAccount(f"{name!r} is no name for an account: take 1 to {LONGEST_NAME} letters, none of them a control")
    return name


def checked_role(role: str) -> str:
    if role not in ROLES:
        raise NoAccount(f"there is no role {role}; name one of {', '.join(ROLES)}")
    return role


def hashed(password: str) -> str:
    """The hash of a password that is long enough."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise NoAccount(f"a password needs {SHORTEST} to {LONGEST} characters; a few words do well")
    return hasher().hash(password)


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
