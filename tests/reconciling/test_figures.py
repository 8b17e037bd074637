"""The rules by which many reports' figures are reconciled, one newsroom example each and more where they meet."""

from __future__ import annotations

import pytest

from onrecord.reconciling.figures import Reconciled, reconcile_figures
from onrecord.reconciling.series import Entry, Number
from tests.reconciling.told import told

HOSPITAL, PORT, ARMY, UNION = "harbour hospital", "port authority", "army", "Dockers' Union"


def outcome(*series: Entry, policy: str = "latest-majority") -> tuple[str, Number | None, Number | None, Number | None]:
    found = reconcile_figures(series, policy)
    return found.status, found.best, found.low, found.high


def standings(found: Reconciled) -> list[str]:
    return [one.standing for one in found.series]


# what is left out ---------------------------------------------------------------------------------------------------


def test_another_incidents_figure_and_a_count_that_its_own_voice_denies_are_left_out() -> None:
    found = reconcile_figures(
        [told(HOSPITAL, "04T08", "9"), told(PORT, "04T09", "40", out=True), told(ARMY, "04T10", "12", denial=True)]
    )
    assert standings(found) == ["current", "left_out", "left_out"]
    assert (found.best, found.independent_sources) == (9, 1)


def test_a_series_in_which_nothing_stands_has_no_number() -> None:
    assert outcome(told(PORT, "04T09", "40", out=True)) == ("unresolved", None, None, None)
    assert reconcile_figures([]).why == "No figure stands."


# rule 2: copies -----------------------------------------------------------------------------------------------------


def test_a_voice_through_two_outlets_is_one_entry() -> None:
    found = reconcile_figures([told(HOSPITAL, "04T08", "9", "wire"), told(HOSPITAL, "04T11", "9", "gazette")])
    assert standings(found) == ["current", "copy"]
    assert (found.status, found.independent_sources) == ("single", 1)


def test_a_voice_that_goes_back_to_an_earlier_figure_says_nothing_new() -> None:
    found = reconcile_figures([told(PORT, "04T08", "9"), told(PORT, "04T10", "12"), told(PORT, "04T12", "9")])
    assert standings(found) == ["superseded", "current", "copy"]
    assert found.best == 12


def test_about_30_and_about_40_are_two_figures() -> None:
    assert outcome(told(PORT, "04T08", "about 30"), told(PORT, "04T10", "about 40")) == ("single", 40, None, None)


# rule 3: superseded -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "after"), [("9", "14"), ("14", "9"), ("at least 9", "9"), ("9", "at least 9")])
def test_a_voices_later_figure_supersedes_its_earlier_one_up_or_down(before: str, after: str) -> None:
    found = reconcile_figures([told(PORT, "04T08", before), told(PORT, "04T10", after)])
    assert standings(found) == ["superseded", "current"]
    assert [one.rule for one in found.series] == ["own later figure", "current"]


def test_a_later_higher_figure_of_another_voice_supersedes() -> None:
    found = reconcile_figures([told(PORT, "04T08", "9"), told(HOSPITAL, "04T10", "14")])
    assert standings(found) == ["superseded", "current"]
    assert (found.status, found.best) == ("single", 14)


def test_a_later_lower_figure_of_another_voice_does_not() -> None:
    assert outcome(told(PORT, "04T08", "14"), told(HOSPITAL, "04T10", "9")) == ("unresolved", None, 9, 14)


def test_only_a_low_bound_above_the_earlier_low_bound_supersedes() -> None:
    assert outcome(told(PORT, "04T08", "at least 9"), told(HOSPITAL, "04T10", "9-20")) == ("agreed", 9, 9, 20)
    assert outcome(told(PORT, "04T08", "30"), told(HOSPITAL, "04T10", "about 33")) == ("agreed", 30, 30, 30)
    assert outcome(told(PORT, "04T08", "30"), told(HOSPITAL, "04T10", "about 40"))[:2] == ("single", 40)


def test_a_figure_told_again_at_the_later_ones_time_or_after_stands() -> None:
    series = [told(PORT, "04T08", "9"), told(HOSPITAL, "04T10", "14")]
    assert outcome(*series, told(PORT, "04T10", "9", "gazette"))[0] == "unresolved"
    assert outcome(*series, told(PORT, "04T15", "9", "gazette"))[0] == "unresolved"
    assert outcome(*series, told(PORT, "04T09", "9", "gazette"))[0] == "single"


def test_a_superseded_figure_still_supersedes() -> None:
    series = [told(PORT, "04T08", "9"), told(HOSPITAL, "04T10", "14"), told(HOSPITAL, "04T12", "7")]
    assert outcome(*series) == ("single", 7, 7, 7)


@pytest.mark.parametrize("dissent", [told(ARMY, "04T08", "0", denial=True), told(ARMY, "04T08", "3", party=True)])
def test_who_denies_or_is_blamed_dissents_and_is_not_superseded(dissent: Entry) -> None:
    found = reconcile_figures([dissent, told(HOSPITAL, "04T10", "14")])
    assert standings(found) == ["current", "current"]
    assert (found.status, found.low, found.high) == ("unresolved", dissent.value, 14)


