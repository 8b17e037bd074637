"""Statements whose speaker comes last: "Nine people were hurt, the harbour master, Ada Quill, said on Monday." """

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.language.page import Page
from onrecord.reading.statements.cues import cue_lemma, cues
from onrecord.reading.statements.quoting import Draft, Part, trim
from onrecord.reading.statements.reported import cue_of, source_of

NAMING = frozenset("NOUN PROPN ADJ DET ADP PART NUM CCONJ".split())
TELLING = frozenset("report repeat reiterate recall estimate declare caution".split())  # besides those with a clause
POSSESSIVES = frozenset("its their his her".split())
PRONOUNS = frozenset("he she it they".split())
JOINING = frozenset("but while and though although whereas".split())
RELATIVE = frozenset("who which that whose".split())
FIRST = frozenset("as which who that where when while".split())  # before a speaker: no clause of its own
LONGEST = 16  # words of a speaker's description
SHORTEST = 3  # words of what is said
CLAUSES = frozenset(("ccomp", "xcomp"))
ENDS = frozenset(".,;)")
CLAUSE_ENDS = frozenset(";:")


def find_trailing(page: Page, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """A draft for each sentence that ends with who says it, where no draft has that verb."""
    taken = {n for draft in drafts for part in draft.cue for n in page.words_in(*part)}
    telling = cues().rule["clause"] | TELLING
    for word in page.words:
        if (last := opening_of(page, word.number)) is not None and word.number not in taken:
            yield from according_to(page, word.number, last)
        if word.tag != "VERB" or word.lemma not in telling or word.number in taken:
            continue
        if (found := trailing(page, word.number)) is not None and found[0][1] <= found[1][0]:
            content, source = found
            yield Draft((content,), (cue_of(page, word.number),), (source,), word.number)


def opening_of(page: Page, number: int) -> int | None:
    """The last word of "according to" or "in the words of", where that begins at a word."""
    for phrase in (("according", "to"), ("in", "the", "words", "of")):
        words = page.words[number : number + len(phrase)]
        if tuple(w.text.lower() for w in words) == phrase:
            return number + len(phrase) - 1
    return None


def according_to(page: Page, number: int, last: int) -> Iterator[Draft]:
    """What is told "according to" somebody: the words before it, or those after its comma."""
    words, sentence = page.words, page.sentence(number)
    first = last + 1
    stop = first + (words[first].lemma == "its" if first < sentence.stop else 0)
    while stop < sentence.stop and (words[stop].tag in NAMING or words[stop].relation in ("amod", "acl")):
        stop += 1
    if stop == first:
        return
    end = stop
    if number == sentence.first and stop < sentence.stop and words[stop].text.lower() in RELATIVE:
        stop = next((n for n in range(stop, sentence.stop) if words[n].text == ","), stop)
    start = clause_start(page, sentence.first, number)
    told = (start, number) if number - start >= SHORTEST else (stop + 1, sentence.stop)
    if told[1] - told[0] < SHORTEST or (told[0] > stop and words[stop].text != ","):
        return
    content = trim(page.text, (words[told[0]].start, words[told[1] - 1].end))
    cue = (words[number].start, words[last].end)
    yield Draft((content,), (cue,), (trim(page.text, (words[first].start, words[end - 1].end)),), None)


def without_next_speaker(page: Page, draft: Draft) -> Draft:
    """The draft without who says the clause that goes on after its own: "nine died, the union said, | but the army"."""

    def is_next(part: Part) -> bool:
        after = page.words[page.word_at(part[1] - 1) + 1 :][:1]
        joins = page.words[page.word_at(part[0])].text.lower() in JOINING
        return joins and not is_clause(page, part) and after != () and after[0].lemma in cues().rule["clause"]

    kept = tuple(part for part in draft.content if not is_next(part))
    return replace(draft, content=kept) if kept else draft


def is_another_s(page: Page, draft: Draft) -> bool:
    """Whether what a draft takes for said is a clause that goes on after its cue with a speaker of its own: "nine died,
    the union said, | while the army said that none had"."""
    first = page.word_at(draft.content[0][0])
    first += page.words[first].text.lower() in JOINING
    joins, verb = page.words[first - 1], draft.verb
    if verb is None or joins.number - 2 != verb or joins.text.lower() not in JOINING:
        return False
    inside = page.words_in(page.words[first].start, draft.content[0][1])
    return any(page.words[n].tag == "VERB" and page.words[n].lemma in cues().rule["clause"] for n in inside)


def is_told_according_to(page: Page, draft: Draft) -> bool:
    """Whether a draft takes for a saying what its sentence tells "according to" somebody: "..., the council will
    discuss a truce"."""
    if draft.verb is None or cue_lemma(page.words[draft.verb]) in cues().act or page.words[draft.verb].tag != "VERB":
        return False
    last = opening_of(page, page.sentence(draft.verb).first)
    return last is not None and last < draft.verb


def completed(page: Page, draft: Draft) -> Draft:
    """A draft that the encoder left without the speaker after it, or cut short of him."""
    draft = quoted_by(page, without_next_speaker(page, without_objects(page, draft)))
    if draft.verb is None or len(draft.content) != 1 or page.words[draft.verb].tag != "VERB":
        return draft
    sentence = page.sentence(draft.verb)
    if is_another_s(page, draft) and (found := trailing(page, draft.verb)) is not None:
        return replace(draft, content=found[:1], source=draft.source or found[1:])
    is_here = draft.dialogue or any(start < sentence.end and sentence.start < end for start, end in draft.source)
    if is_here and draft.content[0][1] > page.words[draft.verb].start:
        return draft
    if (found := trailing(page, draft.verb)) is None:
        own = None if is_here or not draft.source else source_of(page, draft.verb)
        return draft if own is None or own[1] - own[0] < len("he") else replace(draft, source=(own,))
    content, source = found
    start, end = draft.content[0]
    if start == content[0] and end < content[1]:
        draft = replace(draft, content=(content,))
    return draft if is_here else replace(draft, source=(source,))


def quoted_by(page: Page, draft: Draft) -> Draft:
    """The draft of "the mayor was quoted by the Echo as saying" with the mayor for its source."""
    for number in (n for part in draft.cue for n in page.words_in(*part)):
        subject = page.child(number, "nsubj") if page.words[number].text.lower() == "quoted" else None
        passive = subject is not None and page.words[number - 1].lemma == "be"
        if subject is not None and passive and subject < number:
            span = page.phrase(subject)
            return replace(draft, source=((span.start, span.end),))
    return draft


def without_objects(page: Page, draft: Draft) -> Draft:
    """The draft without what another verb takes between the speaker and the cue: "lowered the toll to 12, saying …"."""
    if len(draft.content) < 2 or not draft.source or draft.verb is None:
        return draft
    if not page.words[draft.verb].text.lower().endswith("ing"):
        return draft
    first, last = draft.source[-1][1], draft.cue[0][0]
    kept = [p for p in draft.content if not (first < p[0] and p[1] < last) or is_clause(page, p) or p in page.quoted]
    return replace(draft, content=tuple(kept)) if kept else draft


def is_clause(page: Page, part: Part) -> bool:
    """Whether a part of the text has a verb."""
    return any(page.words[n].tag in ("VERB", "AUX") for n in page.words_in(*part))


def trailing(page: Page, verb: int) -> tuple[Part, Part] | None:
    """What is said before a verb at the end of a sentence, and by whom; None where the verb does not end one."""
    words, sentence = page.words, page.sentence(verb)
    after = words[verb + 1] if verb + 1 < sentence.stop else None
    tells = words[verb].lemma == "tell" and not any(
        words[n].relation in CLAUSES for n in page.children[verb] if n > verb
    )  # somebody, and what he is told has come before
    if after is not None and after.text not in ENDS and not (after.tag == "ADP" or is_time(page, verb + 1) or tells):
        return None
    first = speaker_start(page, verb, sentence.first)
    if first is None or words[first - 1].text != "," or words[first].text.lower() in FIRST:
        return None
    if tells and words[first].tag == "CCONJ":
        return None
    start = clause_start(page, sentence.first, first - 1)
    told = words[start : first - 1]
    if len(told) < SHORTEST or not any(w.tag in ("VERB", "AUX", "NUM") for w in told):
        return None
    last = verb
    while words[last - 1].tag in ("AUX", "ADV"):
        last -= 1
    content = trim(page.text, (words[start].start, words[first - 2].end))
    return content, trim(page.text, (words[first].start, words[last - 1].end))


def is_time(page: Page, number: int) -> bool:
    """Whether a word after a verb is a day, or else hangs on the verb as its time."""
    word = page.words[number]
    return word.tag == "ADV" or (word.tag in ("PROPN", "NOUN") and word.text.lower().endswith(("day", "night")))


def speaker_start(page: Page, verb: int, start: int) -> int | None:
    """The first word of the speaker before a verb, his description between commas included."""
    words, at = page.words, verb - 1
    while at > start and words[at].tag in ("AUX", "ADV"):
        at -= 1
    if words[at].text.lower() in PRONOUNS:
        return at
    commas = 2 if words[at].text == "," else 0  # "the mayor, Ada Quill, said"
    at -= commas > 0
    last = at
    while at > start and last - at < LONGEST:
        if words[at].text == ",":
            if not commas or commas == 1:
                break
            commas -= 1
        elif words[at].tag not in NAMING and words[at].relation != "amod" and words[at].text.lower() not in POSSESSIVES:
            return None
        at -= 1
    named = any(w.tag in ("NOUN", "PROPN") for w in words[at + 1 : last + 1])
    return at + 1 if named and words[at].text == "," else None


def clause_start(page: Page, start: int, stop: int) -> int:
    """The first word of what is said: after the dateline, a semicolon or a colon."""
    for number in range(stop - 1, start, -1):
        if page.words[number].text in CLAUSE_ENDS:
            return number + 1
    dash = next((n for n in range(start, min(start + 8, stop)) if page.words[n].text in "-–—"), None)
    if dash is not None and page.words[start].text.isupper():
        return dash + 1
    return start
