"""Files, folders, patterns, standard input, and what is known of them beforehand."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pytest

from onrecord.sources import Captured, SourceOptions, count_inputs, extract, open_reports
from tests.sources.inputs import STORY, only, read, refusal, write


def test_a_plain_text_is_taken_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path, "quay.txt", STORY)
    found = only(read(path))
    report = found.report
    assert report.text == STORY
    assert report.source == str(path)
    assert report.raw_sha256 == hashlib.sha256(STORY.encode()).hexdigest() == report.text_sha256
    assert report.id == hashlib.sha256(f"{report.raw_sha256}\n".encode()).hexdigest()[:16]
    assert (report.dateline, report.agency) == ("DUBLIN, March 4 (Harbour Wire)", "Harbour Wire")
    assert (report.title, report.published, report.byline, report.language) == (None, None, (), "en")
    assert extract(found.raw, found.media_type) == STORY


def test_the_address_is_part_of_the_id(tmp_path: Path) -> None:
    report = only(read(write(tmp_path, "quay.txt", STORY), url="https://wire.example/quay")).report
    assert report.id == hashlib.sha256(f"{report.raw_sha256}\nhttps://wire.example/quay".encode()).hexdigest()[:16]


def test_a_folder_is_read_by_name_with_its_folders(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt"):
        write(tmp_path, name, STORY)
    sources = [one.report.source for one in read(tmp_path) if isinstance(one, Captured)]
    assert sources == [str(tmp_path / name) for name in ("a.txt", "b.txt", "sub/c.txt")]
    assert count_inputs([str(tmp_path)]) == 3


def test_inputs_keep_their_order_and_patterns_are_read(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt", "three.md"):
        write(tmp_path, name, STORY)
    found = read(tmp_path / "three.md", tmp_path / "*.txt")
    assert [Path(one.report.source).name for one in found if isinstance(one, Captured)] == [
        "three.md", "one.txt", "two.txt"
    ]  # fmt: skip


def test_standard_input_is_read_as_what_it_looks_like() -> None:
    for content, name in ((STORY, "-"), (json.dumps({"id": "7", "body": STORY}), "-#7")):
        found = list(open_reports(["-"], stdin=io.BytesIO(content.encode())))
        assert only(found).report.source == name
        assert only(found).report.text == STORY
    assert count_inputs(["-"]) is None


def test_a_side_file_tells_of_the_file_beside_it_and_is_no_report(tmp_path: Path) -> None:
    write(tmp_path, "quay.txt", STORY)
    known = {
        "url": "https://wire.example/quay", "title": "Crane kills three", "publisher": "Harbour Wire",
        "byline": ["Ada Quill"], "agency": "Quay Press", "dateline": "DUBLIN", "published": "2031-03-04T07:30:00Z",
        "updated": "2031-03-04T09:00:00+00:00", "fetched": "2031-03-05", "language": "en", "id": "7",
    }  # fmt: skip
    side = write(tmp_path, "quay.txt.json", json.dumps(known))
    report = only(read(tmp_path, side)).report
    assert (report.url, report.title, report.publisher) == (known["url"], "Crane kills three", "Harbour Wire")
    assert (report.byline, report.agency, report.dateline) == (("Ada Quill",), "Quay Press", "DUBLIN")
    assert (report.published, report.updated) == ("2031-03-04T07:30:00Z", "2031-03-04T09:00:00Z")
    assert (report.fetched, report.source) == ("2031-03-05", str(tmp_path / "quay.txt"))


def test_options_count_more_than_the_side_file(tmp_path: Path) -> None:
    path = write(tmp_path, "quay.txt", STORY)
    write(tmp_path, "quay.txt.json", json.dumps({"published": "2031-03-04", "title": "Crane"}))
    report = only(read(path, published="2031-03-06", publisher="Harbour Wire")).report
    assert (report.published, report.title, report.publisher) == ("2031-03-06", "Crane", "Harbour Wire")


def test_a_side_file_that_is_not_json_fails_its_file(tmp_path: Path) -> None:
    path = write(tmp_path, "quay.txt", STORY)
    write(tmp_path, "quay.txt.json", "{")
    refused = refusal(read(path))
    assert refused.code == "not_json"
    assert refused.failed
    assert "quay.txt.json beside it is not JSON" in refused.message


def test_an_option_that_is_no_date_is_told_at_once() -> None:
    with pytest.raises(ValueError, match="published March 2031: not a date; write it as 2031-03-04"):
        SourceOptions(published="March 2031")
    with pytest.raises(ValueError, match="no field is called body"):
        SourceOptions(fields={"body": "x"})


def test_the_same_report_twice_has_one_id(tmp_path: Path) -> None:
    path = write(tmp_path, "quay.txt", STORY)
    first, second = read(path, path)
    assert isinstance(first, Captured)
    assert isinstance(second, Captured)
    assert first.report.id == second.report.id


def test_a_missing_file_and_an_unreadable_one_fail_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path, "quay.txt", STORY)
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    missing, loop, read_one = read(tmp_path / "none.txt", tmp_path)
    assert not isinstance(missing, Captured)
    assert (missing.code, missing.failed) == ("missing", True)
    assert missing.message == "there is no such file; look at its name and folder"
    assert not isinstance(loop, Captured)
    assert (loop.code, loop.failed) == ("unreadable", True)
    assert "look at the file and who may read it" in loop.message
    assert isinstance(read_one, Captured)