def test_a_party_that_denied_the_count_dissents_with_its_own_count() -> None:
    series = [told(ARMY, "04T07", "14", denial=True), told(ARMY, "04T08", "3"), told(HOSPITAL, "04T10", "14")]
    assert outcome(*series) == ("unresolved", None, 3, 14)


def test_a_partys_own_higher_figure_supersedes_as_any_other_does() -> None:
    found = reconcile_figures([told(HOSPITAL, "04T08", "14"), told(ARMY, "04T10", "60", party=True)])
    assert standings(found) == ["superseded", "current"]


# additions ----------------------------------------------------------------------------------------------------------


def test_another_five_are_added_to_the_same_voices_current_figure() -> None:
    found = reconcile_figures(
        [
            told(HOSPITAL, "04T08", "at least 9"),
            told(PORT, "04T09", "at least 10"),
            told(HOSPITAL, "05T08", "5", additional=True),
        ]
    )
    assert standings(found) == ["superseded", "superseded", "current"]
    assert (found.best, found.low, found.high) == (14, 14, None)


def test_the_same_addition_told_again_is_a_copy() -> None:
    found = reconcile_figures(
        [
            told(HOSPITAL, "04T08", "9"),
            told(HOSPITAL, "05T08", "5", "wire", additional=True),
            told(HOSPITAL, "05T10", "5", "gazette", additional=True),
        ]
    )
    assert standings(found) == ["superseded", "current", "copy"]
    assert found.best == 14


def test_the_sum_that_its_voice_then_tells_is_a_copy() -> None:
    found = reconcile_figures(
        [told(HOSPITAL, "04T08", "9"), told(HOSPITAL, "05T08", "5", additional=True), told(HOSPITAL, "06T08", "14")]
    )
    assert standings(found) == ["superseded", "current", "copy"]


def test_an_addition_to_nothing_is_left_out() -> None:
    found = reconcile_figures([told(PORT, "04T08", "9"), told(HOSPITAL, "05T08", "5", additional=True)])
    assert standings(found) == ["current", "left_out"]
    assert found.best == 9


def test_an_addition_and_its_sum_in_one_report_are_taken_in_the_order_in_which_they_stand() -> None:
    later = [told(HOSPITAL, "05T08", "5", "r", 10, additional=True), told(HOSPITAL, "05T08", "14", "r", 90)]
    assert outcome(told(HOSPITAL, "04T08", "9"), *later) == ("single", 14, 14, 14)


# what is feared; times ----------------------------------------------------------------------------------------------


def test_what_is_feared_enters_only_where_nothing_is_confirmed() -> None:
    feared = told("Harbour Wire's docker", "04T08", "dozens", feared=True)
    assert outcome(feared) == ("single", 24, 24, None)
    found = reconcile_figures([feared, told(HOSPITAL, "04T10", "9")])
    assert standings(found) == ["left_out", "current"]
    assert found.best == 9


def test_a_denial_confirms_nothing() -> None:
    series = [told(HOSPITAL, "04T08", "dozens", feared=True), told(ARMY, "04T10", "0", denial=True)]
    assert outcome(*series) == ("unresolved", None, 0, None)


def test_a_time_without_an_hour_is_the_days_end() -> None:
    found = reconcile_figures([told(HOSPITAL, "04", "14"), told(HOSPITAL, "04T23", "9")])
    assert [(one.entry.value, one.standing) for one in found.series] == [(9, "superseded"), (14, "current")]


def test_of_equal_times_neither_supersedes_the_other() -> None:
    assert outcome(told(PORT, "04T08", "9"), told(HOSPITAL, "04T08", "14")) == ("unresolved", None, 9, 14)


def test_two_figures_of_a_voice_at_one_time() -> None:
    one_report = [told(PORT, "04T08", "14", "r", 10), told(PORT, "04T08", "9", "r", 90)]
    assert outcome(*one_report) == ("single", 9, 9, 9)
    two_reports = [told(PORT, "04T08", "14", "r"), told(PORT, "04T08", "9", "s")]
    assert outcome(*two_reports) == ("single", 14, 14, 14)


def test_an_undated_report_supersedes_nothing() -> None:
    assert outcome(told(PORT, None, "20"), told(PORT, "04T08", "9")) == ("single", 9, 9, 9)


