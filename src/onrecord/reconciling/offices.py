"""For which body somebody speaks, as the words that tell who he is have it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import takewhile

from onrecord.codebook.actors import actors
from onrecord.codebook.tables import codebook

KNOWN = 10_000  # phrases of which is kept what they tell: the same come again and again
LONGEST = 400  # characters of a phrase that tells who somebody is: patterns take long over what is none
BODIES = frozenset(("organisation", "government", "armed_force", "armed_group", "media"))
SHORT = {"Gov.": "Governor", "Pres.": "President", "Gen.": "General", "Supt.": "Superintendent"}
OF_WHAT = re.compile(r" (?:of|for|in|at) ")
LEAD = re.compile(
    r"^(?:(?:the|a|an|its|his|her|their) )?(?:same )?"
    r"(?:(?:town|city|village|country|province|region|district|state|county|department|territory)['’]s )?",
    re.IGNORECASE,
)
CLAUSE = re.compile(r",? (?:which|who|whose|where)\b.*$")
SETTLEMENT = re.compile(r"(?<= of )(?:the )?(?:[A-Z]\w+ )?(?:city|town|village|province|district|state) of ")
FIREFIGHTERS = re.compile(r"\bfire(?:fighters|men)\b")
NUMBERED = re.compile(r" (?:of|at|with) \d[\d,]*$")  # a count that follows without its verb
POSSESSIVE = re.compile(r"['’]s?$")


@cache
def words(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(codebook("offices")[name].split())


@cache
def pattern(form: str) -> re.Pattern[str]:
    """A pattern with the lists that it names in angle brackets put in."""
    lists = {
        name: "(?:" + "|".join(sorted(words(name), key=len, reverse=True)) + ")s?"
        for name in ("spokesmen", "offices", "parts", "rulers")
    }
    lists["any"] = f"(?:{lists['spokesmen']}|{lists['offices']})"
    lists["few"] = r"(?:[\w.-]+ ){0,3}?"
    for name, words_of in lists.items():
        form = form.replace(f"<{name}>", words_of)
    return re.compile(form, re.IGNORECASE)


OF = r"\b(?:<any>|<parts>) (?:in charge )?(?:of|for|at|from|with|in|within|by) (?P<body>[^,]+)"
OWNER = r"(?:^|, )(?P<body>[^,]+?(?P<end>['’]s?) (?P<between><few>))(?:<any>|<parts>)\b"
ITS = r"(?:^|, )(?P<body>its|their|his|her) <few>(?:<any>|<parts>|speaker)\b"
SPOKESMAN = r"(?:^|, )(?P<body>[^,]+?) <spokesmen>\b"
BEFORE = r"(?:^|, )(?P<body>[^,]+?) (?:<any>|<parts>)\b"
OWN = re.compile(r"(?P<body>[^,]+?)['’]s (?:[A-Z][\w.-]+ ?)+$")  # "the rights commission's Ada Quill"
MEMBER = re.compile(r"\b[A-Z][\w-]+ (?:of|from|at) (?P<body>[^,]+)")
MINISTER = re.compile(
    r"(?P<what>(?:[\w'’-]+ )*)[Mm]inisters?\b"
    r"(?: (?:of|for) (?:the )?(?P<of>[a-z][\w-]*(?: [a-z][\w-]*)*|[A-Z][\w-]*(?: and [A-Z][\w-]*)?))?"
)
RULER = r"(?P<whose>(?:[A-Z][\w-]+ )*)\b(?P<ruler><rulers>)\b(?P<of> of [^,]+)?"
SECRETARY = re.compile(r"(?P<what>\b(?:(?:state|public) )?(?:health|justice|security|education|works)) [Ss]ecretary\b")
DISTRICT = re.compile(r"(?P<what>\b[Dd]istrict) (?:[Mm]agistrate|[Cc]ollector|[Cc]ommissioner|[Aa]dministrator)\b")
DEPARTMENT = re.compile(r"(?:\b[A-Z][\w-]+ )+Department\b|\bDepartment of (?:the )?[A-Z]\w+(?: and [A-Z]\w+)?")
CONSTABLE = re.compile(r"\b(?:[Cc]hief|[Aa]ssistant [Cc]hief|[Dd]eputy [Cc]hief) [Cc]onstable\b")
PRESS = re.compile(r" (?:press|media|public affairs|public relations|communications?|news)$", re.IGNORECASE)
UNDER = frozenset(("under", "to"))  # before the office of whoever somebody serves
STAFF = re.compile(r"\bchief of (?:the )?(?:general )?staff\b", re.IGNORECASE)


@lru_cache(KNOWN)
def speaks_for(phrase: str) -> tuple[str, ...]:
    """What may be the body for which somebody so described speaks, the likeliest first, in the phrase's own words
    where it can be.

    >>> speaks_for("Ben Oar, a spokesman for the port authority")[0], speaks_for("its director")[0]
    ('the port authority', 'its')
    >>> speaks_for("the harbour hospital's director, Ada Quill")[0], speaks_for("senior ministry officials")[0]
    ('the harbour hospital', 'ministry')
    >>> speaks_for("Health Minister Nora Tiernan")[0], speaks_for("Munster's health ministry spokesman")[0]
    ('Health ministry', "Munster's health ministry")
    >>> speaks_for("a spokesman for the Navy Department")[0]
    'Navy Department'
    >>> speaks_for("a security official"), speaks_for("Ada Quill")
    ((), ())
    """
    return tuple(bodies_in(phrase[:LONGEST]))


def bodies_in(phrase: str) -> Iterator[str]:
    """The same, one after the other."""
    phrase = STAFF.sub("chief", phrase)
    if found := DEPARTMENT.search(phrase):
        yield found[0]  # a body by its own name, no part of one
        return
    if FIREFIGHTERS.search(phrase):
        yield "fire brigade"
    owner = pattern(OWNER).search(phrase)
    if owner and names_body(
        owner["body"][: owner.start("end") - owner.start("body")]
    ):  # "the army's spokesman in Cove"
        yield owner["body"][: owner.start("end") - owner.start("body")]
    for form in (OF, ITS):
        if found := pattern(form).search(phrase):
            yield found["body"].strip()
    if found := pattern(OWNER).search(phrase):
        between = found["between"].strip()
        yield (
            found["body"].strip() if names_body(between) else found["body"][: found.start("end") - found.start("body")]
        )
    if found := MINISTER.search(phrase):
        yield ministry(found)
    if found := SECRETARY.search(phrase):
        yield f"{found['what']} secretariat"
    if found := DISTRICT.search(phrase):
        yield f"{found['what']} administration"
    if (found := pattern(SPOKESMAN).search(phrase)) and (body := without_rank(found["body"])):
        yield body
    body = PRESS.sub("", without_rank(found["body"])) if (found := pattern(BEFORE).search(phrase)) else ""
    if body and (names_body(body) or body.split()[-1][0].isupper()):
        yield body
    if CONSTABLE.search(phrase):
        yield "police"
    if (found := OWN.match(CLAUSE.sub("", phrase))) and names_body(found["body"]):
        yield found["body"]
    if not names_body(phrase) and (found := MEMBER.search(phrase)) and not is_plural_person(found[0].split()[0]):
        yield found["body"].strip()


def is_plural_person(word: str) -> bool:
    """Whether a word counts people and names nobody: the "Parents" of girls taken from a school."""
    lower = word.lower()
    return lower.endswith("s") and lower.removesuffix("s") in actors() and lower not in actors()


def ministry(found: re.Match[str]) -> str:
    """The ministry of a minister: of a prime minister the government."""
    what = without_rank(found["what"].strip())
    if what.lower().endswith("prime"):
        return f"{what[: -len('prime')]}government".strip()
    of = without_rank((found["of"] or "").strip())
    return f"{what or of} ministry".strip()


def without_rank(words_before: str) -> str:
    """The words before an office without those that name no body."""
    parts = words_before.split()
    while parts and parts[0].lower() in words("ranks"):
        parts = parts[1:]
    return " ".join(parts)


@lru_cache(KNOWN)
def names_body(phrase: str) -> bool:
    """Whether a phrase ends in a word for a body, before what it is of.

    >>> names_body("the harbour police"), names_body("Friends Society of Cove"), names_body("rescue workers")
    (True, True, False)
    """
    head = OF_WHAT.split(phrase, maxsplit=1)[0].lower().split()
    if head and (
        head[-1] in words("bodies") or (head[-1] == "guard" and len(head) > 1 and head[-2] not in ("the", "a"))
    ):
        return True
    found = actors().get(head[-1]) or actors().get(head[-1].removesuffix("s")) if head else None
    if found is None or (found.type, found.sector) == ("person", "REB"):
        return found is not None and head[-1].endswith("s")  # "the rebels"
    return found.type in BODIES or (found.type, found.sector) == ("group", "GOV")


@lru_cache(KNOWN)
def ruler_told(phrase: str) -> str | None:
    """The office that is a voice by itself: "the governor of Munster", "President Oar".

    >>> ruler_told("Ada Quill, the mayor of Cobh"), ruler_told("Governor Ben Oar"), ruler_told("the docker")
    ('mayor of Cobh', 'governor', None)
    >>> ruler_told("Secretary of War under President Oar"), ruler_told("the Basilan governor")
    (None, 'Basilan governor')
    """
    phrase = phrase[:LONGEST]
    for short, full in SHORT.items():
        phrase = phrase.replace(short, full)
    found = pattern(RULER).search(phrase)
    if not found:
        return None
    *_, before = ("", *(w for w in found["whose"].split() if w[0].islower()))
    if before in UNDER:
        return None  # "Secretary of War under President Harrison"
    named = takewhile(lambda word: word[0].isupper(), reversed(found["whose"].split()))
    whose = without_rank(" ".join([*named][::-1]))
    return f"{whose} {found['ruler'].lower()}{found['of'] or ''}".strip()


@lru_cache(KNOWN)
def bare(name: str) -> str:
    """A name without its article and possessive.

    >>> bare("The health ministry"), bare("the Front's"), bare("the diocese of the town of Cobh, which owns it")
    ('health ministry', 'Front', 'diocese of Cobh')
    """
    name = SETTLEMENT.sub("", CLAUSE.sub("", name.strip()))
    return POSSESSIVE.sub("", NUMBERED.sub("", LEAD.sub("", name)))


@cache
def known_bodies() -> dict[str, str]:
    """For each other name of a body that news calls by several the one that it is told from others by."""
    return {other: name for name, others in codebook("offices")["known"].items() for other in others}


@lru_cache(KNOWN)
def name_words(name: str) -> frozenset[str]:
    """The words by which a name is told from others.

    >>> sorted(name_words("the Ministry of Health")) == sorted(name_words("health minister"))
    True
    """
    name = known_bodies().get(name.removeprefix("the ").replace("’", "'").replace("U.N.", "UN").casefold(), name)
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    found = re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", plain))
    same = codebook("offices")["same"]
    return frozenset(same.get(word, word) for word in found if word not in words("idle")) or frozenset(found)
