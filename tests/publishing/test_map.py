"""The map: nothing more exact than it is known, names apart, and no tear at the antimeridian."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.publishing.mapping.map import map_svg
from onrecord.publishing.mapping.names import label_box, named, overlap
from onrecord.publishing.mapping.outlines import outlines
from onrecord.publishing.mapping.spots import spots_of
from onrecord.publishing.mapping.views import HEIGHT, WIDTH, fitted


def place(name: str, lat: float | None, lon: float | None, kind: str = "city", **told: Any) -> dict[str, Any]:
    return {"name": name, "kind": kind, "lat": lat, "lon": lon, "radius_km": None, "country": None, "report": "r",
            "span": [0, 4], **told}  # fmt: skip


def at(report: str, start: int, end: int) -> str:
    return f"/reports/{report}?words={start}-{end}"


places = st.lists(
    st.builds(place, st.sampled_from(("Cove", "Harbour Point", "St. Aldate", "O")), st.floats(-70, 80),
              st.floats(-180, 180), st.sampled_from(("city", "admin1", "harbour")),
              radius_km=st.one_of(st.none(), st.floats(1, 400))),
    min_size=1, max_size=12,
)  # fmt: skip


@given(places)
@settings(max_examples=60, deadline=None)
def test_places_lie_on_the_map_and_names_apart(told: list[dict[str, Any]]) -> None:
    view = fitted(told, [])
    spots = named(spots_of(told, view, at))
    assert all(-0.1 <= one.x <= WIDTH + 0.1 and -0.1 <= one.y <= HEIGHT + 0.1 for one in spots)
    boxes = [label_box(one) for one in spots if one.label]
    assert not any(overlap(one, other) for n, one in enumerate(boxes) for other in boxes[:n])


def test_a_city_is_a_dot_and_a_province_a_ring() -> None:
    drawn = str(map_svg([place("Cove", 10.0, 20.0), place("Northern Marches", 11.0, 20.0, "admin1", radius_km=90)], at))
    assert drawn.count('class="dot"') == 1
    assert drawn.count('class="ring"') == 1
    assert "known to about 90 km" in drawn


def test_a_country_is_an_outline_and_no_point() -> None:
    drawn = str(map_svg([place("Chile", None, None, "country", country="CHL")], at))
    assert 'fill="url(#hatch)"' in drawn
    assert "<circle" not in drawn


def test_there_is_no_map_without_a_place() -> None:
    assert map_svg([], at) is None
    assert map_svg([place("the sea", None, None, "sea"), place("Europe", 50.0, 10.0, "continent")], at) is None


def test_what_lies_on_both_sides_of_the_antimeridian_is_near() -> None:
    view = fitted([place("Suva", -18.1, 178.4), place("Apia", -13.8, -171.8)], [])
    assert view.across > 10  # px a degree: ten degrees are shown, not three hundred and fifty
    drawn = str(map_svg([place("Suva", -18.1, 178.4), place("Apia", -13.8, -171.8)], at))
    longest = 0.0
    for path in re.findall(r'class="[^"]*border[^"]*"[^>]* d="M([^"]+)"', drawn):
        for line in path.rstrip("Z").replace("Z", "").split("M"):
            points = [tuple(map(float, one.split())) for one in line.split("L") if one]
            longest = max([longest, *(abs(a[0] - b[0]) for a, b in pairwise(points))])
    assert longest < WIDTH / 2


def test_every_outline_has_a_name_and_rings() -> None:
    assert len(outlines()) > 200
    assert all(one.name and one.rings for one in outlines())
