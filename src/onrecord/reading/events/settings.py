"""When and where an event took place: the times and places that stand with its trigger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice, pairwise

from onrecord.codebook.actors import actors
from onrecord.language.page import Page, Sentence
from onrecord.model.records import Event, Records, Time
from onrecord.model.span import Span
from onrecord.reading.events.clauses import Clauses
from onrecord.reading.events.participants import SPEECH

FAR = 9  # steps in the parse beyond which a time or place no longer tells when or where
TELLING_REACH = 3  # steps from a place or time that nobody is told of to the verb of telling that it stands with
SPEECH_REACH = 1  # an act of speech is dated by what hangs on its own verb
ANOTHER = 3  # what a step into another event's clause costs
SHARED = 4  # what it costs to take a time behind another verb that "and" joins to an event's
ADRIFT = 5  # what it costs where the parse does not join the two
WORDS_A_STEP = 3  # words between the two that count for a step where the parse does not join them
APART = frozenset(
    "after before since until when while because as which who that where although though if unless".split()
)
TIMES_APART = frozenset("after before since until if unless because".split())  # clauses of another time
RELATIVE = frozenset("which who that where".split())
DEFINITE = frozenset("the this that these those".split())
AT = frozenset("in at near outside on inside around off across between along over by".split())
OVER = frozenset("after before since over for during".split())  # what stands behind it was at another time
ELSEWHERE = frozenset("from for of to".split())  # where something came from or belongs, rather than took place
TOWARDS = frozenset(("toward", "towards"))
BOUND = TOWARDS | {"to", "for"}
STATIC = frozenset(("ASSAULT", "ACCIDENT", "DISASTER", "COERCE", "PROTEST"))  # what happens where it happens
OPENS = 7  # characters from a sentence's beginning to a time or place that opens it: "On the "
ASIDE = re.compile(r", [^,.\n]{2,60}? (?:said|says|added|told [^,.\n]{2,30}|reported|wrote),")
MOVES = re.compile(r"(?:In|At|Near) [^,.\n]{2,40}, meanwhile,|Meanwhile,? (?:in|at|near) ")
HEADING = 9  # words of a line that tells but when and where
HEAD = 4  # words that make the head of a sentence
PRESENT = frozenset(("has", "have", "is", "are", "will", "'s", "’s"))
DAY = timedelta(days=1)  # by which a day far east is ahead
PAST = timedelta(days=20)  # what ended longer ago is told as the past
DATELINE = re.compile(r"[^\n]{2,90}?\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class Mention:
    """A time or place where it is mentioned: its record's id, head word and span."""

    id: str
    head: int
    span: Span


