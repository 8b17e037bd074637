"""Our own rows: codes that exist, points on the globe, no name told twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from onrecord.gazetteer.build import spoken
from onrecord.gazetteer.lookup import gazetteer
from onrecord.gazetteer.row import Row, rows_of


def points(value: Any) -> Iterator[list[float]]:
    """Every `at` and every town's point in a table."""
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, list) and item and all(isinstance(x, (int, float)) for x in item):
                yield item
            elif key not in ("names", "demonyms"):
                yield from points(item)
    elif isinstance(value, list):
        for item in value:
            yield from points(item)


def test_points_lie_on_the_globe() -> None:
    for table in ("regions", "waters", "provinces", "towns"):
        for point in points(rows_of(table)):
            assert -90 <= point[0] <= 90, (table, point)
            assert -180 <= point[1] <= 180, (table, point)


def test_countries_are_countries() -> None:
    known = set(gazetteer().countries)
    assert set(rows_of("countries")) <= known
    assert {row.get("country") for row in rows_of("regions")["area"]} - {None} <= known
    assert set(rows_of("towns")["towns"]) | set(rows_of("towns")["spellings"]) <= known


def test_a_demonym_means_one_country() -> None:
    told = Counter(d for row in rows_of("countries").values() for d in row.get("demonyms", ()))
    assert [demonym for demonym, times in told.items() if times > 1] == []


def test_names_that_no_english_report_uses_stay_out() -> None:
    assert spoken(["Kyiv", "Київ", "IEV", "kiu", "Kiew"]) == {"Kyiv", "Kiew"}


def test_plurals_of_demonyms() -> None:
    row = Row(1, "Asuria", "country", demonyms={"Asurian", "Asurese", "Asurman"})
    assert row.demonym_keys() == {"asurian", "asurians", "asurese", "asurman"}


def test_a_unit_answers_to_its_bare_name() -> None:
    assert set(Row(1, "Asur Oblast", "admin1").answers_to()) == {"asur oblast", "asur"}
    assert set(Row(1, "Asur District", "city").answers_to()) == {"asur district"}
