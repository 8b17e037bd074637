"""Keys of names: spellings that must meet, and words that say what unit a place is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.gazetteer.names import folded, sound, without_unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("São Tomé", "Sao Tome"),
        ("St. Helena", "Saint Helena"),
        ("Mt Kenya", "Mount Kenya"),
        ("Ras al-Khaimah", "RAS AL KHAIMAH"),
        ("the Hague", "The Hague"),
        ("N'Djamena", "NDjamena"),
        ("Łódź", "Lodz"),
        ("U.S", "US"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_an_abbreviation_keeps_its_point_apart() -> None:
    assert folded("Miss.") != folded("Miss")


@pytest.mark.parametrize(
    ("key", "bare"),
    [
        ("kerry county", "kerry"),
        ("county kerry", "kerry"),
        ("provincia de leon", "leon"),
        ("donegal", None),
        ("district of columbia", None),
    ],
)
def test_what_a_unit_is_called_comes_off(key: str, bare: str | None) -> None:
    assert without_unit(key) == bare


@pytest.mark.parametrize(
    ("one", "other"), [("hodeidah", "al hudaydah"), ("qamishli", "al kamishly"), ("gharyan", "garian")]
)
def test_transliterations_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_but_the_point(name: str) -> None:
    key = folded(name)
    assert key == key.strip()
    assert folded(key.removeprefix(".")) in {key, key.removeprefix("."), folded(folded(key.removeprefix(".")))}
