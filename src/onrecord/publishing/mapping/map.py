"""A map of places as an SVG, made here from outlines that ship with the program: no tiles, nothing fetched.

Nothing is drawn more exactly than it is known: a city is a dot, a province or a rough spot a dashed ring of its radius,
a country a hatched outline and never a point.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from onrecord.publishing.mapping.lands import lands_in
from onrecord.publishing.mapping.names import labelled, named
from onrecord.publishing.mapping.spots import Words, spots_of
from onrecord.publishing.mapping.views import HEIGHT, KM, WIDTH, View, fitted
from onrecord.publishing.page import environment

UNDRAWN = frozenset(("continent", "ocean"))  # kinds that are told, not drawn
BORDERS = "Borders: Natural Earth, 1:50 million. They imply no position on any boundary or on who governs."


def map_svg(places: Sequence[Mapping[str, Any]], words_at: Words) -> Markup | None:
    """The map of places as `places_of` a story tells them; None where there is none to draw."""
    known = [one for one in places if one["kind"] not in UNDRAWN]
    pinned = [one for one in known if one["lat"] is not None and one["kind"] != "country"]
    countries = [one for one in known if one["kind"] == "country" and one["country"]]
    if not pinned and not countries:
        return None
    view = fitted(pinned, [one["country"] for one in countries])
    spots = named(spots_of(pinned, view, words_at))
    lands = lands_in(view, frozenset(one["country"] for one in countries))
    drawn = environment().get_template("map.svg.j2").render(
        width=WIDTH, height=HEIGHT, lands=labelled(lands, spots), spots=spots, scale=scale_bar(view),
        hatched=[one["name"] for one in countries],
    )  # fmt: skip
    return Markup(drawn)


def scale_bar(view: View) -> tuple[float, str]:
    """The length in px of a round distance, and what it is."""
    per_km = view.up / KM
    distance = next((one for one in (1000, 500, 200, 100, 50, 20, 10) if one * per_km <= 120), 10)
    return round(distance * per_km, 1), f"{distance:,} km"
