"""Corpora as reports: folders of texts, and files with a text a line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.model.records import Report


def report_of(source: str, text: str, **known: Any) -> Report:
    """A report made of a text and what is known about it."""
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    ident = hashlib.sha256(f"{digest}\n{known.get('url') or ''}".encode()).hexdigest()[:16]
    blank = dict.fromkeys(("url", "title", "publisher", "agency", "dateline", "published", "updated", "fetched"))
    return Report(
        id=ident,
        source=source,
        **{**blank, **known},
        byline=(),
        language="en",
        text=text,
        text_sha256=digest,
        raw_sha256=digest,
    )


def corpus(path: Path) -> Iterator[Report]:
    """The reports of a corpus: a file of lines {id, text, url?, title?, published?, publisher?}, or a folder of texts
    (PolNeAR's has them in text/)."""
    if path.is_dir():
        folder = path / "text" if (path / "text").is_dir() else path
        for file in sorted(folder.glob("*.txt")):
            text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
            yield report_of(file.name, text)
        return
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            known = {key: row.get(key) for key in ("url", "title", "published", "publisher")}
            yield report_of(f"{row['id']}.txt", row["text"], **known)
