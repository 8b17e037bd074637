"""The ids of copies, stories and incidents: given once and kept, whatever joins them later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from onrecord.store import tables
from onrecord.store.asking import among
from onrecord.store.record_file import RecordFile

# a number is of one kind only, and is asked for without it: SQLite would look through all of the kind
MEMBERS = "SELECT member, link FROM linked WHERE member IN (SELECT value FROM json_each(?)) AND kind = ?"
LINKED = "SELECT member, link FROM linked WHERE link IN (SELECT value FROM json_each(?))"
NUMBERED = "SELECT number, link FROM links WHERE number IN (SELECT value FROM json_each(?))"
GIVEN = "SELECT link FROM links WHERE link IN (SELECT value FROM json_each(?)) AND kind = ?"
NEW = "INSERT INTO links (kind, link) VALUES (?, ?) RETURNING number"
Group = tuple[str, Sequence[str]]  # the id that a group would have, and its members


def give_ids(connection: sa.Connection, kind: str, groups: Sequence[Group]) -> dict[str, str]:
    """The ids that groups have, by those that they would have: the oldest that a member was ever given.

    An id that no group has any more points to the group that most of its members are in; what was a member of one of
    them and is no more is forgotten.
    """
    wanted = [member for _, group in groups for member in group]
    members = dict(map(tuple, among(connection, MEMBERS, wanted, kind)))
    numbers = numbers_of(groups, members)
    known = dict(map(tuple, among(connection, NUMBERED, members.values())))
    used = {row.link for row in among(connection, GIVEN, (one for one, _ in groups), kind)}
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
        for row in among(connection, LINKED, (number for number in numbers.values() if number is not None))
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
