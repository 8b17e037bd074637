"""Statements that tell a count: "the army put the toll at nine", "the union's tally stood at 31", "the hospital closed
its list: 21 dead"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.codebook.actors import bodies
from onrecord.codebook.tables import codebook
from onrecord.language.page import DAY, Page
from onrecord.reading.statements.quoting import Draft, Part, trim
from onrecord.reading.statements.reported import cue_of, source_of

COUNTING = frozenset("count report confirm document estimate tally say".split())
LISTING = frozenset("identify list register log announce claim cite give admit acknowledge concede name treat".split())
SETTING = frozenset("put lower raise revise cut set bring give correct".split())  # "put the toll at nine"
GIVING = frozenset("give issue publish release cite offer quote provide present report".split())  # "a toll of nine"
HOLDING: dict[str, str] = {  # "held to 48", "stays with 14", "arrived at 44"
    "hold": "to", "stick": "to with", "keep": "to", "cling": "to", "stay": "with at by", "remain": "at with",
    "stand": "by", "arrive": "at", "insist": "on", "settle": "on", "abide": "by",
}  # fmt: skip
TOLLS = frozenset(
    "toll number figure total count tally it death dead wounded injured missing loss casualty damage arrest".split()
)
COUNTS = frozenset("toll figure total count tally list register reckoning estimate".split())
COUNTED = COUNTS | {"number"}
ACCOUNTS = COUNTS | {"account", "calculation", "record"}  # "by its account"
SUBJECT = frozenset("NOUN PROPN ADJ DET ADP PART".split())
STANDING = frozenset("be stand show reach rise climb put list include have give name hold contain".split())
TELLING = COUNTING | LISTING | SETTING | GIVING | HOLDING.keys() | COUNTS | {"close"}  # lemmas of the cues found here
MADE = COUNTING - {"say"} | {"register", "record", "log", "list", "verify"}  # "14 dead were counted by the union"
GOING_ON = frozenset("go keep continue".split())  # "went on giving 17"
SAYING = frozenset("saying adding explaining arguing insisting claiming stressing warning".split())
POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
NEAREST = 15  # words from the verb to the number
FARTHEST = 26  # from "put" to "at 28", "lowered" to "to 19", where what is counted stands between
KEEPING = re.compile(
    r"on (?:its|their|his|her|the) lists?|in (?:its|their|his|her|the) (?:books?|files?|wards?|records?)"
)
AGENT_ENDS = re.compile(r",| (?:in|at|on) ")
BEHIND_TOLL = 7  # words from the number to the toll that it is given as
BEHIND = 4  # words from the number to what says that it counts people harmed


def find_tolls(page: Page) -> Iterator[Draft]:
    """A draft for each verb or count by which somebody gives a number."""
    for word in page.words:
        if word.tag in ("VERB", "AUX"):
            yield from told_by_verb(page, word.number)
        if word.tag == "VERB":
            yield from told_by_agent(page, word.number)
        if word.lemma in ACCOUNTS:
            yield from told_by_count(page, word.number)


def told_by_verb(page: Page, verb: int) -> Iterator[Draft]:
    """The count that a verb gives, and the one that is told after it without a verb of its own."""
    if page.words[verb].tag != "VERB":
        return
    stop = clause_end(page, verb)
    first = content_start(page, verb, stop)
    if first is None:
        return
    cue = cue_of(page, verb)
    source = source_of(page, verb) or opening(page, page.word_at(cue[0])) or going_on(page, verb)
    if source is None:
        return
    gap = gapped(page, first, stop)
    yield Draft((part(page, first, gap[0] - 1 if gap else stop),), (cue,), (source,), verb)
    if gap:
        yield Draft((part(page, gap[2], stop),), (cue,), (part(page, gap[0], gap[1]),), verb)


def content_start(page: Page, verb: int, stop: int) -> int | None:
    """The first word of what a verb tells, if that is a count."""
    words = page.words
    near = range(verb + 1, min(stop, verb + (FARTHEST if sets_toll(page, verb) else NEAREST)))
    number = next((n for n in near if words[n].tag == "NUM" and words[n].text.lower() not in TOLLS), None)
    if number is None or is_subject(page, number, verb):
        return None
    between = words[verb + 1 : number]
    told = {w.lemma for w in between} | {w.text.lower() for w in between}
    lemma = words[verb].lemma
    if between and between[-1].text == ":":
        return number if told & COUNTS else None
    if any(w.text in (";", ":", ",") for w in between):
        return None
    sets = lemma in SETTING and not words[verb].text.lower().endswith("ing")
    if sets and told & (TOLLS | COUNTS) and told & {"at", "to", "as", "from"}:
        return verb + 1
    behind = {w.lemma for w in words[number + 1 : min(stop, number + BEHIND_TOLL)]}
    if sets and told <= {"at", "to", "down", "up", "back"} and behind & (TOLLS | COUNTS):
        return verb + 1
    if any(w.tag == "VERB" and w.text.lower() not in TOLLS and w.relation not in ("amod", "acl") for w in between):
        return verb + 1 if lemma in LISTING and is_deed(page, verb + 1) else None
    if lemma in GIVING and told & COUNTS and "of" in told:
        return verb + 1
    if lemma == "close" and told & COUNTS and between[-1].text.lower() in ("with", "at"):
        return number
    if lemma == "admit" and [w.text.lower() for w in between] == ["to"]:
        return number
    if lemma in HOLDING:
        holds = between and between[0].text.lower() in HOLDING[lemma].split() and stands_alone(page, number, stop)
        return verb + 2 if holds else None
    if lemma == "speak" and between and between[0].text.lower() == "of":
        return verb + 2
    if {w.tag for w in between} & {"NOUN", "PROPN", "ADP"}:
        return None
    if lemma == "say":
        return verb + 1 if stands_alone(page, number, stop) else None
    if lemma == "have":
        kept = KEEPING.search(page.text, words[number].end, words[stop - 1].end)
        return verb + 1 if kept and counts_harm(page, number, stop) else None
    counts = lemma in COUNTING or (lemma in LISTING and counts_harm(page, number, stop))
    return verb + 1 if counts else None


def sets_toll(page: Page, verb: int) -> bool:
    """Whether a verb sets a count that is named right behind it: "lowered its count of people killed in ... to 19"."""
    named = {w.lemma for w in page.words[verb + 1 : verb + 5]}
    return page.words[verb].lemma == "put" or (page.words[verb].lemma in SETTING and not named.isdisjoint(COUNTED))


def is_subject(page: Page, number: int, verb: int) -> bool:
    """Whether a number is who a verb before it speaks of, and no other word before the verb is."""
    subject = page.child(verb, "nsubj")
    return page.words[number].relation == "nsubj" and page.words[number].head == verb and (subject or 0) >= verb


def told_by_agent(page: Page, verb: int) -> Iterator[Draft]:
    """The count that a passive verb says was made by somebody: "7,640 people have been registered by the IOM", "a tally
    was read out by the families' committee: 20 dead"."""
    words = page.words
    by = next((n for n in page.children[verb] if words[n].relation == "obl" and (case := page.child(n, "case"))
               and words[case].text.lower() == "by"), None)  # fmt: skip
    subject = page.child(verb, "nsubj")
    if by is None or subject is None or not (subject < verb < by) or page.child(verb, "aux") is None:
        return
    agent = page.phrase(by)
    cut = AGENT_ENDS.search(page.text, agent.start, agent.end)
    source, cue = trim(page.text, (agent.start, cut.start() if cut else agent.end)), cue_of(page, verb)
    counted = page.phrase(subject)
    if words[verb].lemma in MADE and any(words[n].tag == "NUM" for n in page.words_in(counted.start, counted.end)):
        if counts_harm(page, page.word_at(counted.start), verb):
            yield Draft(((counted.start, counted.end),), (cue,), (source,), verb)
    elif words[subject].lemma in COUNTS:
        stop = page.sentence(verb).stop
        colon = next((n for n in range(by, stop) if words[n].text == ":"), None)
        if colon is not None and any(words[n].tag == "NUM" for n in range(colon + 1, min(colon + 3, stop))):
            yield Draft((part(page, colon + 1, stop),), (cue,), (source,), verb)


