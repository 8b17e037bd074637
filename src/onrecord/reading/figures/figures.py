"""Figures of a page: the killed, the wounded, time, money, arms and other counts, each with its hedge as an interval.

A number becomes a figure when it is no trap (traps.py).  What stands with it says what is counted (populations.py),
the words that govern it what is measured (measures.py), what stands before it whether it is a part (wholes.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.language.page import Page
from onrecord.model.records import Change, Figure, Population, Records
from onrecord.reading.figures.drafts import HARM, Draft
from onrecord.reading.figures.measures import measure_of
from onrecord.reading.figures.money import money_of
from onrecord.reading.figures.nobody import nothings
from onrecord.reading.figures.numbers import Bounds, Quantity, find_quantities, hedges, widened
from onrecord.reading.figures.people import HOUSEHOLDS, is_person
from onrecord.reading.figures.populations import Counted, noun_run, population, said_to_be, what_is_counted
from onrecord.reading.figures.said_of_all import said_of_all
from onrecord.reading.figures.status import is_down, status_of
from onrecord.reading.figures.taking_over import leave_to_parts, take_from_list, take_over
from onrecord.reading.figures.telling import Telling
from onrecord.reading.figures.tolls import TOLLS
from onrecord.reading.figures.traps import AGO, is_no_figure, is_road, units
from onrecord.reading.figures.wholes import find_wholes
from onrecord.reading.people.mentions import Mentions

NO_THINGS = frozenset("day time way thing reason side hand point part another case word place kind other".split())
NO_COUNT = frozenset("no any every this that which not each".split())  # before a "one" that counts nothing


def find_figures(page: Page, records: Records, who: Mentions) -> tuple[Figure, ...]:
    """The figures of a page, in the order of the text."""
    drafts = [draft for quantity in find_quantities(page) if (draft := draft_of(page, quantity, records)) is not None]
    drafts = sorted([*drafts, *nothings(page)], key=lambda d: d.quantity.core)
    for before, draft in zip([None, *drafts], drafts, strict=False):
        draft.down = is_down(page, draft, before)
    find_wholes(page, drafts)
    leave_to_parts(page, drafts)
    take_from_list(page, drafts)
    for at, draft in enumerate(drafts):
        take_over(page, drafts, at)
        draft.status = status_of(page, draft) if draft.measure not in ("money", "duration") else "confirmed"
    drafts = without_stray_ones(page, drafts)
    told = Telling.of(page, records.statements)
    return tuple(figure_of(page, drafts, at, told) for at in range(len(drafts)))


# drafts --------------------------------------------------------------------------------------------------------------


def draft_of(page: Page, quantity: Quantity, records: Records) -> Draft | None:
    """What a number stands for; None where it is no figure."""
    stop = page.sentence(quantity.core[0]).stop
    if is_road(page, quantity):
        return None
    if (money := money_of(page, quantity, records.places)) is not None:
        counted = Counted(None, None, quantity.last)
        draft = Draft(quantity, counted, "money", True, None, money.code, first=min(money.first, quantity.first))
        draft.last = max(money.last, quantity.last)
        return hedge_sign(page, draft)
    counted = what_is_counted(page, quantity, stop)
    beside = page.words[quantity.first - 1].text.lower(), page.words[min(quantity.last + 1, stop - 1)].text.lower()
    somebody = (
        beside[0] == "that" and counted.noun is not None and is_person(page, counted.noun)
    )  # "that one guard died"
    if is_one(page, quantity) and ((beside[0] in NO_COUNT and not somebody) or beside[1] == "another"):
        return None
    if is_no_figure(page, quantity, counted, records.times) or is_of_family(page, quantity, counted):
        return None
    noun = counted.noun
    if noun is not None and page.words[noun].lemma in units()["left_out"] and counted.first == noun:
        return None
    if noun is not None and page.words[noun].lemma in units()["duration"] and counted.of is None:
        return duration(page, quantity, counted)
    told = said_to_be(page, counted, stop) if noun is None or counted.of == noun else None
    reading = measure_of(page, quantity, counted, stop if told is None else told.last)
    if told is not None and reading is not None and (reading.by or 0) > told.last:
        reading = None  # of others
    draft = Draft(quantity, counted, population=population(page, told or counted))
    if reading is not None and reading.measure in HARM and draft.population is None:
        all_of_them = said_of_all(page, counted, draft.end())
        draft.population = None if all_of_them is None else population(page, all_of_them)
    if reading is not None:
        draft.measure, draft.own_measure, draft.by = reading.measure, True, reading.by
    if draft.population is None and counted.noun is None and reading is not None and reading.by is not None:
        draft.population = of_toll(page, reading.by)
    named = noun is not None and page.words[noun].tag == "PROPN"  # "both Cove Hospital and the police"
    if page.words[quantity.core[0]].text.lower() == "both" and (reading is None or noun is None or named):
        return None  # "both sides"
    draft.stray = reading is None and is_one(page, quantity)
    return draft


def is_of_family(page: Page, quantity: Quantity, counted: Counted) -> bool:
    """Whether a number only says of how many families others are: "four members of one family"."""
    lead = [w.text.lower() for w in page.words[max(0, quantity.first - 2) : quantity.first]]
    noun = None if counted.noun is None else page.words[counted.noun].lemma
    return noun in HOUSEHOLDS and (lead == ["members", "of"] or (is_one(page, quantity) and lead[-1:] == ["of"]))


def of_toll(page: Page, toll: int) -> Population | None:
    """Whom a toll counts: "the number of militants killed since Friday rose to 20"."""
    words = page.words
    if words[toll].text.lower() not in TOLLS or words[toll + 1 : toll + 2] == () or words[toll + 1].text != "of":
        return None
    first, noun, last = noun_run(page, toll + 2, page.sentence(toll).stop)
    return None if noun is None else population(page, Counted(noun, None, last, first))


def hedge_sign(page: Page, draft: Draft) -> Draft:
    """The sum with the hedge that stands before its sign ("up to $340 million")."""
    first = draft.start()
    before = hedges()[0]
    start = page.sentence(draft.quantity.first).first
    for length in range(min(4, first - start), 0, -1):
        hedge = before.get(tuple(w.text.lower() for w in page.words[first - length : first]))
        if hedge is not None and first < draft.quantity.first and draft.quantity.value is not None:
            draft.first = first - length
            if hedge.precision != "exact":
                bounds = widened(draft.quantity.value, hedge)
                draft.quantity = Quantity(bounds, draft.quantity.core, draft.quantity.first, draft.quantity.last)
            break
    lead = page.words[draft.start() - 1].text.lower() if draft.start() > start else ""
    if lead in ("another", "further", "additional", "extra") and not draft.quantity.more:
        draft.quantity = replace(draft.quantity, more=True)
        draft.first = draft.start() - 1
    return draft


def duration(page: Page, quantity: Quantity, counted: Counted) -> Draft | None:
    """A length of time; None for "three days ago", "several years", and what only counts the days on a calendar."""
    assert counted.noun is not None
    after = page.words[counted.noun + 1].text.lower() if counted.noun + 1 < len(page.words) else ""
    if (quantity.value is None and quantity.bounds.precision != "range") or after in AGO or after in ("'", "’"):
        return None
    unit = page.words[counted.noun].lemma
    if is_one(page, quantity) and unit in ("day", "night", "second"):
        return None  # "one day they came"
    return Draft(quantity, counted, "duration", True, None, unit)


def is_one(page: Page, quantity: Quantity) -> bool:
    """Whether a number is a plain "one", which often counts nothing."""
    first, last = quantity.core
    return first == last == quantity.first and page.words[first].text.lower() in ("one", "zero")


def without_stray_ones(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those of "one" that count nobody ("one day", "one of the reasons")."""
    kept = [number for number, draft in enumerate(drafts) if not draft.stray or is_somebody(page, draft)]
    renumbered = {number: new for new, number in enumerate(kept)}
    for number in kept:
        whole = drafts[number].whole
        drafts[number].whole = None if whole is None else renumbered.get(whole)
    return [drafts[number] for number in kept]


