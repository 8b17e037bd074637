"""Who is who inside one report: names joined, descriptions and pronouns given to those they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from onrecord.codebook.actors import Actor, actors
from onrecord.language.page import Page
from onrecord.reading.names import Named

Form = Literal["name", "description", "pronoun"]
SINGULAR = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
PLURAL = frozenset("they them their theirs themselves".split())
THING = frozenset("it its itself".split())
RELATIVE = frozenset("who whom whose".split())
FIRST = frozenset("i me my mine myself we us our ours ourselves".split())
MEN = frozenset(
    "mr mr. sir lord king prince father brother son husband uncle grandfather man boy spokesman chairman "
    "businessman policeman nephew emperor pope bishop imam sheikh ayatollah grandson widower".split()
)
WOMEN = frozenset(
    "mrs mrs. ms ms. miss lady dame queen princess mother sister daughter wife aunt grandmother woman "
    "girl spokeswoman chairwoman businesswoman policewoman niece widow madam granddaughter nun".split()
)
INDEFINITE = frozenset(
    "a an some several many few two three four five six seven eight nine ten another other no every "
    "each any most more dozens hundreds thousands both".split()
)
GENERIC_BODY = frozenset(
    "group movement company firm organisation organization party force body agency union front club "
    "militia faction network bank paper newspaper airline charity hospital university".split()
)
GENERIC_PLACE = frozenset(
    "region territory country city town village province district area island nation state capital "
    "county peninsula enclave port valley republic".split()
)
IDLE = frozenset(
    "former then late top senior new old young current acting the local own retired veteran ex same "
    "two three alleged suspected chief deputy".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for somebody: offsets, head word, and how they are worded."""

    start: int
    end: int
    head: int
    form: Form


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something the report speaks of, as known so far."""

    kind: str
    mentions: list[Mention] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    roles: dict[str, set[str]] = field(default_factory=dict)
    gender: str | None = None
    plural: bool = False
    age: int | None = None
    actor: Actor | None = None
    wanted: bool = False

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)


class Cast:
    """The referents of a page, found in the order of the text."""

    def __init__(self, page: Page, names: list[Named]) -> None:
        self.page = page
        self.referents: list[Referent] = []
        self.at_head: dict[int, Referent] = {}
        self.recent: list[tuple[int, Referent]] = []
        self.inside_name: set[int] = set()
        self.named = self.join_names(names)
        self.sources = self.source_heads()
        for number in range(len(page.words)):
            self.take(number)
        self.first_persons()

    # names ------------------------------------------------------------------------------------------------------

    def join_names(self, names: list[Named]) -> dict[int, tuple[Named, Referent]]:
        """For the first word of each name the name and its referent; longer names are joined first."""
        out: dict[int, tuple[Named, Referent]] = {}
        for name in sorted(names, key=lambda n: (-len(n.words), n.first)):
            referent = self.same_name(name, out)
            if referent is None:
                referent = Referent(name.kind)
                self.referents.append(referent)
            if name.words not in referent.names:
                referent.names.append(name.words)
            out[name.first] = name, referent
            self.inside_name.update(range(name.first, name.last + 1))
        return out

    def same_name(self, name: Named, known: dict[int, tuple[Named, Referent]]) -> Referent | None:
        """The referent that a name is a form of; of several people of one surname the one named last before it."""
        fitting = [r for r in self.referents if any(same_name(name, r.kind, words) for words in r.names)]
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        exact = [r for r in fitting if name.words in r.names]
        if len(exact) == 1:
            return exact[0]
        before = [(at, r) for at, (_, r) in known.items() if r in fitting and at < name.first]
        return max(before, key=lambda pair: pair[0])[1] if before else fitting[0]

    # the text in order ------------------------------------------------------------------------------------------

    def take(self, number: int) -> None:
        """Reads one word: a name that begins here, a noun that describes somebody, a pronoun."""
        word = self.page.words[number]
        if number in self.named:
            self.take_name(*self.named[number])
        elif number in self.inside_name:
            return
        elif word.tag in ("NOUN", "PROPN", "ADJ"):
            self.take_noun(number)
        elif word.tag in ("PRON", "DET"):
            self.take_pronoun(number)

    def mention(self, referent: Referent, first: int, last: int, head: int, form: Form) -> None:
        """Notes that some words stand for a referent."""
        start, end = self.page.words[first].start, self.page.words[last].end
        self.at_head.setdefault(head, referent)
        referent.add(Mention(start, end, head, form))
        self.recent.append((number := head, referent))
        assert number >= 0

    def take_name(self, name: Named, referent: Referent) -> None:
        """A name with the role before it ("Health Minister Nora Tiernan"), and what that says of the person."""
        first, roles = self.before_name(name, referent)
        head = self.head_of(first, name.last)
        for role in roles:
            self.learn_role(referent, role)
        self.mention(referent, first, name.last, head, "name")
        for number in range(first, name.last + 1):
            self.at_head.setdefault(number, referent) if number in (*roles, *range(name.first, name.last + 1)) else None
        if roles:
            self.earlier_description(referent, roles)

    def head_of(self, first: int, last: int) -> int:
        words = self.page.words
        return self.page.head(words[first].start, words[last].end) or last

    def before_name(self, name: Named, referent: Referent) -> tuple[int, list[int]]:
        """The first word of a name with what leads to it, and the numbers of the role nouns among these."""
        words, first, roles = self.page.words, name.first, []
        if referent.kind == "person":
            at = first - 1
            while at >= 0 and words[at].text == "." and at > 0:
                at -= 1
            if (
                at >= 0
                and words[at].sentence == words[first].sentence
                and self.is_role(at)
                and touching(self.page, at, name)
            ):
                roles.append(at)
                first = at
                while first and self.leads(first - 1, first, name):
                    first -= 1
                while words[first].tag in ("PUNCT", "PART", "ADP", "CCONJ") and first < at:
                    first += 1
        elif first and words[first - 1].lemma == "the" and words[first - 1].sentence == words[first].sentence:
            first -= 1
        return first, roles

    def is_role(self, number: int) -> bool:
        word = self.page.words[number]
        text = word.text.lower().rstrip(".")
        found = actors().get(word.lemma if word.tag == "NOUN" else text)
        return (found is not None and found.type == "person") or text in TITLE_WORDS

    def leads(self, number: int, first: int, name: Named) -> bool:
        """Whether a word goes on leftwards what leads to a name."""
        word = self.page.words[number]
        if word.sentence != self.page.words[name.first].sentence or not number < word.head <= name.last:
            return False
        return (
            word.relation in ("compound", "amod", "det", "nmod", "flat", "case", "punct", "nummod", "conj", "cc")
            and (word.text not in (",", "“", '"', "”", "(", ")"))
            and not (word.relation == "case" and word.tag == "ADP")
        )

    def earlier_description(self, referent: Referent, roles: list[int]) -> None:
        """Joins a nameless description before the name that has the same role ("the governor of X said. Governor Y")."""
        for role in roles:
            lemma = self.page.words[role].lemma
            for other in self.referents:
                if other is not referent and not other.names and other.kind == "person" and lemma in other.roles:
                    if (
                        compatible(other.roles[lemma], referent.roles.get(lemma, set()))
                        and other.mentions[0].head < role
                    ):
                        self.merge(referent, other)
                        return

    def merge(self, into: Referent, other: Referent) -> None:
        """Makes one referent of two."""
        into.mentions += other.mentions
        into.gender = into.gender or other.gender
        into.age = into.age or other.age
        into.actor = into.actor or other.actor
        into.wanted |= other.wanted
        for lemma, said in other.roles.items():
            into.roles.setdefault(lemma, set()).update(said)
        for head, referent in self.at_head.items():
            if referent is other:
                self.at_head[head] = into
        self.recent = [(at, into if r is other else r) for at, r in self.recent]
        self.referents.remove(other)

    def learn_role(self, referent: Referent, number: int) -> None:
        """What a role noun says of somebody."""
        word = self.page.words[number]
        lemma = word.lemma.rstrip(".")
        if lemma in actors() or word.text.lower() not in TITLE_WORDS:
            referent.roles.setdefault(lemma, set()).update(self.modifiers(number))
        low = word.text.lower()
        referent.gender = referent.gender or ("m" if low in MEN else "f" if low in WOMEN else None)
        if referent.actor is None or referent.actor.sector is None:
            referent.actor = actors().get(lemma, referent.actor)

    def modifiers(self, number: int) -> set[str]:
        """The content words that tell a description from others of its kind."""
        out = set()
        for child in self.page.children[number]:
            word = self.page.words[child]
            if word.relation in ("compound", "amod", "nmod", "flat") and word.tag in ("NOUN", "PROPN", "ADJ"):
                if child not in self.inside_name or word.relation != "flat":
                    out.add(word.lemma)
        return out - IDLE

    # descriptions -----------------------------------------------------------------------------------------------

    def source_heads(self) -> set[int]:
        heads = (self.page.head(*span) for one in self.page.attributions for span in one.source)
        return {head for head in heads if head is not None}

    def take_noun(self, number: int) -> None:
        """A noun that describes somebody: given to whom it stands for, or to somebody new."""
        page = self.page
        word = page.words[number]
        age = self.age_at(number)
        actor = actors().get(word.lemma)
        if number in self.at_head or (actor is None and age is None and number not in self.sources):
            return
        if actor is None and age is None and (word.tag != "NOUN" or word.lemma in DOCUMENTS):
            return
        if word.relation in ("compound", "amod", "flat") and age is None:
            return
        plural = word.tag == "NOUN" and word.text.lower() != word.lemma and word.lemma not in ("police",)
        kind = "person" if age is not None else class_of(actor, plural)
        referent = self.by_apposition(number, kind) or self.described(number, kind, actor, plural, age)
        if referent is None:
            if kind == "place":
                return
            referent = Referent(kind, plural=plural or kind == "group", actor=actor)
            self.referents.append(referent)
        referent.wanted |= number in self.sources
        referent.age = referent.age or age
        self.learn_role(referent, number) if age is None else None
        span = page.phrase(number)
        self.at_head.setdefault(number, referent)
        referent.add(Mention(span.start, span.end, number, "description"))
        self.recent.append((number, referent))

    def age_at(self, number: int) -> int | None:
        """The age in "the 34-year-old", at its last word."""
        words = self.page.words
        if (
            words[number].text.lower() == "old"
            and number >= 4
            and words[number - 2].text == "year"
            and words[number - 4].text.isdigit()
        ):
            following = words[number + 1] if number + 1 < len(words) else None
            if words[number].relation in ("amod", "compound") and following and following.tag in ("NOUN", "PROPN"):
                return None
            return int(words[number - 4].text)
        return None

    def by_apposition(self, number: int, kind: str) -> Referent | None:
        """Who stands beside a description: "Callum Rehn, the militia's leader", "the lawyer, Rose Ngarlejy"."""
        page, word = self.page, self.page.words[number]
        beside = [word.head] if word.relation == "appos" else []
        beside += [child for child in page.children[number] if page.words[child].relation == "appos"]
        for other in beside:
            referent = self.at_head.get(other) or self.name_at(other)
            if referent and agree(referent.kind, kind) and len(page.sentences) and not self.listed(number, other):
                return referent
        if page.child(number, "cop") is not None and not page.words[number].lemma == "one":
            subject = page.child(number, "nsubj")
            if subject is not None and not self.negated(number):
                referent = self.at_head.get(subject)
                if referent and agree(referent.kind, kind) and referent.names:
                    return referent
        return None

    def listed(self, number: int, other: int) -> bool:
        return abs(number - other) > 25

    def negated(self, number: int) -> bool:
        return any(self.page.words[c].lemma in ("not", "never", "no", "n't") for c in self.page.children[number])

    def name_at(self, number: int) -> Referent | None:
        """The referent of a name that holds a word, whether read already or not."""
        for first in range(number, max(-1, number - 6), -1):
            if first in self.named:
                name, referent = self.named[first]
                return referent if name.last >= number else None
        return None

    def definite(self, number: int) -> bool:
        words = self.page.words
        marks = {words[child].lemma for child in self.page.children[number]}
        if marks & INDEFINITE or any(words[c].relation == "nummod" for c in self.page.children[number]):
            return False
        return True

    def has_article(self, number: int) -> bool:
        return any(
            self.page.words[c].text.lower() in ("the", "this", "that", "these", "those")
            for c in self.page.children[number]
        )

    def described(self, number: int, kind: str, actor: Actor | None, plural: bool, age: int | None) -> Referent | None:
        """Whom a definite description stands for, of those read so far."""
        if age is None and not self.definite(number):
            return None
        word = self.page.words[number]
        lemma, said = word.lemma, self.modifiers(number)
        recent = self.latest_first()
        if age is not None:
            if any(self.page.words[c].lemma in ("a", "an") for c in self.page.children[number]):
                return None
            return next((r for r in recent if r.kind == "person" and r.age == age), None) or next(
                (r for r in recent if r.kind == "person" and r.age is None and not r.plural and r.names), None
            )
        for r in recent:
            if lemma in r.roles and r.plural == plural and compatible(said, r.roles[lemma]):
                return r
        the = self.has_article(number)
        if kind not in ("person", "place") and the and not plural:
            for r in recent:
                if (
                    r.kind not in ("person", "place")
                    and any(lemma in name for name in r.names)
                    and said <= set(sum(r.names, ()))
                ):
                    return r
            if lemma in GENERIC_BODY and not said:
                return next((r for r in recent if r.names and r.kind in ("organisation", "group")), None)
        if kind == "place" and the and not plural and lemma in GENERIC_PLACE and not said:
            return next((r for r in recent if r.kind == "place" and r.names), None)
        if kind == "person" and the and not plural and not said:
            guess = self.antecedent(number)
            if guess and guess.kind == "person" and not guess.plural and guess.names and not guess.roles:
                return guess
        return None

    def latest_first(self) -> list[Referent]:
        seen: dict[int, Referent] = {}
        for _, referent in reversed(self.recent[-40:]):
            seen.setdefault(id(referent), referent)
        return list(seen.values())

    # pronouns ---------------------------------------------------------------------------------------------------

    def antecedent(self, number: int) -> Referent | None:
        """Who stands at the end of the encoder's chain of antecedents."""
        for _ in range(4):
            before = self.page.antecedents.get(number)
            if before is None:
                return None
            if before in self.at_head:
                return self.at_head[before]
            number = before
        return None

    def take_pronoun(self, number: int) -> None:
        """A pronoun of the third person, or a relative one."""
        form = self.page.words[number].text.lower()
        referent: Referent | None = None
        if form in SINGULAR:
            referent = self.singular(number, SINGULAR[form])
        elif form in PLURAL:
            referent = self.antecedent(number)
            referent = (
                referent
                if referent and referent.kind != "place" and (referent.plural or referent.kind != "person")
                else None
            )
        elif form in THING:
            referent = self.antecedent(number)
            referent = referent if referent and referent.kind not in ("person",) and not referent.plural else None
        elif form in RELATIVE:
            clause = self.page.words[self.page.words[number].head]
            if form == "whose":
                clause = self.page.words[clause.head]
            referent = self.at_head.get(clause.head) if clause.relation == "acl" else self.antecedent(number)
        if referent is not None:
            self.mention(referent, number, number, number, "pronoun")

    def singular(self, number: int, gender: str) -> Referent | None:
        """Whom he or she stands for: the encoder's antecedent if it fits, else the nearest person who does."""
        guess = self.antecedent(number)
        if guess and guess.kind == "person" and not guess.plural and guess.gender in (None, gender):
            guess.gender = gender
            return guess
        for _, r in reversed(self.recent[-25:]):
            if r.kind == "person" and not r.plural and r.gender in (None, gender) and (r.names or r.wanted):
                r.gender = gender
                return r
        return None

    def first_persons(self) -> None:
        """I and we inside a quotation stand for its speaker."""
        page = self.page
        for one in page.attributions:
            head = page.head(*one.source[0]) if one.source else None
            speaker = self.at_head.get(head) if head is not None else None
            if speaker is None:
                continue
            for content in one.content:
                for quotation in page.quotations:
                    start, end = max(content[0], quotation.start), min(content[1], quotation.end)
                    for number in page.words_in(start, end) if start < end else ():
                        if page.words[number].text.lower() in FIRST and number not in self.at_head:
                            self.mention(speaker, number, number, number, "pronoun")


