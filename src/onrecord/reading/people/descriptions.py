"""Descriptions: nouns that stand for somebody ("the 34-year-old", "the health ministry"), given to whom they mean."""

from __future__ import annotations

from collections.abc import Collection

from onrecord.codebook.actors import Actor, actors, bodies
from onrecord.codebook.genders import gender_of_noun
from onrecord.reading.people.cast import BODIES, Cast, Referent
from onrecord.reading.people.named import TITLES

INDEFINITE = frozenset(
    "a an some several many few two three four five six seven eight nine ten another other no every each any most more "
    "dozens hundreds thousands one".split()
)
ARTICLES = frozenset("the this that these those".split())
NOBODY = frozenset("no any every each".split())
MARKS = ARTICLES | {"a", "an", "former"}
IDLE = frozenset(
    "former then late top senior new old young current acting local own retired veteran ex same alleged "
    "suspected chief "
    "deputy very other".split()
)  # what tells no bearer of a role from another
GENERIC_BODIES = frozenset(
    "group movement company firm organisation organization party force body agency union front club militia faction "
    "network bank paper newspaper magazine broadcaster channel airline charity hospital university outfit".split()
)
OUTLETS = frozenset(
    "company firm organisation organization paper newspaper magazine broadcaster channel agency".split()
)
GENERIC_PLACES = frozenset(
    "region territory country city town village province district area island nation state capital county peninsula "
    "enclave port valley republic camp".split()
)
DOCUMENTS = frozenset(
    "report statement letter document tweet post study survey paper memo poll filing book leaflet notice sign "
    "communique communiqué article note message text email version cable figure datum evidence law bill deal agreement "
    "plan move attack raid war talk decision ruling news rumour".split()
)
NO_DESCRIPTION = frozenset(("compound", "amod", "flat"))
BEFORE_A_NOUN = frozenset("det amod compound nmod nummod flat conj cc case".split())
DOERS = ("er", "or", "ist", "ian", "man", "ant", "ent", "eer", "ess")
OFFICES = frozenset("GOV MIL COP JUD LEG SPY MED JRN REL EDU".split())
NEAR = 2  # sentences
CLAUSE_MARKS = frozenset(",:;()—–")
APPOSITION_REACH = 25  # words
APPOSITION_ENDS = frozenset((",", ".", ";", ":", "—", "–", ")"))
OWNED = frozenset("the its his her their our my this 's ’s".split())
POSSESSOR_REACH = 6  # words from the start of a description


def take_noun(cast: Cast, number: int) -> None:
    """Reads a noun that describes somebody: it is given to whom it stands for, or to somebody new."""
    word = cast.page.words[number]
    age = age_at(cast, number)
    actor = actors().get(word.lemma) if word.text.lower() != "bodies" else None  # of the dead, and seldom others
    if number in cast.at_head or (word.relation in NO_DESCRIPTION and age is None):
        return
    if actor is None and age is None and not is_unlisted_source(cast, number):
        return
    if is_proper_label(cast, number) or (is_nobody(cast, number) and number not in cast.sources):
        return
    plural = is_plural(word.text, word.lemma) and word.tag == "NOUN"
    kind = "person" if age is not None else kind_of(actor, plural, word.lemma)
    start, end = words_of_phrase(cast, number, age)
    referent = body_after(cast, number) or by_apposition(cast, number, kind)
    if referent is None and not plural:
        referent = by_commas(cast, start, end, kind, actor)
    referent = referent or described(cast, number, kind, plural, age)
    if referent is None:
        if kind == "place":
            return
        referent = cast.new(Referent(kind, plural=plural and kind != "government", actor=actor))
        referent.counted = is_counted(cast, number)
    referent.age = referent.age or age
    if age is None:
        learn_role(cast, referent, number)
    cast.mention(referent, start, end, number, "description")
    if referent.names and referent.kind == "person":
        join_earlier(cast, referent, (number,))


def is_nobody(cast: Cast, number: int) -> bool:
    """Whether a description stands for nobody in particular ("no docker", "every club")."""
    return any(cast.page.words[child].text.lower() in NOBODY for child in cast.page.children[number])


