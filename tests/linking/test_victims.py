"""Victims across invented reports: who stands in the list of an incident, and who in none."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.linking.joining import relink
from onrecord.linking.spellings import likeness
from onrecord.publishing.victims import VictimObject, VictimsObject, value_of, victims_in
from onrecord.store.record_file import RecordFile
from onrecord.store.writing import Capture
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


def test_every_cell_has_its_words() -> None:
    for case in SETS:
        texts = {book.report.id: book.text for book in (view(text, n) for n, text in enumerate(case["reports"]))}
        for victim in (one for found in read(case).values() for one in found["victims"]):
            traits = [victim[name] for name in ("name", "description", "age", "sex", "role", "status")]
            cells = [*victim["harms"], *(told for trait in traits if trait for told in trait["told"])]
            assert victim["harms"]
            for cell in cells:
                start, end = cell["span"]
                assert texts[cell["report"]][start:end] == cell["quote"] != ""
                assert cell["said_by"]


@given(
    st.lists(st.sampled_from([text for case in SETS for text in case["reports"]]), max_size=7, unique=True), st.data()
)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_the_order_of_reports_never_matters(texts: list[str], data: st.DataObject) -> None:
    numbers = {text: n for n, text in enumerate(text for case in SETS for text in case["reports"])}
    views = [view(text, numbers[text] % 20) for text in texts]
    assert victims_of(data.draw(st.permutations(views))) == victims_of(views)


@given(st.lists(st.sampled_from([text for case in SETS for text in case["reports"]]), max_size=5, unique=True))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_nobody_stands_twice_and_candidates_are_mutual(texts: list[str]) -> None:
    victims = victims_of([view(text, n) for n, text in enumerate(texts)])[NEWS]["victims"]
    pairs = {(one["id"], other["id"]) for one in victims for other in one["candidates"]}
    assert pairs == {(other, one) for one, other in pairs}
    told = [
        (one["id"], harm["report"], tuple(harm["span"]), harm["measure"]) for one in victims for harm in one["harms"]
    ]
    assert len(told) == len(set(told))
    for one in victims:
        assert len(one["reports"]) == len(set(one["reports"])), "two people of one report were taken for one"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Mohammed Hussein", "Muhammad Husain", "variant"),
        ("Aleksandr Kuznetsov", "Alexander Kuznetzov", "variant"),
        ("Abdul Rahman Saleh", "Abdelrahman Saleh", "same"),
        ("Kim Min-jun", "Min-jun Kim", "variant"),
        ("Karim", "Nadia Kareem", "short"),
        ("Ali Hassan", "Ali Hussein", "other"),
        ("Lena Berg", "Lina Berg", "near"),
        ("Ahmed Hassan", "Ahmed Hassan Ali", "near"),
        ("Ivan Marek", "Jan Marek", "other"),
        ("Dr. Nadia Karim", "Nadia Karim", "same"),
    ],
)
def test_spellings(one: str, other: str, expected: str) -> None:
    assert likeness(one, other) == likeness(other, one) == expected


def test_a_victims_id_stays_when_an_older_report_comes(tmp_path: Path) -> None:
    later = "A crane fell in Oakley on Monday. Ada Quill, 34, a docker, was killed, the harbour hospital said."
    older = "A crane fell in Oakley on Monday, and Ada Quill, a docker aged 34, was killed, the port authority said."
    quay = "The ferry quay and the viaduct of the lighthouse were closed while the convoy passed the tannery."
    ids = []
    with RecordFile(tmp_path / "record.db", create=True) as record:
        for number, text in ((1, f"{later}\n\n{quay}"), (0, f"{older}\n\n{quay}")):
            report = replace(view(text, number).record.report, raw_sha256=str(number))
            record.add([Capture(replace(view(text, number).record, report=report), text.encode(), "text/plain")])
            relink(record)  # of the first report alone no word tells anything
            (found,) = [one for one in victims_in(record) if one["victims"]]
            (victim,) = found["victims"]
            ids.append(victim["id"])
        assert len(victim["reports"]) == 2
    assert len(ids) == 2
    assert len(set(ids)) == 1
