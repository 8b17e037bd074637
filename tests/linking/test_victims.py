"""Victims across invented reports: who stands in the list of an incident, and who in none."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.publishing.victims import VictimObject, VictimsObject, value_of
from tests.linking.victims_told import NEWS, PAST, victims_of, view

SETS = tomllib.loads((Path(__file__).parents[1] / "cases" / "victims.toml").read_text("utf-8"))["set"]


def parameters() -> Iterator[Any]:
    """The sets; of those marked `open` not all is read right yet."""
    for case in SETS:
        marks = [pytest.mark.xfail(reason="not read right yet", strict=False)] if case.get("open") else []
        yield pytest.param(case, id=case["name"], marks=marks)


def read(case: dict[str, Any]) -> dict[str, VictimsObject]:
    return victims_of([view(text, number) for number, text in enumerate(case["reports"])])


def who(victim: VictimObject) -> str | None:
    return value_of(victim, "name") or value_of(victim, "description")


def told(victim: VictimObject, keys: set[str]) -> dict[str, Any]:
    """What a case may say of a victim."""
    age = victim["age"]
    known = {
        **{trait: value_of(victim, trait) or "" for trait in ("age", "sex", "role", "status")},
        "who": who(victim), "harm": victim["harm"], "harm_status": victim["harm_status"],
        "reports": len(victim["reports"]), "settled": age and age["settled"], "said_by": victim["harms"][0]["said_by"],
    }  # fmt: skip
    return {key: known[key] for key in sorted(keys)}


def matched(expected: list[dict[str, Any]], found: list[VictimObject]) -> tuple[list[Any], list[Any]]:
    """What is expected and what is found, by whom and how old, with the keys that the case compares."""
    keys = {(one["who"], one.get("age", "")): set(one) for one in expected}
    wanted = sorted(({key: one[key] for key in sorted(one)} for one in expected), key=str)
    got = [told(one, keys.get((who(one) or "", value_of(one, "age") or ""), {"who", "age", "harm"})) for one in found]
    return wanted, sorted(got, key=str)


@pytest.mark.parametrize("case", list(parameters()))
def test_each_victim_stands_once_in_the_list(case: dict[str, Any]) -> None:
    found = read(case)
    wanted, got = matched(case["victims"], found[NEWS]["victims"])
    assert got == wanted
    wanted, got = matched(case.get("past", []), found[PAST]["victims"])
    assert got == wanted


@pytest.mark.parametrize("case", list(parameters()))
def test_those_who_may_be_one_name_each_other(case: dict[str, Any]) -> None:
    victims = read(case)[NEWS]["victims"]
    pairs = {tuple(sorted((str(who(one)), other["name"]))) for one in victims for other in one["candidates"]}
    assert pairs == {tuple(sorted(pair)) for pair in case.get("may_be", [])}
