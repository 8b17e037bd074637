"""Victims across reports: one list an incident, in which each person stands once, however many reports tell of him.

What reports tell of one person is joined where names and circumstances agree.  Where that is not sure, two entries stay
two, and each names the other as one who may be the same; nobody is guessed to be somebody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.codebook.tables import words
from onrecord.linking.harmed import Told, value
from onrecord.linking.joint import JointIncident
from onrecord.linking.same_people import BIRTHDAY, Fit, ages_clash, agree, apart, clash, compared
from onrecord.linking.spellings import likeness, name_parts
from onrecord.model.view import CasualtyView

CROWD = 60  # people of whom each is laid beside each
MANY = 5  # people who may be one: more of them tell nothing


@dataclass(eq=False)
class Victim:
    """One person in all reports that tell of him or her, and who else may be the same."""

    told: list[Told] = field(default_factory=list)
    candidates: list[Victim] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    profiles: dict[tuple[object, ...], Told] = field(default_factory=dict)  # what is told, however often, once
    given: str | None = None  # the id that was given to it, and is kept whatever reports come

    def add(self, one: Told) -> None:
        self.told.append(one)
        self.reports.add(one.report)
        self.profiles.setdefault(one.profile, one)

    @property
    def ident(self) -> str:
        """The name of the entry: the one that was given to it, else that of the oldest report's."""
        if self.given is not None:
            return self.given
        first = min(self.told, key=lambda one: one.place)
        return f"victim-{first.report}-{first.item.id}"

    @property
    def members(self) -> list[str]:
        """Where reports tell of this person, by which he or she is known again."""
        return [f"{one.report}:{one.item.span.start}-{one.item.span.end}" for one in self.told]

    @property
    def homes(self) -> list[str]:
        """The incidents that reports tell of this person, that of most reports first, then the oldest report's."""
        found = [one.home for one in in_order(self.told) if one.home is not None]
        return sorted(dict.fromkeys(found), key=lambda home: (-found.count(home), found.index(home)))

    @property
    def denied(self) -> bool:
        """Whether all that is told of this person is a denial."""
        return all(harm.status == "denied" for one in self.told for harm in one.item.harms)


ByKey = dict[str, dict[Victim, None]]  # victims by what they share, in order


def in_order(told: Iterable[Told]) -> list[Told]:
    """What is told of somebody, in order of publication."""
    return sorted(told, key=lambda one: one.place)


def find_victims(incidents: Sequence[JointIncident]) -> dict[str, list[Victim]]:
    """The victims of each incident of a story, in the order in which they were first told of; reports may come in any.

    People are looked for in all that is news of the story, for who was hurt in one report's incident may have died in
    another's; those of what is only looked back at stand apart.  Nobody is in two lists.
    """
    doers = list(names_of_doers(incidents))
    news = [one for one in incidents if not one.background]
    found: dict[str, list[Victim]] = {one.incident: [] for one in incidents}
    for pool in (news, *([one] for one in incidents if one.background)):
        for victim in victims_among(people_of(pool, doers)):
            if victim.homes and not victim.denied:
                found[victim.homes[0]].append(victim)
    return found


def names_of_doers(incidents: Iterable[JointIncident]) -> Iterator[str]:
    """The full names of those who are said to have done it, or are called the attacker or the like, once a report."""
    found: set[tuple[str, str]] = set()
    for joint in incidents:
        for told in joint.incidents:
            doers = [told.book.entity(one.entity) for one in told.perpetrators if one.certainty != "denied"]
            called = [one.subject for one in told.book.facts if one.relation == "role" and is_doer(one.object.text)]
            harmed = {one.item.entity for one in told.book.casualties}  # of whom the reader has seen to it
            for one in (*doers, *called):
                if one and one.type == "person" and one.id not in harmed and len(name_parts(one.name)) > 1:
                    found.add((told.book.report.id, one.name))
    yield from (name for _, name in sorted(found))


def is_doer(role: str) -> bool:
    """Whether a role is that of somebody who does harm.

    >>> is_doer("masked attacker"), is_doer("harbour master")
    (True, False)
    """
    return role.lower().split()[-1] in words("casualties", "words", "perpetrators")


