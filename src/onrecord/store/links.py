"""The ids of copies, stories and incidents: given once and kept, whatever joins them later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import sqlalchemy as sa

from onrecord.store import tables
from onrecord.store.asking import among, keep_rows
from onrecord.store.record_file import RecordFile

IN = "IN (SELECT value FROM json_each(?))"
# a number is of one kind only, and is asked for without it: SQLite would look through all of the kind
MEMBERS = f"SELECT member, link FROM linked WHERE member {IN} AND kind = ?"
BEFORE = f"SELECT member, link FROM linked_before WHERE member {IN} AND kind = ?"
GIVEN = f"SELECT link FROM links WHERE link {IN} AND kind = ?"
LINKED = f"SELECT member, link FROM linked WHERE link {IN}"
NUMBERED = f"SELECT number, link FROM links WHERE number {IN}"
FREE = f"SELECT number FROM links WHERE number {IN} AND now IS NOT NULL"
NEW = "INSERT INTO links (kind, link) VALUES (?, ?) RETURNING number"
Group = tuple[str, Sequence[str]]  # the id that a group would have, and its members


def ids_in(record: RecordFile, kind: str, groups: Sequence[Group], keep: bool) -> dict[str, str]:
    """The ids that groups have, or would have, by those that they would have; given for good where that is asked, and
    nothing is written where nothing is new."""
    wanted = [member for _, group in groups for member in group]
    with record.engine.connect() as connection:
        members, before = held_before(connection, kind, wanted)
        known = dict(map(tuple, among(connection, NUMBERED, set(members.values()))))
        numbers = numbers_of(groups, members, before, known)
    settled = all(members.get(member) == numbers[proposed] for proposed, group in groups for member in group)
    if keep and (not settled or None in numbers.values()):
        with record.writing() as connection:
            return give_ids(connection, kind, groups)
    return {proposed: known.get(number or 0, proposed) for proposed, number in numbers.items()}


def held_before(
    connection: sa.Connection, kind: str, wanted: Iterable[str]
) -> tuple[dict[str, int], dict[str, set[int]]]:
    """The numbers of the ids that members have, and of those that they had."""
    named = list(wanted)
    before: dict[str, set[int]] = {}
    for row in among(connection, BEFORE, named, kind):
        before.setdefault(row.member, set()).add(row.link)
    return dict(map(tuple, among(connection, MEMBERS, named, kind))), before


def give_ids(connection: sa.Connection, kind: str, groups: Sequence[Group]) -> dict[str, str]:
    """The ids that groups have, by those that they would have: the oldest that a member was ever given.

    An id that no group has any more points to the group that most of its members are in; where these are taken apart
    again, it stands for them again.  What was a member of a group and is no more is forgotten.
    """
    wanted = [member for _, group in groups for member in group]
    members, before = held_before(connection, kind, wanted)
    known = dict(map(tuple, among(connection, NUMBERED, set(members.values()))))
    numbers = numbers_of(groups, members, before, known)
    take_back(connection, kind, groups, numbers, before)
    held = {*members.values(), *(number for number in numbers.values() if number is not None)}
    known = dict(map(tuple, among(connection, NUMBERED, held)))
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
        note_before(connection, kind, {member: members[member] for member in moved if member in members}, moved)
        point_on(connection, kind, known, members, placed)
    return found


def new_link(connection: sa.Connection, kind: str, proposed: str, used: bool) -> tuple[int, str]:
    """A number and an id that nothing else has had."""
    count = sa.select(sa.func.count()).select_from(tables.links).where(tables.links.c.kind == kind)
    link = f"{proposed}-{connection.scalar(count)}" if used else proposed
    number: int = connection.exec_driver_sql(NEW, (kind, link)).scalar_one()
    return number, link


def numbers_of(
    groups: Sequence[Group], members: Mapping[str, int], before: Mapping[str, set[int]], known: Mapping[int, str]
) -> dict[str, int | None]:
    """For each group the oldest id of its members that no other group has taken; None where there is none.

    Where several could have it, that group has it of which most members never had another; an id that is named after a
    member of one of the groups stays with that.
    """
    home = {number: at for at, (_, group) in enumerate(groups) for number in named_after(group, members, known)}
    taken: set[int] = set()
    found: dict[str, int | None] = {}

    def weight(one: Group) -> tuple[int, int, str]:
        own = sum(member in members and member not in before for member in one[1])
        return -own, -len(one[1]), one[0]

    for at, (proposed, group) in sorted(enumerate(groups), key=lambda one: weight(one[1])):
        had = {members[member] for member in group if member in members}
        old = sorted(number for number in had - taken if home.get(number, at) == at)
        found[proposed] = old[0] if old else None
        taken |= set(old[:1])
    return found


def named_after(group: Iterable[str], members: Mapping[str, int], known: Mapping[int, str]) -> Iterator[int]:
    """The ids of a group's members that are named after one of them, as its first.

    >>> list(named_after(["r1", "r2"], {"r1": 5, "r2": 5}, {5: "story-r2"}))
    [5]
    """
    for member in group:
        number = members.get(member)
        if number is not None and known.get(number, "").partition("-")[2] == member.replace(":", "-"):
            yield number


def take_back(
    connection: sa.Connection, kind: str, groups: Iterable[Group], numbers: dict[str, int | None],
    before: Mapping[str, set[int]],
) -> None:  # fmt: skip
    """Give groups that have no id one that most of their members had before and that stands for nothing since."""
    open_ones = {proposed: group for proposed, group in groups if numbers[proposed] is None}
    past = {number for group in open_ones.values() for member in group for number in before.get(member, ())}
    free = {row.number for row in among(connection, FREE, past)}
    for proposed, group in open_ones.items():
        had = [number for member in group for number in before.get(member, ()) if number in free]
        if had:
            number = min(set(had), key=lambda one: (-had.count(one), one))
            free.remove(number)
            numbers[proposed] = number
            connection.execute(sa.update(tables.links).where(tables.links.c.number == number).values(now=None))


def note_before(connection: sa.Connection, kind: str, old: Mapping[str, int], new: Mapping[str, int]) -> None:
    """Keep which ids some members had."""
    keep = "INSERT OR IGNORE INTO linked_before (kind, member, link) VALUES (?, ?, ?)"
    keep_rows(connection, keep, [(kind, member, number) for member, number in old.items()])
    again = "DELETE FROM linked_before WHERE kind = ? AND member = ? AND link = ?"
    keep_rows(connection, again, [(kind, member, new[member]) for member in old])


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


def members_of(record: RecordFile, kind: str, link: str) -> list[str]:
    """The members of a group by its id."""
    question = (
        "SELECT member FROM linked JOIN links ON links.number = linked.link"
        " WHERE links.kind = ? AND links.link = ? ORDER BY member"
    )
    with record.engine.connect() as connection:
        return [row.member for row in connection.exec_driver_sql(question, (kind, current_link(record, kind, link)))]


def group_of(record: RecordFile, kind: str, member: str) -> str | None:
    """The id of the group of a member."""
    question = (
        "SELECT links.link FROM linked JOIN links ON links.number = linked.link"
        " WHERE linked.kind = ? AND linked.member = ?"
    )
    with record.engine.connect() as connection:
        found: str | None = connection.exec_driver_sql(question, (kind, member)).scalar()
    return found