def is_proper_label(cast: Cast, number: int) -> bool:
    """Whether a capitalised noun inside a sentence is a name's or a title's part ("known as the Anchor")."""
    word, words = cast.page.words[number], cast.page.words
    if word.tag != "PROPN" or not word.text[0].isupper() or word.text.lower() in TITLES:
        return False
    return bool(number) and words[number - 1].sentence == word.sentence and words[number - 1].text.islower()


def words_of_phrase(cast: Cast, number: int, age: int | None) -> tuple[int, int]:
    """The offsets of a description: its noun phrase in one clause, with what hyphens tie to it."""
    page = cast.page
    words, span = page.words, page.phrase(number)
    first = number - 4 if age is not None else min(page.word_at(span.start), number)
    while first and goes_before(cast, first - 1, number):
        first -= 1
    while first < number and words[first].tag in ("CCONJ", "PUNCT", "ADP", "PART", "SCONJ"):
        first += 1
    if first in cast.names:
        first = before_names(cast, first)
    if words[first].tag != "DET" and first and words[first - 1].text.lower() in ("the", "a", "an"):
        first -= 1
    after = words[number + 1 : page.word_at(span.end - 1) + 1] if age is None else ()
    cut = next((w.number - 1 for w in after if w.text in CLAUSE_MARKS or w.lemma in ("include", "who")), None)
    last = cut if cut is not None else after[-1].number if after else number
    return words[first].start, words[last].end


def before_names(cast: Cast, first: int) -> int:
    """The first word of "Cork and Sligo" in "the former Cork and Sligo winger", if an article stands before it."""
    words, at = cast.page.words, first
    while at and (at - 1 in cast.names or (words[at - 1].lemma == "and" and at - 2 in cast.names)):
        at -= 1
    while at and words[at - 1].tag == "ADJ":
        at -= 1
    return at if at and words[at - 1].lemma in ("the", "a", "an") else first


def goes_before(cast: Cast, number: int, head: int) -> bool:
    """Whether a word left of a description goes on leftwards what describes ("the former Cork and Sligo winger")."""
    words = cast.page.words
    word = words[number]
    if word.text == "-":
        return word.start == words[number - 1].end
    tied = word.head
    while tied < head and tied not in (number, words[tied].head):
        tied = words[tied].head
    return tied == head and word.relation in BEFORE_A_NOUN and word.text not in CLAUSE_MARKS and word.tag != "VERB"


def is_unlisted_source(cast: Cast, number: int) -> bool:
    """Whether a noun that the codebook doesn't have is somebody all the same: it is said to say something."""
    word = cast.page.words[number]
    return number in cast.sources and word.tag == "NOUN" and word.lemma not in DOCUMENTS and len(word.text) > 1


def is_plural(text: str, lemma: str) -> bool:
    return (text.lower() != lemma and not lemma.endswith("s")) or lemma == "people"


def kind_of(actor: Actor | None, plural: bool, lemma: str) -> str:
    """The type that a description gives; people in the plural are a group, and who is not in the codebook is a person
    where the noun has an ending of those who do."""
    kind = actor.type if actor else "person" if plural or lemma.endswith(DOERS) else "organisation"
    return "group" if kind == "person" and plural else kind


def age_at(cast: Cast, number: int) -> int | None:
    """The age in "the 34-year-old", at its last word; None before a noun ("a 34-year-old docker")."""
    words = cast.page.words
    if words[number].text != "old" or number < 4 or words[number - 2].text != "year":
        return None
    noun_follows = number + 1 < len(words) and words[number + 1].tag in ("NOUN", "PROPN", "ADJ")
    return None if noun_follows or not words[number - 4].text.isdigit() else int(words[number - 4].text)


