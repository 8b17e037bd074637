"""The nouns of a record, as the contract names them; every one frozen, every cell with its span.

Records refer to each other by id, so that each stands alone.  `Record` holds them all and looks ids up.
Fields and words are those of the output contract; `as_json` writes them, with the `quotes` that show each span's words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from onrecord.model.span import Span

MOST_COUNTED = 10**15  # beyond all that is counted, sums of money too; any reader of JSON holds it exactly

EntityType = Literal["person", "group", "organisation", "government", "armed_force", "armed_group", "media", "place"]
StatementKind = Literal["direct", "indirect", "mixed"]
StatementMode = Literal["said", "written", "thought", "intended"]
Act = Literal[
    "state", "accuse", "deny", "appeal", "demand", "threaten", "promise", "condemn", "praise", "apologise",
    "ask", "agree", "reject", "announce", "warn",
]  # fmt: skip
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "ACCIDENT", "DISASTER",
]  # fmt: skip
Modality = Literal["happened", "ongoing", "attempted", "planned", "threatened", "hypothetical", "denied"]
Certainty = Literal["fact", "reported", "alleged", "suspected", "claimed", "denied"]
Measure = Literal[
    "killed", "injured", "missing", "detained", "abducted", "displaced", "besieged", "affected",
    "duration", "money", "weapons", "other",
]  # fmt: skip
Precision = Literal["exact", "about", "at_least", "at_most", "more_than", "fewer_than", "range", "vague"]
Change = Literal["total", "additional", "down_from"]
FigureStatus = Literal["confirmed", "feared", "denied"]
FactStatus = Literal["current", "former", "ended", "disputed"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Stage = Literal["accomplished", "attempted", "threatened"]


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it was taken in: its text, what is known about it, and the hash of the bytes it came from."""

    id: str
    source: str
    url: str | None
    title: str | None
    publisher: str | None
    byline: tuple[str, ...]
    agency: str | None
    dateline: str | None
    published: str | None
    updated: str | None
    fetched: str | None
    language: str
    text: str
    text_sha256: str
    raw_sha256: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what a report speaks of, with every mention that stands for it."""

    SPANS: ClassVar = ("mentions",)
    id: str
    name: str
    type: EntityType
    mentions: tuple[Span, ...]
    link: dict[str, str | int] | None = None
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """Through what something was said: a post, a briefing, a broadcast."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Party:
    """A participant or addressee: the words, and the entity they stand for where there is one."""

    entity: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what, to whom, through which channel."""

    SPANS: ClassVar = ("content", "cue", "source", "channel.span", "addressees.span")
    id: str
    kind: StatementKind
    mode: StatementMode
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: str | None = None
    channel: Channel | None = None
    addressees: tuple[Party, ...] = ()
    act: Act = "state"
    negated: bool = False
    time: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, who did it to whom, where and when, and who says so."""

    SPANS: ClassVar = ("trigger", "actors.span", "recipients.span", "targets.span", "instruments")
    id: str
    type: EventType | None
    mode: str | None
    trigger: Span
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    instruments: tuple[Span, ...] = ()
    place: str | None = None
    time: str | None = None
    modality: Modality = "happened"
    attribution: str | None = None
    certainty: Certainty = "fact"
    background: bool = False
    figures: tuple[str, ...] = ()
    how: str | None = None


@dataclass(frozen=True, slots=True)
class Population:
    """Who or what a figure counts, as worded."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people, things, time or money, with its hedge as an interval.

    low and high are null where the words give no bound; value is null for a range or a vague word.
    """

    SPANS: ClassVar = ("population.span", "span")
    id: str
    measure: Measure
    value: int | float | None
    low: int | float | None
    high: int | float | None
    precision: Precision
    rule: str | None
    unit: str | None
    population: Population | None
    part_of: str | None
    change: Change
    status: FigureStatus
    span: Span
    event: str | None = None
    statement: str | None = None
    place: str | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class FactObject:
    """What a fact says of its subject."""

    entity: str | None
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Fact:
    """Background: a role, a membership, who holds a territory, how it is recognised."""

    SPANS: ClassVar = ("object.span", "span")
    id: str
    subject: str
    relation: str
    object: FactObject
    start: str | None
    end: str | None
    status: FactStatus | None
    span: Span
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place that is named, resolved against the gazetteer; a country has no point."""

    SPANS: ClassVar = ("mentions",)
    id: str
    name: str
    mentions: tuple[Span, ...]
    kind: str | None
    demonym: bool
    lat: float | None
    lon: float | None
    radius_km: float | None
    country: str | None
    admin1: str | None
    geonames: int | None
    confidence: float
    candidates: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A TIMEX3: a time expression with its normalised value; start and end are inclusive ISO dates."""

    SPANS: ClassVar = ("span", "anchor")
    id: str
    span: Span
    type: TimeType
    value: str | None
    start: str | None
    end: str | None
    anchor: Span | str | None
    resolved: bool


@dataclass(frozen=True, slots=True)
class DateRange:
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """Who is said to have done it, how certainly, and in which statement."""

    entity: str | None
    span: Span
    certainty: Certainty
    attribution: str | None


@dataclass(frozen=True, slots=True)
class Victim:
    name: str | None
    description: str | None
    type: str | None
    number: int | None
    figure: str | None
    effect: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class DamagedObject:
    name: str | None
    type: str | None
    number: int | None
    effect: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Incident:
    """The events of one report that are one happening."""

    SPANS: ClassVar = ("perpetrators.span", "victims.span", "objects.span")
    id: str
    events: tuple[str, ...]
    type: EventType | None
    subtype: str | None
    stage: Stage
    date: DateRange
    place: str | None
    weapons: tuple[str, ...]
    perpetrators: tuple[Perpetrator, ...]
    victims: tuple[Victim, ...]
    objects: tuple[DamagedObject, ...]
    figures: tuple[str, ...]
    background: bool
    summary: str | None


@dataclass(frozen=True, slots=True)
class Trait:
    """What is told of somebody, as one value, and the words that tell it."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Harm:
    """What is said to have happened to somebody, in which event and incident, and in which statement."""

    measure: Measure
    span: Span
    status: FigureStatus
    event: str | None
    incident: str | None
    statement: str | None


@dataclass(frozen=True, slots=True)
class Casualty:
    """One person who is told to have been harmed, named or described alone, with all that the report tells of him.

    The span is the mention; earlier_age is what the report says was told before and is wrong.
    """

    SPANS: ClassVar = (
        "span", "name.span", "description.span", "age.span", "earlier_age.span", "sex.span", "role.span", "status.span",
        "harms.span",
    )  # fmt: skip
    id: str
    span: Span
    entity: str | None
    name: Trait | None
    description: Trait | None
    age: Trait | None
    earlier_age: Trait | None
    sex: Trait | None
    role: Trait | None
    status: Trait | None
    harms: tuple[Harm, ...]


@dataclass(frozen=True, slots=True)
class Warning:
    """What was skipped, guessed or left open, and why."""

    SPANS: ClassVar = ("span",)
    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ReaderInfo:
    """Which program and which models read the report."""

    version: str
    models: dict[str, str]
    runtime: str


@dataclass(frozen=True, slots=True)
class Records:
    """The records read so far from one report; each reader adds its own kind."""

    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    facts: tuple[Fact, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    incidents: tuple[Incident, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    warnings: tuple[Warning, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A report and all that was read out of it."""

    report: Report
    reader: ReaderInfo
    records: Records = field(default_factory=Records)