TITLE_WORDS = frozenset(
    "mr mrs ms miss dr prof sir lady lord dame rev fr gen lt col maj capt cpl sgt cmdr adm brig gov sen "
    "rep supt insp det amb pres president madam lic".split()
)
DOCUMENTS = frozenset(
    "report statement letter document tweet post study survey inquiry paper memo poll filing book leaflet "
    "notice sign communique communiqué article note message text email".split()
)


def touching(page: Page, number: int, name: Named) -> bool:
    """Whether a role word and the name after it hang together in the parse."""
    words = page.words
    inside = range(name.first, name.last + 1)
    return words[number].head in inside or any(words[n].head == number for n in inside)


def same_name(name: Named, kind: str, known: tuple[str, ...]) -> bool:
    """Whether a name is a form of a longer or equal one of somebody of a kind."""
    words = name.words
    if words == known:
        return True
    if (kind == "person") != (name.kind == "person"):
        return False
    if kind == "person":
        if len(words) == 1:
            return words[0] in (known[-1], known[0])
        return words[-1] == known[-1] and (set(words) <= set(known) or set(known) <= set(words))
    if kind == "place" or name.kind == "place":
        return False
    short = "".join(words)
    if (
        len(words) == 1
        and len(short) > 1
        and short == "".join(w[0] for w in known if w not in ("of", "the", "and", "for"))
    ):
        return True
    return len(known) > len(words) and (known[-len(words) :] == words or known[: len(words)] == words)


def class_of(actor: Actor | None, plural: bool) -> str:
    """The type that a description gives; the plural of a person is a group."""
    kind = actor.type if actor else "person"
    return "group" if kind == "person" and plural else kind


def agree(one: str, other: str) -> bool:
    """Whether two types may be of one referent."""
    if "place" in (one, other):
        return one == other
    return (one in ("person",)) == (other in ("person",))


def compatible(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether of two sets of modifiers one holds the other."""
    one, other = set(one), set(other)
    return one <= other or other <= one