def is_deed(page: Page, number: int) -> bool:
    """Whether a word tells a deed as something owned up to: "admitted losing 12 men"."""
    return page.words[number].tag == "VERB" and page.words[number].text.lower().endswith("ing")


def stands_alone(page: Page, number: int, stop: int) -> bool:
    """Whether a number counts people, or has no noun of its own: "held to 48", "says 40 died"."""
    after = page.words[number + 1] if number + 1 < stop else None
    return after is None or after.tag in ("PUNCT", "ADP", "CCONJ", "SCONJ") or counts_harm(page, number, stop)


@cache
def harm_words() -> frozenset[str]:
    """The words that say of those counted that they were harmed."""
    table = codebook("measures").values()
    return frozenset(word for row in table for role in ("counted", "state", "subject") for word in row[role].split())


def counts_harm(page: Page, number: int, stop: int) -> bool:
    """Whether a word for harm follows a number: "31 wounded", "two of its men dead"."""
    following = page.words[number + 1 : min(stop, number + 1 + BEHIND)]
    return any(w.text.lower() in harm_words() or w.lemma in harm_words() for w in following)


# counts that are somebody's ------------------------------------------------------------------------------------------


def told_by_count(page: Page, count: int) -> Iterator[Draft]:
    """What is told by a count that is somebody's: "the union's tally stood at 31", "31 died by the union's count",
    "going by the list of the union, 31 died", "the union's list, which was read out on Sunday, has 31 dead"."""
    owner = owner_of(page, count) or owner_after(page, count)
    if owner is None:
        return
    first, stop = owner
    source, sentence = keeper_of(page, first) or part(page, first, stop), page.sentence(count)
    at = min(first, count)
    while at > sentence.first and page.words[at - 1].tag in ("DET", "ADJ"):
        at -= 1
    lead = page.words[at - 1] if at > sentence.first else None
    if lead is not None and lead.text.lower() in ("by", "on"):
        opening = lead.number - (page.words[lead.number - 1].text.lower() in ("going", "judging"))
        cue = ((page.words[opening].start, lead.end), (page.words[count].start, page.words[count].end))
        before = opening > sentence.first
        content = (sentence.first, opening) if before else (max(stop, count + 1), sentence.stop)
        if any(w.tag == "NUM" for w in page.words[slice(*content)]):
            yield Draft((part(page, *content),), cue, (source,), None)
        return
    if page.words[count].lemma not in COUNTED:
        return
    after = page.words[count + 1 : count + 3]
    if [w.text.lower() for w in after[:1]] == ["of"] and after[-1].tag == "NUM":  # "the league's earlier count of 62"
        stop_at = next(
            (w.number for w in page.words[count + 2 : sentence.stop] if w.tag in ("PUNCT", "CCONJ")), sentence.stop
        )
        word = page.words[count]
        yield Draft((part(page, count + 2, stop_at),), ((word.start, word.end),), (source,), None)
        return
    end = after_relative(page, max(stop, count + 1))
    if page.words[end].text.lower() == "of":  # "the coast guard's number of missing was 38"
        end = next((n for n in range(end + 1, min(end + 4, sentence.stop)) if page.words[n].tag == "AUX"), end)
    verb = next((n for n in range(end, min(end + 4, sentence.stop)) if is_standing(page, n)), None)
    if verb is None or any(w.tag in ("NUM", "NOUN", "VERB") or w.text in ".;:" for w in page.words[end:verb]):
        return
    near = range(verb + 1, min(verb + 5, sentence.stop))
    if any(page.words[n].tag == "NUM" for n in near) and page.words[verb + 1].tag != "PUNCT":
        stands = page.words[verb]
        apart = ((page.words[count].start, page.words[count].end), (stands.start, stands.end))
        joined = ((page.words[count].start, stands.end),)
        content = part(page, verb + 1, clause_end(page, verb))
        yield Draft((content,), joined if count + 1 == verb else apart, (source,), verb)


