"""Pronouns: he and she, they, it, and in quotations I and we, each given to whom it stands for."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.reading.people.cast import Cast, Referent
from onrecord.reading.statements.cues import cues
from onrecord.reading.statements.tolls import ACCOUNTS

SINGULAR = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
PLURAL = frozenset("they them their theirs themselves".split())
THING = frozenset("it its itself".split())
FIRST = frozenset("i me my mine myself".split())
FIRST_PLURAL = frozenset("we us our ours ourselves".split())
CORE = frozenset(("nsubj", "obj", "iobj", "obl"))
# What speaks for a candidate, in points; measured on reports with their pronouns resolved by hand.
LINKED, SUBJECT, NAMED, GENDER, SPEAKS, AWAY, QUOTED = 2.5, 0.2, 1.0, 2.0, 0.5, 0.8, 0.5
RANK, PARAGRAPH, OFTEN = 0.0, 0.0, 0.5
THING_AWAY = 3  # sentences
FARTHEST = 6  # sentences


def take_pronoun(cast: Cast, number: int) -> None:
    """Reads a pronoun of the third person."""
    form = cast.page.words[number].text.lower()
    if form in SINGULAR:
        referent = singular(cast, number, SINGULAR[form])
    elif form in PLURAL:
        referent = plural(cast, number)
    elif form in THING:
        referent = thing(cast, number)
    else:
        return
    if referent is not None:
        word = cast.page.words[number]
        cast.mention(referent, word.start, word.end, number, "pronoun")


def singular(cast: Cast, number: int, gender: str) -> Referent | None:
    """Whom he or she stands for: of the persons mentioned lately the one with most in favour."""
    linked = cast.antecedent(number)
    barred = speaker_around(cast, number)
    best, most = None, -100.0
    rank = 0
    for head, r in cast.lately():
        if not r.is_person or r.gender not in (None, gender) or r is barred or same_clause(cast, number, head):
            continue
        points = favour(cast, number, head, r, linked, gender) - RANK * rank + OFTEN * min(len(r.mentions), 8) / 8
        rank += 1
        if points > most:
            best, most = r, points
    if best is not None:
        best.gender = gender
    return best


def favour(cast: Cast, number: int, head: int, r: Referent, linked: Referent | None, gender: str) -> float:
    """What speaks for a person as the antecedent of a pronoun, in points."""
    words = cast.page.words
    away = min(words[number].sentence - words[head].sentence, FARTHEST)
    return (
        LINKED * (r is linked)
        + SUBJECT * (words[head].relation == "nsubj")
        + NAMED * bool(r.names)
        + GENDER * (r.gender == gender)
        + SPEAKS * r.speaks
        - AWAY * away
        - QUOTED * (head in cast.quoted and cast.quoted.get(number) != cast.quoted[head])
    )


def same_clause(cast: Cast, number: int, head: int) -> bool:
    """Whether a pronoun is an object beside a candidate that is subject of the same verb ("Rehn saw him")."""
    words = cast.page.words
    one, other = words[number], words[head]
    return (
        one.head == other.head
        and one.relation in CORE
        and other.relation in CORE
        and not one.text.lower().endswith("self")
    )


def speaker_around(cast: Cast, number: int) -> Referent | None:
    """The speaker of the quotation that a word stands in: not one whom its he or she means."""
    quotation = cast.quoted.get(number)
    head = None if quotation is None else cast.source_of.get(quotation)
    return None if head is None else cast.whose(head)


def plural(cast: Cast, number: int) -> Referent | None:
    """Whom they stands for: the encoder's antecedent, if it is several or a body."""
    linked = cast.antecedent(number)
    if linked and (linked.plural or linked.is_body or linked.kind == "group"):
        return linked
    return subject_above(cast, number, lambda r: r.plural or r.kind == "group")


def thing(cast: Cast, number: int) -> Referent | None:
    """What it stands for, of bodies and places: where it opens a sentence and says something, of whom the one before
    tells; else the encoder's antecedent, who says the clause, or who spoke before."""
    if (number in cast.sources or is_account(cast, number)) and (told_of := body_before(cast, number)) is not None:
        return told_of
    linked = cast.antecedent(number)
    if linked and may_be_thing(linked):
        return linked
    above = subject_above(cast, number, may_be_thing)
    if above is not None or number not in cast.sources:
        return above
    return favoured_thing(cast, number)


