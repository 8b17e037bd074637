"""What one person rejected is still seen: by the next in the queue, in the report, and behind every link to it."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

from onrecord.store.decisions import decisions_in
from onrecord.store.record_file import RecordFile
from onrecord.web.app import create_app
from tests.web.test_review_pages import send


def as_person(record: RecordFile, who: str) -> TestClient:
    return TestClient(create_app(record.path, local=who), base_url="http://localhost")


def test_what_one_person_rejected_is_seen_and_asked_of_others(record: RecordFile) -> None:
    with as_person(record, "Ada") as client:
        page = client.get("/review?kind=figures").text
        before = int(re.search(r"<strong>(\d+)</strong> left", page)[1])  # type: ignore[index]
        send(client, "/review?kind=figures", "reject", why="of another ship")
        assert f"<strong>{before - 1}</strong> left" in client.get("/review?kind=figures").text
        made = decisions_in(record)[-1]
        shown = client.get(f"/reports/{made.report}").text
        assert "rejected by Ada: <q>of another ship</q>" in shown
        assert re.search(rf'class="cell figure[^"]* rejected" id="{made.cell}".*?<s>', shown, re.S)
    check = f"/review?report={made.report}&cell={made.cell}"
    with as_person(record, "Bo") as client:
        queue = client.get("/review?kind=figures").text
        assert f"<strong>{before}</strong> left" in queue
        assert "one person rejected it" in client.get(f"/review?kind=figures&report={made.report}").text
        page = client.get(check).text
        assert "<b>Ada</b> rejected this record" in page
        send(client, check, "confirm")
        confirmed = decisions_in(record)[-1]
        assert (confirmed.action, confirmed.name) == ("confirm", made.name)
        assert "reviewers disagree" in client.get(check).text


def test_a_link_to_no_record_shows_no_other(record: RecordFile) -> None:
    report = next(record.views()).report.id
    with as_person(record, "Ada") as client:
        answer = client.get(f"/review?report={report}&cell=f999")
        assert answer.status_code == 404
        assert "There is no record f999 in this report any more." in answer.text


def test_two_who_reject_are_asked_no_more(record: RecordFile) -> None:
    for who in ("Ada", "Bo"):
        with as_person(record, who) as client:
            if who == "Bo":
                made = decisions_in(record)[-1]
                where = f"/review?report={made.report}&cell={made.cell}"
            else:
                where = "/review?kind=figures"
            send(client, where, "reject", why="no count")
    with as_person(record, "Cy") as client:
        assert "one person rejected it" not in client.get(f"/review?kind=figures&report={made.report}").text
