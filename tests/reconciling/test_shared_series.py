"""The series that a person read, and what the rules make of them; read where they lie beside the project."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from onrecord.model.span import Span
from onrecord.reconciling.figures import reconcile_figures
from onrecord.reconciling.series import Entry

BUNDLES = Path(__file__).resolve().parents[3] / "shared" / "bundles"
TAKEN = {field.name for field in fields(Entry)} - {"span"}

pytestmark = pytest.mark.skipif(not BUNDLES.exists(), reason="no ../shared/bundles")


def figures(name: str) -> Iterator[dict[str, Any]]:
    for bundle in json.loads((BUNDLES / name).read_text(encoding="utf-8"))["bundles"]:
        for incident in bundle["incidents"]:
            yield from incident["figures"]


def entry_of(row: dict[str, Any], place: int) -> Entry:
    given: dict[str, Any] = {key: value for key, value in row.items() if key in TAKEN}
    given |= dict.fromkeys(row["flags"], True)
    return Entry(**given, span=Span(place, place + 1, row["words"]))


def test_the_rules_give_all_of_the_gold() -> None:
    pairs = list(zip(figures("series.json"), figures("gold.json"), strict=True))
    assert pairs
    for series, gold in pairs:
        found = reconcile_figures(entry_of(row, place) for place, row in enumerate(series["entries"]))
        got = {key: getattr(found, key) for key in ("best", "low", "high", "status", "independent_sources")}
        got["voices"] = sorted({one.entry.voice for one in found.series if one.standing == "current"})
        got["entries"] = sum(one.standing != "copy" for one in found.series)
        assert got == {key: sorted(gold[key]) if key == "voices" else gold[key] for key in got}, found.why