def keeper_of(page: Page, owner: int) -> Part | None:
    """The body of the same clause that "its" stands for: "the ministry has 36 wounded on its list"."""
    if page.words[owner].text.lower() not in ("its", "their"):
        return None
    verb = next((n for n in page.governors(owner) if page.words[n].tag == "VERB"), None)
    subject = page.child(verb, "nsubj") if verb is not None else None
    if subject is None or subject > owner or page.words[subject].tag not in ("NOUN", "PROPN"):
        return None
    span = page.phrase(subject)
    counts = any(page.words[n].tag == "NUM" for n in page.words_in(span.start, span.end))
    return None if counts else (span.start, span.end)


def owner_after(page: Page, count: int) -> tuple[int, int] | None:
    """The first word of whoever a count is "of" and the one after the last: "the list of the dockers' union"."""
    words, stop = page.words, page.sentence(count).stop
    first = at = count + 2
    if first >= stop or words[count + 1].text != "of":
        return None
    while at < stop and words[at].tag in SUBJECT - {"ADP"}:
        at += 1
    named = any(w.tag == "PROPN" for w in words[first:at])
    return (first, at) if named or any(w.lemma in bodies() for w in words[first:at]) else None


def after_relative(page: Page, at: int) -> int:
    """The word from which a clause goes on after what stands between commas: ", which was read out on Sunday,"."""
    stop = page.sentence(at - 1).stop
    if at < stop and page.words[at].text == ",":
        close = next((n for n in range(at + 1, stop) if page.words[n].text == ","), None)
        return at if close is None else close + 1
    return at


def is_standing(page: Page, number: int) -> bool:
    """Whether a word says where a count stands."""
    return page.words[number].lemma in STANDING


