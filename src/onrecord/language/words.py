"""Words and word pieces of a text, and where its sentences may end.

A word is what the encoder labels: a run of letters, a number with its separators ("120,000"), an abbreviation with its
stops ("U.S.", "Gen."), a contraction ("didn't"), a possessive ("'s") or a single mark.  Every word is made of whole
pieces of the BERT tokeniser, and the first piece stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tokenizers import Tokenizer

TITLES = (
    "Mr Mrs Ms Dr Prof Gen Lt Col Maj Capt Cpl Sgt Pvt Cmdr Adm Brig Gov Sen Rep Rev Hon Msgr Fr St Mt Ft Jr Sr Supt "
    "Insp Det Amb Pres vs etc No Inc Ltd Co Corp Bros Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tues Wed "
    "Thurs Fri approx est dept"
)  # abbreviations whose full stop belongs to the word
NOT_LAST = frozenset(f"{title}." for title in TITLES.split()) - {
    "Jr.",
    "Sr.",
    "etc.",
    "Inc.",
    "Ltd.",
    "Co.",
    "Corp.",
    "Bros.",
}
WORD = re.compile(
    r"(?:https?://|www\.)\S*[\w/]"  # an address
    r"|[@#]\w+"  # a handle, a tag
    r"|(?:[A-Za-z]\.){2,}"  # U.S., a.m.
    r"|\d+(?:[.,:]\d+)*"  # 120,000 and 3.5 and 14:30
    rf"|\b(?:{'|'.join(TITLES.split())})\.(?=\s)"
    r"|(?<=\b[A-Z]\.\s)[A-Z]\.(?=\s)|\b[A-Z]\.(?=\s[A-Z])"  # an initial
    r"|[A-Za-z]+n['’]t\b"  # didn't
    r"|\b[^\W\d_]{1,2}['’](?=[A-Z])[^\W\d_]{3,}"  # O'Neill, N'Zeto
    r"|['’](?:s|re|ve|ll|d|m)\b"  # 's
    r"|[^\W\d_]+|\d+|[^\w\s]|_"
)
ENDS = frozenset(".!?…")
CLOSERS = frozenset("\"'”’»)]")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the tokeniser: its id, its place in the text, whether it opens a word, and that word's shape."""

    id: int
    start: int
    end: int
    first: bool
    shape: int
    opens: bool = False  # the first piece of a word that opens a sentence


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The pieces of one line of a text, and the numbers of those that open a sentence."""

    pieces: tuple[Piece, ...]
    openings: tuple[int, ...]


SHAPES = ("lower", "title", "upper", "mixed", "digits", "mark", "capital")
NO_SHAPE = 2 * len(SHAPES)


def shape_of(word: str, opens: bool) -> int:
    """2 x the number of the word's shape in SHAPES, + 1 where it opens a sentence.

    >>> shape_of("Kyiv", False), shape_of("UN", True)
    (2, 5)
    """
    if word[0].isdigit():
        kind = 4
    elif not any(c.isalpha() for c in word):
        kind = 5
    elif word.islower():
        kind = 0
    elif len(word) == 1 and word.isupper():
        kind = 6
    elif word.isupper():
        kind = 2
    else:
        kind = 1 if word[0].isupper() and word[1:].islower() else 3
    return 2 * kind + opens


def opening_words(line: str, words: list[tuple[int, int]]) -> list[bool]:
    """For each word of a line whether it opens a sentence.

    A sentence ends after . ! ? … and the marks that close with it, unless the next word is in lower case or the stop
    belongs to a title or an initial.
    """
    opens, ended = [], True
    for number, (start, end) in enumerate(words):
        word = line[start:end]
        if ended and word in CLOSERS and number and line[start - 1 : start].strip():
            opens.append(False)  # a mark that closes what has just ended
            continue
        opens.append(ended and not (number and word.islower() and word.isalpha()))
        ended = word in ENDS or (
            len(word) > 2 and word[-1] == "." and word not in NOT_LAST and next_is_new(line, words, number)
        )
    return opens


def next_is_new(line: str, words: list[tuple[int, int]], number: int) -> bool:
    """Whether an abbreviation's stop may end a sentence too: what follows is a word that seldom follows inside one."""
    if number + 1 >= len(words):
        return True
    start, end = words[number + 1]
    return line[start:end] in SENTENCE_STARTERS


SENTENCE_STARTERS = frozenset(
    "The A An In On At He She It They We I But And This That These Those There His Her Its Their Our If When While As "
    'After Before However Some Many Most Both Each “ "'.split()
)


def paragraphs(text: str, tokenizer: Tokenizer, blank_shapes: bool = False) -> Iterator[Paragraph]:
    """The paragraphs of a text, one a line that holds anything."""
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        line, offset = match[0], match.start()
        words = [found.span() for found in WORD.finditer(line)]
        opens = opening_words(line, words)
        coded = tokenizer.encode(line, add_special_tokens=False)
        pieces: list[Piece] = []
        openings: list[int] = []
        number, reached = -1, 0
        for ident, (start, end) in zip(coded.ids, coded.offsets, strict=True):
            first = number < 0 or start >= reached
            begins = False
            if first:
                number += 1
                while number + 1 < len(words) and words[number][1] <= start:
                    number += 1
                reached = max(end, words[number][1]) if number < len(words) else end
                at = min(number, len(words) - 1)
                begins = opens[at]
                if begins:
                    openings.append(len(pieces))
                shape = NO_SHAPE if blank_shapes else shape_of(line[start:reached], opens[at])
            pieces.append(Piece(ident, offset + start, offset + end, first, shape, begins))
        yield Paragraph(tuple(pieces), tuple(openings))
