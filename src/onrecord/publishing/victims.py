"""Victims across reports as objects: each cell with all that is told of it, where, in which words and by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypedDict

from onrecord.linking.copies import agencies_by_report, copies_of
from onrecord.linking.harmed import Told
from onrecord.linking.joint import JointIncident, incidents_of
from onrecord.linking.same_people import agree
from onrecord.linking.scenes import sentence_at
from onrecord.linking.stories import stories_of
from onrecord.linking.victims import Victim, find_victims
from onrecord.model.records import FigureStatus, Measure, Trait
from onrecord.model.span import Span
from onrecord.model.view import StatementView
from onrecord.publishing.incidents import date_object, place_object
from onrecord.publishing.linked import joined
from onrecord.publishing.objects import DateObject, PlaceObject
from onrecord.publishing.wording import sureness
from onrecord.reconciling.same_voices import name_in_all, same_names
from onrecord.reconciling.voices import Voice, voice_in
from onrecord.store.links import Group, ids_in
from onrecord.store.record_file import RecordFile

TRAITS = ("name", "description", "age", "sex", "role", "status")
GRAVEST: tuple[Measure, ...] = ("killed", "missing", "abducted", "detained", "injured", "affected")
LABELS = ("name", "description", "role")  # of several, that of most reports stands for all

Settled = Literal["single", "agreed", "corrected", "variants", "unresolved"]
Voices = dict[tuple[str, str], str]
Ids = Callable[[Sequence[Group]], Mapping[str, str]]


class TraitTold(TypedDict):
    """What one report tells of a trait; standing: told, or corrected where a report says that it was wrong."""

    value: str
    report: str
    span: list[int]
    quote: str
    said_by: str
    published: str | None
    standing: Literal["told", "corrected"]


class TraitObject(TypedDict):
    """A trait of a victim: the value, null where reports tell several that can't all be true, and all that is told."""

    value: str | None
    settled: Settled
    told: list[TraitTold]


class HarmObject(TypedDict):
    """What one report says happened to a victim."""

    measure: Measure
    status: FigureStatus
    report: str
    span: list[int]
    quote: str
    said_by: str
    published: str | None


class CandidateObject(TypedDict):
    """Another entry that may be the same person."""

    id: str
    name: str


class VictimObject(TypedDict):
    """One person; harm is the gravest that is told, disputed where somebody denies it."""

    id: str
    name: TraitObject | None
    description: TraitObject | None
    age: TraitObject | None
    sex: TraitObject | None
    role: TraitObject | None
    status: TraitObject | None
    harm: Measure
    harm_status: Literal["confirmed", "feared", "disputed"]
    harms: list[HarmObject]
    named_by: list[str]
    reports: list[str]
    candidates: list[CandidateObject]


class VictimsObject(TypedDict):
    """A line of `onrecord victims --format jsonl`: an incident with its victims."""

    incident: str
    story: str
    type: str | None
    subtype: str | None
    summary: str | None
    place: PlaceObject | None
    date: DateObject
    background: bool
    victims: list[VictimObject]


def victims_in(record: RecordFile, incident: str | None = None) -> Iterator[VictimsObject]:
    """The incidents of a record of which victims are told one by one, or one incident alone, with their victims."""
    with joined(record) as known:
        agencies = agencies_by_report([group for group in copies_of(known) if group.reports])
        for story in stories_of(known):
            for one in victims_objects(list(incidents_of(known, story)), agencies, ids_of(known, True)):
                if one["victims"] and one["story"] == story.story and incident in (None, one["incident"]):
                    yield one


def ids_of(record: RecordFile, keep: bool) -> Ids:
    """The ids that victims have in a record; new ones are given for good where that is asked."""
    return lambda groups: ids_in(record, "victim", groups, keep)


def victims_objects(
    incidents: Sequence[JointIncident], agencies: Mapping[str, str], ids: Ids | None = None
) -> Iterator[VictimsObject]:
    """The incidents of a story, each with its victims, under the ids that these have."""
    found = find_victims(incidents)
    everybody = [victim for some in found.values() for victim in some]
    given = ids([(victim.ident, victim.members) for victim in everybody]) if ids and everybody else {}
    for victim in everybody:
        victim.given = given.get(victim.ident)
    for one in incidents:
        yield victims_object(one, found[one.incident], agencies)


