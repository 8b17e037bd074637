"""JSON, tables, feeds, documents and mail."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pypdf
import pytest

from onrecord.sources import Captured, Refused, extract
from tests.sources.inputs import STORY, only, read, refusal, write

TELEGRAM = "The harbour master of Dublin said on Monday that the quay would stay closed until the crane was gone."


def texts(found: list[Captured | Refused]) -> list[str]:
    for one in found:
        if isinstance(one, Captured):
            assert extract(one.raw, one.media_type) == one.report.text
            assert hashlib.sha256(one.raw).hexdigest() == one.report.raw_sha256
    return [one.report.text if isinstance(one, Captured) else one.code for one in found]


def test_json_lines_with_the_bad_ones_told(tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {"id": "q1", "text": STORY, "title": "Crane kills three", "date": "2031-03-04", "source": "Harbour Wire"}
        ),
        "{not json",
        "",
        json.dumps({"id": "q3", "title": "No text"}),
        json.dumps(["a list"]),
        json.dumps({"content": TELEGRAM, "published": "4 March 2031", "authors": ["Ada Quill", {"name": "Ben Oar"}]}),
        json.dumps({"text": "A lone \ud800 surrogate\r\n and NUL \0 in the text of the line."}),
    ]
    path = write(tmp_path, "wire.jsonl", "\n".join(lines))
    found = read(path)
    assert texts(found) == [
        STORY, "not_json", "no_text", "not_json", TELEGRAM,
        "A lone \ufffd surrogate\n and NUL \ufffd in the text of the line."
    ]  # fmt: skip
    sources = [one.report.source if isinstance(one, Captured) else one.source for one in found]
    assert sources == [f"{path}#{name}" for name in ("q1", "2", "q3", "5", "6", "7")]
    first, *_, last = (one for one in found if isinstance(one, Captured))
    assert (first.report.title, first.report.published, first.report.publisher) == (
        "Crane kills three", "2031-03-04", "Harbour Wire"
    )  # fmt: skip
    assert first.raw == lines[0].encode()
    failed = [one for one in found if isinstance(one, Refused)]
    assert all(one.failed for one in failed)
    assert "line 2 is not JSON" in failed[0].message
    assert failed[1].message == (
        "line 4 has no text under text, body or content; name its field with --field text=NAME"
    )
    assert last.report.byline == ()


def test_the_field_of_the_text_is_an_option(tmp_path: Path) -> None:
    path = write(
        tmp_path, "wire.jsonl.gz", gzip.compress(json.dumps({"story; full": STORY, "lead": TELEGRAM}).encode())
    )
    assert texts(read(path, fields={"text": "story; full"})) == [STORY]
    assert texts(read(path, fields={"text": "lead"})) == [TELEGRAM]


@pytest.mark.parametrize("indent", [None, 1])
def test_a_json_file_is_an_object_or_a_list(tmp_path: Path, indent: int | None) -> None:
    one, two = {"text": STORY, "id": 1}, {"text": TELEGRAM, "id": 2}
    path = write(tmp_path, "one.json", json.dumps(one, indent=indent))
    assert only(read(path)).report.source == str(path)
    path = write(tmp_path, "two.json", json.dumps([one, two], indent=indent))
    assert texts(read(path)) == [STORY, TELEGRAM]
    assert [x.report.source for x in read(path) if isinstance(x, Captured)] == [f"{path}#1", f"{path}#2"]
    path = write(tmp_path, "lines.json", f"{json.dumps(one)}\n{json.dumps(two)}\n")
    assert texts(read(path)) == [STORY, TELEGRAM]
    assert texts(read(write(tmp_path, "cut.json", json.dumps([one, two])[:-20]))) == [STORY, "not_json"]


@pytest.mark.parametrize(("name", "separator"), [("a.csv", ","), ("a.tsv", "\t"), ("b.csv", ";")])
def test_a_table_gives_a_report_a_row(tmp_path: Path, name: str, separator: str) -> None:
    quoted = '"' + STORY.replace('"', '""') + '"'
    rows = [["id", "title", "body", "date", "link"], ["7", "Crane", quoted, "2031-03-04", "https://wire.example/7"]]
    rows += [["8", "Empty", "", "", ""], ["9", "Quay", f'"{TELEGRAM}"', "soon", ""]]
    path = write(tmp_path, name, "\r\n".join(separator.join(row) for row in rows) + "\r\n")
    found = read(path)
    assert texts(found) == [STORY, "no_text", TELEGRAM]
    first, empty, last = found
    assert isinstance(first, Captured)
    assert isinstance(last, Captured)
    assert (first.report.source, first.report.url) == (f"{path}#7", "https://wire.example/7")
    assert (first.report.published, last.report.published) == ("2031-03-04", None)
    assert not isinstance(empty, Captured)
    assert empty.message == "row 2 has no text; fill or remove it"


def test_a_table_without_a_column_of_text_says_how_to_name_it(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", f"id,story\n1,{TELEGRAM}\n")
    assert refusal(read(path)).message == (
        "no column is called text or body or content; name the column with --field text=NAME"
    )
    assert texts(read(path, fields={"text": "story"})) == [TELEGRAM]


RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Wire</title>
<item><title>Crane kills three &amp; more</title><link>https://wire.example/1</link><guid>w1</guid>
<dc:creator>Ada Quill</dc:creator>
<pubDate>Tue, 04 Mar 2031 07:30:00 +0100</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{TELEGRAM}</p><p>“It is a <b>sad</b> day,” he said.</p><script>x()</script>]]>
</content:encoded></item>
<item><title>Quay</title><description>{TELEGRAM}</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay Press</title>
<entry><id>a1</id><title>Crane</title><link href="https://press.example/1"/><published>2031-03-04T07:30:00Z</published>
<updated>2031-03-04T08:00:00Z</updated><author><name>Ben Oar</name></author>
<content type="html">&lt;p&gt;{TELEGRAM}&lt;/p&gt;</content></entry></feed>"""


