"""From a report to its page: the encoder's answers laid out as words, sentences, names, attributions, antecedents."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.language.decoding import Scores, Tagged, best_column, bio_spans
from onrecord.language.encoder import Encoder, Pass
from onrecord.language.labels import NAMES, RELATIONS, ROLES, TAGS
from onrecord.language.lemmas import lemma_of
from onrecord.language.page import Attribution, Name, Page, Sentence, Word
from onrecord.language.quotations import find_quotations
from onrecord.language.tree import cycles
from onrecord.model.records import Report

SENTENCE_OPENS = 1  # the odd shapes are those of words that open a sentence


def lay_out(report: Report, encoder: Encoder) -> Page:
    """The page of a report."""
    words: list[Word] = []
    names: list[Name] = []
    attributions: list[Attribution] = []
    antecedents: dict[int, int] = {}
    for one in encoder.read(report.text):
        offset = len(words)
        words += words_of(one, report.text, offset, words[-1].sentence if words else -1)
        for tagged in bio_spans(one.outputs["names"][one.rows], NAMES, offset):
            start, end = words[tagged.first].start, words[tagged.last].end
            names.append(Name(tagged.kind, start, end, tagged.first, tagged.last))
        attributions += attributions_of(one, words, offset)
        antecedents |= antecedents_of(one, offset)
    return Page(
        report,
        tuple(words),
        sentences_of(words),
        find_quotations(report.text),
        tuple(names),
        tuple(attributions),
        antecedents,
    )


def words_of(one: Pass, text: str, offset: int, sentence: int) -> list[Word]:
    """The words of a window, numbered from offset; sentence is the number of the last one before it."""
    window, rows = one.window, one.rows
    number_at = {int(row): number for number, row in enumerate(rows)}
    firsts = [int(row) - 1 for row in rows]
    lasts = [*(first - 1 for first in firsts[1:]), len(window) - 1]
    out = []
    heads = [number_at.get(int(one.outputs["heads"][row]), -1) for row in rows]
    for cycle in list(cycles(heads)):
        heads[cycle[0]] = -1
    for number, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        start, end = window[first].start, window[last].end
        sentence += window[first].shape % 2 == SENTENCE_OPENS
        head = heads[number] if heads[number] >= 0 else number
        tag = TAGS[int(one.outputs["tags"][first + 1])]
        relation = RELATIONS[int(one.outputs["relations"][first + 1])]
        form = text[start:end]
        out.append(
            Word(offset + number, start, end, form, lemma_of(form, tag), tag, offset + head, relation, max(sentence, 0))
        )
    return out


def sentences_of(words: list[Word]) -> tuple[Sentence, ...]:
    """The sentences of some words."""
    out: list[Sentence] = []
    for word in words:
        if not out or word.sentence != words[out[-1].first].sentence:
            out.append(Sentence(word.start, word.end, word.number, word.number + 1))
        else:
            out[-1] = Sentence(out[-1].start, word.end, out[-1].first, word.number + 1)
    return tuple(out)


def antecedents_of(one: Pass, offset: int) -> dict[int, int]:
    """For each word of a window that the encoder ties to an earlier mention: the number of that mention's head word."""
    number_at = {int(row): offset + number for number, row in enumerate(one.rows)}
    out = {}
    for row, number in number_at.items():
        best = best_column(one.outputs["antecedents"][row], [0, *(r for r in number_at if r < row)])
        if best:
            out[number] = number_at[best]
    return out


@dataclass
class Tied:
    """Role spans on their way to an attribution."""

    source: list[Tagged]
    cue: list[Tagged]
    content: list[Tagged]


def attributions_of(one: Pass, words: list[Word], offset: int) -> list[Attribution]:
    """The role spans of a window, tied by the two link heads."""
    rows = [int(row) for row in one.rows]
    spans = bio_spans(one.outputs["roles"][one.rows], ROLES)
    tied = tie(spans, rows, one.outputs["belongs"], one.outputs["said_by"])

    def offsets(tagged: list[Tagged]) -> tuple[tuple[int, int], ...]:
        return tuple((words[offset + t.first].start, words[offset + t.last].end) for t in tagged)

    return [Attribution(offsets(t.source), offsets(t.cue), offsets(t.content)) for t in tied]


def tie(spans: list[Tagged], rows: list[int], belongs: Scores, said_by: Scores) -> list[Tied]:
    """Contents point at the first cue of their attribution, cues at the first one, both at their source; 0 is none."""
    by_role = {role: {rows[s.first]: s for s in spans if s.kind == role} for role in ("source", "cue", "content")}
    parents = {row: best_column(belongs[row], [0, *by_role["cue"]]) or row for row in by_role["cue"]}

    def first_cue(row: int) -> int:
        seen: set[int] = set()
        while parents[row] != row and row not in seen:
            seen.add(row)
            row = parents[row]
        return row

    made: dict[int, Tied] = {}
    for row, cue in by_role["cue"].items():
        made.setdefault(first_cue(row), Tied([], [], [])).cue.append(cue)
    for row, content in by_role["content"].items():
        cue_row = best_column(belongs[row], [0, *by_role["cue"]])
        if cue_row:
            made[first_cue(cue_row)].content.append(content)
        else:
            made[row] = Tied([], [], [content])
    for row, one in made.items():
        source = best_column(said_by[row], [0, *by_role["source"]])
        if source:
            one.source.append(by_role["source"][source])
    return [one for one in made.values() if one.content]
