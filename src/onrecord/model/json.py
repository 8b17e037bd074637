"""Records as the JSON of the output contract, and back."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from onrecord.model.records import Record
from onrecord.model.span import Span

FORMAT = 1


def as_json(record: Record) -> dict[str, Any]:
    """The record as the contract's object: spans as [start, end], each kind with its `quotes`."""
    report = {f.name: plain(getattr(record.report, f.name)) for f in fields(record.report)}
    report["reader"] = {f.name: plain(getattr(record.reader, f.name)) for f in fields(record.reader)}
    kinds = {
        kind.name: [with_quotes(item) for item in getattr(record.records, kind.name)] for kind in fields(record.records)
    }
    return {"format": FORMAT, "report": report, **kinds}


def plain(value: Any) -> Any:
    """A field's value in JSON's types."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    return value


def with_quotes(item: Any) -> dict[str, Any]:
    """One record with the words of its spans beside it."""
    made: dict[str, Any] = plain(item)
    made["quotes"] = {path: words_of(item, path.split(".")) for path in item.SPANS}
    return made


def words_of(value: Any, path: list[str]) -> Any:
    """The words at a dotted path: a string, a list for a list, None where there is no span."""
    if isinstance(value, tuple):
        return [words_of(item, path) for item in value]
    if path and value is not None and not isinstance(value, Span):
        return words_of(getattr(value, path[0]), path[1:])
    return value.text if isinstance(value, Span) else None