def victims_object(incident: JointIncident, victims: Sequence[Victim], agencies: Mapping[str, str]) -> VictimsObject:
    """An incident with its victims, as `onrecord victims --format jsonl` writes it."""
    names = same_names(voice for victim in victims for told in victim.told for voice in voices_of(told, agencies))
    desk = Desk(agencies, names)
    return {
        "incident": incident.incident,
        "story": incident.story,
        "type": incident.type,
        "subtype": incident.subtype,
        "summary": incident.summary,
        "place": place_object(incident.place),
        "date": date_object(incident.start, incident.end),
        "background": incident.background,
        "victims": [desk.victim(one) for one in victims],
    }


def voices_of(told: Told, agencies: Mapping[str, str]) -> Iterator[Voice]:
    """All voices that tell of somebody in a report."""
    report = told.view.book.report
    statements = (told.view.statement(number) for number in range(len(told.item.harms)))
    traits = (statement_of(told, trait.span) for trait in traits_of(told))
    for statement in (*statements, *traits):
        yield voice_in(report, statement, agencies.get(report.id))


def traits_of(told: Told) -> Iterator[Trait]:
    yield from (trait for name in TRAITS if (trait := getattr(told.item, name)) is not None)


def statement_of(told: Told, span: Span) -> StatementView | None:
    """The statement that tells a trait: the innermost around its words, else that of a harm in the same sentence."""
    book = told.view.book
    holding = [one for one in book.statements if any(part.holds(span) for part in one.content)]
    if holding:
        return min(holding, key=lambda one: sum(map(len, one.content)))
    sentence = sentence_at(book.text, span)
    near = [n for n, harm in enumerate(told.item.harms) if sentence.holds(harm.span)]
    return told.view.statement(near[0]) if near else None


class Desk:
    """Writes victims down, each voice under the name by which it goes in all reports of the incident."""

    def __init__(self, agencies: Mapping[str, str], names: Voices) -> None:
        self.agencies, self.names = agencies, names

    def said_by(self, told: Told, statement: StatementView | None) -> str:
        report = told.view.book.report
        return name_in_all(voice_in(report, statement, self.agencies.get(report.id)), self.names)

    def victim(self, victim: Victim) -> VictimObject:
        """One victim with all that is told."""
        harms = [harm for told in victim.told for harm in self.harms(told)]
        harms.sort(key=lambda one: GRAVEST.index(one["measure"]))
        worst, status = outcome(harms)
        naming = [
            one for told in victim.told if told.item.name for one in self.harms(told) if one["status"] != "denied"
        ]
        return {
            "id": victim.ident,
            "name": self.trait(victim, "name"),
            "description": self.trait(victim, "description"),
            "age": self.trait(victim, "age"),
            "sex": self.trait(victim, "sex"),
            "role": self.trait(victim, "role"),
            "status": self.trait(victim, "status"),
            "harm": worst,
            "harm_status": status,
            "harms": harms,
            "named_by": list(dict.fromkeys(one["said_by"] for one in naming)),
            "reports": list(dict.fromkeys(told.report for told in victim.told)),
            "candidates": [{"id": one.ident, "name": called(one)} for one in victim.candidates if not one.denied],
        }

    def harms(self, told: Told) -> Iterator[HarmObject]:
        """What one report says happened to somebody."""
        report = told.view.book.report
        for number, harm in enumerate(told.item.harms):
            yield {
                "measure": harm.measure,
                "status": harm.status,
                "report": report.id,
                "span": [harm.span.start, harm.span.end],
                "quote": harm.span.text,
                "said_by": self.said_by(told, told.view.statement(number)),
                "published": report.published,
            }

    def trait(self, victim: Victim, name: str) -> TraitObject | None:
        """A trait in all reports; None where none tells it."""
        wrong = {told.item.earlier_age.value for told in victim.told if told.item.earlier_age} if name == "age" else ()
        found = [
            self.told(told, trait, trait.value in wrong) for told in victim.told if (trait := getattr(told.item, name))
        ]
        if not found:
            return None
        values = [one["value"] for one in found if one["standing"] == "told"]
        settled = settle(values, name)
        corrected = settled[1] in ("single", "agreed") and len(values) < len(found)
        return {"value": settled[0], "settled": "corrected" if corrected else settled[1], "told": found}

    def told(self, told: Told, trait: Trait, corrected: bool) -> TraitTold:
        """What one report tells of a trait."""
        return {
            "value": trait.value,
            "report": told.report,
            "span": [trait.span.start, trait.span.end],
            "quote": trait.span.text,
            "said_by": self.said_by(told, statement_of(told, trait.span)),
            "published": told.view.book.report.published,
            "standing": "corrected" if corrected else "told",
        }


