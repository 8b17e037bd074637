"""Which entity some words stand for, and which statement says them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.codebook.actors import actors
from onrecord.language.page import Page
from onrecord.language.stretches import Stretches
from onrecord.model.records import Entity, Statement
from onrecord.model.span import Span
from onrecord.reading.asides import is_aside
from onrecord.reading.people.authors import authors_of_documents
from onrecord.reading.people.named import TITLES

MOST_INSIDE = 12  # mentions in a stretch that are looked at
POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
RELATIVE = frozenset("who whom whose which that".split())


@dataclass(frozen=True)
class Mentions:
    """The entities of a page by the head word of each mention; of several the shortest mention counts."""

    page: Page
    by_head: dict[int, str]
    spans: tuple[tuple[int, int, str], ...] = ()

    @classmethod
    def of(cls, page: Page, entities: Iterable[Entity]) -> Mentions:
        """The mentions of some entities."""
        found = sorted(((m, e.id) for e in entities for m in e.mentions), key=lambda x: -len(x[0]))
        heads = ((page.head(mention.start, mention.end), entity) for mention, entity in found)
        by_head = {head: entity for head, entity in heads if head is not None}
        spans = sorted((mention.start, mention.end, entity) for mention, entity in found)
        return cls(page, authors_of_documents(page, by_head) | by_head, tuple(spans))

    def at(self, start: int, end: int) -> str | None:
        """The id of the entity that a stretch of text stands for: it has a mention with the same head word.

        A relative pronoun stands for what its clause describes, a lone article for the noun that it belongs to, and an
        apposition for the name beside it; a document speaks for its author.
        """
        head = self.page.head(start, end)
        if head is None:
            return None
        head = self.owned(head, end)
        found = self.named_last(head, end) or self.by_head.get(head)
        if found is not None:
            return found
        word, words = self.page.words[head], self.page.words
        if word.text.lower() in RELATIVE:
            clause = words[word.head] if word.relation != "nmod" else words[words[word.head].head]
            return self.by_head.get(clause.head if clause.relation == "acl" else head - 1)
        if word.tag in ("DET", "ADJ") and word.head - head in (1, 2):
            return self.by_head.get(word.head)
        inside = self.page.words_in(start, end)
        beside = (
            n for n in inside if words[n].head == head and words[n].relation in ("appos", "flat", "nmod", "compound")
        )
        named = (n for n in beside if words[n].relation != "nmod" or (words[n].tag == "PROPN" and n == head + 1))
        return next((self.by_head[n] for n in named if n in self.by_head and n > head), None) or self.inside(start, end)

    def owned(self, head: int, end: int) -> int:
        """What belongs to a possessor whom the parse takes for the head: "the dockers' union" is no docker."""
        words, last = self.page.words, self.page.word_at(end - 1)
        if head + 1 < last and words[head + 1].text in POSSESSIVES and words[last].tag in ("NOUN", "PROPN"):
            run = range(head + 2, last + 1)
            if all(words[n].tag in ("NOUN", "PROPN", "ADJ", "NUM") for n in run):
                return last
        return head

    def named_last(self, head: int, end: int) -> str | None:
        """Whoever is named at the end of one unbroken run of names from the head on: "Munster Sheriff Ada Quill"."""
        words, last = self.page.words, self.page.word_at(end - 1)
        if words[head].text.lower() in TITLES and head < last:  # "Dr Ada Quill of the harbour hospital"
            titled = bisect_left(self.spans, (words[head + 1].start, 0, ""))
            if titled < len(self.spans) and self.spans[titled][0] == words[head + 1].start:
                return self.spans[titled][2]
        capital = words[head].text[0].isupper()  # "Opposition leader Ada Quill", whatever the tag of its first word
        run = {words[n].tag for n in range(head + capital, last + 1)}
        if not head < last or not run <= {"PROPN", "NOUN"} or (run != {"PROPN"} and not self.is_titled(head, last)):
            return None
        first = bisect_left(self.spans, (words[head].end, 0, ""))
        held = (span for span in self.spans[first : first + MOST_INSIDE] if span[1] == end)
        return next((entity for *_, entity in held), None)

    def is_titled(self, head: int, last: int) -> bool:
        """Whether a run of names ends with a person's, before whom stands what he is: "Munster mayor Ada Quill"."""
        person = next((one for one in self.page.names if one.last == last and one.kind == "person"), None)
        return person is not None and head < person.first and self.page.words[person.first - 1].lemma in actors()

    def inside(self, start: int, end: int) -> str | None:
        """The entity whose mention makes up most of a stretch, or stands at its end as an apposition."""
        first = bisect_left(self.spans, (start, 0, ""))
        held = [span for span in self.spans[first : first + MOST_INSIDE] if span[1] <= end]
        best = max(held, key=lambda span: (span[1] - span[0], -span[0]), default=None)
        if best is None:
            return None
        most = 2 * (best[1] - best[0]) >= end - start
        apposed = not self.page.text[best[1] : end].strip(" ,") and self.page.text[start : best[0]].rstrip().endswith(
            ","
        )
        return best[2] if most or apposed else None


class Told:
    """Statements by the text that they tell."""

    def __init__(self, page: Page, statements: Iterable[Statement]) -> None:
        self.page = page
        self.parts = Stretches((part.start, part.end, (part, s)) for s in statements for part in s.content)

    def innermost(self, span: Span) -> Statement | None:
        """Of the statements whose content holds a span the shortest; None where the report itself tells it."""
        touching = self.parts.touching(span.start, span.end)
        holding = [s for part, s in touching if part.holds(span) and not self.is_known(s, part, span)]
        return min(holding, key=lambda s: sum(map(len, s.content)), default=None)

    def is_known(self, statement: Statement, part: Span, span: Span) -> bool:
        """Whether a denial only mentions some words, in a relative clause, and does not deny them."""
        if statement.act != "deny":
            return False
        return is_aside(self.page, self.page.word_at(span.start), self.page.word_at(part.start))
