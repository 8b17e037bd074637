"""Events: invented reports and what a careful reader takes from them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from onrecord.model.records import Event
from onrecord.reading.events.lexicon import lexicon
from tests.reading.pages import read

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "events.toml").read_text("utf-8"))


def told(event: Event, expected: dict[str, Any]) -> dict[str, Any]:
    """What an event says of the things that a case asks for."""
    parties = {"actor": event.actors, "target": event.recipients + event.targets}
    out: dict[str, Any] = {name: [p.span.text for p in found] for name, found in parties.items() if name in expected}
    if "instrument" in expected:
        out["instrument"] = [span.text for span in event.instruments]
    if "attribution" in expected:
        out["attribution"] = event.attribution is not None
    for name in ("type", "mode", "modality", "certainty"):
        if name in expected:
            out[name] = getattr(event, name)
    return {"trigger": event.trigger.text, **out}


def asked(expected: dict[str, Any]) -> dict[str, Any]:
    lists: dict[str, Any] = {name: [expected[name]] for name in ("actor", "target", "instrument") if name in expected}
    return {**expected, **lists}


@pytest.mark.parametrize("case", CASES["report"], ids=lambda case: case["text"][:40])
def test_events_are_what_a_reader_takes_from_a_report(case: dict[str, Any]) -> None:
    events = list(read(case["text"]).events)
    for expected in case["events"]:
        found = [event for event in events if event.trigger.text == expected["trigger"]]
        assert asked(expected) in [told(event, expected) for event in found]


@pytest.mark.parametrize("case", CASES["nothing"], ids=lambda case: case["text"][:40])
def test_play_with_words_is_no_event(case: dict[str, Any]) -> None:
    assert [event.trigger.text for event in read(case["text"]).events if event.type is not None] == []


def test_every_class_that_an_entry_asks_for_is_in_the_codebook() -> None:
    known = lexicon()
    asked_for = {
        name
        for table in (known.verbs, known.nouns)
        for entries in table.values()
        for entry in entries
        for name in (*entry.classes, entry.subject, entry.near)
        if name is not None
    }
    assert asked_for <= known.classes.keys()


def test_a_trigger_has_the_reason_for_its_type() -> None:
    for event in read("Rebels shelled the town of Orsk and looted two shops.").events:
        assert event.type is None or (event.how or "").startswith("trigger: ")
