"""Role spans tied into attributions by the encoder's two pointers."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.language.decoding import NOTHING, Scores, Tagged, best_columns

ROLES = ("source", "cue", "content")


@dataclass
class Tied:
    """The spans of one attribution, as numbers of words."""

    source: list[Tagged] = field(default_factory=list)
    cue: list[Tagged] = field(default_factory=list)
    content: list[Tagged] = field(default_factory=list)
    addressee: list[Tagged] = field(default_factory=list)
    channel: list[Tagged] = field(default_factory=list)
    inside: bool = False


@dataclass(frozen=True)
class Ties:
    """A window's two pointers: `belongs` leads to the first cue, `said_by` to the source; and the rows of its words."""

    belongs: Scores
    said_by: Scores
    rows: list[int]

    def tie(self, spans: list[Tagged], whom: list[Tagged], taken: frozenset[int], inside: bool) -> list[Tied]:
        """The attributions of some role spans, with the addressees and channels that point at their cues.

        A row that is `taken` opens an outer span as well: what it points at is the outer one's affair, and an inner
        content there goes to the best inner cue.
        """
        by_role = {role: {self.rows[s.first]: s for s in spans if s.kind == role} for role in ROLES}
        cues = sorted(by_role["cue"])
        first_of = first_cues(best_columns(self.belongs, cues, [NOTHING, *cues]))
        made: dict[int, Tied] = {}
        for row in cues:
            made.setdefault(first_of[row], Tied(inside=inside)).cue.append(by_role["cue"][row])
        of_content = best_columns(self.belongs, sorted(by_role["content"]), [NOTHING, *cues])
        for row, cue in of_content.items():
            if cue == NOTHING and row in taken and cues:
                cue = best_columns(self.belongs, [row], cues)[row]
            one = made[first_of[cue]] if cue else made.setdefault(row, Tied(inside=inside))
            one.content.append(by_role["content"][row])
        for row, source in best_columns(self.said_by, list(made), [NOTHING, *sorted(by_role["source"])]).items():
            if source:
                made[row].source.append(by_role["source"][source])
        for row, cue in best_columns(self.belongs, [self.rows[w.first] for w in whom], cues).items():
            if cue:
                told = next(w for w in whom if self.rows[w.first] == row)
                getattr(made[first_of[cue]], told.kind).append(told)
        return [one for one in made.values() if one.content]


def first_cues(parents: dict[int, int]) -> dict[int, int]:
    """The first cue that each cue leads to, given what each points at; one that points nowhere is its own.

    >>> first_cues({3: 3, 9: 3, 12: 9, 20: 0})
    {3: 3, 9: 3, 12: 3, 20: 20}
    """
    out = {}
    for row in parents:
        at, seen = row, {row}
        while parents[at] and parents[at] not in seen:
            at = parents[at]
            seen.add(at)
        out[row] = at
    return out
