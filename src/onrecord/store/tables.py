"""The tables of a record file.

The record of each reading is kept whole, as the contract's JSON; the other tables hold what people ask for, so that no
question has to open every record.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

SCHEMA_VERSION = 1

metadata = sa.MetaData()


def table(name: str, *columns: sa.Column | sa.Constraint) -> sa.Table:  # type: ignore[type-arg]
    """A STRICT table."""
    return sa.Table(name, metadata, *columns, sqlite_strict=True)


def text(name: str, **options: Any) -> sa.Column[str]:
    return sa.Column(name, sa.Text, **options)


def of_reading() -> sa.Column[int]:
    """The reading that a row belongs to; rows go with it."""
    return sa.Column(
        "reading", sa.Integer, sa.ForeignKey("readings.number", ondelete="CASCADE"), index=True, nullable=False
    )


about = table("about", text("key", primary_key=True), text("value", nullable=False))

captures = table(
    "captures",
    text("raw_sha256", primary_key=True),
    text("media_type", nullable=False),
    sa.Column("raw", sa.LargeBinary, nullable=False),  # zstandard
)

readings = table(
    "readings",
    sa.Column("number", sa.Integer, primary_key=True),
    text("report", nullable=False, index=True),
    text("key", nullable=False, unique=True),  # hash of the report's text and metadata and of who read it
    sa.Column("superseded", sa.Integer, nullable=False),  # 1 where a later reading has taken its place
    text("source", nullable=False),
    text("url"),
    text("title"),
    text("publisher"),
    text("published", index=True),
    text("raw_sha256", nullable=False, index=True),
    sa.Column("record", sa.LargeBinary, nullable=False),  # the contract's JSON, zstandard
)

statements = table(
    "statements",
    of_reading(),
    text("id", nullable=False),
    text("speaker", index=True),
    text("kind", nullable=False),
    text("act", nullable=False),
    text("words", nullable=False),
)

events = table(
    "events",
    of_reading(),
    text("id", nullable=False),
    text("type", index=True),
    text("modality", nullable=False),
    text("place"),
    text("start"),
    text("end"),
    text("words", nullable=False),
)

figures = table(
    "figures",
    of_reading(),
    text("id", nullable=False),
    text("measure", nullable=False, index=True),
    sa.Column("value", sa.REAL),
    sa.Column("low", sa.REAL),
    sa.Column("high", sa.REAL),
    text("said_by"),
    text("words", nullable=False),
)

places = table(
    "places",
    of_reading(),
    text("id", nullable=False),
    text("name", nullable=False, index=True),
    text("country"),
    sa.Column("lat", sa.REAL),
    sa.Column("lon", sa.REAL),
)

found_as = table(  # how many decisions the rows above were made with, where there were any
    "found_as",
    sa.Column("reading", sa.Integer, sa.ForeignKey("readings.number", ondelete="CASCADE"), primary_key=True),
    sa.Column("decisions", sa.Integer, nullable=False),
)

refused = table(
    "refused",
    text("source", primary_key=True),
    text("code", primary_key=True),
    text("message", nullable=False),
    text("language"),
)

decisions = sa.Table(  # what people decided: rows are only ever added
    "decisions",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    text("id", nullable=False, unique=True),  # the same in every record: hash of what was decided
    text("made", nullable=False),
    text("who", nullable=False),
    text("action", nullable=False),
    text("kind", nullable=False),
    text("report", index=True),  # null for incidents across reports
    text("text_sha256"),
    text("reading"),  # the key of the reading at the time
    text("cell"),  # its id then
    text("name", nullable=False),  # its kind and words, by which it is known in another reading
    text("before"),  # JSON
    text("after"),  # JSON
    text("names", nullable=False),  # of the cells that before and after refer to, by id, as JSON
    text("seen"),
    text("why"),
    sa.Column("blind", sa.Integer, nullable=False),
    sa.Column("settles", sa.Integer, nullable=False),
    sa.Column("undoes", sa.Integer, sa.ForeignKey("decisions.number")),
    text("previous", nullable=False),  # SHA-256 of the row before
    text("sha256", nullable=False),  # of this one, the row before included
    sqlite_strict=True,
    sqlite_autoincrement=True,  # so that a last row that was taken away is missed
)
for change in ("UPDATE", "DELETE"):
    forbid = sa.DDL(  # type: ignore[no-untyped-call]
        f"CREATE TRIGGER decisions_stay_{change.lower()} BEFORE {change} ON decisions"
        " BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END"
    )
    sa.event.listen(decisions, "after_create", forbid)

links = table(  # which copies, stories and incidents there are, in the order in which their ids were given
    "links",
    sa.Column("number", sa.Integer, primary_key=True),
    text("kind", nullable=False),
    text("link", nullable=False),
    text("now"),  # the id of what it is a part of since; null while it stands for itself
    sa.UniqueConstraint("kind", "link"),
)

linked = table(
    "linked",
    text("kind", primary_key=True),
    text("member", primary_key=True),  # a report, or a part of one: its id, a colon, the part's
    sa.Column("link", sa.Integer, sa.ForeignKey("links.number"), nullable=False, index=True),
)

linked_before = table(  # the ids that members had once, in case they are taken apart again
    "linked_before",
    text("kind", primary_key=True),
    text("member", primary_key=True),
    sa.Column("link", sa.Integer, sa.ForeignKey("links.number"), primary_key=True),
)

# how reports were joined to others; all of it can be made anew from the readings, but for the ids above --------------

joined = table(
    "joined",
    sa.Column("number", sa.Integer, primary_key=True),  # in the order in which they were joined
    text("report", nullable=False, unique=True),
    sa.Column("reading", sa.Integer, nullable=False, unique=True),
    sa.Column("moment", sa.REAL, nullable=False),  # when it was published, in days; undated ones after all others
    text("url", index=True),
    text("agency"),  # whose dispatch it says it is
    text("words", nullable=False),  # hash of its words, whatever the line breaks
    sa.Column("copies", sa.Integer, nullable=False, index=True),  # number of the first of its copies
    sa.Column("story", sa.Integer, nullable=False, index=True),  # number of the first of its story
)

paragraphs = table(  # each once: those that are alike are known by the first
    "paragraphs",
    sa.Column("number", sa.Integer, primary_key=True),
    text("report", nullable=False, index=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("shingles", sa.LargeBinary, nullable=False),
    text("reports", nullable=False),  # the first reports that have it, as JSON
)

wordings = table(  # the very words in which a paragraph was seen
    "wordings",
    sa.Column("words", sa.Integer, primary_key=True),
    sa.Column("paragraph", sa.Integer, sa.ForeignKey("paragraphs.number", ondelete="CASCADE"), index=True),
)

marks = sa.Table(  # MinHash bands
    "marks",
    metadata,
    sa.Column("mark", sa.Integer, primary_key=True),
    sa.Column("paragraph", sa.Integer, sa.ForeignKey("paragraphs.number", ondelete="CASCADE"), primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

reused = table(  # paragraphs that stand in a report after another had them
    "reused",
    sa.Column("paragraph", sa.Integer, sa.ForeignKey("paragraphs.number", ondelete="CASCADE"), primary_key=True),
    text("report", primary_key=True),
    sa.Column("start", sa.Integer, primary_key=True),
    sa.Column("end", sa.Integer, nullable=False),
)

word_counts = table(
    "word_counts",
    text("word", primary_key=True),
    sa.Column("reports", sa.Integer, nullable=False),
)

courses = table(  # what a new report is laid beside to see whether it belongs to a story
    "courses",
    sa.Column("story", sa.Integer, primary_key=True),
    sa.Column("reports", sa.Integer, nullable=False),
    sa.Column("first", sa.REAL),  # days
    sa.Column("last", sa.REAL),
    text("words", nullable=False),  # the sum of its reports' weighed words, as JSON
)

course_words = sa.Table(  # the weightiest words of each story
    "course_words",
    metadata,
    text("word", primary_key=True),
    sa.Column("story", sa.Integer, primary_key=True, index=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

scenes = table(
    "scenes",
    sa.Column("number", sa.Integer, primary_key=True),
    text("report", nullable=False, index=True),
    sa.Column("story", sa.Integer, nullable=False, index=True),
    sa.Column("incident", sa.Integer, nullable=False, index=True),  # the number of the first of its scenes
    text("member", nullable=False, unique=True),  # its name among the members of incidents
    text("start", index=True),
    text("told", nullable=False),  # what it is known by, as JSON
)

placed = table(  # the groups to which reports were joined that people put into others
    "placed",
    text("kind", primary_key=True),
    text("report", primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
)

LINKS = (links, linked, linked_before)
STATE = (joined, paragraphs, wordings, marks, reused, word_counts, courses, course_words, scenes, placed)
