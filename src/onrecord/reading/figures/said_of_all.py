"""Whether all those counted are said to be armed, further on: "put the dead at eight, saying they were rebels"."""

from __future__ import annotations

import re

from onrecord.codebook.tables import by_word
from onrecord.language.page import Page
from onrecord.reading.figures.populations import GENERIC, Counted, noun_run

THEY_WERE = re.compile(
    r"[^.;:\n\d]{0,60}?,? (?:and )?(?:(?:saying|adding|claiming|insisting|stating) (?:that )?they (?:were|are)(?: all)?"
    r"|that (?:all of them|they) (?:were|are)(?: all)?"
    r"|(?:describing|described|identified|identifying) them (?:all )?as) "
)


def said_of_all(page: Page, counted: Counted, last: int) -> Counted | None:
    """The fighters that those counted are said to be behind their number; None where a noun of their own tells them.

    Whoever counts a side's dead counts others than whoever counts all; of the sick or of men that is not so.
    """
    words = page.words
    if counted.of is not None or (counted.noun is not None and words[counted.noun].lemma not in GENERIC):
        return None
    sentence = page.sentence(last)
    found = THEY_WERE.match(page.text, words[last].end, sentence.end)
    if found is None:
        return None
    first, noun, end = noun_run(page, page.word_at(found.end()), sentence.stop)
    if noun is None or first is None or by_word("belonging", "arms").get(words[noun].text.lower()) != "armed":
        return None
    closes = end + 1 >= sentence.stop or words[end + 1].tag in ("PUNCT", "CCONJ", "ADP", "SCONJ")
    return Counted(noun, None, end, first) if closes else None