def test_feeds_give_a_report_an_entry(tmp_path: Path) -> None:
    found = read(write(tmp_path, "wire.rss", RSS), write(tmp_path, "press.xml", ATOM))
    assert texts(found) == [f"{TELEGRAM}\n\n“It is a sad day,” he said.", TELEGRAM, TELEGRAM]
    first, second, atom = (one.report for one in found if isinstance(one, Captured))
    assert (first.source, first.title, first.url) == (
        f"{tmp_path}/wire.rss#w1", "Crane kills three & more", "https://wire.example/1"
    )  # fmt: skip
    assert (first.publisher, first.byline, first.published) == (
        "Harbour Wire",
        ("Ada Quill",),
        "2031-03-04T07:30:00+01:00",
    )
    assert second.source == f"{tmp_path}/wire.rss#2"
    assert (atom.publisher, atom.byline, atom.url) == ("Quay Press", ("Ben Oar",), "https://press.example/1")
    assert (atom.published, atom.updated) == ("2031-03-04T07:30:00Z", "2031-03-04T08:00:00Z")


def test_a_word_document(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Situation report", 1)
    document.add_paragraph(TELEGRAM)
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Killed", "3"
    document.add_paragraph("“The quay is closed,” he said.")
    document.core_properties.title, document.core_properties.author = "Quay report", "Ada Quill"
    document.save(str(tmp_path / "a.docx"))
    found = read(tmp_path / "a.docx")
    assert texts(found) == [f"Situation report\n\n{TELEGRAM}\n\nKilled\t3\n\n“The quay is closed,” he said."]
    assert (only(found).report.title, only(found).report.byline) == ("Quay report", ("Ada Quill",))
    refused = refusal(read(write(tmp_path, "b.docx", STORY)))
    assert (refused.code, refused.failed) == ("damaged", True)
    assert refused.message == "it is no Word document that can be opened; save it again as DOCX"


@pytest.mark.parametrize(
    ("part", "words", "code"),
    [
        ("[Content_Types].xml", b"<Types/>", "damaged"), ("word/document.xml", b"<x/>", "damaged"),
        ("docProps/core.xml", b"<x/>", "damaged"), ("_rels/.rels", b"", "damaged"),
        ("word/document.xml", b" " * 100_000_001, "too_large"),
    ],
)  # fmt: skip
def test_a_word_document_with_a_part_that_is_none_fails_in_words(
    tmp_path: Path, part: str, words: bytes, code: str
) -> None:
    docx.Document().save(str(tmp_path / "whole.docx"))
    with ZipFile(tmp_path / "whole.docx") as whole, ZipFile(tmp_path / "a.docx", "w", ZIP_DEFLATED) as made:
        for name in whole.namelist():
            made.writestr(name, words if name == part else whole.read(name))
    refused = refusal(read(tmp_path / "a.docx"))
    assert refused.code == code
    assert "Error" not in refused.message


def pdf_of(lines: list[str]) -> bytes:
    """A PDF of one page with these lines."""
    drawn = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {drawn} ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Title(Quay report)/CreationDate(D:20310304073000Z)>>",
    ]  # fmt: skip
    written, offsets = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        offsets.append(len(written))
        written += f"{number} 0 obj{one}endobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n{len(written)}\n%%EOF"
    return f"{written}xref\n0 7\n0000000000 65535 f \n{table}{trailer}".encode()


