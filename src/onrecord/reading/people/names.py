"""Names as they stand on the page, mended where the encoder cut them short or a headline's capitals misled it."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator

from onrecord.codebook.actors import actors
from onrecord.language.page import Name, Page
from onrecord.model.records import Place
from onrecord.reading.people.capitals import end_of_capitals, lowered, named_bodies, runs_of_capitals
from onrecord.reading.people.named import SMALL, TITLES, Named
from onrecord.reading.people.untagged import echoes, toponyms, unnamed_sources

PORTFOLIO_HOLDERS = frozenset("minister secretary ministry department".split())
GOVERNS = frozenset("governor mayor president king queen prince emir sultan bishop archbishop".split())
AGE_CLOSES = (",", ";", "and", ".")
HEADLINE_SHARE = 0.75  # of the words of four letters or more in a line that begin with a capital


def find_names(page: Page, places: tuple[Place, ...] = ()) -> list[Named]:
    """The names of a page in order, each with the kind that most of its mentions have."""
    encoded = [name for name in page.names if is_name(page, name)]
    titled = headline_words(page)
    others = titled | {n for one in encoded if one.kind != "organisation" for n in range(one.first, one.last + 1)}
    body = [mended(page, *one) for one in gone_on(page, list(whole(page, encoded)), others) if one[1] <= one[2]]
    inside = [*named_bodies(page), *runs_of_capitals(page, titled)]
    inside += [name for name in body if name.first not in titled and name.words]
    known = {name.words for name in inside}
    inside += [kept for name in body if name.first in titled if (kept := in_headline(page, name, known))]
    inside = list(disjoint(inside))
    inside += toponyms(page, inside, places)
    inside += unnamed_sources(page, inside)
    inside += echoes(page, inside)
    known_places = {m.start for place in places for m in place.mentions if place.country}
    inside = [name for name in inside if not is_adverb(page, name, known_places)]
    kinds = agreed_kinds(page, inside, places)
    return sorted((Named(n.first, n.last, kinds[n.words], n.words) for n in inside), key=lambda name: name.first)


def beside(page: Page, number: int) -> bool:
    """Whether a blank alone stands between a word and the next."""
    return page.text[page.words[number].end : page.words[number + 1].start] == " "


def whole(page: Page, names: list[Name]) -> Iterator[tuple[str, int, int]]:
    """Kind, first and last word of each name; what the encoder cut in two is joined, and what hyphens tie to it."""
    words, parts = page.words, deque(names)
    while parts:
        name = parts.popleft()
        last = name.last
        while name.kind == "person":
            if (
                parts
                and parts[0].first == last + 1
                and parts[0].kind == "person"
                and words[last + 1].start == words[last].end + 1
            ):
                last = parts.popleft().last
            elif last + 2 < len(words) and words[last + 1].text == "-" and words[last].end == words[last + 1].start:
                if words[last + 2].start > words[last + 1].end:
                    break
                last += 2
            else:
                break
        yield from split(page, name.kind, name.first, last)


def split(page: Page, kind: str, first: int, last: int) -> Iterator[tuple[str, int, int]]:
    """A place's name cut at its commas ("Cork, Ireland" is two) and any name at the end of a line."""
    words, start = page.words, first
    for number in range(first, last):
        if words[number].text == "," and kind == "place":
            yield kind, start, number - 1
            start = number + 1
        elif "\n" in page.text[words[number].end : words[number + 1].start]:
            yield kind, start, number
            start = number + 1
    yield kind, start, last


def is_name(page: Page, name: Name) -> bool:
    """Whether what the encoder tags as a name has a capital or a digit, and is no portfolio before a minister."""
    if not any(letter.isupper() for letter in page.text[name.start : name.end]):
        return False
    only = page.words[name.first]
    if name.end - name.start == 1:
        return False  # "Q" and "A" before the lines of an interview
    if name.first == name.last and len(only.text) < 5 and only.text.lower() in TITLES:
        return False
    if (
        name.kind == "group"
        and name.first == name.last
        and (only.tag == "ADJ" or only.relation in ("amod", "compound"))
    ):
        return False  # "the Irish minister" speaks of no group
    following = page.words[name.last + 1].lemma if name.last + 1 < len(page.words) else ""
    return not (name.first == name.last and name.kind in ("group", "organisation") and following in PORTFOLIO_HOLDERS)


def is_adverb(page: Page, name: Named, known_places: set[int]) -> bool:
    """Whether what the encoder takes for a place is the word that opens a sentence before a comma ("Furthermore,")."""
    words, at = page.words, name.first
    opens = at == 0 or words[at - 1].sentence != words[at].sentence
    alone = name.first == name.last and at + 1 < len(words) and words[at + 1].text == ","
    return (
        name.kind == "place"
        and opens
        and alone
        and words[at].start not in known_places
        and not words[at].text.isupper()
    )


def agreed_kinds(page: Page, names: list[Named], places: tuple[Place, ...]) -> dict[tuple[str, ...], str]:
    """One kind for all mentions of a name: that of most; a surname's is person, and what the gazetteer "
    "has is a place."""
    listed = {(m.start, m.end): p for p in places if not p.demonym and p.country for m in p.mentions}
    surnames = {name.words[-1] for name in names if name.kind == "person" and len(name.words) > 1}
    votes: dict[tuple[str, ...], Counter[str]] = {}
    for name in names:
        kind = name.kind
        place = listed.get((page.words[name.first].start, page.words[name.last].end))
        if len(name.words) == 1 and name.words[0] in surnames and kind != "group":
            kind = "person"
        elif place is not None and kind != "group":
            kind = "government" if place.kind == "country" and kind == "organisation" else "place"
        elif kind == "person" and is_governed(page, name):
            kind = "place"
        elif kind in ("place", "organisation") and place is None and is_somebody(page, name):
            kind = "person"
        votes.setdefault(name.words, Counter())[kind] += 1
    return {words: count.most_common(1)[0][0] for words, count in votes.items()}


