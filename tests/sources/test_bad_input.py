"""Bad input: what is read all the same, and what is refused with which words."""

from __future__ import annotations

import codecs
from pathlib import Path
from time import monotonic

import pytest

from onrecord.model.span import Span
from onrecord.sources import extract
from onrecord.sources.html import TAG, bounded, tree_of
from tests.sources.inputs import STORY, only, read, refusal, write

CAFE = "The owner of the café said that the naïve plan of the port was “a shame”.\n"


@pytest.mark.parametrize(
    "raw",
    [
        CAFE.encode(),
        codecs.BOM_UTF8 + CAFE.encode(),
        CAFE.encode("cp1252"),
        CAFE.encode("utf-16"),
        CAFE.encode("utf-16-le"),
        CAFE.encode("utf-16-be"),
        codecs.BOM_UTF16_BE + CAFE.encode("utf-16-be"),
        CAFE.encode("utf-32"),
        CAFE.replace("\n", "\r\n").encode(),
    ],
)
def test_encodings_and_marks(tmp_path: Path, raw: bytes) -> None:
    found = only(read(write(tmp_path, "a.txt", raw)))
    assert found.report.text == CAFE
    assert extract(found.raw, found.media_type) == CAFE


def test_latin_1_is_read(tmp_path: Path) -> None:
    text = "The café was hit, and the owner said that he would not leave.\n"
    assert only(read(write(tmp_path, "a.txt", text.encode("latin-1")))).report.text == text


def test_nul_and_lone_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    raw = STORY.encode() + b"The radio\x00 said \xed\xa0\x80that he was safe."
    text = only(read(write(tmp_path, "a.txt", raw))).report.text
    assert text == STORY + "The radio\ufffd said \ufffdthat he was safe."
    assert text.encode()


@pytest.mark.parametrize("before", ["🚢🇮🇪 ", "قال المتحدث: ", "e\u0301\u0323 ", "\u202eabc\u202c ", "👩‍👩‍👧 "])
def test_offsets_stay_right_behind_what_is_wide(tmp_path: Path, before: str) -> None:
    text = only(read(write(tmp_path, "a.txt", before + STORY), language="en")).report.text
    start = text.index("three dockers")
    assert Span.of(text, start, start + 13).text == "three dockers"
    assert start == len(before) + STORY.index("three dockers")


def test_marks_without_number_and_without_end(tmp_path: Path) -> None:
    for text in ("“" * 10_000 + STORY, STORY + "“We heard nothing, said the guard"):
        assert only(read(write(tmp_path, "a.txt", text))).report.text == text


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    for content in (b"", b" \n\t\n", codecs.BOM_UTF8):
        refused = refusal(read(write(tmp_path, "a.txt", content)))
        assert (refused.code, refused.failed) == ("empty", False)
        assert refused.message.endswith("leave it out")


@pytest.mark.parametrize(
    "raw", [b"\x89PNG\r\n\x1a\n" + bytes(200), bytes(range(256)) * 40, b"\x7fELF" + STORY.encode()]
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a", "a.eml"])
def test_a_binary_file_is_refused(tmp_path: Path, raw: bytes, name: str) -> None:
    refused = refusal(read(write(tmp_path, name, raw)))
    assert (refused.code, refused.failed) == ("binary", False)
    assert refused.message == "it is no text but binary data; save it as text, HTML, DOCX or PDF"


def test_a_line_of_fifty_megabytes_is_refused(tmp_path: Path) -> None:
    line = b"The port was closed. " * 2_500_000
    for name, content in (
        ("a.txt", line),
        ("b.jsonl", b'{"text": "' + line + b'"}\n{"text": "The port is open again."}\n'),
    ):
        refused, *rest = read(write(tmp_path, name, content))
        assert refusal([refused]).code == "too_large"
        assert refusal([refused]).message == (
            "it holds more than 1,000,000 characters; split it, or raise the limit with --max-characters"
        )
        assert len(rest) == (name == "b.jsonl")


def test_the_limit_is_raised_by_an_option(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", STORY * 3)
    assert refusal(read(path, most_characters=len(STORY))).code == "too_large"
    assert only(read(path, most_characters=3 * len(STORY))).report.text == STORY * 3


@pytest.mark.parametrize(
    ("text", "tag", "name"),
    [
        (
            "Drei Hafenarbeiter starben, als ein Kran auf den Kai stürzte, teilte die Polizei am Montag mit.",
            "de",
            "German",
        ),
        ("Trois dockers sont morts lorsque la grue est tombée sur le quai, a annoncé la police lundi.", "fr", "French"),
        ("Abasebenzi abathathu basezibukweni babulawe yi-crane ewele phezu kwabo, kusho amaphoyisa.", "zu", "Zulu"),
        ("Wafanyakazi watatu wa bandari waliuawa wakati kreni ilipoanguka, polisi walisema Jumatatu.", "sw", "Swahili"),
        ("월요일 부두에서 크레인이 쓰러져 항만 노동자 세 명이 숨졌다고 경찰이 밝혔다.", "ko", "Korean"),
        ("Три докера погибли, когда на причал упал кран, сообщила полиция в понедельник.", "ru", "Russian"),
    ],
)
def test_another_language_is_refused_by_its_name(tmp_path: Path, text: str, tag: str, name: str) -> None:
    refused = refusal(read(write(tmp_path, "a.txt", text)))
    assert (refused.code, refused.language, refused.failed) == ("language", tag, False)
    assert refused.message == f"it is in {name} ({tag}), and only English is read; translate it, or leave it out"


@pytest.mark.parametrize(
    "text", ["Bomb kills 12 in Kyiv", "POLICE: BOMB", "Putin visits Beijing", "Kostas Papadopoulos, Athens", "12 34"]
)
def test_a_short_english_line_is_not_taken_for_another_language(tmp_path: Path, text: str) -> None:
    assert only(read(write(tmp_path, "a.txt", text))).report.language == "en"


def test_a_damaged_gzip_file_fails(tmp_path: Path) -> None:
    refused = refusal(read(write(tmp_path, "a.html.gz", b"\x1f\x8b\x08\x00" + bytes(40))))
    assert (refused.code, refused.failed) == ("damaged", True)
    assert refused.message.endswith("fetch it again")


@pytest.mark.parametrize("before", ["", 'a=">" ', 'a=x" ', "a='>' ", "<!-->"])
@pytest.mark.parametrize("between", [" a{}=1", '/a{}="1"', " a{}"])
def test_a_tag_of_many_attributes_is_read_without_them(before: str, between: str) -> None:
    many = "".join(between.format(n) for n in range(30_000))
    words = "Two dockers were hurt when a crane fell on the quay of Oakley on Tuesday, the harbour office said."
    page = f"<html><body><h1>Crane falls</h1><p {before}{many}>{words}</p><p>{words}</p></body></html>"
    begun = monotonic()
    tree_of(page)
    assert monotonic() - begun < 5


def test_tags_stay_as_they_are() -> None:
    page = "<!-- <p x> --><script>if (a<b && c) { d = '</p>' }</script><p class='x y' id=\"z\">One.</p>" + "<!-- open"
    assert TAG.sub(bounded, page) == page
