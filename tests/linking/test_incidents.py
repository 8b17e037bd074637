"""One happening in many reports is one incident, and nothing of another is mixed into it."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.engine.shard import read_shard
from onrecord.evaluation.corpora import report_of
from onrecord.linking.scenes import scenes_of, sentence_at
from onrecord.model.records import Record
from onrecord.model.view import RecordView
from onrecord.publishing.incidents import incident_object
from tests.linking.kept import join
from tests.linking.told import Told, quotes


def crane(ident: str, day: int, text: str, *figures: str, place: str | None = "Cove Fort", when: int = 4) -> Told:
    told = Told(ident, text, f"Outlet {ident}", published=f"2031-03-{day:02}T12:00:00Z")
    return told.incident("crane", *figures, type="ACCIDENT", day=f"2031-03-{when:02}" if when else None, place=place)


FIRST = crane("a", 4, "A crane fell. It killed 9 people.", "killed: 9 people")
RISEN = crane("b", 5, "After the crane fell, 12 people have died.", "killed: 12 people", place=None, when=5)
UNDATED = crane("c", 6, "Of those under the crane 12 people died.", "killed: 12 people", place=None, when=0)


def test_a_toll_that_rises_is_one_incident() -> None:
    (found,) = join(FIRST, RISEN, UNDATED)
    assert [book.report.id for book in found.reports] == ["a", "b", "c"]
    assert quotes(found.figures) == ["9 people", "12 people", "12 people"]
    assert (found.type, str(found.start), found.place and found.place.name) == ("ACCIDENT", "2031-03-04", "Cove Fort")


def test_what_is_told_as_the_past_joins_its_own_and_never_the_news() -> None:
    text = "A crane fell and 9 people died. In 2029 a boiler burst and killed 9 people at the same quay."
    told = [
        Told(ident, text, ident, published="2031-03-04")
        .incident("crane", "killed: 9 people", day="2031-03-04")
        .incident("boiler", day="2029-05-01", background=True)
        for ident in ("a", "b")
    ]
    news, past = join(*told)
    assert (news.background, past.background) == (False, True)
    assert [len(one.reports) for one in (news, past)] == [2, 2]


def test_a_figure_in_a_sentence_about_long_ago_is_no_news() -> None:
    told = Told("a", "A crane fell, 9 people died. In 2029 a boiler killed 31 people.", published="2031-03-04")
    told.incident("crane", "killed: 9 people", "killed: 31 people", day="2031-03-04")
    told.time("2029", "2029-01-01", "2029-12-31")
    news, past = scenes_of(told.view)
    assert (quotes(news.figures), quotes(past.figures)) == (["9 people"], ["31 people"])
    assert past.background


def test_two_accidents_of_one_report_are_two_though_they_are_alike() -> None:
    again = Told("d", "A crane killed 3 people.\nOn Tuesday the first one killed 12 people.", published="2031-03-07")
    again.incident("A crane", "killed: 3 people", type="ACCIDENT", day="2031-03-06")
    again.incident("first one", "killed: 12 people", type="ACCIDENT", day="2031-03-04")
    first, second = join(FIRST, RISEN, again)
    assert [book.report.id for book in first.reports] == ["a", "b", "d"]
    assert quotes(second.figures) == ["3 people"]


def test_two_attacks_of_different_days_are_two_though_place_and_kind_are_the_same() -> None:
    later = crane("b", 7, "A crane fell. It killed 14 people.", "killed: 14 people", when=7)
    much_later = crane("c", 9, "A crane fell. It killed 3 people.", "killed: 3 people", when=9)
    assert len(join(FIRST, much_later)) == 2
    assert len(join(later, crane("a", 4, "A crane fell. It killed 31 people.", "killed: 31 people"))) == 2


def test_a_toll_that_rises_a_little_is_an_update_though_its_report_gives_its_own_day() -> None:
    told = crane("a", 4, "A crane fell. It killed 41 people.", "killed: 41 people")
    assert len(join(told, crane("b", 6, "The crane killed 44 people.", "killed: 44 people", place=None, when=6))) == 1


def test_a_page_that_bears_a_later_date_tells_the_same_where_weekday_and_toll_agree() -> None:
    first = crane("a", 4, "A crane fell. It killed 59 people.", "killed: 59 people")
    redated = crane("b", 26, "A crane fell. It killed 59 people.", "killed: 59 people", when=25)
    fewer = crane("c", 26, "A crane fell. It killed 31 people.", "killed: 31 people", when=25)
    assert len(join(first, redated)) == 1
    assert len(join(first, fewer)) == 2


def test_who_denies_any_death_speaks_of_the_same() -> None:
    assert len(join(FIRST, crane("b", 4, "No crane killed 0 people.", "killed: 0 people", place=None, when=0))) == 1


def test_what_was_news_is_the_same_incident_when_it_is_looked_back_at() -> None:
    past = Told("z", "Since the crane fell in March, 12 people have died.", published="2031-06-01")
    past.incident("crane", "killed: 12 people", type="ACCIDENT", day="2031-03-04", background=True)
    (found,) = join(FIRST, past)
    assert not found.background
    assert quotes(found.figures) == ["9 people", "12 people"]


def test_a_figure_goes_with_the_day_that_its_sentence_names() -> None:
    told = Told("a", "An inquiry was held on Monday.\nThe fall of 4 March cost 9 lives.", published="2031-03-29")
    told.incident("inquiry", day="2031-03-28").incident("fall", day="2031-03-04", background=True)
    told.time("4 March", "2031-03-04")
    told.figure("killed: 9 lives")
    news, past = scenes_of(told.view)
    assert (quotes(news.figures), quotes(past.figures)) == ([], ["9 lives"])


def test_what_happened_in_another_country_is_another_incident() -> None:
    abroad = crane("e", 6, "Another crane fell in Tarn, 5 people died.", "killed: 5 people", place="Tarn", when=6)
    assert len(join(FIRST, abroad)) == 2
    undated = crane("e", 6, "Another crane fell in Tarn, 9 people died.", "killed: 9 people", place="Tarn", when=0)
    assert len(join(FIRST, undated)) == 2


def test_a_headline_tells_the_news_below_it_whatever_place_it_seems_to_name() -> None:
    headline = "Oakley crane kills 9"
    told = Told("a", f"{headline}\n\nA crane fell on a quay and 9 people died.", published="2031-03-04", title=headline)
    told.incident("Oakley crane", "killed: 9", type="ACCIDENT", place="Tarn")
    told.incident("A crane", "killed: 9 people", type="ACCIDENT", day="2031-03-04", place="Cove Fort")
    (news,) = scenes_of(told.view)
    assert (quotes(news.figures), news.place and news.place.name) == (["9", "9 people"], "Cove Fort")


def test_a_count_over_a_year_is_no_toll() -> None:
    text = "A crane fell, 9 people died. Cranes kill 40 people a year in Ireland."
    told = Told("a", text, published="2031-03-04").incident("crane", "killed: 9 people", "killed: 40 people")
    assert [quotes(one.figures) for one in scenes_of(told.view)] == [["9 people"]]


def test_a_figure_without_time_or_place_goes_with_the_news_in_a_new_paragraph() -> None:
    text = "A crane killed 9 people.\nLast year a boiler killed 4 people. Then 2 people were hurt.\nIt hurt 31 people."
    told = Told("a", text, published="2031-03-04")
    told.incident("crane", "killed: 9 people", day="2031-03-04")
    told.incident("boiler", "killed: 4 people", day="2030-03-04", background=True)
    told.figure("injured: 2 people")
    told.figure("injured: 31 people")
    news, past = scenes_of(told.view)
    assert (quotes(news.figures), quotes(past.figures)) == (["9 people", "31 people"], ["4 people", "2 people"])


def test_sentences_end_where_they_end() -> None:
    told = Told("a", "Nine died. “We ran,” he said. In 2.5 hours 3 people came.")
    assert sentence_at(told.report.text, told.span("3 people")).text.strip() == "In 2.5 hours 3 people came."


def test_an_incident_is_written_as_the_contract_has_it() -> None:
    (found,) = join(FIRST, RISEN)
    made = incident_object(found, {"a": "copy-a"}, {"a": "Harbour Wire"}, "latest-majority")
    assert made["place"] == {
        "name": "Cove Fort",
        "lat": 51.85,
        "lon": -8.28,
        "country": "IRL",
        "precision": "city",
        "admin1": "Munster",
    }
    assert made["date"] == {"start": "2031-03-04", "end": "2031-03-04", "precision": "day"}
    assert [(one["id"], one["copy_group"]) for one in made["reports"]] == [("a", "copy-a"), ("b", None)]
    assert made["events"] == ["a:e0", "b:e0"]
    (killed,) = made["figures"]
    assert [killed[key] for key in ("measure", "population", "best", "status")] == ["killed", None, 12, "single"]
    assert [(one["said_by"], one["quote"], one["standing"]) for one in killed["series"]] == [
        ("Harbour Wire", "9 people", "superseded"),
        ("Outlet b", "12 people", "current"),
    ]


def test_children_and_all_people_are_two_series() -> None:
    told = crane("a", 4, "A crane killed 9 people and hurt 3 people.", "killed: 9 people", "injured: 3 people")
    told.figure("killed: 9 people", "e0")
    other = crane("b", 5, "The crane killed 2 children.", "killed: 2 children")
    (found,) = join(told, other)
    figures = incident_object(found, {}, {}, "latest-majority")["figures"]
    assert [(one["measure"], one["population"], one["best"]) for one in figures] == [
        ("killed", None, 9),
        ("injured", None, 3),
        ("killed", "children", 2),
    ]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 20), st.integers(3, 9), st.sampled_from(["Cove Fort", "Oakley", "Tarn", None]),
                          st.sampled_from([3, 4, 9, 0])), min_size=1, max_size=7),
       st.randoms(use_true_random=False))  # fmt: skip
def test_the_order_of_reports_never_matters(given: list[tuple[int, int, str | None, int]], chance: Random) -> None:
    told = [
        crane(
            f"r{n}", day, f"A crane fell and {number} people died.", f"killed: {number} people", place=place, when=when
        )
        for n, (number, day, place, when) in enumerate(given)
    ]
    found = [incident_object(one, {}, {}, "latest-majority") for one in join(*told)]
    assert sorted(one["id"] for made in found for one in made["reports"]) == [f"r{n}" for n in range(len(given))]
    chance.shuffle(told)
    assert [incident_object(one, {}, {}, "latest-majority") for one in join(*told)] == found


def test_a_count_stays_with_the_happening_of_its_paragraph() -> None:
    text = (
        "A boat with 60 people sank off Cork on Sunday and 17 people drowned, the coast guard said.\n\n"
        "On Tuesday a second boat overturned off Galway. Four people were drowned, the fire service said."
    )
    (record,) = read_shard([report_of("boats.txt", text, published="2031-03-12")])
    assert isinstance(record, Record), record
    found = [[one for one in scene.figures if one.measure == "killed"] for scene in scenes_of(RecordView(record))]
    assert [quotes(some) for some in found] == [["17 people"], ["Four people"]]


def test_what_a_later_paragraph_sets_elsewhere_is_not_the_news_of_the_dateline() -> None:
    text = (
        "CORK: The bus terminal opened again on Friday.\n\nOne more person died of his wounds, the hospital said; in "
        "all, 36 people were injured in the bombing.\n\n"
        "In Galway six police officers were killed in an ambush on Wednesday, the army said."
    )
    (record,) = read_shard([report_of("quay.txt", text, published="2031-03-08", dateline="CORK")])
    assert isinstance(record, Record), record
    found = [quotes(scene.figures) for scene in scenes_of(RecordView(record))]
    assert found == [["One more person", "36 people"], ["six police officers"]]


def test_a_partys_claim_does_not_keep_a_toll_out() -> None:
    claim = crane(
        "a", 4, "A crane fell. It killed 11 people, 35 people by the Front.", "killed: 11 people", "killed: 35 people"
    )
    later = crane("b", 5, "The toll of the crane rose to 16 people.", "killed: 16 people", place=None, when=0)
    (found,) = join(claim, later)
    assert quotes(found.figures) == ["11 people", "35 people", "16 people"]


def test_what_is_counted_over_a_year_is_no_news() -> None:
    told = Told("a", "A boat sank, 9 people died. In 2030 some 2000 people drowned.", published="2031-01-19")
    told.incident("boat", "killed: 9 people", day="2031-01-18")
    told.incident("drowned", "killed: 2000 people").time("2030", "2030-01-01", "2030-12-31")
    news, past = scenes_of(told.view)
    assert (news.background, past.background) == (False, True)
    assert quotes(past.figures) == ["2000 people"]


def test_equal_tolls_on_one_weekday_in_two_countries_are_two() -> None:
    one = Told("a", "A bomb killed 20 people in Oakley.", published="2031-01-07")
    one.incident("bomb", "killed: 20 people", day="2031-01-06", place="Oakley")
    other = Told("b", "A bomb killed 20 people in Tarn.", published="2031-07-08")
    other.incident("bomb", "killed: 20 people", day="2031-07-07", place="Tarn")
    assert len(list(join(one, other))) == 2
