"""Whether an event happened, goes on, was tried, is planned, threatened, supposed or denied."""

from __future__ import annotations

from onrecord.language.page import Page
from onrecord.model.records import Modality, Statement
from onrecord.reading.clauses import Clauses
from onrecord.reading.triggers import Trigger

FUTURE = frozenset(("will", "shall", "'ll", "’ll", "would", "wo"))
DOUBT = frozenset(("may", "might", "could", "possibly", "perhaps", "allegedly", "reportedly"))
PLANS = frozenset(
    """plan intend prepare promise pledge agree vow offer expect schedule propose want hope aim set decide due ready undertake call
    announce prepare swear commit accept ban""".split()
)
THREATS = frozenset(("threaten", "vow", "warn", "threat"))
ATTEMPTS = frozenset("try attempt fail seek foil thwart prevent attempt bid avert abort plot".split())
ASKED = frozenset(
    """ask urge demand call appeal request plead beg implore order press recommend require insist suggest need unless want""".split()
)
CONDITIONS = frozenset(("if", "unless", "provided", "should", "whether", "lest"))
NEGATIONS = frozenset(("not", "n't", "n’t", "never", "neither", "nor", "without"))
NOBODY = frozenset(("no", "nobody", "none", "neither"))
SCRIPT = frozenset(("script", "scenario", "drill", "simulation", "simulated", "rehearsal"))
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
    helpers = [
        page.words[n].text.lower() for n in page.children[trigger.head] if page.words[n].relation in ("aux", "cop")
    ]
    if any(h in FUTURE for h in helpers):
        return "planned"
    text = page.words[trigger.head].text.lower()
    if text.endswith("ing") and any(h in ("is", "are", "was", "were", "'re", "'s") for h in helpers):
        return "ongoing"
    if clauses.infinitive(trigger.head) and any(h in ("is", "are", "was", "were") for h in helpers):
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
    if lemma in THREATS and relation in ("xcomp", "ccomp", "acl"):
        return "threatened"
    if lemma in ATTEMPTS and not finite and relation in ("xcomp", "acl", "obj", "nmod"):
        return "attempted"
    if lemma in PLANS and not finite and relation in ("xcomp", "acl"):
        return "planned"
    if lemma in ASKED and relation in ("xcomp", "ccomp") and not (finite and lemma in ("ask", "insist", "suggest")):
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
