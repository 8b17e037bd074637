"""The series that a person read, and what the rules make of them: the project's own, and those that lie beside it."""

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

PROJECT = Path(__file__).resolve().parents[2]
FOLDERS = [
    PROJECT.parent / "shared" / "bundles",
    PROJECT / "gold" / "bundles-open",
    PROJECT / "gold" / "bundles-unread",
]
TAKEN = {field.name for field in fields(Entry)} - {"span"}
TOLD = ("best", "low", "high", "status", "independent_sources")


def figures(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The figures of all incidents, each with a name for it that gives nothing of the reports away."""
    for bundle in json.loads(path.read_text(encoding="utf-8"))["bundles"]:
        for incident in bundle["incidents"]:
            for place, figure in enumerate(incident["figures"]):
                yield f"{incident['id']}, figure {place}", figure


def entry_of(row: dict[str, Any], place: int) -> Entry:
    given: dict[str, Any] = {key: value for key, value in row.items() if key in TAKEN}
    given |= dict.fromkeys(row["flags"], True)
    return Entry(**given, span=Span(place, place + 1, row["words"]))


def reconciled(series: dict[str, Any]) -> dict[str, Any]:
    found = reconcile_figures(entry_of(row, place) for place, row in enumerate(series["entries"]))
    got = {key: getattr(found, key) for key in TOLD}
    got["voices"] = sorted({one.entry.voice for one in found.series if one.standing == "current"})
    got["entries"] = sum(one.standing != "copy" for one in found.series)
    return got


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_rules_give_all_of_the_gold(folder: Path) -> None:
    if not (folder / "series.json").exists():
        pytest.skip(f"no {folder.name}")
    pairs = list(zip(figures(folder / "series.json"), figures(folder / "gold.json"), strict=True))
    assert pairs
    for (name, series), (same, gold) in pairs:
        assert name == same
        wanted = {key: sorted(gold[key]) if key == "voices" else gold[key] for key in (*TOLD, "voices", "entries")}
        assert reconciled(series) == wanted, name
