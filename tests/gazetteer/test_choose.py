"""Which place is meant: by its people, by what stands beside it, by the other places."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from onrecord.gazetteer.choose import Choice, choose, shares
from onrecord.gazetteer.lookup import Listed, gazetteer
from onrecord.gazetteer.names import folded


def choice(name: str, *inside: str) -> Choice:
    """The choice of a name with the names of what its neighbours say it lies in."""
    listed = gazetteer()
    return Choice(
        listed.find(name), folded(name), inside={place.id for around in inside for place in listed.find(around)}
    )


def chosen(*choices: Choice, lands: dict[str, int] | None = None) -> list[Listed]:
    """The likeliest place of each."""
    choose(choices, Counter(lands or {}), gazetteer().countries)
    return [one.candidates[one.best] for one in choices]


def test_alone_the_people_decide() -> None:
    assert chosen(choice("Dublin"))[0].country == "IRL"


def test_the_words_beside_it_outweigh_its_people() -> None:
    dublin = chosen(choice("Dublin", "Ohio"))[0]
    assert (dublin.country, round(dublin.lat or 0)) == ("USA", 40)


def test_the_country_of_the_page_outweighs_its_people() -> None:
    assert chosen(choice("Tripoli"))[0].country == "LBY"
    assert chosen(choice("Tripoli"), choice("Sidon"), choice("Baalbek"), lands={"LBN": 200})[0].country == "LBN"


def test_a_town_rather_than_the_unit_it_is_the_seat_of() -> None:
    assert chosen(choice("Kharkiv"))[0].kind == "city"


def test_the_unit_where_the_words_say_so() -> None:
    one = choice("Kharkiv region")
    one.unit = True
    assert chosen(one)[0].kind == "admin1"


@given(st.lists(st.floats(-20, 20), min_size=1, max_size=8))
def test_shares_add_up(scores: list[float]) -> None:
    assert abs(sum(shares(scores)) - 1) < 1e-9


@given(st.permutations(["Tripoli", "Sidon", "Beirut", "Damascus"]))
def test_the_order_of_the_names_changes_nothing(names: list[str]) -> None:
    assert {p.id for p in chosen(*map(choice, names))} == {p.id for p in chosen(*map(choice, sorted(names)))}
