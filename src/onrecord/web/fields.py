"""A cell as the fields of a form, and a form as a cell: made from the contract's types, so that all can be changed.

A field's name is its path: `population.span`, `actors.0.entity`.  A list has one empty place more than it is long.
"""

from __future__ import annotations

import json
import re
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from onrecord.codebook.tables import codebook
from onrecord.model.span import Span
from onrecord.publishing.wording import RELATIONS
from onrecord.review.cells import KINDS, REFERENCES, Cell

NOT_SHOWN = ("id", "quotes", "decided")
PROGRAMS = ("confidence", "candidates", "how", "rule")  # how sure the program is, and why: not told to who is blind
FORMS = codebook("forms")
Given = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its path, what it takes - span, spans, choice, words, number, json - and what stands in it."""

    path: str
    takes: str
    shown: str
    options: tuple[tuple[str, str], ...] = ()  # value, words
    words: str | None = None  # those of a span

    @property
    def label(self) -> str:
        """The field's name for people.

        >>> Field("actors.0.entity", "choice", "").label, Field("actors.1.entity", "choice", "").label
        ('who did it', 'who did it 2')
        >>> Field("part_of", "choice", "").label, Field("channel.label", "words", "").label
        ('a part of', 'channel')
        """
        path = plain_path(self.path)
        parent, _, last = path.rpartition(".")
        own = {"span": f"{parent}, at", "label": parent, "value": parent} if parent else {}
        known = FORMS["fields"].get(path) or own.get(last) or FORMS["fields"].get(last) or path.replace(".", " ")
        number = next((int(one) for one in self.path.split(".") if one.isdecimal()), 0)
        return f"{known}{f' {number + 1}' if number else ''}".replace("_", " ")

    @property
    def rare(self) -> bool:
        """Whether it tells how the program came to it, which few will change."""
        return self.path.split(".")[0] in PROGRAMS


def first_and_more(kind: str, some: Sequence[Field]) -> tuple[list[Field], list[Field]]:
    """Of a form's fields those that people change most, in the order in which they ask, and the others."""
    order = FORMS["first"].get(kind, "").split()
    if not order:
        return list(some), []
    first = [one for one in some if plain_path(one.path) in order]
    return sorted(first, key=lambda one: order.index(plain_path(one.path))), [one for one in some if one not in first]


class Unfit(ValueError):
    """What was typed can't be taken; the message says what would do."""


def fields_of(
    kind: str, cell: Cell, text: str, choices: Mapping[str, Sequence[tuple[str, str]]], blind: bool = False
) -> list[Field]:
    """The fields of a cell; `choices` has for each kind the ids and names of the cells that can be referred to."""
    hints = get_type_hints(KINDS[kind])
    shown = [
        one.name for one in fields(KINDS[kind]) if one.name not in NOT_SHOWN and not (blind and one.name in PROGRAMS)
    ]
    return [
        field for name in shown for field in of_hint(hints[name], cell.get(name), name, text, REFERENCES[kind], choices)
    ]


def of_hint(
    hint: Any, value: Any, path: str, text: str, references: Mapping[str, str], choices: Mapping[str, Any]
) -> Iterator[Field]:
    """The fields for a value of a type."""
    plain = plain_path(path)
    inner, optional = inside(hint)
    if plain in references and get_origin(inner) is not tuple:
        options = tuple(choices.get(references[plain], ()))
        yield Field(path, "choice", value or "", (("", "—"), *options))
    elif get_origin(inner) is Literal:
        called = {str(one): str(one).replace("_", " ") for one in get_args(inner)}
        options = tuple((one, FORMS["choices"].get(one, words)) for one, words in called.items())
        yield Field(path, "choice", value or "", ((("", "—"),) if optional or value is None else ()) + options)
    elif path == "relation":
        yield Field(path, "choice", value or "", (("", "—"), *RELATIONS.items()))
    elif inner is bool:
        yield Field(path, "choice", "yes" if value else "no", (("no", "no"), ("yes", "yes")))
    elif inner is Span:
        if isinstance(value, str):  # the anchor of a time: a date
            yield Field(path, "words", value)
        else:
            yield Field(path, "span", span_shown(value), words=text[value[0] : value[1]] if value else None)
    elif is_dataclass(inner):
        hints = get_type_hints(inner)
        for one in fields(inner):
            found = (value or {}).get(one.name)
            yield from of_hint(hints[one.name], found, f"{path}.{one.name}", text, references, choices)
    elif get_origin(inner) is tuple:
        yield from of_list(get_args(inner)[0], value or [], path, text, references, choices)
    elif inner in (int, float) or inner == (int | float):
        yield Field(path, "number", "" if value is None else f"{value}")
    elif inner is str:
        yield Field(path, "words", value or "")
    else:
        yield Field(path, "json", "" if value is None else json.dumps(value, ensure_ascii=False))


