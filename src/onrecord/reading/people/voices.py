"""Dialogue: lines that begin with who speaks ("TIERNAN: ...", "Q: ...", "A: ...")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.reading.people.cast import Cast, Referent
from onrecord.reading.people.pronouns import FIRST

LABEL = re.compile(r"^(?:\d\d?[.:]\d\d )?([A-Z][\w.’' -]{0,40}?): (?=\S)", re.MULTILINE)
SECOND = frozenset("you your yours yourself".split())
QUESTIONS, ANSWERS = frozenset(("Q", "Question")), frozenset(("A", "Answer"))
FEWEST = 2  # lines that begin so: one may be anything


@dataclass(frozen=True, slots=True)
class Turn:
    """A line of dialogue: where its label stands, and where what is said ends."""

    start: int
    end: int
    label: str
    stop: int


def find_turns(text: str) -> list[Turn]:
    """The lines of dialogue of a text, none where fewer than two begin with a label.

    >>> [turn.label for turn in find_turns("Q: Who paid?\\nA: I paid.")]
    ['Q', 'A']
    """
    found = []
    for match in LABEL.finditer(text):
        stop = text.find("\n", match.end())
        found.append(Turn(match.start(1), match.end(1), match[1], len(text) if stop < 0 else stop))
    return found if len(found) >= FEWEST else []


def take_turns(cast: Cast) -> None:
    """Gives I and you in dialogue to those who speak in turn."""
    turns = find_turns(cast.page.text)
    speakers = [speaker_of(cast, turn, turns) for turn in turns]
    voices = list(dict.fromkeys(id(s) for s in speakers if s))
    for turn, speaker in zip(turns, speakers, strict=True):
        others = {id(s): s for s in speakers if s and s is not speaker}
        spoken_to = next(iter(others.values())) if len(others) == 1 and len(voices) <= 2 else None
        for number in cast.page.words_in(turn.end, turn.stop):
            form = cast.page.words[number].text.lower()
            to = speaker if form in FIRST else spoken_to if form in SECOND else None
            if to is not None and to.is_person and number not in cast.at_head and number not in cast.quoted:
                word = cast.page.words[number]
                cast.mention(to, word.start, word.end, number, "pronoun")


def speaker_of(cast: Cast, turn: Turn, turns: list[Turn]) -> Referent | None:
    """Whom the label of a turn stands for; A answers for the person whom most of the report is about.

    Whom the answers alone speak of is not who gives them ("A: Colm Quill told me so").
    """
    head = cast.page.head(turn.start, turn.end)
    if head is None or turn.label in QUESTIONS:
        return None
    referent = cast.whose(head)
    if referent is None and turn.label in ANSWERS:
        named = (r for r in people(cast) if not all(in_answer(m.start, turns) for m in r.mentions))
        referent = max(named, key=lambda r: len(r.mentions), default=None)
        if referent is not None:
            cast.mention(referent, turn.start, turn.end, head, "pronoun")
    return referent


def in_answer(offset: int, turns: list[Turn]) -> bool:
    """Whether an offset lies in what A says."""
    return any(turn.start <= offset < turn.stop for turn in turns if turn.label in ANSWERS)


def people(cast: Cast) -> Iterator[Referent]:
    """The persons that have a name."""
    return (r for r in cast.referents if r.is_person and r.names)
