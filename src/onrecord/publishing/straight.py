"""Words in which nothing turns the rest of a line around, for pages."""

from __future__ import annotations

import re
from typing import Any

TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # marks that turn around what comes after them


def straight(value: Any) -> Any:
    """A value as a page shows it among other words; a template that needs it to the letter escapes it: `| e`.

    >>> straight("Cove \\u202eMail"), straight(12)
    ('Cove Mail', 12)
    """
    if type(value) is str and not value.isascii():
        return TURNING.sub("", value)
    return value
