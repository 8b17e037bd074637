"""The cast of a report: everybody it speaks of, as far as it has been read, and where each was mentioned last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from onrecord.codebook.actors import Actor
from onrecord.language.page import Page
from onrecord.reading.statements.cues import cues

Form = Literal["name", "description", "pronoun"]
BODIES = frozenset(("organisation", "government", "armed_force", "armed_group", "media"))
LOOK_BACK = 30  # mentions: whoever was not mentioned among the last ones is out of mind
LIGHT_CUES = frozenset(
    "go conclude begin start show indicate find figure read speak see feel know learn hear mean want plan seek aim "
    "intend "
    "call share view hold point reveal mark sign detail record document direct order offer attest consider".split()
)  # verbs of the codebook of cues whose subject need not be somebody
CHAIN = 5  # links of the encoder's chain of antecedents that are followed


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for somebody: offsets, head word, and how they are worded."""

    start: int
    end: int
    head: int
    form: Form


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something the report speaks of, as known so far.  `kind` is an entity's type."""

    kind: str
    mentions: list[Mention] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    roles: dict[str, set[str]] = field(default_factory=dict)  # role nouns with what tells them apart
    gender: str | None = None
    sure: bool = False  # whether a name, a title or a noun tells the gender, not a pronoun alone
    plural: bool = False
    age: int | None = None
    actor: Actor | None = None
    counted: bool = False  # brought in by a number ("two dockers")
    speaks: bool = False

    @property
    def is_person(self) -> bool:
        return self.kind == "person" and not self.plural

    @property
    def is_body(self) -> bool:
        return self.kind in BODIES


class Cast:
    """The referents of a page, by the head words of their mentions and by how lately they were mentioned."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.referents: list[Referent] = []
        self.at_head: dict[int, Referent] = {}
        self.recent: list[tuple[int, Referent]] = []
        self.names: dict[int, Referent] = {}  # by every word of a name, read already or not

    def new(self, referent: Referent) -> Referent:
        """Adds a referent."""
        self.referents.append(referent)
        return referent

    def mention(self, referent: Referent, start: int, end: int, head: int, form: Form) -> None:
        """Notes that some words stand for a referent."""
        referent.mentions.append(Mention(start, end, head, form))
        self.at_head.setdefault(head, referent)
        self.recent.append((head, referent))
        referent.speaks |= head in self.sources

    def merge(self, into: Referent, other: Referent) -> None:
        """Makes one referent of two."""
        if into.gender and other.gender not in (None, into.gender):
            other.mentions = [m for m in other.mentions if m.form != "pronoun"]  # a pronoun given to the wrong one
        into.gender = into.gender or other.gender
        into.sure |= other.sure
        into.mentions += other.mentions
        into.names += other.names
        into.age = into.age or other.age
        into.actor = into.actor or other.actor
        into.speaks |= other.speaks
        for lemma, said in other.roles.items():
            into.roles.setdefault(lemma, set()).update(said)
        self.at_head = {head: into if r is other else r for head, r in self.at_head.items()}
        self.recent = [(head, into if r is other else r) for head, r in self.recent]
        self.names = {word: into if r is other else r for word, r in self.names.items()}
        self.referents.remove(other)

    def whose(self, number: int) -> Referent | None:
        """Whose mention has a head word, or whose name holds it."""
        return self.at_head.get(number) or self.names.get(number)

    def lately(self) -> Iterator[tuple[int, Referent]]:
        """The referents last mentioned, latest first, each once with the head of that mention."""
        seen: set[int] = set()
        for head, referent in reversed(self.recent[-LOOK_BACK:]):
            if id(referent) not in seen:
                seen.add(id(referent))
                yield head, referent

    def antecedent(self, number: int) -> Referent | None:
        """Who stands at the nearest end of the encoder's chain of antecedents."""
        for _ in range(CHAIN):
            before = self.page.antecedents.get(number)
            if before is None:
                return None
            if before in self.at_head:
                return self.at_head[before]
            number = before
        return None

    @cached_property
    def sources(self) -> frozenset[int]:
        """The heads of the sources of attributions, and the subjects of verbs of saying."""
        page = self.page
        heads = {page.head(*span) for one in page.attributions for span in one.source}
        saying = cues().act.keys() - LIGHT_CUES
        subjects = {
            word.number
            for word in page.words
            if word.relation == "nsubj"
            and page.words[word.head].tag == "VERB"
            and page.words[word.head].lemma in saying
        }
        return frozenset(subjects | {head for head in heads if head is not None})

    @cached_property
    def quoted(self) -> dict[int, int]:
        """For each word inside quotation marks the number of the quotation."""
        return {
            number: quotation
            for quotation, marks in enumerate(self.page.quotations)
            for number in self.page.words_in(marks.start, marks.end)
        }

    @cached_property
    def source_of(self) -> dict[int, int]:
        """For each quotation the head of its attribution's source."""
        out: dict[int, int] = {}
        for one in self.page.attributions:
            head = self.page.head(*one.source[0]) if one.source else None
            if head is None:
                continue
            for start, end in one.content:
                for quotation, marks in enumerate(self.page.quotations):
                    if (
                        start < marks.end
                        and marks.start < end
                        and not marks.start <= self.page.words[head].start < marks.end
                    ):
                        out.setdefault(quotation, head)
        return out
