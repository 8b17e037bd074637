"""From a report to its page: the encoder's answers laid out as words, sentences, names, attributions, antecedents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from onrecord.language.decoding import BARRED, NOTHING, Tagged, bio_spans, log_softmax
from onrecord.language.encoder import Encoder, Pass
from onrecord.language.labels import NAMES, RELATIONS, ROLES, TAGS, WHOM
from onrecord.language.lemmas import lemma_of
from onrecord.language.naming import Candidate, kind_scores, vote
from onrecord.language.page import Attribution, Name, Page, Sentence, Word
from onrecord.language.quotations import find_quotations
from onrecord.language.tree import heads_of
from onrecord.language.tying import Tied, Ties
from onrecord.model.records import Report

LONGEST = 300  # words in a sentence after which another window opens another one: it is a list, or no prose
SENTENCE_OPENS = 1  # the odd shapes are those of words that open a sentence


def lay_out(report: Report, encoder: Encoder) -> Page:
    """The page of a report."""
    return lay_out_passes(report, encoder.read(report.text))


def lay_out_passes(report: Report, passes: Iterable[Pass]) -> Page:
    """The page of a report, given what the encoder says of its windows."""
    words: list[Word] = []
    candidates: list[Candidate] = []
    attributions: list[Attribution] = []
    antecedents: dict[int, int] = {}
    for one in passes:
        offset, sentence = len(words), words[-1].sentence if words else -1
        if offset > LONGEST and words[-LONGEST].sentence == sentence and not one.window[0].opens:
            sentence += 1
        words += words_of(one, report.text, offset, sentence)
        candidates += candidates_of(one, words, offset)
        attributions += attributions_of(one, words, offset)
        antecedents |= antecedents_of(one, offset)
    return Page(
        report,
        tuple(words),
        sentences_of(words),
        find_quotations(report.text),
        tuple(names_of(candidates, words, filed_from(report))),
        tuple(attributions),
        antecedents,
    )


def words_of(one: Pass, text: str, offset: int, sentence: int) -> Iterator[Word]:
    """The words of a window, numbered from offset; sentence is the number of the last one before it."""
    window = one.window
    rows = one.rows.tolist()
    heads = heads_of(one.outputs["arcs"][np.ix_(rows, [NOTHING, *rows])])
    tags, relations = (one.outputs[name][one.rows].tolist() for name in ("tags", "relations"))
    for number, (row, after) in enumerate(zip(rows, [*rows[1:], len(window) + 1], strict=True)):
        first = window[row - 1]
        start, end = first.start, window[after - 2].end
        sentence += first.opens
        form, tag, head = text[start:end], TAGS[tags[number]], heads[number]
        relation = "root" if head == number else RELATIONS[relations[number]]
        yield Word(
            offset + number, start, end, form, lemma_of(form, tag), tag, offset + head, relation, max(sentence, 0)
        )


def sentences_of(words: list[Word]) -> tuple[Sentence, ...]:
    """The sentences of some words."""
    firsts = [word.number for word in words if word.number == 0 or word.sentence != words[word.number - 1].sentence]
    return tuple(
        Sentence(words[first].start, words[stop - 1].end, first, stop)
        for first, stop in pairwise([*firsts, len(words)])
    )


# names ----------------------------------------------------------------------------------------------------------------


def candidates_of(one: Pass, words: list[Word], offset: int) -> Iterator[Candidate]:
    """The names of a window, with what the encoder holds them for."""
    scores = log_softmax(one.outputs["names"][one.rows])
    for tagged in bio_spans(scores, NAMES):
        first, last = offset + tagged.first, offset + tagged.last
        form = tuple(word.text.lower() for word in words[first : last + 1])
        yield Candidate(form, Tagged(tagged.kind, first, last), kind_scores(scores, tagged))


def filed_from(report: Report) -> tuple[str, ...]:
    """The words of the place in a report's dateline: of "PORT QUILL, March 4 (Harbour Wire)" port and quill."""
    city = re.split(r"[,(/]", report.dateline or "", maxsplit=1)[0]
    return tuple(city.lower().split())


def names_of(candidates: list[Candidate], words: list[Word], filed: tuple[str, ...]) -> Iterator[Name]:
    """The names of a report, of the kind that its mentions together speak for."""
    for one, kind in zip(candidates, vote(candidates, filed), strict=True):
        first, last = one.tagged.first, last_word(words, one.tagged)
        yield Name(kind, words[first].start, words[last].end, first, last)


def last_word(words: list[Word], tagged: Tagged) -> int:
    """The last word of a name: none ends in the middle of a run of letters and digits ("M23"), or with a preposition
    ("the Commission of", where "Inquiry" is left out)."""
    last = tagged.last
    while last + 1 < len(words) and words[last + 1].start == words[last].end and words[last + 1].text[0].isalnum():
        last += 1
    if words[last].tag != "ADP" or last == tagged.first:
        return last
    after = words[last + 1] if last + 1 < len(words) else None
    goes_on = after is not None and after.sentence == words[last].sentence and after.tag in ("NOUN", "PROPN")
    return last + 1 if goes_on else last - 1


# pointers -------------------------------------------------------------------------------------------------------------


def antecedents_of(one: Pass, offset: int) -> dict[int, int]:
    """For each word of a window that the encoder ties to an earlier mention: the number of that mention's head word."""
    rows = one.rows.tolist()
    scores = one.outputs["antecedents"][np.ix_(rows, [NOTHING, *rows])]
    later = np.triu(np.ones((len(rows), len(rows)), dtype=bool))
    scores[:, 1:][later] = BARRED
    best = scores.argmax(-1).tolist()
    return {offset + number: offset + at - 1 for number, at in enumerate(best) if at != NOTHING}


def attributions_of(one: Pass, words: list[Word], offset: int) -> Iterator[Attribution]:
    """The attributions of a window, those inside another's content last."""
    ties = Ties(one.outputs["belongs"], one.outputs["said_by"], one.rows.tolist())
    outer, inner, whom = (
        bio_spans(log_softmax(one.outputs[head][one.rows]), labels)
        for head, labels in (("roles", ROLES), ("inner", ROLES), ("whom", WHOM))
    )
    cues = [span for span in inner if span.kind == "cue"]
    within = [w for w in whom if cues and nearest_is_inner(w, cues, [s for s in outer if s.kind == "cue"])]
    taken = frozenset(ties.rows[span.first] for span in outer)
    tied = ties.tie(outer, [w for w in whom if w not in within], frozenset(), inside=False)
    tied += ties.tie(inner, within, taken, inside=True)
    for each in tied:
        yield attribution(each, words, offset)


def nearest_is_inner(told: Tagged, inner: list[Tagged], outer: list[Tagged]) -> bool:
    """Whether the cue nearest to an addressee or a channel is an inner one."""

    def distance(cue: Tagged) -> int:
        return min(abs(told.first - cue.last), abs(cue.first - told.last))

    return min(map(distance, inner)) < min(map(distance, outer), default=10**6)


def attribution(tied: Tied, words: list[Word], offset: int) -> Attribution:
    """An attribution with its spans as offsets into the text."""

    def spans(tagged: list[Tagged]) -> tuple[tuple[int, int], ...]:
        return tuple((words[offset + t.first].start, words[offset + t.last].end) for t in tagged)

    return Attribution(
        spans(tied.source),
        spans(tied.cue),
        spans(tied.content),
        tied.inside,
        spans(tied.addressee),
        spans(tied.channel),
    )
