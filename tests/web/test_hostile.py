"""Reports that try to run something are shown as what they are: text."""

from __future__ import annotations

import hashlib
from html.parser import HTMLParser
from pathlib import Path
from random import Random

import pytest
from fastapi.testclient import TestClient

from onrecord.model.records import Entity, Event, ReaderInfo, Record, Records, Report, Statement
from onrecord.model.span import Span
from onrecord.store.record_file import RecordFile
from onrecord.store.writing import Capture
from onrecord.web.app import create_app

NUMBER = 150
PIECES = (
    "<script>alert(1)</script>", "</script><script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    "javascript:alert(1)", "\"><b onmouseover='x'>", "' onfocus='x", "{{ 7*7 }}", "{% include 'x' %}", "<!--", "-->",
    "]]>", "&lt;script&gt;", "&#60;", "\u202e", "\u2066", "\ufeff", "</textarea></title></style>",
    "<style>*{display:none}</style>", "<a href='javascript:1'>", "=cmd()", "@import", "W" * 3000, "\u0301" * 60,
    "\U0001f4a5", "\ue000", "\ue001", "\n\n", " said ", "Mayor Dell", "12 people", "<base href=//e>",
    "<meta http-equiv=refresh>",
)  # fmt: skip
ALLOWED = frozenset(
    "html head meta title link script body a header nav form input main article p h1 h2 h3 details summary span ul ol "
    "li fieldset legend label div svg rect section b small q footer button aside mark code select option kbd "
    "sup cite".split()
)


class Seen(HTMLParser):
    """The tags and attributes of a page, and the text of the report in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.faults: list[str] = []
        self.depth = 0
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.add(tag)
        for name, value in attrs:
            if (
                name.startswith("on")
                or name == "style"
                or (name in ("href", "src") and "script:" in (value or "")[:12])
            ):
                self.faults.append(name)
        if tag == "script" and not (told.get("src") or "").startswith("/static/"):
            self.faults.append("script")
        if self.depth:
            self.depth += tag == "div"
        elif tag == "div" and told.get("class") == "text":
            self.depth = 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= bool(self.depth) and tag == "div"

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.text.append(data)


def hostile_record(chance: Random) -> Record:
    """A report of hostile pieces, with cells wherever."""
    text = "".join(chance.choice(PIECES) for _ in range(chance.randint(3, 14))) + "end"
    spans = [Span.of(text, *sorted(chance.sample(range(len(text) + 1), 2))) for _ in range(4)]
    digest = hashlib.sha256(text.encode()).hexdigest()
    nasty = chance.choice(PIECES).strip() or "x"
    report = Report(
        id=digest[:16], source=f"hostile{nasty}", url=f"javascript:{nasty}", title=nasty, publisher=nasty,
        byline=(nasty,), agency=nasty, dateline=None, published="2031-03-04", updated=None, fetched=None, language="en",
        text=text, text_sha256=digest, raw_sha256=digest,
    )  # fmt: skip
    person = Entity("e1", nasty, "person", (spans[0],))
    said = Statement("s1", "direct", "said", (spans[1],), (spans[2],), (spans[0],), speaker="e1")
    event = Event("v1", "ASSAULT", None, spans[3])
    return Record(report, ReaderInfo("0", {}, ""), Records(entities=(person,), statements=(said,), events=(event,)))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[TestClient, list[Record]]:
    chance = Random(12)
    records = list({one.report.id: one for one in (hostile_record(chance) for _ in range(NUMBER))}.values())
    path: Path = tmp_path_factory.mktemp("inert") / "record.db"
    with RecordFile(path, create=True) as record:
        record.add([Capture(one, one.report.text.encode(), "text/html") for one in records])
    return TestClient(create_app(path), base_url="http://localhost"), records


def test_a_report_s_text_is_shown_whole_and_inert(hostile: tuple[TestClient, list[Record]]) -> None:
    client, records = hostile
    for one in records:
        answer = client.get(f"/reports/{one.report.id}")
        assert answer.status_code == 200
        seen = Seen()
        seen.feed(answer.text)
        assert not seen.faults, one.report.text
        assert seen.tags <= ALLOWED, seen.tags - ALLOWED
        assert "".join(seen.text) == one.report.text
        assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "where", ["/", "/incidents", "/reports", "/people", "/places", "/search?q=end", "/search?q=Dell"]
)
def test_lists_and_searches_are_inert(hostile: tuple[TestClient, list[Record]], where: str) -> None:
    client, _ = hostile
    seen = Seen()
    seen.feed(client.get(where).text)
    assert not seen.faults
    assert seen.tags <= ALLOWED, seen.tags - ALLOWED
