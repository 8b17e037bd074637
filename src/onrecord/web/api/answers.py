"""How answers are given to programs: an object, or rows one by one as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson
from fastapi import Request
from fastapi.responses import StreamingResponse

from onrecord.web.api.models import Fault

LINES = "application/jsonl"
TOGETHER = 200  # lines that are sent at once
FAULTS: dict[int | str, dict[str, Any]] = {
    status: {"model": Fault, "description": told}
    for status, told in {
        400: "not understood", 401: "log in first", 403: "not for you", 404: "not there", 409: "it does not fit",
        413: "too large", 415: "not JSON", 422: "not as it has to be", 429: "too often", 503: "not now",
    }.items()
}  # fmt: skip


def as_lines(request: Request, form: str) -> bool:
    """Whether a program asks for lines."""
    return form == "jsonl" or LINES in request.headers.get("accept", "")


def lines(rows: Iterable[Any]) -> StreamingResponse:
    """Rows as lines, sent as they are found."""
    return StreamingResponse(packets(rows), media_type=LINES)


def packets(rows: Iterable[Any]) -> Iterator[bytes]:
    waiting: list[bytes] = []
    for row in rows:
        waiting.append(orjson.dumps(row) + b"\n")
        if len(waiting) >= TOGETHER:
            yield b"".join(waiting)
            waiting.clear()
    yield b"".join(waiting)
