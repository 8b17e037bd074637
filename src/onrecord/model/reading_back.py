"""Records read back from the JSON of the output contract."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import itemgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

from onrecord.model.records import ReaderInfo, Record, Records, Report
from onrecord.model.span import Span

Build = Callable[[Any, str], Any]
NO_RECORDS: dict[str, Any] = {field.name: [] for field in fields(Records)}


def from_json(made: dict[str, Any]) -> Record:
    """The record that `as_json` wrote; ValueError or KeyError where a span or a key is not as the contract has it.

    A kind of records that was not read yet when it was written is empty.
    """
    text = made["report"]["text"]
    report = builder(Report)(made["report"], text)
    reader = builder(ReaderInfo)(made["report"]["reader"], text)
    return Record(report, reader, builder(Records)(NO_RECORDS | made, text))


@cache
def builder(kind: Any) -> Build:
    """What makes a value of a field's type out of its JSON and the text that spans point into."""
    origin = get_origin(kind)
    if kind is Span:
        return lambda value, text: Span.of(text, *value)
    if is_dataclass(kind):
        return dataclass_builder(kind)
    if origin in (Union, types.UnionType):
        return optional_builder(tuple(arg for arg in get_args(kind) if arg is not type(None)))
    if origin is tuple:
        item = builder(get_args(kind)[0])
        if item is as_it_is:
            return lambda values, text: tuple(values)
        return lambda values, text: tuple([item(value, text) for value in values]) if values else ()
    return as_it_is


def as_it_is(value: Any, text: str) -> Any:
    """A value that JSON writes as it is."""
    return value


def dataclass_builder(kind: Any) -> Build:
    """Builds a dataclass field by field, in whatever order the JSON has them; what is not of it is passed over."""
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    parts = [(at, build) for at, name in enumerate(names) if (build := builder(hints[name])) is not as_it_is]
    told = itemgetter(*names) if len(names) > 1 else lambda value: (value[names[0]],)

    def build_one(value: Any, text: str) -> Any:
        values = list(told(value))
        for at, build in parts:
            if values[at] is not None:
                values[at] = build(values[at], text)
        return kind(*values)

    return build_one


def optional_builder(kinds: tuple[Any, ...]) -> Build:
    """Builds a value that may be null, where it isn't; of a span or a word ("anchor") the JSON's own type decides."""
    if Span in kinds:
        return lambda value, text: Span.of(text, *value) if isinstance(value, list) else value
    return builder(kinds[0])
