"""Who did what to whom, as the parse has it: subjects, objects, agents and the rest of a verb's or noun's clause."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from onrecord.language.page import Name, Page
from onrecord.reading.events.lexicon import word_list

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
VERBAL = frozenset(("VERB", "AUX"))
RELATIVES = frozenset(("who", "whom", "which", "that", "whose"))
BE = word_list("clauses", "be")
GET = word_list("clauses", "get")
AUXILIARIES = BE | GET | word_list("clauses", "auxiliaries")
OF_OBJECT = word_list("clauses", "of_object")
UNDERGONE = word_list("clauses", "undergone")
TIME_UNITS = word_list("clauses", "time_units")
SINCE = frozenset(("ago", "later", "earlier", "before", "after", "long"))  # "an hour later" is no object
WHEN = frozenset(("when", "while", "as", "where"))
TO_WHOM = frozenset(("to", "on", "upon", "at", "against", "with"))
BEFORE_NUMBERS = frozenset("at up as between over around about under close some more fewer less".split())
HELPERS_REACH = 6  # words before a verb among which its auxiliaries stand
BY_REACH = 4  # words behind a passive within which "by" names who did it
DEPTH = 5  # clauses above a verb through which it may take its subject
WORTH_JOINING = 7  # words behind a verb within which its object may stand


@dataclass(frozen=True)
class Clauses:
    """The clauses of a page, read off the parse; answers are kept, as several readers ask."""

    page: Page
    _subjects: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _objects: dict[int, tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def names(self) -> dict[int, Name]:
        """The name that each word of a name belongs to."""
        return {n: name for name in self.page.names for n in range(name.first, name.last + 1)}

    @cached_property
    def name_kinds(self) -> dict[int, str]:
        """The kind of name that each word of a name belongs to."""
        return {n: name.kind for n, name in self.names.items()}

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

    def passive(self, number: int, depth: int = 0) -> bool:
        """Whether a verb's subject is the one it was done to."""
        words = self.page.words
        word = words[number]
        if word.text.lower().endswith(("ing", "s")):
            return False
        helpers = self.helpers(number)
        if helpers:
            return not BE.isdisjoint(helpers) or not GET.isdisjoint(helpers)
        if word.relation != "conj" and word.lemma in UNDERGONE and self.without_object(number):
            return True
        counted = number > 0 and (words[number - 1].tag == "NUM" or words[number - 1].lemma == "dozen")
        if counted and not self.children(number, "obj"):
            return True  # "and two dozen wounded"
        if word.relation in ("acl", "amod"):
            return not self.children(number, "obj", "nsubj")
        if word.relation == "conj" and depth < DEPTH and not self.children(number, "obj"):
            return self.passive(word.head, depth + 1)
        return word.relation in ("advcl", "xcomp", "dep") and not self.children(number, "obj", "nsubj")

    def without_object(self, number: int) -> bool:
        """Whether a verb has no object, neither in the parse nor right behind it."""
        words = self.page.words
        if self.children(number, "obj") or words[number].text.lower() == words[number].lemma:
            return False
        behind = [w for w in words[number + 1 : number + 5] if w.sentence == words[number].sentence]
        if behind and behind[0].text.lower() in WHEN:
            return True  # "a docker wounded when police fired on a march"
        after = [w for w in behind if w.tag != "ADV"]
        if after and after[0].text.lower() in BEFORE_NUMBERS and any(w.tag == "NUM" for w in after):
            return False  # "killed at least 14 people"
        return not after or after[0].tag in ("ADP", "PUNCT", "SCONJ", "VERB", "AUX")

    def helpers(self, number: int) -> list[str]:
        """The auxiliaries before a verb, nearest first, in lower case; adverbs and "not" may stand between."""
        words, out = self.page.words, []
        first = self.page.sentence(number).first
        for n in range(number - 1, max(first - 1, number - HELPERS_REACH), -1):
            text = words[n].text.lower()
            if text in AUXILIARIES:
                out.append(text)
            elif words[n].tag not in ("ADV", "PART"):
                break
        return out

    def subjects(self, number: int) -> tuple[int, ...]:
        """The head words of a verb's subjects, also of those it shares with another verb."""
        if number not in self._subjects:
            self._subjects[number] = tuple(self._find_subjects(number, 0))
        return self._subjects[number]

    def _find_subjects(self, number: int, depth: int) -> list[int]:
        words = self.page.words
        word = words[number]
        own = [n for n in self.children(number, "nsubj") if words[n].tag in NOMINAL or words[n].tag == "DET"]
        own = [n for n in own if n < number][-1:]
        if own and words[own[0]].text.lower() in RELATIVES:
            return self.with_conjuncts(self.antecedent(own[0], number))
        if own:
            return self.with_conjuncts(own[0])
        if depth >= DEPTH:
            return []
        if before := self.just_before(number, pausing=False):
            return before
        found = [] if word.head == number else self._inherited(number, depth)
        return found or self.just_before(number)

    def antecedent(self, pronoun: int, verb: int) -> int:
        """The noun that a relative pronoun stands for: what its clause hangs on, else the one before it."""
        words = self.page.words
        if words[verb].relation == "acl" and words[words[verb].head].tag in NOMINAL and words[verb].head < pronoun:
            return words[verb].head
        at = pronoun - 1
        while at > self.page.sentence(pronoun).first and words[at].tag not in NOMINAL:
            at -= 1
        return self.name_head(at)

    def name_head(self, number: int) -> int:
        """The head word of the name that a word belongs to; else the word itself."""
        name = self.names.get(number)
        head = None if name is None else self.page.head(name.start, name.end)
        return number if head is None else head

    def just_before(self, verb: int, pausing: bool = True) -> list[int]:
        """The noun before a finite verb that the parse gives no subject; with a comma or "and" between if pausing."""
        words = self.page.words
        first = self.page.sentence(verb).first
        if (
            words[verb].relation in ("acl", "amod", "xcomp")
            or words[verb].tag not in VERBAL
            or not self.is_finite(verb)
        ):
            return []
        at, paused = verb - 1, False
        while at >= first and (
            words[at].tag in ("AUX", "ADV", "PART") or words[at].text.lower() in AUXILIARIES | {","}
        ):
            paused = paused or words[at].text == ","
            at -= 1
        if at < first or (not pausing and (paused or words[at].tag == "CCONJ")):
            return []
        if words[at].tag == "CCONJ" or (paused and words[self.name_head(at)].relation in ("obj", "iobj")):
            return self.subjects_before(at)
        if words[at].tag not in NOMINAL or words[at].lemma in TIME_UNITS:
            return []
        head = self.name_head(at)
        led = words[min(head, at)].number - 1
        return [] if self.preposition(head) is not None or (led >= first and words[led].text == "by") else [head]

    def subjects_before(self, number: int) -> list[int]:
        """The subjects of the nearest finite verb before a word: what "and" joins to it shares them."""
        words = self.page.words
        for n in range(number - 1, self.page.sentence(number).first, -1):
            if words[n].tag == "VERB" and self.is_finite(n):
                return list(self.subjects(n))
        return []

    def is_finite(self, verb: int) -> bool:
        """Whether a verb may have a subject of its own: it is no gerund and stands behind no "to" or "having"."""
        words = self.page.words
        if words[verb].text.lower().endswith("ing") or self.infinitive(verb):
            return False
        return not any(words[n].text.lower() == "having" for n in self.page.children[verb])

    def _inherited(self, number: int, depth: int) -> list[int]:
        """The subject of a verb that has none of its own: that of the verb it is joined to or hangs on."""
        words = self.page.words
        word, head = words[number], words[words[number].head]
        if word.relation in ("acl", "amod"):
            if head.tag in VERBAL:
                return self._find_subjects(head.number, depth + 1)
            if word.text.lower().endswith("ing") or self.passive(number):
                return self.with_conjuncts(head.number)
            return self.owners(head.number) or self._doers_of(head.number, depth)
        if word.relation == "conj" and head.tag in NOMINAL and words[head.head].tag in VERBAL:
            return self._find_subjects(
                head.head, depth + 1
            )  # "killing two people and wounding six" joined to the people
        if word.relation in ("xcomp", "advcl", "ccomp", "obl", "csubj", "dep") and head.tag in VERBAL | {"ADJ", "NOUN"}:
            if word.relation == "ccomp" and self.is_finite(number):
                return []
            if head.lemma in OF_OBJECT:
                shared = self.objects(head.number) or self.addressees(head.number)
                return list(shared)
            return self._find_subjects(head.number, depth + 1)
        if word.relation in ("conj", "parataxis") and head.tag in VERBAL | {"ADJ"}:
            return self._find_subjects(head.number, depth + 1)
        return []

    def _doers_of(self, noun: int, depth: int) -> list[int]:
        """Who takes part in what a noun names: the subject of the verb it hangs on ("took part in the bid to ...")."""
        above = next((n for n in self.page.governors(noun) if self.page.words[n].tag in VERBAL), None)
        return [] if above is None or depth >= DEPTH else self._find_subjects(above, depth + 1)

    def infinitive(self, number: int) -> bool:
        """Whether "to" stands before a verb, straight or with an adverb or "be" or "have" between."""
        words = self.page.words
        at, first = number - 1, self.page.sentence(number).first
        while at > first and (words[at].tag == "ADV" or words[at].text.lower() in ("be", "been", "have")):
            at -= 1
        return at >= first and words[at].text.lower() == "to" and words[at].tag in ("PART", "AUX", "SCONJ")

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
            if subject is None and (owned := self.owned_by_whose(number)) is not None:
                return self.with_conjuncts(owned)
            if subject is None and word.relation == "acl" and number and words[number - 1].tag in NOMINAL:
                return self.with_conjuncts(self.name_head(number - 1))  # "19 men hanged in Moshi"
            if subject is None and word.relation in ("acl", "amod") and words[word.head].tag in NOMINAL:
                return self.with_conjuncts(word.head)
            return list(self.subjects(number))
        if word.relation == "acl" and words[word.head].tag in NOMINAL and self.children(number, "nsubj"):
            subject = self.children(number, "nsubj")[0]
            if words[subject].text.lower() not in RELATIVES:
                return self.with_conjuncts(word.head)
        return self._shared_object(number)

    def owned_by_whose(self, verb: int) -> int | None:
        """The noun behind "whose" before a verb: "whose son was killed"."""
        words = self.page.words
        for n in range(verb - 1, self.page.sentence(verb).first, -1):
            if words[n].text.lower() == "whose":
                return words[n].head if n < words[n].head < verb else None
            if words[n].tag == "VERB":
                return None
        return None

    def _shared_object(self, number: int) -> list[int]:
        """The object after a verb: that of the verb joined to it, or the next noun where the parse has none."""
        words = self.page.words
        stop = min(self.page.sentence(number).stop, number + WORTH_JOINING)
        for n in range(number + 1, stop):
            word = words[n]
            if word.relation == "obj" and words[word.head].relation == "conj" and words[word.head].head == number:
                return self.with_conjuncts(n)
            if word.tag in ("PUNCT", "VERB", "SCONJ", "ADP", "AUX") and word.text not in '“"«':
                return []
            if word.lemma in TIME_UNITS and n + 1 < stop and words[n + 1].text.lower() in SINCE:
                return []
            if word.tag in ("NOUN", "PROPN", "PRON") and not (n + 1 < stop and words[n + 1].tag in ("NOUN", "PROPN")):
                return [n]
        return []

    def agents(self, number: int) -> list[int]:
        """Those whom "by" names as the doers of a passive or of a noun."""
        found = self.children(number, "obl", "nmod")
        agents = [joined for n in found if self.preposition(n) == "by" for joined in self.with_conjuncts(n)]
        return agents or self._by_behind(number)

    def _by_behind(self, number: int) -> list[int]:
        """The noun of a "by" that stands close behind a verb, whatever the parse hangs it on."""
        words = self.page.words
        for n in range(number + 1, min(self.page.sentence(number).stop, number + BY_REACH)):
            if words[n].text == "by" and words[words[n].head].tag in NOMINAL and words[n].head > n:
                return self.with_conjuncts(words[n].head)
            if words[n].tag == "PUNCT":
                break
        return []

    def addressees(self, number: int) -> list[int]:
        """Those to, on, at or against whom a verb is directed."""
        return self.complements(number, TO_WHOM)

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
