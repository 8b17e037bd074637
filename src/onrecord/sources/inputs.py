"""Inputs as a person names them - files, folders, patterns, `-` - and the reports in them, one after the other."""

from __future__ import annotations

import codecs
import glob
import gzip
import io
import json
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, cast

from onrecord.sources import documents, feeds, html, json_lines, mail, plain, tables, warc
from onrecord.sources.captured import Captured, Extraction, Missed, Part, Refused, capture
from onrecord.sources.decoding import unpacked
from onrecord.sources.options import Known, SourceOptions
from onrecord.sources.refusals import Refusal, too_large

SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "table", ".tsv": "table", ".tab": "table",
    ".warc": "warc", ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".docx": "docx", ".pdf": "pdf", ".eml": "mail",
}  # fmt: skip
MEDIA_TYPES = {
    "text": "text/plain", "html": "text/html", "mail": "message/rfc822", "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip  # of the formats that hold one report
SPLITTERS: dict[str, Callable[[IO[bytes], SourceOptions], Iterator[Part | Missed]]] = {
    "jsonl": json_lines.split_lines,
    "json": json_lines.split_file,
    "table": tables.split_rows,
    "warc": warc.split_records,
    "feed": feeds.split_entries,
}
OPENINGS = (
    ("warc", re.compile(rb"WARC/\d")),
    ("pdf", re.compile(rb"\s*%PDF-")),
    ("docx", re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]|word/|_rels/|docProps/)", re.DOTALL)),
)  # what bytes say of themselves, whatever the file is called
LOOKS = (
    (
        "feed",
        re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL | re.IGNORECASE),
    ),
    (
        "html",
        re.compile(
            rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.DOTALL | re.IGNORECASE
        ),
    ),
    ("json", re.compile(rb"\s*\[\s*\{")),
    ("jsonl", re.compile(rb"\s*\{\s*\"")),
    ("mail", re.compile(rb"(?:[A-Z][\w-]+: [^\n]*\n(?:[ \t][^\n]*\n)*){2,}(?<=\n)\r?\n")),
)  # what a stream or a file without a known name looks like
LARGEST_PAGE = 20_000_000  # bytes; a page or a mail beyond it is none that an outlet publishes
LARGEST_DOCUMENT = 300_000_000  # bytes; pictures make documents large


def open_reports(
    inputs: Sequence[str], options: SourceOptions | None = None, stdin: IO[bytes] | None = None
) -> Iterator[Captured | Refused]:
    """The reports of the inputs, in their order, one at a time; what is not read comes as Refused, and nothing raises.

    Files, folders, patterns (`*.txt`) and `-` for standard input.  `NAME.txt.json` beside `NAME.txt` says what is known
    of it and is no report.
    """
    options = options or SourceOptions()
    for given in inputs:
        if given == "-":
            yield from read_stream("-", stdin or sys.stdin.buffer, Known(), options)
            continue
        for path in paths_of(given):
            if isinstance(path, Refused):
                yield path
            elif not options.not_inputs or os.path.realpath(path) not in options.not_inputs:
                yield from read_path(path, options)


def paths_of(given: str) -> Iterator[str | Refused]:
    """The files that an input names, those of a folder by name; Refused where there is none."""
    if os.path.isdir(given):
        yield from files_in(given)
    elif os.path.exists(given):
        if not is_side_file(given):
            yield given
    elif found := sorted(glob.glob(given, recursive=True)):
        for path in found:
            if not is_side_file(path):
                yield from files_in(path) if os.path.isdir(path) else (path,)
    else:
        missing = Refusal("missing", "there is no such file; look at its name and folder")
        yield Refused.because(os.fsencode(given).decode("utf-8", "backslashreplace"), missing)


