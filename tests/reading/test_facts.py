"""Facts: what a report tells of people beside their names, and of where places lie and who holds them."""

from __future__ import annotations

import pytest

from onrecord.evaluation.corpora import report_of
from onrecord.language.encoder import encoder
from onrecord.model.records import Fact, ReaderInfo
from onrecord.reading.readers import read_report


def facts(text: str) -> list[tuple[Fact, str]]:
    """The facts of a text, each with its subject's name."""
    record = read_report(report_of("a.txt", text, published="2031-03-04"), encoder(), ReaderInfo("0", {}, ""))
    names = {entity.id: entity.name for entity in record.records.entities}
    return [(fact, names[fact.subject]) for fact in record.records.facts]


def told(text: str, relation: str) -> list[tuple[str, str | None]]:
    """Object and status of the facts of a relation."""
    return [(fact.object.text, fact.status) for fact, _ in facts(text) if fact.relation == relation]


TOLD = [
    ("CORK, April 11 - President Nora Tiernan opened the gates.", "role", [("President", "current")]),
    ("Harbour master Nora Tiernan opened the gates.", "role", [("Harbour master", "current")]),
    ("The mayor, Nora Tiernan, opened the gates.", "role", [("mayor", "current")]),
    ("“They came by boat,” said Nora Tiernan, a farmer.", "role", [("farmer", "current")]),
    ("Former minister Nora Tiernan opened the gates.", "role", [("minister", "former")]),
    (
        "Owen Rehn, captain of the national team, opened the gates.",
        "role",
        [("captain of the national team", "current")],
    ),
    ("Nora Tiernan, 44, opened the gates.", "age", [("44", "current")]),
    ("The 17-year-old, Owen Rehn, opened the gates.", "age", [("17", "current")]),
    ("Nora Tiernan of the Civil Hospital opened the gates.", "member_of", [("Civil Hospital", "current")]),
    ("Until 2021 Owen Rehn was the captain of the team.", "role", [("captain of the team", "former")]),
    ("Owen Rehn has retired from international duty.", "role", [("international duty", "ended")]),
    ("CORK, Ireland - The gates were opened.", "located_in", [("Ireland", "current")]),
    ("A fire broke out in Cobh, County Cork, on Monday.", "located_in", [("County Cork", "current")]),
]


@pytest.mark.parametrize(("text", "relation", "expected"), TOLD)
def test_what_is_told(text: str, relation: str, expected: list[tuple[str, str | None]]) -> None:
    assert told(text, relation) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The gates of Cork, Paris and Nice were opened.",
        "Nora Tiernan opened the gates on 4 March.",
        "The minister opened the gates, 44 of them, at noon.",
    ],
)
def test_what_is_no_fact(text: str) -> None:
    assert [(fact.relation, fact.object.text) for fact, _ in facts(text)] == []


def test_the_end_of_a_role() -> None:
    ((fact, _),) = facts("Until 2021 Owen Rehn was the captain of the team.")
    assert (fact.status, fact.end) == ("former", "2021")


def test_kin() -> None:
    (kin,) = [(f, n) for f, n in facts("Nora Tiernan wept. Her brother Owen was taken away.") if f.relation == "kin_of"]
    assert kin[1].endswith("Owen")
    assert kin[0].object.text == "Her brother"


def test_former_clubs() -> None:
    text = "Cork City midfielder Owen Rehn spoke on Monday. The former Galway United midfielder praised the fans."
    members = {(f.object.text, f.status) for f, name in facts(text) if f.relation == "member_of" and "Rehn" in name}
    assert members == {("Cork City", "current"), ("Galway United", "former")}


