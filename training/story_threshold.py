"""From which likeness on two groups of reports are one story, by cross-validation over events.

    python training/story_threshold.py STORIES [--folds 5] [--seed 1]          a minute; needs only onrecord itself

STORIES holds articles.jsonl and events.tsv (article, event).  The events are dealt into folds; for each fold the
threshold that is best on the articles of all other events (B-cubed F1) is tried on the fold's own.  Printed are each
fold's threshold and F1, their mean, and the F1 of every threshold over all articles.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path
from random import Random

from onrecord.evaluation.corpora import corpus
from onrecord.linking.moments import in_order
from onrecord.linking.stories import ALIKE, join_stories
from onrecord.model.records import Report
from onrecord.store.record_file import RecordFile

THRESHOLDS = [n / 100 for n in range(8, 27)]


def stories(reports: Collection[Report], alike: float) -> dict[str, int]:
    """By source the story of each report."""
    ordered = dict(enumerate(in_order(reports), start=1))
    with (
        tempfile.TemporaryDirectory() as folder,
        RecordFile(Path(folder) / "record.db", create=True) as record,
        record.writing() as connection,
    ):
        found, _ = join_stories(connection, ordered, alike)
    return {ordered[number].source: story for number, story in found.items()}


def b_cubed(gold: Mapping[str, str], ours: Mapping[str, int]) -> float:
    """B-cubed F1 in per cent."""
    of_gold, of_ours = defaultdict(set), defaultdict(set)
    for one, event in gold.items():
        of_gold[event].add(one)
        of_ours[ours[one]].add(one)
    shared = {one: len(of_gold[event] & of_ours[ours[one]]) for one, event in gold.items()}
    precision = sum(shared[one] / len(of_ours[ours[one]]) for one in gold) / len(gold)
    recall = sum(shared[one] / len(of_gold[gold[one]]) for one in gold) / len(gold)
    return 200 * precision * recall / (precision + recall)


def main() -> None:
    parser = argparse.ArgumentParser(description="The threshold of stories by cross-validation over events.")
    parser.add_argument("stories", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rows = (line.split("\t") for line in (args.stories / "events.tsv").read_text(encoding="utf-8").splitlines())
    events = {f"{article}.txt": event for article, event, *_ in rows}
    reports = {one.source: one for one in corpus(args.stories / "articles.jsonl") if one.source in events}

    def scores(chosen: Collection[str]) -> dict[float, float]:
        gold = {source: event for source, event in events.items() if event in chosen}
        told = [reports[source] for source in gold]
        return {alike: b_cubed(gold, stories(told, alike)) for alike in THRESHOLDS}

    dealt = sorted(set(events.values()))
    Random(args.seed).shuffle(dealt)
    folds = [dealt[n :: args.folds] for n in range(args.folds)]
    held_out = []
    for fold in folds:
        others = scores([event for event in dealt if event not in fold])
        best = max(others, key=lambda alike: (others[alike], -abs(alike - ALIKE)))
        held_out.append(scores(fold)[best])
        print(f"{len(fold)} events: {best:.2f} is best on the others, F1 {held_out[-1]:.1f} on these")
    print(f"mean of held-out events: F1 {sum(held_out) / len(held_out):.1f}")
    print("over all: " + " ".join(f"{alike:.2f}:{f1:.1f}" for alike, f1 in scores(dealt).items()))


if __name__ == "__main__":
    main()
