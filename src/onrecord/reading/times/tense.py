"""Whether the clause of a time looks back or ahead."""

from __future__ import annotations

from onrecord.language.page import Page, Word

AHEAD = frozenset("will wo shall 'll ’ll would may might should must can".split())
HAVE = frozenset("have has having 've ’ve".split())
HAD = frozenset("had was were did been hadn't wasn't weren't didn't".split())
BE_PAST = frozenset(("was", "were"))
IS = frozenset("is are 's ’s 're ’re be am".split())
# what is planned, expected or due is still to come, whatever the form
PLANS = frozenset("plan schedule expect due slate payable effective".split())
PLANNED = frozenset("due set scheduled slated planned expected".split())
# verbs of saying in the present tell nothing of the time of what they report
SAYING = frozenset("say tell estimate think believe report show follow mark mean".split())
# forms of the past that are stems as well, or that a lemmatiser takes for stems
PAST_TOO = frozenset(
    "bore beat bent bet bound bit broke broadcast burst cast cost cut felt found ground hit hurt lay led left let put "
    "quit read rose saw set shook shed shot shut split spread thought thrust won wound".split()
)
LASTING = frozenset(("until", "till", "by", "for"))
PLANNED_FOR = LASTING | {"on", "in"}


def looks_ahead(page: Page, start: int, end: int, before: str, possessive: bool) -> bool | None:
    """True where the clause around a time is about what is to come, False where about the past, None where unclear.

    before is the word that stands before the time; possessive, whether the time owns what follows (Friday's vote). The
    nearest verb that tells counts; of what a time owns only one with a helper like "will".
    """
    if before == "since" or not page.words:
        return False if before == "since" else None
    number, first = page.head(start, end), page.word_at(start)
    if number is None:
        return None
    if before in PLANNED_FOR and first > 1 and page.words[first - 2].text.lower() in PLANNED:
        return True  # due on Friday
    if page.words[number].relation in ("compound", "amod"):
        return False  # the June agreement
    for above in list(page.governors(number))[:5]:
        if page.words[above].tag in ("VERB", "AUX") or helpers_of(page, above) or page.words[above].lemma in PLANS:
            noun = page.words[above].tag != "VERB"
            told = False if noun and has_past_between(page, above, number) else tells(page, above, before)
            if possessive:
                meant = helpers_of(page, above) & AHEAD or page.words[above].relation == "xcomp"
                return True if told and meant else None
            if told is not None:
                return told
    return True if before in LASTING else None


def helpers_of(page: Page, number: int) -> set[str]:
    """The auxiliaries, copulas and markers of a word, in lower case."""
    words = (page.words[n] for n in page.children[number])
    return {word.text.lower() for word in words if word.relation in ("aux", "cop", "mark")}


def has_past_between(page: Page, noun: int, time: int) -> bool:
    """Whether a clause of the past stands between what somebody is or has and a time: "it is the storm that hit Bath on
    Sunday"."""
    between = (page.words[n] for n in range(noun + 1, time))
    return any(w.tag == "VERB" and w.relation == "acl" and is_past_form(w) for w in between)


def is_past_form(word: Word) -> bool:
    """Whether a verb bears the form of the past."""
    text = word.text.lower()
    return text in PAST_TOO or (text != word.lemma and not text.endswith(("s", "ing")))


def tells(page: Page, number: int, before: str) -> bool | None:
    """Whether a verb looks ahead or back, by its helpers and its form; None where it does not tell."""
    word, helpers = page.words[number], helpers_of(page, number)
    if helpers & AHEAD or any(form.startswith(("won'", "won’")) for form in helpers):
        return not helpers & HAVE
    if word.lemma in PLANS and not helpers & HAD and (helpers or before in PLANNED_FOR or word.tag == "ADJ"):
        return True
    if "to" in helpers and helpers & (IS | BE_PAST):
        return True  # they were to meet
    if helpers & (HAD | HAVE):
        return None if before in ("until", "till", "for") and not helpers & {"had"} else False
    if "to" in helpers:
        above = helpers_of(page, word.head)
        meant = word.relation in ("xcomp", "ccomp", "root") and not above & HAD
        return True if meant or (page.words[word.head].lemma in PLANS and "had" not in above) else None
    if before in LASTING:
        return True
    text = word.text.lower()
    if text.endswith("ing"):
        return True if helpers & IS else None
    if word.tag == "AUX":
        return False if text in HAD else None
    if word.tag != "VERB" and helpers & IS:
        return True
    if word.tag != "VERB" or helpers & IS or text in PAST_TOO or word.lemma in SAYING:
        return None
    return text == word.lemma or (text.endswith("s") and not text.endswith("ss"))