def test_a_pdf_with_a_text_layer(tmp_path: Path) -> None:
    raw = pdf_of(["The crane fell on the quay at noon on Monday, police said, and", "three dock-", "ers were killed."])
    found = read(write(tmp_path, "a.pdf", raw), write(tmp_path, "report", raw))
    assert (
        texts(found)
        == ["The crane fell on the quay at noon on Monday, police said, and three dockers were killed."] * 2
    )
    assert isinstance(found[0], Captured)
    assert (found[0].report.title, found[0].report.published) == ("Quay report", "2031-03-04T07:30:00Z")


def test_a_scanned_pdf_is_refused_and_a_broken_one_fails(tmp_path: Path) -> None:
    scan = pypdf.PdfWriter()
    scan.add_blank_page(612, 792)
    kept = io.BytesIO()
    scan.write(kept)
    refused = refusal(read(write(tmp_path, "scan.pdf", kept.getvalue())))
    assert (refused.code, refused.failed) == ("scanned_pdf", False)
    assert refused.message == "it is a scan without a text layer; run it through OCR (ocrmypdf) first"
    broken = refusal(read(write(tmp_path, "broken.pdf", b"%PDF-1.4\nnothing")))
    assert (broken.code, broken.failed) == ("damaged", True)


MAIL = f"""From: Harbour Wire <desk@wire.example>
To: news@paper.example
Subject: =?utf-8?q?Crane_kills_three_=E2=80=93_police?=
Date: Tue, 04 Mar 2031 07:30:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset="windows-1252"
Content-Transfer-Encoding: quoted-printable

=93It fell,=94 he said. {TELEGRAM}
--b
Content-Type: text/html

<p>No.</p>
--b--
"""


def test_a_mail(tmp_path: Path) -> None:
    found = read(write(tmp_path, "a.eml", MAIL), write(tmp_path, "mail", MAIL))
    assert texts(found) == [f"“It fell,” he said. {TELEGRAM}"] * 2
    assert isinstance(found[0], Captured)
    report = found[0].report
    assert (report.title, report.publisher, report.published) == (
        "Crane kills three – police", "Harbour Wire", "2031-03-04T07:30:00Z"
    )  # fmt: skip
    alone = (
        MAIL.split("--b\n")[0].replace('multipart/alternative; boundary="b"', "text/html")
        + f"<p>{TELEGRAM}</p><p>End.</p>"
    )
    assert texts(read(write(tmp_path, "b.eml", alone))) == [f"{TELEGRAM}\n\nEnd."]


def test_rows_and_lines_in_utf_16_and_with_a_mark(tmp_path: Path) -> None:
    table, line = f"id,text\n1,“Closed” {TELEGRAM}\n", json.dumps({"text": TELEGRAM})
    for encoding in ("utf-16", "utf-8-sig"):
        assert texts(read(write(tmp_path, "a.csv", table.encode(encoding)))) == [f"“Closed” {TELEGRAM}"]
        assert texts(read(write(tmp_path, "a.jsonl", f"{line}\n{line}\n".encode(encoding)))) == [TELEGRAM] * 2


