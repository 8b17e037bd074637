"""What is known of a report beside its text, and how its inputs are to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from onrecord.sources.dates import iso_date

MOST_CHARACTERS = 1_000_000  # characters: the longest books are shorter, and a report is a thousandth of it

FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "published": ("published", "date", "published_at"),
    "updated": ("updated", "modified"),
    "fetched": ("fetched",),
    "publisher": ("publisher", "source"),
    "byline": ("byline", "authors", "author"),
    "agency": ("agency",),
    "dateline": ("dateline",),
    "language": ("language",),
    "id": ("id",),
}  # the names under which a JSON object or a table may hold them, the first that is there counts
DATES = ("published", "updated", "fetched")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a report beside its text; None where nothing says it."""

    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    byline: tuple[str, ...] = ()
    agency: str | None = None
    dateline: str | None = None
    published: str | None = None
    updated: str | None = None
    fetched: str | None = None
    language: str | None = None
    id: str | None = None

    def over(self, other: Known) -> Known:
        """What is known here, and from the other what is not.

        >>> Known(title="Quay closed").over(Known(title="Quay", url="https://wire.example/1")).url
        'https://wire.example/1'
        """
        return replace(other, **{f.name: mine for f in fields(self) if (mine := getattr(self, f.name))})

    @classmethod
    def of(cls, given: Mapping[str, Any], names: Mapping[str, str] | None = None) -> Known:
        """What an object or a row says, under the usual names or those that are given; a date that is none is left out.

        >>> Known.of({"headline": "Quay closed", "date": "4 March 2031", "author": "Ada Quill"})
        Known(url=None, title='Quay closed', publisher=None, byline=('Ada Quill',), agency=None, dateline=None, \
published='2031-03-04', updated=None, fetched=None, language=None, id=None)
        """
        found: dict[str, Any] = {}
        for name in FIELDS:
            key = field_name(name, given, names)
            if name == "text" or key is None:
                continue
            value = given[key]
            if name == "byline":
                found[name] = tuple(filter(None, map(words, value if isinstance(value, list) else [value])))
            else:
                found[name] = iso_date(value) if name in DATES else words(value)
        return cls(**found)


NOTHING = Known()


def words(value: Any) -> str | None:
    """A string or a number as one line of words, the `name` of an object; None for anything else."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    return " ".join(without_surrogates(str(value)).split()) or None


def without_surrogates(text: str) -> str:
    """The text with U+FFFD for each NUL and each lone surrogate, which no UTF-8 file can hold."""
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        text = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def field_name(name: str, given: Mapping[str, Any], names: Mapping[str, str] | None) -> str | None:
    """The key under which an object has what we call name: the one that is given for it, else the first usual one."""
    candidates = (names[name],) if names and name in names else FIELDS[name]
    return next((key for key in candidates if given.get(key) not in (None, "")), None)


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How inputs are read: what is known of them all, the names of fields, the format, the longest text taken."""

    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    byline: tuple[str, ...] = ()
    agency: str | None = None
    dateline: str | None = None
    published: str | None = None
    updated: str | None = None
    fetched: str | None = None
    language: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    format: str | None = None
    most_characters: int = MOST_CHARACTERS
    languages: tuple[str, ...] = ("en",)
    not_inputs: frozenset[str] = frozenset()  # real paths of what is written meanwhile: no folder brings it in

    def __post_init__(self) -> None:
        """ValueError where a date is not ISO 8601 to the day, or a field is none that we know."""
        for name in DATES:
            if (given := getattr(self, name)) and iso_date(given) is None:
                raise ValueError(f"{name} {given}: not a date; write it as 2031-03-04 or 2031-03-04T07:30:00Z")
        if unknown := sorted(set(self.fields) - set(FIELDS)):
            raise ValueError(f"no field is called {unknown[0]}; name one of {', '.join(FIELDS)}")

    @property
    def known(self) -> Known:
        """What is known of every report beforehand."""
        given = {f.name: getattr(self, f.name) for f in fields(Known) if f.name != "id"}
        return Known(**given | {name: iso_date(given[name]) for name in DATES})
