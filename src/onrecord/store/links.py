"""The ids of copies, stories and incidents: given once and kept, whatever joins them later."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from onrecord.store import tables
from onrecord.store.record_file import RecordFile

NEW = "INSERT INTO links (kind, link) VALUES (?, ?) RETURNING number"
BATCH = 1000  # values that one question to SQLite names
Group = tuple[str, Sequence[str]]  # the id that a group would have, and its members


def give_ids(connection: sa.Connection, kind: str, groups: Sequence[Group]) -> dict[str, str]:
    """The ids that groups have, by those that they would have: the oldest that a member was ever given.

    An id that no group has any more points to the group that most of its members are in; what was a member of one of
    them and is no more is forgotten.
    """
    wanted = [member for _, group in groups for member in group]
    members = {row.member: row.link for row in rows_of(connection, tables.linked, kind, "member", wanted)}
    numbers = numbers_of(groups, members)
    known = {row.number: row.link for row in rows_of(connection, tables.links, kind, "number", set(members.values()))}
    used = {row.link for row in rows_of(connection, tables.links, kind, "link", [one for one, _ in groups])}
    placed: dict[str, int] = {}
    found: dict[str, str] = {}
    for proposed, group in groups:
        number = numbers[proposed]
        if number is None:
            number, link = new_link(connection, kind, proposed, proposed in used)
            known[number] = link
        found[proposed] = known[number]
        placed |= dict.fromkeys(group, number)
    stale = [
        row.member
        for row in rows_of(connection, tables.linked, kind, "link", {n for n in numbers.values() if n is not None})
        if placed.get(row.member) != row.link
    ]
    if stale:
        forget = sa.delete(tables.linked).where(tables.linked.c.kind == kind)
        connection.execute(forget.where(tables.linked.c.member == sa.bindparam("gone")), [{"gone": m} for m in stale])
    moved = {member: number for member, number in placed.items() if members.get(member) != number}
    if moved:
        rows = [{"kind": kind, "member": member, "link": number} for member, number in moved.items()]
        connection.execute(sa.insert(tables.linked).prefix_with("OR REPLACE"), rows)
        point_on(connection, kind, known, members, placed)
    return found


def rows_of(
    connection: sa.Connection, table: sa.Table, kind: str, column: str, values: Collection[str | int]
) -> Iterator[sa.Row[Any]]:
    """The rows of a kind with some values, asked for in batches that SQLite takes."""
    for batch in batched(sorted(values), BATCH):
        chosen = sa.select(table).where(table.c.kind == kind, table.c[column].in_(batch))
        yield from connection.execute(chosen).all()


def batched(values: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (values[at : at + size] for at in range(0, len(values), size))


def new_link(connection: sa.Connection, kind: str, proposed: str, used: bool) -> tuple[int, str]:
    """A number and an id that nothing else has had."""
    count = sa.select(sa.func.count()).select_from(tables.links).where(tables.links.c.kind == kind)
    link = f"{proposed}-{connection.scalar(count)}" if used else proposed
    number: int = connection.exec_driver_sql(NEW, (kind, link)).scalar_one()
    return number, link


def numbers_of(groups: Iterable[Group], members: Mapping[str, int]) -> dict[str, int | None]:
    """For each group the oldest id of its members that no other group has taken; None where there is none."""
    taken: set[int] = set()
    found: dict[str, int | None] = {}
    for proposed, group in sorted(groups, key=lambda one: (-len(one[1]), one[0])):
        old = sorted({members[member] for member in group if member in members} - taken)
        found[proposed] = old[0] if old else None
        taken |= set(old[:1])
    return found


def point_on(
    connection: sa.Connection,
    kind: str,
    given: Mapping[int, str],
    members: Mapping[str, int],
    placed: Mapping[str, int],
) -> None:
    """Let ids that stand for nothing any more point to what has taken in their members."""
    standing = set(placed.values())
    went: dict[int, list[int]] = {}
    for member, number in members.items():
        if number not in standing and member in placed:
            went.setdefault(number, []).append(placed[member])
    for number, to in went.items():
        now = given[max(sorted(set(to)), key=to.count)]
        connection.execute(sa.update(tables.links).where(tables.links.c.number == number).values(now=now))


def current_link(record: RecordFile, kind: str, link: str) -> str:
    """The id that stands for what had another before."""
    seen: set[str] = set()
    with record.engine.connect() as connection:
        while link not in seen:
            seen.add(link)
            wanted = sa.select(tables.links.c.now).filter_by(kind=kind, link=link)
            link = connection.scalar(wanted) or link
    return link