def people_of(pool: Sequence[JointIncident], doers: Sequence[str]) -> Iterator[Told]:
    """The people whom the reports of some incidents tell of as their victims; nobody who did the deed."""
    homes = {(one.book.report.id, one.item.id): joint.incident for joint in pool for one in joint.incidents}
    told_in: dict[str, list[str]] = {}
    for joint in pool:
        for book in joint.reports:
            told_in.setdefault(book.report.id, []).append(joint.incident)
    books = {book.report.id: book for joint in pool for book in joint.reports}
    done = told_as_doers([one for book in books.values() for one in book.casualties], doers)
    for ident, book in books.items():
        for casualty in book.casualties:
            own = [harm.incident for harm in casualty.item.harms if harm.incident]
            found = [homes[ident, one] for one in own if (ident, one) in homes]
            if not own and not pool[0].background and len(told_in[ident]) == 1:
                found = told_in[ident]
            if found and value(casualty.item.name) not in done:
                yield Told(casualty, found[-1])  # harms are the gravest first: where he was hurt, not where he died


def told_as_doers(casualties: Iterable[CasualtyView], doers: Sequence[str]) -> set[str | None]:
    """The names of casualties whom no fewer reports tell to have done it."""
    names = Counter(name for one in casualties if (name := value(one.item.name)))
    if not doers:
        return set()
    done = {name: count for name in names if (count := sum(one_name(name, doer) for doer in doers))}
    return {name for name, count in done.items() if count >= sum(names[one] for one in names if one_name(name, one))}


def one_name(one: str, other: str) -> bool:
    """Whether two names are the same, or spellings of one."""
    return likeness(one, other) in ("same", "variant")


# joining ------------------------------------------------------------------------------------------------------------


def victims_among(people: Iterable[Told]) -> list[Victim]:
    """The people whom reports tell of, each once, in the order in which they were first told of."""
    found: list[Victim] = []
    by_key: ByKey = {}
    for one in sorted(people, key=lambda one: one.order):
        near = dict.fromkeys(victim for key in sorted(one.keys) for victim in telling(by_key, key))
        victim = surest(one, [victim for victim in near if fit_of(one, victim) == "same"])
        if victim is None:
            victim = Victim()
            found.append(victim)
        victim.add(one)
        for key in one.keys:
            by_key.setdefault(key, {})[victim] = None
    note_candidates(found, by_key)
    for victim in found:
        victim.told = in_order(victim.told)
    return sorted(found, key=lambda victim: victim.told[0].place)


def telling(by_key: ByKey, key: str) -> Iterable[Victim]:
    """Those who share a key, where it tells them from others: a name's always, a role's or an age's among few."""
    found = by_key.get(key, {})
    return found if key.startswith("name ") or len(found) <= CROWD else ()


def surest(one: Told, fitting: Sequence[Victim]) -> Victim | None:
    """The one victim whom somebody is; None where several might be.

    Of several entries of the same name that nothing tells apart it is the first.
    """
    exact = [
        victim for victim in fitting if one.name and any(one.name == told.name for told in victim.profiles.values())
    ]
    aged = [victim for victim in fitting if any(agree(one.age, told.age) for told in victim.profiles.values())]
    known = {told.age for victim in exact for told in victim.profiles.values() if told.age is not None}
    if len(exact) > 1 and (not known or max(known) - min(known) <= BIRTHDAY):
        return exact[0]
    return next((some[0] for some in (fitting, exact, aged) if len(some) == 1), None)


def note_candidates(victims: Sequence[Victim], by_key: ByKey) -> None:
    """Let those who may be one person name each other; where they are too many, that tells nothing."""
    found: dict[Victim, list[Victim]] = {victim: [] for victim in victims}
    for victim in victims:
        keys = sorted({key for told in victim.profiles.values() for key in told.keys})
        near = dict.fromkeys(
            other for key in keys if len(by_key[key]) <= CROWD for other in by_key[key] if other is not victim
        )
        found[victim] = [other for other in near if may_be_one(victim, other) and may_be_one(other, victim)]
    for victim, others in found.items():
        victim.candidates = [other for other in others if max(len(others), len(found[other])) <= MANY]


def may_be_one(victim: Victim, other: Victim) -> bool:
    """Whether nothing that is told of two is against their being one, and something speaks for it."""
    if victim.reports & other.reports:
        return False
    return all(fit_of(one, other) != "other" for one in victim.profiles.values())


def fit_of(one: Told, victim: Victim) -> Fit:
    """Whether somebody is a victim: so where names or circumstances are the same and nothing told is against it."""
    profiles = victim.profiles.values()
    if one.report in victim.reports or any(clash(one, told) or apart(one, told) for told in profiles):
        return "other"
    fits = {compared(one, told) for told in profiles}
    if any(ages_clash(one, told) for told in profiles):
        return "maybe" if fits & {"same", "maybe"} else "other"
    return "same" if "same" in fits else "maybe" if "maybe" in fits else "other"