def learn_role(cast: Cast, referent: Referent, number: int) -> None:
    """What a role noun says of somebody."""
    word = cast.page.words[number]
    lemma = word.lemma.rstrip(".")
    if lemma in actors() or word.tag == "NOUN":
        referent.roles.setdefault(lemma, set()).update(modifiers(cast, number))
    told = gender_of_noun(lemma)
    if told and not referent.sure:
        referent.gender, referent.sure = told, True
    actor = actors().get(lemma)
    if actor and (referent.actor is None or referent.actor.sector is None):
        referent.actor = actor


def modifiers(cast: Cast, number: int) -> set[str]:
    """The words that tell a description from others of its kind: "health" in "the health minister"."""
    words = cast.page.words
    return {
        words[child].lemma
        for child in cast.page.children[number]
        if words[child].relation in ("compound", "amod", "nmod") and words[child].tag in ("NOUN", "PROPN", "ADJ")
    } - IDLE


def body_after(cast: Cast, number: int) -> Referent | None:
    """The body whose name follows what sort of outlet or office it is: "the rebel-run broadcaster Ridge Radio"."""
    word, named = cast.page.words[number], cast.names.get(number + 1)
    if named is None or not named.is_body or word.lemma not in bodies() or not word.text.islower():
        return None
    return named if cast.page.text[word.end : cast.page.words[number + 1].start] == " " else None


def by_apposition(cast: Cast, number: int, kind: str) -> Referent | None:
    """Who stands beside a description ("Callum Rehn, the militia's leader"), or is said to be it ("he "
    "was the captain")."""
    page, word = cast.page, cast.page.words[number]
    beside = [word.head] if word.relation == "appos" else []
    beside += [child for child in page.children[number] if page.words[child].relation == "appos"]
    if page.child(number, "cop") is not None and not is_negated(cast, number):
        subject = page.child(number, "nsubj")
        beside += [] if subject is None else [subject]
    for other in beside:
        referent = cast.whose(other)
        between = (page.words[n].text for n in range(min(number, other), max(number, other)))
        if referent and may_be(referent, kind) and abs(number - other) <= APPOSITION_REACH and ";" not in between:
            return referent
    return None


def by_commas(cast: Cast, start: int, end: int, kind: str, actor: Actor | None) -> Referent | None:
    """Whose name stands between commas after a description ("the harbour master, Colm Quill, said").

    The parse may have missed it, and the name tells more than an unlisted noun: "his opponent, Nora Tiernan" is a
    person, as "the firm, Tiernan Quill," is none.
    """
    words, mark = cast.page.words, cast.page.word_at(end - 1) + 1
    if mark + 1 >= len(words) or words[mark].text != "," or not is_definite(cast, cast.page.word_at(start)):
        return None
    referent = cast.names.get(mark + 1)
    last = mark + 1
    while last + 1 < len(words) and cast.names.get(last + 1) is referent:
        last += 1
    after = [word.text for word in words[last + 1 : last + 3]]
    closed = bool(after) and after[0] in APPOSITION_ENDS and after[-1] not in ("and", "or")
    if referent is None or not closed or last + 2 in cast.names:
        return None
    if actor is None and kind == "organisation" and referent.is_person:
        return referent
    if kind in BODIES and actor is not None and referent.is_person and not (referent.sure or referent.roles):
        referent.kind = kind
    return referent if may_be(referent, kind) else None


def is_definite(cast: Cast, first: int) -> bool:
    """Whether a description begins with an article or says whose it is ("Its head", "the league's head")."""
    words = cast.page.words
    marks = {words[first].text.lower(), *(word.text for word in words[first : first + POSSESSOR_REACH])}
    return bool(marks & OWNED)


def is_negated(cast: Cast, number: int) -> bool:
    return any(cast.page.words[child].lemma in ("not", "never", "no") for child in cast.page.children[number])


def may_be(referent: Referent, kind: str) -> bool:
    """Whether a referent may be what a description of a type says."""
    if "place" in (referent.kind, kind):
        return referent.kind == kind
    return (referent.kind == "person") == (kind == "person")