def settle(values: Sequence[str], name: str) -> tuple[str | None, Settled]:
    """The one value that some tellings of a trait come to, None where they can't all be true.

    >>> settle(["34", "34"], "age"), settle(["34", "43"], "age"), settle(["thirties", "34"], "age")
    (('34', 'agreed'), (None, 'unresolved'), ('34', 'single'))
    >>> settle(["Amina Yusuf", "Ameena Yousef", "Amina Yusuf", "Yusuf"], "name")
    ('Amina Yusuf', 'variants')
    """
    if name == "age" and any(value.isdigit() for value in values):
        values = [value for value in values if value.isdigit()]
    counted = Counter(values)
    if len(counted) == 1:
        return values[0], "single" if len(values) == 1 else "agreed"
    if name not in LABELS or not counted:
        return None, "unresolved"
    return min(
        counted, key=lambda one: (-fullness(one) if name == "name" else 0, -counted[one], values.index(one))
    ), "variants"


def fullness(name: str) -> int:
    """How many words of a name are more than initials."""
    return sum(len(word.strip(".")) > 1 for word in name.split())


def outcome(harms: Iterable[HarmObject]) -> tuple[Measure, Literal["confirmed", "feared", "disputed"]]:
    """The gravest harm that is told and not only denied, and how sure it is."""
    told = [one for one in harms if one["status"] != "denied"]
    worst = min((one["measure"] for one in told), key=GRAVEST.index)
    denied = any(one["status"] == "denied" and agree(one["measure"], worst) for one in harms)
    sure = any(one["status"] == "confirmed" and one["measure"] == worst for one in told)
    return worst, "disputed" if denied else "confirmed" if sure else "feared"


def called(victim: Victim) -> str:
    """What a victim goes by: the fullest name, else the first description."""
    names = [told.name for told in victim.told if told.name]
    described = [told.item.description.value for told in victim.told if told.item.description]
    return settle(names, "name")[0] or settle(described, "description")[0] or victim.told[0].item.span.text


# rows ---------------------------------------------------------------------------------------------------------------

COLUMNS = (
    "incident date place background victim name also_called description age sex role status harm harm_status named_by "
    "reports "
    "report words start end may_be"
).split()


def rows_of(found: VictimsObject) -> Iterator[dict[str, object]]:
    """A row a victim, with the words of the first report that tells the gravest harm."""
    for one in found["victims"]:
        first = next(harm for harm in one["harms"] if harm["measure"] == one["harm"])
        yield {
            "incident": found["incident"],
            "date": found["date"]["start"],
            "place": found["place"] and found["place"]["name"],
            "background": found["background"],
            "victim": one["id"],
            **{name: " or ".join(values_of(one, name)) or None for name in TRAITS},
            "also_called": "; ".join(name for name in told_values(one, "name") if name != value_of(one, "name"))
            or None,
            "harm": one["harm"],
            "harm_status": sureness(one["harm_status"]),
            "named_by": "; ".join(one["named_by"]) or None,
            "reports": len(one["reports"]),
            "report": first["report"],
            "words": first["quote"],
            "start": first["span"][0],
            "end": first["span"][1],
            "may_be": "; ".join(other["name"] for other in one["candidates"]) or None,
        }


def value_of(victim: VictimObject, trait: str) -> str | None:
    """The value of a trait, None where nobody tells it or reports disagree."""
    found: TraitObject | None = victim[trait]  # type: ignore[literal-required]
    return None if found is None else found["value"]


def values_of(victim: VictimObject, trait: str) -> list[str]:
    """The value of a trait; where reports disagree all that they tell.

    >>> age = {"value": None, "told": [{"value": "52", "standing": "told"}, {"value": "53", "standing": "told"}]}
    >>> values_of({"age": age}, "age")
    ['52', '53']
    """
    value = value_of(victim, trait)
    return [value] if value is not None else told_values(victim, trait)


def told_values(victim: VictimObject, trait: str) -> list[str]:
    """All that reports tell of a trait, each value once, without what was corrected."""
    found: TraitObject | None = victim[trait]  # type: ignore[literal-required]
    return list(dict.fromkeys(one["value"] for one in found["told"] if one["standing"] == "told")) if found else []
