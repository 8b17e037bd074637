"""Who is blamed for a deed, who claims it and who denies it, where no word there names the deed again: "Police blamed
the Front", "The Front claimed responsibility"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.language.page import Page
from onrecord.model.records import Certainty, Party, Perpetrator, Records
from onrecord.model.span import Span
from onrecord.reading.events.clauses import Clauses
from onrecord.reading.events.harm import can_do_harm
from onrecord.reading.events.lexicon import word_list
from onrecord.reading.events.modality import NEGATIONS, NOBODY
from onrecord.reading.people.mentions import Mentions, Told

CLAIMS = word_list("participants", "claims")
OF_WHAT = frozenset("for over in of".split())
DEED = frozenset("it this that them".split())  # which stand for the deed


def find_blamed(page: Page, records: Records, who: Mentions) -> list[tuple[int, Perpetrator]]:
    """Whoever is said to have done what was told before, with the word that says so."""
    clauses, told = Clauses(page), Told(page, records.statements)
    out = []
    for verb, party, certainty in [*blamed(clauses), *claiming(clauses)]:
        words = page.words
        span = clauses.page.phrase(party)
        entity = who.at(span.start, span.end)
        lead = (party, *(n for n in page.children[party] if n < party))
        if any(words[n].text.lower() in NOBODY for n in lead) or not can_do_harm(Party(entity, span)):
            continue
        if any(words[n].text.lower() in NEGATIONS for n in page.children[verb]):
            continue
        out.append((verb, Perpetrator(entity, span, certainty, said_by(verb, page, records, told))))
    return out


def blamed(clauses: Clauses) -> Iterator[tuple[int, int, Certainty]]:
    """Each verb of blaming that names no deed, with whom it blames."""
    for word in clauses.page.words:
        if word.lemma == "blame" and word.tag == "VERB" and is_bare(word.number, clauses):
            yield from ((word.number, party, "alleged") for party in clauses.objects(word.number))


def claiming(clauses: Clauses) -> Iterator[tuple[int, int, Certainty]]:
    """Each verb that claims or denies responsibility and names no deed, with whoever does."""
    words = clauses.page.words
    for word in words:
        verb = word.head
        if (
            word.lemma not in ("responsibility", "involvement")
            or word.relation != "obj"
            or not is_bare(word.number, clauses)
        ):
            continue
        if words[verb].lemma in CLAIMS and word.lemma == "responsibility":
            yield from ((verb, party, "claimed") for party in clauses.subjects(verb))
        elif words[verb].lemma == "deny":
            yield from ((verb, party, "denied") for party in clauses.subjects(verb))


def is_bare(number: int, clauses: Clauses) -> bool:
    """Whether nothing behind a word says for what: "for the delay"; "for it" takes up what was told."""
    words = clauses.page.words
    said = [*clauses.complements(number, OF_WHAT), *clauses.complements(words[number].head, OF_WHAT)]
    return all(words[n].text.lower() in DEED for n in said)


def said_by(verb: int, page: Page, records: Records, told: Told) -> str | None:
    """The statement that a verb of blaming or claiming makes, else the one that tells of it."""
    word = page.words[verb]
    own = next((s for s in records.statements if any(c.start <= word.start < c.end for c in s.cue)), None)
    statement = own or told.innermost(Span.of(page.text, word.start, word.end))
    return None if statement is None else statement.id