def described(cast: Cast, number: int, kind: str, plural: bool, age: int | None) -> Referent | None:
    """Whom a definite description stands for, of those read so far."""
    first = cast.page.word_at(words_of_phrase(cast, number, age)[0])
    before = {cast.page.words[first].text.lower(), *(w.text.lower() for w in cast.page.words[first + 1 : number][:1])}
    marks = before & MARKS | {cast.page.words[child].text.lower() for child in cast.page.children[number]}
    if age is not None:
        return None if marks & {"a", "an"} else of_age(cast, age)
    if marks & INDEFINITE or is_counted(cast, number):
        return None
    lemma, said = cast.page.words[number].lemma, modifiers(cast, number)
    was = "former" in marks and bool(marks & ARTICLES)  # of another place or body then
    lately = [referent for _, referent in cast.lately()]
    for r in lately:
        same = lemma in r.roles and r.plural == plural and (was or compatible(said, r.roles[lemma]))
        if same and (marks & ARTICLES or not r.counted):
            return r
    if not marks & ARTICLES or plural:
        return None
    if kind == "place":
        bare = lemma in GENERIC_PLACES and not said
        return next((r for r in lately if r.kind == "place" and r.names), None) if bare else None
    if kind != "person":
        return of_body(lately, lemma, said)
    return None if said else of_person(cast, number)


def is_counted(cast: Cast, number: int) -> bool:
    """Whether a description says how many ("two dockers")."""
    words = cast.page.words
    return any(words[child].relation == "nummod" and child < number for child in cast.page.children[number])


def of_age(cast: Cast, age: int) -> Referent | None:
    """The person of an age; else the one last named whose age is not told."""
    people = [r for _, r in cast.lately() if r.is_person]
    return next((r for r in people if r.age == age), None) or next(
        (r for r in people if r.age is None and r.names), None
    )


def of_body(lately: list[Referent], lemma: str, said: set[str]) -> Referent | None:
    """The body whose name has the noun ("the league"), or the last one named for a noun that fits any ("the group"),
    no outlet that somebody told something."""
    named = [r for r in lately if r.kind not in ("person", "place") and r.names]
    for r in named:
        if any(lemma in name and said <= set(name) for name in r.names):
            return r
    fitting = (r for r in named if lemma in OUTLETS or not is_outlet(r))
    return next(fitting, None) if lemma in GENERIC_BODIES and not said else None


def is_outlet(referent: Referent) -> bool:
    """Whether a body's name tells that it is a newspaper, an agency or a station."""
    return any((actor := bodies().get(name[-1])) is not None and actor.type == "media" for name in referent.names)


def of_person(cast: Cast, number: int) -> Referent | None:
    """The person the encoder ties a bare description to, where nothing that is known of them speaks against it."""
    word = cast.page.words[number]
    actor, gender = actors().get(word.lemma), gender_of_noun(word.lemma)
    sector = actor.sector if actor else None

    def fits(r: Referent) -> bool:
        same = sector is not None and r.actor is not None and r.actor.sector == sector
        unlike = sector in OFFICES and not same
        return r.is_person and bool(r.names) and not unlike and r.gender in (None, gender or r.gender)

    guess = cast.antecedent(number)
    if guess is not None and fits(guess) and (not guess.roles or sector is not None):
        return guess
    if word.relation != "nsubj" or sector is not None:
        return None
    near = (r for head, r in cast.lately() if r.is_person and word.sentence - cast.page.words[head].sentence <= NEAR)
    last = next(near, None)
    return last if last and fits(last) and not last.roles else None


def join_earlier(cast: Cast, referent: Referent, roles: Collection[int]) -> None:
    """Joins a nameless description before the name of who has its role ("the governor said. Governor Sabo added")."""
    for role in roles:
        lemma = cast.page.words[role].lemma
        for _, other in cast.lately():
            if other is not referent and not other.names and other.is_person and lemma in other.roles:
                known = referent.roles.get(lemma, set())
                clash = other.sure and referent.sure and other.gender != referent.gender
                if compatible(other.roles[lemma], known) and not clash:
                    cast.merge(referent, other)
                    return


def compatible(one: set[str], other: set[str]) -> bool:
    """Whether of two sets of modifiers one holds the other."""
    return one <= other or other <= one
