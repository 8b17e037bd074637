"""A record written out and read back is the same record."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from onrecord.model.json import as_json
from onrecord.model.reading_back import from_json
from onrecord.model.view import RecordView
from onrecord.publishing.schema import json_schema
from onrecord.publishing.tables import json_line
from onrecord.store.writing import Capture


def written(capture: Capture) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json_line(as_json(capture.record)))
    return made


def test_a_record_read_back_is_the_record(maine: list[Capture]) -> None:
    for capture in maine:
        assert from_json(written(capture)) == capture.record


def test_records_keep_to_the_schema(maine: list[Capture]) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    for capture in maine:
        assert not list(validator.iter_errors(written(capture)))


def test_a_span_beyond_the_text_is_refused(maine: list[Capture]) -> None:
    made = written(maine[0])
    made["warnings"] = [{"code": "x", "message": "x", "span": [0, 10_000_000], "quotes": {"span": "x"}}]
    with pytest.raises(ValueError, match="no span 0 to 10000000"):
        from_json(made)


def test_views_replace_ids_by_what_they_stand_for(maine: list[Capture]) -> None:
    view = RecordView(next(c.record for c in maine if "02-17-lightkeeper" in c.record.report.source))
    speakers = {statement.speaker.name for statement in view.statements if statement.speaker}
    assert any("Arrieta" in name for name in speakers)
    said = next(s for s in view.statements if "thud" in s.words)
    assert said.kind == "direct"
    assert said.content[0].text.startswith("First there was a thud")


def test_a_kind_of_records_that_was_not_read_yet_is_empty(maine: list[Capture]) -> None:
    made = as_json(maine[0].record)
    del made["facts"]
    assert from_json(made).records.facts == ()
