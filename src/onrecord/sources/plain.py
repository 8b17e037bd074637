"""Plain text: the file's content exactly as it is."""

from __future__ import annotations

from onrecord.sources.captured import Extraction
from onrecord.sources.decoding import decode


def extract(raw: bytes) -> Extraction:
    """The text of a plain file."""
    return Extraction(decode(raw))
