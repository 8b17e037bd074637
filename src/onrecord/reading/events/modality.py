"""Whether an event happened, goes on, was tried, is planned, threatened, supposed or denied."""

from __future__ import annotations

from onrecord.language.page import Page
from onrecord.model.records import Modality, Statement
from onrecord.reading.events.clauses import Clauses
from onrecord.reading.events.lexicon import word_list
from onrecord.reading.events.triggers import Trigger

FUTURE = word_list("modality", "future")
NOW = word_list("modality", "now")
PLANS = word_list("modality", "plans")
THREATS = word_list("modality", "threats")
ATTEMPTS = word_list("modality", "attempts")
ASKED = word_list("modality", "asked")
SAYING = word_list("modality", "saying")
CONDITIONS = word_list("modality", "conditions")
NEGATIONS = word_list("modality", "negations")
NOBODY = word_list("modality", "nobody")
SCRIPT = word_list("modality", "script")
DEPTH = 4


def is_negated(trigger: Trigger, clauses: Clauses) -> bool:
    """Whether the clause says that the deed was not done."""
    words, page = clauses.page.words, clauses.page
    if any(words[n].text.lower() in NEGATIONS for n in page.children[trigger.head]):
        return True
    concerned = (
        (*clauses.subjects(trigger.head), *clauses.objects(trigger.head)) if not trigger.noun else (trigger.head,)
    )
    return any(
        words[n].text.lower() in NOBODY or any(words[c].text.lower() in NOBODY and c < n for c in page.children[n])
        for n in concerned
    )


def modality(trigger: Trigger, clauses: Clauses, statement: Statement | None) -> Modality:
    """The modality of the event that a trigger names."""
    page = clauses.page
    words = page.words
    if statement is not None and statement.act == "deny" and not statement.negated:
        return "denied"
    if is_negated(trigger, clauses):
        return "denied"
    sentence = page.sentence(trigger.head)
    if any(words[n].text.lower() in SCRIPT for n in range(sentence.first, sentence.stop)) and trigger.type == "ASSAULT":
        return "hypothetical"
    return governed(trigger, clauses) or own(trigger, clauses)


def own(trigger: Trigger, clauses: Clauses) -> Modality:
    """What the auxiliaries of a verb say."""
    page = clauses.page
    helpers = clauses.helpers(trigger.head)
    if not FUTURE.isdisjoint(helpers) or ("going" in helpers and clauses.infinitive(trigger.head)):
        return "planned"
    text = page.words[trigger.head].text.lower()
    if text.endswith("ing") and not NOW.isdisjoint(helpers):
        return "ongoing"
    if clauses.infinitive(trigger.head) and not NOW.isdisjoint(helpers):
        return "planned"
    return "happened"


def governed(trigger: Trigger, clauses: Clauses) -> Modality | None:
    """What the words above a trigger say of its deed: a threat, a plan, a condition, an attempt, a request."""
    page, number = clauses.page, trigger.head
    if conditional(number, page):
        return "hypothetical"
    for depth, above in enumerate(page.governors(number)):
        word, below = page.words[above], page.words[number]
        if depth >= DEPTH or below.relation in ("nsubj", "parataxis"):
            break
        if below.relation == "conj":
            number = above
            if conditional(number, page):
                return "hypothetical"
            continue
        dependent = below.relation in ("xcomp", "ccomp", "acl", "advcl", "obl", "nmod", "obj")
        finite = below.tag == "VERB" and not clauses.infinitive(below.number)
        if dependent and (found := by_head(word.lemma, finite, below.relation, trigger)) is not None:
            return found
        number = above
        if conditional(number, page):
            return "hypothetical"
    return None


def by_head(lemma: str, finite: bool, relation: str, trigger: Trigger) -> Modality | None:
    """What one word says of the deed that hangs on it."""
    if relation == "xcomp" and trigger.noun:
        return None  # "called the raid a massacre"
    if lemma in THREATS and relation in ("xcomp", "ccomp", "acl"):
        return "threatened"
    if lemma in ATTEMPTS and not finite and relation in ("xcomp", "acl", "obj", "nmod"):
        return "attempted"
    if lemma in PLANS and not finite and relation in ("xcomp", "acl"):
        return "planned"
    if lemma in ASKED and relation in ("xcomp", "ccomp") and not (finite and lemma in SAYING):
        return "hypothetical"
    return None


def conditional(number: int, page: Page) -> bool:
    """Whether a clause is opened by "if" or its like."""
    return any(
        page.words[n].text.lower() in CONDITIONS
        and n < number
        and page.words[n].relation in ("mark", "advmod", "cc", "case", "aux")
        for n in page.children[number]
    )