def of_list(
    hint: Any, values: list[Any], path: str, text: str, references: Mapping[str, str], choices: Mapping[str, Any]
) -> Iterator[Field]:
    """The fields for a list."""
    if hint is Span:
        words = " … ".join(text[start:end] for start, end in values)
        yield Field(path, "spans", ", ".join(map(span_shown, values)), words=words or None)
    elif is_dataclass(hint):
        for at, one in enumerate([*values, None]):
            yield from of_hint(hint, one, f"{path}.{at}", text, references, choices)
    elif hint is str:
        yield Field(path, "words", ", ".join(values))
    else:
        yield Field(path, "json", json.dumps(values, ensure_ascii=False))


def inside(hint: Any) -> tuple[Any, bool]:
    """A type without None, and whether it allows None."""
    if get_origin(hint) in (Union, types.UnionType):
        kept = [one for one in get_args(hint) if one is not type(None)]
        optional = len(kept) < len(get_args(hint))
        return (kept[0] if len(kept) == 1 else next((one for one in kept if one is Span), float)), optional
    return hint, False


def plain_path(path: str) -> str:
    """A path without the numbers of lists."""
    return re.sub(r"\.\d+", "", path)


def span_shown(span: Sequence[int] | None) -> str:
    return f"{span[0]}-{span[1]}" if span else ""


# back ---------------------------------------------------------------------------------------------------------------


def changes_in(kind: str, given: Given, before: Cell | None) -> Cell:
    """The fields of a form that are other than they were; all that are filled where there was nothing before."""
    hints = get_type_hints(KINDS[kind])
    found: Cell = {}
    for one in fields(KINDS[kind]):
        if one.name in NOT_SHOWN or not any(path == one.name or path.startswith(f"{one.name}.") for path in given):
            continue
        value = value_of(hints[one.name], one.name, given)
        if (before is None and value not in (None, [])) or (before is not None and value != before.get(one.name)):
            found[one.name] = value
    return found


def value_of(hint: Any, path: str, given: Given, in_list: bool = False) -> Any:
    """The value that a form gives for a path; nothing where an object that may be left out is empty."""
    inner, optional = inside(hint)
    words = given.get(path, "").strip()
    if is_dataclass(inner) and inner is not Span:
        hints = get_type_hints(inner)
        made = {one.name: value_of(hints[one.name], f"{path}.{one.name}", given) for one in fields(inner)}
        empty = all(value in (None, "", False, []) for value in made.values())
        return None if empty and (optional or in_list) else made
    if get_origin(inner) is tuple:
        return list_of(get_args(inner)[0], path, given, words)
    if not words:
        return None
    if inner is bool:
        return words == "yes"
    if inner is Span:
        return span_of(path, words, hint)
    if inner is str or get_origin(inner) is Literal:
        return words
    return number_of(path, words) if inner in (int, float) else json_of(path, words)


def list_of(hint: Any, path: str, given: Given, words: str) -> list[Any]:
    if hint is Span:
        return [span_of(path, one, hint) for one in words.split(",") if one.strip()]
    if is_dataclass(hint):
        numbers = {int(match[1]) for key in given if (match := re.match(rf"{re.escape(path)}\.(\d{{1,4}})\.", key))}
        found = (value_of(hint, f"{path}.{at}", given, in_list=True) for at in sorted(numbers))
        return [one for one in found if one is not None]
    if hint is str:
        return [one.strip() for one in words.split(",") if one.strip()]
    found = json_of(path, words) if words else []
    return found if isinstance(found, list) else [found]


def span_of(path: str, words: str, hint: Any) -> Any:
    """A stretch of the text as it is typed: 120-134."""
    match = re.fullmatch(r"\s*(\d{1,9})\s*[-–]\s*(\d{1,9})\s*", words)
    if match:
        return [int(match[1]), int(match[2])]
    if hint is not Span and str in get_args(hint):  # the anchor of a time: words of the text, or a date
        return words
    raise Unfit(f"{path.replace('.', ' ')} is {words!r}; write where the words begin and end, as 120-134")


def number_of(path: str, words: str) -> int | float:
    """A number as people write it.

    >>> number_of("value", "1,200"), number_of("value", "2.5")
    (1200, 2.5)
    """
    plain = words.replace(",", "").replace(" ", "")
    if re.fullmatch(r"-?\d{1,15}", plain):
        return int(plain)
    if re.fullmatch(r"-?\d{1,15}\.\d{1,15}", plain):
        return float(plain)
    raise Unfit(f"{path.replace('.', ' ')} is {words!r}; write a number in digits")


def json_of(path: str, words: str) -> Any:
    try:
        return json.loads(words)
    except (ValueError, RecursionError) as error:
        raise Unfit(f"{path.replace('.', ' ')} is no JSON: {error}") from error