def body_before(cast: Cast, number: int) -> Referent | None:
    """The body that is the subject of the sentence before in the same paragraph, else the only body in it."""
    page, sentence = cast.page, cast.page.sentence(number)
    between = page.text[page.words[sentence.first - 1].end : sentence.start] if sentence.first else "\n"
    if "\n" in between or not opens(cast, number):
        return None
    before = page.sentence(sentence.first - 1)
    told = [(n, cast.at_head[n]) for n in range(before.first, before.stop) if n in cast.at_head]
    bodies = {id(r): r for _, r in told if r.is_body}
    subjects = {id(r): r for n, r in told if r.is_body and n in cast.sources and page.words[n].relation == "nsubj"}
    return next((next(iter(some.values())) for some in (subjects, bodies) if len(some) == 1), None)


def opens(cast: Cast, number: int) -> bool:
    """Whether a pronoun is the subject of its sentence's main clause."""
    word = cast.page.words[number]
    return is_account(cast, number) or (word.relation == "nsubj" and cast.page.words[word.head].relation == "root")


def is_account(cast: Cast, number: int) -> bool:
    """Whether "its" tells by whose count something is so: "nine drowned, by its account"."""
    words = cast.page.words
    after = words[number + 1] if number + 1 < len(words) else None
    return after is not None and after.lemma in ACCOUNTS and words[number - 1].text.lower() in ("by", "on")


def favoured_thing(cast: Cast, number: int) -> Referent | None:
    """Of the bodies mentioned lately, and the places that have spoken, the one with most in favour to say something."""
    words = cast.page.words
    best, most = None, -THING_AWAY * AWAY
    for head, r in cast.lately():
        if not may_be_thing(r) or not (r.is_body or r.speaks) or same_clause(cast, number, head):
            continue
        away = words[number].sentence - words[head].sentence
        points = SPEAKS * r.speaks + SUBJECT * (words[head].relation == "nsubj") + NAMED * bool(r.names) - AWAY * away
        if points > most:
            best, most = r, points
    return best


def may_be_thing(referent: Referent) -> bool:
    """Whether it may stand for a referent."""
    return referent.kind != "person" and not referent.plural


def subject_above(cast: Cast, number: int, fits: Callable[[Referent], bool]) -> Referent | None:
    """The subject of the saying that a pronoun's clause is the content of ("the league said it would wait")."""
    words = cast.page.words
    for governor in cast.page.governors(number):
        subject = cast.page.child(governor, "nsubj")
        if subject is not None and subject < number and words[governor].lemma in cues().act:
            above = cast.at_head.get(subject)
            return above if above and fits(above) else None
    return None


def take_first_persons(cast: Cast) -> None:
    """Gives I inside a quotation to its speaker; we too where the speaker is a body or several, or speaks for them."""
    words = cast.page.words
    for number, quotation in cast.quoted.items():
        form = words[number].text.lower()
        if form not in FIRST and form not in FIRST_PLURAL:
            continue
        head = speaking(cast, quotation)
        speaker = None if head is None else cast.at_head.get(head)
        if speaker is None or number in cast.at_head:
            continue
        if (form in FIRST and not speaker.plural) or (form in FIRST_PLURAL and not speaker.is_person):
            cast.mention(speaker, words[number].start, words[number].end, number, "pronoun")


def speaking(cast: Cast, quotation: int) -> int | None:
    """The head of the source of a quotation; of one without, that of the one before it in its paragraph "
    "or left open."""
    quotations = cast.page.quotations
    for at in range(quotation, max(-1, quotation - 4), -1):
        if at in cast.source_of:
            return cast.source_of[at]
        between = cast.page.text[quotations[at - 1].end : quotations[at].start] if at else "\n"
        if not at or ("\n" in between and quotations[at - 1].closed):
            return None
    return None