def is_somebody(page: Page, draft: Draft) -> bool:
    """Whether a "one" that nothing measures counts a person, or is part of a count."""
    if draft.whole is not None:
        return True
    noun = draft.counted.noun
    return noun is not None and draft.counted.of is None and page.words[noun].lemma not in NO_THINGS


# the figure --------------------------------------------------------------------------------------------------------


def figure_of(page: Page, drafts: Sequence[Draft], at: int, told: Telling) -> Figure:
    """The figure of a draft."""
    draft = drafts[at]
    span = page.span_of(draft.start(), draft.end())
    bounds = loose(draft)
    statement = told.said_in(span) or told.said_in(page.span_of(*draft.quantity.core))
    if statement is None and draft.whole is not None:
        whole = drafts[draft.whole]
        if page.words[whole.start()].sentence == page.words[draft.start()].sentence:  # a part goes with its whole
            statement = told.said_in(page.span_of(whole.start(), whole.end()))
    change: Change = "down_from" if draft.down else "additional" if adds(drafts, at) else "total"
    return Figure(
        id=f"f{at + 1}",
        measure=draft.measure,
        value=bounds.value,
        low=bounds.low,
        high=bounds.high,
        precision=bounds.precision,
        rule=bounds.rule,
        unit=draft.unit,
        population=draft.population if draft.measure not in ("money", "duration") else None,
        part_of=None if draft.whole is None else f"f{draft.whole + 1}",
        change=change,
        status=draft.status,
        span=span,
        statement=statement.id if statement else None,
    )


def adds(drafts: Sequence[Draft], at: int) -> bool:
    """Whether a figure adds to one that was told before: not "killing 12 and wounding another 30"."""
    draft = drafts[at]
    if not draft.quantity.more or draft.measure not in ("injured", "missing"):
        return draft.quantity.more
    return any(other.measure == draft.measure for other in drafts[:at]) or not any(
        d.measure == "killed" for d in drafts[:at]
    )


def loose(draft: Draft) -> Bounds:
    """The bounds of a figure: of durations and money "more than 12" begins at 12 itself."""
    bounds = draft.quantity.bounds
    if (
        draft.measure in ("duration", "money")
        and bounds.value is not None
        and bounds.precision in ("more_than", "fewer_than")
    ):
        value = bounds.value
        more = bounds.precision == "more_than"
        return Bounds(value, value if more else None, None if more else value, bounds.precision, bounds.rule)
    return bounds
