"""Whether a decision on what reports come to together says what is one, or what is several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.model.decisions import COPIES, HAPPENINGS, PERSONS, STORIES, Decision, is_name

CELLS = {HAPPENINGS: ("events", "figures", "incidents"), PERSONS: ("entities",)}  # of which members are


def wrong_across(decision: Decision) -> str | None:
    """Why a decision on what reports come to together can't be followed."""
    if decision.report is not None:
        return "it is about several reports, and names one"
    if not all(isinstance(name, str) for name in decision.names.values()):
        return "its names are not words"
    if decision.action == "undo":
        return None
    if decision.action not in ("merge", "split") or not isinstance(decision.cell, str):
        return "it does not say which are one, or which is several"
    merge = decision.action == "merge"
    one, several = (decision.after, decision.before) if merge else (decision.before, decision.after)
    if not is_group(one, decision.names) or one["id"] != decision.cell:
        return "it does not say which are one" if merge else "it does not say which is several"
    if not isinstance(several, list) or len(several) < 2:
        return "it does not say which are one" if merge else "it does not say which is several"
    if merge and not all(is_group(told, decision.names) for told in several):
        return "it does not say which are one"
    if not merge and (wrong := wrong_parts(decision, several)):
        return wrong
    strange = [member for member, name in decision.names.items() if not is_member(decision.kind, member, name)]
    if strange:
        return f"{strange[0]} can't be one of {decision.kind}"
    named = decision.name.startswith(f"{decision.kind}:")
    return None if named else f"{decision.name[:120]!r} is no name of {decision.kind}"


def wrong_parts(decision: Decision, parts: list[Any]) -> str | None:
    """Why the parts of a split can't be taken apart."""
    if not all(is_part(part, decision.names) for part in parts):
        return "a part of it has no members that are named"
    members = [member for part in parts for member in part["members"]]
    if len(set(members)) < len(members):
        return "a member of it is in two parts"
    if any("into" in part for part in parts) and decision.kind != HAPPENINGS:
        return f"{decision.kind} are not moved into others"
    return None


def is_group(told: Any, names: Mapping[str, str]) -> bool:
    return isinstance(told, dict) and isinstance(told.get("id"), str) and bool(told["id"]) and are_named(told, names)


def is_part(told: Any, names: Mapping[str, str]) -> bool:
    return (
        isinstance(told, dict)
        and are_named(told, names)
        and bool(told["members"] and told.get("into", "-"))
        and (isinstance(told.get("into", ""), str))
    )


def are_named(told: Mapping[str, Any], names: Mapping[str, str]) -> bool:
    members = told.get("members")
    return isinstance(members, list) and all(isinstance(one, str) and one in names for one in members)


def is_member(kind: str, member: str, name: str) -> bool:
    """Whether what has such a name can be a member: reports of stories and copies, cells of incidents and people."""
    if kind in (STORIES, COPIES):
        return member == name
    report, _, part = member.partition(":")
    told, _, cell = name.partition(" ")
    return told == report and bool(part) and is_name(cell, CELLS[kind])
