"""Why an input is not read: a code, and a sentence with a way out."""

from __future__ import annotations

from typing import Literal

Code = Literal[
    "empty", "binary", "too_large", "no_article", "scanned_pdf", "language",
    "damaged", "not_json", "no_text", "missing", "unreadable", "reading",
]  # fmt: skip
FAILED: frozenset[Code] = frozenset({"damaged", "not_json", "no_text", "missing", "unreadable", "reading"})


class Refusal(Exception):
    """An input, or one report of it, is not read.

    A report that fails could not be read; one that is refused could, and is none that we take.
    """

    def __init__(self, code: Code, message: str, language: str | None = None) -> None:
        super().__init__(message)
        self.code: Code = code
        self.message = message
        self.language = language


def too_large(limit: int) -> Refusal:
    """What holds more text than is taken."""
    return Refusal(
        "too_large", f"it holds more than {limit:,} characters; split it, or raise the limit with --max-characters"
    )
