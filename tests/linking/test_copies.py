"""Copies are found before anything is counted, whoever prints them and however they were cut."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from random import Random
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.linking.copies import CopyGroup, agencies_by_report, agency_of
from onrecord.model.records import Report
from tests.linking.kept import find_copies
from tests.linking.reports import newsroom, report

WIRE = (
    "COVE FORT, March 4 (Harbour Wire) - At least nine dockers were hurt on Tuesday when a crane fell at the grain "
    "quay of Cove Fort, the port authority said.\n\n"
    "The crane was forty years old and had been inspected in January, the authority's spokesman Ben Oar said.\n\n"
    "Dockers said that they had warned of its rust for months and had been told to paint it instead.\n\n"
    "Work at the quay was stopped, and two ships with barley from Munster lay at anchor in the roads."
)
OWN = "The bakery opposite the quay gave away its bread, as nobody was there who could have bought any of it."


def by_kind(groups: tuple[CopyGroup, ...], kind: str) -> list[list[str]]:
    return [[one.id for one in group.reports] for group in groups if group.kind == kind]


def test_an_exact_copy_is_one_whatever_its_line_breaks() -> None:
    found = find_copies([report("b", WIRE.replace("\n\n", "\n"), "Bay Post"), report("a", WIRE, "Harbour Wire")])
    assert by_kind(found, "exact") == [["a", "b"]]
    assert found[0].agency == "Harbour Wire"


def test_a_wire_cut_short_with_a_paragraph_of_its_own_is_a_near_copy() -> None:
    later = report("b", "\n\n".join([*WIRE.split("\n\n")[:3], OWN]), "Bay Post", published="2031-03-04T11:00:00Z")
    found = find_copies([later, report("a", WIRE, "Harbour Wire")])
    assert by_kind(found, "near") == [["a", "b"]]
    assert agencies_by_report(found) == {"a": "Harbour Wire", "b": "Harbour Wire"}


def test_the_same_outlet_later_with_mostly_the_same_text_is_a_version() -> None:
    later = report("b", WIRE.replace("nine", "eleven") + "\n\n" + OWN, published="2031-03-04T15:00:00Z")
    assert by_kind(find_copies([report("a", WIRE), later]), "version") == [["a", "b"]]


def test_the_same_address_is_a_version_whatever_it_says_now_but_not_a_front_page() -> None:
    page = "https://gazette.example/crane-falls"
    told = [report("a", WIRE, url=page), report("b", OWN, url=page, published="2031-03-05")]
    assert by_kind(find_copies(told), "version") == [["a", "b"]]
    assert not find_copies([replace(one, url="https://gazette.example/") for one in told])


def test_a_wire_paragraph_inside_a_report_of_its_own_makes_no_copy() -> None:
    others = [
        f"{OWN} Number {n} of many such stories about barley, bread and rust was told by somebody else." for n in "1234"
    ]
    taken = WIRE.split("\n\n")[2].replace("for months", "for years")
    local = report("b", "\n\n".join([*others[:2], taken, *others[2:]]), "Bay Post", published="2031-03-05")
    (found,) = find_copies([local, report("a", WIRE, "Harbour Wire")])
    assert (found.kind, found.reports, found.agency) == ("paragraphs", (), "Harbour Wire")
    (reuse,) = found.paragraphs
    assert (reuse.report, reuse.span.text) == ("b", taken)
    assert (reuse.from_report, reuse.from_span.text) == ("a", WIRE.split("\n\n")[2])


def test_an_outlets_own_standing_words_are_no_reuse() -> None:
    standing = "Write to our news desk if you were there, if you have pictures, or if you know more than we do."
    first = report("a", f"{WIRE}\n\n{standing}")
    second = report("b", "\n\n".join([OWN, OWN.replace("bakery", "brewery of old Mr Pell"), standing]))
    assert not find_copies([first, second])


def test_agencies_are_known_by_their_tags() -> None:
    assert agency_of(report("a", f"{OWN} (Reuters)", "Bay Post")) == "Reuters"
    assert agency_of(report("a", f"{OWN}\n\nReuters contributed to this report.", "Bay Post")) == "Reuters"
    assert agency_of(report("a", f"{OWN} (Gulf Wire)", "Bay Post")) == "Gulf Wire"
    assert agency_of(report("a", f"{OWN} (Tuesday Morning)", "Bay Post")) is None
    assert agency_of(report("a", OWN, "AFP")) == "AFP"


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_the_order_of_reports_never_matters(seed: int, chance: Random) -> None:
    reports, _, _ = newsroom(seed, stories=4)
    found = find_copies(reports)
    chance.shuffle(reports)
    assert find_copies(reports) == found


def test_copies_and_reused_paragraphs_of_a_newsroom_are_found() -> None:
    reports, gold, reused = newsroom(seed=7)
    found = find_copies(reports)
    ours = {one.id: group.copy_group for group in found for one in group.reports}
    assert b_cubed(gold, {ident: ours.get(ident, ident) for ident in gold}) >= 0.98
    texts = {one.id: one.text for one in reports}
    told = {(one.report, texts[one.report][: one.span.start].count("\n\n")) for g in found for one in g.paragraphs}
    assert len(told & reused) >= 0.95 * len(reused)
    assert len(told & reused) >= 0.95 * len(told)


def test_twice_the_reports_take_not_much_more_than_twice_the_time() -> None:
    fewer, more = newsroom(1, stories=60)[0], newsroom(1, stories=240)[0]
    assert time_of(more) < 8 * time_of(fewer) + 0.2


def time_of(reports: list[Report]) -> float:
    begun = process_time()
    find_copies(reports)
    return process_time() - begun


def b_cubed(gold: dict[str, int], ours: dict[str, str]) -> float:
    """The F1 of B-cubed."""
    of_gold, of_ours = defaultdict(set), defaultdict(set)
    for ident in gold:
        of_gold[gold[ident]].add(ident)
        of_ours[ours[ident]].add(ident)
    shared = [(len(of_gold[gold[i]] & of_ours[ours[i]]), len(of_gold[gold[i]]), len(of_ours[ours[i]])) for i in gold]
    precision = sum(s / o for s, _, o in shared) / len(gold)
    recall = sum(s / g for s, g, _ in shared) / len(gold)
    return 2 * precision * recall / (precision + recall)
