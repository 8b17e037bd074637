"""Crawls: a report a page, and what is told of one that is cut short or has a wrong length."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from onrecord.sources import Captured, Refused, extract
from tests.sources.inputs import read, refusal, write

PARAGRAPHS = (
    "<p>A crane fell on the quay of Dublin on Monday and killed three dockers, the police said in a statement.</p>"
    "<p>“We heard it from the bridge,” said Nora Tiernan, the harbour master, who has asked for an inquiry.</p>"
    "<p>The port was closed for the day, and some 40 ships were waiting in the bay when night fell on Monday.</p>"
)


def page(number: int) -> bytes:
    title = f"Crane kills three, report {number}"
    body = (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{PARAGRAPHS}</article></body></html>"
    )
    return body.encode("cp1252")


def record(
    number: int,
    length: int | None = None,
    kind: str = "response",
    media_type: str = "text/html; charset=windows-1252",
    status: str = "200 OK",
    body: bytes | None = None,
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n\r\n".encode() + (
        page(number) if body is None else body
    )
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://wire.example/{number}\r\n"
        f"WARC-Date: 2031-03-04T07:30:0{number}Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(http) if length is None else length}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def titles(found: list[Captured | Refused]) -> list[str | None]:
    return [one.report.title if isinstance(one, Captured) else one.code for one in found]


@pytest.mark.parametrize("packed", [True, False])
def test_a_crawl_gives_a_report_a_page(tmp_path: Path, packed: bool) -> None:
    records = [
        record(1), record(2, kind="request"), record(3, media_type="image/png"), record(4, status="404 Not Found"),
        record(5), record(6, body=b"<html><body><p>Menu</p></body></html>"),
    ]  # fmt: skip
    path = write(tmp_path, "crawl.warc.gz", b"".join(map(gzip.compress, records) if packed else records))
    found = read(path)
    assert titles(found) == ["Crane kills three, report 1", "Crane kills three, report 5", "no_article"]
    one = found[1]
    assert isinstance(one, Captured)
    assert (one.report.source, one.report.url) == (f"{path}#urn:uuid:5", "https://wire.example/5")
    assert one.report.fetched == "2031-03-04T07:30:05Z"
    assert one.raw == page(5)
    assert one.media_type == "text/html; charset=windows-1252"
    assert "“We heard it from the bridge,”" in one.report.text
    assert extract(one.raw, one.media_type) == one.report.text


@pytest.mark.parametrize("cut", [1, 40, 200])
@pytest.mark.parametrize("packed", [True, False])
def test_a_truncated_crawl_fails_behind_what_was_read(tmp_path: Path, packed: bool, cut: int) -> None:
    records = [gzip.compress(one) if packed else one for one in (record(1), record(2), record(3))]
    content = b"".join(records)[: -cut if packed else -cut - 4]
    path = write(tmp_path, "crawl.warc.gz" if packed else "crawl.warc", content)
    after = write(tmp_path, "after.txt", "The port of Dublin was open again on Tuesday.")
    found = read(path, after)
    expected = ["Crane kills three, report 1", "Crane kills three, report 2", "damaged", None]
    if packed and cut == 1:
        expected.insert(2, "Crane kills three, report 3")  # only the checksum is cut: the record is whole
        expected.remove("damaged")
    assert titles(found) == expected
    if "damaged" in expected:
        refused = found[2]
        assert isinstance(refused, Refused)
        assert refused.failed
        assert refused.source == str(path)
        assert refused.message == (
            f"it ends inside a record at byte {len(content):,}; the 2 reports before it were read. Fetch the file again"
        )


@pytest.mark.parametrize("length", [100, 5000])
def test_a_record_with_a_wrong_length_fails_and_is_not_taken(tmp_path: Path, length: int) -> None:
    path = write(tmp_path, "crawl.warc", record(1) + record(2, length=length) + record(3) * 9)
    found = read(path)
    assert titles(found) == ["Crane kills three, report 1", "damaged"]
    refused = refusal(found[1:])
    assert refused.failed
    assert (
        "has a wrong length, or the file is damaged or cut short there; the report before it was read"
        in refused.message
    )


@pytest.mark.parametrize("content", [b"WARC/1.1\r\n", b"WARC/1.1 nothing of a crawl", b"\x1f\x8b\x08\x00"])
def test_what_is_no_crawl_fails(tmp_path: Path, content: bytes) -> None:
    found = read(write(tmp_path, "crawl.warc.gz", content))
    assert [one.failed for one in found if isinstance(one, Refused)] == [True] * len(found)
