"""Reports made for tests of linking: invented news, and copies of it as outlets make them."""

from __future__ import annotations

from random import Random
from typing import Any

from onrecord.model.records import Report

WORDS = (
    "harbour quay ferry crane docker grain minister union strike convoy bridge river valley miner shaft school market "
    "tram depot festival glacier orchard census comet tariff ballot senate witness appeal verdict vaccine clinic "
    "storm levee drought reservoir turbine satellite orbit museum painting sculptor violin opera chess referee "
    "goalkeeper marathon regatta bakery brewery tannery quarry lighthouse viaduct canal telegraph almanac"
).split()
LINKS = "the a of in near after before that said with from under over against for and".split()


def report(ident: str, text: str, publisher: str = "Cove Gazette", **more: Any) -> Report:
    """A report of which only what matters is told."""
    given: dict[str, Any] = {
        "id": ident, "source": f"{ident}.txt", "url": None, "title": None, "publisher": publisher, "byline": (),
        "agency": None, "dateline": None, "published": "2031-03-04T08:00:00Z", "updated": None, "fetched": None,
        "language": "en", "text": text, "text_sha256": "", "raw_sha256": "",
    }  # fmt: skip
    return Report(**{**given, **more})


def paragraph(chance: Random) -> str:
    """A paragraph of nonsense news."""
    words = [chance.choice(WORDS if at % 2 else LINKS) for at in range(chance.randint(22, 45))]
    return f"{' '.join(words).capitalize()}."


def edited(chance: Random, text: str) -> str:
    """A paragraph after a sub-editor has changed a word or two."""
    words = text.split()
    for _ in range(chance.randint(0, 2)):
        words[chance.randrange(len(words))] = chance.choice(WORDS)
    return " ".join(words)


def wire_copy(chance: Random, paragraphs: list[str]) -> list[str]:
    """A wire's report as an outlet prints it: cut from the end, edited, with a paragraph of its own."""
    kept = paragraphs[: max(4, len(paragraphs) - chance.randint(0, 3))]
    own = [paragraph(chance)] if chance.random() < 0.5 else []
    return [edited(chance, one) for one in kept] + own


def newsroom(seed: int, stories: int = 40) -> tuple[list[Report], dict[str, int], set[tuple[str, int]]]:
    """Reports, the group of copies of each, and the paragraphs (report, number) that were taken from others."""
    chance = Random(seed)
    reports: list[Report] = []
    group: dict[str, int] = {}
    reused: set[tuple[str, int]] = set()

    def publish(number: int, hour: int, publisher: str, parts: list[str]) -> str:
        ident = f"r{len(reports):04}"
        when = f"2031-03-{1 + number % 28:02}T{hour:02}:00:00Z"
        reports.append(report(ident, "\n\n".join(parts), publisher, published=when))
        group[ident] = number
        return ident

    for number in range(stories):
        wire = [paragraph(chance) for _ in range(chance.randint(5, 9))]
        publish(2 * number, 1, "Harbour Wire", wire)
        for hour in range(2, 2 + chance.randint(0, 4)):
            publish(2 * number, hour, f"Outlet {chance.randint(1, 9)}", wire_copy(chance, wire))
        own = [paragraph(chance) for _ in range(5)]
        taken = chance.randrange(5)
        own[taken] = edited(chance, chance.choice(wire))
        reused.add((publish(2 * number + 1, 9, "Cove Gazette", own), taken))
    chance.shuffle(reports)
    return reports, group, reused
