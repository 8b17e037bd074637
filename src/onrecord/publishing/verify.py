"""Checks that a record still says what its text says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

from onrecord.model.records import Records

SPANS: dict[str, set[str]] = {
    name: set(get_args(kind)[0].SPANS) for name, kind in get_type_hints(Records).items()
}  # the spans of each kind, as dotted paths: every one has its words in `quotes`


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Where a record and its text part: the report's source, the cell, and what was found instead."""

    source: str
    cell: str
    message: str

    def __str__(self) -> str:
        return f"{self.source}: {self.cell}: {self.message}"


def mismatches(made: dict[str, Any]) -> Iterator[Mismatch]:
    """What does not agree in one record (the contract's object): text with its hash, spans with their quotes."""
    report = made["report"]
    text, source = report["text"], report["source"]
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if digest != report["text_sha256"]:
        yield Mismatch(
            source, "report/text_sha256", f"the text's hash is {digest}, the record says {report['text_sha256']}"
        )
    for kind in SPANS:
        for number, item in enumerate(made[kind], 1):
            cell = f"{kind}/{item.get('id', number)}"
            if missing := SPANS[kind] - item["quotes"].keys():
                yield Mismatch(source, f"{cell}/quotes", f"there are no words for {', '.join(sorted(missing))}")
            for path, quoted in item["quotes"].items():
                found = words_at(item, path.split("."), text)
                if found != quoted:
                    yield Mismatch(source, f"{cell}/{path}", f"the text has {found!r}, the record quotes {quoted!r}")


def words_at(value: Any, path: list[str], text: str) -> Any:
    """The words of the spans at a dotted path, as quotes have them."""
    if is_span(value):
        return text[value[0] : value[1]] if 0 <= value[0] < value[1] <= len(text) else None
    if isinstance(value, list):
        return [words_at(item, path, text) for item in value]
    if isinstance(value, dict) and path:
        return words_at(value.get(path[0]), path[1:], text)
    return None


def is_span(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(at, int) for at in value)


def capture_mismatch(made: dict[str, Any], raw: bytes | None, text: str | None) -> Mismatch | None:
    """Whether the kept bytes are those that the report was taken from, and still give its text.

    raw is None where no bytes are kept; text is what was extracted from them anew, None where nothing could be.
    """
    report = made["report"]
    source = report["source"]
    if raw is None:
        return Mismatch(source, "report/raw_sha256", "no bytes with this hash are kept")
    digest = hashlib.sha256(raw).hexdigest()
    if digest != report["raw_sha256"]:
        return Mismatch(
            source, "report/raw_sha256", f"the kept bytes' hash is {digest}, the record says {report['raw_sha256']}"
        )
    if text != report["text"]:
        return Mismatch(source, "report/text", first_difference(text or "", report["text"]))
    return None


def first_difference(extracted: str, kept: str) -> str:
    """Where two texts part, in words."""
    pairs = enumerate(zip(extracted, kept, strict=False))
    at = next((number for number, (a, b) in pairs if a != b), min(len(extracted), len(kept)))
    here, there = extracted[at : at + 20], kept[at : at + 20]
    return f"the kept bytes give another text from offset {at}: {here!r}, the record has {there!r}"