def test_who_holds_a_territory() -> None:
    text = "Northland has been a site of conflict for decades. The territory is recognised as part of Ireland."
    held = "Galway has been fought over for decades. However, it is under the control of the Tidewater Front."
    assert [(f.relation, f.object.text) for f, _ in facts(text)] == [("recognised_as", "part of Ireland")]
    assert [(f.relation, f.object.text) for f, _ in facts(held)] == [("controlled_by", "Tidewater Front")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Irish army controls Galway and Limerick.", [("Galway", "current"), ("Limerick", "current")]),
        ("The Irish army no longer controls Galway.", [("Galway", "former")]),
        ("The Irish army does not control Galway.", []),
        ("Galway is not controlled by the Irish army.", []),
        ("Galway is no longer held by the Irish army.", [("Galway", "former")]),
        ("Galway was controlled by the Irish army until November 2022.", [("Galway", "former")]),
        ("The Irish army could soon control Galway.", []),
        ("If the Irish army controlled Galway, Limerick would fall.", []),
        ("Galway remains under the full control of the Irish army.", [("Galway", "current")]),
        ("CORK, March 9 - The Irish army has controlled Galway since Sunday, police said.", [("Galway", "current")]),
        ("The Irish army held talks with the Tidewater Front in Galway.", []),
        ("The Irish army wants to control Galway.", []),
        ("The Irish army captured Galway on Sunday.", [("Galway", "current")]),
        ("The Irish army took control of the town of Galway on Sunday, police said.", [("Galway", "current")]),
        (
            "Residents said the Irish army had captured Galway and Limerick.",
            [("Galway", "current"), ("Limerick", "current")],
        ),
        ("Galway fell to the rebels on Sunday.", [("Galway", "current")]),
        ("The rebels said they remained in full control of Galway.", [("Galway", "current")]),
        ("Galway is in the hands of the rebels, residents said.", [("Galway", "current")]),
        ("Galway remains in rebel hands.", [("Galway", "current")]),
        ("Galway is not in the hands of the rebels.", []),
        ("The Irish army lost control of Galway on Sunday.", [("Galway", "former")]),
        ("The Irish army has lost the town of Galway.", [("Galway", "former")]),
        ("The Irish army no longer has control of Galway.", [("Galway", "former")]),
        ("The Irish army denied that it had lost the town of Galway.", []),
        ("Galway remains under siege by the rebels.", []),
        ("The Irish army tried to take control of Galway but failed to capture the town.", []),
        ("The Irish army captured nine men in Galway.", []),
        ("Nora Tiernan took control of the talks in Galway.", []),
    ],
)
def test_who_controls_which_towns(text: str, told: list[tuple[str, str]]) -> None:
    assert [(name, fact.status) for fact, name in facts(text) if fact.relation == "controlled_by"] == told


def test_since_when_a_town_is_held() -> None:
    text = "Galway has been fought over. However, it is under the control of the Tidewater Front since February 2031."
    (fact,) = [one for one, _ in facts(text) if one.relation == "controlled_by"]
    assert fact.start == "2031-02-01"


def test_since_when_a_town_was_taken() -> None:
    (fact,) = [one for one, _ in facts("The rebels of the M23 took control of Galway on Sunday.")]
    assert (fact.start, fact.span.text) == ("2031-03-02", "The rebels of the M23 took control of Galway")


def test_each_statement_claims_a_town_for_itself() -> None:
    text = (
        "The Tidewater Front controls Galway, its spokesman Owen Rehn said. "
        "The army denied that the Tidewater Front controls Galway."
    )
    claims = [fact.statement for fact, _ in facts(text) if fact.relation == "controlled_by"]
    assert len(set(claims)) == len(claims) == 2


def test_as_what_a_body_recognises_another() -> None:
    text = "France recognised the Tidewater Front as the government of Galway on Monday."
    assert [f.object.text for f, _ in facts(text) if f.relation == "recognised_as"] == ["government of Galway"]


def test_what_is_not_recognised_is_no_fact_and_a_part_is_not_the_whole() -> None:
    assert not [
        f for f, _ in facts("Galway is not recognised as part of France by Ireland.") if f.relation == "recognised_as"
    ]
    (fact,) = [
        f for f, _ in facts("Galway is recognised as part of Ireland by the UN.") if f.relation == "recognised_as"
    ]
    assert (fact.object.text, fact.object.entity) == ("part of Ireland", None)


def test_the_span_holds_the_object() -> None:
    for fact, _ in facts("The mayor, Nora Tiernan, 44, opened the gates of Cobh, County Cork."):
        assert fact.span.holds(fact.object.span)
