"""The quality gate: scores on development data, held against those pinned.

    python -m onrecord.evaluation.gate SHARED [--pin] [--readme README.md]

SHARED holds corpora/, passages/, seed/ and scorers/.  Where it is missing the gate says so and stays open: without data
there is nothing to measure.  A score more than TOLERANCE below its pin closes it (exit status 1), as do a problem that
the contract's check finds, a `not` line of the seed, and more items lost than allowed when its names are changed.
--pin raises the pins to the scores of this run; lowering one is an edit by hand, with its reason in the commit.
--readme puts the scores into a page, between its two comments.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.cli.demo import EXAMPLES
from onrecord.engine.run import read_inputs
from onrecord.engine.shard import read_shard
from onrecord.evaluation.altered import altered
from onrecord.evaluation.corpora import report_of
from onrecord.evaluation.scoring import read_across, read_corpus, read_pages, score, write_records
from onrecord.model.records import Record
from onrecord.sources import open_reports
from onrecord.store.writing import Capture

PINS = Path(__file__).with_name("pinned.toml")
OWN = Path(__file__).resolve().parents[3] / "gold"
TOLERANCE = 0.3  # points: what another processor's int8 arithmetic may cost

Scored = tuple[str, float, float]  # a score's name, the score, its pin


class Gate:
    """The development data, and a folder for what is made of it."""

    def __init__(self, shared: Path, made: Path) -> None:
        self.shared, self.made, self.scorers = shared, made, shared / "scorers"

    def part(self, part: dict[str, Any]) -> Iterator[Scored]:
        """The pinned scores of one scorer."""
        gold, records, options = self.gold(part), self.made / f"{part['scorer']}.jsonl", []
        if part["scorer"] == "pages":
            refused = self.made / "refused.jsonl"
            read_pages(gold, records, refused)
            options = ["--refused", str(refused)]
        elif "reports" in part:
            with tempfile.TemporaryDirectory(dir=self.made) as folder:
                across = read_across(self.path(part["reports"]), Path(folder))
                records = across["stories" if part["scorer"] == "stories" else "incidents"].rename(records)
                copies = across["copies"].rename(self.made / "copies.jsonl")
            options = [] if part["scorer"] == "stories" else ["--copies", str(copies)]
        else:
            write_records(read_corpus(gold), records)
        found = json.loads(score(self.scorers / f"{part['scorer']}.py", gold, records, *options, "--json"))
        for path, pin in part["pins"].items():
            yield f"{part['title']}: {path}", at(found, path), pin

    def path(self, name: str) -> Path:
        """A file in SHARED, or after "own/" one of the project's own gold."""
        return OWN / name.removeprefix("own/") if name.startswith("own/") else self.shared / name

    def gold(self, part: dict[str, Any]) -> Path:
        """A part's gold; of a file of which only the last lines count, a file of these."""
        gold = self.path(part["gold"])
        if "last" not in part:
            return gold
        lines = gold.read_text(encoding="utf-8").splitlines(keepends=True)[-part["last"] :]
        cut = self.made / f"{part['scorer']}-gold.jsonl"
        cut.write_text("".join(lines), encoding="utf-8")
        return cut

    def seed(self, pins: dict[str, Any]) -> Iterator[Scored]:
        """The seed page as it is, and with its names, places and numbers changed."""
        text = (self.shared / "seed" / "article.txt").read_text(encoding="utf-8")
        gold = json.loads((self.shared / "seed" / "gold.json").read_text(encoding="utf-8"))
        found, wrong = self.seed_items("seed", text, gold, pins["published"])
        yield "seed items found", found, pins["found"]
        yield "seed `not` lines kept", -wrong, 0
        again, _ = self.seed_items("altered", *altered(text, gold), pins["published"])
        yield "seed items found with other names", again, found - pins["lost_when_altered"]

    def seed_items(self, name: str, text: str, gold: dict[str, Any], published: str) -> tuple[int, int]:
        """How many items of a text's gold are found outside `not`, and how many `not` lines are not."""
        folder = self.made / name
        folder.mkdir()
        (folder / "article.txt").write_text(text, encoding="utf-8")
        (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
        (record,) = read_shard([report_of("article.txt", text, published=published)])
        assert isinstance(record, Record), record
        write_records([record], folder / "record.json")
        counts = json.loads(score(self.scorers / "seed.py", folder / "gold.json", folder / "record.json", "--json"))[
            "counts"
        ]
        found = sum(section["found"] for name, section in counts.items() if name != "not")
        return found, sum(number for word, number in counts["not"].items() if word not in ("found", "of"))

    def contract(self) -> Iterator[Scored]:
        """How many problems the contract's check finds, as a loss."""
        told = read_inputs(open_reports([str(EXAMPLES)]))
        sets: dict[str, Iterable[Record]] = {
            "examples": (one.record for one in told if isinstance(one, Capture)),
            "polnear/dev": read_corpus(self.shared / "corpora" / "polnear" / "dev"),
            "stories": read_corpus(self.shared / "corpora" / "stories" / "articles.jsonl"),
        }
        for name, records in sets.items():
            out = self.made / "contract.jsonl"
            write_records(records, out)
            found = json.loads(score(self.scorers / "contract.py", out, None, "--json"))
            yield f"contract problems in {name}", -len(found["problems"]), 0


def at(found: Any, path: str) -> float:
    """The figure at a dotted path of what a scorer printed."""
    for key in path.split("."):
        found = found[key]
    return float(found)


def measure(shared: Path, made: Path, say: Callable[[str], None]) -> list[Scored]:
    """All scores, told as they come."""
    pinned = tomllib.loads(PINS.read_text(encoding="utf-8"))
    gate = Gate(shared, made)
    scores: list[Scored] = []
    for part in [*(gate.part(part) for part in pinned["part"]), gate.seed(pinned["seed"]), gate.contract()]:
        for name, found, pin in part:
            say(f"{'  ' if found >= pin - TOLERANCE else '! '}{found:7.1f}  (pinned {pin:5.1f})  {name}")
            scores.append((name, found, pin))
    return scores


def raise_pins(scores: list[Scored]) -> None:
    """Write the scores that have risen as the new pins."""
    lines, title = [], ""
    found = {name: value for name, value, _ in scores}
    for line in PINS.read_text(encoding="utf-8").splitlines():
        title = match[1] if (match := re.match(r'title = "(.+)"', line)) else title
        pin = re.match(r'"(.+)" = ([\d.]+)$', line)
        if pin and (value := found[f"{title}: {pin[1]}"]) > float(pin[2]):
            line = f'"{pin[1]}" = {value:.1f}'
        if line.startswith("found = "):
            line = re.sub(r"\d+", str(int(found["seed items found"])), line, count=1)
        lines.append(line)
    PINS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_table(scores: list[Scored], page: Path) -> None:
    """Put the scores as a table between the page's comments."""
    found = {name: value for name, value, _ in scores}
    rows = [
        f"| {part['title']} | {in_words(path)} | {found[part['title'] + ': ' + path]:.1f} |"
        for part in tomllib.loads(PINS.read_text(encoding="utf-8"))["part"]
        for path in part["pins"]
    ]
    table = "\n".join(["| data | figure | per cent |", "|---|---|---|", *rows])
    marked = re.compile(r"(<!-- figures -->\n).*?(<!-- /figures -->)", re.DOTALL)
    page.write_text(marked.sub(rf"\g<1>{table}\n\g<2>", page.read_text(encoding="utf-8")), encoding="utf-8")


def in_words(path: str) -> str:
    """A figure's path in words.

    >>> in_words("scores.exact triple.f1"), in_words("kinds.direct.speaker")
    ('exact triple F1', 'direct speaker')
    """
    return path.removeprefix("scores.").removeprefix("kinds.").replace(".f1", " F1").replace(".", " ")


def main(shared: str, *options: str) -> int:
    """Measure, print, and say by the exit status whether a score dropped."""
    if not (Path(shared) / "scorers").is_dir():
        print(f"there is no development data at {shared}: nothing is measured, the gate stays open")
        return 0
    with tempfile.TemporaryDirectory() as made:
        scores = measure(Path(shared), Path(made), lambda line: print(line, flush=True))
    if "--pin" in options:
        raise_pins(scores)
    if "--readme" in options:
        write_table(scores, Path(options[options.index("--readme") + 1]))
    dropped = [name for name, found, pin in scores if found < pin - TOLERANCE]
    print(f"{len(scores) - len(dropped)} passed, {len(dropped)} failed")
    return 1 if dropped else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
