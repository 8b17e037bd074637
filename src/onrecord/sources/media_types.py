"""Media types with their parameters: what kept bytes are, and where their text stands in them."""

from __future__ import annotations

from urllib.parse import quote, unquote


def media_type(kind: str, **given: str) -> str:
    """A media type with its parameters.

    >>> media_type("application/json", text="body; raw")
    'application/json; text=body%3B%20raw'
    """
    return "; ".join([kind, *(f"{name}={quote(value, safe='')}" for name, value in given.items())])


def parameters(kind: str) -> dict[str, str]:
    """The parameters of a media type.

    >>> parameters("text/html; charset=windows-1252")
    {'charset': 'windows-1252'}
    """
    parts = (part.partition("=") for part in kind.split(";")[1:])
    return {name.strip().lower(): unquote(value.strip().strip('"')) for name, _, value in parts}
