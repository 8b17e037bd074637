"""A pasted text is read and shown, and nothing of it is kept; what is not read is said in one sentence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.store.record_file import RecordFile
from onrecord.store.writing import Capture
from onrecord.web.app import MOST_BYTES, create_app
from onrecord.web.aside import LONG, NotTaken, Pasted, Reader

TEXT = (
    "Mayor Ines Dell said on Tuesday that at least 12 people were killed when a bridge fell in Havana.\n\n"
    '"We are still looking for three fishermen," she told reporters at the harbour.\n'
)
GERMAN = "Die Bürgermeisterin sagte am Dienstag, dass bei dem Einsturz der Brücke zwölf Menschen getötet wurden. " * 4


@pytest.fixture(scope="module")
def client(maine: list[Capture], tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("paste") / "maine.db"
    with RecordFile(path, create=True) as record:
        record.add(maine[:1])
    with TestClient(create_app(path), base_url="http://localhost") as made:
        yield made


def token(client: TestClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get("/paste").text)
    assert found
    return found[1]


def test_a_text_is_read_and_not_kept(client: TestClient) -> None:
    path: Path = client.app.state.record.path  # type: ignore[attr-defined]
    before = client.get("/api/reports").json(), hashlib.sha256(path.read_bytes()).hexdigest()
    answer = client.post("/paste", data={"token": token(client), "text": TEXT, "published": "2031-03-04"})
    assert answer.status_code == 200, answer.text
    assert "Ines Dell" in answer.text
    assert "nothing of it is kept" in answer.text
    assert "/original" not in answer.text
    assert (client.get("/api/reports").json(), hashlib.sha256(path.read_bytes()).hexdigest()) == before


def test_a_file_is_read(client: TestClient) -> None:
    page = f"<html><body><article><h1>Bridge</h1><p>{TEXT * 3}</p></article></body></html>".encode()
    answer = client.post("/paste", data={"token": token(client)}, files={"file": ("bridge.html", page, "text/html")})
    assert answer.status_code == 200, answer.text
    assert "Ines Dell" in answer.text


@pytest.mark.parametrize(
    ("given", "status", "told"),
    [
        ({"text": ""}, 422, "neither a text nor a file"),
        ({"text": GERMAN}, 422, "it is in German"),
        ({"text": "Word by word. " * 9000}, 413, "more than 100,000 characters"),
        ({"text": TEXT, "published": "soon"}, 422, "not a date"),
    ],
)
def test_what_is_not_read_is_said_in_place(client: TestClient, given: dict[str, str], status: int, told: str) -> None:
    answer = client.post("/paste", data=given | {"token": token(client)})
    assert answer.status_code == status
    assert told in answer.text


def test_a_file_of_a_wrong_kind_is_refused(client: TestClient) -> None:
    files = {"file": ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "image/png")}
    answer = client.post("/paste", data={"token": token(client)}, files=files)
    assert answer.status_code == 422
    assert "This was not read" in answer.text


def test_what_is_too_large_is_refused_before_it_is_taken(client: TestClient) -> None:
    answer = client.post("/paste", content=b"x" * (MOST_BYTES + 1), headers={"Content-Type": "text/plain"})
    assert answer.status_code == 413
    assert "larger than 10 MB; send a part of it" in answer.text
    assert "style.css" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    told = client.post("/api/read", content=b"x" * (MOST_BYTES + 1), headers={"Content-Type": "application/json"})
    assert (told.status_code, "larger than 10 MB" in told.json()["error"]) == (413, True)


def test_what_is_no_form_is_said_in_a_sentence(client: TestClient) -> None:
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        answer = client.post("/paste", content=b"no form", headers={"Content-Type": kind})
        assert answer.status_code == 400
        assert "open the page again" in answer.text


def test_programs_read_a_text_as_well(client: TestClient) -> None:
    made = client.post("/api/read", json={"text": TEXT, "published": "2031-03-04"}).json()
    assert made["report"]["text"] == TEXT
    assert made["figures"]
    refused = client.post("/api/read", json={"text": GERMAN})
    assert (refused.status_code, "German" in refused.json()["error"]) == (422, True)


def test_what_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    reader = Reader(seconds=0.05)
    with pytest.raises(NotTaken, match=re.escape(LONG)):
        reader.read(Pasted("a.txt", TEXT.encode() * 300))
    reader.seconds = 60
    assert reader.read(Pasted("a.txt", TEXT.encode()))["report"]["text"] == TEXT
    reader.end()