def files_in(folder: str) -> Iterator[str | Refused]:
    """The files of a folder and its folders, by name; those that begin with a dot are passed over."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Refused.because(folder, unreadable(error))
        return
    for entry in entries:
        if entry.name.startswith(".") or is_side_file(entry.path):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from files_in(entry.path)
        else:
            yield entry.path


def count_inputs(inputs: Sequence[str]) -> int | None:
    """How many reports the inputs hold; None where only reading tells, as of a stream or a crawl."""
    number = 0
    for given in inputs:
        for path in paths_of(given) if given != "-" else ("-",):
            name = path.lower() if isinstance(path, str) else "missing.txt"
            if name.endswith((".jsonl", ".ndjson")) and os.path.isfile(str(path)):
                number += lines_in(str(path))
            elif SUFFIXES.get(os.path.splitext(name.removesuffix(".gz"))[1], "jsonl") in SPLITTERS:
                return None
            else:
                number += 1
    return number


def lines_in(path: str) -> int:
    """How many lines a file has, counted as fast as a disk reads; one where it can't be read."""
    try:
        with open(path, "rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return 1


def is_side_file(path: str) -> bool:
    """Whether a file only says what is known of the one beside it."""
    return path.endswith(".json") and os.path.isfile(path.removesuffix(".json"))


def unreadable(error: OSError) -> Refusal:
    return Refusal("unreadable", f"{(error.strerror or str(error)).lower()}; look at the file and who may read it")


def stumbled(error: Exception) -> Refusal:
    what = f"it is not as files of its kind are, and can't be taken apart ({type(error).__name__})"
    return Refusal("unreadable", f"{what}; save it in another format")


def read_path(path: str, options: SourceOptions) -> Iterator[Captured | Refused]:
    source = os.fsencode(path).decode("utf-8", "backslashreplace")  # names of files need not be UTF-8, records are
    try:
        beside = known_beside(path)
        with open(path, "rb") as stream:
            yield from read_stream(source, stream, beside, options)
    except FileNotFoundError:
        yield Refused.because(source, Refusal("missing", "there is no such file; look at its name and folder"))
    except OSError as error:
        yield Refused.because(source, unreadable(error))
    except Refusal as refusal:
        yield Refused.because(source, refusal)


def known_beside(path: str) -> Known:
    """What `NAME.txt.json` says of `NAME.txt`."""
    side = Path(f"{path}.json")
    if not side.is_file():
        return Known()
    try:
        found = json.loads(side.read_bytes())
    except (ValueError, RecursionError) as error:
        raise Refusal("not_json", f"{side.name} beside it is not JSON ({error}); mend or remove it") from error
    if not isinstance(found, dict):
        raise Refusal("not_json", f"{side.name} beside it is no JSON object; mend or remove it")
    return Known.of(found)


def read_stream(path: str, stream: IO[bytes], beside: Known, options: SourceOptions) -> Iterator[Captured | Refused]:
    """The reports of one file or stream; whatever goes wrong with one is told, and the next is read."""
    number = 0
    try:
        for part in parts_of(path, buffered(stream), options):
            number += 1
            if isinstance(part, Missed):
                yield Refused.because(part.source(path), part.refusal)
            else:
                yield captured(part.source(path), part, beside, options)
    except Refusal as refusal:
        yield Refused.because(path, refusal)
    except (OSError, EOFError, zlib.error) as error:
        if isinstance(error, OSError) and error.errno is not None:
            yield Refused.because(path, unreadable(error))
        else:
            what = f"it is damaged or cut short ({error}); the {number} reports before were read. Fetch it again"
            yield Refused.because(path, Refusal("damaged", what))
    except Exception as error:  # a fault of a parser must not end the run
        yield Refused.because(path, stumbled(error))


def buffered(stream: IO[bytes]) -> io.BufferedReader:
    """The stream, so that one can look at its first bytes without taking them."""
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))


