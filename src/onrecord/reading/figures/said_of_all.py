"""Who all those counted are said to be further on in the sentence: "put the dead at eight, saying they were rebels"."""

from __future__ import annotations

import re

from onrecord.language.page import Page
from onrecord.reading.figures.populations import GENERIC, PLURALS, Counted, noun_run

THEY_WERE = re.compile(
    r"[^.;:\n\d]{0,60}?,? (?:and )?(?:(?:saying|adding|claiming|insisting|stating) (?:that )?they (?:were|are)(?: all)?"
    r"|that (?:all of them|they) (?:were|are)(?: all)?|all of (?:them|whom)(?: were| are)?"
    r"|(?:describing|described|identified|identifying) them (?:all )?as) "
)


def said_of_all(page: Page, counted: Counted, last: int) -> Counted | None:
    """Who those counted are all said to be behind their number; None where they are told by a noun of their own."""
    words = page.words
    if counted.of is not None or (counted.noun is not None and words[counted.noun].lemma not in GENERIC):
        return None
    sentence = page.sentence(last)
    found = THEY_WERE.match(page.text, words[last].end, sentence.end)
    if found is None:
        return None
    first, noun, end = noun_run(page, page.word_at(found.end()), sentence.stop)
    if noun is None or first is None or not words[noun].text.lower().endswith(PLURALS):
        return None
    closes = end + 1 >= sentence.stop or words[end + 1].tag in ("PUNCT", "CCONJ", "ADP", "SCONJ")
    return Counted(noun, None, end, first) if closes else None
