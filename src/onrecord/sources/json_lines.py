"""JSON: an object a report, one a line, or in a list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from onrecord.sources.captured import Extraction, Missed, Part
from onrecord.sources.decoding import decode
from onrecord.sources.media_types import media_type, parameters
from onrecord.sources.options import Known, SourceOptions, field_name, without_surrogates
from onrecord.sources.refusals import Refusal, too_large

LARGEST = 300_000_000  # bytes of a file that is read at once


def split_lines(stream: IO[bytes], options: SourceOptions) -> Iterator[Part | Missed]:
    """The reports of a file of JSON lines; blank lines are passed over."""
    longest = (
        8 * options.most_characters + 65536
    )  # bytes: a character may be written as \\uXXXX, and the other fields need room
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        if len(line) > longest:
            skip_line(stream, longest)
            yield Missed(too_large(options.most_characters), number)
        elif line.strip():
            yield part_of(line.rstrip(b"\r\n"), number, options)


def skip_line(stream: IO[bytes], step: int) -> None:
    while (rest := stream.readline(step)) and not rest.endswith(b"\n"):
        pass


def part_of(line: bytes, number: int, options: SourceOptions) -> Part | Missed:
    """The report of one line, or why it is none."""
    try:
        found = json.loads(decode(line))
    except Refusal as refusal:
        return Missed(refusal, number)
    except (ValueError, RecursionError) as error:
        return Missed(Refusal("not_json", f"line {number} is not JSON ({error}); mend or remove the line"), number)
    return part_of_object(found, line, number, options, f"line {number}")


def part_of_object(found: Any, raw: bytes, number: int | None, options: SourceOptions, where: str) -> Part | Missed:
    if not isinstance(found, dict):
        return Missed(Refusal("not_json", f"{where} is no JSON object; write one object a report"), number)
    key = field_name("text", found, options.fields)
    known = Known.of(found, options.fields)
    if key is None or not isinstance(found[key], str):
        wanted = options.fields.get("text", "text, body or content")
        return Missed(
            Refusal("no_text", f"{where} has no text under {wanted}; name its field with --field text=NAME"),
            number,
            known.id,
        )
    return Part(raw, media_type("application/json", text=key), known, number)


def split_file(stream: IO[bytes], options: SourceOptions) -> Iterator[Part | Missed]:
    """The reports of a JSON file: one object, objects after each other, or a list of them."""
    raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise Refusal("too_large", f"it has more than {LARGEST:,} bytes; write one object a line, as .jsonl")
    text = decode(raw)
    decoder = json.JSONDecoder()
    many = text.lstrip().startswith("[")
    at, number = next_value(text, 0, "[" if many else ""), 0
    while at < len(text) and not (many and text[at] == "]"):
        number += 1
        try:
            found, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield Missed(Refusal("not_json", f"it is not JSON ({error}); the {number - 1} reports before were read"))
            return
        following = next_value(text, end, ",")
        single = not many and number == 1 and following >= len(text)
        body = raw if single else text[at:end].encode()
        yield part_of_object(
            found, body, None if single else number, options, "the file" if single else f"object {number}"
        )
        at = following


def next_value(text: str, at: int, separator: str) -> int:
    """Where the next value begins, past blanks and one separator."""
    while at < len(text) and (text[at].isspace() or text[at] == separator):
        at += 1
    return at


def extract(raw: bytes, kind: str) -> Extraction:
    """The text of one JSON object; its media type names the field."""
    found = json.loads(decode(raw))
    return Extraction(without_surrogates(found[parameters(kind)["text"]]).replace("\r\n", "\n"))
