"""The gazetteer: countries, peoples, units and towns by the names that reports use."""

from __future__ import annotations

import hashlib

import pytest

from onrecord.gazetteer.lookup import FILE, gazetteer


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ireland", "IRL"),
        ("the U.S.", "USA"),
        ("US", "USA"),
        ("Britain", "GBR"),
        ("UAE", "ARE"),
        ("Ivory Coast", "CIV"),
        ("Côte d'Ivoire", "CIV"),
        ("Burma", "MMR"),
        ("DR Congo", "COD"),
        ("Congo-Brazzaville", "COG"),
        ("Republic of Armenia", "ARM"),
        ("the Netherlands", "NLD"),
        ("South Sudan", "SSD"),
        ("Kosovo", "XKX"),
        ("Cork", None),
        ("Nowhereland", None),
    ],
)
def test_country_of_a_name(name: str, code: str | None) -> None:
    assert gazetteer().country(name) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Syrian", "SYR"),
        ("Syrians", "SYR"),
        ("Azerbaijani", "AZE"),
        ("Yemenis", "YEM"),
        ("Frenchman", "FRA"),
        ("Frenchmen", "FRA"),
        ("Dutch", "NLD"),
        ("Filipinos", "PHL"),
        ("Swiss", "CHE"),
        ("Poles", "POL"),
        ("North Korean", "PRK"),
        ("Chechens", "RUS"),
        ("African", None),
        ("Philippines", None),
        ("baker", None),
    ],
)
def test_country_of_a_demonym(word: str, code: str | None) -> None:
    assert gazetteer().country_of_demonym(word) == code


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Dublin", "capital", "IRL"),
        ("Kiev", "capital", "UKR"),
        ("Cork", "city", "IRL"),
        ("County Kerry", "admin1", "IRL"),
        ("Va.", "admin1", "USA"),
        ("North Kivu", "admin1", "COD"),
        ("Darfur", "region", "SDN"),
        ("Gaza Strip", "region", "PSE"),
        ("Kashmir", "region", None),
        ("Africa", "continent", None),
        ("Black Sea", "sea", None),
        ("Danube", "river", None),
    ],
)
def test_a_name_finds_its_place(name: str, kind: str, country: str | None) -> None:
    assert (kind, country) in {(place.kind, place.country) for place in gazetteer().find(name)}


def test_the_most_populous_comes_first() -> None:
    people = [place.population for place in gazetteer().find("Dublin")]
    assert people == sorted(people, reverse=True)
    assert len(people) > 3


def test_another_transliteration_is_found_by_its_sound() -> None:
    assert "LBY" in {place.country for place in gazetteer().sounding_like("Musrata")}


def test_a_country_has_no_point_and_a_town_has_one() -> None:
    listed = gazetteer()
    assert all(place.lat is None and place.lon is None for place in listed.countries.values())
    cork = next(place for place in listed.find("Cork") if place.country == "IRL" and place.kind == "city")
    assert cork.lat == pytest.approx(51.9, abs=0.1)
    assert cork.lon == pytest.approx(-8.5, abs=0.1)
    assert cork.admin1 is not None


def test_the_file_is_the_one_its_card_tells_of() -> None:
    digest = hashlib.sha256(FILE.read_bytes()).hexdigest()
    assert digest in FILE.with_suffix(".md").read_text(encoding="utf-8")
