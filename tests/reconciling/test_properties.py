"""What holds of every series, whatever was reported."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reconciling.figures import POLICIES, Reconciled, reconcile_figures
from onrecord.reconciling.series import Entry
from tests.reconciling.told import told

VOICES = ["harbour hospital", "port authority", "army", "Dockers' Union"]
HEDGES = ["", "at least ", "up to ", "about "]


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    number = draw(st.integers(0, 12))
    words = draw(st.sampled_from([f"{hedge}{number}" for hedge in HEDGES] + [f"{number}-{number + 3}", "several"]))
    when = draw(st.sampled_from(["04T06", "04T09", "04T12", "04", "05T06", None]))
    flags = draw(st.sets(st.sampled_from(["party", "feared", "additional", "denial", "out", "official"]), max_size=1))
    report = f"{when} {draw(st.integers(1, 2))}"
    return told(
        draw(st.sampled_from(VOICES)), when, words, report, draw(st.integers(0, 3)), **dict.fromkeys(flags, True)
    )


SERIES = st.lists(entries(), max_size=9)


def result(found: Reconciled) -> tuple[object, ...]:
    return found.best, found.low, found.high, found.status, found.independent_sources


@settings(max_examples=150, deadline=None)
@given(st.data(), SERIES, st.sampled_from(list(POLICIES)))
def test_the_order_of_entries_never_matters(data: st.DataObject, series: list[Entry], policy: str) -> None:
    again = data.draw(st.permutations(series))
    assert reconcile_figures(series, policy) == reconcile_figures(again, policy)


@settings(max_examples=150, deadline=None)
@given(SERIES)
def test_the_best_lies_between_low_and_high_and_every_entry_has_a_standing(series: list[Entry]) -> None:
    found = reconcile_figures(series)
    if found.best is not None:
        assert found.low is None or found.low <= found.best
        assert found.high is None or found.best <= found.high
    assert len(found.series) == len(series)
    assert found.independent_sources == len({one.entry.voice for one in found.series if one.standing == "current"})


@settings(max_examples=300, deadline=None)
@given(st.data(), st.lists(entries(), min_size=1, max_size=9, unique_by=lambda one: (one.voice, one.report)))
def test_a_copy_in_the_same_hour_changes_nothing_but_the_series(data: st.DataObject, series: list[Entry]) -> None:
    copy = replace(data.draw(st.sampled_from(series)), report="another outlet", span=None)
    assert result(reconcile_figures([*series, copy])) == result(reconcile_figures(series))
