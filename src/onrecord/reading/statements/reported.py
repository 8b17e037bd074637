"""Statements that a rule over the parse finds: those inside others, and those that the encoder missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.language.page import DAY, Page
from onrecord.reading.statements.cues import cues
from onrecord.reading.statements.quoting import Draft, Part, trim

HELPERS = ("aux", "advmod", "cop")
POSSESSIVES = frozenset("its their his her our my".split())
QUESTION = frozenset("who whom whose what which when where why how whether".split())


def find_reported(page: Page, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """A draft for each cue with a content that no draft has yet."""
    taken = {n for draft in drafts for part in draft.cue for n in page.words_in(*part)}
    for word in page.words:
        if word.number in taken or word.tag not in ("VERB", "ADV", "ADP"):
            continue
        if word.tag == "VERB":
            found = said_by_verb(page, word.number)
        elif word.lemma in cues().rule["hearsay"]:
            found = hearsay(page, word.number)
        else:
            found = None
        if found:
            yield found


def said_by_verb(page: Page, verb: int) -> Draft | None:
    """What a verb of saying says, by the parse."""
    content = content_of(page, verb) or after_as(page, verb)
    if content is None:
        return None
    source = source_of(page, verb)
    if is_performed(page, verb, source):
        return None
    if source and page.text[slice(*source)].lower() in ("who", "what") and page.words[verb].relation != "acl":
        return None  # a question asks who says it
    return Draft((content,), (cue_of(page, verb),), (source,) if source else (), verb)


def is_performed(page: Page, verb: int, source: Part | None) -> bool:
    """Whether a verb does in saying what it says: "I ask you", "citizens are asked", "call it a lie"."""
    word = page.words[verb]
    helpers = {page.words[n].text.lower() for n in page.children[verb] if page.words[n].relation == "aux"}
    if source is None:
        order = word.text == word.lemma and not helpers and word.relation in ("root", "parataxis", "conj", "ccomp")
        return order or bool(helpers & {"is", "are", "am"})
    first_person = page.text[slice(*source)].lower() in ("i", "we")
    return first_person and word.text.lower() == word.lemma and not helpers & {"did", "had", "have"}


def content_of(page: Page, verb: int) -> Part | None:
    """The clause, the infinitive, the deed or the thing that a cue takes."""
    return next(
        (after(page, verb, *found) for child in page.children[verb] if (found := taken(page, verb, child))), None
    )


def after_as(page: Page, verb: int) -> Part | None:
    """What follows "as experts have said" to the end of its sentence."""
    marks = {page.words[n].text.lower() for n in page.children[verb] if page.words[n].relation in ("mark", "advmod")}
    if "as" not in marks or page.words[verb].lemma not in cues().rule["clause"]:
        return None
    stop = page.sentence(verb).stop
    if verb + 2 >= stop or page.words[verb + 1].text not in (",", "–", "—", "-", ":"):
        return None
    part = trim(page.text, (page.words[verb + 2].start, page.words[stop - 1].end))
    return part if part[0] < part[1] else None


def taken(page: Page, verb: int, child: int) -> tuple[int, int] | None:
    """The dependent of a cue that is its content, and how many of its first words are not."""
    if child < verb:
        return None
    lemma, relation, rule = page.words[verb].lemma, page.words[child].relation, cues().rule
    marks = {page.words[n].lemma for n in page.children[child] if page.words[n].relation in ("mark", "case")}
    if lemma in rule["clause"] and (relation == "ccomp" or opens_question(page, child, verb)):
        return child, 0
    if lemma in rule["infinitive"] and relation in ("xcomp", "ccomp") and "to" in marks:
        return child, 0
    if lemma in rule["deed"] and relation in ("advcl", "obl") and marks & {"of", "for"}:
        return child, 1
    if lemma in rule["deed"] and relation == "obj" and (deed := deed_of(page, child)) is not None:
        return deed, 1
    if lemma in rule["thing"] and relation in ("obj", "xcomp"):
        return child, 0
    if lemma in rule["want"] and relation in ("obl", "obj", "nmod", "advcl") and "for" in marks:
        return child, 0
    return None


def deed_of(page: Page, accused: int) -> int | None:
    """The deed that hangs on whoever is accused of it: "accused soldiers of having shot five men"."""
    for number in page.children[accused]:
        word = page.words[number]
        leads = [page.words[n].text.lower() for n in page.children[number] if accused < n < number]
        if word.relation in ("acl", "advcl") and {"of", "for"} & set(leads):
            return number
    return None


def opens_question(page: Page, child: int, verb: int) -> bool:
    """Whether what hangs on a verb is an indirect question: "would not say by whom"."""
    opening = [page.words[n].lemma for n in page.subtree(child)[:2] if n > verb]
    if page.words[child].relation == "advcl" and "when" in opening:
        return False  # "did not answer when asked"
    return any(lemma in QUESTION for lemma in opening)


def after(page: Page, verb: int, head: int, skip: int = 0) -> Part | None:
    """The words that hang on a head after a verb, to the end of their clause, without the first `skip` words."""
    held = {n for n in page.subtree(head) if n > verb}
    last, stop = max(held), page.sentence(verb).stop
    while last + 1 < stop and goes_on(page, last + 1, held, verb):
        last += 1
        held.add(last)
    first = sorted(held)[skip] if skip < len(held) else last
    part = trim(page.text, (page.words[first].start, page.words[last].end))
    return part if part[0] < part[1] else None


def goes_on(page: Page, number: int, held: set[int], verb: int) -> bool:
    """Whether the word after a content belongs to it: it hangs on it, or on the verb as its time or place."""
    word = page.words[number]
    return word.tag not in ("PUNCT", "CCONJ") and (
        word.head in held or (word.head == verb and word.relation == "obl") or page.words[word.head].head == verb
    )


def cue_of(page: Page, verb: int) -> Part:
    """A verb with its auxiliaries and negation, as far as they stand together."""
    first = verb
    while first > 0 and page.words[first - 1].head == verb and page.words[first - 1].relation in HELPERS:
        first -= 1
    return page.words[first].start, page.words[verb].end


def subject_of(page: Page, verb: int) -> int | None:
    """The subject of a verb, none from the dateline, and behind a semicolon the nearest before it: a parse may give a
    clause the subject of the one before, too."""
    found = [n for n in page.children[verb] if page.words[n].relation == "nsubj"]
    found = [n for n in found if page.words[n].start >= page.dateline] or found
    if len(found) > 1 and ";" in page.text[page.words[found[0]].end : page.words[verb].start]:
        return [n for n in found if n < verb][-1]
    return next(iter(found), None)


def source_of(page: Page, verb: int) -> Part | None:
    """The subject of a verb in the active voice, its own or that of the verb it goes on from."""
    if any(page.words[n].relation == "aux" and page.words[n].lemma == "be" for n in page.children[verb]):
        return None
    subject = subject_of(page, verb)
    word = page.words[verb]
    if subject is None and word.relation == "advcl" and word.text.lower() in ("asked", "told", "pressed", "questioned"):
        return None  # "Asked whether ..., she" is asked by somebody else
    if subject is None and word.relation in ("conj", "advcl", "xcomp"):
        subject = subject_of(page, page.words[verb].head)
    if subject is None:
        return None
    span = page.phrase(subject)
    if span.end <= page.dateline:
        return None
    return span.start, span.end


def with_source(page: Page, draft: Draft) -> Draft:
    """The draft with a source cut down to its article made whole, and one that is missing from the verb's subject."""
    if not draft.source:
        is_verb = draft.verb is not None and page.words[draft.verb].tag == "VERB"
        source = source_of(page, draft.verb) if draft.verb is not None and is_verb else None
        if source in draft.content and len(draft.content) > 1:  # "nine died, says the union; ...", all of it told
            return replace(draft, source=(source,), content=tuple(part for part in draft.content if part != source))
        return replace(draft, source=(source,)) if source and not is_inside(draft, source) else draft
    if (own := own_subject(page, draft)) is not None:
        return replace(draft, source=(own,))
    if (told := told_of_by_clause(page, draft)) is not None:
        return replace(draft, source=(told, *draft.source[1:]))
    start, end = draft.source[0]
    if day := DAY.search(page.text, start, end):  # "the coast guard on Wednesday"
        draft = replace(draft, source=((start, end := day.start()), *draft.source[1:]))
    if page.text.startswith(("'s ", "’s "), end) and draft.verb is not None and page.words[draft.verb].tag == "VERB":
        own = source_of(page, draft.verb)  # "Italy | 's coast guard"
        return replace(draft, source=(own, *draft.source[1:])) if own and own[0] == start and own[1] > end else draft
    if page.text[end - 1] in "'’" and (owned := page.word_at(end - 1) + 1) < len(page.words):  # "the dockers'" union
        while page.words[owned].tag in ("NOUN", "PROPN", "ADJ") and page.words[owned + 1 : owned + 2] != ():
            end, owned = page.words[owned].end, owned + 1
        return replace(draft, source=((start, end), *draft.source[1:]))
    last = page.words[page.word_at(end - 1)]
    if last.relation == "compound" and last.head == last.number + 1 and page.words[last.head].tag == "NOUN":
        return replace(draft, source=((start, page.words[last.head].end), *draft.source[1:]))  # "the highway | police"
    if (
        (last.tag not in ("DET", "ADJ") and last.text.lower() not in POSSESSIVES)
        or last.head <= last.number
        or page.words[last.head].tag not in ("NOUN", "PROPN")
    ):
        return draft
    return replace(draft, source=((start, page.phrase(last.head).end), *draft.source[1:]))