def owner_of(page: Page, count: int) -> tuple[int, int] | None:
    """The first word of whoever a count belongs to and the one after the last: "the union's latest tally"."""
    words, first = page.words, page.sentence(count).first
    at = count - 1
    while at > first and words[at].tag in ("ADJ", "NOUN") and words[at].text not in POSSESSIVES:
        at -= 1
    if at > first and words[at].text in POSSESSIVES:
        start = at
        while start > first and words[start - 1].tag in ("DET", "NOUN", "PROPN", "ADJ"):
            start -= 1
        return (start, at) if start < at else None
    return (at, at + 1) if words[at].text.lower() in ("its", "their", "his", "her") else None


# clauses -------------------------------------------------------------------------------------------------------------


def opening(page: Page, stop: int) -> Part | None:
    """The words from a sentence's beginning to a verb, where they can be nothing but its subject."""
    first = page.sentence(stop).first
    if page.words[first].start < page.dateline <= page.words[stop].start:
        first = page.word_at(page.dateline)
    while stop > first and page.words[stop - 1].tag in ("AUX", "ADV"):
        stop -= 1
    inside = page.words[first:stop]
    comma = next((n for n in range(first, stop - 1) if page.words[n].text == ","), stop)
    aside = page.words[comma + 1] if comma + 1 < stop else None
    if aside is not None and (aside.text.lower() in ("which", "who", "whose") or aside.tag == "VERB"):
        stop, inside = comma, page.words[first:comma]
    elif inside and inside[-1].text == ",":
        stop, inside = stop - 1, inside[:-1]
    if not inside or len(inside) > NEAREST or any(w.tag not in SUBJECT and w.text != "," for w in inside):
        return None
    start, end = part(page, first, stop)
    day = DAY.search(page.text, start, end)
    return (start, day.start() if day else end) if any(w.tag in ("NOUN", "PROPN") for w in inside) else None


def going_on(page: Page, verb: int) -> Part | None:
    """The subject of the clause that a verb goes on from: "police confirmed one death but put the injured at 11"."""
    head = page.words[verb].head
    if head < verb and page.words[head].lemma in GOING_ON and page.words[verb].text.lower().endswith("ing"):
        return source_of(page, head)
    if head < verb and page.words[verb - 1].text.lower() in ("and", "but") and page.words[head].tag == "VERB":
        return source_of(page, head)
    return None


def clause_end(page: Page, verb: int) -> int:
    """The word after the last of a verb's clause: before a verb that is joined to it, or the sentence's end."""
    sentence = page.sentence(verb)
    for number in range(verb + 1, sentence.stop):
        word = page.words[number]
        if (
            word.text == ";"
            or goes_on_saying(page, number)
            or (word.text.lower() in ("and", "but", "although", "while") and joins(page, number, verb))
        ):
            return number
    return sentence.stop


def goes_on_saying(page: Page, number: int) -> bool:
    """Whether a comma leads to what else the same one says: ", saying two had been counted twice"."""
    after = page.words[number + 1] if page.words[number].text == "," and number + 1 < len(page.words) else None
    return after is not None and after.text.lower() in SAYING


def joins(page: Page, number: int, verb: int) -> bool:
    """Whether a conjunction joins another clause to a verb's."""
    joined = page.words[page.words[number].head]
    return joined.tag in ("VERB", "AUX") and joined.number > number and joined.head in (verb, page.words[verb].head)


def gapped(page: Page, first: int, stop: int) -> tuple[int, int, int] | None:
    """The first word of a second source without its verb, the one after its last, and the first of its count: "…, the
    home ministry at 74", "…, the Bar Association of 112"."""
    words = page.words
    link = words[first - 1].text.lower()
    for comma in range(first, stop - 3):
        if words[comma].text not in (",", ";"):
            continue
        at = comma + 1
        while at < stop and (words[at].tag in ("DET", "NOUN", "PROPN", "ADJ", "PART") or is_of_whom(page, at, stop)):
            at += 1
        if at == comma + 1 or at + 1 >= stop or words[at + 1].tag != "NUM":
            continue
        if words[at].text.lower() == "at" or (words[at].text.lower() == link == "of"):
            return comma + 1, at, at + (link == "of")
    return None


def is_of_whom(page: Page, at: int, stop: int) -> bool:
    """Whether an "of" goes on with a name: "the Law Society of Kenya"."""
    return page.words[at].text == "of" and at + 1 < stop and page.words[at + 1].tag in ("PROPN", "DET")


def part(page: Page, first: int, stop: int) -> Part:
    """The words from a first to before a stop, without the marks at their end."""
    return trim(page.text, (page.words[first].start, page.words[stop - 1].end))
