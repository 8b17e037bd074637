"""Words that look like statements and are none: headlines, captions, titles, inscriptions, nicknames."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.codebook.actors import actors
from onrecord.codebook.tables import by_word, words
from onrecord.language.page import Page, Quotation
from onrecord.language.stretches import Stretches
from onrecord.reading.people.descriptions import DOCUMENTS, DOERS
from onrecord.reading.statements.cues import cue_lemma, cues
from onrecord.reading.statements.quoting import Draft

LINE = re.compile(r"[^\n]*\S[^\n]*")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
CREDIT = re.compile(
    r"^[(\[]?(?:photo(?:graph)?|picture|image)s? (?:by|courtesy)\b"
    r"|\b(?:photo(?:graph)?|picture|image|credit)s?: ?[A-Z][^.\n]*$"
    r"|(?-i:[A-Z]{2,} / [A-Z][A-Z ]+$)"
    r"|\((?:photo|AP|AFP|Reuters|Getty|file)\b[^)\n]*\)$",
    re.IGNORECASE,
)
QUESTION_WORDS = 12  # no question in a headline is longer
HEADLINE_WORDS = 16  # no headline is longer
CAPTION_WORDS = 30  # what is longer and has a label ("CORRECTION: ...") is a report
ENDS_SENTENCE = re.compile(r"[.!?…:;,][”\"’'»)]*$")


def in_title_case(text: str) -> bool:
    """Whether all words but the small ones have a capital.

    >>> in_title_case("Bread Before Bullets"), in_title_case("the Fox of Split"), in_title_case("Bread, he said")
    (True, True, False)
    """
    found = [word for word in WORD.findall(text) if word.lower() not in words("unsaid", "small")]
    return bool(found) and all(word[0].isupper() for word in found)


@dataclass(frozen=True)
class Unsaid:
    """The lines of a page that are no report, and its quotations that name something."""

    page: Page

    @cached_property
    def lines(self) -> tuple[tuple[int, int], ...]:
        """Headlines and captions."""
        found = list(LINE.finditer(self.page.text))
        headings = [match for match in found if is_heading(match[0].strip())]
        if len(found) > 1:
            headings += [match for match in found if is_bare(match[0].strip())]
            if is_question(found[0][0].strip()):
                headings.append(found[0])
        return tuple(sorted({match.span() for match in headings}))

    @cached_property
    def headings(self) -> Stretches[None]:
        return Stretches((*line, None) for line in self.lines)

    @cached_property
    def quotations(self) -> Stretches[Quotation]:
        return Stretches((q.start, q.end, q) for q in self.page.quotations)

    def in_heading(self, start: int, end: int) -> bool:
        """Whether a stretch of text touches a headline or a caption."""
        return bool(self.headings.touching(start, end))

    def is_name(self, quotation: Quotation) -> bool:
        """Whether a quotation is a title, a nickname or an inscription."""
        text = self.page.text
        quoted = text[quotation.start : quotation.end]
        if in_title_case(quoted) and not ENDS_SENTENCE.search(quoted.rstrip()) and len(quoted.split()) > 1:
            return True
        sentence = self.page.sentence(self.page.word_at(quotation.start))
        before = re.findall(r"[\w-]+", text[sentence.start : max(sentence.start, quotation.start - 1)].lower())[-5:]
        return bool(words("unsaid", "naming").intersection(before)) and not words("unsaid", "said").intersection(before)

    def is_inscription(self, draft: Draft) -> bool:
        """Whether a draft tells what a banner says, what is painted on a wall, or what somebody is called."""
        if any(self.bears_words(part) for part in (*draft.source, *draft.cue)):
            return True
        near = [(part, q) for part in draft.content for q in self.quotations.touching(*part)]
        quoted = [q for (start, end), q in near if start <= q.start and q.end <= end]
        if draft.verb is None or not quoted:
            return False
        lemma, alone = cue_lemma(self.page.words[draft.verb]), is_whole(quoted[-1], draft.content[-1])
        if lemma in words("unsaid", "inscribing") or lemma in words("unsaid", "showing"):
            return True
        if any(self.is_object(part) or self.is_thing(part) for part in draft.source) or self.told_by_thing(draft.verb):
            return True
        if self.stands_on_thing(quoted[0]):
            return True
        if lemma in words("unsaid", "having") and (self.is_name(quoted[-1]) or self.is_placed(quoted[-1])):
            return True
        if lemma == "write" and not draft.source and alone:
            return not any(page_medium(self.page, n) for n in self.page.words_in(*self.around(draft.verb)))
        if lemma not in words("unsaid", "calling"):
            return False
        return any(map(self.is_name, quoted)) or (alone and not draft.source)

    def is_placed(self, quotation: Quotation) -> bool:
        """Whether the word before a quotation says where it stands, or that something is called so."""
        before = self.page.text[max(0, quotation.start - 24) : quotation.start].rstrip("“\"‘'« ").rpartition(" ")[2]
        return before.lower() in words("unsaid", "placed")

    def bears_words(self, part: tuple[int, int]) -> bool:
        """Whether a part of the text is a thing that carries an inscription."""
        head = self.page.head(*part)
        if head and self.page.words[head].text.lower() in ("that", "which"):
            head -= 1  # the noun that the clause is about
        if head is None or self.page.words[head].text.lower() not in words("unsaid", "bearing"):
            return False
        return not any(name.first <= head <= name.last for name in self.page.names)

    def is_object(self, part: tuple[int, int]) -> bool:
        """Whether a part of the text is a thing that nobody speaks through."""
        head = self.page.head(*part)
        return head is not None and self.page.words[head].text.lower() in words("unsaid", "objects")

    def is_thing(self, part: tuple[int, int]) -> bool:
        """Whether a part of the text has a plain noun for what is nobody: no person, body, name or document."""
        head = self.page.head(*part)
        if head is None:
            return False
        word = self.page.words[head]
        if word.tag != "NOUN" or not word.text.islower() or word.lemma.endswith(DOERS):
            return False
        somebody = actors().keys() | DOCUMENTS | words("unsaid", "speaking")
        if word.lemma in somebody or word.text in somebody or page_medium(self.page, head):
            return False
        return not any(name.start < part[1] and part[0] < name.end for name in self.page.names)

    def told_by_thing(self, verb: int) -> bool:
        """Whether the subject of a verb, or what its relative clause is about, is a thing ("an app that told them")."""
        page = self.page
        subject = page.child(verb, "nsubj")
        if subject is not None and page.words[subject].text.lower() in ("that", "which"):
            above = page.words[verb].head
            subject = above if above < subject else subject - 1
        return subject is not None and page.words[subject].text.lower() in words("unsaid", "objects")

    def stands_on_thing(self, quotation: Quotation) -> bool:
        """Whether a quotation after a colon is what the clause before it shows ("a sign on the door: “...”")."""
        before = self.page.text[: quotation.start].rstrip()
        if not before.endswith(":"):
            return False
        colon = self.page.word_at(len(before) - 1)
        clause = [self.page.words[n] for n in range(self.page.sentence(colon).first, colon)]
        things = words("unsaid", "objects") | words("unsaid", "bearing")
        spoken = any(word.tag == "VERB" and word.lemma in cues().act for word in clause)
        return not spoken and any(word.text.lower() in things for word in clause[1:])

    def only_said(self, draft: Draft) -> Draft:
        """A draft without those parts of its content that a thing shows ("Behind them stands a sign: “...”")."""
        shown = [
            part
            for part in draft.content
            if any(
                q.start <= part[0] + 1 and part[1] <= q.end + 1 and self.stands_on_thing(q)
                for q in self.quotations.touching(*part)
            )
        ]
        return replace(draft, content=tuple(part for part in draft.content if part not in shown)) if shown else draft

    def is_subject(self, quotation: Quotation) -> bool:
        """Whether something is said of a quotation itself (“May I?” is the last)."""
        after = self.page.text[quotation.end : quotation.end + 24].lstrip("”\"’'»")
        return bool(re.match(r" (?:is|was|were|are|has|had) ", after))

    def around(self, verb: int) -> tuple[int, int]:
        """The sentence of a verb."""
        sentence = self.page.sentence(verb)
        return sentence.start, sentence.end


def is_whole(quotation: Quotation, part: tuple[int, int]) -> bool:
    """Whether a part of the text is a quotation, its marks or not."""
    return abs(part[0] - quotation.start) <= 1 and abs(part[1] - quotation.end) <= 1


def page_medium(page: Page, number: int) -> bool:
    """Whether a word names a medium, such as a letter."""
    return page.words[number].lemma in by_word("channels", "medium")


def is_credit(line: str) -> bool:
    """Whether a line opens or ends with a picture's credit.

    >>> is_credit("(Photo by Edda Holm) Villagers wait."), is_credit("Villagers wait. Photograph: Edda Holm/Agency")
    (True, True)
    """
    return bool(CREDIT.search(line))


def is_heading(line: str) -> bool:
    """Whether a line is a headline or a caption.

    >>> is_heading("Rebels Take Bridge After Long Night"), is_heading("Photo: The bridge at dawn.")
    (True, True)
    >>> is_heading("Rebels took the bridge after a long night, the army said.")
    False
    """
    label = re.match(r"(?:\w+ )?(\w+):", line)
    count = len(WORD.findall(line))
    if (label and label[1].lower() in words("unsaid", "labels") and count <= CAPTION_WORDS) or is_credit(line):
        return True
    if not 2 < count <= HEADLINE_WORDS or re.search(r"[.…:;,][”\"’'»)]*$", line):
        return False
    return in_title_case(line) or line.isupper()


def is_bare(line: str) -> bool:
    """Whether a line ends like no sentence of a report: without a full stop or another mark.

    >>> is_bare("Rebels say they hold the bridge, army denies it"), is_bare("“We hold the bridge”")
    (True, False)
    """
    ends = line[-1].isalnum() or re.search(r"\w \([^()]+\)$", line)
    return 3 < len(WORD.findall(line)) <= HEADLINE_WORDS and bool(ends) and line[0] not in "“\"«‘'—–-"


def is_question(line: str) -> bool:
    """Whether a line, the first of its report, is a headline that asks.

    >>> is_question("Oakley: who fired first?"), is_question("Q: Who fired first?")
    (True, False)
    """
    asks = line.endswith("?") and len(WORD.findall(line)) <= QUESTION_WORDS
    return asks and line[0] not in "“\"«‘'—–-" and not re.match(r"(?:Q|Question)[.:]", line)
