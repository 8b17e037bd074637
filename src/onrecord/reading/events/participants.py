"""Who takes part in an event: who did it, to whom or to what, and with what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.language.page import Page
from onrecord.model.records import Figure, Party, Records, Statement
from onrecord.model.span import Span
from onrecord.reading.events.clauses import RELATIVES, Clauses
from onrecord.reading.events.lexicon import lexicon, word_list
from onrecord.reading.events.triggers import Trigger, kinds
from onrecord.reading.people.mentions import Mentions, Told

SPEECH = frozenset(("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))
MISHAPS = frozenset(("ACCIDENT", "DISASTER"))
# types whose object, where it is no person, is what is given, moved or asked for, and no party
GIVING = frozenset(("AID", "AGREE", "REQUEST", "MOBILIZE", "CONCEDE", "CONSULT"))
FIRST_PERSON = frozenset("i we me us my our myself ourselves".split())
PRONOUNS = FIRST_PERSON | frozenset("he she it they him her them you his its their your one".split())
ON = frozenset(("on", "against", "at", "into", "upon", "toward", "towards", "over"))
OF = frozenset(("of", "on", "against", "at"))
TO = frozenset(("to", "on", "upon", "with", "from", "against"))
WITH = frozenset(("with",))
IN = frozenset(("in", "during", "from"))
ADDRESSING = TO | {"for", "of", "upon"}
SIDES = frozenset(("between", "with"))
FOR = frozenset(("for", "of", "over", "with"))
NOBODY = word_list("modality", "nobody")
DASHES = frozenset(("-", "–", "—"))
STOPS = frozenset(",;:.()")
JUST_AFTER = 24  # characters within which a number behind a verb is its object


def known(name: str) -> frozenset[str]:
    """One of the codebook's lists of words that tell participants."""
    return word_list("participants", name)


def own_words(trigger: Trigger) -> Iterable[int]:
    """The numbers of a trigger's own words, without an object that stands between them ("left six people dead")."""
    together = trigger.last - trigger.first < len(trigger.how.removeprefix("trigger: ").split(" + ")[0].split())
    return range(trigger.first, trigger.last + 1) if together else (trigger.first, trigger.last)


