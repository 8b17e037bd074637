"""What a report tells of one person, each trait with the words that tell it: name, age, sex, role, status."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.codebook.actors import actors
from onrecord.codebook.first_names import gender_of
from onrecord.codebook.genders import gender_of_noun
from onrecord.codebook.tables import words
from onrecord.language.page import Page
from onrecord.model.records import Entity, Fact, Records, Trait
from onrecord.model.span import Span
from onrecord.reading.casualties.words import listed, statuses
from onrecord.reading.people.named import TITLES

TEENS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()  # ages in words go no further
NUMBERS = {word: number for number, word in enumerate(TEENS)}
AGE = rf"(?:\d{{1,3}}|{'|'.join(TEENS[1:])})"
INSIDE = re.compile(
    rf"\b({AGE})[- ](year|month)s?[- ]old\b|\baged (?:about )?({AGE})\b"
    rf"|\b(?:boy|girl|child|man|woman|toddler|son|daughter) of (?:about |around |some )?({AGE})\b"
    r"|\bin (?:his|her|their) ((?:early |mid-?|late )?"
    r"(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|[2-9]0s))\b",
    re.IGNORECASE,
)
BEHIND = re.compile(
    rf"(?:,? aged |, | \()(?:aged )?({AGE})(?: years old)?(?=[,;.)]| and | was | were | from | of |\n|$)"
)
BEFORE = re.compile(rf"\b({AGE})[- ](year|month)s?[- ]old $", re.IGNORECASE)
SHARED = re.compile(rf",? and {AGE}(?=[,.;)]| were | was )")
LISTED = re.compile(rf",(?: aged)? {AGE}, ((?:an? |the )?[a-z][a-z -]*[a-z])(?=[,;.\n]|$)")
LATER = re.compile(rf"\bage (?:as|at|was|to be) ({AGE})\b", re.IGNORECASE)
NOT_BUT = re.compile(rf"\b({AGE}),? not ({AGE})\b")
SEXES = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "herself": "female",
    "hers": "female",
}
GENDERS = {"m": "male", "f": "female"}
PARTICLES = frozenset("al el bin ibn abu de da di del der den van von la le bint ben dos du ter".split())
NAME_MARKS = frozenset(("-", ".", "'", "’"))
PRONOUNS = SEXES.keys() | frozenset(
    "i me my mine myself you your who whom whose which that it its they them their".split()
)
NEAR = 40  # characters between a mention and what is told of it
NO_ROLE = frozenset("old year first second third other another dead late slain wounded injured missing".split())
SEVERAL = {
    "brothers": "male",
    "sisters": "female",
    "boys": "male",
    "girls": "female",
    "men": "male",
    "women": "female",
    "sons": "male",
    "daughters": "female",
}

LIST_REACH = 120  # characters from a plural to the last name of a short list
IN_A_LIST = re.compile(
    rf"\b({'|'.join(SEVERAL)}):? (?:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*(?:, {AGE}| \({AGE}\))?(?:,? and|,) )*$"
)


@dataclass(frozen=True)
class Traits:
    """All that a page tells of its people."""

    page: Page
    records: Records

    @cached_property
    def facts(self) -> dict[str, list[Fact]]:
        """The facts on each entity."""
        out: dict[str, list[Fact]] = {}
        for fact in self.records.facts:
            out.setdefault(fact.subject, []).append(fact)
        return out

    def told(self, entity: Entity, relation: str) -> Iterator[Fact]:
        """What is told of somebody near one of his or her mentions."""
        for fact in self.facts.get(entity.id, ()):
            near = (m.start - NEAR <= fact.span.end and fact.span.start <= m.end + NEAR for m in entity.mentions)
            if fact.relation == relation and any(near):
                yield fact

    def spoken(self, entity: Entity) -> Iterator[Span]:
        """The mentions of somebody that are no pronouns."""
        return (span for span in entity.mentions if span.text.lower() not in PRONOUNS)

    def words(self, span: Span) -> Iterator[int]:
        return iter(self.page.words_in(span.start, span.end))

    # name and description --------------------------------------------------------------------------------------------

    def name(self, entity: Entity) -> Trait | None:
        """The fullest proper name, without titles and roles."""
        found = [span for mention in self.spoken(entity) if (span := self.proper(mention)) is not None]
        best = max(found, key=lambda span: (len(span.text.split()), -span.start), default=None)
        return None if best is None else Trait(" ".join(best.text.split()), best)

    def proper(self, mention: Span) -> Span | None:
        """The name at the end of a mention: "Stefan Orr" of "Mayor Stefan Orr"."""
        words, inside = self.page.words, list(self.words(mention))
        while inside and words[inside[-1]].text in ("'s", "’s", "'", "’"):
            inside.pop()
        first = None
        for number in reversed(inside):
            text = words[number].text
            if text[0].isupper():
                first = number
            elif text.lower() not in PARTICLES and text not in NAME_MARKS:
                break
        if first is None or not words[inside[-1]].text[0].isupper() or self.is_whereabouts(first, inside[0]):
            return None
        titles = [n for n in inside if first <= n < inside[-1] and is_title(words[n].text)]
        first = titles[-1] + 1 if titles else first
        while first < inside[-1] and not words[first].text[0].isalpha():
            first += 1  # the point of "Dr."
        if first == inside[-1] and (is_title(words[first].text) or words[first].tag not in ("PROPN", "NOUN")):
            return None
        return self.page.span_of(first, inside[-1])

    def is_whereabouts(self, number: int, first: int) -> bool:
        """Whether a name in a mention says where somebody is, not who: "a doctor in Port Quill"."""
        before = self.page.words[number - 1]
        return number > first and before.tag == "ADP" and before.text.lower() not in PARTICLES

    def description(self, entity: Entity) -> Trait | None:
        """The first mention that describes somebody without a name: "a 34-year-old nurse"."""
        described = (span for span in self.spoken(entity) if self.proper(span) is None)
        found = next((span for span in described if not span.text.lower().startswith("whose ")), None)
        return self.kin(entity) if found is None else Trait(" ".join(found.text.split()), found)

    def kin(self, entity: Entity) -> Trait | None:
        """Whose kin somebody is who is only told of as such: "brother of Ivo Marsh" of "Marsh, whose brother"."""
        for fact in self.told(entity, "kin_of"):
            owner = next((one for one in self.records.entities if one.id == fact.object.entity), None)
            if owner is not None and fact.object.span.text.lower().startswith("whose "):
                name = owner.name[:1].lower() + owner.name[1:] if owner.name.startswith(("A ", "The ")) else owner.name
                return Trait(f"{fact.object.span.text.split()[-1]} of {name}", fact.object.span)
        return None

    # age -------------------------------------------------------------------------------------------------------------

    def ages(self, entity: Entity) -> Iterator[Trait]:
        """The ages that are told of somebody, in facts, in mentions, before and behind them.

        Of "aged 9 and 12" behind two names neither is taken for the last one's.
        """
        text = self.page.text
        for fact in self.told(entity, "age"):
            value = in_digits(fact.object.text)
            if value and not SHARED.match(text, fact.object.span.end):
                yield Trait(value, fact.object.span)
        for mention in self.spoken(entity):
            start = max(0, mention.start - NEAR)
            found = (
                INSIDE.search(text, mention.start, min(mention.end + 1, len(text))),
                BEFORE.search(text, start, mention.start),
                BEHIND.match(text, mention.end),
            )
            yield from (self.age_in(one) for one in found if one and not SHARED.match(text, one.end(1)))

    def age_in(self, found: re.Match[str]) -> Trait:
        group = next(
            n for n in range(1, len(found.groups()) + 1) if found[n] and not found[n].startswith(("year", "month"))
        )
        months = len(found.groups()) > 1 and found[2] in ("month", "Month")
        value = in_digits(found[group]) or found[group].lower()
        return Trait(f"{value} months" if months else value, self.page.span(*found.span(group)))

    def age(self, entity: Entity) -> Trait | None:
        """How old somebody is, by the first words that tell it."""
        return next(self.ages(entity), None)

    @cached_property
    def corrections(self) -> list[tuple[Span, Trait]]:
        """The ages that a page says were told before and are wrong, each with its sentence: "earlier reports gave his
        age as 30"; "she was 31, not 30"."""
        text, found = self.page.text, list[tuple[Span, Trait]]()
        for told in NOT_BUT.finditer(text):
            found.append((self.sentence(told.start()), Trait(in_digits(told[2]) or "", self.page.span(*told.span(2)))))
        for told in LATER.finditer(text):
            sentence = self.sentence(told.start())
            if not listed("earlier").isdisjoint(sentence.text.lower().split()):
                found.append((sentence, Trait(in_digits(told[1]) or "", self.page.span(*told.span(1)))))
        return found

    def sentence(self, offset: int) -> Span:
        found = self.page.sentence(self.page.word_at(offset))
        return self.page.span(found.start, found.end)

    # sex, role, status -----------------------------------------------------------------------------------------------

    def sex(self, entity: Entity) -> Trait | None:
        """The sex that a noun, a title or else all pronouns give; None where they do not agree.

        A pronoun counts where the mention before it is the person's name, or he or she has none, and where the first
        name is not one of the other sex.
        """
        for mention in self.spoken(entity):
            if found_at := self.sexed(mention):
                gender, number = found_at
                return Trait(GENDERS[gender], self.page.span_of(number, number))
        found = [
            Trait(SEXES[span.text.lower()], span) for span in entity.mentions
            if span.text.lower() in SEXES and self.stands_for(span, entity)
        ]  # fmt: skip
        name = self.name(entity)
        if not found and name and (kin := self.listed_as(name.span)):
            return kin
        known = gender_of(name.value.split()[0]) if name and " " in name.value else None
        if known and any(one.value != GENDERS[known] for one in found):
            return None
        return found[0] if len({one.value for one in found}) == 1 else None

    def listed_as(self, name: Span) -> Trait | None:
        """The sex that a plural before a list gives to each in it: "their daughters Rania, 10, and Lina, 8"."""
        lead = IN_A_LIST.search(self.page.text, max(0, name.start - LIST_REACH), name.start)
        if lead is None:
            return None
        return Trait(SEVERAL[lead[1].lower()], self.page.span(*lead.span(1)))

    def sex_of(self, mention: Span) -> str | None:
        """The sex that a noun or title of a mention gives."""
        found = self.sexed(mention)
        return found and found[0]

    def sexed(self, mention: Span) -> tuple[str, int] | None:
        """The gender that a mention's noun or title gives, and its word."""
        for number in reversed(list(self.words(mention))):
            gender = gender_of_noun(self.page.words[number].lemma.lower().rstrip("."))
            if gender and not self.is_anothers(number, mention):
                return gender, number
        return None

    @cached_property
    def mentioned(self) -> list[tuple[int, str, Span]]:
        """Where people are mentioned by name or description, in order, each with the entity."""
        people = (one for one in self.records.entities if one.type == "person")
        return sorted((span.start, one.id, span) for one in people for span in self.spoken(one))

    def stands_for(self, pronoun: Span, entity: Entity) -> bool:
        """Whether the last mention before a pronoun is somebody's name, or the description of one without a name."""
        at = bisect_left(self.mentioned, pronoun.start, key=lambda one: one[0])
        if at == 0 or self.mentioned[at - 1][1] != entity.id:
            return False
        return self.proper(self.mentioned[at - 1][2]) is not None or self.name(entity) is None

    def is_anothers(self, number: int, mention: Span) -> bool:
        """Whether a noun in a mention stands for somebody else: "her mother's nurse", "a nurse of the queen"."""
        head = self.page.head(mention.start, mention.end)
        word = self.page.words[number]
        return number != head and word.head != head and word.relation in ("nmod", "obl")

    def role(self, entity: Entity) -> Trait | None:
        """What somebody does: the first role that says more than "a man" or "his sister"."""
        for fact in self.told(entity, "role"):
            if found := self.doing(fact.object.span):
                return found
        for mention in self.spoken(entity):
            span = mention if self.proper(mention) is None else self.behind(mention)
            if span is not None and (found := self.doing(span)):
                return found
        return None

    def behind(self, mention: Span) -> Span | None:
        """The description that follows a name in a list: "a student" of "Kaya Orhan, 19, a student"."""
        found = LISTED.match(self.page.text, mention.end)
        if found is None:
            return None
        span = self.page.span(*found.span(1))
        known = actors().get(span.text.lower().split()[-1])
        return span if known is not None and known.type == "person" else None

    def doing(self, span: Span) -> Trait | None:
        """The words of a phrase that tell what somebody does: "nurse" of "a 34-year-old nurse at the clinic"."""
        page, head = self.page, self.page.head(span.start, span.end)
        if head is None or page.words[head].lemma.lower() in words("casualties", "people", "generic"):
            return None
        if page.words[head].tag not in ("NOUN", "PROPN") or page.words[head].lemma.lower() in ("old", "year"):
            return None
        inside = page.words_in(span.start, span.end)
        first = head
        while (
            first - 1 in inside
            and page.words[first - 1].tag in ("NOUN", "PROPN", "ADJ")
            and page.words[first - 1].lemma not in NO_ROLE
        ):
            first -= 1
        found = page.span_of(first, head)
        small = found.text[0].lower() + found.text[1:]  # "Student", but not "Prime Minister"
        return Trait(small if small.islower() else found.text, found)

    def status(self, entity: Entity) -> Trait | None:
        """Civilian, police, military and so on, where a word of the report says so."""
        told = [fact.object.span for relation in ("member_of", "role") for fact in self.told(entity, relation)]
        for span in (*told, *self.spoken(entity)):
            inside = list(self.words(span))
            lower = [self.page.words[n].text.lower() for n in inside]
            if "aid" in lower and {"worker", "workers"} & set(lower):
                return Trait("aid_worker", span)
            if "police" in lower and not any(mark in lower for mark in ("'s", "’s")):
                return Trait("police", self.page.span_of(at := inside[lower.index("police")], at))
            for number, word in zip(inside, lower, strict=True):
                if word in statuses():
                    return Trait(statuses()[word], self.page.span_of(number, number))
        return None


def is_title(text: str) -> bool:
    """Whether a word before a name is a title or a role."""
    lower = text.lower()
    known = actors().get(lower)
    return lower in TITLES or lower.rstrip(".") in TITLES or (known is not None and known.type == "person")


def in_digits(text: str) -> str | None:
    """An age in digits; None where the words are no number.

    >>> in_digits("seven"), in_digits("34"), in_digits("old")
    ('7', '34', None)
    """
    lower = text.lower()
    return lower if lower.isdigit() else str(NUMBERS[lower]) if lower in NUMBERS else None