def test_a_stray_mark_does_not_swallow_the_rows_behind_it(tmp_path: Path) -> None:
    rows = f'id,text\n1,The 5" gun was silent. {TELEGRAM}\n2,"{TELEGRAM}\n\n{TELEGRAM}"\n3,"{TELEGRAM}'
    found = texts(read(write(tmp_path, "a.csv", rows)))
    assert found == [f'The 5" gun was silent. {TELEGRAM}', f"{TELEGRAM}\n\n{TELEGRAM}", TELEGRAM]


def test_a_row_that_is_too_long_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    rows = f"id,text\n1,{'The port was closed. ' * 200_000}\n2,{TELEGRAM}\n"
    found = read(write(tmp_path, "a.csv", rows), most_characters=10_000)
    assert texts(found) == ["too_large", TELEGRAM]


@pytest.mark.parametrize(
    ("opening", "title", "byline", "dateline"),
    [
        ("Bomb at grain terminal\n\nBy Ada Quill\n\nDUBLIN, March 4 (Harbour Wire) - ", "Bomb at grain terminal",
         ("Ada Quill",), "DUBLIN, March 4 (Harbour Wire)"),
        ("Bomb at grain terminal\nBy Ada Quill\n\n", "Bomb at grain terminal", ("Ada Quill",), None),
        ("By Ada Quill\n\nDUBLIN (Harbour Wire) - ", None, ("Ada Quill",), "DUBLIN (Harbour Wire)"),
        ("DUBLIN, March 4 - ", None, (), "DUBLIN, March 4"),
        ("Dublin: ", None, (), "Dublin"),
        ("Update: ", None, (), None),
        ("Minister: ", None, (), None),
        ("By Thursday night the army had left\n\n", "By Thursday night the army had left", (), None),
        ("Poltava, 9 March 2024\n\n", None, (), None),
        ("- Quetta attack kills 12\n\n", None, (), None),
        ("From: ada@example.org\n\n", None, (), None),
        ("A bomb tore through a grain terminal\nin Dublin on Tuesday. ", None, (), None),
    ],
)  # fmt: skip
def test_a_plain_text_opens_with_its_headline_its_byline_and_its_dateline(
    tmp_path: Path, opening: str, title: str | None, byline: tuple[str, ...], dateline: str | None
) -> None:
    text = opening + "Two people were hurt when a bomb tore through a grain terminal, the harbour police said.\n"
    report = only(read(write(tmp_path, "quay.txt", text))).report
    assert report.text == text
    assert (report.title, report.byline, report.dateline) == (title, byline, dateline)


@pytest.mark.parametrize(
    ("head", "byline", "published"),
    [
        ("By Ada Quill and Ben Oar\nHarbour Wire\nTuesday, March 9, 2032\n", ("Ada Quill", "Ben Oar"), "2032-03-09"),
        ("By a Staff Correspondent\nCove Post\nMay 16, 2032\n", (), "2032-05-16"),
        ("14 May 2032\nBy Ada Quill\n", ("Ada Quill",), "2032-05-14"),
        ("\nPublished on March 9, 2032, 9:15 pm\n", (), "2032-03-09T21:15:00"),
        ("March 9\n", (), None),
        ("In March 2032\n", (), None),
    ],
)
def test_the_lines_under_a_headline_say_who_wrote_it_and_when(
    tmp_path: Path, head: str, byline: tuple[str, ...], published: str | None
) -> None:
    body = "Two people were hurt when a bomb tore through a grain terminal, the harbour police said.\n"
    report = only(
        read(write(tmp_path, "quay.txt", f"Bomb at a grain terminal\n{head}\nDUBLIN, March 9 - {body}"))
    ).report
    assert (report.byline, report.published) == (byline, published)
    if published:
        assert (report.title, report.dateline) == ("Bomb at a grain terminal", "DUBLIN, March 9")
