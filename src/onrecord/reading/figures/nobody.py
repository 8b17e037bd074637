"""Counts of nobody: "no one was killed", "no casualties", "not one of its dockers", "denied that anyone had died"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.language.page import Page
from onrecord.reading.figures.drafts import HARM, Draft
from onrecord.reading.figures.measures import measure_of
from onrecord.reading.figures.numbers import Bounds, Quantity
from onrecord.reading.figures.populations import Counted, population, what_is_counted
from onrecord.reading.figures.status import is_denied

CAUSING = frozenset("causing any inflicting suffering taking".split())
RULING = frozenset("can should must shall would ought".split())
TIDINGS = frozenset("report word news sign mention claim record confirmation".split())
TRYING = frozenset("charge convict sentence indict try".split())
NOTHING = Bounds(0, 0, 0, "exact", "none")


def nothings(page: Page) -> Iterator[Draft]:
    """The counts of nobody: "no one was killed", "no casualties", "denied that anyone had died"."""
    words = page.words
    for number, word in enumerate(words):
        lower = word.text.lower()
        if lower not in ("no", "nobody", "none", "without", "anyone", "anybody", "any", "not"):
            continue
        stop = page.sentence(number).stop
        last = number
        if lower == "no" and words[number + 1 : number + 2] and words[number + 1].text.lower() == "one":
            last = number + 1
        elif lower == "not":
            if (told := not_one(page, number, stop)) is not None:
                yield from harm(page, *told, stop)
            continue
        elif lower in ("no", "without", "any"):
            last = number + (lower == "without" and number + 1 < stop and words[number + 1].text.lower() in CAUSING)
            quantity = Quantity(NOTHING, (number, last), number, last)
            counted = what_is_counted(page, quantity, stop)
            if counted.noun is not None and page.words[counted.noun].lemma in TIDINGS:
                yield from no_tidings(page, quantity, counted.noun, stop)
                continue
            if counted.noun is None or counted.of is not None:
                continue
            if lower == "any" and not is_denied(page, number):
                continue
            yield from harm(page, quantity, counted, stop)
            continue
        if lower.startswith("any") and not is_denied(page, number):
            continue
        quantity = Quantity(NOTHING, (number, last), number, last)
        yield from harm(page, quantity, Counted(None, None, last), stop)


def is_rule(page: Page, verb: int) -> bool:
    """Whether it is told what may be or shall be, not what was: "no one can be held without a charge"."""
    return any(page.words[n].text.lower() in RULING for n in page.children[verb])


def no_tidings(page: Page, quantity: Quantity, noun: int, stop: int) -> Iterator[Draft]:
    """The count of nobody in "no reports of casualties", "no word of injuries"."""
    if noun + 2 < stop and page.words[noun + 1].text == "of":
        told = what_is_counted(page, Quantity(NOTHING, quantity.core, quantity.first, noun + 1), stop)
        if told.noun is not None:
            yield from harm(page, quantity, told, stop)


def not_one(page: Page, number: int, stop: int) -> tuple[Quantity, Counted] | None:
    """The count of nobody in "not one of its dockers", "not a single guest"; None where "not" begins none."""
    following = [w.text.lower() for w in page.words[number + 1 : min(number + 3, stop)]]
    last = number + 1 if following[:1] == ["one"] else number + 2 if following == ["a", "single"] else None
    if last is None:
        return None
    quantity = Quantity(NOTHING, (number, last), number, last)
    return quantity, what_is_counted(page, quantity, stop)


def harm(page: Page, quantity: Quantity, counted: Counted, stop: int) -> Iterator[Draft]:
    """The draft of a count of nobody, where some harm is told of."""
    reading = measure_of(page, quantity, counted, stop)
    if reading and reading.by is not None and page.words[reading.by].lemma in TRYING:
        return  # "no one has been charged" tells of nobody in custody, nor of nobody taken there
    if (reading is None and counted.noun is None) or (reading and reading.measure == "other"):
        return
    lower = "" if counted.noun is None else page.words[counted.noun].text.lower()
    if reading is None and lower not in ("lives", "victims"):
        return
    measure = reading.measure if reading else "killed" if lower == "lives" else "affected"
    if measure not in HARM or (reading is not None and reading.by is not None and is_rule(page, reading.by)):
        return
    if page.words[quantity.first].text.lower() == "without" and (reading is None or reading.by != counted.noun):
        return
    yield Draft(quantity, counted, measure, True, reading.by if reading else None, population=population(page, counted))
