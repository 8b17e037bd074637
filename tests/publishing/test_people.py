"""People across reports: joined by more than their exact names, never two who differ; as people decide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.linking.people import Form, same_in_story
from onrecord.model.decisions import PERSONS
from onrecord.publishing.shown import begin, refresh
from onrecord.review.across import merge_across, split_across
from onrecord.review.deciding import undo
from onrecord.review.reviewed_file import ReviewedFile
from onrecord.store.lists import row_of
from onrecord.store.persons import members_of_person, people_called, statements_by
from onrecord.store.record_file import RecordFile
from tests.linking.kept import keep
from tests.linking.told import Told

TOGETHER = [  # names of a story, and those of which each is joined to the first
    (["Ada Quill", "Mayor Ada Quill", "Mayor Quill"], True),
    (["Ada Quill", "ADA QUILL"], True),
    (["Amina Yusuf", "Ameena Yousef"], True),
    (["Nora Tiernan", "Secretary of the Port Nora Tiernan"], True),
    (["Harbour Police Chief Tomas Berg", "the police chief of the harbour"], True),
    (["Port Workers' Council", "PWC", "the Port Workers Council"], True),
    (["UN Port Council", "U.N. Port Council", "United Nations Port Council"], True),
    (["Ada Quill", "Lena Quill"], False),
    (["Ada Quill", "Adan Quillen"], False),
    (["Ada Quill", "the son of Mayor Ada Quill"], False),
    (["Ada Quill", "Ada Quill and Mayor Tomas Berg"], False),
    (["Maria Berg", "Mario Berg"], False),
    (["Nora Quill", "Mr Quill"], False),
    (["Ada Quill", "Ada"], False),
    (["Prime Minister Ada Quill", "the prime minister"], False),
    (["Port Authority", "Port Council"], False),
    (["Experts", "experts"], False),
    (["Ahmed Hassan", "Ahmed Hassan Ali"], False),
]


@pytest.mark.parametrize(("names", "one"), TOGETHER, ids=lambda given: given[-1] if isinstance(given, list) else "")
def test_names_are_one_persons_or_not(names: list[str], one: bool) -> None:
    bodies = ("Port", "PWC", "the Port", "UN", "U.N.", "United", "Experts", "experts")
    forms = [Form(name, not name.startswith(bodies), {f"report {n}"}) for n, name in enumerate(names)]
    found = same_in_story(forms).names
    assert (len({found[name] for name in names}) == 1) == one


def test_a_lone_name_that_several_have_stays_apart_and_says_whose_it_may_be() -> None:
    forms = [Form("Ada Quill", True, {"a"}), Form("Lena Quill", True, {"b"}), Form("Quill", True, {"c"})]
    found = same_in_story(forms)
    assert len(set(found.names.values())) == 3
    assert found.unsure["Quill"] == ("Ada Quill", "Lena Quill")


def test_an_office_tells_two_of_a_name_apart() -> None:
    forms = [Form("Mayor Ada Quill", True, {"a"}), Form("Lena Quill", True, {"b"}), Form("Mayor Quill", True, {"c"})]
    assert same_in_story(forms).names["Mayor Quill"] == "Ada Quill"


def test_whom_a_report_tells_apart_is_not_joined() -> None:
    forms = [Form("Tomas Berg", True, {"a"}), Form("Berg", True, {"a", "b"})]
    assert same_in_story(forms).names["Berg"] == "Berg"


WIRE = "The ferry quay of Cove Fort was closed while the convoy crossed the viaduct of the lighthouse"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ReviewedFile]:
    """Three reports of one story in which Mayor Ada Quill speaks under three names, and another of hers."""
    said = ["the quay is closed", "nobody may cross", "the convoy has gone"]
    names = ["Mayor Ada Quill", "Ada Quill", "Mayor Quill"]
    with RecordFile(tmp_path / "record.db", create=True) as record:
        told = [
            Told(f"r{n}", f"{WIRE}, {name} said: {words}.", f"Outlet {n}", published=f"2031-03-0{n + 4}T09:00:00Z")
            for n, (name, words) in enumerate(zip(names, said, strict=True))
        ]
        for one, name, words in zip(told, names, said, strict=True):
            one.entity(name, role="Mayor" if "Mayor" in name else None)
            one.says(name, words)
        keep(record, told)
    kept = ReviewedFile(tmp_path / "record.db")
    begin(kept)
    refresh(kept)
    yield kept
    kept.close()


def statements(desk: ReviewedFile, person: str) -> list[str]:
    with desk.engine.connect() as connection:
        return [row.words for row in statements_by(connection, person, 0, 10)]


def test_what_somebody_said_by_any_name_is_hers(desk: ReviewedFile) -> None:
    assert statements(desk, "Ada Quill") == ["the convoy has gone", "nobody may cross", "the quay is closed"]
    with desk.engine.connect() as connection:
        row = row_of(connection, "person", "Ada Quill")
        assert people_called(connection, "Mayor Quill") == ["Ada Quill"]
    assert row is not None
    assert (row["reports"], row["statements"]) == (3, 3)
    assert row["names"] == ["Mayor Ada Quill", "Mayor Quill"]
    assert [(one["role"], one["first"], one["last"]) for one in row["held"]] == [("Mayor", "2031-03-04", "2031-03-06")]


def test_people_are_split_and_merged_and_an_undo_gives_them_back(desk: ReviewedFile) -> None:
    before = statements(desk, "Ada Quill")
    with desk.engine.connect() as connection:
        members = sorted(members_of_person(connection, "Ada Quill", 10))
    made = split_across(desk, "ada", "Ada Quill", [members[:2], members[2:]], PERSONS)
    refresh(desk)
    assert statements(desk, "Ada Quill") == before[1:]
    with desk.engine.connect() as connection:
        (other,) = people_called(connection, "Mayor Quill")
    assert statements(desk, other) == before[:1]
    again = merge_across(desk, "ada", {"Ada Quill": members[:2], other: members[2:]}, PERSONS)
    refresh(desk)
    assert statements(desk, "Ada Quill") == before
    undo(desk, "ada", again.number)
    undo(desk, "ada", made.number)
    refresh(desk)
    assert statements(desk, "Ada Quill") == before
    assert statements(desk, other) == []
