"""Which statement of a page tells a figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from onrecord.language.page import Page
from onrecord.model.records import Statement
from onrecord.model.span import Span
from onrecord.reading.people.mentions import Told
from onrecord.reading.statements.cues import cue_lemma, cues
from onrecord.reading.statements.tolls import TELLING

NOT_ASSERTING = frozenset(
    ("promise", "demand", "agree", "apologise", "condemn", "praise", "appeal", "ask", "threaten")
)  # acts whose indirect content nobody is said to have told
AFTERWARDS = re.compile(r"(?: \w+){0,4}(?:;|, and|, with) [^;.]*$")  # "..., the office said; seven are missing"
OWNING_UP = ("admit", "acknowledg", "conced", "confess")
THEREBY = re.compile(
    r"(?: \w+){0,4}, (?:thereby )?"
    r"(?:bringing|revising|raising|lowering|putting|taking|leaving|adding|updating|cutting) [^;.]*$"
)  # between a cue and a figure


class Telling:
    """The statements of a page that say that what they tell is so."""

    @classmethod
    def of(cls, page: Page, statements: Sequence[Statement]) -> Telling:
        """Those of a page's statements that tell what they hold as so."""
        return cls(page, [s for s in statements if asserts(s) and is_telling(page, s) and not is_answer(page, s)])

    def __init__(self, page: Page, statements: Sequence[Statement]) -> None:
        self.page = page
        self.told = Told(page, statements)
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
            last = statement.kind == "indirect" and not any(s.cue[0].start > cue.start for s in here)
            if last and cue.end <= span.start and AFTERWARDS.match(self.page.text, cue.end, span.start):
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
    if statement.kind != "indirect" or statement.act not in NOT_ASSERTING:
        return True
    return any(word.startswith(OWNING_UP) for cue in statement.cue for word in cue.text.lower().split())


def is_answer(page: Page, statement: Statement) -> bool:
    """Whether a quotation without a cue answers a question that stands between it and the last who spoke: whoever
    answers is not told."""
    if statement.cue or not statement.source:
        return False
    return "?" in page.text[statement.source[0].end : statement.content[0].start]


def is_telling(page: Page, statement: Statement) -> bool:
    """Whether the cue is a word for telling: a court that sentenced two men has told of nothing."""
    if statement.kind != "indirect":
        return True
    inside = [page.words[n] for cue in statement.cue for n in page.words_in(cue.start, cue.end)]
    known = cues().act.keys() | TELLING
    if inside and all(w.tag in ("AUX", "ADV") for w in inside):  # a cue cut down to its auxiliary
        inside += page.words[inside[-1].number + 1 : inside[-1].number + 3]
    return not any(w.tag in ("VERB", "AUX") for w in inside) or any(
        w.text.lower() in ("according", "thought") or cue_lemma(w) in known for w in inside
    )
