"""Reports where people put them: which stories and copies are one, and what does not belong to them.

Reports are joined to each other as they come; what people decided is laid over that, and taken away before more are
joined.  So a decision that is undone leaves nothing, and a relink loses none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import sqlalchemy as sa

from onrecord.linking.incidents import Joined, homes, told_again
from onrecord.linking.listed import IN
from onrecord.model.decisions import COPIES, STORIES, Decision
from onrecord.store.asking import among, keep_rows

COLUMNS = {COPIES: "copies", STORIES: "story"}  # of `joined`; copies come first, as they keep together in stories
APART = 1 << 10  # more parts than a split has
LAST = "SELECT coalesce(max(number), 0) FROM decisions WHERE kind IN ('stories', 'copies')"
FOLLOWED = "SELECT value FROM about WHERE key = 'placed'"
Places = dict[str, int]  # the number of the group that a report is in
Touched = dict[str, set[int]]


def is_followed(connection: sa.Connection) -> bool:
    """Whether reports are where all decisions put them."""
    last: int = connection.exec_driver_sql(LAST).scalar_one()
    return last == int(connection.exec_driver_sql(FOLLOWED).scalar() or 0)


def put_back(connection: sa.Connection) -> Touched:
    """Let all reports be where they were joined; which groups that touches."""
    touched: Touched = {"copies": set(), "story": set()}
    for column, numbers in touched.items():
        rows = connection.exec_driver_sql(
            "SELECT p.report, p.number, j." + column + " AS put FROM placed p JOIN joined j USING (report)"
            " WHERE p.kind = ?",
            (column,),
        ).all()
        keep_rows(connection, f"UPDATE joined SET {column} = ? WHERE report = ?", [(r.number, r.report) for r in rows])
        numbers |= {number for row in rows for number in (row.number, row.put)}
    connection.exec_driver_sql("DELETE FROM placed")
    return touched


def put(connection: sa.Connection, decisions: Sequence[Decision]) -> Touched:
    """Let reports be where people put them; which groups that touches."""
    touched: Touched = {}
    for kind, column in COLUMNS.items():
        made = [one for one in decisions if one.kind == kind]
        named = {report for one in made for report in one.names.values()}
        question = (
            f"SELECT report, {column}, copies FROM joined WHERE {column} IN"
            f" (SELECT {column} FROM joined WHERE report {IN}) ORDER BY moment, report"
        )
        rows = [tuple(row) for row in among(connection, question, named)]
        joined = {report: number for report, number, _ in rows}
        alike = {report: copies for report, _, copies in rows} if kind == STORIES else {}
        now = as_decided(joined, made, alike)
        moved = {report: number for report, number in now.items() if joined[report] != number}
        keep_rows(
            connection, "INSERT INTO placed (kind, report, number) VALUES (?, ?, ?)",
            [(column, report, joined[report]) for report in moved],
        )  # fmt: skip
        keep_rows(connection, f"UPDATE joined SET {column} = ? WHERE report = ?", [(n, r) for r, n in moved.items()])
        touched[column] = {number for report in moved for number in (joined[report], now[report])}
    last = connection.exec_driver_sql(LAST).scalar_one()
    connection.exec_driver_sql("INSERT OR REPLACE INTO about (key, value) VALUES ('placed', ?)", (str(last),))
    return touched


def as_decided(joined: Mapping[str, int], decisions: Iterable[Decision], alike: Mapping[str, int]) -> Places:
    """The groups in which reports are after some merges and splits, in order; alike: the copies that each is of."""
    places = dict(joined)
    for one in decisions:
        if one.action == "merge":
            unite(places, one)
        else:
            take_apart(places, one, alike)
    return places


def unite(places: Places, decision: Decision) -> None:
    """Let the groups that were merged, each being where most of its reports are, be one; the first of them stays."""
    wholes = [home for told in decision.before if (home := most_in(places, told["members"])) is not None]
    if wholes:
        members = set(decision.after["members"])
        places |= {
            report: wholes[0] for report, number in places.items() if number in wholes or report in members
        }  # fmt: skip


def take_apart(places: Places, decision: Decision, alike: Mapping[str, int]) -> None:
    """Let the parts after the first leave its group, and with them their copies that have come since."""
    first, *others = (part["members"] for part in decision.after)
    home = most_in(places, first)
    if home is None:
        return
    named = {report for part in decision.after for report in part["members"]}
    for at, part in enumerate(others, 1):
        leaving = {report for report in part if places.get(report) == home}
        texts = {alike[report] for report in leaving if report in alike} - {alike.get(report) for report in first}
        leaving |= {one for one, number in places.items() if number == home and one not in named
                    and alike.get(one) in texts}  # fmt: skip
        places |= dict.fromkeys(leaving, -(decision.number * APART + at))


def most_in(places: Mapping[str, int], reports: Iterable[str]) -> int | None:
    """The group in which most of some reports are."""
    found = Counter(places[report] for report in reports if report in places)
    return min(found, key=lambda number: (-found[number], number), default=None)


# what they tell -----------------------------------------------------------------------------------------------------


def realign(connection: sa.Connection) -> set[int]:
    """Join what reports tell anew in the stories that reports have come to or left; the incidents that touches."""
    question = (
        "SELECT DISTINCT scenes.report, scenes.story AS old, joined.story AS now FROM scenes JOIN joined USING (report)"
        " WHERE scenes.story != joined.story"
    )
    moved = connection.exec_driver_sql(question).all()
    keep_rows(connection, "UPDATE scenes SET story = ? WHERE report = ?", [(row.now, row.report) for row in moved])
    touched: set[int] = set()
    for story in sorted({story for row in moved for story in (row.old, row.now)}):
        touched |= join_anew(connection, story)
    return touched


def join_anew(connection: sa.Connection, story: int) -> set[int]:
    """Join what the reports of one story tell, in the order in which they came."""
    rows = connection.exec_driver_sql(
        "SELECT number, report, incident, told FROM scenes WHERE story = ? ORDER BY number", (story,)
    ).all()
    joined: list[Joined] = []
    changed = []
    for _, some in groupby(rows, key=lambda row: row.report):
        scenes = list(some)
        told = [told_again(row.told) for row in scenes]
        for row, (scene, home) in zip(scenes, homes(told, joined), strict=True):
            if home is None:
                home = Joined(row.number, story)
                joined.append(home)
            home.add(scene)
            changed.append((home.number, row.number))
    keep_rows(connection, "UPDATE scenes SET incident = ? WHERE number = ?", changed)
    return {number for row, (number, _) in zip(rows, changed, strict=True) for number in (row.incident, number)}
