"""Statements of a page: who said what, to whom, through which channel."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from onrecord.language.page import Page
from onrecord.language.stretches import Stretches
from onrecord.model.records import Channel, Party, Records, Statement
from onrecord.model.span import Span
from onrecord.reading.people.mentions import Mentions
from onrecord.reading.statements.acts import act_of, denies_saying, mode_of
from onrecord.reading.statements.addressees import addressed
from onrecord.reading.statements.channels import channel_of, without_medium, written_before
from onrecord.reading.statements.cues import cues
from onrecord.reading.statements.dialogue import find_turns
from onrecord.reading.statements.floating import find_quoted, joined_quotations, with_sources
from onrecord.reading.statements.kinds import kind_of
from onrecord.reading.statements.quoting import Draft, Marks, Part, draft_attributions, lengthened, trim
from onrecord.reading.statements.reported import find_reported, with_request, with_source
from onrecord.reading.statements.tolls import find_tolls
from onrecord.reading.statements.trailing import completed, find_trailing, is_told_according_to
from onrecord.reading.statements.unsaid import Unsaid

DATELINE = 120  # characters in which one stands
NOBODY = frozenset("not no none never".split())
ANYONE = frozenset("anyone anybody whoever everyone everybody".split())
ITSELF = frozenset(("it",))


def find_statements(page: Page, records: Records, who: Mentions) -> tuple[Statement, ...]:
    """The statements of a page, in the order of the text."""
    marks = Marks(page)
    drafts = find_drafts(page, marks)
    said = by_content(drafts)
    parents = [parent_of(draft, said) for draft in drafts]
    speakers = speakers_of(drafts, parents, who)
    told = [addressed(page, draft) for draft in drafts]
    channels = channels_of(page, who, drafts, told, speakers)
    return tuple(
        statement(
            page, marks, records, who, draft, told[number], channels[number], speakers[number], number, parents[number]
        )
        for number, draft in enumerate(drafts)
    )


def channels_of(
    page: Page,
    who: Mentions,
    drafts: Sequence[Draft],
    told: Sequence[Sequence[Part]],
    speakers: Sequence[str | None],
) -> list[Channel | None]:
    """The channel of each draft; a quotation that goes on keeps the one it had, what one writes that of one's post."""
    channels: list[Channel | None] = []
    for draft, parties, speaker in zip(drafts, told, speakers, strict=True):
        if draft.follows and channels:
            channels.append(channels[-1])
        else:
            found = channel_of(page, draft, parties)
            channels.append(found or (written_before(page, draft, who.by_head, speaker) if speaker else None))
    return channels


def find_drafts(page: Page, marks: Marks) -> list[Draft]:
    """The drafts of all statements, in order: the encoder's, dialogue, quotations that are left, then rules."""
    unsaid = Unsaid(page)
    turns = list(find_turns(page))
    spoken = by_content(turns)
    drafts = [completed(page, without_medium(page, lengthened(page, d))) for d in draft_attributions(page, marks)]
    drafts = [
        with_source(page, unsaid.only_said(within_paragraph(page, with_request(page, draft)))) for draft in drafts
    ]
    counts = list(find_tolls(page))
    drafts = [with_count(draft, counts) for draft in drafts if draft.content]
    drafts = [draft for draft in drafts if is_said(page, marks, unsaid, draft) and not cut_by_turn(draft, spoken)]
    drafts += turns
    drafts = joined_quotations(page, [*drafts, *find_quoted(page, marks, unsaid, drafts)])
    said = by_content(drafts)
    reported = [d for d in find_reported(page, drafts) if is_new(d, said) and not in_unsaid(marks, d, drafts)]
    said = by_content([*drafts, *reported])
    reported += [draft for draft in counts if is_new(draft, said)]
    reported += [draft for draft in find_trailing(page, [*drafts, *reported]) if is_new(draft, said)]
    drafts += [draft for draft in reported if is_said(page, marks, unsaid, draft)]
    return with_sources(sorted(distinct(list(told_apart(page, drafts))), key=order))


def with_count(draft: Draft, counts: Sequence[Draft]) -> Draft:
    """The draft of a verb that sets a count with all of it ("revised down the toll" goes on "to 15 inmates from 17"),
    and without what somebody named after it counts, or who goes on saying more has set: "nine died, says the union; the
    clinic reports 12 dead", "lowered its count to 19, saying four had been counted twice"."""
    others = [one for one in counts if one.verb not in (None, draft.verb) and is_told_by_itself(one, draft)]
    parts = [part for part in draft.content if not any(holds_part(one.content[0], part) for one in others)]
    draft = replace(draft, content=tuple(parts)) if parts else draft
    whole = next((one for one in counts if one.verb is not None and one.verb == draft.verb), None)
    if whole is None or not all(holds_part(whole.content[0], part) for part in draft.content):
        return draft
    return replace(draft, content=whole.content, source=draft.source or whole.source)