def captured(source: str, part: Part, beside: Known, options: SourceOptions) -> Captured | Refused:
    try:
        return capture(source, part, extraction_of(part.raw, part.media_type, options.most_characters), beside, options)
    except Refusal as refusal:
        return Refused.because(source, refusal)
    except Exception as error:  # a fault of a parser must not end the run
        return Refused.because(source, stumbled(error))


def parts_of(path: str, stream: io.BufferedReader, options: SourceOptions) -> Iterator[Part | Missed]:
    """The reports that a file holds, as bytes: one, or those that its format splits it into."""
    head = stream.peek(4096)
    packed = head.startswith(b"\x1f\x8b")
    kind = options.format or format_of(path, first_bytes(head) if packed else head)
    if kind in SPLITTERS:
        whole = stream if not packed or kind == "warc" else io.BufferedReader(gzip.GzipFile(fileobj=stream))
        yield from SPLITTERS[kind](
            in_utf_8(cast(io.BufferedReader, whole)) if kind in ("jsonl", "table") else whole, options
        )
        return
    largest = largest_of(kind, options.most_characters)
    raw = stream.read(largest + 1)
    if len(raw) > largest:
        raise too_large(options.most_characters)
    yield Part(raw, MEDIA_TYPES[kind])


def in_utf_8(stream: io.BufferedReader) -> IO[bytes]:
    """A stream of lines without its byte-order mark, and in UTF-8 where the mark is that of UTF-16."""
    mark = stream.peek(3)[:3]
    if mark[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return cast(IO[bytes], codecs.EncodedFile(stream, "utf-8", "utf-16"))
    if mark == codecs.BOM_UTF8:
        stream.read(3)
    return stream


def largest_of(kind: str, limit: int) -> int:
    """The bytes that a file of one report may have: a character of plain text has at most four."""
    if kind == "text":
        return 4 * limit + 4
    return LARGEST_DOCUMENT if kind in ("pdf", "docx") else max(LARGEST_PAGE, 8 * limit)


def first_bytes(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(packed, 4096)
    except zlib.error:
        return b""


def format_of(path: str, head: bytes) -> str:
    """The format of a file: what its bytes say, else its name, else what it looks like; text where nothing does.

    >>> format_of("a.txt", b"<html>"), format_of("-", b"<html>"), format_of("a.pdf.gz", b"WARC/1.1")
    ('text', 'html', 'warc')
    """
    for kind, opening in OPENINGS:
        if opening.match(head):
            return kind
    name = path.lower().removesuffix(".gz")
    named = SUFFIXES.get(os.path.splitext(name)[1])
    looks = next((kind for kind, opening in LOOKS if opening.match(head)), "text")
    if named == "json":
        return "jsonl" if is_json_line(head) else "json"
    return named or looks


def is_json_line(head: bytes) -> bool:
    """Whether a file's first line is a whole JSON object, and others follow."""
    line, newline, rest = head.partition(b"\n")
    try:
        return bool(newline) and bool(rest.strip()) and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def extract(raw: bytes, media_type: str) -> str:
    """The text of a report's bytes, as it was taken when they were captured; Refusal where they hold none."""
    return extraction_of(raw, media_type, LARGEST_DOCUMENT).text


def extraction_of(raw: bytes, media_type: str, limit: int) -> Extraction:
    kind = media_type.split(";")[0]
    if kind == "application/json":
        return json_lines.extract(raw, media_type)
    if kind == "text/csv":
        return tables.extract(raw, media_type)
    if kind in ("application/rss+xml", "application/atom+xml"):
        return feeds.extract(raw, media_type)
    if kind == MEDIA_TYPES["docx"]:
        return documents.extract_docx(raw)
    if kind == "application/pdf":
        return documents.extract_pdf(raw, limit)
    raw = unpacked(raw, max(LARGEST_PAGE, 8 * limit))
    if not raw.strip():
        raise Refusal("empty", "it is empty; leave it out")
    if kind == "text/html":
        return html.extract(raw, media_type)
    return mail.extract(raw) if kind == "message/rfc822" else plain.extract(raw)
