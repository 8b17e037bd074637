"""Inputs that the tests write, and what comes of them."""

from __future__ import annotations

from pathlib import Path

from onrecord.sources import Captured, Refused, SourceOptions, open_reports

STORY = (
    "DUBLIN, March 4 (Harbour Wire) - A crane fell on the quay on Monday and killed three dockers, police said.\n\n"
    "“We heard it from the bridge,” said Nora Tiernan, the harbour master.\n"
)


def read(*paths: Path | str, **options: object) -> list[Captured | Refused]:
    return list(open_reports([str(path) for path in paths], SourceOptions(**options)))  # type: ignore[arg-type]


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only(found: list[Captured | Refused]) -> Captured:
    assert len(found) == 1
    assert isinstance(found[0], Captured), found[0]
    return found[0]


def refusal(found: list[Captured | Refused]) -> Refused:
    assert len(found) == 1
    assert isinstance(found[0], Refused), found[0]
    return found[0]