def told_of_by_clause(page: Page, draft: Draft) -> Part | None:
    """The subject of a draft's verb whose source is but the "who" of a clause on it: "a nurse | who was there said"."""
    who = page.words[page.word_at(draft.source[0][0])]
    if draft.verb is None or page.text[slice(*draft.source[0])].lower() != "who" or who.head == draft.verb:
        return None
    told = page.words[who.head].head
    if (
        page.words[told].head != draft.verb
        or not told < who.number
        or is_inside(draft, (page.words[told].start, who.end))
    ):
        return None
    span = page.phrase(told)
    return span.start, span.end


def with_request(page: Page, draft: Draft) -> Draft:
    """The draft with the "to" of what somebody answers moved from the cue to the content: "did not respond | to"."""
    if draft.verb is None or len(draft.content) > 1 or page.words[draft.verb].lemma not in ("respond", "reply"):
        return draft
    start, end = draft.content[0]
    before = page.word_at(start) - 1
    if page.words[before].text != "to" or before - 1 != draft.verb:
        return draft
    cue = tuple((a, min(b, page.words[draft.verb].end)) for a, b in draft.cue)
    return replace(draft, cue=cue, content=((page.words[before].start, end),))


def own_subject(page: Page, draft: Draft) -> Part | None:
    """The subject of a draft's verb where its source is that of a later one: "Congress voted it, and Oar signed"."""
    head = page.head(*draft.source[0])
    if draft.verb is None or head is None or page.words[draft.verb].tag != "VERB":
        return None
    if page.words[head].head == head + 1 and page.words[head].relation != "nsubj":
        head += 1  # "President" of "President Oar"
    word = page.words[head]
    if word.relation != "nsubj" or not draft.verb < head < word.head or page.words[word.head].tag != "VERB":
        return None
    own = source_of(page, draft.verb)
    return own if own and not is_inside(draft, own) else None


def is_inside(draft: Draft, part: Part) -> bool:
    """Whether a part of the text touches what a draft says."""
    return any(start < part[1] and part[0] < end for start, end in draft.content)


def hearsay(page: Page, adverb: int) -> Draft | None:
    """What "reportedly" or "allegedly" cuts in two: the clause without it."""
    head = page.words[adverb].head
    inside = page.subtree(head, without=("conj", "parataxis")) if head != adverb else []
    before = [n for n in inside if n < adverb]
    later = [n for n in inside if n > adverb]
    parts = [
        trim(page.text, (page.words[words[0]].start, page.words[words[-1]].end)) for words in (before, later) if words
    ]
    parts = [part for part in parts if part[0] < part[1]]
    word = page.words[adverb]
    return Draft(tuple(parts), ((word.start, word.end),), (), adverb) if parts else None
