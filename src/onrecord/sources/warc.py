"""WARC: a report for each page that a crawler was sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from onrecord.sources.captured import Missed, Part
from onrecord.sources.dates import iso_date
from onrecord.sources.media_types import media_type
from onrecord.sources.options import Known, SourceOptions
from onrecord.sources.refusals import Refusal

PAGES = ("text/html", "application/xhtml+xml")
LARGEST = 20_000_000  # bytes of a page: ten times the largest news page seen


def split_records(stream: IO[bytes], options: SourceOptions) -> Iterator[Part | Missed]:
    """The pages of a crawl; a record counts once the next begins where its length says, so a wrong length fails it."""
    waiting: Part | Missed | None = None
    number = 0
    try:
        for record in ArchiveIterator(stream, parse_http=False):
            if waiting is not None:
                yield waiting
                number += isinstance(waiting, Part)
            waiting = page_of(record, number + 1)
    except EndsInside:
        yield Missed(cut_short(f"it ends inside a record at byte {stream.tell():,}", number))
    except OSError:
        at = f"the record before byte {stream.tell():,} has a wrong length, or the file is damaged or cut short there"
        yield Missed(cut_short(at, number))
    else:
        if waiting is not None:
            yield waiting


class EndsInside(Exception):
    """A file ends before its last record does."""


def cut_short(what: str, number: int) -> Refusal:
    read = "the report before it was read" if number == 1 else f"the {number} reports before it were read"
    return Refusal("damaged", f"{what}; {read}. Fetch the file again")


def page_of(record: WarcRecord, number: int) -> Part | Missed | None:
    """The page in a record; None for what is none.  EndsInside where the file ends before the record does."""
    wanted = record.headers.get("Content-Length") or ""
    if not wanted.isdigit():
        raise EndsInside
    if int(wanted) > LARGEST:
        record.consume()
        return Missed(
            Refusal("too_large", f"the page has more than {LARGEST:,} bytes; leave it out"), number, own_id(record)
        )
    record.freeze()
    if record.content_length != int(wanted):
        raise EndsInside
    if record.record_type != WarcRecordType.response:
        return None
    return html_of(record, number)


def html_of(record: WarcRecord, number: int) -> Part | Missed | None:
    try:
        record.parse_http(auto_decode="all")
        body = record.reader.read()
    except OSError as error:
        return Missed(
            Refusal("damaged", f"its HTTP answer cannot be decoded ({error}); fetch it again"), number, own_id(record)
        )
    headers = record.http_headers
    if (
        headers is None
        or (record.http_content_type or "").lower() not in PAGES
        or headers.status_code not in (200, None)
    ):
        return None
    charset = record.http_charset
    kind = media_type("text/html", charset=charset) if charset else "text/html"
    known = Known(
        url=(record.headers.get("WARC-Target-URI") or "").strip("<>") or None,
        fetched=iso_date(record.headers.get("WARC-Date", "")),
        id=own_id(record),
    )
    return Part(body, kind, known, number)


def own_id(record: WarcRecord) -> str | None:
    return (record.headers.get("WARC-Record-ID") or "").strip("<>") or None
