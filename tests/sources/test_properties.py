"""Properties: what is written to a text file comes back, and no bytes make the sources raise."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.sources import Captured, Refused, SourceOptions, extract, open_reports
from onrecord.sources.inputs import MEDIA_TYPES, SPLITTERS
from tests.sources.inputs import only, read, write

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\r\n\t"), min_size=1)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(TEXTS.filter(str.strip))
@example("one\r\ntwo\rthree\n")
@example("\ufeff\ufeffmark")
@example("e\u0301 \U0001f6a2 \u202e“")
def test_any_text_comes_back_with_its_line_ends_read(tmp_path: Path, text: str) -> None:
    found = only(read(write(tmp_path, "a.txt", text), language="en"))
    assert found.report.text == text.removeprefix("\ufeff").replace("\r\n", "\n")
    assert extract(found.raw, found.media_type) == found.report.text


BEGINNINGS = st.sampled_from(
    [b"", b"<html><body><p>", b'{"text": "', b"[", b"WARC/1.1\r\n", b"%PDF-1.4\n", b"PK\x03\x04",
        b"\x1f\x8b\x08\x00", b"\xff\xfe", b"text,id\n"]
)  # fmt: skip


@quick
@pytest.mark.parametrize("kind", [None, *MEDIA_TYPES, *SPLITTERS])
@given(beginning=BEGINNINGS, rest=st.binary(max_size=300))
def test_no_bytes_make_it_raise(kind: str | None, beginning: bytes, rest: bytes) -> None:
    for one in open_reports(["-"], SourceOptions(format=kind), io.BytesIO(beginning + rest)):
        assert isinstance(one, Captured | Refused)
        if isinstance(one, Captured):
            assert one.report.text.encode().decode() == one.report.text
            assert "\0" not in one.report.text
        else:
            assert re.fullmatch(r"\S.*", one.message, re.DOTALL)
