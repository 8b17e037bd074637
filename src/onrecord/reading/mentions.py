"""Which entity some words stand for, and which statement says them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.language.page import Page
from onrecord.model.records import Entity, Statement
from onrecord.model.span import Span


@dataclass(frozen=True)
class Mentions:
    """The entities of a page by the head word of each mention; of several the shortest mention counts."""

    page: Page
    by_head: dict[int, str]

    @classmethod
    def of(cls, page: Page, entities: Iterable[Entity]) -> Mentions:
        """The mentions of some entities."""
        found = sorted(((m, e.id) for e in entities for m in e.mentions), key=lambda x: -len(x[0]))
        heads = ((page.head(mention.start, mention.end), entity) for mention, entity in found)
        return cls(page, {head: entity for head, entity in heads if head is not None})

    def at(self, start: int, end: int) -> str | None:
        """The id of the entity that a stretch of text stands for: it has a mention with the same head word."""
        head = self.page.head(start, end)
        return None if head is None else self.by_head.get(head)


def innermost(statements: Sequence[Statement], span: Span) -> Statement | None:
    """Of the statements whose content holds a span the shortest; None where the report says it in its own voice."""
    holding = [s for s in statements if any(part.holds(span) for part in s.content)]
    return min(holding, key=lambda s: sum(map(len, s.content)), default=None)
