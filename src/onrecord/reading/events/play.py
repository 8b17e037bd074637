"""Where violent words are play: turns of speech, things that can't be hurt, talk of sport, trade and the stage."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from onrecord.codebook.tables import codebook, words
from onrecord.language.page import Page
from onrecord.reading.events.clauses import Clauses
from onrecord.reading.events.lexicon import lexicon
from onrecord.reading.events.triggers import Trigger

FORCEFUL = frozenset(("ASSAULT", "ACCIDENT", "DISASTER", "COERCE", "MOBILIZE"))
BLOWS = frozenset(("ASSAULT",))
BODILY = FORCEFUL | {"RETREAT", "AID"}  # what players do to each other, too: they rescue, withdraw, surrender
SCORE = re.compile(
    r"(?<![\d-])\d{1,2}[-–]\d{1,2} (?:win|victory|defeat|draw|loss|lead|thrashing|rout)"
    r"|(?:beat|beaten|lost|won|drew) \w* ?\d{1,2}[-–]\d{1,2}\b"
)
TOLL = re.compile(  # what no game and no market does
    r"kill(?:ed|ing) (?:at least |about |some |more than )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten) [a-z]"
    r"|(?:shot|left) dead|(?:stabbed|beaten|burned) to death|killed by (?:\w+ )?(?:men|gunmen|a gunman|a mob)"
)
OF = frozenset(("of", "on", "against", "over", "from", "with", "by"))
AROUND = 40  # characters around a trigger that a turn of speech with it may take
ENOUGH = 2  # words of one field that make a paragraph its own


@cache
def idioms() -> re.Pattern[str]:
    """The turns of speech of the codebook."""
    return re.compile(r"(?<!\w)(?:" + "|".join(codebook("play")["idioms"]) + r")(?!\w)")


@cache
def fields() -> dict[str, frozenset[str]]:
    """The words of each field in which violence is play."""
    return {name: words("play", "fields", name) for name in codebook("play")["fields"]}


def is_idiom(trigger: Trigger, page: Page) -> bool:
    """Whether a trigger is part of a turn of speech ("a war of words", "killed the bill")."""
    start, end = page.words[trigger.first].start, page.words[trigger.last].end
    left = max(0, start - AROUND)
    around = page.text[left : end + AROUND].lower()
    return any(m.start() < end - left and start - left < m.end() for m in idioms().finditer(around))


def is_figurative(trigger: Trigger, clauses: Clauses) -> bool:
    """Whether what a deed is done to, by or with can't be hurt or do harm ("shot down an amendment", "a price war")."""
    page, known = clauses.page, lexicon().classes["figurative"]
    concerned = list(clauses.complements(trigger.head, OF))
    if trigger.noun:
        concerned += clauses.children(trigger.head, "compound", "amod")
        above = page.words[page.words[trigger.head].head]
        if page.words[trigger.head].relation == "nmod" and above.lemma in lexicon().classes["depiction"]:
            return True
    else:
        concerned += [*clauses.objects(trigger.head), *clauses.subjects(trigger.head), *clauses.agents(trigger.head)]
    return any(page.words[n].lemma in known or page.words[n].text.lower() in known for n in concerned)


def playful_sentences(found: Iterable[Trigger], page: Page, clauses: Clauses) -> dict[int, frozenset[str]]:
    """The types that are a matter of words, by the numbers of the sentences: in talk of sport, film, shares, debate."""
    known, grave = lexicon().classes, words("play", "grave", "words")
    figures_of_speech = {t.head for t in found if t.type in FORCEFUL and is_figurative(t, clauses)}
    at = [t.head for t in found if t.type in BODILY]
    out: dict[int, frozenset[str]] = {}
    for first, stop in paragraphs(page):
        if not any(first <= head < stop for head in at):
            continue
        here = {page.words[n].text.lower() for n in range(first, stop) if page.words[n].tag != "PROPN"}
        start, end = page.words[first].start, page.words[stop - 1].end
        scored = SCORE.search(page.text, start, end) is not None
        sure = scored or not here.isdisjoint(known["stage"]) or not figures_of_speech.isdisjoint(range(first, stop))
        own = [name for name, field in fields().items() if len(here & field) >= ENOUGH]
        if not sure and (not own or not here.isdisjoint(grave)):
            continue
        if "culture" not in own and TOLL.search(page.text, start, end):
            continue
        types = (FORCEFUL if sure else BLOWS) | (BODILY if scored or "sport" in own else BLOWS)
        for sentence in range(page.words[first].sentence, page.words[stop - 1].sentence + 1):
            one = page.sentences[sentence]
            if {page.words[n].text.lower() for n in range(one.first, one.stop)}.isdisjoint(known["earnest"]):
                out[sentence] = types
    return out


def paragraphs(page: Page) -> Iterable[tuple[int, int]]:
    """The numbers of the first word of each paragraph and of the one after its last."""
    first = 0
    for before, after in zip(page.words, page.words[1:], strict=False):
        if after.sentence != before.sentence and "\n" in page.text[before.end : after.start]:
            yield first, after.number
            first = after.number
    if page.words:
        yield first, len(page.words)
