"""What incidents sum up to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from onrecord.publishing.sums import sums
from onrecord.reconciling.figures import within


def figure(best: int | None, low: int | None, high: int | None, **more: Any) -> dict[str, Any]:
    return {"measure": "killed", "population": None, "best": best, "low": low, "high": high, "series": [], **more}


def incident(*figures: dict[str, Any], **more: Any) -> dict[str, Any]:
    place = {"name": "Cove Fort", "admin1": "Munster", "country": "IRL"}
    date = {"start": "2031-03-04", "end": "2031-03-04"}
    return {"type": "ASSAULT", "place": place, "date": date, "perpetrators": [], "figures": list(figures), **more}


def entry(
    voice: str, published: str, value: int, standing: str = "current", total: int | None = None
) -> dict[str, Any]:
    comes_to = dict.fromkeys(("value", "low", "high"), total or value)
    return {"said_by": voice, "published": published, "standing": standing, "comes_to": comes_to}


def doer(name: str, named: bool = True, certainty: str = "stated", report: str = "a") -> dict[str, Any]:
    return {"name": name, "named": named, "certainty": certainty, "report": report}


def test_a_sum_is_open_when_one_of_its_bounds_is() -> None:
    (row,) = sums([incident(figure(9, 9, 9)), incident(figure(20, 20, None)), incident(figure(None, 4, 15))], ["place"])
    assert (row["place"], row["incidents"], row["without_best"]) == ("Cove Fort", 3, 1)
    assert (row["best"], row["low"], row["high"]) == (29, 33, None)


def test_parts_are_never_added_up() -> None:
    parts = incident(figure(3, 3, 3, population="children"), figure(8, 8, 8, population="soldiers"))
    (row,) = sums([parts], ["country"])
    assert (row["best"], row["without_best"], row["low"], row["high"]) == (None, 1, 8, None)
    (row,) = sums([parts], ["country"], population="child")
    assert (row["best"], row["population"]) == (3, "child")


@pytest.mark.parametrize(
    ("start", "end", "by", "expected"),
    [
        ("2031-03-04", "2031-03-04", "week", "2031-W10"),
        ("2031-03-03", "2031-03-09", "week", "2031-W10"),
        ("2031-03-01", "2031-03-31", "week", None),
        ("2031-03-01", "2031-03-31", "month", "2031-03"),
        ("2030-12-31", "2031-01-01", "month", None),
        ("2030-12-31", "2030-12-31", "year", "2030"),
        (None, None, "day", None),
    ],
)
def test_an_incident_stands_in_the_period_that_holds_all_of_it(start: str, end: str, by: str, expected: str) -> None:
    (row,) = sums([incident(figure(1, 1, 1), date={"start": start, "end": end})], [by])
    assert row[by] == expected


def test_a_place_that_is_not_known_is_told_apart() -> None:
    rows = sums([incident(figure(1, 1, 1), place=None), incident(figure(2, 2, 2))], ["admin1", "week"])
    assert [row["admin1"] for row in rows] == ["Munster", None]


@pytest.mark.parametrize(
    ("doers", "expected"),
    [
        ([], None),
        ([doer("gunmen", named=False)], "gunmen"),
        ([doer("gunmen", named=False), doer("Tidewater Front")], "Tidewater Front"),
        ([doer("Tidewater Front"), doer("Tidewater Front", report="b"), doer("Harbour Guard")], "Tidewater Front"),
        ([doer("Tidewater Front"), doer("Harbour Guard")], "Harbour Guard or Tidewater Front"),
        ([doer("Tidewater Front", certainty="denied")], None),
    ],
)
def test_the_actor_is_the_one_most_reports_name(doers: list[dict[str, Any]], expected: str | None) -> None:
    (row,) = sums([incident(figure(1, 1, 1), perpetrators=doers)], ["actor"])
    assert row["actor"] == expected


def test_a_voice_counts_with_what_it_gave_last() -> None:
    series = [
        entry("police", "2031-03-04T10:00:00Z", 9, "superseded"),
        entry("police", "2031-03-05T10:00:00Z", 4, total=13),
        entry("hospital", "2031-03-05T09:00:00Z", 12),
        entry("Bay Post", "2031-03-06T09:00:00Z", 1, "copy"),
    ]
    rows = sums([incident(figure(13, 12, 13, series=series))], ["voice"])
    assert [(row["voice"], row["best"]) for row in rows] == [("hospital", 12), ("police", 13)]


def test_an_unknown_grouping_is_named() -> None:
    with pytest.raises(ValueError, match="colour"):
        sums([], ["colour"])


numbers = some.one_of(some.none(), some.integers(0, 500))


@given(some.lists(some.tuples(numbers, numbers, numbers, some.sampled_from(["2031-03-04", "2031-04-09"])), max_size=8))
def test_nothing_is_lost_between_groups(told: list[tuple[int | None, int | None, int | None, str]]) -> None:
    incidents = [incident(figure(b, lo, h), date={"start": d, "end": d}) for b, lo, h, d in told]
    rows = sums(incidents, ["month"])
    assert sum(row["incidents"] for row in rows) == len(told)
    assert sum(row["best"] or 0 for row in rows) == sum(within(*given) or 0 for *given, _ in told)
    assert sums(incidents[::-1], ["month"]) == rows