@dataclass(frozen=True, slots=True)
class Participants:
    """The parties to an event, and the words that name its weapons."""

    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    instruments: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Cast:
    """What tells the participants of a page's events: its clauses, mentions, times, figures and statements."""

    clauses: Clauses
    who: Mentions
    dated: frozenset[int]
    counted: dict[int, list[Figure]]
    demonyms: frozenset[int]
    direct: Told
    tellers: dict[int, list[Statement]]

    @classmethod
    def of(cls, page: Page, clauses: Clauses, records: Records, who: Mentions) -> Cast:
        """The cast of a page."""
        dated = {n for time in records.times for n in page.words_in(time.span.start, time.span.end)}
        counted: dict[int, list[Figure]] = {}
        for figure in records.figures:
            if figure.measure not in ("duration", "money"):
                sentence = page.words[page.word_at(figure.span.start)].sentence
                counted.setdefault(sentence, []).append(figure)
        demonyms = (page.head(m.start, m.end) for place in records.places if place.demonym for m in place.mentions)
        known_demonyms = frozenset(n for n in demonyms if n is not None)
        direct = (s for s in records.statements if s.kind == "direct")
        tellers: dict[int, list[Statement]] = {}
        for statement in records.statements:
            for number in (n for part in statement.source for n in page.words_in(part.start, part.end)):
                tellers.setdefault(number, []).append(statement)
        return cls(clauses, who, frozenset(dated), counted, known_demonyms, Told(page, direct), tellers)

    def participants(self, trigger: Trigger) -> Participants:
        """The participants of the event that a trigger names."""
        actors, done_to = self.of_noun(trigger) if trigger.noun else self.of_verb(trigger)
        page = self.clauses.page
        own = own_words(trigger)
        actors = [n for n in actors if n not in own and self.may_take_part(n, trigger)]
        done_to = [n for n in done_to if n not in own and self.may_take_part(n, trigger)]
        weapons = [n for n in (*actors, *done_to) if page.words[n].lemma in known("instruments")]
        if not trigger.noun:
            armed = self.clauses.complements(trigger.head, WITH)
            weapons += [n for n in armed if page.words[n].lemma in known("instruments")]
        deeds = known("deeds")
        actors = [
            n
            for n in actors
            if (n not in weapons or page.words[n].lemma in known("manned")) and page.words[n].lemma not in deeds
        ]
        done_to = [n for n in done_to if n not in weapons and n not in actors and page.words[n].lemma not in deeds]
        people = [n for n in done_to if self.is_human(n)]
        things = [n for n in done_to if n not in people and (trigger.type not in GIVING or self.is_name(n))]
        if trigger.type == "REQUEST" and page.words[trigger.head].lemma in known("asking"):
            people, things = done_to, []
        recipients = self.parties(people, trigger)
        if not recipients and not things and not trigger.noun and trigger.type not in SPEECH | GIVING:
            recipients = self.counted_by(trigger)
        return Participants(
            self.parties(actors, trigger),
            recipients,
            self.parties(things, trigger),
            tuple(dict.fromkeys(page.phrase(n) for n in weapons)),
        )

    def may_take_part(self, number: int, trigger: Trigger) -> bool:
        """Whether a word of an event's sentence is no time and nobody who only tells of the event."""
        words = self.clauses.page.words
        apart = words[number].sentence != words[trigger.head].sentence
        return not (apart or number in self.dated or self.is_teller(number, trigger))

    def is_teller(self, number: int, trigger: Trigger) -> bool:
        """Whether a word is of the source named after what it tells: "killed six, the ministry said"."""
        words = self.clauses.page.words
        if self.clauses.preposition(number) == "by":
            return False  # "the attack was claimed by the Front"
        told = (part for statement in self.tellers.get(number, ()) for part in statement.content)
        return any(part.start <= words[trigger.head].start < part.end <= words[number].start for part in told)

    def of_verb(self, trigger: Trigger) -> tuple[list[int], list[int]]:
        """Who does what a verb names, and to whom or what."""
        clauses, verb = self.clauses, trigger.head
        own, lemma = own_words(trigger), clauses.page.words[verb].lemma
        unasked = known("measures")
        objects = [n for n in clauses.objects(verb) if n not in own and clauses.page.words[n].lemma not in unasked]
        if lemma in known("suffered"):
            return self.doers_within(verb), list(clauses.subjects(verb))
        if trigger.type in MISHAPS:
            return [], objects or list(clauses.subjects(verb))
        if lemma in known("sending") and trigger.type in ("AID", "MOBILIZE"):
            objects = []
        if clauses.passive(verb):
            subjects = list(clauses.subjects(verb)) if not objects else []
            agents = [n for n in clauses.agents(verb) if self.can_act(n)]
            return agents or self.doers_within(verb), objects or subjects
        actors = list(clauses.subjects(verb))
        if (
            lemma in known("bursting")
            and not objects
            and all(self.is_vessel(n) or not self.is_human(n) for n in actors)
        ):
            return [], actors  # "the ship blew up"
        if trigger.type in SPEECH | GIVING:
            addressed = [n for n in clauses.complements(verb, ADDRESSING) if self.is_human(n) or self.is_name(n)]
            if trigger.type in ("ACCUSE", "SUPPORT", "REJECT"):
                return actors, [n for n in objects if self.is_human(n) or self.is_name(n)] or addressed or objects
            return actors, addressed if trigger.type in ("AID", "CONCEDE") and addressed else objects + addressed
        if not [n for n in objects if clauses.page.words[n].lemma not in known("instruments")]:
            objects += clauses.complements(verb, ON | WITH | ({"to"} if trigger.last > trigger.first else set()))
        return actors, objects

    def of_noun(self, trigger: Trigger) -> tuple[list[int], list[int]]:
        """Who does what a noun names, and to whom or what."""
        clauses, noun = self.clauses, trigger.head
        done_to = clauses.complements(noun, OF)
        if trigger.type in MISHAPS:
            of = clauses.complements(noun, frozenset(("of",)))
            return [], [n for n in of if clauses.page.words[n].lemma != "kind"]
        actors = [n for n in clauses.agents(noun) if self.can_act(n)] or clauses.complements(noun, SIDES)
        actors += clauses.owners(noun) or self.named_by(noun)
        if clauses.preposition(noun) == "behind" and clauses.children(noun, "nsubj"):
            actors = actors or clauses.children(noun, "nsubj")  # "the Front was behind the attack"
        elif not done_to and clauses.children(noun, "cop", "case"):
            done_to = clauses.children(noun, "nsubj")  # "six people are in custody"
        return [n for n in actors or self.doers_above(trigger) if n != noun], done_to

    def doers_within(self, verb: int) -> list[int]:
        """The doers that the noun behind "in" names ("nine people died in police firing")."""
        deeds = [
            n for n in self.clauses.complements(verb, IN) if self.clauses.page.words[n].text.lower() in lexicon().nouns
        ]
        return [doer for n in deeds for doer in self.clauses.agents(n) or self.clauses.owners(n) or self.named_by(n)]

    def named_by(self, noun: int) -> list[int]:
        """The doers that the word before a deed's noun names: "police firing", "a rebel raid", "the Danish strike"."""
        words, classes = self.clauses.page.words, lexicon().classes
        before = self.clauses.children(noun, "compound", "amod", "nmod")
        doers = classes["armed"] | classes["outlaw"]
        return [n for n in before if n < noun and (n in self.demonyms or words[n].lemma in doers)]

    def doers_above(self, trigger: Trigger) -> list[int]:
        """Who does a deed by the verb above its noun: who carries it out, or who is charged with it."""
        clauses, words, noun = self.clauses, self.clauses.page.words, trigger.head
        word, head = words[noun], words[words[noun].head]
        if head.lemma in ("call", "end") and trigger.type == "ASSAULT":
            return []  # "called the attack a massacre", "the power to end the war"
        if head.lemma == "blame" and clauses.passive(head.number) and word.relation in ("nsubj", "obj"):
            return clauses.complements(head.number, frozenset(("on",)))
        if (
            head.lemma == "responsibility"
            and clauses.preposition(noun) in FOR
            and words[head.head].lemma in known("claims")
        ):
            return list(clauses.subjects(head.head))
        if word.relation in ("obj", "nsubj", "xcomp") and head.lemma in known("light") and head.number != noun:
            if clauses.passive(head.number):
                return [n for n in clauses.agents(head.number) if self.can_act(n)]
            return list(clauses.subjects(head.number)) if word.relation != "nsubj" else []
        if clauses.preposition(noun) not in FOR:
            return []
        first = clauses.page.sentence(noun).first
        above = next((n for n in range(noun - 1, first, -1) if words[n].lemma in known("charged")), None)
        if above is None:
            return []
        return list(clauses.objects(above)) or [n for n in clauses.subjects(above) if words[above].tag == "ADJ"]

    def counted_by(self, trigger: Trigger) -> tuple[Party, ...]:
        """The people that a number straight behind a verb counts, or before its passive."""
        words = self.clauses.page.words
        verb = words[trigger.head]
        near = self.counted.get(verb.sentence, ())
        if self.clauses.passive(trigger.head) or verb.lemma in known("suffered"):
            before = [f for f in near if f.span.end <= verb.start]
            return (Party(None, before[-1].span),) if before else ()
        end, text = words[trigger.last].end, self.clauses.page.text
        after = [f for f in near if 0 <= f.span.start - end <= JUST_AFTER and not STOPS & set(text[end : f.span.start])]
        return (Party(None, after[0].span),) if after else ()

    def can_act(self, number: int) -> bool:
        """Whether what "by" names is a doer, and no means or time ("by telephone", "by noon")."""
        return number not in self.dated and self.clauses.page.words[number].lemma not in known("means")

    def is_name(self, number: int) -> bool:
        return number in self.clauses.name_kinds

    def is_vessel(self, number: int) -> bool:
        """Whether a noun is a ship or a vehicle, or the name of one ("the ferry Kestrel")."""
        words = self.clauses.page.words
        near = (number, *self.clauses.page.children[number], *range(max(0, number - 2), number))
        return any(words[n].lemma in known("vessels") for n in near)

    def is_human(self, number: int) -> bool:
        """Whether a word stands for people."""
        page = self.clauses.page
        kind = self.clauses.name_kinds.get(number)
        if kind is not None and kind != "place":
            return True
        word, people = page.words[number], lexicon().classes["person"]
        if word.tag in ("NUM", "PRON") or word.lemma in people or word.text.lower() in people:
            return True
        counting = word.lemma in known("counting")
        return counting and not people.isdisjoint(kinds(number, page, self.clauses))

    def parties(self, numbers: Iterable[int], trigger: Trigger) -> tuple[Party, ...]:
        """The parties that some head words stand for, each once; a pronoun that stands for nobody known is none."""
        page = self.clauses.page
        out: dict[tuple[int, int], Party] = {}
        for number in numbers:
            word = page.words[number]
            if (word.text.lower() in RELATIVES and word.tag == "PRON") or self.is_nobody(number):
                continue
            span = self.span_of(number)
            entity = self.who.at(span.start, span.end) or self.who.by_head.get(number)
            if entity is None and word.text.lower() in FIRST_PERSON:
                entity = self.speaker(span)
            if entity is None and word.text.lower() in PRONOUNS:
                continue
            out.setdefault((span.start, span.end), Party(entity, span))
        return tuple(out.values())

    def span_of(self, number: int) -> Span:
        """The span of a party: its noun phrase, or the figure that a bare number belongs to."""
        page = self.clauses.page
        word = page.words[number]
        if word.tag == "NUM":
            for figure in self.counted.get(word.sentence, ()):
                if figure.span.start <= word.start < figure.span.end:
                    return figure.span
        phrase, name = page.phrase(number), self.clauses.names.get(number)
        inside = page.words_in(phrase.start, phrase.end)
        first, last = inside[0], inside[-1]
        if name is not None:
            first, last = min(first, name.first), max(last, name.last)
        while first < number and (
            self.is_loose(first) or any(page.words[n].text in DASHES for n in range(first, number))
        ):
            first += 1
        while last > number and (self.is_loose(last) or page.words[last].tag == "ADP"):
            last -= 1
        return page.span_of(first, last)

    def is_loose(self, number: int) -> bool:
        """Whether a word at the edge of a phrase is no part of it: a mark, a time, a conjunction."""
        return number in self.dated or self.clauses.page.words[number].tag in ("PUNCT", "SCONJ", "CCONJ")

    def is_nobody(self, number: int) -> bool:
        """Whether a word stands for no one: "nobody", "no group"."""
        words = self.clauses.page.words
        concerned = (number, *(n for n in self.clauses.page.children[number] if n < number))
        return any(words[n].text.lower() in NOBODY for n in concerned)

    def speaker(self, span: Span) -> str | None:
        """Whom "I" and "we" stand for: the speaker of the direct speech around them."""
        statement = self.direct.innermost(span)
        return None if statement is None else statement.speaker
