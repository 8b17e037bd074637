"""Deciding on what reports come to together: which incidents, stories and copies are one, and which are several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from onrecord.model.across import wrong_across
from onrecord.model.decisions import COPIES, HAPPENINGS, PERSONS, STORIES, Decision
from onrecord.review.deciding import keep, moment
from onrecord.review.reviewed_file import joined_across
from onrecord.review.sheet import DecidedAlready, NotDecided, sheet_of
from onrecord.store.record_file import Choice, RecordFile

CALLED = {HAPPENINGS: "incidents", STORIES: "stories", COPIES: "groups of copies", PERSONS: "people"}


def merge_across(
    record: RecordFile, who: str, groups: Mapping[str, list[str]], kind: str = HAPPENINGS, why: str | None = None,
    now: datetime | None = None,
) -> Decision:  # fmt: skip
    """Let groups be one, the first stays; each with its members: reports, of incidents and people `report:part`."""
    if len(groups) < 2:
        raise NotDecided(f"a merge needs at least two {CALLED[kind]}")
    before = [{"id": one, "members": sorted(members)} for one, members in groups.items()]
    members = sorted({one for some in groups.values() for one in some})
    first = next(iter(groups))
    return keep_once(record, Decision(
        moment(now), who, "merge", kind, cell=first, name=f"{kind}:{':'.join(sorted(groups))}",
        before=before, after={"id": first, "members": members}, names=names_of(record, kind, members), why=why,
    ))  # fmt: skip


def split_across(
    record: RecordFile, who: str, group: str, parts: list[list[str]], kind: str = HAPPENINGS, why: str | None = None,
    now: datetime | None = None, into: Mapping[str, list[str]] | None = None,
) -> Decision:  # fmt: skip
    """Let a group be several: the first part stays with its id; the second goes to another incident, `into` with its
    members, where that is named."""
    if len(parts) < 2 or not all(parts):
        raise NotDecided("a split needs at least two parts, each with a member")
    members = sorted(one for part in parts for one in part)
    if len(set(members)) < len(members):
        raise NotDecided("a member can be in one part only")
    after: list[dict[str, Any]] = [{"members": sorted(part)} for part in parts]
    for other, some in (into or {}).items():
        if other == group:
            raise NotDecided("it is in that incident already; choose another")
        after[1]["into"] = other
        members += some
    return keep_once(record, Decision(
        moment(now), who, "split", kind, cell=group, name=f"{kind}:{group}",
        before={"id": group, "members": sorted(one for part in parts for one in part)}, after=after,
        names=names_of(record, kind, members), why=why,
    ))  # fmt: skip


def keep_once(record: RecordFile, decision: Decision) -> Decision:
    """Keep a merge or a split; DecidedAlready where what counts last on its members is the same, whoever decided it: an
    undo of one of the two would do nothing."""

    def not_there(_: sa.Connection, kept: Decision) -> None:
        members = set(kept.names.values())
        on_them = (one for one in reversed(joined_across(record, kept.kind)) if members & set(one.names.values()))
        last = next(on_them, None)
        if last and told(last) == told(kept):
            raise DecidedAlready(f"that is decided already: decision {last.number}")

    def told(one: Decision) -> tuple[Any, ...]:
        return one.action, one.name, one.action == "merge" or one.after

    if wrong := wrong_across(decision):
        raise NotDecided(wrong)
    return keep(record, decision, not_there)


def names_of(record: RecordFile, kind: str, members: Iterable[str]) -> dict[str, str]:
    """What members are called in any reading: reports by their ids, a part of one by the report's and its own name."""
    found = {}
    for member in members:
        report, _, part = member.partition(":")
        if kind in (STORIES, COPIES):
            if not record.holds(Choice(reports=(report,))):
                raise NotDecided(f"there is no report {report} in the record")
            found[member] = report
            continue
        name = sheet_of(record, report).reviewed.names.get(part)
        if name is None:
            raise NotDecided(f"there is no {part} in the report {report}")
        found[member] = f"{report} {name}"
    return found