# rule 4: current ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("9", (9, 9, 9)),
        ("at least 9", (9, 9, None)),
        ("more than 9", (9, 10, None)),
        ("up to 9", (9, None, 9)),
        ("about 9", (9, None, None)),
        ("10-15", (10, 10, 15)),
        ("dozens", (24, 24, None)),
    ],
)
def test_one_voice_gives_its_value_and_its_bounds(words: str, expected: tuple[Number | None, ...]) -> None:
    assert outcome(told(PORT, "04T08", words)) == ("single", *expected)


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        ({PORT: "9", HOSPITAL: "9"}, (9, 9, 9)),
        ({PORT: "at least 9", HOSPITAL: "12"}, (12, 12, 12)),
        ({PORT: "at least 9", HOSPITAL: "at least 12"}, (12, 12, None)),
        ({PORT: "up to 15", HOSPITAL: "at least 12"}, (15, 12, 15)),
        ({PORT: "about 30", HOSPITAL: "33"}, (33, 33, 33)),
        ({PORT: "10-15", HOSPITAL: "12-20"}, (12, 12, 15)),
        ({PORT: "12", HOSPITAL: "at least 12", UNION: "10-15"}, (12, 12, 12)),
        ({PORT: "about 10", HOSPITAL: "about 11"}, (11, None, None)),
    ],
)
def test_voices_whose_intervals_share_a_number_agree(
    series: dict[str, str], expected: tuple[Number | None, ...]
) -> None:
    assert outcome(*(told(voice, "04T08", words) for voice, words in series.items())) == ("agreed", *expected)


def test_best_is_what_most_voices_state_and_of_a_tie_what_was_first_said_latest() -> None:
    series = [told(PORT, "04T08", "about 30"), told(HOSPITAL, "04T07", "about 31"), told(UNION, "04T06", "about 31")]
    assert outcome(*series) == ("agreed", 31, None, None)
    assert outcome(*series[:2]) == ("agreed", 30, None, None)


def test_a_majority_against_others_is_a_range() -> None:
    series = [told(PORT, "04T08", "14"), told(HOSPITAL, "04T08", "at least 12"), told(ARMY, "04T08", "6")]
    assert outcome(*series) == ("range", 14, 6, None)


def test_no_majority_is_unresolved() -> None:
    series = [told(PORT, "04T08", "14"), told(HOSPITAL, "04T08", "12"), told(ARMY, "04T08", "6")]
    assert outcome(*series) == ("unresolved", None, 6, 14)
    assert outcome(*series, told(UNION, "04T08", "14")) == ("unresolved", None, 6, 14)


def test_about_keeps_its_open_bounds_in_a_range() -> None:
    series = [told(PORT, "04T08", "about 30"), told(HOSPITAL, "04T08", "31"), told(ARMY, "04T08", "6")]
    assert outcome(*series) == ("range", 31, None, None)


# rules 5 and 6: why, and how many voices ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("series", "why"),
    [
        (
            [
                told(PORT, "04T08", "19"),
                told("Harbour Wire's docker", "04T08", "at least 17"),
                told(ARMY, "04T08", "6"),
            ],
            "Harbour Wire's docker (at least 17) and the port authority (19) agree; the army says 6.",
        ),
        (
            [told(PORT, "04T08", "9"), told(PORT, "04T12", "14"), told(PORT, "04T15", "14")],
            "One voice, the port authority (14, raised from 9), told in 2 reports.",
        ),
        (
            [told(HOSPITAL, "04T08", "16"), told(ARMY, "04T09", "0", denial=True)],
            "The harbour hospital says 16; the army denies any: no majority agrees.",
        ),
        ([told(UNION, "04T08", "dozens", feared=True)], "One voice, Dockers' Union (feared: at least 24)."),
    ],
)
def test_why_is_a_sentence_with_the_voices_names(series: list[Entry], why: str) -> None:
    assert reconcile_figures(series).why == why


def test_two_outlets_that_quote_the_ministry_are_one_source() -> None:
    found = reconcile_figures(
        [
            told("health ministry", "04T08", "9", "wire", chain=("Harbour Wire", "health ministry")),
            told("health ministry", "04T09", "9", "gazette", chain=("Gazette", "health ministry")),
            told(UNION, "04T09", "9"),
        ]
    )
    assert found.independent_sources == 2


# other policies -----------------------------------------------------------------------------------------------------


def test_the_other_policies_by_name() -> None:
    series = [
        told("health ministry", "04T07", "25", official=True),
        told("health ministry", "04T08", "19", official=True),
        told(UNION, "04T09", "40"),
        told(ARMY, "04T10", "6"),
    ]
    assert outcome(*series) == ("unresolved", None, 6, 40)
    assert outcome(*series, policy="conservative") == ("unresolved", 6, 6, 40)
    assert outcome(*series, policy="highest-official") == ("unresolved", 25, 25, 25)
    assert outcome(*series, policy="all-reported") == ("unresolved", None, 6, 40)
    assert reconcile_figures(series, "conservative").policy == "conservative"


def test_the_least_of_all_lies_within_what_is_given_out() -> None:
    series = [told("health ministry", "04T07", "45"), told(UNION, "04T08", "at least 43")]
    assert outcome(*series) == ("agreed", 45, 45, 45)
    assert outcome(*series, policy="conservative") == ("agreed", 43, 43, 45)


def test_all_reported_lets_nothing_be_superseded() -> None:
    found = reconcile_figures([told(PORT, "04T08", "9"), told(PORT, "04T10", "14")], "all-reported")
    assert standings(found) == ["current", "current"]
    assert (found.low, found.high, found.independent_sources) == (9, 14, 1)


def test_an_unknown_policy_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="latest-majority, conservative"):
        reconcile_figures([], "loudest")