def is_told_by_itself(one: Draft, draft: Draft) -> bool:
    """Whether who says one thing is named behind the cue of another, or all of it stands between its cue and that."""
    if not (one.source and one.cue and draft.cue):
        return False
    return (
        draft.cue[-1][1] <= one.source[0][0]
        or one.cue[-1][1] <= one.content[0][0] < one.content[0][1] <= draft.cue[0][0]
    )


def within_paragraph(page: Page, draft: Draft) -> Draft:
    """The draft with reported words cut where the paragraph of their cue ends: only a quotation goes on, or stands in
    another one."""
    if not draft.cue:
        return draft
    start = page.text.rfind("\n", 0, draft.cue[0][0]) + 1
    end = page.text.find("\n", draft.cue[-1][1])
    end = len(page.text) if end < 0 else end
    parts = []
    for part in draft.content:
        if part not in page.quoted and not (part[0] < end and start < part[1]) and "\n" not in page.text[slice(*part)]:
            continue
        crosses = part not in page.quoted and "\n" in page.text[slice(*part)] and part[0] < end and start < part[1]
        parts.append(trim(page.text, (max(part[0], start), min(part[1], end))) if crosses else part)
    return replace(draft, content=tuple(parts))


def told_apart(page: Page, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts with reported words cut where sentences before their own have somebody else's cue, and after a
    dateline: "The army denied that it had left. The town is ours, the Front said."."""
    said = sorted((one.cue[0][0], page.sentence(one.verb).end) for one in drafts if one.source and one.verb is not None)
    ends = list(accumulate((end for _, end in said), max, initial=page.dateline))
    for draft in drafts:
        if draft.verb is not None:
            start = ends[bisect_left(said, (page.sentence(draft.verb).start,))]
            draft = replace(draft, content=tuple(begun(page, part, start) for part in draft.content if start < part[1]))
        if draft.content:
            yield draft


def begun(page: Page, part: Part, start: int) -> Part:
    """A part of what is said, from an offset on where it is reported."""
    return part if part in page.quoted or part[0] >= start else trim(page.text, (start, part[1]))


def is_said(page: Page, marks: Marks, unsaid: Unsaid, draft: Draft) -> bool:
    """Whether a draft has a cue and is no headline and no name in quotation marks."""
    if any(unsaid.in_heading(*part) for part in (*draft.content, *draft.cue)) or unsaid.is_inscription(draft):
        return False
    if any(page.text[slice(*part)].lower() in NOBODY for part in draft.source):
        return False  # "not a single member voted against it"
    if any(end <= page.dateline for _, end in draft.cue):
        return False  # "QUETTA: A bomb"
    if says_nothing(page, draft) or is_told_according_to(page, draft):
        return False
    if draft.verb is not None and is_said_by_anyone(page, draft.verb):
        return False
    quoted = [q for part in draft.content for q in marks.touching(part) if (q.start, q.end) == part]
    return bool(draft.cue) and not (quoted and all(unsaid.is_name(q) for q in quoted))


def says_nothing(page: Page, draft: Draft) -> bool:
    """Whether a cue is nothing but what leads to a verb that says nothing: "could not independently | verify"."""
    inside = [page.words[n] for part in draft.cue for n in page.words_in(*part)]
    leads = bool(inside) and inside[0].tag == "AUX" and all(word.tag in ("AUX", "PART", "ADV") for word in inside)
    leads = leads and all(start < draft.cue[0][0] for start, _ in draft.source)  # "were | named by the union" says it
    return leads and page.words[inside[0].head].tag == "VERB" and page.words[inside[0].head].lemma not in cues().act


def is_said_by_anyone(page: Page, verb: int) -> bool:
    """Whether a verb says what nobody in particular says: "anyone who says so", "whoever says so"."""
    word, subject = page.words[verb], page.child(verb, "nsubj")
    told = {
        page.words[n].text.lower() for n in (subject, word.head if word.relation == "acl" else None) if n is not None
    }
    return bool(told & ANYONE)


def in_unsaid(marks: Marks, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the cue of a draft stands in a quotation that nobody says."""
    home = next((q for q in marks.outer if q.start <= draft.cue[0][0] < q.end), None) if draft.cue else None
    return home is not None and not any(a < home.end and home.start < b for d in drafts for a, b in d.content)


def by_content(drafts: Sequence[Draft]) -> Stretches[tuple[int, Part]]:
    """The parts of the drafts' contents, each with the number of its draft, by what they touch."""
    return Stretches((*part, (number, part)) for number, draft in enumerate(drafts) for part in draft.content)


def cut_by_turn(draft: Draft, turns: Stretches[tuple[int, Part]]) -> bool:
    """Whether a draft runs over the edge of a turn, or has no cue of its own inside it."""
    return any(not draft.cue or not holds(turn, draft) for part in draft.content for _, turn in turns.touching(*part))


def holds_part(one: Part, other: Part) -> bool:
    return one[0] <= other[0] and other[1] <= one[1]


def holds(part: Part, draft: Draft) -> bool:
    """Whether the content and the cue of a draft lie in a part of the text."""
    return all(holds_part(part, other) for other in (*draft.content, *draft.cue))


def is_new(draft: Draft, said: Stretches[tuple[int, Part]]) -> bool:
    """Whether a rule's draft says what no other does: it stands inside a content, or apart from all."""
    return all(holds(other, draft) for part in draft.content for _, other in said.touching(*part))


def order(draft: Draft) -> tuple[int, int]:
    """By where the content begins, the longest first."""
    return draft.start, -draft.content[-1][1]


def distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts with content of their own: of two with the same content the one with the longer source and cue."""
    best: dict[tuple[Part, ...], Draft] = {}
    for draft in drafts:
        if not all(start < end for start, end in draft.content):
            continue  # nothing but marks
        other = best.get(draft.content)
        if other is None or len(draft.cue) + len(draft.source) > len(other.cue) + len(other.source):
            best[draft.content] = draft
    return list(best.values())


def parent_of(draft: Draft, said: Stretches[tuple[int, Part]]) -> int | None:
    """The number of the statement whose content holds this one's, cue and all; the shortest."""
    holding = [
        (part[1] - part[0], number)
        for number, part in said.touching(*draft.content[0])
        if draft.cue and holds(part, draft) and part not in draft.content
    ]
    return min(holding)[1] if holding else None


def speakers_of(drafts: Sequence[Draft], parents: Sequence[int | None], who: Mentions) -> list[str | None]:
    """The speaker of each draft: whom its source stands for; of a quotation that goes on, who spoke before it."""
    speakers: list[str | None] = []
    last: str | None = None
    for draft, parent in zip(drafts, parents, strict=True):
        speaker = next((found for part in draft.source if (found := who.at(*part))), None)
        if speaker is not None and draft.source and is_it(who.page, draft) and stands_in_dateline(who, speaker):
            speaker = last
        if draft.follows:
            speaker = last
        elif parent is not None and speaks_of_self(who.page, draft, drafts[parent]):
            speaker = speakers[parent]
        elif parent is None:
            last = speaker
        speakers.append(speaker)
    return speakers


def is_it(page: Page, draft: Draft) -> bool:
    """Whether the source of a statement is an "it"."""
    return page.text[slice(*draft.source[0])].lower() == "it"


def stands_in_dateline(who: Mentions, entity: str) -> bool:
    """Whether somebody is first named as where the report comes from: "COBH (Harbour Wire) - ..."."""
    start, end = min(((start, end) for start, end, one in who.spans if one == entity), default=(DATELINE, 0))
    text = who.page.text
    return start < DATELINE and (start == 0 or (text[start - 1] == "(" and text[end : end + 1] == ")"))


def speaks_of_self(page: Page, draft: Draft, parent: Draft) -> bool:
    """Whether the source of a statement is a pronoun that opens what somebody says: "the clinic said it counted 44"."""
    if not draft.source or not parent.source or page.text[slice(*draft.source[0])].lower() not in ITSELF:
        return False
    return (
        not parent.dialogue
        and parent.content[0] not in page.quoted
        and 0 <= draft.source[0][0] - parent.content[0][0] <= len("that ")
    )


def statement(
    page: Page,
    marks: Marks,
    records: Records,
    who: Mentions,
    draft: Draft,
    told: Sequence[Part],
    channel: Channel | None,
    speaker: str | None,
    number: int,
    parent: int | None,
) -> Statement:
    """The statement of a draft."""

    def spans(parts: Sequence[Part]) -> tuple[Span, ...]:
        return tuple(page.span(*part) for part in parts)

    return Statement(
        id=f"s{number + 1}",
        kind=kind_of(marks, draft),
        mode=mode_of(page, draft, channel.label if channel else None),
        content=spans(draft.content),
        cue=spans(draft.cue),
        source=spans(draft.source),
        speaker=speaker,
        channel=channel,
        addressees=tuple(Party(who.at(*part), page.span(*part)) for part in told),
        act=act_of(page, draft),
        negated=denies_saying(page, draft),
        time=time_of(page, records, draft),
        parent=None if parent is None else f"s{parent + 1}",
    )


def time_of(page: Page, records: Records, draft: Draft) -> str | None:
    """The time that hangs on the cue: "said on Monday"."""
    if draft.verb is None:
        return None
    sentence = page.sentence(draft.verb)
    for time in records.times:
        start, end = time.span.start, time.span.end
        if sentence.start <= start and end <= sentence.end and not any(a < end and start < b for a, b in draft.content):
            head = page.head(start, end)
            if head is not None and (page.words[head].head == draft.verb or any(a <= start < b for a, b in draft.cue)):
                return time.id
    return None
