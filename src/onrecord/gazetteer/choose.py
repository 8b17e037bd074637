"""Which of the places of a name is meant, by its people, the words beside it, and the other places of the page."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.gazetteer.lookup import Listed
from onrecord.gazetteer.names import folded

# How much likelier a kind is to be meant than a town of as many people, in powers of ten.
KIND_BONUS = {
    "country": 2.5,
    "continent": 3.0,
    "sea": 2.0,
    "strait": 1.0,
    "capital": 1.6,
    "region": 0.5,
    "admin1": 0.3,
    "admin2": -0.7,
}
SEAT_SHARE = 0.1  # a town with this share of its unit's people is meant rather than the unit of the same name
OTHER_NAME_LOSS = 1.0  # the name is not the one that the place is listed by
SEAT_LOSS, NO_POINT_LOSS, UNIT_GAIN, STATED_GAIN = 2.0, 1.5, 3.0, 5.0
LAND_GAIN, LAND_SHARE_GAIN, UNIT_NEAR_GAIN, UNIT_SHARE_GAIN = 1.0, 2.0, 0.7, 3.0
ROUNDS = 3
MOST_COMPANY = 6.0  # what the other places can say at most
NEAR, NEAR_GAIN, ENOUGH = 1.5, 2.0, 4  # degrees of latitude; for as many neighbours as are enough
FEW = 150  # votes added to a page's, two mentions' worth, so that a single neighbour is not all the company there is
LEAST_VOTE = 0.1  # a candidate less likely than this says nothing about the others


@dataclass
class Choice:
    """The candidates of one name with what the page says of it, and how likely each is."""

    candidates: tuple[Listed, ...]
    key: str = ""  # the name, folded
    mentions: int = 1
    unit: bool = False  # the words say that it is a unit
    heard: bool = False  # no place has that name; the candidates only sound like it
    inside: set[int] = field(default_factory=set)  # ids of the units and countries that its neighbours say it lies in
    likely: list[float] = field(default_factory=list)

    @property
    def best(self) -> int:
        """The number of the likeliest candidate."""
        return max(range(len(self.candidates)), key=self.likely.__getitem__)


@dataclass
class Votes:
    """How much of a page lies in each country and in each unit."""

    lands: Counter[str]
    units: Counter[int]

    @property
    def total(self) -> float:
        """All that the countries have."""
        return FEW + float(sum(self.lands.values()))

    def but(self, own: Votes) -> Votes:
        """The votes of the other names."""
        return Votes(self.lands - own.lands, self.units - own.units)


def choose(choices: Sequence[Choice], lands: Counter[str], countries: dict[str, Listed]) -> None:
    """Fills in how likely each candidate is; lands are the countries that demonyms name, with their weights."""
    alone = [
        [prior(choice, place) + stated(choice, place, countries) for place in choice.candidates] for choice in choices
    ]
    for choice, scores in zip(choices, alone, strict=True):
        choice.likely = shares(scores)
    for _ in range(ROUNDS):
        own = [votes_of(choice) for choice in choices]
        everything, points = sum_of(own, lands), anchors(choices)
        for number, (choice, scores, mine) in enumerate(zip(choices, alone, own, strict=True)):
            others = everything.but(mine)
            total = others.total
            around = [points[n] for n in points if n != number]
            choice.likely = shares(
                [
                    score + min(MOST_COMPANY, company(place, others, total) + nearness(place, around))
                    for score, place in zip(scores, choice.candidates, strict=True)
                ]
            )


def anchors(choices: Sequence[Choice]) -> dict[int, tuple[float, float]]:
    """The points of the towns and small units that are likely meant, by the number of their name."""
    out = {}
    for number, choice in enumerate(choices):
        place = choice.candidates[choice.best]
        if choice.likely[choice.best] <= 0.5 or place.kind not in ("city", "capital", "admin2"):
            continue
        if place.lat is not None and place.lon is not None:
            out[number] = place.lat, place.lon
    return out


def nearness(place: Listed, around: Sequence[tuple[float, float]]) -> float:
    """What the nearness of other places says for a place: a share for each within a day's drive, up to a few."""
    if place.lat is None or place.lon is None or place.kind in ("country", "continent"):
        return 0.0
    lat, lon, wide = place.lat, place.lon, NEAR / max(0.2, math.cos(math.radians(place.lat)))
    close = sum(abs(lat - there[0]) < NEAR and abs(lon - there[1]) < wide for there in around)
    return NEAR_GAIN * min(1.0, close / ENOUGH)


def prior(choice: Choice, place: Listed) -> float:
    """How likely a place is before the page is read: its people and its kind."""
    score = math.log10(place.population + 100) + KIND_BONUS.get(place.kind, 0.0)
    if place.kind in ("admin1", "admin2"):
        if choice.unit:
            score += UNIT_GAIN
        elif any(is_seat(town, place) for town in choice.candidates):
            score -= SEAT_LOSS
    if place.kind in ("city", "capital") and folded(place.name) != choice.key:
        score -= OTHER_NAME_LOSS
    if place.lat is None and place.kind not in ("country", "continent"):
        score -= NO_POINT_LOSS
    return score


def is_seat(town: Listed, unit: Listed) -> bool:
    """Whether a town holds a good share of a unit's people."""
    if town.kind not in ("city", "capital") or unit.id not in (town.admin1, town.admin2):
        return False
    return town.population >= SEAT_SHARE * unit.population


def stated(choice: Choice, place: Listed, countries: dict[str, Listed]) -> float:
    """What the words beside the name say for a place."""
    land = countries.get(place.country or "")
    around = {place.admin1, place.admin2, land.id if land and land.id != place.id else None}
    return STATED_GAIN if around & choice.inside else 0.0


def company(place: Listed, others: Votes, total: float) -> float:
    """What the other places of the page say for a place."""
    score = 0.0
    if place.country and others.lands[place.country] > 0:
        score += LAND_GAIN + LAND_SHARE_GAIN * others.lands[place.country] / total
    for unit in (place.admin1, place.admin2, place.id):
        if unit is not None and others.units[unit] > 0:
            score += UNIT_NEAR_GAIN + min(UNIT_SHARE_GAIN / 2, UNIT_SHARE_GAIN * others.units[unit] / total)
    return score


def votes_of(choice: Choice) -> Votes:
    """How likely a name lies in each country and unit, for as many mentions as two."""
    votes = Votes(Counter(), Counter())
    for place, likely in zip(choice.candidates, choice.likely, strict=True):
        if likely >= LEAST_VOTE:
            weight = round(100 * likely * min(2, choice.mentions))
            if place.country:
                votes.lands[place.country] += weight
            for unit in (place.admin1, place.admin2, place.id if place.kind in ("admin1", "admin2") else None):
                if unit is not None:
                    votes.units[unit] += weight
    return votes


def sum_of(votes: Iterable[Votes], lands: Counter[str]) -> Votes:
    """All votes together."""
    total = Votes(Counter(lands), Counter())
    for one in votes:
        total.lands.update(one.lands)
        total.units.update(one.units)
    return total


def shares(scores: Sequence[float], sharpness: float = 2.0) -> list[float]:
    """Shares that add up to one; a point of score is worth e to the sharpness."""
    top = max(scores)
    powers = [math.exp(sharpness * (score - top)) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
