"""What comes out of an input: a report with the bytes it came from, or why there is none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from onrecord.model.records import Report
from onrecord.sources.datelines import find_dateline
from onrecord.sources.languages import identify, language_name
from onrecord.sources.options import NOTHING, Known, SourceOptions
from onrecord.sources.refusals import FAILED, Refusal, too_large


@dataclass(frozen=True, slots=True)
class Captured:
    """A report, the bytes that it came from and what they are."""

    report: Report
    raw: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Refused:
    """An input, or one report of it, that is not read; `failed` where it could not be."""

    source: str
    code: str
    message: str
    language: str | None = None
    failed: bool = False

    @classmethod
    def because(cls, source: str, refusal: Refusal) -> Refused:
        """The refusal, with the input that it is about."""
        return cls(source, refusal.code, refusal.message, refusal.language, refusal.code in FAILED)


@dataclass(frozen=True, slots=True)
class Part:
    """One report of an input as it was cut out of it: its own id where it has one, its bytes, what is known of it."""

    raw: bytes
    media_type: str
    known: Known = NOTHING
    number: int | None = None

    def source(self, path: str) -> str:
        """The path, with the part's own id, or its number, where it is one of many."""
        return path if self.number is None else f"{path}#{self.known.id or self.number}"


@dataclass(frozen=True, slots=True)
class Missed:
    """A part of an input that is not read."""

    refusal: Refusal
    number: int | None = None
    id: str | None = None

    def source(self, path: str) -> str:
        """The path, with the part's own id, or its number, where it is one of many."""
        return path if self.id is None and self.number is None else f"{path}#{self.id or self.number}"


@dataclass(frozen=True, slots=True)
class Extraction:
    """The text of a report, and what its bytes say about it."""

    text: str
    known: Known = NOTHING


def capture(source: str, part: Part, extraction: Extraction, beside: Known, options: SourceOptions) -> Captured:
    """The report of a part; options count more than the file beside it, that more than what the part says."""
    text = extraction.text
    if not text.strip():
        raise Refusal("empty", "it holds no text; leave it out")
    if len(text) > options.most_characters:
        raise too_large(options.most_characters)
    given = options.known.over(beside)
    known = given.over(part.known).over(extraction.known)
    language = given.language or identify(text)
    if language.split("-")[0].lower() not in options.languages:
        raise not_read_language(language)
    return Captured(report_of(source, part.raw, text, language, known), part.raw, part.media_type)


def not_read_language(tag: str) -> Refusal:
    name = language_name(tag)
    return Refusal("language", f"it is in {name} ({tag}), and only English is read; translate it, or leave it out", tag)


def report_of(source: str, raw: bytes, text: str, language: str, known: Known) -> Report:
    raw_sha256 = hashlib.sha256(raw).hexdigest()
    dateline = find_dateline(text, known.title)
    return Report(
        id=hashlib.sha256(f"{raw_sha256}\n{known.url or ''}".encode()).hexdigest()[:16],
        source=source,
        url=known.url,
        title=known.title,
        publisher=known.publisher,
        byline=known.byline,
        agency=known.agency or (dateline.agency if dateline else None),
        dateline=known.dateline or (dateline.words if dateline else None),
        published=known.published,
        updated=known.updated,
        fetched=known.fetched,
        language=language,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        raw_sha256=raw_sha256,
    )