def is_somebody(page: Page, name: Named) -> bool:
    """Whether a title before a name or an age after it says that it is a person's."""
    words = page.words
    before = words[name.first - 1].text.lower().rstrip(".") if name.first else ""
    age = [word.text for word in words[name.last + 1 : name.last + 4]]
    has_age = len(age) == 3 and age[0] == "," and age[1].isdigit() and len(age[1]) == 2 and age[2] in AGE_CLOSES
    return has_age or before in ("mr", "mrs", "ms", "miss", "dr")


def is_governed(page: Page, name: Named) -> bool:
    """Whether a name says what somebody governs ("the governor of Asuria", "Munster mayor Ada Quill")."""
    office = name.last + 1
    if office + 1 < len(page.words) and page.words[office].text in GOVERNS and beside(page, name.last):
        return page.words[office + 1].text[:1].isupper()
    if name.first < 2 or page.words[name.first - 1].text != "of":
        return False
    return page.words[name.first - 2].lemma in GOVERNS


def disjoint(names: list[Named]) -> Iterator[Named]:
    """The names without those that lie in a longer one."""
    taken: set[int] = set()
    for name in sorted(names, key=lambda n: (n.first - n.last, n.first)):
        words = range(name.first, name.last + 1)
        if taken.isdisjoint(words):
            taken.update(words)
            yield name


def gone_on(page: Page, names: list[tuple[str, int, int]], others: frozenset[int]) -> Iterator[tuple[str, int, int]]:
    """The names, an organisation's with the capitals that go on from it, but for words of others, and but for a name
    that stands elsewhere without them ("Oakley State", "an Oakley State Wiki")."""
    ends = {one: end_of_capitals(page, one[2], others) if one[0] == "organisation" else one[2] for one in names}
    full = {lowered(page, *one[1:]) for one, end in ends.items() if end == one[2]}
    for one, end in ends.items():
        kind, first, last = one
        yield kind, first, last if first in others or lowered(page, first, last) in full else end


def mended(page: Page, kind: str, first: int, last: int) -> Named:
    """A name without titles before it and a possessive after it; an organisation's with the capitals "
    "that lead to it."""
    words = page.words
    while last > first and words[last].text.lower() in ("'s", "’s", "'", "’", ",", "."):
        last -= 1
    if kind != "person":
        while first and leads_to(page, first - 1, first, last, kind):
            first -= 1 if page.words[first - 1].text.isalpha() else 2
    while kind == "person" and first < last and is_title(words[first].text.lower()):
        first += 1
    while first < last and words[first].text.lower() in ("the", "a", "an", "“", '"'):
        first += 1
    return Named(first, last, kind, lowered(page, first, last))


def is_title(word: str) -> bool:
    """Whether a word at the start of a person's name is a title or a role, no part of the name."""
    actor = actors().get(word)
    return (
        word in TITLES
        or word == "."
        or (actor is not None and actor.type == "person" and word not in ("child", "king"))
    )


def leads_to(page: Page, number: int, first: int, last: int, kind: str) -> bool:
    """Whether the word before a name is its first part: a capitalised word that hangs on it, in the same sentence."""
    word, name = page.words[number], page.words[first]
    if word.text in ("'", "’") and number and page.words[number - 1].end == word.start:
        return page.words[number - 1].text[0].isupper() and kind == "organisation"
    if word.sentence != name.sentence or not first <= word.head <= last:
        return False
    if word.text[0].isupper():
        return word.relation in ("compound", "flat", "amod", "nmod") and (kind != "place" or word.tag == "PROPN")
    return False


def headline_words(page: Page) -> frozenset[int]:
    """The numbers of the words that stand in lines set in headline capitals."""
    out: set[int] = set()
    for line in re.finditer(r"[^\n]+", page.text):
        if line[0].rstrip()[-1:] in ".,;”" and len(line[0]) > 100:
            continue
        long = [w for w in re.findall(r"[^\W\d_]+", line[0]) if w.lower() not in SMALL]
        if len(long) >= 4 and sum(w[0].isupper() for w in long) >= HEADLINE_SHARE * len(long) and len(line[0]) < 160:
            out.update(page.words_in(line.start(), line.end()))
    return frozenset(out)


def in_headline(page: Page, name: Named, known: set[tuple[str, ...]]) -> Named | None:
    """What of a name in a headline is a name elsewhere; else all of it where every word is tagged as a name."""
    length = len(name.words)
    for size in range(length, 0, -1):
        for start in range(length - size + 1):
            part = name.words[start : start + size]
            if part in known:
                numbers = [n for n in range(name.first, name.last + 1) if page.words[n].text[0].isalnum()]
                return Named(numbers[start], numbers[start + size - 1], name.kind, part)
    if all(word.tag in ("PROPN", "PUNCT", "NUM") for word in page.words[name.first : name.last + 1]):
        return name if name.words and not any(word in actors() for word in name.words) else None
    return None
