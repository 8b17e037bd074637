"""Figures of a page: the killed, the wounded, time, money, arms and other counts, each with its hedge as an interval.

A number becomes a figure when it is no trap (traps.py).  What stands with it says what is counted (populations.py),
the words that govern it what is measured (measures.py), what stands before it whether it is a part (wholes.py).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.language.page import Page
from onrecord.model.records import Change, Figure, FigureStatus, Population, Records, Statement
from onrecord.model.span import Span
from onrecord.reading.figures.drafts import HARM, Draft
from onrecord.reading.figures.measures import TOLLS, is_person, measure_of
from onrecord.reading.figures.money import money_of
from onrecord.reading.figures.numbers import Bounds, Quantity, find_quantities, hedges, widened
from onrecord.reading.figures.populations import Counted, noun_run, population, what_is_counted
from onrecord.reading.figures.traps import AGO, is_no_figure, is_road, units
from onrecord.reading.figures.wholes import find_wholes
from onrecord.reading.people.mentions import Mentions, Told
from onrecord.reading.statements.cues import cue_lemma, cues
from onrecord.reading.statements.tolls import COUNTING, SETTING

NOTHING = Bounds(0, 0, 0, "exact", "none")
NO_COUNT = frozenset("no any every this that which not each".split())  # before a "one" that counts nothing
ELIDING = frozenset("acknowledge confirm admit concede report claim cite count give".split())
MAYBE = frozenset(("may", "might", "could"))
DOUBT = frozenset(("perhaps", "possibly", "maybe", "feared", "presumed"))
TELLING = frozenset("identify confirm name report recover bury find count verify believe feel say".split())
UNHARMED = frozenset("unharmed unhurt safe alive well free uninjured".split())
NOT_ASSERTING = frozenset(
    ("promise", "demand", "agree", "apologise", "condemn", "praise", "appeal", "ask", "threaten")
)  # acts whose indirect content nobody is said to have told
THEREBY = re.compile(
    r"(?: \w+){0,4}, (?:thereby )?(?:bringing|revising|raising|lowering|putting|taking|adding|updating|cutting) [^;.]*$"
)  # between a cue and a figure
DENIALS = frozenset(("deny", "refute", "dispute"))


def find_figures(page: Page, records: Records, who: Mentions) -> tuple[Figure, ...]:
    """The figures of a page, in the order of the text."""
    drafts = [draft for quantity in find_quantities(page) if (draft := draft_of(page, quantity, records)) is not None]
    drafts = sorted([*drafts, *nothings(page)], key=lambda d: d.quantity.core)
    for draft in drafts:
        draft.down = is_down(page, draft)
    find_wholes(page, drafts)
    for at, draft in enumerate(drafts):
        take_over(page, drafts, at)
        draft.status = status_of(page, draft) if draft.measure not in ("money", "duration") else "confirmed"
    drafts = without_stray_ones(page, drafts)
    told = Telling(page, [s for s in records.statements if asserts(s) and is_telling(page, s)])
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
    if is_one(page, quantity) and page.words[quantity.first - 1].text.lower() in NO_COUNT:
        return None
    if is_no_figure(page, quantity, counted, records.times):
        return None
    noun = counted.noun
    if noun is not None and page.words[noun].lemma in units()["left_out"] and counted.first == noun:
        return None
    if noun is not None and page.words[noun].lemma in units()["duration"] and counted.of is None:
        return duration(page, quantity, counted)
    reading = measure_of(page, quantity, counted, stop)
    draft = Draft(quantity, counted, population=population(page, counted))
    if reading is not None:
        draft.measure, draft.own_measure, draft.by = reading.measure, True, reading.by
    if draft.population is None and counted.noun is None and reading is not None and reading.by is not None:
        draft.population = of_toll(page, reading.by)
    draft.stray = reading is None and is_one(page, quantity)
    return draft


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
            quantity = Quantity(NOTHING, (number, number), number, number)
            counted = what_is_counted(page, quantity, stop)
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
    if (reading is None and counted.noun is None) or (reading and reading.measure == "other"):
        return
    lower = "" if counted.noun is None else page.words[counted.noun].text.lower()
    if reading is None and lower not in ("lives", "victims"):
        return
    measure = reading.measure if reading else "killed" if lower == "lives" else "affected"
    if measure not in HARM:
        return
    if page.words[quantity.first].text.lower() == "without" and (reading is None or reading.by != counted.noun):
        return
    yield Draft(quantity, counted, measure, True, reading.by if reading else None, population=population(page, counted))


# what one figure takes over from another ---------------------------------------------------------------------------


def take_over(page: Page, drafts: Sequence[Draft], at: int) -> None:
    """Give a part the measure and, without a noun, the population of its whole; and a number that is left bare those of
    the figure it is told with."""
    draft = drafts[at]
    if draft.measure in ("money", "duration"):
        return
    bare = draft.counted.noun is None or draft.counted.of == draft.counted.noun
    other = drafts[draft.whole] if draft.whole is not None else previous(page, drafts, at) if bare else None
    other = other or taken_up(page, drafts, at)
    if other is None:
        return
    told_apart = draft.whole is not None and (draft.summed or not fares_otherwise(page, draft))
    told_with = draft.whole is None and other.measure in HARM and not has_predicate(page, draft)
    if not draft.own_measure and (told_apart or told_with):
        draft.measure = other.measure
    if draft.population is None and bare and draft.quantity.value != 0:
        draft.population = other.population


def previous(page: Page, drafts: Sequence[Draft], at: int) -> Draft | None:
    """The figure before another in its sentence that counts people or things and is part of none."""
    if drafts[at].counted.of is not None:
        return None
    sentence = page.words[drafts[at].quantity.first].sentence
    for draft in reversed(drafts[:at]):
        if page.words[draft.quantity.first].sentence != sentence:
            return None
        if draft.measure not in ("money", "duration") and draft.whole is None:
            return draft
    return None


def taken_up(page: Page, drafts: Sequence[Draft], at: int) -> Draft | None:
    """The figure of an earlier sentence that "put it at 53" or "down from 49" speaks of."""
    draft = drafts[at]
    lead = {w.text.lower() for w in page.words[max(0, draft.start() - 3) : draft.start()]}
    before = page.words[draft.start() - 1].lemma if draft.start() else ""
    eliding = before in ELIDING and draft.counted.noun is None and not draft.own_measure
    if not (draft.down or eliding or {"it", "at"} <= lead or {"up", "from"} <= lead):
        return None
    return next((d for d in reversed(drafts[:at]) if d.measure in HARM and d.whole is None), None)


def fares_otherwise(page: Page, draft: Draft) -> bool:
    """Whether a verb tells of a part what the whole did not suffer: "12 of those have escaped"."""
    after = page.words[draft.end() + 1 : draft.end() + 5]
    verb = next((w for w in after if w.tag == "VERB"), None)
    if [w.tag for w in after[:1]] != ["AUX"]:
        return False
    return (verb is not None and verb.lemma not in TELLING) or any(w.text.lower() in UNHARMED for w in after[:3])


def has_predicate(page: Page, draft: Draft) -> bool:
    """Whether a verb of its own follows a number: "11 are brought up"."""
    following = page.words[draft.end() + 1 : draft.end() + 4]
    if any(w.text.lower() in ("expected", "likely") for w in following):
        return False  # "another 3,400 are expected"
    after = [w.tag for w in following]
    return after[:1] == ["VERB"] or (after[:1] == ["AUX"] and "VERB" in after)


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
        return draft.measure != "other" or draft.counted.of is not None
    return draft.counted.noun is not None and draft.counted.of is None and is_person(page, draft.counted.noun)


# change and status -------------------------------------------------------------------------------------------------


def is_down(page: Page, draft: Draft) -> bool:
    """Whether a number is the earlier, higher count of "down from 38", "revised from 38 to 31", "not six"."""
    first = draft.start()
    start = page.sentence(first).first
    lead = [w.text.lower() for w in page.words[max(start, first - 3) : first]]
    if lead[-1:] != ["from"]:
        return False
    return "down" in lead or (
        any(
            w.lemma in ("lower", "revise", "cut", "reduce", "fall", "drop")
            for w in page.words[max(start, first - 14) : first]
        )
        and "up" not in lead
    )


def status_of(page: Page, draft: Draft) -> FigureStatus:
    """Whether a figure is confirmed, feared or denied."""
    first = draft.start()
    if is_denied(page, first):
        return "denied"
    words = page.words
    span = range(first, draft.end() + 1)
    if any(words[n].text.lower() in DOUBT for n in span) or words[max(0, first - 1)].text.lower() in DOUBT:
        return "feared"
    top = draft.counted.top(draft.quantity)
    for number in (draft.by if draft.by is not None else top, *page.governors(top)):
        word = words[number]
        if word.lemma == "fear" and number < first:
            return "feared"
        if word.tag in ("VERB", "ADJ", "NOUN") and any(
            words[n].text.lower() in MAYBE and words[n].relation == "aux" for n in page.children[number]
        ):
            return "feared"
        if number != top and word.tag == "VERB":
            break
    trail = words[draft.end() + 1 : draft.end() + 5]
    if draft.measure == "missing" and [w.text.lower() for w in trail[-2:]] == ["and", "feared"]:
        return "confirmed"  # "19 are missing and feared dead"
    if any(w.text.lower() in ("feared", "presumed") for w in trail) or any(w.text.lower() in MAYBE for w in trail[:2]):
        return "feared"
    lead = words[max(page.sentence(first).first, first - 4) : first]
    return "feared" if any(w.lemma == "fear" for w in lead) else "confirmed"


def is_denied(page: Page, number: int) -> bool:
    """Whether a word stands in what is denied: after "denied that", in the same clause."""
    sentence = page.sentence(number)
    for at in range(number - 1, max(sentence.first, number - 20) - 1, -1):
        word = page.words[at]
        if word.text in (";", "but") or (
            word.text == "," and page.words[at + 1].text.lower() in ("but", "and", "saying")
        ):
            return False
        if word.lemma in DENIALS and word.tag in ("VERB", "NOUN"):
            lead = [w.text.lower() for w in page.words[max(sentence.first, at - 3) : at]]
            return not {"not", "nor", "neither"} & set(lead)
    return False


# the figure --------------------------------------------------------------------------------------------------------


def figure_of(page: Page, drafts: Sequence[Draft], at: int, told: Telling) -> Figure:
    """The figure of a draft."""
    draft = drafts[at]
    span = page.span_of(draft.start(), draft.end())
    bounds = loose(draft)
    statement = told.said_in(span)
    if statement is None and draft.whole is not None:
        whole = drafts[draft.whole]
        if page.words[whole.start()].sentence == page.words[draft.start()].sentence:  # a part goes with its whole
            statement = told.said_in(page.span_of(whole.start(), whole.end()))
    change: Change = "down_from" if draft.down else "additional" if draft.quantity.more else "total"
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


class Telling:
    """The statements of a page that say that what they tell is so."""

    def __init__(self, page: Page, statements: Sequence[Statement]) -> None:
        self.page = page
        self.told = Told(statements)
        self.by_sentence: dict[int, list[Statement]] = defaultdict(list)  # of the cue
        for statement in statements:
            if statement.cue and statement.content:
                self.by_sentence[page.words[page.word_at(statement.cue[0].start)].sentence].append(statement)

    def said_in(self, span: Span) -> Statement | None:
        """The statement that tells a figure: the innermost whose content holds it, else one that covers its sentence.

        What somebody promises, demands or leaves open is told of them, not by them.
        """
        return self.told.innermost(span) or self.covering(span)

    def covering(self, span: Span) -> Statement | None:
        """The statement whose speaker is named at the end of a figure's sentence, after the figure and its content, or
        before what he thereby does: "..., the office said, bringing the number to 53"."""
        number = self.page.words[self.page.word_at(span.start)].sentence
        sentence, here = self.page.sentences[number], self.by_sentence.get(number, [])
        for statement in here:
            cue, content = statement.cue[0], statement.content[0]
            if cue.end <= span.start and THEREBY.match(self.page.text, cue.end, span.start):
                return statement
            if statement.kind != "indirect" or not span.end <= content.start < cue.start < sentence.end:
                continue
            between = self.page.text[span.end : content.start]
            if not any(span.end <= s.cue[0].start < content.start for s in here) and ";" not in between:
                return statement
        return None


def asserts(statement: Statement) -> bool:
    """Whether a statement says that what its content tells is so."""
    if statement.mode == "intended" or statement.negated:
        return False
    return statement.kind != "indirect" or statement.act not in NOT_ASSERTING


def is_telling(page: Page, statement: Statement) -> bool:
    """Whether the cue is a word for telling: a court that sentenced two men has told of nothing."""
    if statement.kind != "indirect":
        return True
    inside = [page.words[n] for cue in statement.cue for n in page.words_in(cue.start, cue.end)]
    known = cues().act.keys() | SETTING | COUNTING
    return not any(w.tag in ("VERB", "AUX") for w in inside) or any(
        w.text.lower() in ("according", "thought") or cue_lemma(w) in known for w in inside
    )