@dataclass(frozen=True)
class Settings:
    """The times and places of a page by sentence, and the trigger heads of its events."""

    clauses: Clauses
    times: dict[int, list[Mention]]
    places: dict[int, list[Mention]]
    triggers: frozenset[int]
    sources: frozenset[int]
    cues: frozenset[int]
    said: frozenset[int]
    dateline: int
    reference: date | None
    by_time: dict[str, Time]
    contents: dict[str, tuple[Span, ...]]  # of the statements that are no quotations, by id

    @classmethod
    def of(cls, page: Page, records: Records) -> Settings:
        """The settings of a page."""
        dated = [(t.id, t.span) for t in records.times if t.type in ("DATE", "TIME") and t.start]
        placed = [(p.id, m) for p in records.places if not p.demonym for m in p.mentions]
        places = {
            sentence: [replace(m, head=part_of_town(page, m.head)) for m in mentions]
            for sentence, mentions in by_sentence(page, placed).items()
        }
        heads = (page.head(e.trigger.start, e.trigger.end) for e in records.events)
        return cls(
            Clauses(page),
            by_sentence(page, dated),
            places,
            frozenset(h for h in heads if h is not None),
            frozenset(n for s in records.statements for part in s.source for n in page.words_in(part.start, part.end)),
            frozenset(n for s in records.statements for part in s.cue for n in page.words_in(part.start, part.end)),
            frozenset(n for s in records.statements for part in s.content for n in page.words_in(part.start, part.end)),
            dateline.end() if (dateline := DATELINE.match(page.text, page.opening)) else 0,
            reference_day(page, records.times),
            {t.id: t for t in records.times},
            {s.id: s.content for s in records.statements if s.kind == "indirect"},
        )

    def time(self, event: Event, head: int) -> str | None:
        """The id of the time that an event's sentence gives it."""
        reach = SPEECH_REACH if event.type in SPEECH else FAR
        may_be = (
            m for m in self.near(head, self.times)
            if self.is_free(m) and not self.is_too_late(m, event) and self.is_told_with(m, event)
        )  # fmt: skip
        options = [(1 if self.leads(m) else self.distance(head, m, True), m) for m in may_be]
        return closest(head, [(cost, m) for cost, m in options if cost <= reach]) or self.headed(head, self.times)

    def is_told_with(self, mention: Mention, event: Event) -> bool:
        """Whether a time stands in what is said of an event, or hangs on it: not "sent troops on Monday as the mayor
        put at 41 the number of people killed"."""
        if self.leads(mention):
            return True
        said = self.contents.get(event.attribution or "")
        words = self.clauses.page.words
        above = words[words[mention.head].head].start
        return said is None or any(p.holds(mention.span) or p.start <= above < p.end for p in said)

    def leads(self, mention: Mention) -> bool:
        """Whether a time or a place opens a sentence, and who tells it stands behind it between commas: "On Thursday,
        he said, 26 people were hurt"."""
        page = self.clauses.page
        start = page.sentence(mention.head).start
        return mention.span.start - start <= OPENS and ASIDE.match(page.text, mention.span.end) is not None

    def is_too_late(self, mention: Mention, event: Event) -> bool:
        """Whether a time is still to come when a report tells what was done: "held, and will be tried on Monday"."""
        start = self.by_time[mention.id].start
        if event.modality != "happened" or self.reference is None or start is None:
            return False
        return date.fromisoformat(start[:10]) > self.reference + DAY

    def place(self, event: Event, head: int) -> str | None:
        """The id of the place that an event's sentence gives it."""
        options = []
        for mention, leader in self.led(self.near(head, self.places)):
            if self.is_free(mention) and self.locates(mention, head, event):
                options.append((self.distance(head, mention, False) + self.belonging(mention, head, event), leader))
        reach = SPEECH_REACH if event.type in SPEECH else FAR
        return closest(head, [(cost, m) for cost, m in options if cost <= reach]) or self.headed(head, self.places)

    def headed(self, head: int, mentions: dict[int, list[Mention]]) -> str | None:
        """What the first sentence of a trigger's paragraph gives, where it tells but when and where, or moves on:
        "Bath, 9 March. A missile destroyed a house.", "In Bath, meanwhile, ..."."""
        page = self.clauses.page
        start = page.text.rfind("\n", 0, page.words[head].start) + 1
        heading = page.sentence(page.word_at(start))
        number = page.words[heading.first].sentence
        told = next(iter(mentions.get(number, ())), None)
        if told is None or number == page.words[head].sentence:
            return None
        moves = mentions is self.places and MOVES.match(page.text, heading.start) is not None
        return told.id if moves or self.is_heading(heading, number) else None

    def is_heading(self, sentence: Sentence, number: int) -> bool:
        """Whether a sentence tells but when and where."""
        told = [m.span for kind in (self.times, self.places) for m in kind.get(number, ())]
        words = self.clauses.page.words[sentence.first : sentence.stop]
        others = (w for w in words if w.tag not in ("PUNCT", "PROPN"))
        return len(words) <= HEADING and all(any(s.start <= w.start < s.end for s in told) for w in others)

    def belonging(self, mention: Mention, head: int, event: Event) -> int:
        """What it costs that a place is where something came from or belongs ("the people of Bath")."""
        own = self.clauses.page.words[mention.head].head == head or event.type == "RETREAT"
        return 0 if own or self.clauses.preposition(mention.head) not in ELSEWHERE else 2

    def led(self, mentions: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
        """Each place with the one that a list of ever wider places begins with ("Bath, Somerset")."""
        before: tuple[Mention, Mention] | None = None
        for mention in mentions:
            joined = before is not None and self.clauses.page.text[before[0].span.end : mention.span.start] == ", "
            before = (mention, before[1] if joined and before is not None else mention)
            yield before

    def near(self, head: int, mentions: dict[int, list[Mention]]) -> list[Mention]:
        """The mentions in the sentence of a trigger."""
        return mentions.get(self.clauses.page.words[head].sentence, [])

    def is_free(self, mention: Mention) -> bool:
        """Whether a mention may tell of a deed: it is part of no source and no telling ("told a man in Bath")."""
        if mention.span.end <= self.dateline or mention.head in self.sources:
            return False
        if self.leads(mention):
            return True
        page, own = self.clauses.page, self.clauses.page.words[mention.head]
        if mention.head in self.said:
            return True
        if own.head in self.cues:
            return False
        for below, above in pairwise([mention.head, *islice(page.governors(mention.head), TELLING_REACH)]):
            if page.words[above].sentence != own.sentence or page.words[below].relation == "nsubj":
                return True
            if above in self.cues or above in self.triggers:
                return above in self.triggers
        return True

    def locates(self, mention: Mention, head: int, event: Event) -> bool:
        """Whether a place is where something is: no party by itself ("Paris refused"), no owner, no dateline."""
        page = self.clauses.page
        word, preposition = page.words[mention.head], self.clauses.preposition(mention.head)
        if word.tag == "ADJ" or any(page.words[n].text in ("'s", "’s") for n in page.children[mention.head]):
            return False
        if event.type in SPEECH:
            return preposition in AT
        if preposition == "from":
            return word.head == head and event.type != "AID"
        if preposition in BOUND and event.type in STATIC and (preposition in TOWARDS or word.head != head):
            return False  # where somebody was bound
        whose = actors().get(page.words[word.head].lemma)
        if whose is not None and (preposition == "of" or (word.relation == "compound" and whose.sector == "UAF")):
            return False  # whose minister somebody is, from where "the Bath bombers" come
        if event.type == "SANCTION" and preposition is None:
            return False
        return preposition is not None or word.relation not in ("nsubj", "conj", "root")

    def distance(self, head: int, mention: Mention, dated: bool) -> int:
        """The steps in the parse from a trigger to a mention; those through other events or clauses count for more."""
        page = self.clauses.page
        down = [mention.head, *page.governors(mention.head)]
        up = [head, *page.governors(head)]
        depth = {n: i for i, n in enumerate(up)}
        meeting = next((steps for steps, number in enumerate(down) if number in depth), None)
        if meeting is None:
            between = range(min(head, mention.head) + 1, max(head, mention.head))
            crossed = any(n in self.triggers for n in between) or (dated and self.is_told_of_another(down[1:], head))
            return ADRIFT + len(between) // WORDS_A_STEP + (FAR if dated else ANOTHER) * crossed
        top = down[meeting]
        climbed = up[: depth[top]]
        cost = meeting + len(climbed)
        for n in down[1:meeting]:
            if n in self.triggers:
                owned = (dated and page.words[n].tag == "VERB") or self.clauses.preposition(n) in OVER
                cost += FAR if owned else ANOTHER
        for n in climbed:
            if self.apart(n, TIMES_APART if dated else APART):
                cost += FAR if dated else ANOTHER
        cost += ANOTHER * sum(self.apart(n, APART) for n in down[1:meeting])
        if dated and (self.is_taken_up(climbed, top) or self.is_told_of_another(down[1:meeting], top)):
            cost += FAR
        if (
            climbed
            and page.words[climbed[-1]].relation == "conj"
            and top in self.triggers
            and top < mention.head < head
        ):
            cost += FAR if self.clauses.children(climbed[-1], "nsubj") else SHARED if dated else 1
        return cost

    def is_taken_up(self, climbed: list[int], verb: int) -> bool:
        """Whether a verb only takes up what happened, and so has a time of its own: "divers go down to the wreck"."""
        page = self.clauses.page
        if len(climbed) != 1 or verb in self.triggers or page.words[verb].tag != "VERB":
            return False
        noun = page.words[climbed[0]]
        definite = any(page.words[n].text.lower() in DEFINITE for n in page.children[noun.number])
        return definite and noun.tag == "NOUN" and noun.relation == "obl"

    def is_told_of_another(self, passed: list[int], top: int) -> bool:
        """Whether a time stands in a clause that tells more of somebody else than the deed has ("the list, which was
        read out on Sunday, has 21 killed")."""
        page = self.clauses.page
        clauses = [n for n in passed if self.apart(n, RELATIVE) and page.words[n].head != top]
        return any(page.words[n].head not in self.triggers and self.triggers.isdisjoint(passed) for n in clauses)

    def apart(self, number: int, openers: frozenset[str]) -> bool:
        """Whether a clause stands apart from the one above it: it opens with "after", "since", "who" or their like."""
        page = self.clauses.page
        if page.words[number].relation not in ("advcl", "acl", "ccomp", "parataxis"):
            return False
        return any(page.words[n].text.lower() in openers and n < number for n in page.children[number])

    def opens(self, event: Event) -> bool:
        """Whether the time of an event stands at the head of its sentence ("In 2019 a fire ...")."""
        page, time = self.clauses.page, self.by_time[event.time or ""]
        sentence = page.sentence(page.word_at(event.trigger.start))
        return sentence.first <= page.word_at(time.span.start) < sentence.first + HEAD

    def is_bygone(self, head: int) -> bool:
        """Whether nothing before a verb says that it is of the present ("has refused", "is held")."""
        return PRESENT.isdisjoint(self.clauses.helpers(head))

    def is_past(self, time: str | None) -> bool:
        """Whether a time ended long enough before the report for what it dates to be told as the past."""
        end = self.by_time[time].end if time is not None else None
        return end is not None and self.reference is not None and date.fromisoformat(end[:10]) < self.reference - PAST


def closest(head: int, options: list[tuple[int, Mention]]) -> str | None:
    """The id of the mention that costs least, of several the one nearest in the text."""
    return min(options, key=lambda option: (option[0], abs(option[1].head - head)))[1].id if options else None


def by_sentence(page: Page, spans: Iterable[tuple[str, Span]]) -> dict[int, list[Mention]]:
    """Mentions by the number of their sentence."""
    out: dict[int, list[Mention]] = {}
    for ident, span in spans:
        head = page.head(span.start, span.end)
        if head is not None:
            out.setdefault(page.words[head].sentence, []).append(Mention(ident, head, span))
    return out


def part_of_town(page: Page, head: int) -> int:
    """The word by which a place hangs on its sentence: "district" in "a district of Bath"."""
    words = page.words
    above = actors().get(words[words[head].head].lemma)
    of = any(words[n].text.lower() == "of" and words[n].relation == "case" for n in page.children[head])
    return words[head].head if of and above is not None and above.type == "place" else head


def reference_day(page: Page, times: Iterable[Time]) -> date | None:
    """The day of the report: that of its publication, else the first whole day it names."""
    days = [page.report.published, *(t.start for t in times if t.start and t.start == t.end)]
    return next((date.fromisoformat(day[:10]) for day in days if day), None)
