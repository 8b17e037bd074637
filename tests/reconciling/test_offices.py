"""For which body an office speaks, by its own words."""

from __future__ import annotations

import pytest

from onrecord.reconciling.offices import speaks_for


@pytest.mark.parametrize(
    ("phrase", "body"),
    [
        ("an official in the health ministry", "the health ministry"),
        ("Munster's foreign minister, Ben Oar", "Munster's foreign ministry"),
        ("Minister of Health Nora Tiernan", "Health ministry"),
        ("the minister of public works and ports", "public works and ports ministry"),
        ("the Prime Minister", "government"),
        ("army chief of staff General Ben Oar", "army"),
        ("Dr Ada Quill of the Cove Hospital", "the Cove Hospital"),
        ("Civil defence spokesman Ben Oar", "Civil defence"),
        ("port authority officials", "port authority"),
        ("hospital staff", "hospital"),
        ("two security officials", None),
        ("rescue workers", None),
        ("Ben Oar", None),
    ],
)
def test_for_whom_an_office_speaks(phrase: str, body: str | None) -> None:
    assert next(iter(speaks_for(phrase)), None) == body
