"""The page: a report's text as every reader sees it.  Words with tags and parse, sentences, quotations, names,
attributions and antecedents, all from the encoder's one pass; readers only look."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.model.records import Report
from onrecord.model.span import Span
from onrecord.sources.datelines import find_dateline, opening

SUPERLATIVES = frozenset(("least", "most"))
DAY = re.compile(
    r" on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: night| morning| evening| afternoon)?$"
)  # that the parse ties to who speaks, or is told of
NO_PART_OF_A_PHRASE = (
    "acl", "advcl", "advmod", "appos", "aux", "case", "cc", "ccomp", "conj", "cop", "csubj", "dep", "mark", "nsubj",
    "obl", "parataxis", "punct",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its tag (UPOS), its head in the parse (its own number for a root) and its relation (UD)."""

    number: int
    start: int
    end: int
    text: str
    lemma: str
    tag: str
    head: int
    relation: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: offsets into the text, and the numbers of its first word and of the one after its last."""

    start: int
    end: int
    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks, the marks apart; `closed` is false where no mark closes it."""

    start: int
    end: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as the encoder tags it: person, organisation, place or group; first and last word."""

    kind: str
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content that the encoder ties together, as (start, end); `inside` another's content or not; and
    the words for who is told and for where it is said that it ties to the cue."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    inside: bool = False
    addressee: tuple[tuple[int, int], ...] = ()
    channel: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Page:
    """A report's text with everything that the encoder and the marks say of it."""

    report: Report
    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    names: tuple[Name, ...]
    attributions: tuple[Attribution, ...]
    antecedents: dict[int, int]

    @property
    def text(self) -> str:
        return self.report.text

    @cached_property
    def opening(self) -> int:
        """Where the article begins, behind a headline and a byline in the text."""
        return opening(self.text, self.report.title)

    @cached_property
    def dateline(self) -> int:
        """Where the article goes on behind its dateline; where it begins, if it has none."""
        found = find_dateline(self.text, self.report.title)
        return found.end if found else self.opening

    def span(self, start: int, end: int) -> Span:
        """The span of two offsets."""
        return Span.of(self.text, start, end)

    def span_of(self, first: int, last: int) -> Span:
        """The span from one word to another, both included."""
        return self.span(self.words[first].start, self.words[last].end)

    @cached_property
    def starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def quoted(self) -> frozenset[tuple[int, int]]:
        """The offsets of all quotations."""
        return frozenset((q.start, q.end) for q in self.quotations)

    @cached_property
    def children(self) -> list[list[int]]:
        """The dependents of each word, in order."""
        out: list[list[int]] = [[] for _ in self.words]
        for word in self.words:
            if word.head != word.number:
                out[word.head].append(word.number)
        return out

    def word_at(self, offset: int) -> int:
        """The number of the word that stands at an offset, or of the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def words_in(self, start: int, end: int) -> range:
        """The numbers of the words that touch a stretch of text."""
        if not self.words:
            return range(0)
        first = self.word_at(start)
        if self.words[first].end <= start:
            first += 1
        return range(first, bisect_right(self.starts, end - 1))

    def head(self, start: int, end: int) -> int | None:
        """The number of the word in a stretch that the rest of it hangs on; None where no word stands in it."""
        inside = self.words_in(start, end)
        tops = [n for n in inside if self.words[n].head == n or self.words[n].head not in inside]
        solid = [n for n in tops if self.words[n].tag != "PUNCT"]
        return next(iter(solid or tops), None)

    def child(self, number: int, *relations: str) -> int | None:
        """The first dependent of a word by one of some relations."""
        return next((n for n in self.children[number] if self.words[n].relation in relations), None)

    def subtree(self, number: int, without: tuple[str, ...] = ()) -> list[int]:
        """A word and all that hangs on it, in order, but for its own dependents by the relations left out."""
        out, waiting = {number}, [n for n in self.children[number] if self.words[n].relation not in without]
        while waiting:
            if (word := waiting.pop()) not in out:  # the parse is no tree for sure: heads may run in a circle
                out.add(word)
                waiting += self.children[word]
        return sorted(out)

    def phrase(self, number: int, without: tuple[str, ...] = NO_PART_OF_A_PHRASE) -> Span:
        """The noun phrase of a head word: the unbroken run of its dependents around it, relative clauses apart."""
        inside = set(self.subtree(number, without))
        first = last = number
        while first - 1 in inside:
            first -= 1
        while last + 1 in inside:
            last += 1
        if day := DAY.search(self.text, self.words[number].end, self.words[last].end):
            last = self.word_at(day.start())
        if first and self.words[first].text in SUPERLATIVES and self.words[first - 1].text.lower() == "at":
            first -= 1  # "at least", of which a parse makes two
        return self.span_of(first, last)

    def sentence(self, number: int) -> Sentence:
        """The sentence of a word."""
        return self.sentences[self.words[number].sentence]

    def governors(self, number: int) -> Iterator[int]:
        """The heads above a word, nearest first."""
        seen = {number}
        while (number := self.words[number].head) not in seen:
            seen.add(number)
            yield number
