"""Whether the clause of a time looks back or ahead."""

from __future__ import annotations

from onrecord.language.page import Page

AHEAD = frozenset("will wo shall 'll ’ll would may might should can must could".split())
PLANS = frozenset("plan schedule expect due set slate project".split())
# forms that are of the past as well, or that a lemmatiser takes for a stem
PAST_TOO = frozenset(
    "let put cut hit set hurt shut split cost quit spread beat burst cast shed bid rid read won shot led fell felt "
    "left found saw lay wound bound ground".split()
)
AHEAD_BEFORE = frozenset(("until", "till", "by", "for"))
HAVE = frozenset("have has had having 've ’ve".split())
HAD = frozenset(("had", "was", "were"))
WAS = frozenset("was were did been didn't wasn't weren't had".split())
IS = frozenset("is are 's ’s 're ’re be am".split())


def looks_ahead(page: Page, offset: int, before: str) -> bool | None:
    """True where the clause around a time is about what is to come, False where about the past, None where unclear.

    before is the word that stands before the time. The nearest verb that tells counts.
    """
    if before == "since" or not page.words:
        return False if before == "since" else None
    number = page.word_at(offset)
    named = page.words[number]
    if named.relation in ("compound", "nmod:poss", "amod") and before not in ("by", "until"):
        return False
    verbs = [n for n in page.governors(number) if page.words[n].tag in ("VERB", "AUX")]
    for verb in verbs[:3]:
        told = tells(page, verb, before)
        if told is not None:
            return told
    return True if before in AHEAD_BEFORE else None


def tells(page: Page, verb: int, before: str) -> bool | None:
    """Whether a verb looks ahead or back, by its helpers and its form."""
    word = page.words[verb]
    helpers = [page.words[n] for n in page.children[verb] if page.words[n].relation.startswith(("aux", "cop", "mark"))]
    forms = {helper.text.lower() for helper in helpers}
    perfect = bool(forms & HAVE)
    if forms & AHEAD or any(form.startswith(("won'", "won’")) for form in forms):
        return not perfect
    if perfect or forms & WAS:
        return word.lemma in PLANS if "for" in (before,) else None if before in AHEAD_BEFORE else False
    if "to" in forms:
        above = page.words[word.head]
        behind = {page.words[n].text.lower() for n in page.children[above.number]}
        return None if behind & HAD and above.number != verb else True
    if word.lemma in PLANS and before in ("for", "on", "in", "to", "by", "until", "this", "next"):
        return True
    if before in AHEAD_BEFORE:
        return True
    text = word.text.lower()
    if text.endswith("ing") or text in PAST_TOO or forms & IS:
        return True if text.endswith("ing") and forms & IS else None
    if word.tag == "AUX":
        return False if text in WAS else None
    return text == word.lemma or (text.endswith("s") and not text.endswith("ss"))
