"""Who did what to whom, as the parse has it: subjects, objects, agents and the rest of a verb's or noun's clause."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from onrecord.language.page import Page

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
VERBAL = frozenset(("VERB", "AUX"))
RELATIVES = frozenset(("who", "whom", "which", "that", "whose"))
BE = frozenset("be is are was were been being 's 're am".split())
GET = frozenset("get gets got gotten getting".split())
LOCATIVE = frozenset(
    "in at near outside on around off from inside across through over above below between beside along towards to into".split()
)
AGAINST = frozenset("of on against at upon to over".split())
# verbs whose object does what their infinitive says ("urged them to stop"); of all others it is the subject
OF_OBJECT = frozenset(
    """urge ask order call tell force allow help let want invite instruct persuade warn advise beg implore press appeal
    authorise authorize compel enable permit require expect request charge accuse suspect blame accuse convict find
    encourage lead""".split()
)
TIME_UNITS = frozenset("second minute hour day week month year night morning evening time".split())  # tell when, and are no objects
DEPTH = 5
HEDGES = frozenset("up to at least about around over more than nearly as many".split())  # before a number
WORTH_JOINING = 7  # how far an elided object may stand from its verb


@dataclass(frozen=True)
class Clauses:
    """The clauses of a page, read off the parse; answers are kept, as several readers ask."""

    page: Page
    _subjects: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _objects: dict[int, tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def name_kinds(self) -> dict[int, str]:
        """The kind of name that each word of a name belongs to."""
        return {n: name.kind for name in self.page.names for n in range(name.first, name.last + 1)}

    def children(self, number: int, *relations: str) -> list[int]:
        """The dependents of a word by some relations."""
        words = self.page.words
        return [n for n in self.page.children[number] if words[n].relation in relations]

    def preposition(self, number: int) -> str | None:
        """The preposition of a noun, in lower case."""
        words = self.page.words
        first = next((n for n in self.page.children[number] if words[n].relation == "case" and n < number), None)
        return None if first is None else words[first].text.lower()

    def with_conjuncts(self, number: int) -> list[int]:
        """A noun and those joined to it by "and"."""
        words = self.page.words
        return [
            number,
            *(n for n in self.page.children[number] if words[n].relation == "conj" and words[n].tag in NOMINAL),
        ]

    def is_participle(self, number: int) -> bool:
        """Whether a form can be a past participle: it is neither a gerund nor third person singular."""
        text = self.page.words[number].text.lower()
        return text.endswith(
            ("ed", "en", "wn", "ught", "ung", "ld", "t", "n", "d", "k", "m", "un", "ne", "de", "o")
        ) and not (text.endswith("ing"))

    def passive(self, number: int, depth: int = 0) -> bool:
        """Whether a verb's subject is the one it was done to."""
        words = self.page.words
        word = words[number]
        if word.text.lower().endswith("ing") or not self.is_participle(number):
            return False
        helpers = [words[n] for n in self.page.children[number] if words[n].relation in ("aux", "cop")]
        if any(w.text.lower() in BE or w.text.lower() in GET for w in helpers):
            return True
        if helpers:
            return False
        if word.relation in ("acl", "amod"):
            return not self.children(number, "obj", "nsubj")
        if word.relation == "conj" and depth < DEPTH and not self.children(number, "obj"):
            return self.passive(word.head, depth + 1)
        return word.relation in ("advcl", "xcomp", "dep") and not self.children(number, "obj", "nsubj")

    def subjects(self, number: int) -> tuple[int, ...]:
        """The head words of a verb's subjects, also of those it shares with another verb."""
        if number not in self._subjects:
            self._subjects[number] = tuple(self._find_subjects(number, 0))
        return self._subjects[number]

    def _find_subjects(self, number: int, depth: int) -> list[int]:
        words = self.page.words
        word = words[number]
        own = [n for n in self.children(number, "nsubj") if not (words[n].tag == "PUNCT")]
        before = [n for n in own if n < number]
        own = before[-1:] or own[:1]
        if own:
            if words[own[0]].text.lower() in RELATIVES and word.relation in ("acl", "ccomp") and word.head != number:
                return self.with_conjuncts(word.head)
            return self.with_conjuncts(own[0])
        if depth >= DEPTH or word.head == number:
            return []
        return self._inherited(number, depth)

    def _inherited(self, number: int, depth: int) -> list[int]:
        """The subject of a verb that has none of its own: that of the verb it is joined to or hangs on."""
        words = self.page.words
        word, head = words[number], words[words[number].head]
        if word.relation in ("acl", "amod"):
            if head.tag in VERBAL:
                return self._find_subjects(head.number, depth + 1)
            if word.text.lower().endswith("ing") or self.passive(number):
                return self.with_conjuncts(head.number)
            return self.owners(head.number)
        if word.relation in ("xcomp", "advcl", "ccomp", "obl", "csubj", "dep") and head.tag in VERBAL | {"ADJ", "NOUN"}:
            if word.relation == "ccomp" and not word.text.lower().endswith("ing") and not self.infinitive(number):
                return []
            if head.lemma in OF_OBJECT:
                shared = self.objects(head.number) or self.addressees(head.number)
                return list(shared)
            return self._find_subjects(head.number, depth + 1)
        if word.relation in ("conj", "parataxis") and head.tag in VERBAL | {"ADJ"}:
            return self._find_subjects(head.number, depth + 1)
        return []

    def infinitive(self, number: int) -> bool:
        """Whether "to" stands before a verb."""
        words = self.page.words
        return any(words[n].text.lower() == "to" and n < number for n in self.page.children[number])

    def objects(self, number: int) -> tuple[int, ...]:
        """The head words of those that a verb was done to, its object or the subject of its passive."""
        if number not in self._objects:
            self._objects[number] = ()  # a verb that is asked about while it is being answered
            self._objects[number] = tuple(self._find_objects(number))
        return self._objects[number]

    def _find_objects(self, number: int) -> list[int]:
        words = self.page.words
        word = words[number]
        own = [n for n in self.children(number, "obj", "iobj") if words[n].tag != "PUNCT"]
        if own and words[own[0]].text.lower() in RELATIVES and word.relation == "acl":
            return self.with_conjuncts(word.head)
        if own:
            return [joined for n in own for joined in self.with_conjuncts(n)]
        if self.passive(number):
            subject = next((n for n in self.children(number, "nsubj") if words[n].text.lower() not in RELATIVES), None)
            if subject is None and word.relation in ("acl", "amod") and words[word.head].tag in NOMINAL:
                return self.with_conjuncts(word.head)
            return list(self.subjects(number))
        if word.relation == "acl" and words[word.head].tag in NOMINAL and self.children(number, "nsubj"):
            subject = self.children(number, "nsubj")[0]
            if words[subject].text.lower() not in RELATIVES:
                return self.with_conjuncts(word.head)
        return self._shared_object(number)

    def _shared_object(self, number: int) -> list[int]:
        """The object that stands after a verb: that of the verb joined to it, or the next noun where the parse has none."""
        words = self.page.words
        stop = min(self.page.sentence(number).stop, number + WORTH_JOINING)
        for n in range(number + 1, stop):
            word = words[n]
            if word.relation == "obj" and words[word.head].relation == "conj" and words[word.head].head == number:
                return self.with_conjuncts(n)
            if word.tag in ("PUNCT", "VERB", "SCONJ", "ADP", "AUX") and word.text not in '“"«':
                return []
            if word.lemma in TIME_UNITS:
                return []
            if word.tag in ("NOUN", "PROPN", "PRON") and not (n + 1 < stop and words[n + 1].tag in ("NOUN", "PROPN")):
                return [n]
        return []

    def agents(self, number: int) -> list[int]:
        """Those whom "by" names as the doers of a passive or of a noun."""
        found = self.children(number, "obl", "nmod")
        return [joined for n in found if self.preposition(n) == "by" for joined in self.with_conjuncts(n)]

    def addressees(self, number: int) -> list[int]:
        """Those to, on, at or against whom a verb is directed."""
        found = self.children(number, "obl", "nmod")
        return [
            j
            for n in found
            if self.preposition(n) in ("to", "on", "upon", "at", "against", "with")
            for j in self.with_conjuncts(n)
        ]

    def owners(self, number: int) -> list[int]:
        """The possessors of a noun: "the army's withdrawal", "its withdrawal"."""
        words = self.page.words
        out = []
        for n in self.children(number, "nmod"):
            marked = any(words[c].text in ("'s", "’s", "'", "’") for c in self.page.children[n])
            if n < number and (marked or words[n].tag == "PRON"):
                out.append(n)
        return out

    def complements(self, number: int, prepositions: frozenset[str]) -> list[int]:
        """The nouns that hang on a word by one of some prepositions."""
        found = self.children(number, "nmod", "obl")
        return [j for n in found if self.preposition(n) in prepositions for j in self.with_conjuncts(n)]
