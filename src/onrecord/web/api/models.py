"""What programs send and get."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field, JsonValue

Ident = Annotated[str, Path(min_length=1, max_length=300)]
Number = Annotated[int, Query(ge=1, le=100_000, description="the page")]
Size = Annotated[int, Query(ge=1, le=200, description="rows a page")]
Words = Annotated[str, Query(max_length=200)]
Value = Annotated[str | None, Query(max_length=300)]
Form = Annotated[Literal["json", "jsonl"], Query(description="jsonl: all rows, an object a line, as they are found")]
Text = Annotated[str, Field(min_length=1, max_length=300)]
Why = Annotated[str | None, Field(max_length=2000)]


class Fault(BaseModel):
    """What went wrong, and what would do, in one sentence."""

    error: str


class Strict(BaseModel):
    """What is sent has these fields and no others."""

    model_config = ConfigDict(extra="forbid")


class Rows(BaseModel):
    """A page of a list."""

    total: int
    page: int
    rows: list[dict[str, Any]]


class Hit(BaseModel):
    """A report or statement that holds the words; in the snippet they stand between brackets."""

    report: str
    source: str
    title: str | None
    statement: str | None
    snippet: str
    story: str | None


class Hits(BaseModel):
    hits: list[Hit]


Mark = Annotated[
    str, Field(max_length=64, description="the queue's mark of a cell: one that has changed since is not decided on")
]


class Answer(Strict):
    """What somebody says of a cell: `after` has for a correction the fields that change, for an addition those that are
    known, for a split its parts."""

    action: Literal["confirm", "correct", "reject", "unsure", "add", "merge", "split"]
    report: Text
    kind: Text
    cells: Annotated[list[Text], Field(max_length=100)] = []
    after: dict[str, JsonValue] | list[dict[str, JsonValue]] | None = None
    why: Why = None
    blind: bool = False
    settles: bool = False
    seen: Mark | None = None


class Undo(Strict):
    """Why a decision is taken back stands in the next one."""

    number: Annotated[int, Field(ge=1, le=2**53)]


Across = Annotated[
    Literal["happenings", "stories", "copies", "people"], Field(description="happenings: incidents across reports")
]


class Merge(Strict):
    """Groups that are one, by their ids: the first stays."""

    kind: Across = "happenings"
    groups: Annotated[list[Text], Field(min_length=2, max_length=100)]
    why: Why = None


class Split(Strict):
    """The parts of a group, each by its members: reports, of incidents and people `report:part`; the first stays."""

    kind: Across = "happenings"
    group: Text
    parts: Annotated[
        list[Annotated[list[Text], Field(min_length=1, max_length=1000)]], Field(min_length=2, max_length=50)
    ]
    why: Why = None


class Login(Strict):
    """A name and its password."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    password: Annotated[str, Field(min_length=1, max_length=200)]


class Who(BaseModel):
    """Who asks."""

    name: str
    role: Literal["reader", "reviewer", "admin"]


class Paste(Strict):
    """A text to be read, and what is known of it; a date as 2031-03-04."""

    text: Annotated[str, Field(min_length=1, max_length=100_000)]
    published: Annotated[str | None, Field(max_length=40)] = None
    publisher: Annotated[str | None, Field(max_length=200)] = None
    title: Annotated[str | None, Field(max_length=300)] = None
