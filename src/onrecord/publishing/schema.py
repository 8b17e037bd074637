"""The JSON Schemas of what is written, made from the nouns' own types."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from onrecord.model.decisions import Action
from onrecord.model.json import FORMAT
from onrecord.model.records import ReaderInfo, Records, Report
from onrecord.model.span import Span

PRIMITIVES = {str: "string", int: "integer", float: "number", bool: "boolean"}
SPAN = {
    "description": "half-open offsets in Unicode code points into report.text",
    "type": "array",
    "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 1}],
    "minItems": 2,
    "maxItems": 2,
}
DECIDED = {
    "description": "who decided on the cell last, where somebody did; it is as that person decided",
    "type": "object",
    "properties": {
        "action": {"enum": list(get_args(Action))}, "who": {"type": "string"},
        "made": {"type": "string", "format": "date-time"}, "number": {"type": "integer", "minimum": 1},
    },
    "required": ["action", "who", "made", "number"],
    "additionalProperties": False,
}  # fmt: skip


def json_schema() -> dict[str, Any]:
    """The schema of one line of `onrecord read --format jsonl`."""
    report = object_schema(Report)
    report["properties"]["reader"] = object_schema(ReaderInfo)
    report["required"].append("reader")
    records = object_schema(Records)
    for kind in records["properties"].values():
        kind["items"]["properties"]["decided"] = DECIDED
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "onrecord record",
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "report": report, **records["properties"]},
        "required": ["format", "report", *records["required"]],
        "$defs": {"span": SPAN},
    }


def line_schema(verb: str, kind: Any) -> dict[str, Any]:
    """The schema of a line that a verb writes, made from its type."""
    known = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"onrecord {verb}"}
    return {**known, **schema_of(kind)}


def typed_dict_schema(kind: Any) -> dict[str, Any]:
    """The schema of an object that has these keys and no others."""
    properties = {name: schema_of(hint) for name, hint in get_type_hints(kind).items()}
    required = [name for name in properties if name in kind.__required_keys__]
    described = {"description": " ".join((kind.__doc__ or "").split()), "type": "object"}
    return {**described, "properties": properties, "required": required, "additionalProperties": False}


def object_schema(kind: Any) -> dict[str, Any]:
    """The schema of a noun: all its fields, and `quotes` where it has spans of its own."""
    hints = get_type_hints(kind)
    properties = {field.name: schema_of(hints[field.name]) for field in fields(kind)}
    if hasattr(kind, "SPANS"):
        properties["quotes"] = quotes_schema(kind.SPANS)
    description = (kind.__doc__ or "").splitlines()[0]
    return {"description": description, "type": "object", "properties": properties, "required": list(properties)}


def quotes_schema(paths: tuple[str, ...]) -> dict[str, Any]:
    """The words of each span field."""
    words = {"type": ["string", "array", "null"], "items": {"type": ["string", "null"]}}
    return {"type": "object", "properties": dict.fromkeys(paths, words), "required": list(paths)}


def schema_of(kind: Any) -> dict[str, Any]:
    """The schema of one field's type."""
    origin, args = get_origin(kind), get_args(kind)
    if kind is Any:
        return {}
    if kind is Span:
        return {"$ref": "#/$defs/span"}
    if is_typeddict(kind):
        return typed_dict_schema(kind)
    if is_dataclass(kind):
        return object_schema(kind)
    if origin in (Union, types.UnionType):
        return {"anyOf": [{"type": "null"} if arg is type(None) else schema_of(arg) for arg in args]}
    if origin is Literal:
        return {"enum": list(args)}
    if origin in (tuple, list):
        return {"type": "array", "items": schema_of(args[0])}
    if origin is dict:
        return {"type": "object"}
    return {"type": PRIMITIVES[kind]}
