"""The mentions of a name vote on its kind; full names speak for a lone surname."""

from __future__ import annotations

import numpy as np

from onrecord.language.decoding import Tagged
from onrecord.language.naming import KINDS, Candidate, vote


def candidate(form: str, **chances: float) -> Candidate:
    scores = np.log(np.array([chances.get(kind, 0.01) for kind in KINDS], dtype=np.float32))
    return Candidate(tuple(form.lower().split()), Tagged("person", 0, 0), scores)


def test_the_same_name_is_of_one_kind() -> None:
    mentions = [candidate("Tessalit", place=0.9), candidate("Tessalit", person=0.6, place=0.3)]
    assert vote(mentions) == ["place", "place"]


def test_a_lone_surname_is_of_the_full_names_kind() -> None:
    assert (
        vote([candidate("Amina Diallo", person=0.9), candidate("Diallo", organisation=0.5, person=0.3)])[1] == "person"
    )


def test_a_place_is_no_person_for_a_person_named_so() -> None:
    mentions = [candidate("George Lincoln", person=0.9), *[candidate("Lincoln", place=0.95)] * 3]
    assert vote(mentions)[1:] == ["place"] * 3


def test_where_a_report_was_filed_is_a_place() -> None:
    mentions = [candidate("Nyala", person=0.6, place=0.3), candidate("Nyala", person=0.7, place=0.2)]
    assert vote(mentions, ("nyala",)) == ["place", "place"]
    assert vote(mentions, ("khartoum",)) == ["person", "person"]
