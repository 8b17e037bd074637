"""The people and groups of a story across its reports, as they were joined and as people decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.linking.people import Form, same_in_story
from onrecord.model.records import Entity
from onrecord.model.view import RecordView
from onrecord.reconciling.facts import fullest_role
from onrecord.store.record_file import RecordFile

Part = dict[str, Any]  # what a story adds to what is told of somebody
ROLES = 3  # that a row shows


@dataclass(frozen=True)
class People:
    """Who the entities of some reports are, by report and id; and by who it is who else it may be."""

    persons: Mapping[tuple[str, str], str]
    unsure: Mapping[str, tuple[str, ...]]


def is_named(name: str) -> bool:
    """Whether a name is one, not a description.

    >>> is_named("Mayor Dell"), is_named("the crowd")
    (True, False)
    """
    return any(map(str.isupper, name))


def people_in(record: RecordFile, books: Sequence[RecordView]) -> People:
    """Who is told of in the reports of a story."""
    told = [(book, entity) for book in books for entity in told_of(book)]
    found = same_in_story(forms_of(told))
    names = [(found.names[entity.name], book.report.id, (entity.id,)) for book, entity in told]
    decided = record.people_decided(names)
    persons = {(book.report.id, entity.id): one for (book, entity), one in zip(told, decided, strict=True)}
    there = set(decided)
    unsure = {name: tuple(one for one in others if one in there) for name, others in found.unsure.items()}
    return People(persons, unsure)


def told_of(book: RecordView) -> list[Entity]:
    """The people and groups of a report who have a name, or say something."""
    said = {one.said_by for one in book.statements}
    return [one for one in book.entities if one.type != "place" and (is_named(one.name) or one.name in said)]


def forms_of(told: Iterable[tuple[RecordView, Entity]]) -> Iterable[Form]:
    """Their names, each with all reports that have it."""
    forms: dict[str, Form] = {}
    kinds: dict[str, Counter[bool]] = {}
    for book, entity in told:
        form = forms.setdefault(entity.name, Form(entity.name, False))
        form.reports.add(book.report.id)
        form.roles |= {words for words, _ in roles_of(book, entity)}
        kinds.setdefault(entity.name, Counter())[entity.type == "person"] += 1
    for name, kind in kinds.items():
        forms[name].person = kind[True] > kind[False]
    return forms.values()


def roles_of(book: RecordView, entity: Entity) -> list[tuple[str, list[int]]]:
    """The roles in which a report tells of somebody, with where their words stand."""
    facts = (one for one in book.facts if one.relation == "role" and one.subject == entity)
    return [
        (" ".join(one.object.text.split()), [one.item.object.span.start, one.item.object.span.end]) for one in facts
    ]


# what is told of them -----------------------------------------------------------------------------------------------


def parts_of(books: Sequence[RecordView], people: People) -> Iterable[tuple[str, Part]]:
    """What the reports of a story add to what is told of each of its people."""
    found: dict[str, Part] = {}
    for book in books:
        said = Counter(one.said_by for one in book.statements)
        counted: dict[str, set[str]] = {}
        for entity in book.entities:
            ident = people.persons.get((book.report.id, entity.id))
            if ident is None:
                continue
            one = found.setdefault(ident, new_person(ident, entity, people))
            fresh = ident not in counted
            names = counted.setdefault(ident, set())
            statements = said[entity.name] if entity.name not in names else 0
            names.add(entity.name)
            add(one, book, fresh, statements=statements, mentions=len(entity.mentions))
            one["names"][entity.name] = one["names"].get(entity.name, 0) + 1
            day = (book.report.published or "")[:10] or None
            one["roles"] += [[words, day, book.report.id, span] for words, span in roles_of(book, entity)]
    return found.items()


def new_person(ident: str, entity: Entity, people: People) -> Part:
    return {"name": ident, "type": entity.type, "country": entity.country, "roles": [], "names": {}, "reports": 0,
            "statements": 0, "mentions": 0, "first": None, "last": None,
            "unsure": list(people.unsure.get(ident, ()))}  # fmt: skip


def add(part: Part, book: RecordView, fresh: bool = True, **counts: int) -> None:
    """Count a report, with its day, to what is told of somebody or some place."""
    part["reports"] += fresh
    for name, number in counts.items():
        part[name] += number
    if day := (book.report.published or "")[:10]:
        part["first"] = min(part["first"] or day, day)
        part["last"] = max(part["last"] or day, day)


def summed(ident: str, last: Sequence[Part]) -> Part:
    """What the last stories tell of somebody: the roles most told, all of them over time, the names, who else it may
    be."""
    told = [role for one in last for role in one["roles"]]
    names_of_roles = sorted({words for words, *_ in told})
    told = [(fullest_role(words, names_of_roles), *rest) for words, *rest in told]
    names = sum((Counter(one["names"]) for one in last), Counter[str]())
    most = Counter(words for words, *_ in told)
    return {
        "roles": [words for words, _ in most.most_common(ROLES)],
        "held": sorted(held(told), key=lambda one: (one["first"] or "", one["role"])),
        "type": Counter(one["type"] for one in last).most_common(1)[0][0],
        "names": [name for name, _ in names.most_common() if name != ident],
        "unsure": sorted({other for one in last for other in one["unsure"]} - {ident}),
    }


def held(told: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    """Roles over time: from which day to which reports tell each, in how many, and the words of the first."""
    found: dict[str, dict[str, Any]] = {}
    for words, day, report, span in sorted(told, key=lambda one: (one[1] or "", one[2])):
        one = found.setdefault(
            words.lower(), {"role": words, "first": day, "last": day, "reports": set(), "report": report, "span": span}
        )
        one["last"] = day or one["last"]
        one["reports"].add(report)
    return [one | {"reports": len(one["reports"])} for one in found.values()]
