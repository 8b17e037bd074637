"""How a figure moved, and how that is drawn."""

from __future__ import annotations

from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as some

from onrecord.publishing.drawing import last_words, panel_of, timeline_svg
from onrecord.publishing.timeline import Chart, charts_of

SVG = "{http://www.w3.org/2000/svg}"


def entry(voice: str, when: str | None, low: int | None, high: int | None, **more: Any) -> dict[str, Any]:
    value = low if low == high else None
    comes_to = {"value": value, "low": low, "high": high}
    told = {"said_by": voice, "published": when, "value": value, "low": low, "high": high, "comes_to": comes_to}
    known = {"precision": "exact", "standing": "current", "report": "a", "quote": "they were"}
    return {**told, **known, **more}


def incident(*series: dict[str, Any], **more: Any) -> dict[str, Any]:
    figure = {"measure": "killed", "population": None, "best": 12, "low": 12, "high": None, "status": "agreed"}
    return {
        "type": "ASSAULT", "subtype": "bombing", "place": {"name": "Cove Fort"}, "date": {"start": "2031-03-04"},
        "reports": [{}], "background": False,
        "figures": [{**figure, "why": "The police and the hospital agree.", "series": list(series), **more}],
    }  # fmt: skip


POLICE = entry("police", "2031-03-04T10:00:00Z", 9, None, standing="superseded")
AGAIN = entry("police", "2031-03-04T12:00:00Z", 9, None, standing="copy")
HOSPITAL = entry("hospital", "2031-03-05", 12, 12)
ADDED = entry("police", "2031-03-05T09:00:00Z", 3, 3, comes_to={"value": 12, "low": 12, "high": 12})
ABOUT = entry("mayor", None, None, None, value=10, precision="about", comes_to={"value": 10, "low": None, "high": None})


def test_points_stand_in_time_with_their_copies_under_them() -> None:
    (chart,) = charts_of(incident(HOSPITAL, ABOUT, AGAIN, POLICE, ADDED))
    assert [(point.voice, point.label, point.copies) for point in chart.points] == [
        ("mayor", "~10", 0),
        ("police", "9+", 1),
        ("police", "12", 0),
        ("hospital", "12", 0),
    ]
    assert chart.moves


def test_one_voice_with_one_number_is_told_in_a_line() -> None:
    (chart,) = charts_of(incident(HOSPITAL))
    assert not chart.moves
    assert "The police and the hospital agree." in timeline_svg("Quay", [incident(HOSPITAL)])


def test_an_open_interval_ends_in_an_arrow_and_a_closed_one_does_not() -> None:
    drawn = ElementTree.fromstring(timeline_svg("Quay", [incident(POLICE, HOSPITAL)]))
    arrows = {
        (mark.find(f"{SVG}title").text or "").partition(":")[0]: len(mark.findall(f"{SVG}path"))  # type: ignore[union-attr]
        for mark in drawn.iter(f"{SVG}g")
        if (mark.get("class") or "").startswith("mark")
    }
    assert arrows == {"police": 1, "hospital": 0}


def test_what_a_report_says_can_not_break_the_drawing() -> None:
    hostile = entry('<script>alert("1")</script>', "2031-03-06", 4, 4, quote="<b>&")
    drawn = timeline_svg("<Quay> & co", [incident(POLICE, hostile)])
    ElementTree.fromstring(drawn)
    assert "<script" not in drawn


def test_a_story_without_figures_says_so() -> None:
    assert "No figure" in timeline_svg("Quay", [{**incident(), "figures": []}])


bounds = some.one_of(some.none(), some.integers(0, 10**7))
entries = some.builds(
    entry,
    some.sampled_from(["police", "hospital", "army", "a very long name of a commission of inquiry", "mayor"]),
    some.one_of(some.none(), some.sampled_from(["2031-03-04", "2031-03-04T10:00:00Z", "2033-01-01"])),
    bounds,
    bounds,
    standing=some.sampled_from(["current", "superseded", "left_out"]),
)


@given(some.lists(entries, min_size=1, max_size=12))
def test_all_is_drawn_inside_the_panel_and_no_name_covers_another(series: list[dict[str, Any]]) -> None:
    (chart,) = charts_of(incident(*series))
    panel = panel_of(chart)
    names = sorted(mark.name_y for mark in panel.marks if mark.name)
    assert len(names) == len(last_words(chart.points))
    assert all(later - sooner >= 15.9 for sooner, later in pairwise(names))
    for mark in panel.marks:
        assert panel.plot_top - 0.1 <= mark.y <= panel.plot_bottom + 0.1
        assert 0 < mark.x < 760
    ElementTree.fromstring(timeline_svg("Quay", [incident(*series)]))


def test_nothing_known_still_has_a_scale() -> None:
    assert Chart("killed", None, None, None, "unresolved", "", ()).most == 1
