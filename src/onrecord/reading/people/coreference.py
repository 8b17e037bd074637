"""Who is who inside one report: names, descriptions and pronouns read in the order of the text."""

from __future__ import annotations

from collections import deque

from onrecord.language.page import Page
from onrecord.model.records import Place
from onrecord.reading.people.cast import Cast, Mention, Referent
from onrecord.reading.people.descriptions import join_earlier, learn_role, take_noun
from onrecord.reading.people.names import find_names
from onrecord.reading.people.naming import Placed, place_names, words_of_names
from onrecord.reading.people.pronouns import take_first_persons, take_pronoun
from onrecord.reading.people.voices import take_turns

NAMING = frozenset("name know call introduce identify sign give nickname dub".split())
NAMING_REACH = 8  # words from a name back to the verb that gives it, and on to who bears it
BODILY = frozenset("group committee commission organisation organization association network union council".split())
LEAD = 1  # number of the last sentence of a lead, from none
NOUNS = frozenset(("NOUN", "PROPN", "ADJ"))
DOERS_OF_HARM = frozenset(  # nobody is taken for one of them because he is the first who is named
    "bomber gunman attacker assailant shooter raider kidnapper abductor captor hijacker suspect killer murderer "
    "culprit perpetrator thief robber terrorist".split()
)


def read_cast(page: Page, places: tuple[Place, ...] = ()) -> Cast:
    """Everybody a page speaks of, with all their mentions."""
    cast = Cast(page)
    placed = place_names(cast, find_names(page, places))
    cast.names = {n: one.referent for one in placed for n in (*one.roles, *range(one.name.first, one.name.last + 1))}
    waiting = deque(placed)
    taken = frozenset(words_of_names(placed))
    for word in page.words:
        while waiting and waiting[0].first == word.number:
            take_name(cast, waiting.popleft())
        if word.number in taken:
            continue
        if word.tag in NOUNS:
            take_noun(cast, word.number)
        elif word.tag == "PRON" or word.tag == "DET":
            take_pronoun(cast, word.number)
    take_first_persons(cast)
    take_turns(cast)
    cast.referents = [r for r in cast.referents if r.speaks or not r.counted or len(r.mentions) > 1]
    return cast


def take_name(cast: Cast, placed: Placed) -> None:
    """Reads a name with what leads to it, and learns the role that it gives its bearer."""
    referent, words = placed.referent, cast.page.words
    start, end = words[placed.first].start, words[placed.name.last].end
    for role in placed.roles:
        learn_role(cast, referent, role)
    if placed.roles and words[placed.roles[-1]].text.islower():  # "the guard" and "Colm Quill" are two mentions
        cast.mention(referent, start, words[placed.roles[-1]].end, placed.roles[-1], "description")
        start = words[placed.name.first].start
    cast.mention(referent, start, end, cast.page.head(start, end) or placed.name.last, "name")
    for number in (*placed.roles, *range(placed.name.first, placed.name.last + 1)):
        cast.at_head.setdefault(number, referent)
    alias = called(cast, placed)
    if alias is not None:
        cast.merge(referent, alias)
    elif placed.roles:
        join_earlier(cast, referent, placed.roles)
    elif len(referent.mentions) == 1 and referent.kind == "person" and len(placed.name.words) > 1:
        join_lead(cast, referent)
    elif len(referent.mentions) == 1 and referent.is_body and len(placed.name.words) > 1:
        join_described(cast, referent, placed.name.words)


def join_described(cast: Cast, referent: Referent, name: tuple[str, ...]) -> None:
    """Joins the body that speaks in the lead without a name and the first one named after it that may be it.

    "A doctors' group said ... The Cove Doctors' League", "a rights commission", "the Munster Commission on Rights".
    """
    words = cast.page.words
    told = [r for r in cast.referents if r.is_body and r.speaks and not r.names and not r.plural and r is not referent]
    first = first_mention(cast, told[0]) if len(told) == 1 else None
    if first is None or words[first.head].sentence > LEAD:
        return
    head = words[first.head].lemma
    beside = {words[n].lemma.rstrip("s") for n in cast.page.words_in(first.start, first.end) if n != first.head}
    named = {word.rstrip("s") for word in name}
    if head in BODILY and (head in named or (beside & named and named & BODILY)):
        cast.merge(referent, told[0])


def called(cast: Cast, placed: Placed) -> Referent | None:
    """The nameless person whom a clause gives a name ("a man known only as Quill", "who signs as Quill")."""
    words = cast.page.words
    before = range(placed.first - 1, max(-1, placed.first - NAMING_REACH), -1)
    verb = next((n for n in before if words[n].tag == "VERB" and words[n].lemma in NAMING), None)
    between = range(verb + 1 if verb is not None else 0, placed.first)
    if verb is None or any(words[n].text == "." or words[n].tag in ("VERB", "AUX") for n in between):
        return None
    for number in range(verb - 1, max(-1, verb - NAMING_REACH), -1):
        bearer = cast.at_head.get(number)
        if bearer is not None and bearer is not placed.referent and words[number].tag == "NOUN":
            return bearer if bearer.is_person and not bearer.names else None
    return None


def is_introduced(cast: Cast) -> bool:
    """Whether the name read last says at once who bears it, so that nothing told of him before ("Nora Tiernan, a
    lawyer")."""
    words = cast.page.words
    after = words[cast.recent[-1][0] + 1 :][:2]
    while after and cast.names.get(after[0].number):
        after = words[after[0].number + 1 :][:2]
    return [word.text for word in after[:1]] == [","] and after[-1].lemma in ("a", "an")


def join_lead(cast: Cast, referent: Referent) -> None:
    """Joins the nameless person of the lead and the first who is named after it, without another role.

    "A former docker hid two stowaways, he said ... Colm Quill, 52, had ..."
    """
    told = [(one, r) for r in cast.referents if r.kind == "person" and (one := first_mention(cast, r)) is not None]
    if not told:
        return
    lead, first = min(told, key=lambda pair: pair[0].start)
    named = [r for _, r in told if r.names]
    if first.names or first.plural or named != [referent] or not is_in_lead(cast, lead):
        return
    if DOERS_OF_HARM & first.roles.keys() or is_introduced(cast):
        return
    clash = first.sure and referent.sure and first.gender != referent.gender
    if cast.page.words[lead.head].relation == "nsubj" and not clash and not referent.roles:
        cast.merge(referent, first)


def first_mention(cast: Cast, referent: Referent) -> Mention | None:
    """Where somebody is first mentioned in the article, behind its headline, byline and dateline."""
    return next((one for one in referent.mentions if one.start >= cast.page.dateline), None)


def is_in_lead(cast: Cast, mention: Mention) -> bool:
    """Whether a mention stands in the first sentences of the article, and in their paragraph."""
    page, opening = cast.page, cast.page.dateline
    before = page.words[mention.head].sentence - page.words[page.word_at(opening)].sentence
    return before <= LEAD and "\n" not in page.text[opening : mention.start]
