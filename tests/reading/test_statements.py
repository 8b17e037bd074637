"""Who said what: invented reports and their statements, and what holds for all statements."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from onrecord.evaluation.corpora import report_of
from onrecord.language.encoder import encoder
from onrecord.language.lay_out import lay_out
from onrecord.model.records import Statement
from onrecord.reading.readers import read_page
from onrecord.reading.statements.quoting import to_clause_end

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "statements.toml").read_text("utf-8"))["case"]


def statements(text: str) -> tuple[Statement, ...]:
    """The statements of a text."""
    return read_page(lay_out(report_of("report.txt", text, published="2031-03-04"), encoder())).statements


def shown(statement: Statement) -> dict[str, Any]:
    """A statement in the words of the cases."""
    return {
        "source": statement.source[0].text if statement.source else None,
        "content": [span.text for span in statement.content],
        "kind": statement.kind,
        "act": statement.act,
        "mode": statement.mode,
        "negated": statement.negated,
        "channel": statement.channel.label if statement.channel else None,
        "addressees": [party.span.text for party in statement.addressees],
    }


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    wanted = {key: value for key, value in case.items() if key not in ("name", "text")}
    found = [shown(statement) for statement in statements(case["text"])]
    assert any(wanted.items() <= one.items() for one in ({k: one[k] for k in wanted} for one in found)), found


@pytest.mark.parametrize(
    "text",
    [
        "Villagers Flee Burning Mill As Rebels Close In\n\nThe mill in Oakley burned all night.",
        "Known as “the Heron of Oakley”, Brand keeps bees.",
        "Strikers carried a banner with the words “Bread Before Boats”.",
        "Photo caption: Firemen hose the mill.",
        "Rebels say they hold the bridge, army denies it\n\nFighting went on near Dunmore on Monday.",
        "A mural on the customs house reads “No boats, no bread”. Nobody has painted it over.",
        "A plaque says that the mayor was born here.",
        "(Photo by Edda Holm) Residents claim the well is poisoned.",
        "Soldiers searched for “saboteurs” and found three goats.",
        "Harbour Wire could not independently verify either account.",
    ],
)
def test_what_nobody_says(text: str) -> None:
    assert statements(text) == ()


def test_anyone_who_says_so_is_nobody() -> None:
    text = "“I never gave such an order, and anyone who says so is lying,” Edda Holm told the council."
    assert [statement.source[0].text for statement in statements(text)] == ["Edda Holm"]


def test_an_agency_that_sends_no_news_is_no_channel() -> None:
    told = statements("The U.N. refugee agency, UNHCR, said nearly 800 people had been displaced.")
    assert [statement.channel for statement in told] == [None]


def test_a_quotation_left_open_goes_on() -> None:
    text = "“The mill burned all night,” Edda Holm said. “We lost the flour.\n\n“We kept the bell.”"
    said = " ".join(span.text for statement in statements(text) for span in statement.content)
    assert said == "The mill burned all night, We lost the flour. We kept the bell."


def test_a_statement_inside_another_lies_in_its_content() -> None:
    text = "Edda Holm said the driver had told police that the brakes failed."
    found = {statement.id: statement for statement in statements(text)}
    inner = [statement for statement in found.values() if statement.parent]
    assert inner
    for statement in inner:
        assert statement.parent
        outer = found[statement.parent]
        assert all(any(part.holds(span) for part in outer.content) for span in statement.content)


def test_each_of_two_clauses_has_its_own_speaker() -> None:
    text = (files("onrecord") / "examples" / "1898-03-10-evening-sentinel.txt").read_text("utf-8")
    said = {one.content[0].text: one.source[0].text for one in statements(text) if one.source}
    assert said["50 million dollars for the national defence"] == "Congress"
    assert said["the bill the same day"] == "President McKinley"


def test_no_quotation_marks_around_a_content() -> None:
    for statement in statements("“We saw it,” Holm said. «We heard it,» Brand said. ‘We smelled it,’ Marten said."):
        assert not any(span.text[0] in "“«‘" or span.text[-1] in "”»’" for span in statement.content)


def speakers(text: str) -> list[str]:
    """The sources of the statements of a text."""
    return [span.text for statement in statements(text) for span in statement.source]


def test_sources_before_a_colon_and_after_a_dash() -> None:
    text = "Brand lost his temper:\n\n“The mill is ours and stays ours.”\n\n“We want our bread back.” — Ada Marten"
    assert speakers(text) == ["Brand", "Ada Marten"]


def test_a_quotation_without_a_source_has_that_of_the_one_before() -> None:
    text = "“The mill burned all night,” Edda Holm said.\n\nThe roof is gone.\n\n“We lost the flour, too.”"
    assert speakers(text) == ["Edda Holm", "Edda Holm"]


def test_answers_without_labels() -> None:
    text = (
        "The Oakley Post met Edda Holm at the mill.\n\nWhy did you stay?\n\nI had nowhere to go.\n\n"
        "Will you rebuild?\n\nWe have begun. My son lays the bricks."
    )
    said = [span.text for statement in statements(text) for span in statement.content]
    assert "I had nowhere to go." in said
    assert "We have begun. My son lays the bricks." in said


@pytest.mark.parametrize("text", ["''We saw it,'' Holm said.", '"We saw it,” Holm said.', "”We saw it,” Holm said."])
def test_marks_doubled_or_mixed(text: str) -> None:
    assert [span.text for statement in statements(text) for span in statement.content] == ["We saw it,"]


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("The mate told him that any would do.", "that any would", "that any would do"),
        ("The mate told him to empty the lock.", "to empty the", "to empty the lock"),
        ("The mate told him that any would do.", "that any would do", "that any would do"),
    ],
)
def test_what_is_cut_off_before_the_word_that_it_hangs_on_goes_on_to_it(text: str, cut: str, whole: str) -> None:
    page = lay_out(report_of("report.txt", text), encoder())
    start = text.index(cut)
    first, last = to_clause_end(page, (start, start + len(cut)), page.word_at(text.index("told")))
    assert text[first:last] == whole


def test_what_somebody_else_said_in_the_sentence_before_is_not_reported_again() -> None:
    text = "The army denied that it had left the town. The Front holds the town, Colonel Owen Rehn said."
    found = statements(text)
    assert [[part.text for part in one.content] for one in found] == [
        ["that it had left the town"], ["The Front holds the town"],
    ]  # fmt: skip


def test_nobody_says_nothing() -> None:
    text = (
        "WASHINGTON, March 9 - Congress on Wednesday voted 50 million dollars for the national defence, and President "
        "McKinley signed the bill the same day.\n\nNot a single member voted against it. The Navy plans to leave."
    )
    assert "Not" not in [one.source[0].text for one in statements(text) if one.source]


def test_a_town_and_a_colon_is_a_dateline_and_nobody_who_speaks() -> None:
    (found,) = statements("Patna: The harbour police on Sunday morning gave 26 as the number of people killed.")
    assert found.source[0].text == "The harbour police"


def test_a_list_is_no_dialogue() -> None:
    text = "- Some 1,500 people are confined in nine villages.\n\n- Four leaders were killed in the north.\n"
    assert statements(text) == ()
